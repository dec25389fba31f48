"""Why a step is done, why not earlier, why a system is kept; and the accounts of a plan."""

from __future__ import annotations

from fractions import Fraction

from tests.unit.planning.cases import planned, problem, refused, replacing, system

from estate.planning.explaining.wording import points, pounds
from estate.planning.problem.cases import (
    Budget,
    ChangeLimit,
    Kind,
    PlatformCase,
    Purse,
    Rework,
    SkillLimit,
    SystemCase,
)
from estate.planning.roadmap import Reason, Roadmap, RoadStep
from estate.portfolio import Fact
from estate.scoring import Interval

DAYS = Fact("c", ("skills", "data", "person_days_per_quarter"))


def step_of(roadmap: Roadmap, name: str) -> RoadStep:
    return next(step for step in roadmap.steps if step.system == f"c/{name}")


def words(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.words for reason in reasons]


def test_money_and_risk_are_told_apart_and_add_up() -> None:
    # Live in month 3: nine months of 1,000 less, 4,000 of capital; nine of 12 points less 2 at
    # 1,000 a year: 7,500.
    changed = system("a", replacing(capital=4_000, risk_after=(2,)), risk=(12,))
    step = planned(problem(changed)).steps[0]
    said = words(step.why)
    assert said[0] == (
        "In money it costs £5,000 less than keeping it: £4,000 more capital, £9,000 less running"
        " cost."
    )
    assert said[1].startswith("It lowers the risk score from 12 to 2.")
    assert "worth £7,500 (£1,000 a point a year)" in said[1]
    assert said[2] == "By the plan's measure it is £12,500 better than keeping it."
    assert (step.keeping - step.cost, step.better) == (12_500, 12_500)


def test_the_next_best_option_is_named_with_what_it_would_cost_more() -> None:
    # replace: 3,000; upgrade: 3,000 + 9 months at 500 = 7,500.
    two = system("a", replacing(), replacing("upgrade", kind=Kind.UPGRADE, running_after=6_000))
    said = words(planned(problem(two)).steps[0].why)
    assert "By itself, the next best option, upgrade from Apr to Jun 2027, is £4,500 worse." in said


def test_what_holds_a_step_is_named_with_its_fact() -> None:
    # a is dearer to keep and goes first; b has to wait for the people.
    dear = system("a", replacing(skills=(("data", 9),)), running=24_000)
    days = tuple(SkillLimit("c", "data", quarter, 10, (DAYS,)) for quarter in range(4))
    roadmap = planned(problem(dear, system("b", replacing(skills=(("data", 9),))), skills=days))
    step = step_of(roadmap, "b")
    assert words(step.why_not_earlier) == [
        "A start in Apr to Jun 2027 would be £3,000 better, but:",
        "1 person-day of data is left in Apr to Jun 2027; it needs 9.",
    ]
    assert step.why_not_earlier[1].facts == (DAYS,)
    assert step.earlier[0].dearer == -3_000


def test_where_no_rule_holds_a_step_its_cost_does() -> None:
    # Leaving in month 3 costs 4,000 more than in month 6, and saves 3,000 of running cost.
    waits = planned(problem(system("a", replacing(), exit_cost=(9_000, 9_000, 9_000, 4_000))))
    assert words(waits.steps[0].why_not_earlier) == [
        "A start a quarter earlier would be £1,000 worse: £4,000 more leaving the contract early."
    ]


def test_a_start_with_the_plan_needs_no_excuse() -> None:
    roadmap = planned(problem(system("a", replacing())))
    assert words(roadmap.steps[0].why_not_earlier) == ["It starts as early as the plan does."]
    assert roadmap.steps[0].earlier == ()


def test_a_system_is_kept_because_nothing_is_worth_its_cost() -> None:
    kept = planned(problem(system("a", replacing(capital=10_000)))).kept[0]
    assert (kept.system, kept.option, kept.better) == ("c/a", "replace", -1_000)
    assert "£1,000 worse than keeping it" in kept.reasons[0].words


def test_a_system_is_kept_because_there_is_no_money() -> None:
    fact = Fact("c", ("budgets", "2027-28", "capital"))
    budget = Budget("c", Purse.CAPITAL, 0, 999, (fact,))
    kept = planned(problem(system("a", replacing(capital=1_000)), budgets=(budget,))).kept[0]
    # 12,000 against 3,000 and 1,000.
    assert kept.better == 8_000
    assert words(kept.reasons)[1:] == ["There is £999 of capital left in 2027-28; it needs £1,000."]
    assert kept.reasons[1].facts == (fact,)


def test_a_system_without_options_needs_no_reason_and_one_that_is_too_long_has_one() -> None:
    roadmap = planned(problem(system("a"), system("b", replacing(months=13))))
    assert roadmap.retained == ("c/a", "c/b")
    assert [(kept.system, kept.option) for kept in roadmap.kept] == [("c/b", None)]


def of(council: str, name: str, *options: object, **changes: object) -> SystemCase:
    given = {"running": 12_000, **changes}
    return SystemCase(f"{council}/{name}", council, options, **given)  # type: ignore[arg-type]


