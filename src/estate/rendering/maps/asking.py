"""What a view is asked, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from estate.portfolio import SystemRef
from estate.rendering.council_view import Naming
from estate.rendering.diagram import Diagram
from estate.rendering.maps.colours import colouring
from estate.rendering.words import day
from estate.scoring import score_system

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import Portfolio
    from estate.rendering.colouring import Colouring
    from estate.scoring.results import LegacyScore


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture that is no diagram: drawn already, with the text that says the same."""

    name: str
    title: str
    svg: str
    text: str


Sheet: TypeAlias = Diagram | Chart


@dataclass(frozen=True)
class Ask:
    """The estate, the day at which it is judged, and what of it is to be drawn.

    `members` are the systems chosen, in order, by council. `focus` is a system or platform;
    `data_class` and `standard` are ids of the catalogue.
    """

    graph: EstateGraph
    as_of: date
    members: Mapping[str, tuple[str, ...]]
    focus: str | None = None
    depth: int = 1
    data_class: str | None = None
    standard: str | None = None
    colour_by: str = "risk"

    @property
    def portfolio(self) -> Portfolio:
        """The estate as recorded."""
        return self.graph.portfolio

    @property
    def systems(self) -> tuple[str, ...]:
        """Every system chosen."""
        return tuple(system for own in self.members.values() for system in own)

    @property
    def stamp(self) -> str:
        """Return the day that a picture holds for, and whether the estate is invented."""
        invented = "; illustrative, not real councils"
        return f"as of {day(self.as_of)}" + (
            invented if self.portfolio.workspace.illustrative else ""
        )

    def noted(self, *notes: str) -> str:
        """Return what stands below a title: the stamp, and notes."""
        return ". ".join(filter(None, (self.stamp, *notes)))

    @cached_property
    def names(self) -> Naming:
        """What things are called."""
        return Naming(self.graph)

    @cached_property
    def _scores(self) -> dict[str, LegacyScore]:
        return {}

    def score(self, system: str) -> LegacyScore:
        """Return a system's legacy risk, reckoned once."""
        if system not in self._scores:
            ref = SystemRef.parse(system)
            self._scores[system] = score_system(self.graph, ref, self.as_of)
        return self._scores[system]

    def colours(self, systems: Iterable[str]) -> Colouring:
        """Return how systems are coloured, as asked; those drawn decide which suppliers count."""
        return colouring(self.colour_by, self, tuple(systems))
