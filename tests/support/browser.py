"""Finds a browser, its driver and axe-core, and starts the browser as the tests want it.

`python -m tests.support.browser` says what is found and opens an empty page, or says what is
missing and leaves with status 1. Nothing here fetches anything: `scripts/browser` installs.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
SWITCHES = (
    "--headless=new",
    "--no-sandbox",  # a root user's browser does not start with one; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--force-prefers-reduced-motion",  # nothing is still on its way when it is looked at
    "--hide-scrollbars",
    "--lang=en-GB",
    "--no-first-run",
)


def browser() -> str | None:
    """Return the path of a Chromium or Chrome: `ESTATE_CHROME`, on the path, or in its folder."""
    found = (shutil.which(name) for name in BROWSERS)
    placed = (place for place in PLACES if Path(place).is_file())
    return _first((os.environ.get("ESTATE_CHROME"), *found, *placed))


def driver() -> str | None:
    """Return the path of chromedriver: `ESTATE_CHROMEDRIVER`, on the path, or where CI keeps it."""
    kept = os.environ.get("CHROMEWEBDRIVER")
    beside = shutil.which("chromedriver", path=kept) if kept else None
    named = os.environ.get("ESTATE_CHROMEDRIVER")
    return _first((named, shutil.which("chromedriver"), beside))


def _first(paths: Iterable[str | None]) -> str | None:
    return next((path for path in paths if path), None)


@functools.cache
def missing() -> str:
    """Return what is missing for the browser tests, as a sentence, or nothing."""
    lacking = []
    if browser() is None:
        lacking.append("Chromium or Chrome")
    if driver() is None:
        lacking.append("chromedriver")
    elif browser() is not None and _major(str(driver())) != _major(str(browser())):
        lacking.append(f"a chromedriver of version {_major(str(browser()))}, the browser's")
    if not AXE.is_file():
        lacking.append("axe-core")
    return f"{' and '.join(lacking)} not found: run `make browser`" if lacking else ""


def _major(program: str) -> str:
    """Return the first number of a program's version, or nothing where it does not tell."""
    if sys.platform == "win32":  # Chrome prints no version there; the driver complains by itself
        return ""
    done = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=False, timeout=60
    )
    found = re.search(r"(\d+)\.\d+", done.stdout)
    return found[1] if found else ""


def required() -> bool:
    """Whether the tests are to fail, and not to skip, where there is no browser."""
    return os.environ.get("ESTATE_BROWSER") == "required"


@contextmanager
def running(width: int = 1280, height: int = 900, more: tuple[str, ...] = ()) -> Iterator[Chrome]:
    """Start a browser with a profile of its own, and end it; it logs requests and its console."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = str(browser())
        for switch in (*SWITCHES, f"--user-data-dir={profile}", *more):
            options.add_argument(switch)
        options.add_argument(f"--window-size={width},{height}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        # Named, so that selenium does not look for a driver by itself, which is on the network.
        opened = Chrome(options=options, service=Service(driver()))
        try:
            opened.set_script_timeout(60)
            yield opened
        finally:
            opened.quit()


def command(opened: Chrome, name: str, **values: object) -> Mapping[str, object]:
    """Give a command of the devtools protocol, and return its answer."""
    answer: Mapping[str, object] = opened.execute_cdp_cmd(name, values)
    return answer


def main() -> int:
    """Say what is found, and try it."""
    if lacking := missing():
        sys.stderr.write(f"{lacking}\n")
        return 1
    with running() as opened:
        opened.get("about:blank")
        told = opened.capabilities
        name, version = told["browserName"], told["browserVersion"]
        sys.stdout.write(f"{name} {version} starts; axe-core is at {AXE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
