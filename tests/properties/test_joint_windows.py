"""Joint windows against a day-by-day brute force that shares no arithmetic with the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties import contract_oracle as oracle
from tests.properties.contract_oracle import DAY, Case
from tests.properties.test_contracts import CASES_AND_DAYS, cases, near, terms

from estate.comparison.departures import Departure, Freedom
from estate.comparison.view import ContractView, CouncilView, SectorView, SystemView
from estate.comparison.windows import Aim, Measure, joint_windows
from estate.portfolio import Catalogue
from estate.portfolio.identifiers import SystemRef

FAR = timedelta(days=2_400)
FREE, AT_COST, BY_AGREEMENT, UNSURE, OVER, UNKNOWN, _ = Freedom


@dataclass(frozen=True)
class Lived:
    """A contract's ends that can still be reached, each with whether it is agreed or unsure."""

    case: Case
    as_of: date
    ends: tuple[tuple[date, str], ...]

    @classmethod
    def of(cls, case: Case, as_of: date) -> Lived:
        found = []
        bound = max(as_of + FAR, (case.irrevocable_until or as_of) + FAR)
        if case.renewals_at_most is not None and oracle.first_end(case) is not None:
            rounds = case.renewals_at_most
            bound = max(bound, oracle.term_ends(case, len(case.extensions), rounds)[-1])
        for way in oracle.windows(case, as_of, bound):
            if way.how == "break" or way.passed is True:
                continue
            agreed = any(kind == "agree" for kind, *_ in way.acts)
            doubt = "unsure" if way.passed is None else "agreed" if agreed else "own"
            found.append((way.ends, doubt))
        return cls(case, as_of, tuple(found))

    def next(self, day: date, kind: str) -> date | None:
        """Go on day by day until a day on which it ends in that way."""
        return min((end for end, own in self.ends if own == kind and end >= day), default=None)

    def price(self, leaving: date, until: date) -> Fraction | None:
        """Count the months that go by between the last day of use and the last that is owed."""
        if self.case.starts is not None:
            leaving = max(leaving, self.case.starts - DAY)
        months, day = 0, leaving
        while day < until:
            day += DAY
            months += day.day == leaving.day or (oracle.closes_month(day) and day.day < leaving.day)
        if not months:
            return Fraction(0)
        if self.case.early_exit_cost is not None:
            return Fraction(self.case.early_exit_cost)
        value = self.case.annual_value
        return None if value is None else Fraction(months * value, 12)

    def broken(self, day: date) -> tuple[Freedom, Fraction | None] | None:
        notice = self.case.break_notice_months
        if notice is None:
            return None
        until = oracle.forward(self.as_of, notice, keep_month_end=False)
        for bound in (self.case.irrevocable_until, self.case.starts, day):
            until = until if bound is None else max(until, bound)
        if oracle.first_end(self.case) is not None and self.next(until, "own") is None:
            return None
        cost = self.price(day, until)
        if self.case.early_exit_cost is not None:
            cost = Fraction(self.case.early_exit_cost)
        return (FREE if cost == 0 else AT_COST), cost

    def position(self, day: date) -> tuple[Freedom, Fraction | None]:
        """Try everything that could be done to be out on a day."""
        ways: list[tuple[Freedom, Fraction | None]] = []
        end = self.next(day, "own")
        if end is not None:
            cost = self.price(day, end)
            ways.append((FREE if cost == 0 else AT_COST, cost))
        broken = self.broken(day)
        if broken is not None:
            ways.append(broken)
        if ways:
            return min(ways, key=lambda way: (way[0], way[1] is None, way[1] or 0))
        for kind, freedom in (("agreed", BY_AGREEMENT), ("unsure", UNSURE)):
            end = self.next(day, kind)
            if end is not None:
                return freedom, self.price(day, end)
        return self.after(day)

    def after(self, day: date) -> tuple[Freedom, Fraction | None]:
        """Nothing that is left to do reaches the day: bridge it, if it is known when it ended."""
        if oracle.first_end(self.case) is None:
            return UNKNOWN, None
        reached = self.reached()
        if day <= reached or oracle.in_force_until(self.case, day)[0] is not None:
            return UNKNOWN, None
        months, now = 0, max(reached, self.as_of)
        while now < day:
            months += 1
            now = oracle.forward(max(reached, self.as_of), months, keep_month_end=True)
        value, percent = self.case.annual_value, self.case.holding_over_percent
        if value is None or percent is None:
            return OVER, None
        return OVER, Fraction(months * value, 12) * percent / 100

    def reached(self) -> date:
        if self.ends:
            return max(end for end, _ in self.ends)
        most = self.case.renewals_at_most
        limited = self.case.renewal == "tacit" and most
        renewals = most if limited and most is not None else 0
        return oracle.term_ends(self.case, oracle.already_used(self.case), renewals)[-1]


