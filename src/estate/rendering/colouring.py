"""What colour says of a system, and the words that say the same beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.rendering.palette import GATHERED, LEGACY, RED, SOUND, UNKNOWN, RiskStyle, risk_style
from estate.rendering.words import span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.scoring.results import LegacyScore


@dataclass(frozen=True, slots=True)
class Shade:
    """How a system is drawn, and the lines in its box that say so."""

    style: RiskStyle
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Colouring:
    """A way to colour systems.

    `order` holds its classes as a key lists them. `worst` holds them from the worst on, where one
    is worse than another; a box that stands for many systems then has the worst of their colours.
    `told` are those that such a box counts.
    """

    subject: str
    """What it shows, as `risk` or `supplier`."""
    order: tuple[RiskStyle, ...]
    told: tuple[RiskStyle, ...]
    shade: Callable[[str], Shade]
    worst: tuple[RiskStyle, ...] = ()

    def together(self, systems: Iterable[str]) -> Shade:
        """Return how a box that stands for several systems is drawn."""
        counts = self.counted(systems)
        lines = tuple(f"{counts[style]} {style.words}" for style in self.told if counts[style])
        style = next((style for style in self.worst if counts[style]), GATHERED)
        return Shade(style, lines)

    def counted(self, systems: Iterable[str]) -> Counter[RiskStyle]:
        """Return how many of some systems are in each class."""
        return Counter(self.shade(system).style for system in systems)

    def said(self, systems: Iterable[str]) -> tuple[str, ...]:
        """Return the counts of its classes in words, those that none is in left out."""
        counts = self.counted(systems)
        return tuple(f"{counts[style]} {style.words}" for style in self.order if counts[style])


def by_risk(scores: Mapping[str, LegacyScore] | Callable[[str], LegacyScore]) -> Colouring:
    """Return the colouring by class of legacy risk, with the score in words."""
    score_of = scores if callable(scores) else scores.__getitem__

    def shade(system: str) -> Shade:
        score = score_of(system)
        style = risk_style(score.red_rated, score.legacy)
        return Shade(style, (f"{style.words}: {span(score.overall)}",))

    order = (RED, LEGACY, UNKNOWN, SOUND)
    return Colouring("risk", order, (RED, UNKNOWN), shade, (RED, UNKNOWN, LEGACY, SOUND))
