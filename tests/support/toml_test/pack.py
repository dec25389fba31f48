"""Packs a checkout of the public TOML test files: the same files give the same zip."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

LISTED = "files-toml-1.1.0"
CORPUS = Path(__file__).with_name("toml-1.1.zip")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def pack(checkout: Path) -> int:
    """Write the listed files to the zip beside this module; return how many."""
    tests = checkout / "tests"
    names = sorted((tests / LISTED).read_text(encoding="utf-8").split())
    with zipfile.ZipFile(CORPUS, "w") as packed:
        for name in names:
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, (tests / name).read_bytes(), compresslevel=9)
    return len(names)


if __name__ == "__main__":
    print(pack(Path(sys.argv[1])), "files")  # noqa: T201  # a tool that is run by hand
