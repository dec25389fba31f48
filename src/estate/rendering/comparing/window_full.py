"""One capability's joint windows in full, for `estate compare --windows`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom
from estate.rendering.comparing import window_tables as tables
from estate.rendering.comparing.section import Section
from estate.rendering.comparing.window_words import FREEDOM_WORDS, count_words, dates_words
from estate.rendering.comparing.windows import notes, pictures
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import day, listing, plural, pounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.comparison.opportunities import Opportunity
    from estate.comparison.windows import Case
    from estate.rendering.kit.grids import Value

POSITIONS = (
    Column("council", "Council", filter=True, least=10),
    Column("first", "From", "date"),
    Column("last", "Until", "date"),
    Column("stands", "Leaves", filter=True, least=10),
    Column("pays", "Pays", least=10),
)


def full(opportunity: Opportunity) -> Section:
    """Return every window of some capabilities, and for each best date who has to do what."""
    best = opportunity.windows.best
    grids = (
        tables.dates([opportunity]),
        *(_acts(opportunity, place) for place in range(len(best))),
        _positions(opportunity),
        tables.frameworks([opportunity]),
        tables.rules([opportunity]),
        tables.lots([opportunity]),
    )
    shown = tuple(_without(grid, {"capability", "joint_date"}, grids[0]) for grid in grids)
    return Section(
        "windows",
        f"Joint windows: {opportunity.name}",
        _lead(opportunity),
        grids,
        shown,
        pictures([opportunity]),
        notes(opportunity.asked),
    )


def _lead(opportunity: Opportunity) -> tuple[str, ...]:
    best = opportunity.date
    value = pounds(opportunity.annual_value)
    unknown = opportunity.unvalued()
    said = f"{plural(len(opportunity.cases), 'council')} have something for it, {value} a year"
    if unknown:
        names = listing([case.council.name for case in unknown])
        said += f" besides {names}, whose is not known exactly"
    if best is None:
        return (f"{said}. No date is known on which one of them can leave free.",)
    return (
        f"{said}. Most leave free on {day(best.day)}: {count_words(best.span)}.",
        *(
            f"{day(each.day)}: {count_words(each.span)}; {dates_words(each)}."
            for each in opportunity.windows.best
            if each is not best
        ),
        *notes(opportunity.asked)[:1],
    )


def _acts(opportunity: Opportunity, place: int) -> Grid:
    best = opportunity.windows.best[place]
    grid = tables.acts([(opportunity, best)])
    name, caption = f"who-does-what-{place + 1}", f"{grid.caption}: to leave on {day(best.day)}"
    return Grid(name, caption, grid.columns, grid.rows, grid.empty)


def _without(grid: Grid, hidden: set[str], dated: Grid) -> Grid:
    """Return a table for a terminal: without what is the same in every row."""
    if grid is dated:
        hidden = {"capability", "first", "unknown", "withheld", "perhaps"}
    hidden = {*hidden, "also", "source", "says" if grid.name == "rules" else "capability"}
    keep = [place for place, each in enumerate(grid.columns) if each.id not in hidden]
    rows = tuple(tuple(row[place] for place in keep) for row in grid.rows)
    columns = tuple(grid.columns[place] for place in keep)
    return Grid(grid.name, grid.caption, columns, rows, grid.empty)


def _positions(opportunity: Opportunity) -> Grid:
    rows = [row for case in opportunity.cases for row in _runs(case)]
    return Grid("positions", "How each council stands over time", POSITIONS, tuple(rows))


def _runs(case: Case) -> Iterator[tuple[Value, ...]]:
    """Yield the days over which a council is as free, with the least and the most that it pays."""
    spans = case.spans
    start = 0
    for place in range(1, len(spans) + 1):
        if place < len(spans) and spans[place][1].freedom is spans[start][1].freedom:
            continue
        last = spans[place][0] - timedelta(days=1) if place < len(spans) else case.last
        freedom = spans[start][1].freedom
        costs = [own.cost for _, own in spans[start:place]]
        known_ones = [cost for cost in costs if cost is not None]
        yield (
            case.council.name,
            spans[start][0],
            last,
            FREEDOM_WORDS[freedom],
            _pays(freedom, [round(cost) for cost in known_ones], len(costs)),
        )
        start = place


def _pays(freedom: Freedom, costs: list[int], spans: int) -> str | None:
    if freedom in {Freedom.UNKNOWN, Freedom.WITHHELD} or len(costs) < spans:
        return None
    least, most = min(costs), max(costs)
    return pounds(least) if least == most else f"{pounds(least)} to {pounds(most)}"
