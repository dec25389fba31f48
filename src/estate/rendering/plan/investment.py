"""What the plan takes by financial year: money carried forward, ceilings, people to find."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from estate.rendering.canvas.page_model import Cell, Ref, Table, cells, filled, heads
from estate.rendering.kit.words import listing, plural, pounds, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from estate.planning.judging.investment import InvestmentYear, SkillYear
    from estate.rendering.kit.as_json import Json

_YEAR = 12


def investment_json(years: Sequence[InvestmentYear]) -> list[Json]:
    """Return it for machines: pounds and person-days, by id."""
    return [
        {
            "year": year.money.label,
            "months": year.money.months,
            "capital": year.money.capital,
            "capital_carried_in": year.money.capital_carried,
            "revenue": year.money.revenue,
            "revenue_carried_in": year.money.revenue_carried,
            "other_one_off": year.money.other,
            "running_change": year.running_change,
            "running_ceiling": year.money.running_ceiling,
            "above_running_ceiling": [asdict(each) for each in year.above],
            "person_days": [asdict(each) for each in year.skills],
        }
        for year in years
    ]


def investment_table(years: Sequence[InvestmentYear], scope: str = "") -> Table | None:
    """Return money and people by financial year, in one table; None for a plan without years.

    With the name of a council, or `estate`, each figure leads to how it was worked out.
    """
    if not years:
        return None
    names = (
        "Financial year",
        "#Capital",
        "#One-off revenue",
        "#Carried in from the year before",
        "#Other one-off",
        "#Running cost change",
        "#Person-days",
        "#Person-days to find",
        "#Money for those",
        "Running cost above its ceiling",
    )
    rows = tuple(_led(cells(*_row(year)), scope, year.money.label) for year in years)
    foot = cells(
        "All years",
        pounds(sum(year.money.capital for year in years)),
        pounds(sum(year.money.revenue for year in years)),
        "",
        pounds(sum(year.money.other for year in years)),
        pounds(sum(year.running_change for year in years)),
        f"{sum(each.days for year in years for each in year.skills):,}",
        f"{sum(each.to_find for year in years for each in year.skills):,}",
        _money([each for year in years for each in year.skills]),
        "",
    )
    return filled(Table("What the plan takes, by financial year", heads(*names), rows, foot))


_WORKINGS = {
    1: "money/{}/{}/capital",
    2: "money/{}/{}/revenue",
    4: "money/{}/{}/other",
    5: "money/{}/{}/saved",
    6: "people/{}/{}",
}
"""For columns of the table, what their figures were worked out by: whose, and in which year."""


def _led(row: tuple[Cell, ...], scope: str, year: str) -> tuple[Cell, ...]:
    if not scope:
        return row
    return tuple(
        replace(cell, ref=Ref("working", _WORKINGS[number].format(scope, year)))
        if number in _WORKINGS and cell.text
        else cell
        for number, cell in enumerate(row)
    )


def _row(year: InvestmentYear) -> tuple[str, ...]:
    money = year.money
    months = f" ({plural(money.months, 'month')})" if money.months < _YEAR else ""
    carried = money.capital_carried + money.revenue_carried
    return (
        money.label + months,
        pounds(money.capital),
        pounds(money.revenue),
        pounds(carried) if carried else "",
        pounds(money.other),
        pounds(year.running_change),
        f"{sum(each.days for each in year.skills):,}",
        _days_or_none(sum(each.to_find for each in year.skills)),
        _money(year.skills),
        visible(_above(year)),
    )


def _days_or_none(days: int) -> str:
    return f"{days:,}" if days else ""


def _money(skills: Sequence[SkillYear]) -> str:
    """Return what person-days to find cost; what has no day rate on record is said, not guessed."""
    to_find = [each for each in skills if each.to_find]
    priced = sum(each.money or 0 for each in to_find)
    if not to_find:
        return ""
    if all(each.money is not None for each in to_find):
        return pounds(priced)
    return f"{pounds(priced)} and what has no day rate" if priced else "no day rate recorded"


def _above(year: InvestmentYear) -> str:
    return listing(
        [f"{each.council} by {pounds(each.running - each.ceiling)}" for each in year.above]
    )


def investment_lines(years: Sequence[InvestmentYear]) -> Iterator[str]:
    """Yield sentences for a terminal: what is carried forward, ceilings, people to find."""
    carried = _said(years, lambda year: year.money.capital_carried + year.money.revenue_carried)
    if carried:
        yield f"Carried forward from the year before: {carried}."
    above = [
        f"{each.council} in {year.money.label} by {pounds(each.running - each.ceiling)}"
        for year in years
        for each in year.above
    ]
    if above:
        yield f"Running cost is above its recorded ceiling: {listing(above, 6)}."
    found = [each for year in years for each in year.skills if each.to_find]
    if found:
        to_find: Counter[str] = Counter()
        for each in found:
            to_find[each.skill] += each.to_find
        said = listing([f"{days:,} of {skill}" for skill, days in sorted(to_find.items())], 6)
        yield (
            f"Person-days to find, where nobody records what there is: {said};"
            f" money for those: {_money(found)}."
        )


def _said(years: Sequence[InvestmentYear], of: Callable[[InvestmentYear], int]) -> str:
    return listing([f"{pounds(of(year))} into {year.money.label}" for year in years if of(year)], 8)
