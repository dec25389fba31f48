"""Everything that briefings and pages are made from, worked out once and when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from estate.portfolio import Portfolio
from estate.rendering.briefings.market import Market, market_of
from estate.rendering.structure.view import StructureView
from estate.scoring.interoperability import Interoperability, interoperability
from estate.scoring.trend import Trend, trend

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from estate.diagnostics import Finding
    from estate.graph import EstateGraph
    from estate.planning import Roadmap
    from estate.rendering.canvas.page_model import Where
    from estate.rendering.canvas.svg import Layout
    from estate.rendering.plan.view import PlanView, ScopeView, StepView
    from estate.scoring.results import Scores

LISTED = 10
"""As many systems of a kind are listed of a structure."""


@dataclass(frozen=True)
class Trail:
    """Where all of it comes from: the program's version, and what was read.

    `digest` is of all files that were read, by their paths from the workspace; SHA-256 in
    hexadecimal.
    `source` gives a file's lines; None where the file is not to be shown.
    """

    version: str
    digest: str
    files: tuple[tuple[str, str], ...] = ()
    """Path as people know it, and SHA-256 in hexadecimal, by path."""
    source: Callable[[str], str | None] = field(default=lambda _: None)
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """For each file that is to be shown: at which lines its second and later pages begin."""


@dataclass(frozen=True)
class Material:
    """An estate, how it scores, what was found, and perhaps a plan for it."""

    graph: EstateGraph
    scores: Scores
    findings: Sequence[Finding]
    where: Where
    layout: Layout
    trail: Trail
    plan: PlanView | None = None
    roadmap: Roadmap | None = None

    @property
    def portfolio(self) -> Portfolio:
        """The whole record."""
        return self.graph.portfolio

    @property
    def as_of(self) -> date:
        """The date at which everything is judged."""
        return self.scores.as_of

    @property
    def illustrative(self) -> bool:
        """Whether the record says of itself that it is made up."""
        return self.portfolio.workspace.illustrative

    @cached_property
    def councils(self) -> tuple[str, ...]:
        """The ids of the councils that are told of, in order."""
        return tuple(sorted(self.scores.by_council))

    @cached_property
    def market(self) -> Market:
        """What its councils could buy together, worked out once."""
        return market_of(self.portfolio, self.scores, self.councils)

    @cached_property
    def structure(self) -> StructureView:
        """How its systems hang together, worked out when it is asked for."""
        return StructureView(self.graph, self.as_of, LISTED)

    @cached_property
    def relations(self) -> Interoperability:
        """How well systems work together, assessed once."""
        return interoperability(self.graph, self.scores.as_of)

    def of(self, council: str | None) -> Scope:
        """Return the part of one council, or the whole."""
        return Scope(self, council)


@dataclass(frozen=True)
class Scope:
    """The whole estate, or one council of it."""

    material: Material
    council: str | None

    @property
    def name(self) -> str:
        """What the part is called in names of files: `estate`, or the council's id."""
        return self.council or "estate"

    def page_id(self, name: str) -> str:
        """Return the id of its page of a kind: `board`, or `council/board` of one of several."""
        whole = self.council is None or len(self.material.councils) == 1
        return name if whole else f"{self.council}/{name}"

    @property
    def title(self) -> str:
        """What it is called."""
        if self.council is None:
            return self.material.portfolio.workspace.name or "The estate"
        return self.material.portfolio.councils[self.council].council.name

    @cached_property
    def councils(self) -> tuple[str, ...]:
        """The councils in it."""
        return self.material.councils if self.council is None else (self.council,)

    @cached_property
    def portfolio(self) -> Portfolio:
        """The record of these councils."""
        whole = self.material.portfolio
        return Portfolio(
            whole.workspace, whole.catalogue, {key: whole.councils[key] for key in self.councils}
        )

    @cached_property
    def scores(self) -> Scores:
        """The scores of these councils' systems in use."""
        scores, own = self.material.scores, self.portfolio
        systems = {
            ref: score
            for ref, score in scores.systems.items()
            if ref.council in own.councils and own.system(ref).in_use
        }
        totals = scores.totals if self.council is None else scores.by_council[self.council]
        return replace(scores, systems=systems, totals=totals)

    @cached_property
    def trend(self) -> Trend:
        """The record of today, scored at later dates."""
        return trend(self.material.graph, self.scores)

    @property
    def plan(self) -> ScopeView | None:
        """What is planned here; None without a plan."""
        return self.material.plan.scope(self.council) if self.material.plan else None

    @property
    def steps(self) -> tuple[StepView, ...]:
        """The steps planned here; none without a plan."""
        return self.material.plan.steps_of(self.council) if self.material.plan else ()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found of these councils; of the whole, or an only one, of what is shared too."""
        shared = self.council is None or len(self.material.councils) == 1
        return tuple(
            found
            for found in self.material.findings
            if (found.subject or "").partition("/")[0] in self.councils
            or (shared and "/" not in (found.subject or ""))
        )
