"""`estate export`, run as people run it: what is written and said, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.archimate_rules import NS, every, faults, parsed
from tests.support.documents import ROOT, run_estate

from estate.cli.export import NAMES
from estate.rendering.exchange.registry import FORMATS

if TYPE_CHECKING:
    import subprocess

SAMPLE = str(ROOT / "inventories")
FOLDER = {
    "estate.toml": '[estate]\nname = "Trial"\nas_of = 2026-09-30\n',
    "catalogue/capabilities.toml": '[capabilities."finance.ledger"]\nname = "Ledger"\n',
    "councils/even.toml": '[council]\nname = "Even Council"\n\n[systems.one]\nname = "One"\n',
    "councils/odd.toml": """\
[council]
name = "Odd <&> Council"

[budgets.2026-27]
capital = 100_000
revenue = 100_000

[systems.ledger]
name = "Ledger"
notes = "SECRET"
capabilities = ["finance.ledger"]
annual_cost.licence = 900_000

[systems.ledger.options.replace]
cost = { capital = 20_000, revenue = 0 }
months = 6
annual_cost_after = 10_000

[systems.payroll]
name = "Payroll"
depends_on = ["ledger"]
""",
}


def estate(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_estate(list(words), folder)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of its own, with a plan in `build`."""
    folder = tmp_path_factory.mktemp("export")
    for name, text in FOLDER.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = estate(folder, "plan", ".", "--council", "odd", "--effort", "quick", "--format", "json")
    assert done.returncode == 0, done.stderr
    (folder / "roadmap.json").write_text(done.stdout, encoding="utf-8")
    return folder


def test_every_format_is_a_choice() -> None:
    assert tuple(FORMATS) == NAMES


def test_a_file_is_written_with_what_it_could_not_carry_beside_it(planned: Path) -> None:
    done = estate(planned, "export", ".", "--format", "archimate", "--out", "out/odd.xml")
    assert done.returncode == 0
    assert done.stdout == ""
    assert done.stderr.startswith("estate: wrote odd.xml and odd.xml.loss.md\n")
    assert "system: notes: notes never leave a council" in done.stderr
    content = (planned / "out" / "odd.xml").read_bytes()
    assert faults(content) == []
    assert b"SECRET" not in content
    lost = (planned / "out" / "odd.xml.loss.md").read_text(encoding="utf-8")
    assert "| system: notes | 1 | notes never leave a council |" in lost
    assert "## option\n\n- odd: ledger: replace\n" in lost


def test_standard_output_holds_the_same_and_nothing_else(planned: Path) -> None:
    estate(planned, "export", ".", "--format", "archimate", "--out", "same.xml")
    done = estate(planned, "export", ".", "--format", "archimate")
    assert done.stdout.encode() == (planned / "same.xml").read_bytes()
    assert "archimate could not carry" in done.stderr


def test_a_roadmap_goes_along_with_its_plan(planned: Path) -> None:
    words = ("--format", "archimate", "--plan", "roadmap.json", "--out", "exchange")
    done = estate(planned, "export", ".", *words, "--loss", "json")
    assert done.returncode == 0, done.stderr
    root = parsed((planned / "exchange" / "estate.archimate.xml").read_bytes())
    step = json.loads((planned / "roadmap.json").read_text(encoding="utf-8"))["steps"][0]
    work = next(
        each for each in every(root, "element") if each.get("identifier") == "work-odd.ledger"
    )
    values = {value.text for value in work.iter(f"{NS}value")}
    assert {step["start"], step["live"], str(step["capital"])} <= values
    lost = json.loads(
        (planned / "exchange" / "estate.archimate.xml.loss.json").read_text(encoding="utf-8")
    )
    kinds = {entry["kind"] for entry in lost["lost"]}
    assert "option" not in kinds
    assert lost["facts"] == sum(entry["count"] for entry in lost["lost"])
    manifest = json.loads((planned / "exchange" / "archimate.manifest.json").read_text("utf-8"))
    assert set(manifest["files"]) == {"estate.archimate.xml", "estate.archimate.xml.loss.json"}


def test_the_same_command_gives_the_same_bytes(planned: Path) -> None:
    words = ("export", ".", "--format", "archimate", "--plan", "roadmap.json", "--out", "one.xml")
    estate(planned, *words)
    first = (planned / "one.xml").read_bytes()
    estate(planned, *words)
    assert (planned / "one.xml").read_bytes() == first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "ical"), "ical is of a roadmap: give --plan build/roadmap.json"),
        (
            ("--format", "archimate", "--plan", "roadmap.json", "--as-of", "2027-01-01"),
            "--as-of does not go with --plan: the plan has a date of its own",
        ),
        (("--format", "archimate", "--council", "od"), "Did you mean odd?"),
        (
            ("--format", "archimate", "--plan", "roadmap.json", "--council", "even"),
            "the plan is of odd, not of even",
        ),
        (("--format", "visio"), "'visio' is not one of"),
        ((), "Missing option '--format'"),
    ],
)
def test_what_does_not_go_together_is_refused(
    planned: Path, words: tuple[str, ...], said: str
) -> None:
    done = estate(planned, "export", ".", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_plan_of_another_record_is_refused(planned: Path, tmp_path: Path) -> None:
    for name, text in FOLDER.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text.replace("months = 6", "months = 9"), encoding="utf-8")
    plan = str(planned / "roadmap.json")
    done = estate(tmp_path, "export", ".", "--format", "archimate", "--plan", plan)
    assert done.returncode == 1
    assert "the plan does not fit the record" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_a_file_is_one_clear_line(planned: Path) -> None:
    (planned / "taken").write_text("", encoding="utf-8")
    done = estate(planned, "export", ".", "--format", "archimate", "--out", "taken/in/it.xml")
    assert done.returncode == 3
    assert "it is a file, not a folder" in done.stderr


@pytest.mark.slow
def test_the_sample_is_written_whole(tmp_path: Path) -> None:
    done = estate(tmp_path, "export", SAMPLE, "--format", "archimate", "--out", "all.xml")
    assert done.returncode == 0
    content = (tmp_path / "all.xml").read_bytes()
    assert faults(content) == []
    assert len(content) < 6_000_000
