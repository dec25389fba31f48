"""Plans small enough to be made by hand: one rule at a time."""

from __future__ import annotations

from fractions import Fraction

from tests.unit.planning.cases import elsewhere, planned, problem, refused, replacing, system

from estate.planning.problem.cases import (
    Budget,
    ChangeLimit,
    Kind,
    PlatformCase,
    Purse,
    Requirement,
    Rework,
    SkillLimit,
)
from estate.planning.roadmap import Roadmap
from estate.portfolio import Fact


def lives(roadmap: Roadmap) -> dict[str, int]:
    return {step.system: step.live_month for step in roadmap.steps}


def test_what_saves_is_done_at_once_and_what_does_not_is_kept() -> None:
    # a: three months at 1,000, then nothing: 3,000 + capital 5,000 = 8,000 against 12,000.
    # b: 3,000 + 10,000 = 13,000 against 12,000.
    roadmap = planned(
        problem(system("a", replacing(capital=5_000)), system("b", replacing(capital=10_000)))
    )
    assert lives(roadmap) == {"c/a": 3}
    assert roadmap.retained == ("c/b",)
    assert (roadmap.objective, roadmap.nothing, roadmap.saving) == (20_000, 24_000, 4_000)
    assert roadmap.share_of_possible_saving == 1.0
    step = roadmap.steps[0]
    assert (str(step.start), str(step.finish), str(step.live)) == (
        "2027-04-01",
        "2027-06-30",
        "2027-07-01",
    )
    assert roadmap.kept[0].better == -1_000


def test_risk_is_priced_by_the_point_and_the_year() -> None:
    # Keeping: 12 points at 1,000 a year. Replacing at once: 3 months of 12 points, 9 of 2:
    # 3,000 + 1,500 = 4,500, and 6,000 of capital: 10,500 < 12,000.
    risky = system("a", replacing(capital=6_000, risk_after=(2,)), running=0, risk=(12,))
    assert planned(problem(risky)).objective == 10_500
    assert planned(problem(risky, risk_price=100)).steps == ()


def test_one_year_of_money_is_not_enough_for_two() -> None:
    # Over 36 months either saves: 33,000 - 10,000 if live in month 3. Only one fits the first
    # year's 10,000; the other starts with the second year and saves 21,000 - 10,000.
    two = [system(name, replacing(capital=10_000)) for name in ("a", "b")]
    budgets = tuple(Budget("c", Purse.CAPITAL, year, 10_000) for year in (0, 1))
    roadmap = planned(problem(*two, horizon=36, budgets=budgets))
    assert sorted(lives(roadmap).values()) == [3, 15]
    # 3,000 + 15,000 of running, 20,000 of capital.
    assert roadmap.objective == 38_000
    late = max(roadmap.steps, key=lambda step: step.start)
    words = [reason.words for reason in late.why_not_earlier]
    assert "There is £0 of capital left in 2027-28; it needs £10,000." in words
    years = roadmap.estate.years
    assert [(y.capital, y.capital_limit, y.running) for y in years] == [
        (10_000, 10_000, 15_000),
        (10_000, 10_000, 3_000),
        (0, None, 0),
    ]


def test_capital_does_not_pay_for_revenue() -> None:
    either = system("a", replacing(capital=1_000, revenue=1_000))
    rich = Budget("c", Purse.CAPITAL, 0, 50_000)
    assert planned(problem(either, budgets=(rich, Budget("c", Purse.REVENUE, 0, 999)))).steps == ()
    assert planned(problem(either, budgets=(rich, Budget("c", Purse.REVENUE, 0, 1_000)))).steps


def test_money_is_spread_over_delivery_and_falls_in_its_financial_year() -> None:
    # Six months of delivery after three of procurement, from January: months 3 to 8 are all in
    # 2027-28; without procurement, three of the six months are in 2026-27.
    from datetime import date

    late = problem(
        system("a", replacing(months=6, procurement=3, capital=7)), start=date(2027, 1, 1)
    )
    assert [year.capital for year in planned(late).estate.years] == [0, 7]
    early = problem(system("a", replacing(months=6, capital=7)), start=date(2027, 1, 1))
    # 7 pounds over 6 months: 1 1 1 1 1 2, by floor(7 (k + 1) / 6) - floor(7 k / 6).
    assert [year.capital for year in planned(early).estate.years] == [3, 4]


