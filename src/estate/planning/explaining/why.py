"""Everything about one system's place in a plan: the choice, and all that was chosen against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from estate.planning.explaining.beside import dearer, moved
from estate.planning.explaining.blockers import Room
from estate.planning.explaining.breaches import breaches
from estate.planning.explaining.effects import Effects
from estate.planning.explaining.explain import Explainer
from estate.planning.explaining.touching import assumptions_about, left_out
from estate.planning.explaining.turning import Turning
from estate.planning.judging.verify import violations
from estate.planning.making.risk import range_at
from estate.planning.making.underway import UNDER_WAY
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.program.costs import Ledger, at_quarter, rework_shares

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from estate.planning.problem.cases import (
        Assumption,
        Option,
        PlanningProblem,
        SystemCase,
        Unplannable,
    )
    from estate.planning.roadmap import Earlier, Reason
    from estate.portfolio import Fact
    from estate.scoring import Interval

    Plan = Mapping[str, tuple[str, int]]


class Decision(StrEnum):
    """What a plan does with a system."""

    CHANGED = "changed"
    KEPT = "kept"
    UNDER_WAY = "under way"
    NOT_PLANNABLE = "not plannable"
    """It is kept, because no option of it could be planned."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One option of a system at its best start beside the rest of the plan, or keeping it."""

    option: str | None
    """None: it is kept."""
    chosen: bool
    start: date | None
    live: date | None
    dearer: int
    """Pounds by which the plan would be dearer with it, discounted; 0 for the one chosen."""
    capital: int
    revenue: int
    running: int
    """Pounds a year from its go-live, a platform's price besides."""
    risk: Fraction | int
    """Overall legacy risk when it goes live; at the start of the plan where it is kept."""
    risk_range: Interval | None
    risk_end: Fraction | int
    """At the plan's end."""
    earliest: date | None
    """The first start that the system's own calendar allows; None where none does."""
    breaks: tuple[Reason, ...]
    """Rules that it would break from the start given; where there are any, it breaks some from
    every start."""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """A full answer about one system."""

    system: str
    decision: Decision
    option: str | None
    start: date | None
    live: date | None
    better: int
    """Pounds by which the plan is better than if the system were kept; for one that is kept, by
    which its best option would be better by itself."""
    better_between: tuple[int, int] | None
    """The same if all that is not known of its risk were at its best, and at its worst."""
    not_known: tuple[str, ...]
    why: tuple[Reason, ...]
    alternatives: tuple[Alternative, ...]
    not_earlier: tuple[Reason, ...]
    quarters: tuple[Earlier, ...]
    """Every earlier start, the latest first."""
    waits_for: tuple[Reason, ...]
    frees: tuple[Reason, ...]
    change: tuple[Reason, ...]
    """What would change that it is kept."""
    assumptions: tuple[Assumption, ...]
    left_out: tuple[Unplannable, ...]
    """What could not be planned for it."""
    facts: tuple[Fact, ...]


def why(problem: PlanningProblem, plan: Plan, name: str) -> Why:
    """Return why a plan treats a system as it does, from the plan's choices alone.

    Raises:
        KeyError: if the problem has no such system.
    """
    return _Answer(problem, plan, problem.by_id[name]).answer()


