"""Who joins a platform and what would change it, what steps free, and a full answer: by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.planning.cases import planned, problem, refused, replacing, system

from estate.planning.explaining.given import examined
from estate.planning.explaining.why import Decision, why
from estate.planning.problem.cases import (
    Assumption,
    Budget,
    ChangeLimit,
    Kind,
    Option,
    PlatformCase,
    Purse,
    Requirement,
    SkillLimit,
    SystemCase,
    Unplannable,
)
from estate.planning.roadmap import Reason
from estate.portfolio import Fact
from estate.portfolio.planned import PlannedRoadmap

CAPITAL = Fact("c", ("budgets", "2027-28", "capital"))
JOIN = Option("join", Kind.JOIN, 3, platform="hub")


def words(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.words for reason in reasons]


def of(council: str, *options: Option) -> SystemCase:
    """A system of a council of its own, at 12,000 a year."""
    return SystemCase(f"{council}/x", council, options, running=12_000)


def hub(**changes: object) -> PlatformCase:
    return replace(PlatformCase("hub", existing=True, tiers=((1, 0),)), **changes)  # type: ignore[arg-type]


# -- platforms --------------------------------------------------------------------------------


def test_a_member_is_told_what_it_saves_and_what_it_does_to_the_price() -> None:
    # Each is live in month 3 and saves 9,000. Both pay 3,000 for the year; one alone would pay
    # 4,000. With both: 2 * (3,000 + 3,000) = 12,000. Without the second: 3,000 + 4,000 + 12,000.
    tiers = ((1, 4_000), (2, 3_000))
    roadmap = planned(problem(of("c", JOIN), of("d", JOIN), platforms=(hub(tiers=tiers),)))
    first, second = roadmap.platforms[0].joiners
    assert (second.system, second.better, second.price_without, second.price_with) == (
        "d/x",
        7_000,
        4_000,
        3_000,
    )
    assert first.better == 7_000
    assert words(second.reasons) == [
        "The plan is £7,000 better with it on hub than kept.",
        (
            "It takes the price from £4,000 to £3,000 a year for each: £1,000 a year less for the"
            " other new member."
        ),
    ]


def test_one_who_does_not_join_is_told_the_price_at_which_it_would() -> None:
    # Joining saves 9,000 and costs 12,000: 3,000 too much, so at 9,000 it would be as good.
    roadmap = planned(problem(of("c", JOIN), platforms=(hub(tiers=((1, 12_000),)),)))
    (other,) = roadmap.platforms[0].others
    assert (other.dearer, other.joins_at, other.earliest) == (3_000, 9_000, date(2027, 4, 1))
    assert words(other.reasons)[-1] == (
        "It would be as good if its price were £9,000 a year or less."
    )
    at_that = planned(problem(of("c", JOIN), platforms=(hub(tiers=((1, 8_999),)),)))
    assert [step.system for step in at_that.steps] == ["c/x"]


def test_one_who_is_held_is_told_by_what() -> None:
    # It would save 9,000 free of charge, and there is no money for it.
    dear = replace(JOIN, capital=1_000)
    none = (Budget("c", Purse.CAPITAL, 0, 400, (CAPITAL,)),)
    roadmap = planned(problem(of("c", dear), platforms=(hub(),), budgets=none))
    (other,) = roadmap.platforms[0].others
    assert (other.dearer, other.earliest) == (-8_000, None)
    assert words(other.blockers) == ["There is £400 of capital left in 2027-28; it needs £1,000."]
    assert other.blockers[0].facts == (CAPITAL,)


def test_a_platform_that_stays_unopened_is_told_what_it_lacks() -> None:
    # Set-up 30,000 in month 0; two members save 9,000 each, and pay nothing: 12,000 too little.
    new = hub(existing=False, minimum=2, setup=30_000)
    roadmap = planned(problem(of("c", JOIN), of("d", JOIN), platforms=(new,)))
    lacks = roadmap.platforms[0].lacks
    assert lacks is not None
    assert (lacks.subsidy, lacks.blockers) == (12_000, ())
    assert [name for name, _ in lacks.members] == ["c/x", "d/x"]
    with_it = replace(new, setup=30_000 - 12_001)
    opened = planned(problem(of("c", JOIN), of("d", JOIN), platforms=(with_it,)))
    assert len(opened.steps) == 2


def test_a_platform_that_too_few_could_join_says_so() -> None:
    new = hub(existing=False, minimum=3)
    lacks = planned(problem(of("c", JOIN), platforms=(new,))).platforms[0].lacks
    assert lacks is not None
    assert words(lacks.reasons) == ["1 system could join it in time, and it needs 3 new members."]


# -- what would change that -------------------------------------------------------------------


def test_what_is_kept_for_its_cost_is_told_the_cost_and_the_price_of_risk_that_would_do() -> None:
    # 20,000 against nine months of 1,000 and of ten points: 7,500 at 1,000 a point. 3,500 short.
    # At 1,467 a point risk is 11,002.50: 2.50 better. At 1,466 it is 10,995: 5 worse.
    dear = system("a", replacing(capital=20_000, risk_after=(2,)), risk=(12,))
    (kept,) = planned(problem(dear)).kept
    assert kept.better == -3_500
    assert words(kept.change) == [
        (
            "It would be as good as keeping it if its one-off cost were £3,500 less, of £20,000 in"
            " today's money."
        ),
        (
            "It would be worth it if the policy counted a point of risk as £1,467 a year, instead"
            " of £1,000."
        ),
    ]


def test_what_is_kept_for_want_of_money_is_told_how_much_more() -> None:
    poor = (Budget("c", Purse.CAPITAL, 0, 400, (CAPITAL,)),)
    (kept,) = planned(problem(system("a", replacing(capital=1_000)), budgets=poor)).kept
    assert words(kept.change) == ["It would fit then with £600 more capital in 2027-28."]


# -- waits for, and frees ---------------------------------------------------------------------


def test_a_step_says_whom_it_waits_for_and_the_other_what_it_frees() -> None:
    after = replacing(requires=(Requirement("c/a", 2),))
    roadmap = planned(problem(system("a", replacing()), system("b", after)))
    first, second = roadmap.steps
    assert words(second.waits_for) == ["c/a to be live: July 2027, and 2 months more."]
    assert words(first.frees) == [
        "c/b may start from September 2027, and starts in October 2027.",
        "£12,000 a year of running cost is free from July 2027.",
    ]


def test_a_step_whose_people_let_another_follow_says_so() -> None:
    # The one at 24,000 a year goes first: there are days for one of the two in a quarter.
    busy = replacing(skills=(("data", 9),))
    days = tuple(SkillLimit("c", "data", quarter, 10) for quarter in range(4))
    two = (system("a", busy, running=24_000), system("b", busy))
    first = planned(problem(*two, skills=days)).steps[0]
    assert words(first.frees) == [
        (
            "c/b follows in July 2027: in Apr to Jun 2027, £3,000 better, it would need what this"
            " takes of person-days of data in Apr to Jun 2027."
        ),
        "Its people are free again from July 2027: 9 person-days of data.",
        "£24,000 a year of running cost is free from July 2027.",
    ]


def test_a_member_that_a_platform_cannot_do_without_says_so() -> None:
    new = hub(existing=False, minimum=2)
    step = planned(problem(of("c", JOIN), of("d", JOIN), platforms=(new,))).steps[0]
    assert "hub reaches the 2 members that it needs: without it there would be 1." in words(
        step.frees
    )


# -- the full answer --------------------------------------------------------------------------


def test_all_options_are_compared_with_the_one_that_is_chosen() -> None:
    # replace: 3,000 of running cost until July, then none. upgrade: 3,000 and nine months at 500,
    # 4,500 dearer. Keeping: 12,000, 9,000 dearer. move: 2,000 of capital that are not there.
    upgrade = replacing("upgrade", kind=Kind.UPGRADE, running_after=6_000)
    move = replacing("move", kind=Kind.REHOST, capital=2_000)
    none = (Budget("c", Purse.CAPITAL, 0, 500, (CAPITAL,)),)
    given = problem(system("a", replacing(), upgrade, move), budgets=none)
    found = why(given, planned(given).choices, "c/a")
    assert found.decision is Decision.CHANGED
    told = [(each.option, each.chosen, each.dearer) for each in found.alternatives]
    assert told == [
        ("replace", True, 0),
        ("upgrade", False, 4_500),
        (None, False, 9_000),
        ("move", False, 2_000),
    ]
    assert words(found.alternatives[3].breaks) == [
        "There is £500 of capital left in 2027-28; it needs £2,000."
    ]
    assert found.alternatives[0].earliest == date(2027, 4, 1)


def test_an_alternative_that_others_cannot_do_without_breaks_their_rule() -> None:
    given = problem(
        system("a", replacing()), system("b", replacing(requires=(Requirement("c/a"),)))
    )
    found = why(given, planned(given).choices, "c/a")
    keeping = next(each for each in found.alternatives if each.option is None)
    assert words(keeping.breaks) == ["c/b starts before c/a has been live long enough."]


def test_what_could_not_be_planned_is_an_answer_too() -> None:
    missing = Unplannable("c/a: replace", "not recorded: months", ("months",))
    noted = (
        Assumption("running-unknown", "Unknown.", ("c/a", "c/b")),
        Assumption("exit-cost-unknown", "Free.", ("c: other",)),
        Assumption("changes-unlimited", "Unlimited.", ("c", "d")),
    )
    given = problem(system("a"), not_plannable=(missing,), assumptions=noted)
    found = why(given, {}, "c/a")
    assert found.decision is Decision.NOT_PLANNABLE
    assert found.left_out == (missing,)
    assert [(each.code, each.subjects) for each in found.assumptions] == [
        ("running-unknown", ("c/a",)),
        ("changes-unlimited", ("c",)),
    ]
    with pytest.raises(KeyError):
        why(given, {}, "c/nowhere")


# -- a plan from a file -----------------------------------------------------------------------


def written(*steps: tuple[str, str, date]) -> PlannedRoadmap:
    """A plan as a file has it, with what is looked at here."""
    return PlannedRoadmap.model_validate(
        {
            "as_of": "2027-01-15",
            "status": "optimal",
            "starts": "2027-04-01",
            "ends": "2028-04-01",
            "kept": [],
            "steps": [
                {
                    "system": name,
                    "option": option,
                    "kind": "replace",
                    "start": start,
                    "delivery": start,
                    "live": start,
                    "old_system_until": start,
                    "capital": 0,
                    "revenue": 0,
                    "better_than_keeping": 0,
                }
                for name, option, start in steps
            ],
        }
    )


def test_a_written_plan_that_holds_is_taken_as_it_is() -> None:
    given = problem(system("a", replacing()))
    found = examined(given, written(("c/a", "replace", date(2027, 7, 1))))
    assert (found.choices, found.holds, found.cost) == ({"c/a": ("replace", 3)}, True, 6_000)


def test_a_written_plan_that_no_longer_holds_names_every_rule() -> None:
    changed = (ChangeLimit("c", 1),)
    given = problem(system("a", replacing()), system("b", replacing()), changes=changed)
    april = date(2027, 4, 1)
    old = written(
        ("c/a", "replace", april),
        ("c/b", "replace", april),
        ("c/gone", "replace", april),
        ("c/late", "replace", april),
    )
    assert words(examined(given, old).broken) == [
        "c/gone is no longer a system that is in use.",
        "c/late is no longer a system that is in use.",
        "c has 2 steps under way in 2027-Q2, not 1.",
    ]
    past = examined(given, written(("c/a", "replace", date(2027, 1, 1)), ("c/b", "buy", april)))
    assert words(past.broken) == [
        "c/a: replace was to begin on 2027-01-01, and that is no start today.",
        "c/b: the record no longer has the option buy, or its figures.",
    ]
    assert past.choices == {}


# -- where no plan exists ---------------------------------------------------------------------


def test_money_that_is_short_is_told_to_the_pound() -> None:
    poor = (Budget("c", Purse.CAPITAL, 0, 4_000, (CAPITAL,)),)
    bound = system("a", replacing(capital=10_000), deadline=3)
    ways = refused(problem(bound, budgets=poor)).relaxations
    told = [[each.words for each in way.easings] for way in ways]
    assert told[0] == ["£6,000 more capital for c in 2027-28: £10,000 instead of £4,000"]
    assert ways[0].easings[0].facts == (CAPITAL,)
    assert [way.cost for way in ways] == sorted(way.cost for way in ways)


def test_money_for_a_year_in_which_the_plan_starts_is_money_for_what_is_left_of_it() -> None:
    # A plan from October: half of the first year is left, and half of what is recorded counts.
    unrecorded = Budget("c", Purse.CAPITAL, 0, 0, (CAPITAL,), recorded=False)
    bound = system("a", replacing(capital=10_000), deadline=3)
    (way, *_) = refused(problem(bound, start=date(2026, 10, 1), budgets=(unrecorded,))).relaxations
    assert [each.words for each in way.easings] == [
        "£10,000 of capital recorded for c in 2026-27 (what is left of the year)"
    ]


def test_a_deadline_moves_by_as_many_months_as_it_has_to() -> None:
    (way,) = refused(problem(system("a", replacing(months=5), deadline=3))).relaxations
    assert [each.words for each in way.easings] == [
        "the deadline of c/a moved from July 2027 to September 2027"
    ]
    assert (way.easings[0].measure, way.easings[0].amount) == ("months", 2)


def test_where_two_things_are_wrong_both_are_told_together() -> None:
    # Each system has a deadline of its own that no option can meet: one change is not enough.
    late = (system(name, replacing(months=5), deadline=3) for name in "ab")
    ways = refused(problem(*late)).relaxations
    assert [[each.words for each in way.easings] for way in ways] == [
        [
            "the deadline of c/a moved from July 2027 to September 2027",
            "the deadline of c/b moved from July 2027 to September 2027",
        ]
    ]
