"""How well systems work together, derived from what is declared of their interfaces."""

from __future__ import annotations

from estate.scoring.interoperability.estate import (
    Interoperability,
    SystemInteroperability,
    interoperability,
    interoperability_of,
    required_pairs,
)
from estate.scoring.interoperability.links import LEVELS, LinkScore, assess_link, measure
from estate.scoring.interoperability.parts import Part
from estate.scoring.interoperability.steps import Step, next_steps
from estate.scoring.interoperability.summary import (
    Advice,
    Summary,
    best_of_each,
    offers,
    summarise,
    unused,
    what_would_raise_it,
)

__all__ = [
    "LEVELS",
    "Advice",
    "Interoperability",
    "LinkScore",
    "Part",
    "Step",
    "Summary",
    "SystemInteroperability",
    "assess_link",
    "best_of_each",
    "interoperability",
    "interoperability_of",
    "measure",
    "next_steps",
    "offers",
    "required_pairs",
    "summarise",
    "unused",
    "what_would_raise_it",
]
