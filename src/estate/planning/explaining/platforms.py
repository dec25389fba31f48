"""Who joins a shared platform and why, who does not and what would change that.

Every sum is the difference between two plans, judged exactly; the rest of the plan stays as it is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from estate.planning.explaining.beside import dearer, moved
from estate.planning.explaining.blockers import Room
from estate.planning.explaining.breaches import breaches
from estate.planning.explaining.wording import how_many, listed, other_members, pounds
from estate.planning.judging.evaluate import (
    chosen,
    evaluate_platform,
    members_since,
    opening_month,
)
from estate.planning.judging.verify import violations
from estate.planning.problem.calendar import DISCOUNT_SCALE, MONTHS_A_QUARTER, MONTHS_A_YEAR
from estate.planning.program.costs import Ledger, rework_shares
from estate.planning.roadmap import Joiner, Lacking, Outsider, PlatformPlan, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from estate.planning.problem.cases import Option, PlanningProblem, PlatformCase, SystemCase

    Choices = Mapping[str, tuple[str, int]]

_LOOKS = 2_400
"""About how many starts are looked at in all: beyond that, not every quarter is."""
_TRIES = 3
"""As many starts that seem free are held against every rule."""
_MOST = 40
"""As many members are tried on a platform that stays unopened."""
_UNIT = 1_000_000
"""Pounds a year by which a membership is measured."""


class Start(NamedTuple):
    """A start of joining, with what it costs by itself: for putting starts in order."""

    cost: int
    month: int


def platform_plans(problem: PlanningProblem, plan: Choices) -> tuple[PlatformPlan, ...]:
    """Return what becomes of each platform: who joins, who does not and why, and what it lacks."""
    society = Society(problem, plan)
    return tuple(society.platform_plan(each) for each in problem.platforms)


class Society:
    """The platforms of one plan and those who could join them."""

    def __init__(self, problem: PlanningProblem, plan: Choices) -> None:
        self._problem = problem
        self._plan = dict(plan)
        self._room = Room(problem, self._plan)
        self._shares = rework_shares(problem)
        self._able = [
            (case, option)
            for case in problem.systems
            for option in case.options
            if option.platform is not None
        ]

    @cached_property
    def _stride(self) -> int:
        looks = len(self._able) * self._problem.calendar.quarters
        return MONTHS_A_QUARTER * max(1, -(-looks // _LOOKS))

    def platform_plan(self, platform: PlatformCase) -> PlatformPlan:
        """Return what becomes of a platform."""
        placed = list(chosen(self._problem, self._plan))
        joining = sorted(
            (live, case.id) for case, option, _, live in placed if option.platform == platform.id
        )
        since, opened = members_since(platform, placed), opening_month(platform, placed)
        day = self._problem.calendar.first_day
        joined = {name for _, name in joining}
        able = [pair for pair in self._able if pair[1].platform == platform.id]
        outside = [pair for pair in able if pair[0].id not in joined]
        return PlatformPlan(
            platform=platform.id,
            opens=None if opened is None else day(opened),
            members_before=platform.members,
            joining=tuple((name, day(live)) for live, name in joining),
            price=platform.price(platform.members + len(since)) if since else None,
            cost=evaluate_platform(self._problem, platform, self._plan),
            joiners=tuple(self.joiner(platform, name) for name in sorted(joined)),
            others=tuple(self.outsider(platform, *pair) for pair in outside),
            lacks=None if joined or not able else self.lacking(platform, able),
        )

    # -- who joins -----------------------------------------------------------------------------

    def joiner(self, platform: PlatformCase, name: str) -> Joiner:
        """Return what joining is worth to a member, and what it does to the others' price."""
        case = self._problem.by_id[name]
        option, start = self._plan[name]
        live = start + case.option(option).duration
        kept = moved(self._plan, name, None)
        better = dearer(self._problem, self._plan, kept)
        worth, instead = min([(better, ""), *self._instead(case, option)])
        with_, without = (self._members(platform, each) for each in (self._plan, kept))
        prices = platform.price(with_), platform.price(without)
        others = without - platform.members
        reasons = tuple(self._joins(platform, better, (worth, instead), (prices, others)))
        return Joiner(
            system=name,
            live=self._problem.calendar.first_day(live),
            better=better,
            instead=instead or None,
            better_than_instead=worth,
            price_without=prices[1] if others > 0 else None,
            price_with=prices[0],
            reasons=reasons,
        )

    def _instead(self, case: SystemCase, joined: str) -> Iterator[tuple[int, str]]:
        for option in case.options:
            starts = self._starts(case, option) if option.id != joined else []
            if starts:
                other = moved(self._plan, case.id, (option.id, min(starts).month))
                yield dearer(self._problem, self._plan, other), option.id

    def _joins(
        self,
        platform: PlatformCase,
        better: int,
        other: tuple[int, str],
        change: tuple[tuple[int, int], int],
    ) -> Iterator[Reason]:
        worth, instead = other
        verdict = "better" if better >= 0 else "worse"
        words = f"The plan is {pounds(abs(better))} {verdict} with it on {platform.id} than kept"
        if instead:
            than = "better" if worth >= 0 else "worse"
            words += f", and {pounds(abs(worth))} {than} than with {instead} by itself"
        yield Reason(f"{words}.", platform.facts)
        (after, before), others = change
        if others > 0 and before != after:
            yield Reason(
                f"It takes the price from {pounds(before)} to {pounds(after)} a year for each:"
                f" {pounds(others * (before - after))} a year less for {other_members(others)}.",
                platform.facts,
            )

    # -- who does not --------------------------------------------------------------------------

    def outsider(self, platform: PlatformCase, case: SystemCase, option: Option) -> Outsider:
        """Return why a system does not join, and what would change that."""
        doing = self._plan[case.id][0] if case.id in self._plan else None
        starts = self._starts(case, option)
        if not starts:
            words = f"{option.id} could not go live in time."
            reason = Reason(words, option.facts)
            return Outsider(case.id, doing, None, 0, None, None, (reason,), (reason,))
        free = sorted(s for s in starts if not self._room.obstacles(case, option, s.month))
        fits = next((s for s in free[:_TRIES] if not self._broken(case, option, s.month)), None)
        month = (fits or min(starts)).month
        day = self._problem.calendar.first_day
        joining = moved(self._plan, case.id, (option.id, month))
        more = dearer(self._problem, self._plan, joining)
        blockers = () if fits else self._blockers(case, option, month)
        at = self._joins_at(platform, case, (option.id, month), more)
        return Outsider(
            system=case.id,
            doing=doing,
            start=day(month),
            dearer=more,
            joins_at=at,
            earliest=day(min(s.month for s in free)) if fits else None,
            blockers=blockers,
            reasons=tuple(self._stays_out(platform, month, more, at, bool(blockers))),
        )

    def _broken(self, case: SystemCase, option: Option, month: int) -> tuple[Reason, ...]:
        """Return every rule that a plan breaks in which a system joins, by the judge's words."""
        joining = moved(self._plan, case.id, (option.id, month))
        return breaches(self._problem, joining)

    def _blockers(self, case: SystemCase, option: Option, month: int) -> tuple[Reason, ...]:
        found = self._room.blockers(case, option, month)
        return found or self._broken(case, option, month)

    def _joins_at(
        self, platform: PlatformCase, case: SystemCase, choice: tuple[str, int], more: int
    ) -> int | None:
        """Return the yearly price for it alone at which joining would be as good."""
        joining = moved(self._plan, case.id, choice)
        price = platform.price(self._members(platform, joining))
        new = case.council in members_since(platform, chosen(self._problem, {case.id: choice}))
        if more <= 0 or not new:
            return None
        flat = replace(platform, existing=True, tiers=((0, _UNIT),))
        alone = replace(self._problem, systems=(case,))
        yearly = evaluate_platform(alone, flat, {case.id: choice})
        at = price + -more * _UNIT // max(1, yearly)
        return at if at >= 0 else None

    def _stays_out(
        self,
        platform: PlatformCase,
        month: int,
        more: int,
        at: int | None,
        held: bool,  # noqa: FBT001  # by a rule
    ) -> Iterator[Reason]:
        label = self._problem.calendar.quarter_words(month // MONTHS_A_QUARTER)
        if more < 0:
            words = f"Joining from {label} would be {pounds(-more)} better"
            rest = (
                ", but:" if held else ": the search found no plan with it, and was not at its end."
            )
            yield Reason(words + rest, platform.facts)
            return
        yield Reason(
            f"Joining from {label}, the best start, would make the plan {pounds(more)} dearer.",
            platform.facts,
        )
        if at is not None:
            words = f"It would be as good if its price were {pounds(at)} a year or less."
            yield Reason(words, platform.facts)
        elif more:
            yield Reason("Even without a yearly price it would not be as good.", platform.facts)
        if held:
            yield Reason("These stand in the way besides:")

    # -- what stays unopened -------------------------------------------------------------------

    def lacking(
        self, platform: PlatformCase, able: Sequence[tuple[SystemCase, Option]]
    ) -> Lacking | None:
        """Return how far a platform that nobody joins is from being worth it."""
        ordered = self._in_order(platform, able)
        need = max(0, platform.minimum - platform.members)
        new = {case.council for case, _, _ in ordered} - platform.member_councils
        if not ordered or len(new) < need:
            words = (
                f"{how_many(len(ordered), 'system')} could join it in time, and it needs"
                f" {how_many(need, 'new member')}."
            )
            return Lacking((), 0, (words,), (Reason(words, platform.facts),))
        ways = []
        for count in range(max(1, need), len(ordered) + 1):
            joined = {case.id: (option.id, month) for case, option, month in ordered[:count]}
            joining = {**self._plan, **joined}
            if self._members(platform, joining) >= platform.minimum:
                ways.append((dearer(self._problem, self._plan, joining), count, joining))
            if ways and count >= _MOST:
                break
        more, count, joining = min(ways, key=lambda way: way[:2])
        broken = tuple(each.words for each in violations(self._problem, joining))
        return self._lack(platform, ordered[:count], more, broken)

    def _in_order(
        self, platform: PlatformCase, able: Iterable[tuple[SystemCase, Option]]
    ) -> list[tuple[SystemCase, Option, int]]:
        """Return who could join, cheapest first, each at its best start with a place left."""
        found = []
        for case, option in able:
            starts = sorted(self._starts(case, option))
            if starts:
                found.append((starts[0].cost - self._now(case), case.id, case, option, starts))
        taken: dict[int, int] = {}
        ordered = []
        for _, _, case, option, starts in sorted(found, key=lambda each: each[:2]):
            for start in starts:
                quarter = (start.month + option.duration) // MONTHS_A_QUARTER
                places = platform.onboarding
                if places is None or taken.get(quarter, 0) < places:
                    taken[quarter] = taken.get(quarter, 0) + 1
                    ordered.append((case, option, start.month))
                    break
        return ordered

    def _lack(
        self,
        platform: PlatformCase,
        joined: Sequence[tuple[SystemCase, Option, int]],
        more: int,
        broken: tuple[str, ...],
    ) -> Lacking:
        names = listed([case.id for case, _, _ in joined])
        day = self._problem.calendar.first_day
        members = tuple((case.id, day(month + option.duration)) for case, option, month in joined)
        side = "dearer" if more >= 0 else "cheaper"
        words = (
            f"Opened for {names}, by cost alone it would make the plan {pounds(abs(more))} {side}:"
            " the best way that was found, the rest of the plan as it is."
        )
        reasons = [Reason(words, platform.facts)]
        if more > 0:
            words = f"A subsidy of {pounds(more)} in today's money would make it as good."
            reasons.append(Reason(words, platform.facts))
        if broken:
            words = f"{how_many(len(broken), 'rule')} would be broken: {' '.join(broken[:_TRIES])}"
            reasons.append(Reason(words))
        return Lacking(members, max(0, more), broken, tuple(reasons))

    # -- shared --------------------------------------------------------------------------------

    def _starts(self, case: SystemCase, option: Option) -> list[Start]:
        """Return the starts that a system's own calendar allows, with their cost by itself."""
        ledger = Ledger(self._problem, case, self._shares.get(case.id, 0))
        horizon = self._problem.calendar.horizon
        return [
            Start(ledger.pounds(ledger.change(option, month)) + self._fee(option, month), month)
            for month in range(0, horizon, self._stride)
            if self._room.generator.legal(case, option, month)
        ]

    def _fee(self, option: Option, month: int) -> int:
        """Return about what a platform's price comes to from a start: to put starts in order."""
        if option.platform is None:
            return 0
        platform = self._problem.platform_by_id[option.platform]
        live = month + option.duration
        left = sum(self._problem.discount[live : self._problem.calendar.months])
        price = platform.price(max(platform.minimum, platform.members + 1))
        return price * left // (MONTHS_A_YEAR * DISCOUNT_SCALE)

    def _now(self, case: SystemCase) -> int:
        ledger = Ledger(self._problem, case, self._shares.get(case.id, 0))
        if case.id not in self._plan:
            return ledger.pounds(ledger.keep())
        option, start = self._plan[case.id]
        return ledger.pounds(ledger.change(case.option(option), start))

    def _members(self, platform: PlatformCase, plan: Choices) -> int:
        return platform.members + len(members_since(platform, chosen(self._problem, plan)))
