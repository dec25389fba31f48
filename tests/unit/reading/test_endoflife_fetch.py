"""Fetching an answer: only from where it is allowed, and every failure in one line."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.support.endoflife.answers import SOUND, raw
from tests.support.endoflife.server import Loopback, serving

from estate.diagnostics import EnvironmentFault, UsageFault
from estate.reading.endoflife_fetch import _why_not_followed, fetch

INSIDE = "it leads from outside to this machine"
CIRCLE = "it redirects in a circle, or to where nothing is fetched from"


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with serving() as loopback:
        yield loopback


def refused(address: str, timeout: float = 5, total: float = 10) -> str:
    """Return why an address was not fetched: one line that can be printed."""
    with pytest.raises(EnvironmentFault) as raised:
        fetch(address, timeout, total)
    message = str(raised.value)
    assert message.isprintable()
    assert message.startswith(f"cannot fetch {address}: ")
    assert message.endswith("; nothing is changed")
    return message.removeprefix(f"cannot fetch {address}: ").removesuffix("; nothing is changed")


def test_an_answer_is_fetched_as_it_is(server: Loopback) -> None:
    assert fetch(server.address("/full")) == raw(SOUND)


def test_a_redirect_on_this_machine_is_followed(server: Loopback) -> None:
    assert fetch(server.address("/here")) == raw(SOUND)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/missing", "the answer is 404 Not Found"),
        ("/broken", "the answer is 500 Internal Server Error"),
        ("/page", "the answer is text/html, not JSON"),
        ("/packed", "the answer is compressed (gzip), which was not asked for"),
        ("/truncated-chunks", "the answer ended early"),
        ("/huge", "the answer is larger than 20,000,000 bytes"),
        ("/circle", CIRCLE),
        ("/to-file", CIRCLE),
        ("/to-ftp", "it leads to ftp, not https"),
        ("/to-plain-http", "it leads to http, not https"),
    ],
)
def test_what_is_not_taken(server: Loopback, path: str, why: str) -> None:
    assert refused(server.address(path)) == why


def test_an_answer_that_ends_early_says_where(server: Loopback) -> None:
    whole = len(raw(SOUND))

    why = refused(server.address("/truncated"))

    assert why == f"the answer ended after 100 of {whole:,} bytes"


@pytest.mark.parametrize("path", ["/nonsense", "/empty"])
def test_what_does_not_speak_http(server: Loopback, path: str) -> None:
    assert refused(server.address(path))


def test_silence_is_not_waited_out(server: Loopback) -> None:
    started = time.monotonic()

    assert refused(server.address("/silent"), timeout=0.3) == "no answer in time"
    assert time.monotonic() - started < 5


def test_nor_is_an_answer_that_never_ends(server: Loopback) -> None:
    started = time.monotonic()

    why = refused(server.address("/dripping"), timeout=5, total=0.4)

    assert why == "the answer takes too long"
    assert time.monotonic() - started < 5


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/full") == "Connection refused"


def test_a_server_without_a_certificate(server: Loopback) -> None:
    assert refused(f"https://127.0.0.1:{server.port}/full")


@pytest.mark.parametrize(
    ("here", "there", "why"),
    [
        ("https://endoflife.date/a", "https://endoflife.date/b", None),
        ("https://endoflife.date/a", "https://elsewhere.example/b", None),
        ("https://endoflife.date/a", "http://endoflife.date/b", "it leads to http, not https"),
        (
            "https://endoflife.date/a",
            "https://127.0.0.1/b",
            INSIDE,
        ),
        ("https://endoflife.date/a", "http://localhost/b", INSIDE),
        ("https://endoflife.date/a", "https://[::1]/b", INSIDE),
        ("http://localhost/a", "http://127.0.0.1/b", None),
        ("http://127.0.0.1/a", "https://endoflife.date/b", None),
    ],
)
def test_where_a_redirect_may_lead(here: str, there: str, why: str | None) -> None:
    assert _why_not_followed(urlsplit(here), urlsplit(there)) == why


def test_this_machine_by_its_name(server: Loopback) -> None:
    assert fetch(f"http://localhost:{server.port}/full") == raw(SOUND)


def test_an_answer_without_content_is_none(server: Loopback) -> None:
    assert refused(server.address("/nothing")) == "the answer is 204 No Content"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://endoflife.date/api/v1/products/full", "only https is"),
        ("http://127.0.0.1.example.invalid/", "only https is"),
        ("ftp://127.0.0.1/full", "only https is"),
        ("file:///etc/hostname", "is not an address"),
        ("file://localhost/etc/hostname", "only https is"),
        ("https://", "is not an address"),
        ("https://name:secret@endoflife.date/", "with a name or password in it"),
        ("https://endoflife.date:port/", "is not an address"),
        ("https://[::1/", "is not an address"),
        ("https://endoflife.date/a b", "is not an address"),
        ("https://endoflife.date/\r\nHost: x", "is not an address"),
    ],
)
def test_addresses_that_are_not_fetched(address: str, why: str) -> None:
    with pytest.raises(UsageFault) as raised:
        fetch(address)
    assert why in str(raised.value)
    assert str(raised.value).isprintable()
    assert "secret" not in str(raised.value)


def test_a_proxy_is_not_asked_for_this_machine(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")

    assert fetch(server.address("/full")) == raw(SOUND)


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_bytes(b"{}")

    assert fetch(str(tmp_path / "answer.json")) == b"{}"


@pytest.mark.parametrize(
    ("name", "why"),
    [("nowhere.json", "there is no file"), (".", "is a folder"), ("a.json/b", "there is no file")],
)
def test_a_file_that_is_none(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")

    with pytest.raises(UsageFault, match=why):
        fetch(str(tmp_path / name))


def test_a_file_too_large(tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_bytes(b" " * 20_000_001)

    with pytest.raises(EnvironmentFault, match="larger than 20,000,000 bytes"):
        fetch(str(tmp_path / "answer.json"))


def test_a_name_no_file_can_have() -> None:
    with pytest.raises(EnvironmentFault, match="cannot read"):
        fetch("a\0b")
