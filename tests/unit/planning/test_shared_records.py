"""What the record says of things that systems share: purses, services, ties, members and hosts."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.unit.planning.test_work_packages import COST, assumed, made, refused, replacing

from estate.planning.problem.cases import Adapter, PlanningProblem


def join(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"options": {"join": {"platform": "hub", "cost": COST, "months": 2, **more}}}


def test_a_budget_is_carried_forward_where_it_says_so() -> None:
    problem = made(
        {"a": replacing()},
        budgets={"2026-27": {"capital": 40, "carry_forward": True}, "2027-28": {"capital": 90}},
    )
    found = [(each.pounds, each.carry_forward, each.recorded) for each in problem.budgets]
    # Of 2026-27 the quarter from January is left; years that are not recorded carry nothing.
    assert found[:3] == [(10, True, True), (90, False, True), (0, False, False)]


def test_changes_at_once_are_limited_for_the_capabilities_that_a_pattern_covers() -> None:
    problem = made(
        {
            "tax": {**replacing(), "capabilities": ["revenues.council-tax"]},
            "pay": {**replacing(), "capabilities": ["people.payroll"]},
        },
        own={"changes_at_once_by": {"revenues.*": 1}},
    )
    (limit,) = problem.changes
    assert (limit.steps, limit.service, limit.systems) == (1, "revenues.*", frozenset({"c/tax"}))
    assert str(limit.facts[0]) == "c: council.changes_at_once_by.revenues.*"
    assert assumed(problem)["changes-unlimited"] == ("c",)


def tied(*interfaces: dict[str, Any]) -> PlanningProblem:
    return made(
        {
            "a": {**replacing(), "moves_with": ["b"]},
            "b": {**replacing(), "moves_with": ["d"]},
            "d": replacing(),
            "e": replacing(requires=[{"system": "f"}]),
            "f": replacing(requires=[{"system": "e"}]),
        },
        interfaces=[*interfaces],
    )


def test_a_tie_with_an_adapter_s_cost_may_be_parted_and_the_others_hold() -> None:
    problem = tied(
        {"from": "b", "to": "a", "adapter_cost": 7},
        {"from": "a", "to": "b", "adapter_cost": 5},
        {"from": "a", "to": "b", "adapter_cost": 90, "status": "retired"},
        {"from": "e", "to": "f", "adapter_cost": 3},
        {"from": "d", "to": "e", "adapter_cost": 2},
    )
    # a and b may be parted, one adapter for each interface; b and d hold, as nothing is recorded.
    assert problem.groups == (("c/b", "c/d"),)
    assert [(each.one, each.other, each.pounds, each.tied) for each in problem.adapters] == [
        ("c/a", "c/b", 12, True),
        ("c/d", "c/e", 2, False),
        ("c/e", "c/f", 3, True),
    ]
    assert [str(fact) for fact in problem.adapters[0].facts] == [
        "c: systems.a.moves_with.0",
        "c: interfaces.0.adapter_cost",
        "c: interfaces.1.adapter_cost",
    ]
    assert problem.unit_of["c/a"] == ("c/a", "c/b", "c/d")


def test_within_a_group_there_is_nothing_to_part() -> None:
    problem = made(
        {
            "a": {**replacing(), "moves_with": ["b", "d"]},
            "b": {**replacing(), "moves_with": ["d"]},
            "d": replacing(),
        },
        interfaces=[{"from": "a", "to": "d", "adapter_cost": 7}],
    )
    assert (problem.groups, problem.adapters) == ((("c/a", "c/b", "c/d"),), ())


def test_a_tie_to_what_cannot_change_holds_and_is_said_and_an_adapter_alone_is_left_out() -> None:
    problem = made(
        {"a": {**replacing(), "moves_with": ["b"]}, "b": {}, "d": {}},
        interfaces=[
            {"from": "a", "to": "b", "adapter_cost": 7},
            {"from": "a", "to": "d", "adapter_cost": 7},
        ],
    )
    assert problem.adapters == (Adapter("c/a", "c/b", 7, True, problem.adapters[0].facts),)
    assert refused(problem)["c/a"] == "it moves with c/b, which has no option to be planned"


def test_an_existing_platform_knows_which_of_those_planned_are_on_it() -> None:
    hub = {"status": "existing", "members": ["c", "other"], "minimum_members": 2}
    problem = made({"a": join(), "b": join()}, platforms={"hub": hub})
    case = problem.platforms[0]
    assert (case.members, case.member_councils, case.host) == (2, frozenset({"c"}), None)
    assert case.minimum == 0  # what setting it up would take; it is there


def test_the_host_is_found_by_its_name_or_by_whose_system_is_behind_the_platform() -> None:
    def host(**given: str) -> tuple[str | None, int, bool]:
        new = {"status": "proposed", "set_up": {"capital": 5, "revenue": 6}, **given}
        problem = made({"a": join()}, platforms={"hub": new})
        case = problem.platforms[0]
        return case.host, case.setup_capital, "set-up-unborne" in assumed(problem)

    assert host(host="Example") == ("c", 5, False)
    assert host(host="c") == ("c", 5, False)
    assert host(runs_on="c/a") == ("c", 5, False)
    assert host(host="A joint board", runs_on="c/a") == (None, 5, True)
    assert host() == (None, 5, True)


def test_a_platform_s_set_up_is_asked_of_nobody_before_its_time() -> None:
    hub = {"status": "proposed", "available_from": date(2027, 2, 1)}
    assert made({"a": join()}, platforms={"hub": hub}).platforms[0].setup == 0


def test_leaving_a_contract_costs_what_is_owed_for_notice_that_can_still_be_given() -> None:
    """As of 22 November 2026: notice for 2026 has passed, notice for 2027 has not."""
    contract = {"systems": ["a"], "ends": date(2026, 12, 31), "annual_value": 2_400}
    tacit = {**contract, "renewal": "tacit", "notice_months": 3}
    case = made({"a": {}}, contracts={"k": tacit}).by_id["c/a"]
    # Left on 1 January 2027 the whole year is owed, on 1 July half of it, a year later nothing.
    assert (case.exit_cost[0], case.exit_cost[6], case.exit_cost[12]) == (2_400, 1_200, 0)
    unknown = {**contract, "renewal": "tacit"}
    assumed_of = assumed(made({"a": {}}, contracts={"k": unknown}))
    assert assumed_of["notice-unknown"] == ("c: k",)
    assert "notice-unknown" not in assumed(made({"a": {}}, contracts={"k": tacit}))
