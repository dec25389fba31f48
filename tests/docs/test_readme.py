"""The README shows what the program really prints and draws."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import ROOT, blocks, replay, rewrite, run_estate

from estate.cli.main import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

README = ROOT / "README.md"
OTHERS = {".venv", "gold", "node_modules"}
"""Folders whose documents are installed, or kept to be compared with."""


def test_the_readme_prints_what_it_says_it_prints() -> None:
    """Mend with `python -m tests.support.documents --here README.md`, and read what changed."""
    markdown = README.read_text(encoding="utf-8")
    played = [(block, replay(block, ROOT)) for block in blocks(markdown) if block.console]

    assert len(played) >= 2
    assert rewrite(markdown, played) == markdown


def test_the_readmes_picture_is_the_programs(tmp_path: Path) -> None:
    done = run_estate(
        ["plan", "inventories", "--council", "strathallan", "--out", str(tmp_path / "build")], ROOT
    )
    assert done.returncode == 0, done.stderr

    drawn = (tmp_path / "build" / "pictures" / "timeline-strathallan.svg").read_bytes()
    assert drawn == (ROOT / "docs" / "images" / "roadmap.svg").read_bytes()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_shows_how_to_type_it(command: str) -> None:
    done = run_estate([command, "--help"], ROOT)

    assert done.returncode == 0
    group = command in {"add", "products"}
    assert f"\n      estate {command}" in done.stdout or command == "schema" or group
    assert "\\b" not in done.stdout
    assert f"`estate {command}" in README.read_text(encoding="utf-8")


def test_the_two_commands_are_targets_of_make() -> None:
    named = set(re.findall(r"^make (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE))

    assert named == {"demo", "test"}
    for target in sorted(named):
        dry = subprocess.run(
            ["make", "--dry-run", target], cwd=ROOT, capture_output=True, check=False, text=True
        )
        assert dry.returncode == 0, dry.stderr


@pytest.mark.parametrize(
    "document",
    sorted(
        path
        for path in ROOT.glob("**/*.md")
        if not {".venv", "gold", "node_modules"} & {*path.parts}
    ),
    ids=str,
)
def test_no_link_between_documents_is_dead(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)

    dead = [link for link in links if not (document.parent / link).exists()]
    assert dead == []
