"""Groups of capabilities, by which systems are drawn together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.portfolio import Portfolio

NO_GROUP = "No capability recorded"


def groups_of(portfolio: Portfolio, council: str) -> dict[str, str]:
    """Return for each system of a council, `council/system`, the name of its capability group."""
    groups = portfolio.catalogue.groups
    found = {}
    for key, system in portfolio.councils[council].systems.items():
        group = system.capabilities[0].partition(".")[0] if system.capabilities else None
        record = groups.get(group) if group else None
        found[f"{council}/{key}"] = record.name if record else group or NO_GROUP
    return found


def slugs(groups: Sequence[str]) -> dict[str, str]:
    """Return a piece of a file name for each group; no two are alike."""
    found: dict[str, str] = {}
    for group in groups:
        name, number = slug(group), 1
        while name in found.values():
            number += 1
            name = f"{slug(group)}-{number}"
        found[group] = name
    return found


def slug(words: str) -> str:
    """Return words as a piece of a file name: lower-case letters, digits and hyphens."""
    kept = "".join(letter if letter.isalnum() and letter.isascii() else " " for letter in words)
    return "-".join(kept.lower().split()) or "group"
