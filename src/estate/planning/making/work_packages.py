"""From the record to a planning problem: every number of it with the facts it comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.planning.making.capacity import (
    budgets,
    change_limits,
    day_rates,
    running_ceilings,
    skill_limits,
)
from estate.planning.making.deadlines import Deadline, deadlines, recorded, support_end
from estate.planning.making.notes import Notes
from estate.planning.making.options import Shelf
from estate.planning.making.platforms import PlatformBook
from estate.planning.making.risk import Outlook, priced, quarter_days, ranges
from estate.planning.making.surroundings import contract_tables, frozen_months
from estate.planning.making.ties import Bridge, Ties, ties
from estate.planning.making.underway import steps_under_way
from estate.planning.problem.calendar import calendar_for
from estate.planning.problem.cases import PlanningProblem, Rework, SystemCase
from estate.planning.problem.objectives import OBJECTIVES
from estate.portfolio import Fact, SystemRef
from estate.scoring import overall_by_date, score_system, what_to_find_out

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from estate.graph import EstateGraph
    from estate.planning.problem.calendar import Calendar
    from estate.planning.problem.cases import Option, PlatformCase
    from estate.portfolio import System


def problem_of(
    graph: EstateGraph, as_of: date, councils: Collection[str] | None = None
) -> PlanningProblem:
    """Return the planning problem of an estate, or of some councils of it, as it stands on a day.

    Systems that are planned or retired are left out. The policy is the workspace's.
    """
    named = frozenset(graph.portfolio.councils if councils is None else councils)
    return _Making(graph, as_of, named).problem()


class _Making:
    """One problem in the making."""

    def __init__(self, graph: EstateGraph, as_of: date, councils: frozenset[str]) -> None:
        self._graph = graph
        self._as_of = as_of
        self._portfolio = graph.portfolio
        self._policy = self._portfolio.workspace.planning
        self._calendar: Calendar = calendar_for(
            as_of, self._policy.horizon_months, self._policy.tail_months
        )
        self._notes = Notes()
        self._systems: dict[str, tuple[SystemRef, System]] = {
            str(ref): (ref, system)
            for ref, system in sorted(self._portfolio.systems())
            if ref.council in councils and system.in_use
        }
        self._under_way = steps_under_way(graph, self._calendar, self._notes, self._systems)

    def problem(self) -> PlanningProblem:
        """Return the problem."""
        shelf = Shelf(self._graph, self._calendar, self._notes, frozenset(self._systems))
        options = shelf.options(self._systems, self._under_way)
        cases = tuple(
            self._case(ref, system, options[name]) for name, (ref, system) in self._systems.items()
        )
        bound = self._ties(options)
        councils = {name: self._portfolio.councils[name] for name in self._councils()}
        used = {
            (case.council, skill)
            for case in cases
            for option in case.options
            for skill, _ in option.skills
        }
        return PlanningProblem(
            calendar=self._calendar,
            policy=self._policy,
            systems=cases,
            groups=bound.groups,
            rework=self._rework(),
            adapters=bound.adapters,
            budgets=budgets(councils, self._calendar, self._notes),
            skills=skill_limits(councils, self._calendar, used, self._notes),
            changes=change_limits(councils, self._notes),
            running_ceilings=running_ceilings(councils, self._calendar, self._notes),
            day_rates=day_rates(councils, used),
            platforms=self._platforms(options),
            not_plannable=tuple(self._notes.unplannable),
            assumptions=self._notes.assumptions(),
            group_facts=bound.facts,
            measure=OBJECTIVES[self._policy.objective][0],
            then=OBJECTIVES[self._policy.objective][1],
        )

    def _platforms(self, options: Mapping[str, tuple[Option, ...]]) -> tuple[PlatformCase, ...]:
        book = PlatformBook(self._portfolio, self._calendar, self._notes, self._systems)
        return book.platforms(options)

    def _councils(self) -> list[str]:
        return sorted({ref.council for ref, _ in self._systems.values()})

    def _case(self, ref: SystemRef, system: System, options: tuple[Option, ...]) -> SystemCase:
        exits, premiums, contracts = contract_tables(
            self._graph, ref, self._as_of, self._calendar, self._notes
        )
        frozen, freezes = frozen_months(self._portfolio, ref, system, self._calendar)
        running = system.annual_cost.total if system.annual_cost else None
        if running is None:
            self._notes.assume("running-unknown", str(ref))
        if not system.options:
            self._notes.assume("no-options", str(ref))
        risk = self._risk(ref)
        due = self._deadlines(ref, system, options)
        case = SystemCase(
            id=str(ref),
            council=ref.council,
            options=options,
            running=running or 0,
            risk=risk.scores,
            risk_ranges=risk.ranges,
            not_known=self._not_known(ref) if options and risk.ranges else (),
            exit_cost=exits,
            premium=premiums,
            frozen=frozen,
            deadline=due[0][0] if due else None,
            deadline_facts=due[0][1] if due else (_fact(ref, "must_change_by"),),
            later_deadlines=due[1:],
            freeze_facts=freezes,
            contract_facts=contracts,
            facts=(_fact(ref),),
        )
        return self._held(case) if str(ref) in self._under_way else case

    @staticmethod
    def _held(case: SystemCase) -> SystemCase:
        """Return a system with a step under way: no freeze stops it, and it cannot be put off."""
        live = case.options[0].duration if case.options else None
        facts = case.options[0].facts if case.options else ()
        return replace(
            case,
            frozen=frozenset(),
            deadline=live,
            deadline_facts=facts,
            later_deadlines=(),
        )

    def _risk(self, ref: SystemRef) -> Outlook:
        found = overall_by_date(self._graph, ref, quarter_days(self._calendar))
        if not all(interval.exact for interval in found):
            self._notes.assume("risk-unknown", str(ref))
        scores = tuple(priced(interval, self._policy.unknown_risk) for interval in found)
        return Outlook(scores, ranges(found))

    def _not_known(self, ref: SystemRef) -> tuple[str, ...]:
        gaps = what_to_find_out(score_system(self._graph, ref, self._as_of))
        return tuple(gap.criterion.name for gap in gaps)

    def _deadlines(
        self, ref: SystemRef, system: System, options: tuple[Option, ...]
    ) -> tuple[Deadline, ...]:
        due = (
            recorded(system, ref),
            support_end(system, ref, self._portfolio.catalogue, self._policy),
        )
        return deadlines(ref, due, options, self._calendar, self._notes)

    def _ties(self, options: Mapping[str, tuple[Option, ...]]) -> Ties:
        found = ties(self._systems, options, self._under_way, self._bridges())
        for name, still in found.stuck:
            reason = f"it moves with {', '.join(still)}, which has no option to be planned"
            self._notes.refuse(name, reason)
        return found

    def _bridges(self) -> dict[tuple[str, str], Bridge]:
        """Return what temporary adapters between two systems cost, by the systems in order."""
        found: dict[tuple[str, str], Bridge] = {}
        for council in self._councils():
            for index, interface in enumerate(self._portfolio.councils[council].interfaces):
                ends = [self._end(end, council) for end in (interface.from_, interface.to)]
                pair = tuple(sorted(end for end in set(ends) if end in self._systems))
                if interface.works and interface.adapter_cost is not None and len(pair) > 1:
                    one, other = pair
                    fact = Fact(council, ("interfaces", index, "adapter_cost"))
                    before = found.get((one, other), Bridge(0, ()))
                    found[one, other] = before.and_also(interface.adapter_cost, fact)
        return found

    def _rework(self) -> tuple[Rework, ...]:
        found = []
        for council in self._councils():
            for index, interface in enumerate(self._portfolio.councils[council].interfaces):
                if not interface.works or not interface.rework_cost:
                    continue
                ends = [self._end(end, council) for end in (interface.from_, interface.to)]
                inside = sorted({end for end in ends if end in self._systems})
                if inside:
                    other = inside[1] if len(inside) > 1 else ""
                    fact = Fact(council, ("interfaces", index, "rework_cost"))
                    found.append(Rework(inside[0], other, interface.rework_cost, (fact,)))
        return tuple(found)

    @staticmethod
    def _end(end: str, council: str) -> str:
        return end if "/" in end or ":" in end else f"{council}/{end}"


def _fact(ref: SystemRef, *keys: str | int) -> Fact:
    return Fact(ref.council, ("systems", ref.system, *keys))
