"""A TOML language server as an editor runs it, to see what somebody sees who types."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE = 60.0


@dataclass
class LanguageServer:
    """The server's two pipes; messages are JSON-RPC, each after its length."""

    process: subprocess.Popen[bytes]
    root: Path
    asked: int = field(default=0)

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:  # noqa: ANN401  # any JSON
        """Send a request and return its result."""
        self.asked += 1
        number = self.asked
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def tell(self, method: str, parameters: dict[str, Any]) -> None:
        """Send a notification."""
        self._send({"method": method, "params": parameters})

    def start(self) -> None:
        """Say who is there."""
        capabilities = {
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
            }
        }
        uri = self.root.as_uri()
        folders = [{"uri": uri, "name": "workspace"}]
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": uri,
                "capabilities": capabilities,
                "workspaceFolders": folders,
            },
        )
        self.tell("initialized", {})

    def open(self, path: Path) -> None:
        """Open a file, as it stands on disk; wait until the server has said what it thinks of it.

        Questions that come earlier are answered as if there were no file.
        """
        document = {"uri": path.as_uri(), "languageId": "toml", "version": 1}
        self.tell("textDocument/didOpen", {"textDocument": document | {"text": path.read_text()}})
        while self._receive().get("method") != "textDocument/publishDiagnostics":
            pass

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what is shown over a place, as Markdown; line and column from 1."""
        answer = self.ask("textDocument/hover", _place(path, line, column))
        return str(answer["contents"]["value"])

    def completions(self, path: Path, line: int, column: int) -> list[str]:
        """Return what may be written at a place."""
        answer = self.ask("textDocument/completion", _place(path, line, column))
        items = answer if isinstance(answer, list) else answer["items"]
        return [item["label"] for item in items]

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message; what the server asks is answered with nothing."""
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        return message


def _place(path: Path, line: int, column: int) -> dict[str, Any]:
    position = {"line": line - 1, "character": column - 1}
    return {"textDocument": {"uri": path.as_uri()}, "position": position}


@contextmanager
def language_server(tombi: Path, root: Path) -> Iterator[LanguageServer]:
    """Run tombi's language server over a folder, offline."""
    process = subprocess.Popen(
        [str(tombi), "lsp", "--offline"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=root,
    )
    server = LanguageServer(process, root)
    # A server that is silent ends, rather than the tests wait for it.
    patience = threading.Timer(PATIENCE, process.kill)
    patience.start()
    try:
        server.start()
        yield server
    finally:
        patience.cancel()
        process.kill()
        process.communicate()
