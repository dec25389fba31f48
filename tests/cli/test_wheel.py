"""What is installed is whole: a built wheel explains rules without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("hatchling", reason="the builder is not installed")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    script = (
        "import sys; import estate.cli.main as main; "
        f"assert main.__file__.startswith({str(installed)!r}); main.main(sys.argv[1:])"
    )
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("kind", ["rules", "criteria"])
def test_a_built_wheel_has_every_page(kind: str, installed: Path) -> None:
    pages = sorted(path.name for path in (ROOT / "docs" / kind).glob("*.md"))
    there = sorted(path.name for path in (installed / "estate/rendering" / kind).glob("*.md"))
    assert there == pages


def test_a_built_wheel_explains_a_rule(installed: Path) -> None:
    done = run(installed, "explain", "EST203")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("EST203: Notice is due\n")


def test_a_built_wheel_explains_a_criterion(installed: Path) -> None:
    done = run(installed, "explain", "support-dates")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("L1: End of support\n")
