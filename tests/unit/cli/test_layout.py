"""The one process that is started: every way in which it can go wrong is one clear line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from estate.cli import layout
from estate.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from pathlib import Path


def program(tmp_path: Path, script: str) -> str:
    path = tmp_path / "dot"
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sys.stderr.write('syntax error\\nin line 1'); sys.exit(1)", "syntax error in line 1"),
        ("sys.exit(3)", "status 3"),
        ("sys.stdin.read()", "status 0"),  # silent
        ("time.sleep(60)", "took more than"),
    ],
)
def test_a_program_that_does_not_do_its_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, said: str
) -> None:
    monkeypatch.setattr(layout, "SECONDS", 1)
    monkeypatch.setenv("ESTATE_DOT", program(tmp_path, script))
    with pytest.raises(EnvironmentFault, match=said):
        layout.layout("digraph { a }")


def test_a_program_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ESTATE_DOT", str(tmp_path / "nothing"))
    with pytest.raises(EnvironmentFault, match="cannot run"):
        layout.layout("digraph { a }")


def test_without_any_program_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESTATE_DOT", raising=False)
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(EnvironmentFault, match="graphviz-pure is not installed"):
        layout.layout("digraph { a }")


def test_it_lays_out() -> None:
    assert b"<svg" in layout.layout('digraph { a [label="é"] }')
