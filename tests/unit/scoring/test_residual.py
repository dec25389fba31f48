"""What is left of the risk after an option."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.scoring.cases import REF, TODAY, estate

from estate.portfolio import Option, PlanningPolicy
from estate.portfolio.options import OPTION_KINDS
from estate.scoring import ADDRESSES, LIKELIHOOD, Interval, after_option, score_system

POLICY = PlanningPolicy(residual_likelihood=2)
ALL_FIVE: dict[str, Any] = {
    "likelihood": {criterion.key: 5 for criterion in LIKELIHOOD},
    "impact": {
        "safety": 1,
        "reputation": 1,
        "financial": 1,
        "stakeholders": 1,
        "operations": 1,
        "other_systems": 1,
    },
}


def left(option: dict[str, Any], system: dict[str, Any] | None = None, **more: Any) -> Interval:  # noqa: ANN401
    """The overall score once an option is live; impact is 1, so it is the likelihood total."""
    graph = estate(system or ALL_FIVE, **more)
    return after_option(graph, REF, Option.model_validate(option), POLICY, TODAY)


def total(points: int) -> Interval:
    return Interval(Fraction(points, 14), Fraction(points, 14))


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        # n criteria fall from 5 to 2: sum 35 - 3n, plus 7 x the maximum.
        ("retain", 35 + 35),
        ("upgrade", 29 + 35),
        ("rehost", 32 + 35),
        ("replatform", 26 + 35),
        ("refactor", 14 + 14),
        ("replace", 14 + 14),
        ("join", 14 + 14),
        ("consolidate", 14 + 14),
        ("retire", 0),
    ],
)
def test_each_kind_lowers_what_it_addresses(kind: str, points: int) -> None:
    assert left({"kind": kind}) == total(points)


def test_every_kind_of_option_is_in_the_table() -> None:
    assert set(ADDRESSES) == set(OPTION_KINDS)


def test_an_option_of_unknown_kind_addresses_nothing() -> None:
    assert left({"name": "Something"}) == total(70)


def test_what_is_better_already_stays_so() -> None:
    good = {**ALL_FIVE, "likelihood": {**ALL_FIVE["likelihood"], "history": 1}}
    assert left({"kind": "replace"}, good) == total(13 + 14)


def test_unknown_criteria_are_capped_where_addressed_and_open_elsewhere() -> None:
    unknown = {"impact": ALL_FIVE["impact"]}
    assert left({"kind": "replace"}, unknown) == Interval(Fraction(1), Fraction(2))
    # Two at 1 to 2, five at 1 to 6: at most (34 + 42) / 14.
    assert left({"kind": "upgrade"}, unknown) == Interval(Fraction(1), Fraction(76, 14))


def test_a_stated_number_counts_before_the_policy_up_or_down() -> None:
    stated = {"kind": "upgrade", "likelihood_after": {"end_of_support": 1, "skills": 6}}
    # 1, 5, 6, 5, 5, 2, 5 = 29 and 7 x 6.
    assert left(stated) == total(29 + 42)


def test_joining_a_platform_takes_over_what_is_known_of_it() -> None:
    platforms = {"p": {"name": "P", "likelihood": {"end_of_support": 6, "contract": 1}}}
    join = {"kind": "join", "platform": "p"}
    # 6, 1 and five times 2 = 17, and 7 x 6.
    assert left(join, platforms=platforms) == total(17 + 42)
    stated = {**join, "likelihood_after": {"end_of_support": 2}}
    # 2, 1 and five times 2 = 13, and 7 x 2.
    assert left(stated, platforms=platforms) == total(13 + 14)
    assert left({"kind": "join", "platform": "gone"}, platforms=platforms) == total(28)


def test_what_is_not_addressed_is_as_it_will_be_at_the_date() -> None:
    system = {**ALL_FIVE, "likelihood": {"business_need": 1, "skills": 1, "history": 1}}
    contracts = {"k": {"systems": ["it"], "ends": date(2030, 3, 31)}}
    graph = estate({**system, "hosting": "saas"}, contracts=contracts)
    upgrade = Option(kind="upgrade")
    today = after_option(graph, REF, upgrade, POLICY, TODAY)
    lapsed = after_option(graph, REF, upgrade, POLICY, date(2030, 4, 1))
    # L1 and L6 are unknown: 1 to 2 afterwards. L2 is 1 today and 6 once the contract is over.
    assert today == Interval(Fraction(1), Fraction(9 + 14, 14))
    assert lapsed == Interval(Fraction(12 + 42, 14), Fraction(14 + 42, 14))


def test_retaining_is_scoring() -> None:
    graph = estate(ALL_FIVE)
    retained = after_option(graph, REF, Option(kind="retain"), POLICY, TODAY)
    assert retained == score_system(graph, REF, TODAY).overall
