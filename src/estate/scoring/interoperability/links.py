"""An interface as a whole: four parts, a level with a name, and a score out of 100."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.scoring.interoperability.declared import Sharing, declared
from estate.scoring.interoperability.parts import legal, organisational, semantic
from estate.scoring.interoperability.technical import technical
from estate.scoring.results import Interval

if TYPE_CHECKING:
    from datetime import date

    from estate.graph import EstateGraph, Link
    from estate.scoring.interoperability.declared import Declared
    from estate.scoring.interoperability.parts import Part

LEVELS = {1: "Ad hoc", 2: "Opportunistic", 3: "Essential", 4: "Sustainable", 5: "Seamless"}
"""Names of the levels, as in the European Commission's IMAPS."""
WEIGHTS = {"technical": 4, "semantic": 3, "organisational": 2, "legal": 1}
"""Tenths of the score; ours."""
WHOLE = 50
"""The weighted sum at which every part is 5."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Four parts, and what follows from them."""

    parts: tuple[Part, ...]
    score: Interval
    """0 to 100."""
    level_low: int
    level_high: int

    def part(self, name: str) -> Part:
        """Return a part by name; KeyError if there is none."""
        for part in self.parts:
            if part.name == name:
                return part
        raise KeyError(name)

    @property
    def held_back_by(self) -> tuple[str, ...]:
        """Return which of the technical and semantic part explains the level: the weaker, or both.

        Judged by the level that is certain; where both allow the same, by the highest possible.
        """
        way, shared = self.part("technical"), self.part("semantic")
        passage, meaning = (way.low, way.high), (shared.low + 1, shared.high + 1)
        if passage == meaning:
            return ("technical", "semantic")
        return ("technical",) if passage < meaning else ("semantic",)


@dataclass(frozen=True, slots=True)
class LinkScore(Measured):
    """How well one interface works, as declared. `parts` are always shown beside the score."""

    link: Link
    facts: Declared


def assess_link(
    graph: EstateGraph, link: Link, as_of: date, sharing: Sharing | None = None
) -> LinkScore:
    """Return the score of an interface from its declared facts.

    `sharing`, of the same graph, spares counting receivers again for each of many interfaces.
    """
    facts = declared(sharing or Sharing(graph), link)
    found = measure(facts, as_of)
    return LinkScore(found.parts, found.score, found.level_low, found.level_high, link, facts)


def measure(facts: Declared, as_of: date) -> Measured:
    """Return what follows from the facts declared of an interface.

    Its level is the technical one, held back to one above the semantic one, from 1 to 5: data
    that arrives without being understood is not yet shared. Its score is 100 x (0.4 technical +
    0.3 semantic + 0.2 organisational + 0.1 legal) / 5. Both are ours.
    """
    passage, meaning = technical(facts), semantic(facts)
    parts = (passage, meaning, organisational(facts), legal(facts, as_of))
    return Measured(
        parts,
        Interval(_score([part.low for part in parts]), _score([part.high for part in parts])),
        max(1, min(passage.low, meaning.low + 1)),
        max(1, min(passage.high, meaning.high + 1)),
    )


def _score(levels: list[int]) -> Fraction:
    weighted = sum(weight * level for weight, level in zip(WEIGHTS.values(), levels, strict=True))
    return Fraction(100 * weighted, WHOLE)
