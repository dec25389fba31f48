"""Same input, same bytes: whatever the order of files, the hash seed, the folder or the locale."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_export import FOLDER
from tests.support.documents import ROOT

from estate.cli.export import NAMES as EXPORTS
from estate.cli.map import PLANNED

if TYPE_CHECKING:
    from pathlib import Path

    from _pytest.mark.structures import ParameterSet

VARIANTS: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "1", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "1"},
]
COMMANDS = [
    ("check", "inventories"),
    ("score", "inventories", "--format", "json"),
]
MORE = [
    ("check", "inventories", "--format", "json"),
    ("check", "inventories", "--format", "sarif"),
    ("check", "inventories", "--format", "github"),
    ("check", "inventories", "--format", "md"),
    ("check", "inventories", "--coverage", "--format", "csv"),
    ("contracts", "inventories", "--format", "ics"),
    ("interop", "inventories", "--format", "json"),
    ("list", "systems", "inventories", "--columns", "all", "--format", "csv"),
    ("map", "dsm", "inventories", "--council", "strathallan"),
    ("structure", "inventories", "--format", "json"),
    ("score", "inventories"),
    ("score", "inventories", "--explain"),
    ("score", "inventories", "--trend", "--all"),
    ("score", "inventories", "--find-out", "40"),
    ("show", "strathallan/council-tax", "inventories"),
]


def copy_shuffled(source: Path, target: Path, seed: int) -> None:
    """Copy a tree, making its files in a random order."""
    files = [path for path in sorted(source.rglob("*")) if path.is_file()]
    random.Random(seed).shuffle(files)
    for path in files:
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def run(words: tuple[str, ...], folder: Path, variant: dict[str, str]) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "estate", *words],
        cwd=folder,
        env={**os.environ, **variant, "NO_COLOR": "1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def every_command() -> list[ParameterSet]:
    """Return the commands that are tried every time, and those that are tried as well in CI."""
    return [
        *(pytest.param(words, id=" ".join(words)) for words in COMMANDS),
        *(pytest.param(words, id=" ".join(words), marks=pytest.mark.slow) for words in MORE),
    ]


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample estate, twice, its files made in different orders in different folders."""
    folders = [tmp_path_factory.mktemp(f"copy{seed}") for seed in range(len(VARIANTS))]
    for seed, folder in enumerate(folders):
        copy_shuffled(ROOT / "inventories", folder / "inventories", seed)
    return folders


@pytest.mark.parametrize("words", every_command())
def test_the_same_bytes_from_any_order_of_files_and_any_hash_seed(
    words: tuple[str, ...], copies: list[Path]
) -> None:
    outputs = [
        run(words, folder, variant) for folder, variant in zip(copies, VARIANTS, strict=True)
    ]

    assert outputs[0] == outputs[1]


def one_council(target: Path, seed: int) -> None:
    """Write a workspace of one council whose file is split over a folder, in a random order."""
    files = {name: text.encode() for name, text in FOLDER.items() if "councils" not in name}
    parts = re.split(r"\n(?=\[systems\.\w+\])", FOLDER["councils/odd.toml"])
    assert len(parts) == 3
    files |= {f"councils/odd/{9 - at}.toml": part.encode() for at, part in enumerate(parts)}
    names = sorted(files)
    random.Random(seed).shuffle(names)
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(files[name])


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A council split over a folder, twice, each with the plan that was made of it there."""
    folders = [tmp_path_factory.mktemp("one") / "a", tmp_path_factory.mktemp("two") / "b é" / "c"]
    for seed, folder in enumerate(folders):
        one_council(folder / "inv", seed)
        plan = run(("plan", "inv", "--effort", "quick", "--format", "json"), folder, VARIANTS[seed])
        (folder / "roadmap.json").write_bytes(plan)
    return folders


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def every_output() -> list[ParameterSet]:
    """Return what writes files, in each of its formats; a few of them are tried every time."""
    plan = ("--plan", "roadmap.json")
    found = [
        *(
            ("report", "inv", "--format", name, *of)
            for name in ("site", "md", "docx", "pdf", "xlsx", "csv", "json")
            for of in (plan, ("--no-plan",))
        ),
        *(("export", "inv", "--format", name, *plan) for name in EXPORTS),
        *(("export", "inv", "--format", name) for name in EXPORTS if name != "ical"),
        *(
            ("map", view, "inv", "--format", name, *(plan if view in PLANNED else ()))
            for view in ("landscape", "heatmap", "trend", *PLANNED)
            if view != "people"  # nobody's days are recorded here
            for name in ("svg", "png", "pdf")
        ),
    ]
    fast = {
        ("report", "inv", "--format", "xlsx", *plan),
        ("report", "inv", "--format", "pdf", *plan),
        ("export", "inv", "--format", "archimate", *plan),
        ("map", "roadmap", "inv", "--format", "pdf", *plan),
    }
    return [
        pytest.param(
            words,
            id=" ".join(words),
            marks=() if words in fast else pytest.mark.slow,
        )
        for words in found
    ]


@pytest.mark.parametrize("words", every_output())
def test_the_same_files_whatever_writes_them(words: tuple[str, ...], pairs: list[Path]) -> None:
    """Another folder, hash seed, time zone, locale, order of files and mask of rights."""
    outputs = []
    for folder, variant, mask in zip(pairs, VARIANTS, (0o022, 0o077), strict=True):
        before = os.umask(mask)
        try:
            run((*words, "--out", "out"), folder, variant)
        finally:
            os.umask(before)
        outputs.append(written(folder / "out"))
        shutil.rmtree(folder / "out")

    assert outputs[0].keys() == outputs[1].keys()
    assert outputs[0]
    assert [name for name in outputs[0] if outputs[0][name] != outputs[1][name]] == []


def test_the_same_plan_page_and_pictures(copies: list[Path]) -> None:
    words = ("plan", "inventories", "--council", "strathallan", "--out", "build")
    for folder, variant in zip(copies, VARIANTS, strict=True):
        run(words, folder, variant)

    files = [written(folder / "build") for folder in copies]
    assert files[0].keys() == files[1].keys()
    assert [name for name in files[0] if files[0][name] != files[1][name]] == []
