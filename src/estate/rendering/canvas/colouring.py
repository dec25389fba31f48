"""What colour says of a system, and the words that say the same beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.rendering.canvas.palette import (
    GATHERED,
    LEGACY,
    RED,
    SOUND,
    UNKNOWN,
    RiskStyle,
    risk_style,
)
from estate.rendering.kit.words import span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.scoring.results import LegacyScore


MOST_LINES = 7
"""A box that stands for many says no more classes than this."""


@dataclass(frozen=True, slots=True)
class Shade:
    """How a system is drawn, and the lines in its box that say so."""

    style: RiskStyle
    lines: tuple[str, ...]
    shares: tuple[tuple[RiskStyle, int], ...] = ()
    """Of what stands for many: how many are in each class."""


@dataclass(frozen=True)
class Colouring:
    """A way to colour systems.

    `order` holds its classes as a key lists them.
    """

    subject: str
    """What it shows, as `risk` or `supplier`."""
    order: tuple[RiskStyle, ...]
    shade: Callable[[str], Shade]

    def together(self, systems: Iterable[str]) -> Shade:
        """Return how a box that stands for several systems is drawn."""
        counts = self.counted(systems)
        shares = tuple((style, counts[style]) for style in self.order if counts[style])
        lines = [f"{style.words} ({count})" for style, count in shares]
        if len(lines) > MOST_LINES:
            rest = sum(count for _, count in shares[MOST_LINES - 1 :])
            lines[MOST_LINES - 1 :] = [f"others ({rest})"]
        return Shade(GATHERED, tuple(lines), shares)

    def counted(self, systems: Iterable[str]) -> Counter[RiskStyle]:
        """Return how many of some systems are in each class."""
        return Counter(self.shade(system).style for system in systems)

    def said(self, systems: Iterable[str]) -> tuple[str, ...]:
        """Return the counts of its classes in words, those that none is in left out."""
        counts = self.counted(systems)
        return tuple(f"{style.words} ({counts[style]})" for style in self.order if counts[style])


def by_risk(scores: Mapping[str, LegacyScore] | Callable[[str], LegacyScore]) -> Colouring:
    """Return the colouring by class of legacy risk, with the score in words."""
    score_of = scores if callable(scores) else scores.__getitem__

    def shade(system: str) -> Shade:
        score = score_of(system)
        style = risk_style(score.red_rated, score.legacy)
        return Shade(style, (f"{style.words}: {span(score.overall)}",))

    return Colouring("risk", (RED, LEGACY, UNKNOWN, SOUND), shade)
