"""`estate map`, run as people run it: what is printed, what is written, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.support.documents import ROOT, run_estate

from estate.cli.map import COLOURS, KNOWN_ENDINGS, NAMES
from estate.cli.map_files import ENDINGS
from estate.rendering.maps import VIEWS
from estate.rendering.maps.colours import COLOURINGS

SAMPLE = str(ROOT / "inventories")
TAX = "strathallan/council-tax"
COUNCIL = """\
[council]
name = "Glenmarnock"

[systems.ledger]
name = "Ledger"
capabilities = ["finance.ledger"]

[systems.payroll]
name = "Payroll"
depends_on = ["ledger"]

[[interfaces]]
from = "payroll"
to = "ledger"
carries = ["pay"]
"""
CATALOGUE = """\
[data_classes.pay]
name = "Pay"

[standards.uprn]
name = "UPRN"

[capabilities."finance.ledger"]
name = "Ledger"

[platforms.hub]
name = "Hub"
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, text in {
        "estate.toml": "[estate]\nas_of = 2026-09-30\n",
        "catalogue/all.toml": CATALOGUE,
        "councils/glenmarnock.toml": COUNCIL,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def words(*arguments: str) -> list[str]:
    return ["map", *arguments]


def test_the_command_names_every_view_and_every_colour() -> None:
    assert set(VIEWS) == set(NAMES)
    assert set(COLOURINGS) == set(COLOURS)
    assert {name for view in VIEWS.values() for name in view.formats} == set(ENDINGS)
    assert set(KNOWN_ENDINGS.values()) == set(ENDINGS)


def test_a_picture_goes_to_standard_output_with_title_and_description(workspace: Path) -> None:
    done = run_estate(words("landscape"), workspace)
    assert (done.returncode, done.stderr) == (0, "")
    root = ET.fromstring(done.stdout)
    tags = {element.tag.rpartition("}")[2]: element.text or "" for element in root}
    assert root.get("role") == "img"
    assert tags["title"] == "Landscape: Glenmarnock"
    assert tags["desc"].startswith("2 systems in boxes")
    assert "Arimo" in tags["style"]


@pytest.mark.slow
def test_the_same_words_give_the_same_bytes(workspace: Path) -> None:
    for format_ in ("svg", "dot", "mermaid", "text"):
        command = words("neighbourhood", "--focus", "glenmarnock/ledger", "--format", format_)
        assert run_estate(command, workspace).stdout == run_estate(command, workspace).stdout


def test_a_file_says_its_format_and_has_its_text_beside_it(workspace: Path) -> None:
    done = run_estate(words("landscape", "--out", "new/map.mmd"), workspace)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "estate: wrote map.mmd and map.mmd.txt\n"
    assert "flowchart LR" in (workspace / "new/map.mmd").read_text(encoding="utf-8")
    text = (workspace / "new/map.mmd.txt").read_text(encoding="utf-8")
    assert "- Payroll (glenmarnock/payroll) -> Ledger (glenmarnock/ledger): data flows\n" in text


def test_several_sheets_want_a_folder() -> None:
    done = run_estate(words("landscape", SAMPLE), ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "estate: this makes 9 sheets: give --out FOLDER, or narrow it with --council or "
        "--capability\n"
    )
    one_file = run_estate(words("landscape", SAMPLE, "--out", "never.svg"), ROOT)
    assert one_file.returncode == 2
    assert "never.svg is one file: name a folder" in one_file.stderr


def test_a_folder_gets_every_sheet_with_its_text_and_other_views_stay(tmp_path: Path) -> None:
    done = run_estate(words("landscape", SAMPLE, "--out", "maps"), tmp_path)
    assert done.returncode == 0
    assert done.stderr == f"estate: wrote 18 files into maps; open {Path('maps/landscape.svg')}\n"
    first = {path.name for path in (tmp_path / "maps").iterdir()}
    assert len([name for name in first if name.endswith(".svg")]) == 9
    listed = json.loads((tmp_path / "maps/landscape.manifest.json").read_text(encoding="utf-8"))
    assert {*listed["files"], "landscape.manifest.json"} == first
    run_estate(words("risk", SAMPLE, "--out", "maps"), tmp_path)
    assert {path.name for path in (tmp_path / "maps").iterdir()} == first | {
        "risk.svg",
        "risk.txt",
        "risk.manifest.json",
    }


def test_texts_of_several_sheets_go_to_one_place(tmp_path: Path) -> None:
    assert run_estate(words("landscape", SAMPLE, "--out", "all.txt"), tmp_path).returncode == 0
    written = (tmp_path / "all.txt").read_text(encoding="utf-8")
    assert run_estate(words("landscape", SAMPLE, "--format", "text"), ROOT).stdout == written
    assert written.startswith("Landscape: 8 councils\n")
    assert "\n\nLandscape: Strathallan Council\n" in written


def test_files_of_others_are_not_written_over(workspace: Path) -> None:
    (workspace / "maps").mkdir()
    (workspace / "maps/risk-glenmarnock.svg").write_text("mine", encoding="utf-8")
    done = run_estate(words("risk", "--out", "maps"), workspace)
    assert done.returncode == 3
    assert "is there already, and no earlier run wrote it" in done.stderr
    assert (workspace / "maps/risk-glenmarnock.svg").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["neighbourhood"], "neighbourhood needs --focus COUNCIL/SYSTEM, or --focus platform:ID"),
        (
            ["blast", "--focus", "glenmarnock/leger"],
            "'glenmarnock/leger'; write COUNCIL/SYSTEM. Did you mean glenmarnock/ledger or",
        ),
        (
            ["blast", "--focus", "hub"],
            "there is no shared platform 'hub'. Did you mean platform:hub?",
        ),
        (["blast", "--focus", "platform:hob"], "'platform:hob'. Did you mean platform:hub?"),
        (["landscape", "--depth", "2"], "landscape takes no --depth; it is for neighbourhood"),
        (["risk", "--format", "dot"], "risk is a chart, which dot cannot hold; there are: svg"),
        (["risk", "--out", "risk.mmd"], "risk is a chart, which mermaid cannot hold"),
        (["flows", "--data-class", "pai"], "there is no data class 'pai'; did you mean pay?"),
        (["flows", "--standard", "upr"], "there is no standard 'upr'; did you mean uprn?"),
        (["flows", "--standard", "uprn", "--data-class", "pay"], "do not go together: ask for one"),
        (["flows", "--standard", "uprn"], "carrying data by UPRN; 1 of 1 do not say"),
        (
            ["landscape", "--capability", "finance.legder"],
            "no system chosen has a capability like finance.legder (did you mean finance.ledger?)",
        ),
        (
            ["landscape", "--council", "glenmarnok"],
            "there is no council 'glenmarnok'. Did you mean",
        ),
        (["landscape", "--out", "a.svg", "--format", "png"], "a.svg is for svg, and --format asks"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    workspace: Path, arguments: list[str], said: str
) -> None:
    done = run_estate(words(arguments[0], ".", *arguments[1:]), workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(workspace.glob("*.svg"))


def test_capabilities_narrow_a_map(workspace: Path) -> None:
    done = run_estate(
        words("landscape", "--capability", "FINANCE.*", "--format", "text"), workspace
    )
    assert "- Ledger (glenmarnock/ledger)" in done.stdout
    assert "\n1 system in boxes" in done.stdout


def test_a_picture_that_cannot_be_drawn_is_a_fault_of_the_machine(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESTATE_DOT", str(workspace / "no-such-dot"))
    done = run_estate(words("landscape", "--out", "maps"), workspace)
    assert done.returncode == 3
    assert "cannot run" in done.stderr
    assert not (workspace / "maps").exists()


def test_findings_of_the_inventory_are_the_status(workspace: Path) -> None:
    bad = COUNCIL.replace('to = "ledger"', 'to = "leger"')
    (workspace / "councils/glenmarnock.toml").write_text(bad, encoding="utf-8")
    done = run_estate(words("landscape", "--format", "text"), workspace)
    assert done.returncode == 1
    assert "glenmarnock/leger" in done.stdout


@pytest.mark.parametrize("view", [pytest.param("landscape", marks=pytest.mark.slow), "risk"])
def test_a_png_is_a_png_of_the_same_bytes_each_time(workspace: Path, view: str) -> None:
    for name in ("one.png", "two.png"):
        assert run_estate(words(view, "--out", name), workspace).returncode == 0
    content = (workspace / "one.png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert content == (workspace / "two.png").read_bytes()
    width = int.from_bytes(content[16:20], "big")
    assert width >= 2 * 760  # two dots to a unit, and no picture is narrower


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["roadmap"], "roadmap is of a plan: give --plan build/roadmap.json"),
        (["cost", "--plan", "p.json", "--plateau", "1"], "--at and --plateau are for landscape"),
        (["people", "--plan", "p.json", "--as-of", "2027-01-01"], "--as-of does not go with"),
        (["burndown", "--plan", "p.json", "--capability", "a.b"], "burndown takes no --capability"),
        (["heatmap", "--plan", "p.json", "--at", "2028-04"], "heatmap takes no --plan"),
    ],
)
def test_views_of_a_plan_say_what_they_need(
    workspace: Path, arguments: list[str], said: str
) -> None:
    (workspace / "p.json").write_text("{}", encoding="utf-8")
    done = run_estate(words(arguments[0], ".", *arguments[1:]), workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.slow
def test_a_plan_is_drawn_as_it_was_written(tmp_path: Path) -> None:
    planned = ["plan", SAMPLE, "--council", "strathallan", "--effort", "quick", "--out", "plan"]
    assert run_estate(planned, tmp_path).returncode == 0
    given = ["--plan", "plan/roadmap.json", "--council", "strathallan", "--out", "maps"]
    for view in ("roadmap", "cost", "burndown", "people", "plateaus"):
        done = run_estate(words(view, SAMPLE, *given), tmp_path)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    (beside,) = tmp_path.glob("plan/**/timeline-strathallan.svg")
    drawn = (tmp_path / "maps/roadmap-strathallan.svg").read_bytes()
    # What made it stands before its typeface, in words of its own.
    assert drawn.partition(b"<style>")[2] == beside.read_bytes().partition(b"<style>")[2]
    names = {path.stem for path in (tmp_path / "maps").glob("*.svg")}
    assert {"cost-strathallan", "people-strathallan", "plateaus-strathallan"} <= names


@pytest.mark.slow
def test_a_pdf_is_tagged_holds_its_letters_and_has_the_same_bytes_each_time(
    workspace: Path,
) -> None:
    pytest.importorskip("typst")
    for name in ("one.pdf", "two.pdf"):
        assert run_estate(words("landscape", "--out", name), workspace).returncode == 0
    content = (workspace / "one.pdf").read_bytes()
    assert content == (workspace / "two.pdf").read_bytes()
    assert content.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in content
    assert b"Arimo" in content  # the typeface is there only where letters are still letters
    assert b"2026-09-30" in content  # its date is the day that it is of
