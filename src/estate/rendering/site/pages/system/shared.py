"""What the pages of all systems share, worked out once, so that a page of each stays cheap."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from estate.graph.structure_cuts import cut_points
from estate.graph.structure_scope import Scope
from estate.portfolio import SystemRef
from estate.portfolio.planned import (
    KeptSystem,
    NotPlannable,
    PlannedRoadmap,
    PlannedStep,
    Words,
)
from estate.rendering.records.contract_book import contract_book
from estate.rendering.showing.view import CONTRACT_MONTHS, SystemView
from estate.scoring import Scores, inherited_risk, score_system

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.diagnostics import Finding
    from estate.graph.structure import Role
    from estate.graph.structure_cuts import CutPoint
    from estate.planning import Reason
    from estate.rendering.briefings.material import Material
    from estate.rendering.plan.view import StepView
    from estate.rendering.records.contract_book import ContractBook, Sheet
    from estate.scoring import InheritedRisk, LegacyScore, SystemInteroperability


MOST_SYSTEMS = 1_500
"""In a larger estate each page tells the most telling only, so that the site stays small."""


def roomy(material: Material) -> bool:
    """Return whether an estate is small enough for all to be told of every system."""
    return len(material.scores.systems) <= MOST_SYSTEMS


class _Scored(dict[SystemRef, "LegacyScore"]):
    """Scores that are worked out when they are asked for, and then kept."""

    def __init__(self, material: Material) -> None:
        super().__init__(material.scores.systems)
        self._material = material

    def __missing__(self, ref: SystemRef) -> LegacyScore:
        found = self[ref] = score_system(self._material.graph, ref, self._material.as_of)
        return found


class Shared:
    """Scores, contracts, structure, findings and the plan of everything, by system."""

    def __init__(self, material: Material) -> None:
        """Take what pages are made from."""
        self.material = material
        self.scores = _Scored(material)
        self._books: dict[str, ContractBook] = {}

    def view(self, ref: SystemRef) -> SharedView:
        """Return one system, as `estate show` has it."""
        material = self.material
        found = tuple(self._findings.get(str(ref), ()))
        plan = self._plan_of(str(ref))
        return SharedView(material.graph, ref, material.as_of, material.where, found, plan, self)

    @property
    def roomy(self) -> bool:
        """Whether the estate is small enough for all to be told of every system."""
        return roomy(self.material)

    @cached_property
    def _findings(self) -> Mapping[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.material.findings:
            found.setdefault(finding.subject or "", []).append(finding)
        return found

    @cached_property
    def scope(self) -> Scope:
        """What is in use, and what depends on what in it."""
        return Scope(self.material.graph)

    @cached_property
    def cuts(self) -> Mapping[str, CutPoint]:
        """What holds others together, by system."""
        return {cut.node: cut for cut in cut_points(self.scope.after)}

    @cached_property
    def circles(self) -> Mapping[str, tuple[str, ...]]:
        """The group of systems that depend on one another, by each of them."""
        return {node: group for group in self.scope.whole.groups for node in group}

    def book(self, council: str) -> ContractBook:
        """Return a council's contracts and their calendar."""
        if council not in self._books:
            material = self.material
            self._books[council] = contract_book(
                material.portfolio, material.as_of, CONTRACT_MONTHS, (council,), material.where
            )
        return self._books[council]

    @cached_property
    def sheets(self) -> Mapping[SystemRef, list[Sheet]]:
        """The contracts of each system."""
        found: dict[SystemRef, list[Sheet]] = {}
        for council in self.material.councils:
            for sheet in self.book(council).sheets:
                for key in dict.fromkeys(sheet.contract.systems):
                    found.setdefault(SystemRef(council, key), []).append(sheet)
        return found

    # -- the plan, as `estate show --plan` reads it ------------------------------------------

    @cached_property
    def steps(self) -> Mapping[str, StepView]:
        """The plan's steps, by system."""
        plan = self.material.plan
        return {step.system: step for step in plan.steps} if plan else {}

    @cached_property
    def kept(self) -> Mapping[str, KeptSystem]:
        """What the plan keeps although something could be done, by system."""
        roadmap = self.material.roadmap
        return {
            each.system: KeptSystem(
                system=each.system,
                best_option=each.option,
                start=each.start,
                why=_words((*each.reasons, *each.change)),
            )
            for each in (roadmap.kept if roadmap else ())
        }

    @cached_property
    def _steps(self) -> Mapping[str, PlannedStep]:
        roadmap = self.material.roadmap
        return {
            each.system: PlannedStep(
                system=each.system,
                option=each.option,
                kind=each.kind.value,
                platform=each.platform,
                onto=self.steps[each.system].onto if each.platform is None else None,
                start=each.start,
                delivery=each.delivery,
                live=each.live,
                old_system_until=each.old_until,
                capital=each.capital,
                revenue=each.revenue,
                better_than_keeping=each.better,
                why=_words(each.why),
                why_not_earlier=_words(each.why_not_earlier),
            )
            for each in (roadmap.steps if roadmap else ())
        }

    @cached_property
    def _left_out(self) -> Mapping[str, list[NotPlannable]]:
        found: dict[str, list[NotPlannable]] = {}
        for each in self.material.roadmap.not_plannable if self.material.roadmap else ():
            one = NotPlannable(subject=each.subject, reason=each.reason)
            found.setdefault(one.system, []).append(one)
        return found

    def _plan_of(self, system: str) -> PlannedRoadmap | None:
        """Return the part of the plan that is about one system."""
        roadmap = self.material.roadmap
        if roadmap is None:
            return None
        calendar = roadmap.problem.calendar
        return PlannedRoadmap.model_construct(
            as_of=self.material.as_of,
            status=roadmap.status.value,
            starts=calendar.start,
            ends=calendar.first_day(calendar.horizon),
            steps=tuple(step for step in (self._steps.get(system),) if step),
            kept=tuple(kept for kept in (self.kept.get(system),) if kept),
            not_plannable=tuple(self._left_out.get(system, ())),
        )


