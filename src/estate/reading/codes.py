"""The codes of what reading finds; each has a page in `docs/rules`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "EST001": "Not a workspace",
        "EST002": "Cannot be read",
        "EST003": "Over a limit",
        "EST004": "Not UTF-8",
        "EST005": "Not valid TOML",
        "EST006": "Nothing in it",
        "EST007": "Not read",
        "EST008": "Not a council's id",
        "EST010": "Unknown key",
        "EST011": "Missing key",
        "EST012": "Wrong kind of value",
        "EST013": "Not one of the words",
        "EST014": "Out of range",
        "EST015": "Not in the right form",
        "EST016": "Contradiction",
        "EST020": "Given twice",
        "EST021": "No council",
        "EST030": "Secret in a file",
    }
)
"""Code and title, in order."""
