"""A web server on this machine that answers well, badly, slowly or not at all."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.support.endoflife.answers import SOUND, raw


@dataclass
class Loopback:
    """Where the server is, and what was asked of it."""

    port: int
    asked: list[str] = field(default_factory=list)

    def address(self, path: str) -> str:
        """Return an address on it."""
        return f"http://127.0.0.1:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    loopback: Loopback
    stopping: threading.Event

    def do_GET(self) -> None:
        self.loopback.asked.append(self.path)
        getattr(self, "answer_" + self.path.strip("/").replace("-", "_"), self.answer_missing)()

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def send(self, body: bytes, kind: str = "application/json", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer_full(self) -> None:
        self.send(raw(SOUND))

    def answer_missing(self) -> None:
        self.send_error(404)

    def answer_nothing(self) -> None:
        self.send_response(204)
        self.end_headers()

    def answer_broken(self) -> None:
        self.send_error(500)

    def answer_page(self) -> None:
        self.send(b"<!doctype html><title>Log in</title>", "text/html")

    def answer_page_as_json(self) -> None:
        self.send(b"<!doctype html><title>Log in</title>")

    def answer_packed(self) -> None:
        self.send(gzip.compress(raw(SOUND)), Content_Encoding="gzip")

    def answer_packed_silently(self) -> None:
        self.send(gzip.compress(raw(SOUND)))

    def answer_truncated(self) -> None:
        body = raw(SOUND)
        self.send(body[:100], Content_Length=str(len(body)))
        self.close_connection = True

    def answer_truncated_chunks(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"50\r\n" + raw(SOUND)[:20])
        self.close_connection = True

    def answer_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        piece = b" " * 1_000_000
        try:
            for _ in range(30):
                self.wfile.write(piece)
        except OSError:
            pass
        self.close_connection = True

    def answer_silent(self) -> None:
        self.stopping.wait(20)
        self.close_connection = True

    def answer_dripping(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        try:
            while not self.stopping.is_set():
                self.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            pass
        self.close_connection = True

    def answer_nonsense(self) -> None:
        self.wfile.write(b"this is not HTTP\r\n\r\n")
        self.close_connection = True

    def answer_empty(self) -> None:
        self.close_connection = True

    def answer_here(self) -> None:
        self.redirect("/full")

    def answer_circle(self) -> None:
        self.redirect("/circle")

    def answer_to_file(self) -> None:
        self.redirect("file:///etc/hostname")

    def answer_to_ftp(self) -> None:
        self.redirect("ftp://127.0.0.1/full")

    def answer_to_plain_http(self) -> None:
        self.redirect("http://endoflife.invalid/full")


@contextmanager
def serving() -> Iterator[Loopback]:
    """Run the server on a port that is free, and stop it at the end."""
    stopping = threading.Event()
    handler = type("Handler", (_Handler,), {"stopping": stopping})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    loopback = Loopback(server.server_port)
    handler.loopback = loopback  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield loopback
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
