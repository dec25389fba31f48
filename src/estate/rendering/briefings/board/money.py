"""The board's paper: money by financial year against recorded budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.glossary.links import joined, said_of, told
from estate.rendering.briefings.members.cost import all_unpriced, unpriced
from estate.rendering.briefings.members.first import spent_once, takes_money
from estate.rendering.briefings.services import NOT_RECORDED
from estate.rendering.canvas.blocks import Figure, Folded, Prose
from estate.rendering.canvas.page_model import Cell, Picture, Ref, Table, cells, filled, heads
from estate.rendering.kit.words import listing, plural, pounds
from estate.rendering.pictures.charts import cost_svg
from estate.rendering.plan.investment import investment_table
from estate.rendering.plan.words import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block
    from estate.rendering.plan.view import YearView

WHOLE_YEAR = 12
TIGHT = 0.95
"""From this share of a budget up there is no room for a surprise."""


def money(scope: Scope) -> Iterator[Block]:
    """Yield capital, one-off revenue and running cost by year, and what is tight or missing."""
    plan = scope.plan
    if plan is None or not plan.years:
        return
    if takes_money(scope):
        yield Prose(joined(told("The plan takes "), spent_once(scope, pounds), "."))
    else:
        yield said_of("The plan takes no money for change. Running costs go on.")
        if all_unpriced(scope):
            yield from _remarks(scope, plan.years)
            return
    table = budget_table(scope, plan.years)
    title = "Cost by financial year"
    svg = cost_svg(f"cost-{scope.name}", title, [year.cost for year in plan.years])
    caption = f"{title}. The table above has the same figures"
    yield table
    yield Figure(Picture(svg, caption, f"cost-{scope.name}.svg", title=title))
    yield from _remarks(scope, plan.years)
    if takes_money(scope) and (whole := investment_table(plan.investment, scope.name)):
        yield Folded(whole.caption, (whole,))


def _remarks(scope: Scope, years: Sequence[YearView]) -> Iterator[Prose]:
    if any(year.cost.other for year in years):
        yield said_of("[No budget covers|unfunded]: {}.", OTHER)
    if tight := tight_years(years):
        yield said_of(
            "Little room is left in {}: 95% or more of a budget is taken.", listing(tight)
        )
    missing = [year.cost.label for year in years if year.purses.unrecorded]
    if missing and scope.steps:
        yield said_of(
            "For {} a [budget] is [not recorded], though it is for other years: the plan spends "
            "nothing from it then.",
            listing(missing),
        )
    if count := unpriced(scope):
        systems = plural(scope.scores.totals.systems, "system")
        if all_unpriced(scope):
            yield said_of("[Running cost] is [not recorded] for any of {}.", systems)
            return
        yield said_of(
            "[Running cost] is [not recorded] for {} of {}: the sums are the least they can be.",
            count,
            systems,
        )


def tight_years(years: Sequence[YearView]) -> list[str]:
    """Return the years in which 95% or more of a recorded budget is taken, and of which."""
    found = []
    for year in years:
        purses = year.purses
        full = [
            name
            for name, used, budget in (
                ("capital", purses.capital, purses.capital_budget),
                ("revenue", purses.revenue, purses.revenue_budget),
            )
            if used and budget is not None and used >= TIGHT * budget
        ]
        if full:
            found.append(f"{year.cost.label} ({listing(full)})")
    return found


def budget_table(scope: Scope, years: Sequence[YearView]) -> Table:
    """Return money by financial year to the pound; each figure leads to its working."""
    names = (
        "Financial year",
        "#Capital",
        "#Capital budget",
        "#Left of it",
        "#One-off revenue",
        "#Revenue budget",
        "#Left of that",
        "#No budget covers",
        "#Running cost",
        "#If nothing is done",
    )
    rows = tuple(_row(scope, year) for year in years)
    costs = [year.cost for year in years]
    foot = (
        *cells("All years", pounds(sum(year.purses.capital for year in years)), "", ""),
        *cells(pounds(sum(year.purses.revenue for year in years)), "", ""),
        *cells(pounds(sum(cost.other for cost in costs))),
        _running(scope, sum(cost.running for cost in costs), None),
        _running(scope, sum(cost.running_before for cost in costs), None),
    )
    caption = "Money by financial year, not discounted"
    return filled(Table(caption, heads(*names), rows, foot))


def _row(scope: Scope, year: YearView) -> tuple[Cell, ...]:
    cost, purses = year.cost, year.purses
    months = f" ({plural(cost.months, 'month')})" if cost.months < WHOLE_YEAR else ""

    def way(part: str) -> Ref:
        return Ref("working", f"money/{scope.name}/{cost.label}/{part}")

    return (
        Cell(cost.label + months),
        Cell(pounds(purses.capital), ref=way("capital"), key=str(purses.capital)),
        *_budget(purses.capital, purses.capital_budget, "capital" in purses.unrecorded),
        Cell(pounds(purses.revenue), ref=way("revenue"), key=str(purses.revenue)),
        *_budget(purses.revenue, purses.revenue_budget, "revenue" in purses.unrecorded),
        Cell(pounds(cost.other), ref=way("other"), key=str(cost.other)),
        _running(scope, cost.running, way("running")),
        _running(scope, cost.running_before, way("kept")),
    )


def _budget(used: int, budget: int | None, unrecorded: bool) -> tuple[Cell, Cell]:  # noqa: FBT001
    """Return a budget and what is left of it; neither where nobody recorded it."""
    if unrecorded or budget is None:
        return Cell(NOT_RECORDED), Cell(NOT_RECORDED)
    left = budget - used
    return Cell(pounds(budget), key=str(budget)), Cell(pounds(left), key=str(left))


def _running(scope: Scope, amount: int, way: Ref | None) -> Cell:
    if not amount and all_unpriced(scope):
        return Cell(NOT_RECORDED)
    return Cell(pounds(amount), ref=way, key=str(amount))
