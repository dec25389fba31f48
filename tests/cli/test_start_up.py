"""What is heavy is imported only by what needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "pydantic",
    "networkx",
    "ortools",
    "numpy",
    "pandas",
    "jinja2",
    "graphviz",
    "rich",
    "tomli",
}


def modules_after(*words: str) -> set[str]:
    """Return the modules loaded when a command has run: those of others by package."""
    script = (
        "import sys\n"
        "from estate.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "names = {n if n.startswith('estate.') else n.partition('.')[0] for n in sys.modules}\n"
        "print('\\n'.join(sorted(names)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words], text=True, capture_output=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["check", "--help"], ["plan", "-h"]])
def test_help_and_version_import_nothing_heavy(words: list[str]) -> None:
    assert modules_after(*words) & HEAVY == set()


def test_check_needs_no_graph_and_no_solver(tmp_path: object) -> None:
    loaded = modules_after("check", "inventories")

    assert "pydantic" in loaded
    assert loaded & {"ortools", "numpy", "jinja2", "graphviz", "rich"} == set()


def test_score_needs_no_solver() -> None:
    assert modules_after("score", "inventories") & {"ortools", "numpy", "jinja2"} == set()
