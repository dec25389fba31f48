"""Papers and data as files: each format can be opened, says all, and is the same on every run."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
from tests.support.documents import ROOT
from tests.unit.rendering.documents.made import MARKS, made, material
from tests.unit.rendering.sample import AS_OF, HOSTILE

from estate.cli.paper import FORMATS, write
from estate.cli.typeset import pdf
from estate.diagnostics import EnvironmentFault
from estate.rendering.documents.typst_source import MAIN, typst_files
from estate.rendering.kit.words import visible

HASHES = """
import sys
from hashlib import sha256
from pathlib import Path
from tests.unit.rendering.documents.made import material
from estate.cli.paper import FORMATS, write
out = Path(sys.argv[1])
for name in FORMATS:
    write(material(reverse=sys.argv[2] == "reverse"), name, out / name)
for file in sorted(out.rglob("*")):
    if file.is_file():
        print(sha256(file.read_bytes()).hexdigest(), file.relative_to(out).as_posix())
"""


def words(content: bytes) -> str:
    """Return the text of a PDF; a machine without pdftotext skips the test."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not here")
    found = subprocess.run([program, "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


@pytest.mark.parametrize(
    ("format_", "files"),
    [
        ("md", {"board-paper.md", "md-manifest.json"}),
        pytest.param("docx", {"board-paper.docx", "docx-manifest.json"}, marks=pytest.mark.slow),
        ("pdf", {"board-paper.pdf", "pdf-manifest.json"}),
        ("xlsx", {"workbook.xlsx", "xlsx-manifest.json"}),
        ("csv", {"systems.csv", "steps.csv", "csv-manifest.json"}),
        ("json", {"report.json", "json-manifest.json"}),
    ],
)
def test_each_format_leaves_its_files_and_a_manifest_of_them(
    format_: str, files: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(material(), format_, tmp_path / "out")

    there = {file.name for file in (tmp_path / "out").iterdir()}
    manifest = json.loads((tmp_path / "out" / f"{format_}-manifest.json").read_text("utf-8"))
    assert files <= there
    assert set(manifest["files"]) | {f"{format_}-manifest.json"} == there
    for name, about in manifest["files"].items():
        assert sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == about["sha256"]
    assert str(tmp_path / "out") in capsys.readouterr().err


def test_the_paper_s_pictures_are_beside_its_markdown(tmp_path: Path) -> None:
    write(material(), "md", tmp_path)
    texts = {file.name: file.read_text("utf-8") for file in tmp_path.glob("*.md")}
    pictures = {file.name for file in tmp_path.glob("*.svg")}

    assert set(texts) == {f"board-paper{of}.md" for of in ("", "-glenmore", "-strathallan")}
    assert pictures == set(re.findall(r"\]\(([^)]+)\)", "".join(texts.values())))
    for text in texts.values():
        assert "SHA-256" in text
        assert "fictional" in text


@pytest.mark.slow
def test_formats_stand_beside_one_another_in_a_folder(tmp_path: Path) -> None:
    for name in FORMATS:
        write(material(), name, tmp_path)
    write(material(planned=False), "csv", tmp_path)

    assert (tmp_path / "board-paper.docx").exists()
    assert (tmp_path / "report.json").exists()


def test_a_pdf_is_tagged_and_says_which_standard_it_keeps() -> None:
    content = pdf(typst_files(made()), AS_OF)

    assert content.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part" in content
    assert b"/Lang" in content


def test_a_pdf_carries_every_word_as_text() -> None:
    text = words(pdf(typst_files(made()), AS_OF))

    for expected in (
        MARKS,
        "A lead.",
        "Legacy: Past its time.",
        "Illustrative",
        "red-rated",
        "Q39",
    ):
        assert expected in text, expected
    assert "".join(visible(HOSTILE).split()) in "".join(text.split())


def test_a_pdf_depends_on_its_sources_and_its_date_alone() -> None:
    again = pdf(typst_files(made()), AS_OF)

    assert pdf(typst_files(made()), AS_OF) == again
    assert b"D:20261101000000" in again


def test_without_typst_the_extra_that_has_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(EnvironmentFault, match=r'pip install "estate\[pdf\]"'):
        pdf({MAIN: b"x"}, AS_OF)


def test_a_source_that_cannot_be_set_is_the_machine_s_fault_in_one_line() -> None:
    with pytest.raises(EnvironmentFault, match="cannot set the paper as PDF"):
        pdf({MAIN: b"#read("}, AS_OF)


def test_a_source_reads_no_file_of_the_machine() -> None:
    with pytest.raises(EnvironmentFault):
        pdf({MAIN: b'#set document(title: "T")\n#read("/etc/hostname")'}, AS_OF)


def run(folder: Path, order: str, seed: str, zone: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": "C.UTF-8" if seed == "1" else "C",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-c", HASHES, str(folder), order],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_the_same_bytes_whatever_the_hash_seed_the_time_zone_and_the_order(tmp_path: Path) -> None:
    one = run(tmp_path / "one", "forward", "1", "Pacific/Auckland")
    two = run(tmp_path / "two", "reverse", "2", "America/New_York")
    (first, fault), (second, _) = one.communicate(timeout=120), two.communicate(timeout=120)

    assert one.returncode == 0, fault
    assert len(first.splitlines()) > len(FORMATS)
    assert first == second


def test_no_member_of_a_workbook_has_a_date_of_now(tmp_path: Path) -> None:
    write(material(), "xlsx", tmp_path)
    content = (tmp_path / "workbook.xlsx").read_bytes()

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {one.date_time[0] for one in packed.infolist()} == {1980}


def faults(document: object, kind: str) -> list[str]:
    """Return what of a document its committed schema refuses."""
    schema = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
    return [
        fault.message for fault in jsonschema.Draft202012Validator(schema).iter_errors(document)
    ]


def estate(*asked: str) -> subprocess.CompletedProcess[str]:
    """Run the command as people type it."""
    return subprocess.run(
        [sys.executable, "-m", "estate", *asked], capture_output=True, text=True, check=True
    )


@pytest.mark.slow
def test_a_real_report_passes_its_published_schema(tmp_path: Path) -> None:
    asked = ("--no-plan", "--format", "json", "--out", str(tmp_path))
    ran = estate("report", str(ROOT / "inventories"), *asked)

    assert ran.stderr.endswith(f"open {tmp_path / 'report.json'}\n")
    document = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert len(document["subjects"]["systems"]["rows"]) > 300
    assert faults(document, "report") == []


@pytest.mark.slow
def test_a_real_plan_passes_its_published_schema() -> None:
    asked = ("--council", "strathallan", "--effort", "quick", "--format", "json")
    document = json.loads(estate("plan", str(ROOT / "inventories"), *asked).stdout)

    assert document["steps"]
    assert document["plateaus"]["estate"]
    assert faults(document, "roadmap") == []
