"""What steps share: members that are councils, purses that carry, ties that may be parted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.planning.cases import elsewhere, planned, problem, refused, replacing, system

from estate.planning.judging.evaluate import evaluate
from estate.planning.judging.verify import violations
from estate.planning.problem.cases import (
    Adapter,
    Budget,
    ChangeLimit,
    Kind,
    PlanningProblem,
    PlatformCase,
    Purse,
)
from estate.planning.roadmap import Roadmap

JOIN = replacing("join", kind=Kind.JOIN, platform="hub")


def hub(**changes: object) -> PlatformCase:
    given = {"existing": True, "tiers": ((1, 4_000), (2, 1_500))}
    return PlatformCase("hub", **{**given, **changes})  # type: ignore[arg-type]


def lives(roadmap: Roadmap) -> dict[str, int]:
    return {step.system: step.live_month for step in roadmap.steps}


def codes(given: PlanningProblem, **starts: int) -> set[str]:
    """The rules that a plan breaks: the first option of each named system, from a month."""
    choices = {
        case.id: (case.options[0].id, starts[case.id.split("/")[1]])
        for case in given.systems
        if case.id.split("/")[1] in starts
    }
    return {found.code for found in violations(given, choices)}


# -- members are councils --------------------------------------------------------------------


def test_a_council_pays_once_however_many_of_its_systems_join() -> None:
    given = problem(system("a", JOIN), system("b", JOIN), platforms=(hub(),))
    roadmap = planned(given)
    # Each system runs for three months, 3,000; the council is one member, 4,000 for the year.
    assert roadmap.objective == 2 * 3_000 + 4_000
    assert roadmap.platforms[0].price == 4_000
    assert roadmap.estate.years[0].running == 2 * 3_000 + 4_000


def test_two_systems_of_a_council_are_not_two_members() -> None:
    two = hub(existing=False, minimum=2)
    alone = planned(problem(system("a", JOIN), system("b", JOIN), platforms=(two,)))
    assert alone.steps == ()
    given = problem(system("a", JOIN), system("b", JOIN), elsewhere("e", JOIN), platforms=(two,))
    together = planned(given)
    # Three systems for three months, two members at 1,500.
    assert together.objective == 3 * 3_000 + 2 * 1_500
    assert codes(given, a=0, b=0) == {"minimum"}


def test_a_council_takes_one_place_with_its_first_go_live() -> None:
    given = problem(
        system("a", JOIN), system("b", JOIN), elsewhere("e", JOIN), platforms=(hub(onboarding=1),)
    )
    assert lives(planned(given)) == {"c/a": 3, "c/b": 3, "d/e": 6}
    assert codes(given, a=0, b=0, e=0) == {"onboarding"}
    assert codes(given, a=0, b=3, e=3) == set()


def test_a_council_that_is_a_member_joins_with_another_system_at_no_price_and_place() -> None:
    there = hub(members=1, member_councils=frozenset({"c"}), onboarding=1)
    given = problem(system("a", JOIN), elsewhere("e", JOIN), platforms=(there,))
    roadmap = planned(given)
    # Both run for three months; the newcomer makes two members and pays 1,500, the other nothing.
    assert roadmap.objective == 2 * 3_000 + 1_500
    assert lives(roadmap) == {"c/a": 3, "d/e": 3}
    assert roadmap.councils["c"].years[0].running == 3_000
    needs_two = replace(there, minimum=2)
    assert planned(problem(system("a", JOIN), platforms=(needs_two,))).steps == ()


# -- ties that may be parted -----------------------------------------------------------------

FROZEN = frozenset({3})


def couple(pounds: int, *, tied: bool = True, kind: Kind = Kind.REPLACE) -> PlanningProblem:
    """`b` cannot go live in month 3 as `a` can, so it goes live in month 6."""
    option = replacing(kind=kind)
    return problem(
        system("a", option),
        system("b", option, frozen=FROZEN),
        adapters=(Adapter("c/a", "c/b", pounds, tied),),
    )


@pytest.mark.parametrize("tied", [True, False])
def test_two_are_parted_where_that_is_worth_the_adapter(*, tied: bool) -> None:
    apart = planned(couple(500, tied=tied))
    # 3,000 and 6,000 of running, and 500 for the adapter.
    assert (lives(apart), apart.objective) == ({"c/a": 3, "c/b": 6}, 9_500)
    assert apart.estate.years[0].other == 500
    together = planned(couple(4_000, tied=tied))
    # Waiting for `b` costs 3,000 more of running: less than the adapter.
    assert (lives(together), together.objective) == ({"c/a": 6, "c/b": 6}, 12_000)


def test_what_rebuilds_no_interface_needs_an_adapter_only_where_it_is_bound() -> None:
    free = planned(couple(4_000, tied=False, kind=Kind.UPGRADE))
    assert (lives(free), free.objective) == ({"c/a": 3, "c/b": 6}, 9_000)
    assert lives(planned(couple(4_000, kind=Kind.UPGRADE))) == {"c/a": 6, "c/b": 6}


def test_an_adapter_does_not_part_two_for_ever() -> None:
    never = system("b", replacing(capital=50_000))
    tie = (Adapter("c/a", "c/b", 500, tied=True),)
    given = problem(system("a", replacing()), never, adapters=tie)
    roadmap = planned(given)
    assert roadmap.steps == ()
    assert [r.words for r in roadmap.kept[0].reasons] == [
        "By itself, replace from Apr to Jun 2027 would be £9,000 better, but:",
        "It is bound to c/b, which is kept.",
    ]
    assert codes(given, a=0) == {"tie"}
    assert codes(given, a=0, b=3) == set()
    # 3,000 and 6,000 of running, 50,000, and the adapter for the three months between.
    assert evaluate(given, {"c/a": ("replace", 0), "c/b": ("replace", 3)}).total == 59_500


# -- purses that carry, and the host's ---------------------------------------------------------


def purses(*pounds: int, carry: bool) -> tuple[Budget, ...]:
    return tuple(
        Budget("c", Purse.CAPITAL, year, each, carry_forward=carry)
        for year, each in enumerate(pounds)
    )


def test_what_is_left_of_a_year_may_be_spent_in_the_next_where_that_is_allowed() -> None:
    one = system("a", replacing(capital=900))
    carried = planned(problem(one, horizon=24, budgets=purses(500, 400, carry=True)))
    # It starts when 500 + 400 are there: fifteen months of running, and 900.
    assert (lives(carried), carried.objective) == ({"c/a": 15}, 15_900)
    assert planned(problem(one, horizon=24, budgets=purses(500, 400, carry=False))).steps == ()
    assert planned(problem(one, horizon=24, budgets=purses(500, 399, carry=True))).steps == ()


def test_what_was_spent_is_not_carried_and_nothing_is_borrowed_from_later() -> None:
    two = (system("a", replacing(capital=500)), system("b", replacing(capital=600)))
    given = problem(*two, horizon=24, budgets=purses(500, 400, carry=True))
    # 500 in the first year leaves 400, too little for the other; keeping both costs 48,000.
    assert lives(planned(given)) == {"c/a": 3}
    assert codes(given, a=0, b=12) == {"budget"}
    assert codes(given, b=0) == {"budget"}
    assert codes(given, b=12) == set()


@pytest.mark.parametrize(("capital", "opens"), [(600, True), (599, False)])
def test_the_host_bears_the_set_up_from_its_budgets(capital: int, *, opens: bool) -> None:
    new = hub(existing=False, setup=1_000, setup_capital=600, host="c")
    budgets = (Budget("c", Purse.CAPITAL, 0, capital), Budget("c", Purse.REVENUE, 0, 400))
    given = problem(elsewhere("e", JOIN), system("z"), platforms=(new,), budgets=budgets)
    given = replace(given, systems=tuple(sorted(given.systems, key=lambda case: case.id)))
    roadmap = planned(given)
    assert bool(roadmap.steps) == opens
    assert codes(given, e=0) == (set() if opens else {"budget"})
    if opens:
        host, member = roadmap.councils["c"].years[0], roadmap.councils["d"].years[0]
        assert (host.capital, host.revenue, host.other) == (600, 400, 0)
        assert (member.capital, member.running) == (0, 3_000 + 4_000)
        assert roadmap.estate.years[0].other == 0


def test_what_holds_a_step_is_the_host_s_purse() -> None:
    new = hub(existing=False, setup=1_000, setup_capital=600, host="c")
    budgets = (Budget("c", Purse.CAPITAL, 0, 599),)
    roadmap = planned(problem(elsewhere("e", JOIN), platforms=(new,), budgets=budgets))
    assert "c, the host: there is £599 of capital left in 2027-28; it needs £600." in [
        reason.words for reason in roadmap.kept[0].reasons
    ]


def test_a_purse_that_is_too_small_is_named_where_nothing_can_be_planned() -> None:
    one = system("a", replacing(capital=900), deadline=20)
    answer = refused(problem(one, horizon=24, budgets=purses(500, 399, carry=True)))
    assert "c has £399 of capital in 2028-29." in " ".join(r.words for r in answer.reasons)


# -- changes at once by service ----------------------------------------------------------------


def test_a_service_takes_only_so_many_changes_at_once() -> None:
    three = [system(name, replacing()) for name in ("a", "b", "d")]
    tax = ChangeLimit("c", 1, service="revenues.*", systems=frozenset({"c/a", "c/b"}))
    given = problem(*three, changes=(ChangeLimit("c", 3), tax))
    assert sorted(lives(planned(given)).items())[2] == ("c/d", 3)
    assert sorted(lives(planned(given)).values()) == [3, 3, 6]
    assert codes(given, a=0, b=0, d=0) == {"changes"}
    assert codes(given, a=0, b=3, d=0) == set()


def test_a_carried_purse_is_let_go_by_being_enough_and_the_conflict_is_minimal() -> None:
    """400 a year is there for 900 by month 20: 400 + 400; more in either year would do."""
    one = system("a", replacing(capital=900), deadline=20)
    answer = refused(problem(one, horizon=24, budgets=purses(400, 400, carry=True)))
    assert [reason.words for reason in answer.reasons][:3] == [
        "c has £400 of capital in 2027-28.",
        "c has £400 of capital in 2028-29.",
        "c/a must have changed by December 2028.",
    ]
