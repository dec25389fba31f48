"""No command shows a secret that stands in a file, and none loses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "Autumn" + "-2025x"
COUNCIL = f"""# pwd={SECRET}
[council]
name = "C"

[systems.ledger]
owner = "Head of Finance"
name = "Ledger"
notes = "Server=x;Pwd={SECRET}"
users = "pwd={SECRET}"

[systems.payroll]
name = "Payroll"
notes = "Server=x;Pwd={SECRET}"
"""
COMMANDS = [
    *(["check", ".", "--format", format_] for format_ in ("table", "json", "sarif", "github")),
    ["check", ".", "--format", "md"],
    ["score", "."],
    ["show", "c/payroll", "."],
    ["set", "c/payroll", "users=5", "--dry-run"],
    ["set", "c/payroll", "users=many"],
    ["fmt", "--check", "--diff"],
    ["fmt", "--check"],
    ["fmt"],
]


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "estate", *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"},
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_shows_a_secret_or_loses_it(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "estate.toml").write_text("[estate]\nas_of = 2026-11-22\n", encoding="utf-8")
    (tmp_path / "councils").mkdir()
    file = tmp_path / "councils" / "c.toml"
    file.write_text(COUNCIL, encoding="utf-8")
    done = run(tmp_path, *command)
    assert done.returncode in {0, 1, 2}, done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert file.read_text(encoding="utf-8").count(SECRET) == 4
    if command[-1] == "json":
        assert "EST030" in json.dumps(json.loads(done.stdout))