def test_work_waits_for_what_it_requires_and_the_lag() -> None:
    waiting = replacing(requires=(Requirement("c/b", lag=1),))
    roadmap = planned(problem(system("a", waiting), system("b", replacing())))
    # b is live in month 3; a may start in month 4, so in the quarter of month 6.
    assert lives(roadmap) == {"c/b": 3, "c/a": 9}
    assert roadmap.objective == 9_000 + 3_000
    a = next(step for step in roadmap.steps if step.system == "c/a")
    assert "It waits for c/b, and may start from August 2027." in [
        reason.words for reason in a.why_not_earlier
    ]
    b = next(step for step in roadmap.steps if step.system == "c/b")
    assert "c/a waits for it." in [reason.words for reason in b.why]


def test_something_is_done_at_a_loss_if_something_better_waits_for_it() -> None:
    # b loses 2,000 by itself: 3,000 + 11,000 against 12,000. a saves 6,000 - and only with b.
    waiting = replacing(requires=(Requirement("c/b"),))
    pair = (system("a", waiting), system("b", replacing(capital=11_000)))
    assert planned(problem(*pair)).objective == 14_000 + 6_000
    assert len(planned(problem(*pair)).steps) == 2


def test_a_group_moves_in_one_quarter_or_not_at_all() -> None:
    slow = replacing(months=6)
    roadmap = planned(
        problem(system("a", replacing()), system("b", slow), groups=(("c/a", "c/b"),))
    )
    # b is live in month 6 at the earliest; a has to wait and starts in month 3.
    assert lives(roadmap) == {"c/a": 6, "c/b": 6}
    stuck = problem(system("a", replacing()), system("b"), groups=(("c/a", "c/b"),))
    assert planned(stuck).steps == ()


def test_nothing_goes_live_in_a_freeze() -> None:
    roadmap = planned(problem(system("a", replacing(), frozen=frozenset({3, 6}))))
    assert lives(roadmap) == {"c/a": 9}
    words = [reason.words for reason in roadmap.steps[0].why_not_earlier]
    assert any("freeze" in each for each in words)


def test_leaving_a_contract_early_costs_and_may_be_worth_waiting_for() -> None:
    # Leaving in month 3 costs 4,000, in month 6 nothing: three more months cost 3,000.
    waits = planned(problem(system("a", replacing(), exit_cost=(9_000, 9_000, 9_000, 4_000))))
    assert (lives(waits), waits.objective) == ({"c/a": 6}, 6_000)
    # At 2,000 it is left at once.
    leaves = planned(problem(system("a", replacing(), exit_cost=(9_000, 9_000, 9_000, 2_000))))
    assert (lives(leaves), leaves.objective) == ({"c/a": 3}, 5_000)


def test_the_old_system_is_paid_for_while_both_run_and_the_contract_is_left_after() -> None:
    # Live in month 3, old until month 5: 5,000; leaving in month 5 costs 70.
    both = system("a", replacing(dual_months=2), exit_cost=(0, 0, 0, 900, 80, 70))
    roadmap = planned(problem(both))
    assert roadmap.objective == 5_070
    assert str(roadmap.steps[0].old_until) == "2027-08-31"


def test_holding_over_is_paid_while_the_old_system_runs() -> None:
    # A premium of 100 a month from month 2 on: 1 month of it before going live in month 3.
    held = planned(problem(system("a", replacing(), premium=(0, 0, 100))))
    assert held.objective == 3_100
    assert held.nothing == 13_000
    assert held.estate.years[0].running_before == 13_000


def test_an_upgrade_stays_under_its_contract() -> None:
    # It owes nothing for leaving, and goes on paying the premium of 100 a month from month 2:
    # 3,000 + 10 x 100.
    upgraded = system(
        "a",
        replacing("upgrade", kind=Kind.UPGRADE),
        premium=(0, 0, 100),
        exit_cost=(9_000,) * 12,
    )
    roadmap = planned(problem(upgraded))
    assert roadmap.objective == 4_000
    year = roadmap.estate.years[0]
    assert (year.running, year.other) == (4_000, 0)
    replaced = system("a", replacing(), premium=(0, 0, 100), exit_cost=(9_000,) * 12)
    # Replaced: 3,000 + 100 + 9,000 is no better than keeping at 13,000 by only 900.
    assert planned(problem(replaced)).objective == 12_100


