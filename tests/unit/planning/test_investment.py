"""What a plan takes by financial year, worked by hand."""

from __future__ import annotations

from tests.unit.planning.cases import elsewhere, planned, problem, replacing, system

from estate.planning.judging.investment import AboveCeiling, SkillYear, investment
from estate.planning.problem.cases import (
    Budget,
    DayRate,
    Purse,
    RunningCeiling,
    SkillLimit,
)
from estate.planning.roadmap import Roadmap
from estate.rendering.plan.investment import investment_json, investment_lines, investment_table


def two_years() -> Roadmap:
    """A plan of two financial years, which is forced to begin in the last quarter of the first.

    `a` takes six months from January 2028, 100 days and 900 of capital: half of each by the year.
    `d/e` takes three months from January, and nobody records its people.
    """
    data = (("data", 100),)
    a = system("a", replacing(months=6, capital=900, skills=data, earliest=9, running_after=6_000))
    e = elsewhere("e", replacing(skills=data, earliest=9))
    return planned(
        problem(
            a,
            e,
            horizon=24,
            budgets=(
                Budget("c", Purse.CAPITAL, 0, 700, carry_forward=True),
                Budget("c", Purse.CAPITAL, 1, 300),
            ),
            skills=tuple(SkillLimit("c", "data", quarter, 60) for quarter in range(8)),
            day_rates=(DayRate("d", "data", 500),),
            running_ceilings=(RunningCeiling("c", 0, 11_000), RunningCeiling("c", 1, 11_000)),
        )
    )


def test_money_and_people_by_financial_year() -> None:
    first, second = investment(two_years())
    # Half of 900 falls in the first year; 700 - 450 is left of it and goes with the second's 300.
    assert (first.money.capital, first.money.capital_limit) == (450, None)
    assert (second.money.capital, second.money.capital_carried) == (450, 250)
    # c gives 60 days a quarter and uses 50 of each of two; d's 100 have to be found, at 500 each.
    assert first.skills == (SkillYear("data", 150, 240, 100, 50_000),)
    assert second.skills == (SkillYear("data", 50, 240, 0, 0),)
    # Nothing changes in the first year. In the second `a` runs for 3 months as before and 9 at
    # half the price, and `e` not at all.
    assert (first.running_change, second.running_change) == (0, -12_000 - 4_500)


def test_one_council_and_its_ceiling() -> None:
    first, second = investment(two_years(), "c")
    assert (first.money.capital_limit, second.money.capital_limit) == (700, 300 + 250)
    assert first.above == (AboveCeiling("c", 12_000, 11_000),)
    assert (second.money.running, second.above) == (7_500, ())
    assert first.skills == (SkillYear("data", 50, 240, 0, 0),)
    (of_d, _) = investment(two_years(), "d")
    assert of_d.skills == (SkillYear("data", 100, 0, 100, 50_000),)
    assert (of_d.money.running_ceiling, of_d.above) == (None, ())


def test_no_money_is_made_up_where_no_day_rate_is_recorded() -> None:
    given = problem(system("a", replacing(skills=(("data", 10),))))
    years = investment(planned(given))
    assert years[0].skills == (SkillYear("data", 10, 0, 10, None),)
    assert investment_json(years)[0]["person_days"] == [
        {"skill": "data", "days": 10, "there": 0, "to_find": 10, "money": None}
    ]
    table = investment_table(years)
    assert table is not None
    assert [cell.text for cell in table.rows[0]][-2:] == ["10", "no day rate recorded"]


def test_a_terminal_says_what_is_carried_exceeded_and_to_find() -> None:
    to_find = "Person-days to find, where nobody records what there is: 100 of data;"
    assert list(investment_lines(investment(two_years()))) == [
        "Carried forward from the year before: £250 into 2028-29.",
        "Running cost is above its recorded ceiling: c in 2027-28 by £1,000.",
        f"{to_find} money for those: £50,000.",
    ]