class _Answer:
    def __init__(self, problem: PlanningProblem, plan: Plan, case: SystemCase) -> None:
        self._problem = problem
        self._plan = dict(plan)
        self._case = case
        self._room = Room(problem, self._plan)
        self._explainer = Explainer(problem, self._plan)
        self._broken = frozenset(violations(problem, self._plan))
        self._ledger = Ledger(problem, case, rework_shares(problem).get(case.id, 0))

    def answer(self) -> Why:
        case, day = self._case, self._problem.calendar.first_day
        changed = case.id in self._plan
        option, start = self._plan.get(case.id, (None, None))
        live = None if start is None else start + case.option(option or "").duration
        quarters = self._explainer.earlier(case.id) if changed else ()
        effects = self._effects() if changed else None
        kept = None if changed else self._explainer.kept(case.id)
        reasons = self._explainer.why(case.id) if changed else (kept.reasons if kept else ())
        return Why(
            system=case.id,
            decision=self._decision(),
            option=option,
            start=None if start is None else day(start),
            live=None if live is None else day(live),
            better=self._explainer.better(case.id) if changed else (kept.better if kept else 0),
            better_between=self._explainer.better_between(case.id) if changed else None,
            not_known=case.not_known,
            why=reasons,
            alternatives=tuple(self._alternatives()),
            not_earlier=self._explainer.why_not_earlier(case.id, quarters) if changed else (),
            quarters=quarters,
            waits_for=effects.waits_for(case.id) if effects else (),
            frees=effects.frees(case.id) if effects else (),
            change=Turning(self._problem, self._plan).change(kept) if kept else (),
            assumptions=assumptions_about(self._problem, case),
            left_out=left_out(self._problem, case.id),
            facts=self._facts(),
        )

    def _decision(self) -> Decision:
        if any(option.id == UNDER_WAY for option in self._case.options):
            return Decision.UNDER_WAY
        if self._case.id in self._plan:
            return Decision.CHANGED
        return Decision.KEPT if self._case.options else Decision.NOT_PLANNABLE

    def _effects(self) -> Effects:
        """Return what steps do for one another, with the earlier starts of the council's own."""
        council = self._case.council
        own = [name for name in self._plan if self._problem.by_id[name].council == council]
        earlier = {name: self._explainer.earlier(name) for name in own}
        return Effects(self._problem, self._plan, earlier)

    def _facts(self) -> tuple[Fact, ...]:
        case = self._case
        options = tuple(fact for option in case.options for fact in option.facts)
        deadline = case.deadline_facts if case.deadline is not None else ()
        freezes = case.freeze_facts if case.frozen else ()
        group = self._problem.group_facts.get(case.id, ())
        return tuple(
            dict.fromkeys(
                (*case.facts, *options, *case.contract_facts, *deadline, *freezes, *group)
            )
        )

    # -- all options compared ------------------------------------------------------------------

    def _alternatives(self) -> list[Alternative]:
        now = self._plan.get(self._case.id)
        found = [self._option(option, now) for option in self._case.options]
        rest = sorted(
            (each for each in [*found, self._keeping(now)] if not each.chosen),
            key=lambda each: (bool(each.breaks), each.dearer, each.option or ""),
        )
        return [*(each for each in [*found, self._keeping(now)] if each.chosen), *rest]

    def _keeping(self, now: tuple[str, int] | None) -> Alternative:
        case = self._case
        kept = moved(self._plan, case.id, None)
        quarters = self._problem.calendar.quarters
        breaks = () if now is None else self._new(kept)
        return Alternative(
            option=None,
            chosen=now is None,
            start=None,
            live=None,
            dearer=0 if now is None else dearer(self._problem, self._plan, kept),
            capital=0,
            revenue=0,
            running=case.running,
            risk=at_quarter(case.risk, 0),
            risk_range=range_at(case.risk_ranges, 0),
            risk_end=at_quarter(case.risk, quarters),
            earliest=None,
            breaks=breaks,
            facts=case.facts,
        )

    def _option(self, option: Option, now: tuple[str, int] | None) -> Alternative:
        case, day = self._case, self._problem.calendar.first_day
        starts = self._starts(option)
        chosen = now is not None and now[0] == option.id
        start = now[1] if chosen and now is not None else self._best(option, starts)
        breaks: tuple[Reason, ...] = ()
        if start is not None and not chosen:
            changed = moved(self._plan, case.id, (option.id, start))
            breaks = self._room.blockers(case, option, start) or self._new(changed)
        live = None if start is None else start + option.duration
        quarter = (live or 0) // MONTHS_A_QUARTER
        return Alternative(
            option=option.id,
            chosen=chosen,
            start=None if start is None else day(start),
            live=None if live is None else day(live),
            dearer=0 if start is None or chosen else self._dearer(option, start),
            capital=option.capital,
            revenue=option.revenue,
            running=option.running_after,
            risk=at_quarter(option.risk_after, quarter),
            risk_range=range_at(option.risk_ranges, quarter),
            risk_end=at_quarter(option.risk_after, self._problem.calendar.quarters),
            earliest=day(starts[0]) if starts else None,
            breaks=breaks,
            facts=option.facts,
        )

    def _new(self, other: Plan) -> tuple[Reason, ...]:
        """Return the rules that another plan breaks and this one does not."""
        return breaches(self._problem, other, self._broken)

    def _starts(self, option: Option) -> list[int]:
        """Return the starts that the system's own calendar allows."""
        every = range(0, self._problem.calendar.horizon, MONTHS_A_QUARTER)
        return [s for s in every if self._room.generator.legal(self._case, option, s)]

    def _best(self, option: Option, starts: list[int]) -> int | None:
        """Return the cheapest start, beside the rest of the plan: if any, one that fits."""
        free = [s for s in starts if not self._room.obstacles(self._case, option, s)]
        return min(
            free or starts,
            key=lambda s: (self._ledger.pounds(self._ledger.change(option, s)), s),
            default=None,
        )

    def _dearer(self, option: Option, start: int) -> int:
        other = moved(self._plan, self._case.id, (option.id, start))
        return dearer(self._problem, self._plan, other)