def test_two_ends_rebuilt_together_pay_once() -> None:
    ends = (system("a", replacing()), system("b", replacing(earliest=3)))
    # Alone at once: 3,000 + 6,000 and twice w. Together from month 3: 6,000 + 6,000 and once w.
    assert planned(problem(*ends, rework=(Rework("c/a", "c/b", 2_000),))).objective == 13_000
    roadmap = planned(problem(*ends, rework=(Rework("c/a", "c/b", 4_000),)))
    assert (lives(roadmap), roadmap.objective) == ({"c/a": 6, "c/b": 6}, 16_000)
    assert roadmap.estate.years[0].other == 4_000


def test_an_upgrade_leaves_interfaces_as_they_are() -> None:
    upgraded = system("a", replacing("upgrade", kind=Kind.UPGRADE))
    pair = (Rework("c/a", "c/b", 5_000), Rework("c/a", "", 5_000))
    assert planned(problem(upgraded, system("b"), rework=pair)).objective == 15_000
    replaced = system("a", replacing())
    assert planned(problem(replaced, system("b"), rework=pair[1:])).objective == 20_000


def test_skills_are_shared_by_the_quarter() -> None:
    two = [system(name, replacing(skills=(("data", 9),))) for name in ("a", "b")]
    days = tuple(SkillLimit("c", "data", quarter, 10) for quarter in range(4))
    roadmap = planned(problem(*two, skills=days))
    assert sorted(lives(roadmap).values()) == [3, 6]
    assert [(q.used, q.limit) for q in roadmap.estate.skills["data"]] == [
        (9, 10),
        (9, 10),
        (0, 10),
        (0, 10),
    ]


def test_no_more_changes_at_once_than_can_be() -> None:
    three = [system(name, replacing()) for name in ("a", "b", "d")]
    roadmap = planned(problem(*three, changes=(ChangeLimit("c", 2),)))
    assert sorted(lives(roadmap).values()) == [3, 3, 6]


def platform(**changes: object) -> PlatformCase:
    given = {"minimum": 2, "setup": 1_000, "tiers": ((1, 4_000), (2, 2_000))}
    return PlatformCase("hub", **{**given, **changes})  # type: ignore[arg-type]


JOIN = replacing("join", kind=Kind.JOIN, platform="hub")


def test_a_platform_opens_when_enough_join_and_is_cheaper_for_many() -> None:
    # Each: 3,000 until month 3, then 2,000 for the financial year; set-up 1,000.
    roadmap = planned(problem(system("a", JOIN), elsewhere("b", JOIN), platforms=(platform(),)))
    assert roadmap.objective == 2 * (3_000 + 2_000) + 1_000
    assert roadmap.platforms[0].price == 2_000
    assert str(roadmap.platforms[0].opens) == "2027-04-01"
    assert roadmap.estate.years[0].running == 6_000 + 4_000
    alone = planned(problem(system("a", JOIN), system("b"), platforms=(platform(),)))
    assert alone.steps == ()
    assert "hub would have 1 member, and needs 2." in [r.words for r in alone.kept[0].reasons]


def test_a_platform_takes_on_only_so_many_a_quarter_and_not_before_it_is_there() -> None:
    both = (system("a", JOIN), elsewhere("b", JOIN))
    one = planned(problem(*both, platforms=(platform(onboarding=1),)))
    assert sorted(lives(one).values()) == [3, 6]
    later = planned(problem(*both, platforms=(platform(available=5),)))
    assert sorted(lives(later).values()) == [6, 6]


def test_members_of_today_count_and_an_existing_platform_costs_no_set_up() -> None:
    there = platform(existing=True, members=1)
    roadmap = planned(problem(system("a", JOIN), platforms=(there,)))
    # One more makes two: 3,000 + 2,000, no set-up.
    assert roadmap.objective == 5_000


def test_a_deadline_forces_what_does_not_pay() -> None:
    dear = system("a", replacing(capital=50_000), deadline=7)
    roadmap = planned(problem(dear))
    # As late as it may, for want of discounting as early as it may: running stops sooner.
    assert lives(roadmap) == {"c/a": 3}
    assert "It must have changed by November 2027." in [r.words for r in roadmap.steps[0].why]