def contract(case: Case, name: str = "a", systems: tuple[str, ...] = ("x",)) -> ContractView:
    return ContractView(name, "here", systems, terms=terms(case), annual_value=case.annual_value)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(CASES_AND_DAYS, st.integers(0, 500), st.integers(0, 500))
def test_every_day_stands_as_if_everything_had_been_tried(
    drawn: tuple[Case, date], later: int, days: int
) -> None:
    case, as_of = drawn
    first = as_of + timedelta(days=later)
    last = first + timedelta(days=days)
    departure = Departure(contract(case), as_of, first, last)
    lived = Lived.of(case, as_of)

    told: dict[date, tuple[Freedom, Fraction | None]] = {}
    for span in departure.spans:
        day = span.first
        while day <= span.last:
            assert day not in told
            told[day] = span.freedom, span.cost
            day += DAY
    assert told == {
        first + k * DAY: lived.position(first + k * DAY) for k in range((last - first).days + 1)
    }


@st.composite
def sectors(draw: st.DrawFn) -> tuple[list[Case], list[int], date]:
    drawn = draw(st.lists(cases(), min_size=1, max_size=4))
    people = [draw(st.integers(0, 500_000)) for _ in drawn]
    return drawn, people, draw(near(drawn[0]))


def sector(drawn: list[Case], people: list[int], as_of: date) -> SectorView:
    councils = tuple(
        CouncilView(
            f"c{k}",
            f"Council {k}",
            population=number,
            systems=(SystemView(SystemRef(f"c{k}", "x"), "X", ("a.b",), contracts=("a",)),),
            contracts=(contract(case),),
        )
        for k, (case, number) in enumerate(zip(drawn, people, strict=True))
    )
    return SectorView(councils, as_of, Catalogue())


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(sectors())
def test_no_day_is_better_than_the_best_dates(drawn: tuple[list[Case], list[int], date]) -> None:
    own, people, as_of = drawn
    found = joint_windows(sector(own, people, as_of), ["a.b"], lead_months=1, horizon_months=14)
    lived = [Lived.of(case, as_of) for case in own]
    days = [found.first + k * DAY for k in range((found.last - found.first).days + 1)]
    stands = {day: [each.position(day) for each in lived] for day in days}

    for aim in Aim:
        for measure in Measure:
            weights = {
                Measure.COUNCILS: [1] * len(own),
                Measure.VALUE: [case.annual_value or 0 for case in own],
                Measure.POPULATION: people,
            }[measure]
            scores = {day: _score(stands[day], weights, aim) for day in days}
            best = max(scores.values())
            dates = [each for each in found.best if (aim, measure) in each.reasons]
            if best[0] == 0:
                assert dates == []
                continue
            (one,) = dates
            assert scores[one.day] == best
            first = next(day for day in days if scores[day] == best)
            assert one.span.first <= first <= one.span.last


def _score(
    stands: list[tuple[Freedom, Fraction | None]], weights: list[int], aim: Aim
) -> tuple[int, int, int, int, Fraction]:
    def total(*wanted: Freedom) -> int:
        return sum(w for w, (own, _) in zip(weights, stands, strict=True) if own in wanted)

    paid = [cost for own, cost in stands if own in {FREE, AT_COST}]
    every = total(FREE, AT_COST, BY_AGREEMENT)
    orders = {
        "free": (total(FREE), every, total(FREE, BY_AGREEMENT)),
        "agreed": (total(FREE, BY_AGREEMENT), total(FREE), every),
        "all": (total(FREE, AT_COST), 0, 0),
    }
    return (*orders[aim], -paid.count(None), -sum((c for c in paid if c is not None), Fraction(0)))


@pytest.mark.parametrize("days", [0, 1])
def test_the_brute_force_can_tell_a_day(days: int) -> None:
    """To 31 March 2028 at £12,000 a year: a month before the end, one month is owed."""
    case = Case(ends=date(2028, 3, 31), renewal="none", annual_value=12_000)
    lived = Lived.of(case, date(2027, 1, 1))
    assert lived.position(date(2028, 2, 29) + days * DAY) == (
        [AT_COST, FREE][days],
        Fraction([1_000, 0][days]),
    )
