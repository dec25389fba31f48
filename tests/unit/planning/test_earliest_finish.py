"""How soon everything that must change could be live: one rule at a time, by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.unit.planning.cases import elsewhere, problem, replacing, system

from estate.planning import EarliestFinish, Effort, NoRoadmap, PlanningProblem, earliest_finish
from estate.planning.problem.cases import (
    Adapter,
    Budget,
    ChangeLimit,
    Kind,
    PlatformCase,
    Purse,
    Requirement,
    SkillLimit,
)
from estate.planning.problem.measures import Ceiling, Measure
from estate.planning.solving import cpsat_intervals
from estate.planning.solving.energy import energy_bound
from estate.planning.solving.interval_program import interval_program

EFFORT = Effort(work=10.0)


def finish(given: PlanningProblem, *required: str) -> EarliestFinish:
    answer = earliest_finish(given, EFFORT, [f"c/{name}" for name in required])
    assert isinstance(answer, EarliestFinish), answer
    assert answer.status == "optimal"
    assert answer.bound == answer.month
    return answer


def days(amount: int, quarters: int = 4) -> tuple[SkillLimit, ...]:
    return tuple(SkillLimit("c", "developer", quarter, amount) for quarter in range(quarters))


def test_people_are_shared() -> None:
    # Each takes 30 days in 3 months and the quarter has 60: two at a time, so three take 6 months.
    option = replacing(skills=(("developer", 30),))
    given = problem(*(system(name, option) for name in "abe"), skills=days(60))
    answer = finish(given, "a", "b", "e")
    assert answer.month == 6
    assert answer.day == date(2027, 10, 1)


def test_quarters_may_differ() -> None:
    # As before, but the second quarter has nobody: the third step waits for the third, 9 months.
    option = replacing(skills=(("developer", 30),))
    limits = tuple(replace(limit, days=0) if limit.quarter == 1 else limit for limit in days(60))
    given = problem(*(system(name, option) for name in "abe"), skills=limits)
    assert finish(given, "a", "b", "e").month == 9


def test_a_quarter_without_record_has_no_limit() -> None:
    option = replacing(skills=(("developer", 90),))
    limits = (SkillLimit("c", "developer", 0, 10),)
    given = problem(system("a", option), system("b", option), skills=limits)
    assert finish(given, "a", "b").month == 6


def test_days_are_spread_over_delivery_after_procurement() -> None:
    # 2 months of procurement, 4 of delivery, 8 days: 2 in the first quarter, 6 in the second.
    # With 5 in the second it fits only from the second quarter on: live in month 3 + 6 = 9.
    option = replacing(procurement=2, months=4, skills=(("developer", 8),))
    limits = tuple(replace(limit, days=5) if limit.quarter == 1 else limit for limit in days(6))
    assert finish(problem(system("a", option), skills=limits), "a").month == 9


def test_what_is_needed_is_done_first_and_nothing_else() -> None:
    # b waits two months after a's go-live in month 3: it starts in month 6 and is live in 9.
    late = replacing(requires=(Requirement("c/a", 2),))
    given = problem(system("a", replacing()), system("b", late), system("e", replacing()))
    answer = finish(given, "b")
    assert answer.month == 9
    assert answer.choices == {"c/a": ("replace", 0), "c/b": ("replace", 6)}
    assert answer.required == ("c/b",)


def test_deadlines_say_what_must_change() -> None:
    given = problem(system("a", replacing(months=5), deadline=8), system("b", replacing(months=9)))
    answer = finish(given)
    assert (answer.required, answer.month) == (("c/a",), 5)


def test_nothing_that_must_change_is_done_at_once() -> None:
    answer = finish(problem(system("a", replacing())))
    assert (answer.month, answer.choices) == (0, {})


def test_the_shorter_option_is_taken_where_money_allows() -> None:
    # 3 months for 100 or 6 months for 40: of two, one can be quick with 150, and both end by 6.
    quick, slow = replacing("quick", capital=100), replacing("slow", months=6, capital=40)
    given = problem(
        system("a", quick, slow),
        system("b", quick, slow, deadline=12),
        budgets=(Budget("c", Purse.CAPITAL, 0, 150),),
    )
    assert finish(given, "a").month == 6
    enough = replace(given, budgets=(Budget("c", Purse.CAPITAL, 0, 200),))
    assert finish(enough, "a").month == 3


def test_money_of_a_year_is_spent_in_it() -> None:
    # The year that begins has nothing, the next has 50: the step starts in month 12.
    money = (Budget("c", Purse.REVENUE, 0, 0), Budget("c", Purse.REVENUE, 1, 50))
    given = problem(system("a", replacing(revenue=50)), horizon=24, budgets=money)
    assert finish(given, "a").month == 15


def test_what_is_left_is_carried_forward() -> None:
    # 60 in the first year and 40 in the next: a costs 50 at once, b 50 only with 10 carried on.
    money = [Budget("c", Purse.CAPITAL, 0, 60), Budget("c", Purse.CAPITAL, 1, 40)]
    option = replacing(capital=50)
    given = problem(system("a", option), system("b", option), horizon=24, budgets=(*money,))
    none = earliest_finish(given, EFFORT, ["c/a", "c/b"])
    assert isinstance(none, NoRoadmap)
    assert none.status == "infeasible"
    money[0] = replace(money[0], carry_forward=True)
    assert finish(replace(given, budgets=tuple(money)), "a", "b").month == 15


def test_only_so_many_changes_at_once() -> None:
    # One at a time: 4 months hold two quarters, so the second starts in month 6.
    option = replacing(months=4)
    given = problem(system("a", option), system("b", option), changes=(ChangeLimit("c", 1),))
    assert finish(given, "a", "b").month == 10
    service = ChangeLimit("c", 1, service="tax", systems=frozenset({"c/a"}))
    assert finish(replace(given, changes=(service,)), "a", "b").month == 4


def test_a_group_goes_live_in_one_quarter() -> None:
    # a could be live in month 2 and must be in the quarter of b's month 8: it starts in month 6.
    given = problem(
        system("a", replacing(months=2)),
        system("b", replacing(months=8)),
        groups=(("c/a", "c/b"),),
    )
    answer = finish(given, "a")
    assert answer.month == 8
    assert answer.choices == {"c/a": ("replace", 6), "c/b": ("replace", 0)}


def test_bound_systems_change_both_or_neither() -> None:
    given = problem(
        system("a", replacing()),
        system("b", replacing()),
        adapters=(Adapter("c/a", "c/b", 100, tied=True),),
    )
    assert set(finish(given, "a").choices) == {"c/a", "c/b"}


def test_nothing_goes_live_in_a_freeze() -> None:
    given = problem(system("a", replacing(), frozen=frozenset(range(2, 8))))
    assert finish(given, "a").month == 9


def test_a_system_is_not_folded_into_one_that_goes_away() -> None:
    # b can only be folded into a, so a is not retired, which would be quicker than replacing it.
    fold = replacing("fold", kind=Kind.CONSOLIDATE, onto="c/a")
    quick = replacing("retire", kind=Kind.RETIRE, months=1)
    given = problem(system("a", quick, replacing(months=5)), system("b", fold))
    assert finish(given, "a", "b").choices["c/a"][0] == "replace"


def test_a_platform_needs_its_members_and_places() -> None:
    # Joining is for two councils, and one can join in a quarter: the second is live in month 6.
    join = replacing("join", kind=Kind.JOIN, platform="p")
    given = problem(
        system("a", join),
        elsewhere("b", join),
        platforms=(PlatformCase("p", minimum=2, onboarding=1),),
    )
    answer = finish(given, "a")
    assert answer.month == 3
    assert answer.choices["d/b"][1] == 3
    both = earliest_finish(given, EFFORT, ["c/a", "d/b"])
    assert isinstance(both, EarliestFinish)
    assert both.month == 6


def test_a_deadline_that_cannot_be_kept_is_infeasible() -> None:
    given = problem(system("a", replacing(months=9), deadline=6))
    answer = earliest_finish(given, EFFORT)
    assert isinstance(answer, NoRoadmap)
    assert answer.status == "infeasible"
    assert "keeps every rule" in answer.reasons[0].words


def test_who_must_change_has_to_be_known() -> None:
    with pytest.raises(KeyError, match="c/x"):
        earliest_finish(problem(system("a", replacing())), EFFORT, ["c/x"])


def test_a_rule_that_is_not_kept_is_refused_by_name() -> None:
    given = problem(system("a", replacing()))
    money = replace(given, ceilings=(Ceiling(Measure.MONEY, 10),))
    with pytest.raises(ValueError, match="a ceiling on money or risk"):
        earliest_finish(money, EFFORT)
    join = replacing("join", kind=Kind.JOIN, platform="p")
    host = PlatformCase("p", setup=100, host="c")
    hosted = problem(
        system("a", join), platforms=(host,), budgets=(Budget("c", Purse.CAPITAL, 0, 10),)
    )
    with pytest.raises(ValueError, match="the budgets of c, which bear the set-up of p"):
        earliest_finish(hosted, EFFORT)


def test_the_same_problem_has_the_same_plan() -> None:
    option = replacing(skills=(("developer", 20),))
    given = problem(*(system(f"s{k}", option) for k in range(7)), skills=days(50))
    names = [case.id for case in given.systems]
    answers = [earliest_finish(given, EFFORT, names) for _ in range(3)]
    plans = [answer.choices for answer in answers if isinstance(answer, EarliestFinish)]
    assert len(plans) == 3
    assert plans[0] == plans[1] == plans[2]


def least(given: PlanningProblem) -> int:
    return energy_bound(interval_program(given, [case.id for case in given.systems]))


def test_adding_up_bounds_the_finish() -> None:
    # Three of 30 days with 60 a quarter: 90 / 60 is more than one quarter, so two, or 6 months.
    option = replacing(skills=(("developer", 30),))
    three = [system(name, option) for name in "abe"]
    assert least(problem(*three, skills=days(60))) == 6
    # All wait for d, 3 months and 1 of lag, which rounds to two quarters: two more, 12 months.
    after = replacing(skills=(("developer", 30),), requires=(Requirement("c/d", 1),))
    waiting = [system(name, after) for name in "abe"]
    assert least(problem(*waiting, system("d", replacing()), skills=days(60))) == 12
    # A go-live in the middle of a quarter: the work may end two months before its quarter does.
    short = replacing(months=4, skills=(("developer", 40),))
    assert least(problem(*(system(name, short) for name in "ab"), skills=days(40))) == 4
    # A chain alone: 4 months, then 3 from the next quarter on.
    chain = (
        system("a", replacing(months=4)),
        system("b", replacing(requires=(Requirement("c/a"),))),
    )
    assert least(problem(*chain)) == 9


def test_a_bound_after_the_horizon_leaves_no_plan() -> None:
    option = replacing(skills=(("developer", 50),))
    given = problem(*(system(name, option) for name in "abefg"), skills=days(50))
    answer = earliest_finish(given, EFFORT, [case.id for case in given.systems])
    assert isinstance(answer, NoRoadmap)
    assert (answer.status, answer.work) == ("infeasible", 0.0)


def test_an_interruption_keeps_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(run: Callable[[], object], _stop: Callable[[], object]) -> None:
        run()
        raise KeyboardInterrupt

    monkeypatch.setattr(cpsat_intervals, "beside", interrupted)
    answer = earliest_finish(problem(system("a", replacing())), EFFORT, ["c/a"])
    assert isinstance(answer, EarliestFinish)
    assert (answer.month, answer.stopped_early) == (3, True)