def test_facts_that_cannot_hold_together_are_named_and_no_others() -> None:
    money = Fact("c", ("budgets", "2027-28", "capital"))
    day = Fact("c", ("systems", "a", "must_change_by"))
    answer = refused(
        problem(
            system("a", replacing(capital=9_000), deadline=7, deadline_facts=(day,)),
            system("b", replacing(), deadline=9),
            budgets=(
                Budget("c", Purse.CAPITAL, 0, 8_000, (money,)),
                Budget("c", Purse.REVENUE, 0, 8_000),
            ),
            changes=(ChangeLimit("c", 2),),
        )
    )
    assert answer.status == "infeasible"
    assert [(reason.words, reason.facts) for reason in answer.reasons] == [
        ("c has £8,000 of capital in 2027-28.", (money,)),
        ("c/a must have changed by November 2027.", (day,)),
    ]


def test_a_deadline_that_cannot_be_met_by_itself_comes_with_what_it_would_take() -> None:
    # From April 2027 twelve months of work end with March 2028: live on 1 April.
    answer = refused(problem(system("a", replacing(months=12), deadline=3), horizon=24))
    assert [reason.words for reason in answer.reasons] == [
        "c/a must have changed by July 2027.",
        (
            "The quickest option for c/a, replace, takes 12 months and can be live in April 2028 "
            "at the earliest."
        ),
    ]


def test_two_deadlines_that_compete_for_people_are_both_named() -> None:
    two = [system(n, replacing(months=6), deadline=6) for n in ("a", "b")]
    answer = refused(problem(*two, changes=(ChangeLimit("c", 1),)))
    assert [reason.words for reason in answer.reasons] == [
        "c can have 1 changes under way at once.",
        "c/a must have changed by October 2027.",
        "c/b must have changed by October 2027.",
    ]


def test_discounting_by_the_month_rounded_once() -> None:
    # Keeping for 12 months: 1,000 x sum of 1.035^(-t/12), t = 0..11 = 11,812.85...
    roadmap = planned(problem(system("a"), rate=0.035))
    exact = sum(Fraction(1_000) * f / 10**9 for f in roadmap.problem.discount[:12])
    assert roadmap.objective == round(exact) == 11_813


def test_the_tail_counts_what_is_left_behind() -> None:
    # Over 12 months 10,000 does not pay; over 12 and 12 more it does: 3,000 + 10,000 < 24,000.
    dear = system("a", replacing(capital=10_000))
    assert planned(problem(dear)).steps == ()
    assert planned(problem(dear, tail=12)).objective == 13_000


def test_a_deadline_is_met_even_on_a_platform_that_costs_the_earth() -> None:
    # Missing a deadline must look dearer than anything else, prices of platforms included.
    dear = platform(minimum=0, tiers=((1, 90_000_000),))
    roadmap = planned(problem(system("a", JOIN, deadline=6), platforms=(dear,)))
    assert roadmap.objective == 3_000 + 1_000 + 90_000_000


def test_a_deadline_that_stands_alone_is_set_against_the_quickest_option() -> None:
    option = Fact("c", ("systems", "a", "options", "replace"))
    late = system(
        "a", replacing(months=8, facts=(option,)), replacing("slow", months=9), deadline=5
    )
    answer = refused(problem(late))
    deadline, quickest = (reason.words for reason in answer.reasons)
    assert deadline == "c/a must have changed by September 2027."
    assert quickest == (
        "The quickest option for c/a, replace, takes 8 months and can be live in December 2027"
        " at the earliest."
    )
    assert answer.reasons[1].facts == (option,)


def test_nothing_is_folded_into_what_goes_away() -> None:
    # Folding a into b saves 9,000, retiring b 9,000: one of them, and b's is the cheaper by 10.
    fold = replacing("consolidate", kind=Kind.CONSOLIDATE, onto="c/b", capital=10)
    gone = replacing("retire", kind=Kind.RETIRE)
    roadmap = planned(problem(system("a", fold), system("b", gone)))
    assert roadmap.choices == {"c/b": ("retire", 0)}
    assert roadmap.objective == 12_000 + 3_000
