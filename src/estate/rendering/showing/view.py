"""Everything known and derived about one system, gathered for reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from estate.completeness.counting import REVIEW_MONTHS
from estate.graph.structure_cuts import cut_points
from estate.graph.structure_scope import Scope
from estate.portfolio import Fact, SystemRef, platform_of
from estate.portfolio.dates import add_months
from estate.rendering.records.contract_book import contract_book
from estate.scoring import (
    Scores,
    council_risks,
    inherited_risk,
    score_system,
    totals,
    what_to_find_out,
    what_would_settle,
)
from estate.scoring.by_itself import turns
from estate.scoring.interoperability import interoperability_of
from estate.scoring.time_model import time_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from estate.diagnostics import Finding
    from estate.graph import EstateGraph
    from estate.graph.structure import Role
    from estate.graph.structure_cuts import CutPoint
    from estate.portfolio import Barrier, Inventory, Risk, Step, System
    from estate.portfolio.planned import PlannedRoadmap
    from estate.rendering.records.contract_book import ContractBook, Sheet
    from estate.scoring import (
        CouncilRisk,
        Gap,
        InheritedRisk,
        LegacyScore,
        SystemInteroperability,
        WouldSettle,
    )
    from estate.scoring.by_itself import Turn
    from estate.scoring.time_model import TimeView

    Where = Callable[[Fact], str | None]

CONTRACT_MONTHS = 24
"""How far ahead days of contracts are looked for, as `estate contracts` does."""


@dataclass(frozen=True)
class SystemView:
    """One system at a date. `findings` are those of `check` about it; `plan` where one was read."""

    graph: EstateGraph
    ref: SystemRef
    as_of: date
    where: Where
    findings: tuple[Finding, ...] = ()
    plan: PlannedRoadmap | None = None

    @property
    def system(self) -> System:
        """Return its record."""
        return self.graph.portfolio.system(self.ref)

    @property
    def inventory(self) -> Inventory:
        """Return its council's record."""
        return self.graph.portfolio.councils[self.ref.council]

    @cached_property
    def home(self) -> str:
        """Return where its record stands: `file:line`, or nothing."""
        return self.place() or ""

    def place(self, *path: str | int) -> str | None:
        """Return where a key of its record stands."""
        return self.where(Fact(self.ref.council, ("systems", self.ref.system, *path)))

    def near(self, place: str) -> str:
        """Return a place in short, as seen from the record.

        `:7` in its file, `contracts.toml:7` beside it, else as it is.
        """
        file = self.home.rpartition(":")[0]
        if file and place.startswith(f"{file}:"):
            return place.removeprefix(file)
        folder = f"{file.rpartition('/')[0]}/"
        beside = place.removeprefix(folder)
        return beside if len(folder) > 1 and "/" not in beside else place

    def short(self, node: str) -> str:
        """Return a system of its own council without the council's id; others in full."""
        return node.removeprefix(f"{self.ref.council}/")

    # What somebody vouched for

    @cached_property
    def oldest(self) -> date:
        """Return the first day on which a fact can have been confirmed and not be old."""
        given = self.graph.portfolio.workspace.review_months
        return add_months(self.as_of, -(REVIEW_MONTHS if given is None else given))

    def confirmed(self, key: str) -> date | None:
        """Return when somebody last vouched for a fact, by its evidence or a review."""
        evidence = self.system.evidence.get(key)
        days = [evidence.on if evidence else None, self.system.reviewed]
        return max((day for day in days if day is not None), default=None)

    # What follows from it

    @cached_property
    def score(self) -> LegacyScore:
        """Return its legacy risk."""
        return score_system(self.graph, self.ref, self.as_of)

    @cached_property
    def settling(self) -> WouldSettle:
        """Return what would settle whether it is red-rated."""
        return what_would_settle(self.score)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Return what is not known of its score, what would narrow it most first."""
        return what_to_find_out(self.score)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Return the days within the horizon on which its score changes by itself."""
        months = self.graph.portfolio.workspace.planning.horizon_months
        return turns(self.graph, self.ref, self.as_of, months)

    @cached_property
    def interop(self) -> SystemInteroperability:
        """Return how well it works with others."""
        return interoperability_of(self.graph, self.ref, self.as_of)

    @cached_property
    def council_risks(self) -> tuple[CouncilRisk, ...]:
        """Return the four risks that councils report."""
        return council_risks(self.score, self.interop)

    @cached_property
    def time(self) -> TimeView:
        """Return where it stands by technical and functional fit."""
        return time_view(self.graph, self.score, self.as_of)

    @cached_property
    def inherited(self) -> InheritedRisk | None:
        """Return the worst legacy system that it relies on; only what it reaches is scored."""
        reached = [
            SystemRef.parse(node)
            for node in self.graph.reach(self.ref)
            if platform_of(node) is None
        ]
        systems = {ref: score_system(self.graph, ref, self.as_of) for ref in reached}
        scores = Scores(self.as_of, systems, totals(self.graph, systems.values()), {})
        return inherited_risk(self.graph, scores, self.ref)

    # Where it stands among others

    @cached_property
    def touched(self) -> tuple[str, ...]:
        """Return what its failure can touch."""
        return self.graph.blast_radius(self.ref)

    @cached_property
    def _scope(self) -> Scope:
        return Scope(self.graph)

    @cached_property
    def role(self) -> Role | None:
        """Return its class by how much depends on it and how much it depends; None out of use."""
        node = str(self.ref)
        return self._scope.whole.role(node) if node in self._scope.after else None

    @cached_property
    def circle(self) -> tuple[str, ...]:
        """Return the group of systems that depend on one another, where it is in one."""
        node = str(self.ref)
        return next((group for group in self._scope.whole.groups if node in group), ())

    @cached_property
    def cut(self) -> CutPoint | None:
        """Return what its loss would part, where others hang together by it alone."""
        node = str(self.ref)
        return next((cut for cut in cut_points(self._scope.after) if cut.node == node), None)

    # What else is recorded

    @cached_property
    def book(self) -> ContractBook:
        """Return the contracts of its council, and their calendar."""
        return contract_book(
            self.graph.portfolio, self.as_of, CONTRACT_MONTHS, (self.ref.council,), self.where
        )

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Return its contracts, with their windows."""
        return tuple(
            sheet for sheet in self.book.sheets if self.ref.system in sheet.contract.systems
        )

    @property
    def risks(self) -> list[tuple[str, Risk]]:
        """Return the risks of the council's register that name it."""
        found = sorted(self.inventory.risks.items())
        return [(key, risk) for key, risk in found if self.ref.system in risk.systems]

    @property
    def barriers(self) -> list[tuple[str, Barrier]]:
        """Return the barriers that hinder its change."""
        found = sorted(self.inventory.barriers.items())
        return [(key, barrier) for key, barrier in found if self.ref.system in barrier.systems]

    @property
    def steps(self) -> list[tuple[str, Step]]:
        """Return the steps that its council has published or has under way for it."""
        return [
            (key, step)
            for key, step in sorted(self.inventory.steps.items())
            if SystemRef.parse(step.system, self.ref.council) == self.ref
        ]
