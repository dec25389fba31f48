"""Procurement rules: dated data, held against small purchases worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from estate.comparison.opportunities import Opportunity, opportunities, opportunity
from estate.comparison.procurement import Coverage, Purchase, coverages, purchase_checks
from estate.comparison.procurement_rules import (
    HIGHER,
    REGULATED,
    RULES,
    THRESHOLDS,
    Outcome,
    threshold,
)
from estate.comparison.view import WITHHELD, ContractView, CouncilView, SectorView, SystemView
from estate.comparison.windows import joint_windows
from estate.portfolio import Catalogue
from estate.portfolio.catalogue import Framework
from estate.portfolio.identifiers import SystemRef
from estate.portfolio.terms import Extension, Terms

AS_OF = date(2026, 9, 30)
SPRING = date(2028, 3, 31)


def council(
    name: str,
    value: int | None = 10_000,
    *,
    users: int | None = 100,
    ends: date = SPRING,
    extensions: tuple[Extension, ...] = (),
    total: int | None = None,
    framework: str | None = None,
    capability: str = "a.b",
) -> CouncilView:
    terms = Terms(ends=ends, renewal="none", annual_value=value, extensions=extensions)
    contract = ContractView(
        "c", name, ("x",), terms=terms, annual_value=value, total_value=total, framework=framework
    )
    system = SystemView(
        SystemRef(name, "x"), "X", (capability,), users=users, annual_cost=value, contracts=("c",)
    )
    return CouncilView(name, name.upper(), 1_000, systems=(system,), contracts=(contract,))


def sector(*councils: CouncilView, **frameworks: Framework) -> SectorView:
    return SectorView(councils, AS_OF, Catalogue(frameworks=frameworks))


def found_for(view: SectorView) -> Opportunity:
    return opportunity(view, ["a.b"])


def cover(view: SectorView, name: str = "f") -> Coverage:
    purchase = found_for(view).purchase
    assert purchase is not None
    return next(each for each in coverages(view, purchase) if each.id == name)


def outcomes(coverage: Coverage) -> dict[str, Outcome]:
    return {check.rule.id: check.outcome for check in coverage.checks}


def test_every_rule_and_threshold_says_where_it_is_from_and_how_far_it_is_verified() -> None:
    for each in (*RULES, *THRESHOLDS):
        assert each.source
        assert each.status in {"verified", "to be confirmed"}
    assert {each.rule for each in THRESHOLDS} <= {each.id for each in RULES}


@pytest.mark.parametrize(
    ("day", "pounds", "status"),
    [
        (date(2023, 12, 31), 213_477, "verified"),
        (date(2024, 1, 1), 214_904, "to be confirmed"),
        (date(2025, 12, 31), 214_904, "to be confirmed"),
        (date(2026, 1, 1), 207_720, "to be confirmed"),
    ],
)
def test_a_threshold_is_that_of_its_day(day: date, pounds: int, status: str) -> None:
    found = threshold(HIGHER, day)
    assert found is not None
    assert (found.pounds, found.status, found.vat) == (pounds, status, "with")


def test_no_day_has_two_thresholds() -> None:
    for rule in (REGULATED, HIGHER):
        own = [each for each in THRESHOLDS if each.rule == rule.id]
        for year in range(2015, 2040):
            assert sum(each.holds_on(date(year, 1, 1)) for each in own) <= 1


def test_before_the_first_threshold_nothing_can_be_told() -> None:
    assert threshold(HIGHER, date(2021, 12, 31)) is None


@pytest.mark.parametrize(
    ("value", "months", "outcome"),
    [
        (12_500, 48, Outcome.APPLIES),
        (12_499, 48, Outcome.PASS),
        (25_000, 24, Outcome.APPLIES),
        (None, 48, Outcome.CANNOT_TELL),
    ],
)
def test_the_value_counts_all_months(value: int | None, months: int, outcome: Outcome) -> None:
    """£12,500 a year for 48 months is £50,000, which reaches the threshold; £49,996 does not."""
    windows = joint_windows(sector(council("a", value)), ["a.b"])
    purchase = Purchase(windows.cases, SPRING, months)
    check = next(each for each in purchase_checks(purchase, AS_OF) if each.rule is REGULATED)
    assert check.outcome is outcome


def test_a_value_without_vat_below_a_threshold_with_it_cannot_be_told() -> None:
    windows = joint_windows(sector(council("a", 50_000)), ["a.b"])
    purchase = Purchase(windows.cases, SPRING, 48)
    check = next(each for each in purchase_checks(purchase, AS_OF) if each.rule is HIGHER)
    assert check.outcome is Outcome.CANNOT_TELL
    assert "to be confirmed" in check.because


def framework(**told: object) -> Framework:
    base = {"name": "F", "starts": date(2026, 4, 1), "ends": date(2030, 3, 31)}
    return Framework.model_validate({**base, **told})


def test_a_framework_names_its_councils() -> None:
    view = sector(
        council("a"),
        council("b"),
        f=framework(may_call_off=("a",)),
        g=framework(may_call_off=("a", "b")),
        h=framework(),
    )
    assert cover(view, "f").missing == ("b",)
    assert [outcomes(cover(view, name))["named"] for name in "fgh"] == [
        Outcome.FAILS,
        Outcome.PASS,
        Outcome.CANNOT_TELL,
    ]
    assert cover(view, "f").outcome is Outcome.FAILS


def test_four_years_at_most_extensions_counted() -> None:
    view = sector(council("a"), f=framework(), g=framework(extension_months=1))
    assert outcomes(cover(view, "f"))["four-years"] is Outcome.PASS
    assert outcomes(cover(view, "g"))["four-years"] is Outcome.FAILS


def test_a_framework_that_ended_is_not_shown_and_one_that_ends_before_is_doubtful() -> None:
    view = sector(
        council("a"),
        f=framework(starts=date(2022, 1, 1), ends=date(2026, 9, 29)),
        g=framework(ends=date(2028, 3, 30)),
        h=framework(starts=date(2028, 4, 1), ends=date(2030, 3, 31)),
    )
    purchase = found_for(view).purchase
    assert purchase is not None
    assert [each.id for each in coverages(view, purchase)] == ["g", "h"]
    assert outcomes(cover(view, "g"))["in-force"] is Outcome.CANNOT_TELL
    assert outcomes(cover(view, "h"))["in-force"] is Outcome.FAILS


def test_what_is_left_of_a_framework() -> None:
    """£100,000 less one call-off of £70,000 leaves £30,000 at most; 48 months need £40,000."""
    view = sector(council("a", total=70_000, framework="f"), f=framework(value_limit=100_000))
    found = cover(view)
    assert found.left == 30_000
    assert outcomes(found)["value-left"] is Outcome.FAILS
    assert outcomes(found)["scope"] is Outcome.PASS


@pytest.mark.parametrize(
    ("total", "outcome"), [(60_000, Outcome.FAILS), (60_001, Outcome.CANNOT_TELL)]
)
def test_bridging_is_held_against_a_tenth(total: int, outcome: Outcome) -> None:
    """`a` ends half a year before the rest: £6,000 of £60,000 is a tenth, which is not below it."""
    view = sector(
        council("a", 12_000, ends=date(2027, 9, 30), total=total), council("b"), council("c")
    )
    found = found_for(view)
    assert found.date is not None
    assert found.date.day == SPRING
    checks = [each for each in found.checks if each.rule.id == "small-change"]
    assert [each.outcome for each in checks] == [outcome]


def test_an_option_that_is_recorded_is_a_clear_clause() -> None:
    option = Extension(months=12, by="agreement")
    view = sector(
        council("a", ends=date(2027, 3, 31), extensions=(option,)), council("b"), council("c")
    )
    clauses = [each for each in found_for(view).checks if each.rule.id == "clear-clause"]
    assert [each.because for each in clauses] == ["a/c: an option of 12 months is recorded."]


def test_the_ranking_is_by_what_is_free() -> None:
    """`b.c` has more in all, but nothing of it is known to be free on one day."""
    view = sector(
        council("a", 5_000),
        council("b", 5_000),
        council("c", 90_000, capability="b.c", ends=date(2026, 10, 1)),
        council("d", 90_000, capability="b.c", ends=date(2026, 10, 1)),
        council("e", 90_000, capability="c.d"),
    )
    found = opportunities(view, view.capabilities)
    assert [each.capabilities for each in found] == [("a.b",), ("b.c",)]
    assert [each.free_value for each in found] == [10_000, 0]
    assert found[1].date is None


def test_unit_costs_spread_over_the_councils_that_are_known() -> None:
    """£10, £20 and £60 for each of 100 users; the fourth has no users recorded."""
    own = [council("a", 1_000), council("b", 2_000), council("c", 6_000)]
    found = found_for(sector(*own, council("d", users=None)))
    assert found.per_user is not None
    spread = found.per_user
    assert [spread.least, spread.middle, spread.most] == [10, 20, 60]
    assert spread.councils == 3
    assert found.per_head is not None
    assert found.per_head.middle == Fraction(8, 2)
    assert found.missing() == ("users unknown of 1",)


def test_what_is_missing_says_which_kind() -> None:
    hidden = SystemView(SystemRef("h", "x"), WITHHELD, ("a.b",), contracts=WITHHELD, users=WITHHELD)
    view = sector(council("a", None), CouncilView("h", "H", WITHHELD, systems=(hidden,)))
    assert found_for(view).missing() == (
        "contract withheld of 1",
        "annual value unknown of 1",
        "users withheld of 1",
        "population withheld of 1",
    )
