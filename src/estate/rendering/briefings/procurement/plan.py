"""What the plan buys: when buying has to begin, how long it takes, and for how much."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.portfolio.dates import Quarter, month_number
from estate.rendering.canvas.page_model import Cell, Head, Ref, Table, cells, heads
from estate.rendering.kit.words import month, plural, pounds, quarter_words, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.portfolio import Option, Portfolio
    from estate.rendering.briefings.material import Scope
    from estate.rendering.plan.view import StepView

MOST = 700


def bought(steps: Sequence[StepView]) -> tuple[StepView, ...]:
    """Return the steps that take buying, by the month in which it begins, then by system."""
    return tuple(
        sorted(
            (one for one in steps if one.delivery > one.start),
            key=lambda one: (one.start, one.system),
        )
    )


def purchases_table(steps: Sequence[StepView], scope: Scope) -> Table:
    """Return each purchase: from when to when, for which system, and what is paid once."""
    shown = steps[:MOST]
    more = f": the first {len(shown):,} of {len(steps):,}" if len(shown) < len(steps) else ""
    several = len(scope.councils) > 1
    columns = (
        Head("System"),
        *((Head("Council", filter=True),) if several else ()),
        Head("What is bought"),
        Head("Buying begins"),
        Head("Months of buying", number=True),
        Head("Work begins"),
        Head("Live"),
        Head("Route", filter=True),
        Head("Once", number=True),
        Head("Platform's price a year", number=True),
    )
    rows = tuple(_row(one, scope.material.portfolio, several=several) for one in shown)
    return Table(f"What the plan buys, by the month buying begins{more}", columns, rows, tools=True)


def _row(step: StepView, portfolio: Portfolio, *, several: bool) -> tuple[Cell, ...]:
    council = portfolio.councils[step.council].council.name
    at = (Cell(visible(council), ref=Ref("council", step.council)),) if several else ()
    once = step.capital + step.revenue
    return (
        Cell(visible(step.name), ref=Ref("system", step.system)),
        *at,
        Cell(visible(step.words)),
        Cell(month(step.start), key=step.start.isoformat()),
        Cell(f"{lead_months(step):,}"),
        Cell(month(step.delivery), key=step.delivery.isoformat()),
        Cell(month(step.live), key=step.live.isoformat()),
        Cell(_route(step, portfolio)),
        Cell(pounds(once), key=str(once)),
        Cell("" if step.price is None else pounds(step.price)),
    )


def lead_months(step: StepView) -> int:
    """Return the whole months from the start of buying to the start of work."""
    return month_number(step.delivery) - month_number(step.start)


def _route(step: StepView, portfolio: Portfolio) -> str:
    option = _option(step, portfolio)
    route = option.procurement_route if option is not None else None
    return visible(route.replace("-", " ")) if route else "not recorded"


def _option(step: StepView, portfolio: Portfolio) -> Option | None:
    return portfolio.system(SystemRef.parse(step.system)).options.get(step.option)


def quarters_table(steps: Sequence[StepView]) -> Table:
    """Return how many purchases begin in each quarter, and what they cost once."""
    lots = groupby(steps, key=lambda one: str(Quarter.of(one.start)))
    rows = []
    for quarter, lot in lots:
        own = list(lot)
        rows.append(
            cells(
                quarter_words(quarter),
                f"{len(own):,}",
                pounds(sum(one.capital for one in own)),
                pounds(sum(one.revenue for one in own)),
            )
        )
    names = ("Buying begins in", "#Purchases", "#Capital", "#One-off revenue")
    caption = "Purchases by quarter, with what their steps cost once"
    return Table(caption, heads(*names), tuple(rows), wide=False)


def lead(steps: Sequence[StepView], others: int) -> str:
    """Return what is bought first, and how many steps take no buying, in sentences."""
    first = steps[0]
    longest = max(lead_months(one) for one in steps)
    takes = "takes" if others == 1 else "take"
    quiet = f" {plural(others, 'more step')} {takes} no buying." if others else ""
    verb = "begins" if len(steps) == 1 else "begin"
    return (
        f"{plural(len(steps), 'step')} of the plan {verb} with buying, the first in "
        f"{month(first.start)}; it takes up to {plural(longest, 'month')} until the work can "
        f"begin.{quiet}"
    )
