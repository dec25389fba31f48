"""The trail: every artefact says which version made it, as of when, and from which record."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_export import FOLDER, estate

from estate import __version__
from estate.rendering.exchange.registry import FORMATS
from estate.rendering.kit.origin import origin

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

DAY = date(2026, 9, 30)
PLAN = ("--plan", "roadmap.json")
VIEWS = ("landscape", "heatmap", "roadmap", "cost", "burndown", "plateaus")
"""A diagram, a chart of the estate, and those of a plan."""
OF_ESTATE = ("landscape", "heatmap")
NOT_IN_FILE = {".csv", ".css", ".js"}
"""Files that have no place for it: their manifest has."""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of two councils with a plan of both."""
    folder = tmp_path_factory.mktemp("trail")
    for name, text in FOLDER.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = estate(folder, "plan", ".", "--effort", "quick", "--format", "json")
    assert done.returncode == 0, done.stderr
    (folder / "roadmap.json").write_text(done.stdout, encoding="utf-8")
    return folder


def listing(folder: Path) -> str:
    """Return the hash of a workspace's files, worked out here by the definition in the guide."""
    files = sorted(path for path in folder.rglob("*.toml"))
    lines = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files
    }
    return sha256(
        "".join(f"{lines[name]}  {name}\n" for name in sorted(lines)).encode()
    ).hexdigest()


def manifest_of(folder: Path) -> dict[str, object]:
    (found,) = folder.glob("*manifest.json")
    read: dict[str, object] = json.loads(found.read_text(encoding="utf-8"))
    return read


def whole(folder: Path) -> None:
    """Hold a folder against its manifest: every file, its size, its hash, and nothing besides."""
    listed = manifest_of(folder)["files"]
    assert isinstance(listed, dict)
    there = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("manifest.json")
    }
    assert there.keys() == listed.keys()
    for name, content in there.items():
        assert listed[name]["bytes"] == len(content), name
        assert listed[name]["sha256"] == sha256(content).hexdigest(), name


def texts(content: bytes, ending: str) -> str:
    """Return the words of a file; of a packed file those of all of its parts."""
    if ending in {".docx", ".xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    if ending in {".png", ".pdf"}:
        return content.decode("latin-1")
    return re.sub(r"\r\n ", "", content.decode())


def says_where_from(folder: Path, digest: str) -> list[str]:
    """Return the files of a folder that lack version, day or hash."""
    lacking = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix in NOT_IN_FILE:
            continue
        said = texts(path.read_bytes(), path.suffix)
        day = any(each in said for each in ("2026-09-30", "30 Sep 2026", "30 September 2026"))
        if not (digest[:12] in said and day and __version__ in said):
            lacking.append(path.relative_to(folder).as_posix())
    return lacking


def reports() -> list[ParameterSet]:
    return [
        pytest.param(name, marks=pytest.mark.slow if name in {"docx", "site"} else ())
        for name in ("site", "md", "docx", "pdf", "xlsx", "csv", "json")
    ]


@pytest.mark.parametrize("format_", reports())
def test_every_report_says_where_it_comes_from(format_: str, planned: Path, tmp_path: Path) -> None:
    done = estate(planned, "report", ".", *PLAN, "--format", format_, "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr

    manifest = manifest_of(tmp_path)
    assert manifest["as_of"] == "2026-09-30"
    assert manifest["input_sha256"] == listing(planned)
    assert manifest["made_by"] == f"estate {__version__}"
    whole(tmp_path)
    assert says_where_from(tmp_path, listing(planned)) == []


@pytest.mark.parametrize("format_", list(FORMATS))
@pytest.mark.parametrize("loss", ["md", "json"])
def test_every_export_says_where_it_comes_from(
    format_: str, loss: str, planned: Path, tmp_path: Path
) -> None:
    """The engine's own format has no field for it: its manifest and its loss report say it."""
    words = ("--format", format_, *PLAN, "--loss", loss, "--out", str(tmp_path))
    done = estate(planned, "export", ".", *words)
    assert done.returncode == 0, done.stderr

    manifest = manifest_of(tmp_path)
    assert manifest["input_sha256"] == listing(planned)
    whole(tmp_path)
    lacking = says_where_from(tmp_path, listing(planned))
    assert [name for name in lacking if not name.endswith(".lgr.json")] == []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("format_", ["svg", pytest.param("png", marks=pytest.mark.slow), "pdf"])
def test_every_picture_says_where_it_comes_from(
    view: str, format_: str, planned: Path, tmp_path: Path
) -> None:
    plan = () if view in OF_ESTATE else PLAN
    done = estate(planned, "map", view, ".", *plan, "--format", format_, "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr

    for path in tmp_path.glob(f"*.{format_}"):
        assert origin(__version__, DAY, listing(planned)) in texts(path.read_bytes(), path.suffix)
    listed = [json.loads(path.read_text("utf-8")) for path in tmp_path.glob("*manifest.json")]
    assert {one["input_sha256"] for one in listed} == {listing(planned)}


@pytest.mark.parametrize(("format_", "mark"), [("mermaid", "%%"), ("dot", "//")])
def test_sources_of_pictures_end_with_where_they_come_from(
    format_: str, mark: str, planned: Path
) -> None:
    words = ("map", "landscape", ".", "--council", "odd", "--format", format_)
    done = estate(planned, *words)
    assert done.stdout.endswith(f"\n{mark} {origin(__version__, DAY, listing(planned))}\n")


def test_another_record_has_another_hash(planned: Path, tmp_path: Path) -> None:
    """One letter of one council's file is enough, though no figure changes."""
    shutil.copytree(planned, tmp_path / "other")
    council = tmp_path / "other" / "councils" / "odd.toml"
    council.write_text(council.read_text("utf-8").replace("Payroll", "Payrolls"), encoding="utf-8")

    hashes = set()
    for folder in (planned, tmp_path / "other"):
        out = tmp_path / f"out-{folder.name}"
        words = ("export", ".", "--format", "lgr", *PLAN, "--out", str(out))
        assert estate(folder, *words).returncode == 0
        hashes.add(str(manifest_of(out)["input_sha256"]))
    assert hashes == {listing(planned), listing(tmp_path / "other")}
    assert len(hashes) == 2
