"""The public TOML test files, read from their zip."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache

from tests.support.toml_test.pack import CORPUS


@cache
def invalid() -> Mapping[str, bytes]:
    """Return the documents that are not TOML 1.1, by name."""
    return _documents("invalid/", ".toml")


@cache
def valid() -> Mapping[str, bytes]:
    """Return the documents that are TOML 1.1, by name."""
    return _documents("valid/", ".toml")


@cache
def said() -> Mapping[str, bytes]:
    """Return what the valid documents say, as JSON with the kind of each value, by name."""
    return _documents("valid/", ".json")


def _documents(folder: str, suffix: str) -> dict[str, bytes]:
    with zipfile.ZipFile(CORPUS) as packed:
        return {
            name.removesuffix(suffix): packed.read(name)
            for name in sorted(packed.namelist())
            if name.startswith(folder) and name.endswith(suffix)
        }
