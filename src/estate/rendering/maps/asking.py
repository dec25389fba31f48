"""What a view is asked, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from estate.portfolio import SystemRef
from estate.rendering.canvas import fonts
from estate.rendering.canvas.diagram import Diagram
from estate.rendering.kit.words import day, plural, visible
from estate.rendering.pictures.council_view import Naming
from estate.scoring import Scores, score_system, totals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import Portfolio
    from estate.rendering.pictures.landscape import Moment
    from estate.rendering.plan.view import PlanView
    from estate.scoring.results import LegacyScore


NAME_ROOM, TITLE_SIZE = 250.0, 17.0
"""How much room a council's name has in the title of a chart, and how large that is set."""


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
    moments: Mapping[str, Moment] | None = None
    """By council, where its landscape is asked for as it stands later on in a plan."""

    plan: PlanView | None = None
    """The plan, for the views that are of one."""

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
        invented = ", of an invented estate: figures are illustrative"
        return f"as of {day(self.as_of)}{invented * self.portfolio.workspace.illustrative}"

    def chart_name(self, view: str) -> str:
        """Return a chart's name: its view, and the council where there is one only."""
        return f"{view}-{next(iter(self.members))}" if len(self.members) == 1 else view

    def chart_title(self, words: str, council: str | None = None) -> str:
        """Return a chart's title: what it is, of whom, and on what day; cut to its width."""
        who = plural(len(self.members), "council")
        if council is None and len(self.members) == 1:
            council = next(iter(self.members))
        if council is not None:
            who = fonts.fit(visible(self.names.council(council)), NAME_ROOM, TITLE_SIZE, bold=True)
        invented = " (illustrative)" if self.portfolio.workspace.illustrative else ""
        return f"{words}: {who}, {day(self.as_of)}{invented}"

    def scores(self, systems: Sequence[str]) -> Scores:
        """Return the legacy risk of some systems, with their totals."""
        every = {SystemRef.parse(system): self.score(system) for system in systems}
        counted = totals(self.graph, every.values())
        return Scores(self.as_of, every, counted, {})

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
