"""Where an artefact comes from, in a line: version, day and record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from datetime import date


def origin(version: str, as_of: date, digest: str) -> str:
    """Return what made something, as of when, and the SHA-256 of the files it was made from."""
    return f"estate {version}; as of {day(as_of)}; input SHA-256 {digest or 'not known'}"