def _words(reasons: tuple[Reason, ...]) -> tuple[Words, ...]:
    return tuple(Words(words=each.words) for each in reasons)


@dataclass(frozen=True)
class SharedView(SystemView):
    """One system, as `estate show` has it, with what all pages share taken from there."""

    shared: Shared | None = None

    @property
    def all(self) -> Shared:
        """What all pages share."""
        assert self.shared is not None  # noqa: S101  # only `Shared.view` makes one
        return self.shared

    @cached_property
    def score(self) -> LegacyScore:
        """Return its legacy risk."""
        return self.all.scores[self.ref]

    @cached_property
    def interop(self) -> SystemInteroperability:
        """Return how well it works with others."""
        return self.all.material.relations.systems[self.ref]

    @cached_property
    def inherited(self) -> InheritedRisk | None:
        """Return the worst legacy system that it relies on."""
        scores = self.all.material.scores
        return inherited_risk(
            self.graph, Scores(self.as_of, self.all.scores, scores.totals, {}), self.ref
        )

    @cached_property
    def role(self) -> Role | None:
        """Return its class by how much depends on it and how much it depends."""
        scope, node = self.all.scope, str(self.ref)
        return scope.whole.role(node) if node in scope.after else None

    @cached_property
    def circle(self) -> tuple[str, ...]:
        """Return the group of systems that depend on one another, where it is in one."""
        return self.all.circles.get(str(self.ref), ())

    @cached_property
    def cut(self) -> CutPoint | None:
        """Return what its loss would part."""
        return self.all.cuts.get(str(self.ref))

    @cached_property
    def book(self) -> ContractBook:
        """Return the contracts of its council, and their calendar."""
        return self.all.book(self.ref.council)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Return its contracts, with their windows."""
        return tuple(self.all.sheets.get(self.ref, ()))
