"""The bytes of an answer: from a file, or from an address where one is given.

The standard library fetches: one GET in the lifetime of a command asks for no package. Nothing is
fetched unless an address is written out; then by https, or by http from this machine itself.
"""

from __future__ import annotations

import http.client
import ipaddress
import ssl
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import SplitResult, urlsplit

from estate.diagnostics import EnvironmentFault, UsageFault
from estate.reading.endoflife import MAX_ANSWER_BYTES
from estate.reading.show import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMEOUT = 20.0
"""Seconds for which the other side may be silent."""
TOTAL = 120.0
"""Seconds after which an answer that still has not ended is given up."""
_PIECE = 65_536
_REDIRECTS = range(300, 400)
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": "estate (support dates; asked for by hand)",
}


def is_address(place: str) -> bool:
    """Whether a place is an address, not a file: `https://...`."""
    return "://" in place


def fetch(place: str, timeout: float = TIMEOUT, total: float = TOTAL) -> bytes:
    """Return the bytes of a file or of an address; `timeout` and `total` are seconds.

    Raises:
        UsageFault: when there is no such file, or the address is not one that is fetched.
        EnvironmentFault: when the file, the network or the other side refuses.
    """
    return _from_address(place, timeout, total) if is_address(place) else _from_file(place)


def _from_file(place: str) -> bytes:
    try:
        with Path(place).open("rb") as stream:
            raw = stream.read(MAX_ANSWER_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise UsageFault(f"there is no file {printable(place)}") from None
    except IsADirectoryError:
        raise UsageFault(f"{printable(place)} is a folder; name the file in it") from None
    except (OSError, ValueError) as fault:
        raise EnvironmentFault(f"cannot read {printable(place)}: {_reason(fault)}") from fault
    if len(raw) > MAX_ANSWER_BYTES:
        _refuse(f"cannot read {printable(place)}", f"it is larger than {MAX_ANSWER_BYTES:,} bytes")
    return raw


def _from_address(address: str, timeout: float, total: float) -> bytes:
    _check_address(address)
    failed = f"cannot fetch {printable(address)}"
    request = urllib.request.Request(address, headers=_HEADERS)  # noqa: S310  # scheme is checked
    try:
        with _opener(address).open(request, timeout=timeout) as answer:
            _check_kind(answer, failed)
            raw = b"".join(_pieces(answer, time.monotonic() + total, failed))
            _check_length(answer, len(raw), failed)
            return raw
    except urllib.error.HTTPError as fault:
        with fault:
            _refuse(failed, _status(fault))
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise EnvironmentFault(f"{failed}: {_reason(fault)}; nothing is changed") from fault


def _status(fault: urllib.error.HTTPError) -> str:
    if fault.code in _REDIRECTS:
        return "it redirects in a circle, or to where nothing is fetched from"
    return f"the answer is {fault.code} {printable(str(fault.reason))}".rstrip()


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as fault:
        raise UsageFault(f"{printable(address)} is not an address: {fault}") from None
    if parts.username is not None or parts.password is not None:
        raise UsageFault("an address with a name or password in it is not fetched")
    if not host or any(not letter.isprintable() or letter == " " for letter in address):
        raise UsageFault(f"{printable(address)} is not an address; write https://HOST/PATH")
    if not _is_allowed(parts.scheme, host):
        raise UsageFault(
            f"{printable(address)} is not fetched: only https is, and http from this machine. "
            "A file is named by its path"
        )


def _is_allowed(scheme: str, host: str) -> bool:
    return scheme == "https" or (scheme == "http" and _is_this_machine(host))


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to https only, or on this machine; urllib would follow to http and ftp too."""

    max_redirections = 5
    max_repeats = 2

    def redirect_request(self, req: urllib.request.Request, *rest: Any) -> Any:  # noqa: ANN401  # urllib's own
        """Return the request to follow with, or refuse; the answer that redirects is closed."""
        why = _why_not_followed(urlsplit(req.full_url), urlsplit(str(rest[-1])))
        if why:
            rest[0].close()
            raise urllib.error.URLError(why)
        return super().redirect_request(req, *rest)


def _why_not_followed(here: SplitResult, there: SplitResult) -> str | None:
    host = there.hostname or ""
    if _is_this_machine(host) and not _is_this_machine(here.hostname or ""):
        return "it leads from outside to this machine"
    if not _is_allowed(there.scheme, host):
        return f"it leads to {printable(there.scheme)}, not https"
    return None


def _opener(address: str) -> urllib.request.OpenerDirector:
    """Return an opener for http and https alone; a proxy of the machine's settings is used."""
    local = _is_this_machine(urlsplit(address).hostname or "")
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if local else None),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _check_kind(answer: http.client.HTTPResponse, failed: str) -> None:
    if answer.status != http.HTTPStatus.OK:
        _refuse(failed, f"the answer is {answer.status} {printable(answer.reason)}".rstrip())
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in {"identity", ""}:
        _refuse(failed, f"the answer is compressed ({printable(packed)}), which was not asked for")
    kind = answer.headers.get_content_type()
    if "json" not in kind and kind not in {"text/plain", "application/octet-stream"}:
        _refuse(failed, f"the answer is {printable(kind)}, not JSON")


def _pieces(answer: http.client.HTTPResponse, deadline: float, failed: str) -> Iterator[bytes]:
    size = 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > MAX_ANSWER_BYTES:
            _refuse(failed, f"the answer is larger than {MAX_ANSWER_BYTES:,} bytes")
        if time.monotonic() > deadline:
            _refuse(failed, "the answer takes too long")
        yield piece


def _check_length(answer: http.client.HTTPResponse, size: int, failed: str) -> None:
    """Refuse an answer that ended early; urllib does not tell when it is read in pieces."""
    promised = answer.headers.get("Content-Length", "")
    if promised.isascii() and promised.isdigit() and int(promised) != size:
        _refuse(failed, f"the answer ended after {size:,} of {int(promised):,} bytes")


def _refuse(failed: str, why: str) -> NoReturn:
    raise EnvironmentFault(f"{failed}: {why}; nothing is changed")


def _reason(fault: BaseException) -> str:
    """Return in a few words what went wrong; never empty."""
    inner = getattr(fault, "reason", None)
    if isinstance(inner, BaseException):
        return _reason(inner)
    if isinstance(fault, TimeoutError):
        return "no answer in time"
    if isinstance(fault, http.client.IncompleteRead):
        return "the answer ended early"
    said = inner or getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
    return printable(str(said))
