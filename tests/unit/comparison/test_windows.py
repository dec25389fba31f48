"""Joint windows of a few councils, worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from estate.comparison.departures import Freedom
from estate.comparison.view import WITHHELD, ContractView, CouncilView, SectorView, SystemView
from estate.comparison.windows import Aim, JointWindows, Measure, joint_windows
from estate.portfolio import Catalogue
from estate.portfolio.identifiers import SystemRef
from estate.portfolio.terms import Terms

AS_OF = date(2026, 9, 30)
SPRING, AUTUMN = date(2028, 3, 31), date(2028, 9, 30)


def council(name: str, value: int | None, people: int | None, *ends: date) -> CouncilView:
    """A council with one system, under a contract for each end, each of the whole value."""
    contracts = tuple(
        ContractView(
            f"c{k}",
            name,
            ("x",),
            terms=Terms(ends=end, renewal="none", annual_value=value),
            annual_value=value,
        )
        for k, end in enumerate(ends)
    )
    system = SystemView(
        SystemRef(name, "x"), "X", ("a.b",), contracts=tuple(each.id for each in contracts)
    )
    return CouncilView(name, name.upper(), people, systems=(system,), contracts=contracts)


def joint(*councils: CouncilView) -> JointWindows:
    return joint_windows(SectorView(councils, AS_OF, Catalogue()), ["a.b"])


def day_for(found: JointWindows, aim: Aim, measure: Measure) -> date:
    (day,) = [each.day for each in found.best if (aim, measure) in each.reasons]
    return day


def test_the_most_councils_the_most_money_and_the_most_people_may_want_different_days() -> None:
    """Two small ones end in spring, one dear one in autumn; the people are with the dear one."""
    found = joint(
        council("a", 1_200, 10_000, SPRING),
        council("b", 2_400, 10_000, SPRING),
        council("c", 60_000, 90_000, AUTUMN),
    )
    assert day_for(found, Aim.FREE, Measure.COUNCILS) == SPRING
    assert day_for(found, Aim.FREE, Measure.VALUE) == AUTUMN
    assert day_for(found, Aim.FREE, Measure.POPULATION) == AUTUMN


def test_all_together_at_the_least_cost() -> None:
    """In spring the dear one owes six months, £30,000; in autumn the others are over by then."""
    found = joint(council("a", 1_200, 1, SPRING), council("c", 60_000, 1, AUTUMN))
    (best,) = [each for each in found.best if (Aim.ALL, Measure.COUNCILS) in each.reasons]
    assert (best.day, found.cost(best.span)) == (SPRING, (Fraction(30_000), 0))
    assert [own.freedom for own in best.span.positions] == [Freedom.FREE, Freedom.AT_COST]


def test_a_system_under_two_contracts_is_left_when_both_are() -> None:
    """To 29 February both are owed; in March the first is free and seven months of the second
    are owed; after March the first is over, and does not count beside the second."""
    found = joint(council("a", 12_000, 1, SPRING, AUTUMN))
    (own,) = found.cases
    told = dict(own.spans)
    assert told[date(2028, 3, 1)].freedom is Freedom.AT_COST
    assert told[date(2028, 3, 1)].cost == 6_000
    assert told[date(2028, 9, 1)].freedom is Freedom.FREE
    assert own.annual_value == 24_000


def test_what_is_over_and_replaced_by_nothing_has_to_be_bridged() -> None:
    found = joint(council("a", 12_000, 1, SPRING), council("b", 12_000, 1, AUTUMN))
    autumn = next(span for span in found.spans if span.first <= AUTUMN <= span.last)
    assert [own.freedom for own in autumn.positions] == [Freedom.OVER, Freedom.FREE]


def test_unknown_and_withheld_are_told_apart_and_never_free() -> None:
    bare = council("a", None, None)
    system = SystemView(SystemRef("b", "x"), WITHHELD, ("a.b",), contracts=WITHHELD)
    found = joint(bare, CouncilView("b", "B", systems=(system,)), council("c", None, None, SPRING))
    (best,) = found.best
    assert [own.freedom for own in best.span.positions] == [
        Freedom.UNKNOWN,
        Freedom.WITHHELD,
        Freedom.FREE,
    ]
    assert [case.annual_value for case in found.cases] == [None, None, None]
    assert {measure for _, measure in best.reasons} == {Measure.COUNCILS}


def test_no_date_where_nobody_is_known_to_be_free() -> None:
    found = joint(council("a", None, None), council("b", None, None))
    assert (found.best, found.main) == ((), None)


def test_a_capability_of_nobody_has_no_windows() -> None:
    assert joint_windows(SectorView((), AS_OF, Catalogue()), ["a.b"]).spans == ()


def test_of_a_short_span_the_last_day_is_proposed() -> None:
    found = joint(council("a", 12_000, 1, SPRING))
    assert found.main is not None
    assert (found.main.span.first, found.main.span.last) == (date(2028, 3, 1), SPRING)
    assert found.main.day == SPRING
