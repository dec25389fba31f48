"""The pages of a built site, by kind, and how a browser opens them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.browser import command

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

_PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
_KIND = re.compile(r'<body class="([a-z-]+)"')


@dataclass(frozen=True)
class Site:
    """A built site: pages are named by their paths from its folder."""

    folder: Path

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Every page, by path."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*.html"))
        return tuple(sorted(path.as_posix() for path in found))

    def text(self, page: str) -> str:
        """Return a page's source."""
        return (self.folder / page).read_text(encoding="utf-8")

    @cached_property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """The pages of each kind, which a page's body names: the smallest first."""
        found: dict[str, list[str]] = {}
        for page in sorted(self.pages, key=lambda name: (len(self.text(name)), name)):
            kind = _KIND.search(self.text(page))
            found.setdefault(kind[1] if kind else page, []).append(page)
        return {kind: tuple(pages) for kind, pages in sorted(found.items())}

    @cached_property
    def largest(self) -> tuple[str, ...]:
        """The largest page of each kind: the one with most that can be wrong."""
        return tuple(pages[-1] for pages in self.kinds.values())

    @cached_property
    def samples(self) -> tuple[str, ...]:
        """The largest and the smallest page of each kind."""
        return tuple(dict.fromkeys((*self.largest, *(kind[0] for kind in self.kinds.values()))))

    def open(self, opened: Chrome, page: str) -> None:
        """Show a page from the disk, and forget what was logged before."""
        drain(opened)
        opened.get((self.folder / page).as_uri())


def drain(opened: Chrome) -> None:
    """Forget what the browser has logged."""
    _log(opened, "performance")
    _log(opened, "browser")


def _log(opened: Any, name: str) -> list[dict[str, str]]:  # noqa: ANN401  # selenium says no type
    entries: list[dict[str, str]] = opened.get_log(name)
    return entries


def ask(opened: Chrome, question: str, *arguments: object) -> Any:  # noqa: ANN401  # as JSON has it
    """Work out an expression in the page, with `probes` to hand."""
    return run(opened, f"{_PROBES} return {question};", *arguments)


def run(opened: Chrome, script: str, *arguments: object) -> Any:  # noqa: ANN401  # as JSON has it
    """Run a script in the page, as the developer's tools would, and return what it returns."""
    return opened.execute_script(script, *arguments)


def probe(opened: Chrome, *names: str) -> list[str]:
    """Look for faults in the page that is open, and return them; see probes.js."""
    return [fault for name in names for fault in run(opened, f"{_PROBES} return probes.{name}();")]


@contextmanager
def window(opened: Chrome, width: int, height: int = 900) -> Iterator[None]:
    """Show pages as wide as this, in CSS pixels."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    command(opened, "Emulation.setDeviceMetricsOverride", **size)
    try:
        yield
    finally:
        command(opened, "Emulation.clearDeviceMetricsOverride")


@contextmanager
def media(opened: Chrome, kind: str = "", **features: str) -> Iterator[None]:
    """Show pages in a medium, such as print, or to somebody who prefers something."""
    asked = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    command(opened, "Emulation.setEmulatedMedia", media=kind, features=asked)
    try:
        yield
    finally:
        command(opened, "Emulation.setEmulatedMedia", media="", features=[])


@contextmanager
def scripts_off(opened: Chrome) -> Iterator[None]:
    """Load pages as a browser does that runs no scripts."""
    command(opened, "Emulation.setScriptExecutionDisabled", value=True)
    try:
        yield
    finally:
        command(opened, "Emulation.setScriptExecutionDisabled", value=False)


def open_without_script(opened: Chrome, site: Site, page: str) -> None:
    """Show a page whose scripts did not run; the tests' own can, from now on."""
    with scripts_off(opened):
        site.open(opened, page)


def requests(opened: Chrome) -> tuple[str, ...]:
    """Return every address that was asked for since the log was last read."""
    found = []
    for entry in _log(opened, "performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
        elif message["method"] == "Network.webSocketCreated":
            found.append(message["params"]["url"])
    return tuple(found)


def complaints(opened: Chrome) -> tuple[str, ...]:
    """Return what the browser's console says since it was last read."""
    return tuple(entry["message"] for entry in _log(opened, "browser"))
