"""How well systems work together, derived from what is declared of their interfaces."""

from __future__ import annotations

from estate.scoring.interoperability.estate import (
    Interoperability,
    SystemInteroperability,
    interoperability,
    interoperability_of,
    required_pairs,
)
from estate.scoring.interoperability.links import LEVELS, LinkScore, assess_link
from estate.scoring.interoperability.parts import Part

__all__ = [
    "LEVELS",
    "Interoperability",
    "LinkScore",
    "Part",
    "SystemInteroperability",
    "assess_link",
    "interoperability",
    "interoperability_of",
    "required_pairs",
]
