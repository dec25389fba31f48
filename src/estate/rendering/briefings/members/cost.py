"""The members' page: what it costs, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.glossary.links import about, joined, said_of, told
from estate.rendering.briefings.members.first import spent_once, takes_money
from estate.rendering.briefings.services import NOT_RECORDED, share
from estate.rendering.canvas.blocks import Figure, Prose
from estate.rendering.canvas.page_model import Cell, Picture, Ref, Table, filled, heads
from estate.rendering.kit.words import plural, short_pounds
from estate.rendering.pictures.charts import cost_svg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block
    from estate.rendering.plan.view import YearView

WHOLE_YEAR = 12


def cost(scope: Scope) -> Iterator[Block]:
    """Yield money by financial year, in a sentence, a table and a picture."""
    plan = scope.plan
    unknown, systems = unpriced(scope), scope.scores.totals.systems
    if plan is None or not plan.years:
        yield from _today(scope, unknown, systems)
        return
    if takes_money(scope):
        yield Prose(joined(told("The plan takes "), spent_once(scope), "."), "lead")
        yield from _last_year(scope)
    else:
        yield said_of("The plan changes nothing here, so it takes no money for change.")
        yield from _today(scope, unknown, systems)
        return
    yield years_table(scope, plan.years)
    if unknown:
        yield _unpriced(unknown, systems)
    yield from _unchanged(scope)
    if takes_money(scope):
        title = "Cost by financial year"
        name = f"cost-{scope.name}"
        costs = [year.cost for year in plan.years]
        svg = cost_svg(name, title, costs)
        caption = f"{title}. The table above has the same figures"
        yield Figure(Picture(svg, caption, f"{name}.svg", title=title))


def _today(scope: Scope, unknown: int, systems: int) -> Iterator[Prose]:
    """Yield what running everything costs today, as far as it is known."""
    if not systems:
        return
    costs = [
        system.annual_cost.total
        for _, system in scope.portfolio.systems()
        if system.in_use and system.annual_cost and system.annual_cost.total is not None
    ]
    if not costs:
        yield said_of("What the systems cost to run is [not recorded] for any of them.")
        return
    least = "at least " if unknown else ""
    yield said_of(
        f"Running the systems costs {least}{{}} a year.",
        about(sum(costs), "money", scope.name, "now"),
    )
    if unknown:
        yield _unpriced(unknown, systems)


def unpriced(scope: Scope) -> int:
    """Return how many systems in use have no running cost on record."""
    return sum(
        system.in_use and (system.annual_cost is None or system.annual_cost.total is None)
        for _, system in scope.portfolio.systems()
    )


def _unpriced(unknown: int, systems: int) -> Prose:
    if unknown == systems:
        return said_of("What the systems cost to run is [not recorded] for any of them.")
    return said_of(
        "What they cost to run is [not recorded] for {} of {}, so the true [running cost] is "
        "likely to be higher than the figures say.",
        unknown,
        plural(systems, "system"),
    )


def _unchanged(scope: Scope) -> Iterator[Prose]:
    """Yield how many changes are taken to leave running costs alone, for want of a figure."""
    count = sum(step.running_change is None for step in scope.steps)
    if count:
        do, count_as = ("does", "it counts") if count == 1 else ("do", "they count")
        yield said_of(
            f"What {{}} {do} to the [running cost] is [not recorded]: in this table "
            f"{count_as} as no change.",
            share(count, len(scope.steps), "change"),
        )


def _last_year(scope: Scope) -> Iterator[Prose]:
    year = scope.plan.last_year if scope.plan is not None else None
    if year is None or year.running == year.running_before:
        return
    less = year.running_before - year.running
    change = about(abs(less), "money", scope.name, year.label, "saved")
    yield said_of(
        f"In {{}} [running|running-cost] everything costs {{}} {'less' if less > 0 else 'more'} "
        "than if nothing is done.",
        year.label,
        change,
    )


def years_table(scope: Scope, years: Sequence[YearView]) -> Table:
    """Return money by financial year, rounded; each figure leads to the exact one."""
    names = (
        "Financial year",
        "#Capital",
        "#Capital budget",
        "#One-off revenue",
        "#Revenue budget",
        "#No budget covers",
        "#Running cost",
        "#Less than if nothing is done",
    )
    dark = all_unpriced(scope)
    rows = tuple(_year(scope, year, dark=dark) for year in years)
    table = Table("Money by financial year, rounded", heads(*names), rows)
    return filled(table)


def all_unpriced(scope: Scope) -> bool:
    """Whether no system in use has a running cost on record."""
    return unpriced(scope) == scope.scores.totals.systems


def _year(scope: Scope, year: YearView, *, dark: bool) -> tuple[Cell, ...]:
    cost_, purses = year.cost, year.purses
    short = cost_.months < WHOLE_YEAR
    months = f" ({plural(cost_.months, 'month')})" if short else ""

    def sum_(amount: int, part: str) -> Cell:
        ref = Ref("working", f"money/{scope.name}/{cost_.label}/{part}")
        return Cell(short_pounds(amount), ref=ref, key=str(amount))

    def running(amount: int) -> Cell:
        return Cell(NOT_RECORDED) if dark and not amount else sum_(amount, "running")

    return (
        Cell(cost_.label + months),
        sum_(purses.capital, "capital"),
        _budget(purses.capital_budget, unrecorded="capital" in purses.unrecorded),
        sum_(purses.revenue, "revenue"),
        _budget(purses.revenue_budget, unrecorded="revenue" in purses.unrecorded),
        sum_(cost_.other, "other") if cost_.other else Cell(),
        running(cost_.running),
        _less(
            cost_.running_before - cost_.running,
            dark=dark,
            ref=Ref("working", f"money/{scope.name}/{cost_.label}/saved"),
        ),
    )


def _less(saved: int, *, dark: bool, ref: Ref) -> Cell:
    if dark and not saved:
        return Cell(NOT_RECORDED)
    return Cell(
        f"{short_pounds(-saved)} more" if saved < 0 else short_pounds(saved),
        ref=ref,
        key=str(saved),
    )


def _budget(budget: int | None, *, unrecorded: bool) -> Cell:
    if unrecorded or budget is None:
        return Cell(NOT_RECORDED)
    return Cell(short_pounds(budget), key=str(budget))
