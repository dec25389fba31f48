"""What the tests in a browser share: a hostile site that is built once, and a browser a process.

All of it skips where there is no browser, or fails there where `ESTATE_BROWSER` is `required`.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.hostile import hostile_estate
from tests.browser.pages import Site
from tests.support.browser import missing, required, running
from tests.support.documents import ROOT, run_estate

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

COUNCILS = ("norrasay", "strathallan")
WAIT = 300


@pytest.fixture(scope="session")
def opened() -> Iterator[Chrome]:
    """A browser; tests leave it as they found it."""
    if lacking := missing():
        (pytest.fail if required() else pytest.skip)(lacking)
    with running() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the hostile estate: two councils, planned together."""
    return Site(once(tmp_path_factory, "hostile", _report))


@pytest.fixture(scope="session")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The page that compares the councils of the hostile estate."""
    return Site(once(tmp_path_factory, "comparison", _compare))


def _report(folder: Path) -> None:
    estate = hostile_estate(folder.with_name(f"{folder.name}-estate"))
    chosen = [word for council in COUNCILS for word in ("--council", council)]
    _run(["report", str(estate), *chosen, "--effort", "quick", "--out", str(folder)], folder)


def _compare(folder: Path) -> None:
    estate = hostile_estate(folder.with_name(f"{folder.name}-estate"))
    _run(["compare", str(estate), "--out", str(folder)], folder)


def _run(words: list[str], folder: Path) -> None:
    done = run_estate(words, ROOT)
    assert done.returncode in {0, 1}, done.stderr
    assert (folder / "index.html").is_file(), done.stderr


def once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """Return a folder that the first process of a run builds, and the others wait for."""
    base = factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder, ready, begun = (shared / f"{name}{end}" for end in ("", ".ready", ".begun"))
    try:
        begun.mkdir()
    except FileExistsError:
        return _awaited(folder, ready)
    try:
        build(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        ready.write_text("failed", encoding="utf-8")
        raise
    ready.write_text("built", encoding="utf-8")
    return folder


def _awaited(folder: Path, ready: Path) -> Path:
    """Wait until another process has built a folder; fail where it could not."""
    until = time.monotonic() + WAIT
    while not ready.is_file() or not ready.read_text(encoding="utf-8"):
        assert time.monotonic() < until, f"{folder.name} was not built within {WAIT} s"
        time.sleep(0.2)
    assert ready.read_text(encoding="utf-8") == "built", f"{folder.name} could not be built"
    return folder