def test_councils_accounts_add_up_to_the_estates() -> None:
    join = replacing("join", kind=Kind.JOIN, platform="hub", revenue=60)
    hub = PlatformCase("hub", minimum=2, setup=1_000, tiers=((1, 4_000), (2, 2_400)))
    roadmap = planned(
        problem(
            of("c", "a", join, risk=(10,)),
            of("d", "a", join),
            of("d", "b"),
            rework=(Rework("c/a", "d/a", 500),),
            platforms=(hub,),
            changes=(ChangeLimit("d", 5),),
        )
    )
    c, d, estate = roadmap.councils["c"].years[0], roadmap.councils["d"].years[0], roadmap.estate
    year = estate.years[0]
    # c: 3,000 of the old system and 2,400 for the platform; d besides 12,000 for b.
    assert (c.running, d.running, year.running) == (5_400, 17_400, 22_800)
    assert (c.running_before, d.running_before) == (12_000, 24_000)
    assert (c.revenue, d.revenue, year.revenue) == (60, 60, 120)
    # Each bears half of the interface that both rebuild; the set-up is nobody's.
    assert (c.other, d.other, year.other) == (250, 250, 1_500)
    risk = [(quarter.planned, quarter.nothing) for quarter in estate.risk]
    assert risk == [(Fraction(10), Fraction(10))] + [(Fraction(0), Fraction(10))] * 4


def test_sums_and_scores_are_written_plainly() -> None:
    assert (pounds(1_234), pounds(-20)) == ("£1,234", "-£20")
    assert [
        points(score) for score in (15, Fraction(29, 2), Fraction(50, 7), Fraction(199, 20))
    ] == [
        "15",
        "14.5",
        "7.1",
        "10",
    ]


def test_a_year_without_a_budget_is_not_said_to_have_no_money() -> None:
    """Others have one, so it counts as none: that is said, and not that £0 is left."""
    budgets = (
        Budget("c", Purse.REVENUE, 0, 0, recorded=False),
        Budget("c", Purse.REVENUE, 1, 5_000),
    )
    changed = system("a", replacing(revenue=1_000), running=24_000)
    said = words(planned(problem(changed, budgets=budgets, horizon=24)).steps[0].why_not_earlier)
    assert said[1] == (
        "No one-off revenue budget is recorded for 2027-28 (years that are not recorded count as"
        " none, since others are); it needs £1,000."
    )


def test_a_year_without_a_budget_that_lets_no_plan_exist_is_called_that() -> None:
    budget = Budget("c", Purse.CAPITAL, 0, 0, recorded=False)
    bound = system("a", replacing(capital=1), deadline=3)
    reasons = words(refused(problem(bound, budgets=(budget,))).reasons)
    budget_words = (
        "c: no capital budget is recorded for 2027-28 (years that are not recorded count as none,"
        " since others are)."
    )
    assert reasons == [budget_words, "c/a must have changed by July 2027."]


def test_a_score_that_is_a_range_is_said_to_be_one_and_what_it_is_worth_at_its_ends() -> None:
    """Live in month 3: nine months of 1,000 less, 8,000 of capital; nine months of risk saved.

    Its middle saves 9 of 12 months of 18 points at 1,000 a year: 13,500; its ends, 6 and 30
    points: 4,500 and 22,500. So it is 1,000 + 13,500 better, or 5,500, or 23,500.
    """
    changed = system(
        "a",
        replacing(capital=8_000),
        risk=(18,),
        risk_ranges=(Interval(Fraction(6), Fraction(30)),),
        not_known=("End of support", "Known vulnerabilities"),
    )
    step = planned(problem(changed)).steps[0]
    said = words(step.why)
    assert said[1].startswith("It lowers the risk score from about 18 (6 to 30) to 0. The policy")
    assert said[2] == (
        "That rests on 2 criteria that are not known: End of support, Known vulnerabilities. The"
        " middle of the range is priced (unknown_risk = midpoint). Were all that is not known at"
        " its best, this would be £5,500 better than keeping it; at its worst, £23,500 better."
    )
    assert (step.better, step.better_between) == (14_500, (5_500, 23_500))
    assert step.risk_before_range == Interval(Fraction(6), Fraction(30))
    assert step.risk_after_range is None


def test_what_is_kept_for_the_middle_of_a_range_says_so() -> None:
    # 21,000 of capital against 9,000 and 9 months of 0 to 20 points: 7,500, or 0 to 15,000.
    changed = system(
        "a",
        replacing(capital=21_000),
        risk=(10,),
        risk_ranges=(Interval(Fraction(0), Fraction(20)),),
        not_known=("A", "B", "C", "D"),
    )
    said = words(planned(problem(changed)).kept[0].reasons)
    assert said[-1] == (
        "That rests on 4 criteria that are not known; first of all A, B, C. The middle of the range"
        " is priced (unknown_risk = midpoint). Were all that is not known at its best, this would"
        " be £12,000 worse than keeping it; at its worst, £3,000 better."
    )


def test_a_year_without_a_budget_is_marked_in_the_accounts() -> None:
    """Of two councils one records it: then it is a sum; of `c` alone, nobody does."""
    budgets = (
        Budget("c", Purse.CAPITAL, 0, 0, recorded=False),
        Budget("d", Purse.CAPITAL, 0, 7),
    )
    roadmap = planned(problem(of("c", "a"), of("d", "b"), budgets=budgets))
    c, estate = roadmap.councils["c"].years[0], roadmap.estate.years[0]
    assert (c.capital_limit, c.unrecorded) == (0, ("capital",))
    assert (estate.capital_limit, estate.unrecorded) == (7, ())
    assert c.revenue_limit is None
