"""Same input, same bytes: whatever the order of files, the hash seed, the folder or the locale."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import ROOT

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


def test_the_same_plan_page_and_pictures(copies: list[Path]) -> None:
    words = ("plan", "inventories", "--council", "strathallan", "--out", "build")
    for folder, variant in zip(copies, VARIANTS, strict=True):
        run(words, folder, variant)

    written = [
        {path.name: path.read_bytes() for path in (folder / "build").iterdir()} for folder in copies
    ]
    assert written[0].keys() == written[1].keys()
    assert [name for name in written[0] if written[0][name] != written[1][name]] == []
