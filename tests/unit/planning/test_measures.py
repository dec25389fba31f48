"""Money and risk as measures of their own, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.planning.cases import planned, problem, refused, replacing, system

from estate.planning.judging.measured import measured
from estate.planning.judging.verify import verify, violations
from estate.planning.problem.cases import Kind, PlanningProblem, PlatformCase, Rework
from estate.planning.problem.measures import Ceiling, Measure, given_way
from estate.planning.problem.objectives import with_objective
from estate.planning.roadmap import Roadmap, Status


def two_ways() -> PlanningProblem:
    """A system that costs 12,000 a year and carries 12 points, and two ways to change it.

    Kept for the twelve months: 12,000 pounds, 12 point-years.
    `cheap` goes live after three months: 3,000 + 600 once + 9/12 of 4,000 = 6,600 pounds;
        3/12 of 12 + 9/12 of 8 = 9 point-years.
    `safe` goes live after three months: 3,000 + 9,000 once + 9/12 of 12,000 = 21,000 pounds;
        3/12 of 12 + 0 = 3 point-years.
    """
    cheap = replacing("cheap", capital=600, running_after=4_000, risk_after=(8,))
    safe = replacing("safe", capital=9_000, running_after=12_000, risk_after=(0,))
    return problem(system("a", cheap, safe, risk=(12,)))


def test_money_and_risk_by_hand() -> None:
    given = two_ways()
    kept, cheap, safe = (
        measured(given, plan) for plan in ({}, {"c/a": ("cheap", 0)}, {"c/a": ("safe", 0)})
    )

    assert (kept.money, kept.risk) == (12_000, 12_000)
    assert (cheap.money, cheap.risk) == (6_600, 9_000)
    assert (safe.money, safe.risk) == (21_000, 3_000)
    # At 1,000 pounds a point-year the priced sums follow: 24,000, 15,600 and 24,000.
    assert (kept.priced, cheap.priced, safe.priced) == (24_000, 15_600, 24_000)


def test_both_are_discounted_alike_and_rounded_once() -> None:
    # At 50% a year month 1 counts 1.5^(-1/12) = e^(-0.0337888) = 1 - 0.0337888 + 0.0005708 -
    # 0.0000064 = 0.966776. Both measures are twelfths of the sum over the months: 1,000 pounds
    # and 7/3 points a month.
    given = problem(system("a", replacing(), risk=(Fraction(7, 3),)), rate=0.5)
    months = sum(given.discount[:12])
    kept = measured(given, {})

    assert given.discount[:2] == (10**9, 966_775_706)
    assert kept.money == round(12_000 * months / 12 / 10**9)
    assert kept.risk == round(Fraction(7, 3) * months * 1_000 / 12 / 10**9)


def test_risk_first_takes_the_plan_of_least_risk_and_then_of_least_money() -> None:
    answer = planned(with_objective(two_ways(), "risk-first"))

    assert answer.choices == {"c/a": ("safe", 0)}
    assert (answer.objective, answer.lower_bound, answer.nothing) == (3_000, 3_000, 12_000)
    first, second = answer.passes
    assert (first.measure, first.value, first.lower_bound, first.within) == (
        Measure.RISK,
        3_000,
        3_000,
        None,
    )
    assert (second.measure, second.value, second.lower_bound, second.within) == (
        Measure.MONEY,
        21_000,
        21_000,
        3_000,
    )
    assert answer.policy.objective == "risk-first"


def test_money_first_with_equal_money_takes_less_risk() -> None:
    # Both ways cost nothing once and 4,000 a year; one leaves 8 points and the other 5.
    one = replacing("one", running_after=4_000, risk_after=(8,))
    other = replacing("other", running_after=4_000, risk_after=(5,))
    answer = planned(with_objective(problem(system("a", one, other, risk=(12,))), "money-first"))

    assert answer.choices == {"c/a": ("other", 0)}
    # 3,000 + 9/12 of 4,000; 3/12 of 12 + 9/12 of 5 = 6.75 point-years.
    assert [each.value for each in answer.passes] == [6_000, 6_750]


def test_a_tolerance_lets_the_second_measure_buy_with_the_first() -> None:
    # Money first, and risk may cost up to 250% more: 6,600 + 16,500 = 23,100 lets `safe` in.
    given = with_objective(two_ways(), "money-first")
    policy = given.policy.model_copy(update={"tolerance_percent": 250.0})
    answer = planned(replace(given, policy=policy))

    assert given_way(6_600, 250.0) == 23_100
    assert answer.choices == {"c/a": ("safe", 0)}
    first, second = answer.passes
    assert (first.value, first.lower_bound, second.within) == (6_600, 6_600, 23_100)
    assert (answer.objective, answer.status) == (21_000, Status.OPTIMAL)


@pytest.mark.parametrize(
    ("ceiling", "choices"),
    [
        (Ceiling(Measure.RISK, 9_000), {"c/a": ("cheap", 0)}),
        (Ceiling(Measure.RISK, 8_999), {"c/a": ("safe", 0)}),
        (Ceiling(Measure.MONEY, 6_600), {"c/a": ("cheap", 0)}),
        (Ceiling(Measure.MONEY, 20_999), {"c/a": ("cheap", 0)}),
    ],
)
def test_a_ceiling_is_kept_to_the_unit(
    ceiling: Ceiling, choices: dict[str, tuple[str, int]]
) -> None:
    answer = planned(replace(two_ways(), ceilings=(ceiling,)))

    assert answer.choices == choices


def test_a_ceiling_that_cannot_be_met_is_named() -> None:
    answer = refused(replace(two_ways(), ceilings=(Ceiling(Measure.RISK, 2_999),)))

    assert answer.status == "infeasible"
    assert [each.words for each in answer.reasons] == [
        "The plan may carry at most 2.999 point-years of risk."
    ]


def test_two_ceilings_that_only_together_cannot_be_met_are_both_named() -> None:
    held = (Ceiling(Measure.RISK, 3_000), Ceiling(Measure.MONEY, 20_999))
    answer = refused(replace(two_ways(), ceilings=held))

    assert {each.words for each in answer.reasons} == {
        "The plan may carry at most 3 point-years of risk.",
        "The plan may take at most £20,999, in today's money.",
    }


def test_what_systems_share_counts_as_money() -> None:
    # Both join a platform: 5,000 to set it up, and for the council, its one member, 1,000 for
    # the year; each runs at 1,000 a month for the three months until then. Their interface, 800,
    # is built again by both ends, and paid once as they go together.
    join = replacing("join", kind=Kind.JOIN, platform="hub")
    given = problem(
        system("a", join),
        system("b", join),
        platforms=(PlatformCase("hub", setup=5_000, tiers=((1, 1_000),)),),
        rework=(Rework("c/a", "c/b", 800),),
        measure=Measure.MONEY,
    )
    free = planned(given)

    assert free.objective == 5_000 + 1_000 + 2 * 3 * 1_000 + 800
    within = replace(given, ceilings=(Ceiling(Measure.MONEY, 12_800),))
    below = replace(given, ceilings=(Ceiling(Measure.MONEY, 12_799),))
    assert planned(within).choices == free.choices
    assert refused(below).status == "infeasible"


def test_a_plan_above_a_ceiling_or_out_of_order_is_found_out() -> None:
    good = planned(with_objective(two_ways(), "risk-first"))
    held = replace(good.problem, ceilings=(Ceiling(Measure.MONEY, 20_999),))

    assert verify(good) == ()
    assert [each.code for each in violations(held, good.choices)] == ["ceiling"]
    assert _codes(replace(good, objective=2_999)) >= {"cost"}
    first, second = good.passes
    assert "order" in _codes(replace(good, passes=(first, replace(second, within=2_999))))
    assert "figures" in _codes(replace(good, passes=(first, replace(second, value=20_000))))
    assert "bound" in _codes(replace(good, passes=(replace(first, lower_bound=3_001), second)))


def _codes(roadmap: Roadmap) -> set[str]:
    return {each.code for each in verify(roadmap)}


def test_a_step_that_a_ceiling_holds_back_says_so() -> None:
    # `a` is dear early: leaving its contract costs 5,000 before month 6, and nothing then.
    dear = system("a", replacing(risk_after=(0,)), risk=(40,), exit_cost=(5_000,) * 6)
    free = planned(problem(dear))
    held = planned(problem(dear, ceilings=(Ceiling(Measure.MONEY, 6_000),)))

    assert free.choices == {"c/a": ("replace", 0)}
    # From month 3, live in month 6: 6,000 in all; from month 0: 3,000 + 5,000, which is 2,000 over.
    assert held.choices == {"c/a": ("replace", 3)}
    words = [each.words for each in held.steps[0].why_not_earlier]
    assert words[1:] == [
        "The plan may take at most £6,000, in today's money. It would be £2,000 over."
    ]
