"""From the record to the planning problem: what is taken, what is assumed, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from estate.graph import EstateGraph, build
from estate.planning.judging.verify import verify
from estate.planning.making.work_packages import problem_of
from estate.planning.planner import plan_problem
from estate.planning.problem.cases import PlanningProblem, Purse, Rework
from estate.planning.roadmap import Roadmap
from estate.portfolio import Catalogue, CouncilFile, Inventory, Portfolio, Workspace

AS_OF = date(2026, 11, 22)
COST = {"capital": 1_000, "revenue": 100}


def graph(
    systems: dict[str, Any],
    platforms: dict[str, Any] | None = None,
    **council: Any,  # noqa: ANN401
) -> EstateGraph:
    """One council `c`; the plan of it starts on 1 January 2027."""
    named = {name: {"name": name, **raw} for name, raw in systems.items()}
    own = {"council": {"name": "Example", **council.pop("own", {})}, "systems": named, **council}
    file = CouncilFile.model_validate(own)
    inventory = Inventory.model_validate(dict(file))
    catalogue = Catalogue.model_validate(
        {"platforms": {name: {"name": name, **raw} for name, raw in (platforms or {}).items()}}
    )
    return build(Portfolio(Workspace(), catalogue, {"c": inventory}))


def made(systems: dict[str, Any], **more: Any) -> PlanningProblem:  # noqa: ANN401
    return problem_of(graph(systems, **more), AS_OF)


def replacing(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"options": {"replace": {"cost": COST, "months": 6, **more}}}


def assumed(problem: PlanningProblem) -> dict[str, tuple[str, ...]]:
    return {each.code: each.subjects for each in problem.assumptions}


def refused(problem: PlanningProblem) -> dict[str, str]:
    return {each.subject: each.reason for each in problem.not_plannable}


def test_an_option_is_taken_with_its_contingency_and_its_facts() -> None:
    raw = replacing(
        contingency_percent=12.5,
        procurement_months=4,
        dual_running_months=2,
        annual_cost_after=700,
        skills={"data": 10, "audit": 0},
        earliest_start=date(2027, 3, 2),
    )
    problem = made({"a": {"annual_cost": {"licence": 900, "support": 50}, **raw}})
    case = problem.by_id["c/a"]
    option = case.options[0]
    assert case.running == 950
    # 1,000 x 1.125 = 1,125; 100 x 1.125 = 112.5, which rounds up.
    assert (option.capital, option.revenue) == (1_125, 113)
    assert (option.duration, option.dual_months, option.running_after) == (10, 2, 700)
    assert option.skills == (("data", 10),)
    # 2 March is after the first of the month: April, month 3 of a plan from January.
    assert option.earliest == 3
    assert str(option.facts[0]) == "c: systems.a.options.replace"


def test_what_lacks_its_cost_or_length_is_named_with_what_is_missing() -> None:
    problem = made({"a": {"options": {"replace": {"months": 3}, "upgrade": {"cost": COST}}}})
    assert refused(problem) == {
        "c/a: replace": "not recorded: cost",
        "c/a: upgrade": "not recorded: months",
    }
    assert problem.by_id["c/a"].options == ()


def test_what_waits_for_something_that_cannot_be_planned_cannot_be_planned() -> None:
    problem = made(
        {
            "a": replacing(requires=[{"system": "b"}]),
            "b": replacing(requires=[{"system": "d"}]),
            "d": {},
        }
    )
    assert set(refused(problem)) == {"c/a: replace", "c/b: replace"}


def test_running_costs_that_are_not_known_count_as_unchanged() -> None:
    known = {"annual_cost": {"licence": 900}}
    problem = made({"a": replacing(annual_cost_after=5), "b": {**known, **replacing()}})
    assert (problem.by_id["c/a"].running, problem.by_id["c/a"].options[0].running_after) == (0, 0)
    assert problem.by_id["c/b"].options[0].running_after == 900
    assert assumed(problem)["running-unknown"] == ("c/a",)
    assert assumed(problem)["running-after-unknown"] == ("c/b: replace",)


def test_budgets_by_year_the_first_for_the_months_left_and_a_gap_is_nothing() -> None:
    budgets = {"2026-27": {"capital": 1_000}, "2028-29": {"capital": 7}}
    problem = made({"a": replacing()}, budgets=budgets)
    capital = [each.pounds for each in problem.budgets if each.purse is Purse.CAPITAL]
    # January to March 2027 are three of the twelve months of 2026-27.
    assert capital == [250, 0, 7, 0, 0, 0, 0]
    assert assumed(problem)["budget-unlimited"] == ("c: revenue",)
    assert "c: capital 2027-28" in assumed(problem)["budget-year-missing"]
    recorded = {each.year for each in problem.budgets if each.recorded}
    assert recorded == {0, 2}


def test_skills_by_quarter_and_by_year_where_they_differ() -> None:
    skills = {"data": {"person_days_per_quarter": 9, "by_year": {"2027-28": 4}}, "idle": {}}
    problem = made({"a": replacing(skills={"data": 1, "law": 1})}, skills=skills)
    days = [each.days for each in problem.skills]
    # The first quarter is in 2026-27, the next four in 2027-28.
    assert days[:6] == [9, 4, 4, 4, 4, 9]
    assert len(days) == 24
    assert assumed(problem)["skill-unlimited"] == ("c: law",)


def test_freezes_each_year_and_between_dates_for_the_capabilities_they_name() -> None:
    freezes = {
        "billing": {"name": "B", "from": "02-15", "to": "03-31", "capabilities": ["revenues.*"]},
        "winter": {"name": "W", "from": "12-20", "to": "01-05"},
        "once": {"name": "O", "from": date(2027, 6, 1), "to": date(2027, 6, 30)},
    }
    problem = made({"a": {"capabilities": ["revenues.council-tax"]}, "b": {}}, freezes=freezes)
    frozen = problem.by_id["c/b"].frozen
    # First days that fall into them: each 1 January (months 0, 12, ...), and 1 June 2027.
    assert sorted(frozen)[:4] == [0, 5, 12, 24]
    assert sorted(problem.by_id["c/a"].frozen - frozen)[:2] == [2, 14]


def test_a_contract_costs_what_is_owed_until_it_may_be_left_and_is_shared() -> None:
    contracts = {
        "k": {
            "systems": ["a", "b"],
            "ends": date(2027, 6, 30),
            "annual_value": 2_400,
            "holding_over_percent": 50,
        }
    }
    case = made({"a": {}, "b": {}}, contracts=contracts).by_id["c/a"]
    # Left on 1 January after its use on 31 December: six months of 200 are owed, half of them by a.
    assert case.exit_cost[0] == 600
    assert (case.exit_cost[5], case.exit_cost[6]) == (100, 0)
    # From July on: 2,400 x 50% / 12 = 100 a month, half of it.
    assert (case.premium[5], case.premium[6]) == (0, 50)


def test_interfaces_that_have_to_be_built_again() -> None:
    interfaces = [
        {"from": "b", "to": "a", "rework_cost": 10},
        {"from": "a", "to": "platform:hub", "rework_cost": 20},
        {"from": "a", "to": "b", "rework_cost": 30, "status": "retired"},
        {"from": "a", "to": "b"},
    ]
    problem = made({"a": {}, "b": {}}, interfaces=interfaces, platforms={"hub": {}})
    assert [(r.one, r.other, r.pounds) for r in problem.rework] == [
        ("c/a", "c/b", 10),
        ("c/a", "", 20),
    ]
    assert isinstance(problem.rework[0], Rework)
    assert str(problem.rework[0].facts[0]) == "c: interfaces.0.rework_cost"


def test_systems_move_together_if_so_stated_or_if_each_waits_for_the_other() -> None:
    problem = made(
        {
            "a": {**replacing(), "moves_with": ["b"]},
            "b": replacing(),
            "d": replacing(requires=[{"system": "e"}]),
            "e": replacing(requires=[{"system": "d"}]),
            "f": replacing(),
        }
    )
    assert problem.groups == (("c/a", "c/b"), ("c/d", "c/e"))
    assert str(problem.group_facts["c/b"][0]) == "c: systems.a.moves_with.0"


def test_deadlines_are_months_and_those_that_cannot_be_planned_for_are_said() -> None:
    problem = made(
        {
            "met": {**replacing(), "must_change_by": date(2027, 11, 5)},
            "past": {**replacing(), "must_change_by": date(2026, 12, 1)},
            "far": {**replacing(), "must_change_by": date(2040, 1, 1)},
            "bare": {"must_change_by": date(2028, 1, 1)},
        }
    )
    assert {case.id: case.deadline for case in problem.systems} == {
        "c/met": 10,
        "c/past": None,
        "c/far": None,
        "c/bare": None,
    }
    assert set(refused(problem)) == {"c/past", "c/bare"}
    assert assumed(problem)["deadline-after-horizon"] == ("c/far",)


def test_a_platform_counts_those_who_are_on_it_and_not_also_joining() -> None:
    hub = {
        "status": "proposed",
        "members": ["c", "other"],
        "minimum_members": 2,
        "procurement_months": 5,
        "available_from": date(2027, 2, 1),
        "set_up": {"capital": 5, "revenue": 6},
        "tiers": [{"members": 3, "annual_price": 7}, {"members": 1, "annual_price": 9}],
    }
    join = {"join": {"platform": "hub", "cost": COST, "months": 2, "annual_cost_after": 3}}
    problem = made({"a": {"options": join}}, platforms={"hub": hub})
    case = problem.platforms[0]
    assert (case.members, case.minimum, case.available, case.setup) == (1, 2, 5, 11)
    assert case.tiers == ((1, 9), (3, 7))
    assert problem.by_id["c/a"].options[0].platform == "hub"


def test_a_platform_that_closes_or_is_not_there_cannot_be_joined() -> None:
    def join(name: str) -> dict[str, Any]:
        return {"options": {"join": {"platform": name, "cost": COST, "months": 2}}}

    problem = made({"a": join("old"), "b": join("none")}, platforms={"old": {"status": "closing"}})
    assert problem.platforms == ()
    assert set(refused(problem)) == {"c/a: join", "c/b: join"}


def test_systems_that_are_planned_or_retired_are_left_out() -> None:
    problem = made({"a": {"lifecycle": "retired"}, "b": {"lifecycle": "planned"}, "d": {}})
    assert [case.id for case in problem.systems] == ["c/d"]


def test_risk_is_priced_at_the_point_that_the_policy_names() -> None:
    case = made({"a": replacing()}).by_id["c/a"]
    # Nothing is known: likelihood 1 to 6, impact 1 to 5, overall 1 to 30, so 15.5 in the middle.
    assert case.risk[0] == Fraction(31, 2)
    # Replaced: each likelihood between 1 and 2, overall 1 to 10.
    assert case.options[0].risk_after == (Fraction(11, 2),)
    assert len(case.risk) == 36


def test_what_is_waited_for_may_have_happened_already() -> None:
    waiting = replacing(requires=[{"system": "old"}])
    gone = made({"a": waiting, "old": {"lifecycle": "retired"}})
    assert gone.by_id["c/a"].options[0].requires == ()
    step = {"system": "old", "option": "replace", "status": "done"}
    done = made({"a": waiting, "old": {}}, steps={"s": step})
    assert done.by_id["c/a"].options[0].requires == ()
    # Not yet there, and nothing planned for it: it cannot be waited for.
    assert set(refused(made({"a": waiting, "old": {"lifecycle": "planned"}}))) == {"c/a: replace"}


def test_nothing_is_folded_into_what_goes_away() -> None:
    """Both would save 900 a year alone; together the fold would have nowhere to go.

    Running 1,000 a year each. Retiring `b` saves more, since it leaves nothing to pay for, so
    `a` is kept; where `b` cannot be retired, `a` is folded into it.
    """
    fold = {"kind": "consolidate", "onto": "b", "cost": {}, "months": 3, "annual_cost_after": 100}
    a = {"annual_cost": {"other": 1_000}, "options": {"fold": fold}}
    b: dict[str, Any] = {"annual_cost": {"other": 1_000}}
    retire = {"options": {"retire": {"cost": {}, "months": 3}}}

    roadmap = plan_problem(made({"a": a, "b": {**b, **retire}}))
    assert isinstance(roadmap, Roadmap)
    assert [step.system for step in roadmap.steps] == ["c/b"]
    (kept,) = roadmap.kept
    assert "c/a cannot be folded into c/b if that goes away too." in [
        reason.words for reason in kept.reasons
    ]
    alone = plan_problem(made({"a": a, "b": b}))
    assert isinstance(alone, Roadmap)
    assert [step.system for step in alone.steps] == ["c/a"]
    spoilt = replace(roadmap, steps=(*roadmap.steps, *alone.steps), retained=())
    assert "onto" in {violation.code for violation in verify(spoilt)}


def test_retiring_what_others_rely_on_is_said() -> None:
    retire = {"options": {"retire": {"cost": {}, "months": 3}}}
    relied_on = made({"a": retire, "b": {"depends_on": ["a"]}})
    assert assumed(relied_on)["retire-relied-on"] == ("c/a: retire",)
    assert "retire-relied-on" not in assumed(made({"a": retire, "b": {}}))


def test_folding_needs_to_say_into_what() -> None:
    options = {"consolidate": {"cost": COST, "months": 3}}
    assert refused(made({"a": {"options": options}})) == {"c/a: consolidate": "not recorded: onto"}


def test_what_an_option_leaves_alone_ages_on() -> None:
    """An upgrade does nothing for a contract: it lapses in 2030 whether one upgrades or not."""
    ones = {"skills": 1, "business_need": 1, "environment": 1, "history": 1}
    aging = {
        "likelihood": {**ones, "end_of_support": 1, "vulnerabilities": 1},
        "impact": dict.fromkeys(
            ("safety", "reputation", "financial", "stakeholders", "operations", "other_systems"), 1
        ),
        "options": {"upgrade": {"cost": COST, "months": 6}},
    }
    contracts = {"k": {"systems": ["a"], "ends": date(2030, 6, 30)}}
    problem = made({"a": aging}, contracts=contracts)

    (case,) = problem.systems
    assert case.options[0].risk_after == case.risk
    # Six ones and a contract: 1 more than 36 months off, then 2, 3, 4, 5, and 6 once it has ended:
    # mean (6 + 6) / 7 = 12/7, with the maximum of 6 a total of 27/7.
    assert (case.risk[0], case.risk[-1]) == (1, Fraction(27, 7))
    roadmap = plan_problem(problem)
    assert isinstance(roadmap, Roadmap)
    assert roadmap.steps == (), "an upgrade that changes nothing is worth nothing"


def test_a_step_under_way_goes_on_and_nothing_else_is_planned() -> None:
    step = {
        "system": "a",
        "option": "replace",
        "status": "in-progress",
        "starts": date(2026, 9, 1),
        "finishes": date(2027, 2, 28),
        "cost": {"capital": 600},
        "skills": {"data": 30},
    }
    problem = made(
        {"a": {**replacing(), "moves_with": ["b"]}, "b": replacing()}, steps={"one": step}
    )
    case = problem.by_id["c/a"]
    # Six months from September, of which January and February are left: a third.
    assert [(o.id, o.months, o.capital, o.skills) for o in case.options] == [
        ("under-way", 2, 200, (("data", 10),))
    ]
    assert case.deadline == 2
    assert problem.groups == ()
    roadmap = plan_problem(problem)
    assert isinstance(roadmap, Roadmap)
    assert roadmap.choices["c/a"] == ("under-way", 0)


def test_a_step_under_way_is_held_to_what_its_owner_expects_now() -> None:
    step = {
        "system": "a",
        "option": "replace",
        "status": "in-progress",
        "starts": date(2026, 7, 1),
        "started": date(2026, 9, 14),
        "finishes": date(2027, 2, 28),
        "expected_finish": date(2027, 4, 30),
        "cost": {"capital": 600},
        "skills": {"data": 30},
    }
    problem = made({"a": replacing()}, steps={"one": step})
    # Eight months from September to April, of which January to April are left: a half.
    assert [(o.months, o.capital, o.skills) for o in problem.by_id["c/a"].options] == [
        (4, 300, (("data", 15),))
    ]


def test_what_is_live_need_not_be_waited_for() -> None:
    """What was required has happened once it is live, whether its outcome is measured or not."""
    waiting = replacing()
    waiting["options"]["replace"]["requires"] = [{"system": "b"}]
    for status, met in (("in-progress", False), ("live", True), ("done", True)):
        step = {"system": "b", "option": "replace", "status": status, "finishes": date(2027, 2, 28)}
        problem = made({"a": waiting, "b": replacing()}, steps={"one": step})
        (option,) = problem.by_id["c/a"].options
        assert bool(option.requires) is not met, status


def test_a_step_under_way_without_a_finish_keeps_the_system_as_it_is() -> None:
    step = {"system": "a", "option": "upgrade", "status": "in-progress"}
    problem = made({"a": replacing()}, steps={"one": step})
    assert problem.by_id["c/a"].options == ()
    assert "c/a" in refused(problem)


def test_a_step_under_way_on_a_system_that_is_not_planned_is_nobodys_business() -> None:
    step = {"system": "gone", "option": "upgrade", "status": "in-progress"}
    problem = made({"gone": {"lifecycle": "retired"}, "a": replacing()}, steps={"one": step})
    assert refused(problem) == {}


def test_what_is_recorded_and_not_planned_with_is_said() -> None:
    problem = made(
        {"a": {}, "b": {}},
        budgets={"2027-28": {"running_ceiling": 9}},
    )
    assert assumed(problem)["running-ceiling"] == ("c: 2027-28",)


def test_ranges_of_risk_are_kept_beside_what_is_priced() -> None:
    """Nothing is known of `a`; all of `b` is recorded, and ages no further without dates."""
    problem = made({"a": replacing(), "plain": {}})
    case, plain = problem.systems
    (interval,) = set(case.risk_ranges)
    assert set(case.risk) == {interval.midpoint}
    assert case.not_known[0]
    assert len(case.not_known) == 13
    assert plain.not_known == ()  # nothing can be done, so nothing rests on it
    option = case.options[0]
    assert option.risk_after[0] == option.risk_ranges[0].midpoint
    retired = made({"a": {"options": {"retire": {"kind": "retire", "cost": COST, "months": 6}}}})
    assert retired.systems[0].options[0].risk_ranges == ()
