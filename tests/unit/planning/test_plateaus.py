"""Plateaus by hand: where waves are cut, and what stands between them, to the day and the pound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.planning.cases import problem, replacing, system

from estate.graph import EstateGraph, build
from estate.planning.plateaus import Fate, Plateau, RiskStanding, Wave, plateaus, standing_at, waves
from estate.planning.problem.calendar import Calendar
from estate.planning.problem.cases import (
    Adapter,
    Kind,
    PlanningProblem,
    PlatformCase,
    SystemCase,
)
from estate.portfolio import Catalogue, CouncilFile, Inventory, Portfolio, Workspace
from estate.scoring import Interval

YEARS_4 = Calendar(date(2027, 4, 1), 48, 0)


def graph(systems: dict[str, Any], interfaces: list[dict[str, Any]] | None = None) -> EstateGraph:
    """One council `c` with systems and interfaces."""
    named = {name: {"name": name, **raw} for name, raw in systems.items()}
    own = {"council": {"name": "Example"}, "systems": named, "interfaces": interfaces or []}
    inventory = Inventory.model_validate(dict(CouncilFile.model_validate(own)))
    return build(Portfolio(Workspace(), Catalogue(), {"c": inventory}))


# Where waves are cut


def test_waves_end_where_nothing_goes_live_for_a_quarter() -> None:
    # Quarters from April 2027: 0 holds months 0 to 2. Live in quarters 1, 2 and 5, 6: one pause.
    assert waves(YEARS_4, [3, 7, 8, 15, 20]) == (Wave(3, 8), Wave(15, 20))


def test_a_plan_that_changes_nothing_has_no_wave() -> None:
    assert waves(YEARS_4, []) == ()


def test_steps_in_two_quarters_side_by_side_are_one_wave_whatever_is_allowed() -> None:
    assert waves(YEARS_4, [5, 6], most=9) == (Wave(5, 6),)


def test_a_run_of_more_than_four_quarters_is_cut_at_the_financial_year() -> None:
    # Live in every quarter from the second (month 3) to the seventh (month 18): six in a row.
    # Month 12 is April 2028, so the years part there; no other cut can be made.
    assert waves(YEARS_4, [3, 6, 9, 12, 15, 18]) == (Wave(3, 9), Wave(12, 18))


def test_a_run_of_four_quarters_is_not_cut() -> None:
    assert waves(YEARS_4, [6, 9, 12, 15]) == (Wave(6, 15),)


def test_of_more_pauses_than_plateaus_those_stay_with_which_steps_wait_least() -> None:
    # Three blocks: {3}, {9, 9}, {18}. With two waves either the first pause is closed, and one
    # step waits 9 - 3 = 6 months; or the second, and two steps wait 18 - 9 = 9 months each.
    assert waves(YEARS_4, [3, 9, 9, 18], most=2) == (Wave(3, 9), Wave(18, 18))
    # Were it four steps at month 3 that had to wait 6 months, 24 in all, the second pause closes.
    assert waves(YEARS_4, [3, 3, 3, 3, 9, 9, 18], most=2) == (Wave(3, 3), Wave(9, 18))


def test_one_wave_holds_everything() -> None:
    assert waves(YEARS_4, [3, 20, 40], most=1) == (Wave(3, 40),)


def test_fewer_than_one_plateau_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="one wave at least"):
        waves(YEARS_4, [3], most=0)


# Three steps in two waves


def three_steps() -> tuple[EstateGraph, PlanningProblem, dict[str, tuple[str, int]]]:
    """Two years from April 2027; a and b are live in July and October 2027, c in January 2029."""
    given = problem(
        system(
            "a",  # 12,000 a year; 20 points, 24 from the second year
            replacing(capital=60_000, running_after=6_000, risk_after=(5,), skills=(("data", 30),)),
            risk=(20, 20, 20, 20, 24),
        ),
        system(
            "b",
            replacing(
                "retire",
                kind=Kind.RETIRE,
                months=6,
                revenue=9_000,
                risk_after=(0,),
                dual_months=2,
            ),
            running=24_000,
            risk=(10,),
        ),
        system(
            "c",
            replacing(
                "upgrade",
                kind=Kind.UPGRADE,
                months=9,
                capital=90_000,
                running_after=18_000,
                risk_after=(8,),
                risk_ranges=(Interval(Fraction(4), Fraction(12)),),
                skills=(("data", 90),),
            ),
            risk=(18,),
            risk_ranges=(Interval(Fraction(14), Fraction(22)),),
        ),
        horizon=24,
    )
    record = graph(
        {
            "a": {
                "product": "old-pay@3",
                "capabilities": ["corporate.payroll"],
                "annual_cost": {"licence": 12_000},
                "options": {"replace": {"annual_cost_after": 6_000}},
            },
            "b": {"capabilities": ["corporate.post"]},
            "c": {
                "product": "ledger@8",
                "capabilities": ["corporate.finance"],
                "annual_cost": {"licence": 12_000},
                "options": {"upgrade": {"annual_cost_after": 18_000}},
            },
        },
        [
            {"from": "a", "to": "c", "standards": ["iso-20022"]},
            {"from": "b", "to": "c"},
            {"from": "c", "to": "elsewhere/bank"},
            {"from": "a", "to": "elsewhere/bank", "status": "missing"},
            {"from": "a", "to": "b", "status": "retired"},
        ],
    )
    return record, given, {"a": ("replace", 0), "b": ("retire", 0), "c": ("upgrade", 12)}


def found(most: int = 5) -> tuple[Plateau, ...]:
    record, given, choices = three_steps()
    return plateaus(record, given, {f"c/{k}": v for k, v in choices.items()}, most=most)


def sums(risk: RiskStanding) -> tuple[Fraction | int, ...]:
    return risk.total, risk.low, risk.high


def test_the_days_of_plateaus_and_the_steps_that_led_to_them() -> None:
    # a is live on 1 July 2027 (month 3), b on 1 October (month 6), c on 1 January 2029 (month 21).
    spans = [(one.begins, one.ends, one.steps) for one in found()]
    assert spans == [
        (date(2027, 4, 1), date(2027, 6, 30), ()),
        (date(2027, 10, 1), date(2028, 12, 31), ("c/a", "c/b")),
        (date(2029, 1, 1), date(2029, 3, 31), ("c/c",)),
    ]


def test_risk_at_each_plateau_by_hand() -> None:
    today, middle, last = (one.standing.risk for one in found())
    # Today: 20 + 10 + 18 = 48, and c may be anything from 14 to 22.
    assert sums(today) == (48, 44, 52)
    assert (today.red, today.cannot_tell, today.not_red) == (1, 1, 1)
    assert (today.bands, today.across) == ((0, 1, 1, 0), 1)
    # Once a (5) and b (0) are live: 5 + 0 + 18 = 23.
    assert sums(middle) == (23, 19, 27)
    assert (middle.red, middle.cannot_tell, middle.not_red) == (0, 1, 2)
    # In the end 5 + 0 + 8 = 13; c lies between 4 and 12, in one band or another.
    assert sums(last) == (13, 9, 17)
    assert (last.red, last.cannot_tell, last.not_red) == (0, 0, 3)
    assert (last.bands, last.across) == ((2, 0, 0, 0), 1)


def test_money_at_each_plateau_by_hand() -> None:
    today, middle, last = (one.standing for one in found())
    # Today 12,000 + 24,000 + 12,000. Then a costs 6,000; b runs on for two months after October.
    assert (today.running, today.running_old) == (48_000, 0)
    assert (middle.running, middle.running_old) == (42_000, 24_000)
    # In the end a 6,000, b nothing, c 18,000.
    assert (last.running, last.running_old) == (24_000, 0)
    # 60,000 for a and 9,000 for b are spent by October 2027; 90,000 for c by January 2029.
    assert [(one.capital, one.revenue) for one in (today, middle, last)] == [
        (0, 0),
        (60_000, 9_000),
        (150_000, 9_000),
    ]
    # What b costs today nobody has recorded; once it is gone and has run out, nothing is unknown.
    assert [one.running_unknown for one in (today, middle, last)] == [("c/b",), ("c/b",), ()]


def test_money_spent_half_way_through_a_step() -> None:
    record, given, choices = three_steps()
    plan = {f"c/{name}": choice for name, choice in choices.items()}
    # In July 2028 three of the nine months of c's delivery are over: 90,000 / 9 * 3 more.
    assert standing_at(record, given, plan, 15).capital == 60_000 + 30_000


def test_people_from_one_plateau_to_the_next_by_hand() -> None:
    _, middle, last = found()
    # a takes 30 days in its three months, April to June 2027; c takes 10 a month from April 2028.
    assert [(p.skill, p.days, p.busiest, p.busiest_days) for p in middle.people] == [
        ("data", 30, "2027-Q2", 30)
    ]
    assert [(p.skill, p.days, p.busiest, p.busiest_days) for p in last.people] == [
        ("data", 90, "2028-Q2", 30)
    ]


def test_what_serves_which_capability_and_what_nobody_knows() -> None:
    today, middle, last = (
        {one.system: one for one in plateau.standing.systems} for plateau in found()
    )
    assert [today["c/a"].product, middle["c/a"].product] == ["old-pay@3", None]
    assert middle["c/a"].capabilities == ("corporate.payroll",)
    assert middle["c/b"].capabilities == ()
    assert middle["c/b"].old_until == date(2027, 11, 30)
    # The upgrade names no product: the same one, but which version is not known.
    assert [middle["c/c"].product, last["c/c"].product] == ["ledger@8", "ledger"]


def test_what_becomes_of_interfaces() -> None:
    _, middle, last = found()
    fates = [[(i.sender, i.receiver, i.fate) for i in one.standing.interfaces] for one in found()]
    assert [fate for *_, fate in fates[0]] == [
        Fate.AS_TODAY,
        Fate.AS_TODAY,
        Fate.AS_TODAY,
        Fate.NOT_THERE,
    ]
    # a was replaced, b retired; the upgrade of c rebuilds nothing.
    assert [fate for *_, fate in fates[1]] == [Fate.REBUILT, Fate.GONE, Fate.AS_TODAY, Fate.OPEN]
    assert fates[2] == fates[1]
    rebuilt = middle.standing.interfaces[0]
    assert (rebuilt.standards, rebuilt.since) == (None, date(2027, 7, 1))
    assert found()[0].standing.interfaces[0].standards == ("iso-20022",)
    assert last.standing.interfaces[2].standards == ()


def test_risk_grows_while_a_plateau_lasts() -> None:
    record, given, _ = three_steps()
    # Nothing is done: 48 at first, and 52 at the end, when a has come to 24.
    (only,) = plateaus(record, given, {})
    assert sums(only.standing.risk)[0] == 48
    assert sums(only.risk_at_end)[0] == 52
    assert (only.begins, only.ends) == (date(2027, 4, 1), date(2029, 3, 31))


def test_all_in_one_wave_if_one_plateau_is_asked_for() -> None:
    assert [one.steps for one in found(most=1)] == [(), ("c/a", "c/b", "c/c")]


# Shared platforms, and systems folded into others


def joining(name: str, council: str = "c") -> SystemCase:
    """A system that can join the hub, and then costs 1,000 a year besides its price."""
    option = replacing("join", kind=Kind.JOIN, platform="hub", running_after=1_000)
    return replace(system(name, option), id=f"{council}/{name}", council=council)


def test_a_platform_opens_with_its_first_member_and_its_price_follows_its_members() -> None:
    # Two systems of council c and one of d join; a council is one member, however many systems.
    shared = PlatformCase("hub", members=1, minimum=2, tiers=((1, 5_000), (3, 4_000)))
    given = problem(joining("a"), joining("b"), joining("e", "d"), horizon=24, platforms=(shared,))
    record = graph({"a": {}, "b": {}}, [{"from": "a", "to": "b"}])
    plan = {"c/a": ("join", 0), "c/b": ("join", 6), "d/e": ("join", 12)}
    found = [each.standing for each in plateaus(record, given, plan)]
    assert [each.platforms[0].open for each in found] == [False, True, True, True]
    assert [each.platforms[0].members for each in found] == [1, 2, 2, 3]
    assert [each.platforms[0].new_members for each in found] == [(), ("c",), ("c",), ("c", "d")]
    # 36,000 today. Then 1,000 + 5,000 for a, and 24,000 for the rest; 2,000 + 5,000 + 12,000 with
    # b; at last 3,000 and twice 4,000.
    assert [each.running for each in found] == [36_000, 30_000, 19_000, 11_000]
    assert [each.prices for each in found] == [0, 5_000, 5_000, 8_000]
    # With both ends on the hub nothing passes between systems any more.
    assert [each.interfaces[0].fate for each in found] == [
        Fate.AS_TODAY,
        Fate.REBUILT,
        Fate.INSIDE,
        Fate.INSIDE,
    ]
    assert found[2].interfaces[0].now_from == found[2].interfaces[0].now_to == "platform:hub"
    # Council d pays its own price, and is no member before the last plateau.
    assert [standing_at(record, given, plan, month, "d").prices for month in (14, 15)] == [0, 4_000]


def test_a_host_has_spent_the_set_up_from_the_quarter_before_the_first_go_live() -> None:
    shared = PlatformCase("hub", setup=50_000, setup_capital=30_000, host="c")
    given = problem(joining("a"), joining("e", "d"), horizon=24, platforms=(shared,))
    plan = {"c/a": ("join", 6)}
    # a is live in month 9, the first of the fourth quarter: the third, from month 6, bears it.
    spent = [standing_at(graph({"a": {}}), given, plan, month) for month in (6, 7)]
    assert [(one.capital, one.revenue) for one in spent] == [(0, 0), (30_000, 20_000)]
    assert standing_at(graph({"a": {}}), given, plan, 9, "d").capital == 0


def test_an_adapter_stands_from_the_first_go_live_to_the_second() -> None:
    given = problem(
        system("a", replacing()),
        system("b", replacing()),
        horizon=24,
        adapters=(Adapter("c/a", "c/b", 7_000),),
    )
    record = graph({"a": {}, "b": {}})
    plan = {"c/a": ("replace", 0), "c/b": ("replace", 9)}
    counts = [len(standing_at(record, given, plan, month).adapters) for month in (2, 3, 11, 12)]
    assert counts == [0, 1, 1, 0]
    (one,) = standing_at(record, given, plan, 3).adapters
    assert (one.since, one.until, one.pounds) == (date(2027, 7, 1), date(2028, 4, 1), 7_000)
    # Replaced in the same quarter, they need none.
    assert (
        standing_at(record, given, {"c/a": ("replace", 0), "c/b": ("replace", 0)}, 3).adapters == ()
    )


def test_what_is_folded_into_another_that_is_folded_on_ends_where_that_does() -> None:
    given = problem(
        system("a", replacing("fold", kind=Kind.CONSOLIDATE, onto="c/b")),
        system("b", replacing("fold", kind=Kind.CONSOLIDATE, onto="c/d")),
        system("d"),
    )
    record = graph({"a": {}, "b": {}, "d": {}}, [{"from": "a", "to": "d"}])
    standing = standing_at(record, given, {"c/a": ("fold", 0), "c/b": ("fold", 0)}, 3)
    assert standing.interfaces[0].now_from == "c/d"
    assert standing.interfaces[0].fate is Fate.INSIDE


def test_holding_over_counts_in_the_running_cost_while_the_contract_goes_on() -> None:
    # 100 a month from the fourth month on: 1,200 a year more. A replacement leaves the contract.
    given = problem(system("a", replacing(running_after=6_000), premium=(0, 0, 0, 100)), horizon=12)
    record = graph({"a": {}})
    assert standing_at(record, given, {}, 2).running == 12_000
    assert standing_at(record, given, {}, 3).running == 13_200
    assert standing_at(record, given, {"c/a": ("replace", 3)}, 6).running == 6_000
