"""A roadmap sheet as a table: every bar, every mark, and what waits for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.page_model import Cell, Head, Ref, Table, cells, filled
from estate.rendering.canvas.palette import kind_style
from estate.rendering.kit.words import day, listing, visible

if TYPE_CHECKING:
    from datetime import date

    from estate.rendering.canvas.sheets import Bar, Lane, Row, Sheet

HEADS = (
    Head("Lane", filter=True),
    Head("System"),
    Head("Kind", filter=True),
    Head("What is done"),
    Head("Start"),
    Head("Delivery from"),
    Head("Live"),
    Head("Old system until"),
    Head("Contract ends"),
    Head("Last day for notice"),
    Head("Must have changed by"),
    Head("Waits for"),
)


def timeline_table(sheet: Sheet) -> Table:
    """Return what a sheet shows, a row for each system; columns that nothing fills are left out."""
    names = {row.system: row.name for row in sheet.rows}
    rows = tuple(_row(lane, row, names) for lane in sheet.lanes for row in lane.rows)
    return filled(Table(sheet.title, HEADS, rows))


def _row(lane: Lane, row: Row, names: dict[str, str]) -> tuple[Cell, ...]:
    bar = row.bar
    waits = listing([names.get(name, name) for name in row.waits_for])
    return (
        Cell(visible(lane.name)),
        Cell(visible(row.name), ref=Ref("system", row.system) if row.system else None),
        *_done(bar),
        _day(row.contract_ends),
        _day(row.notice),
        _day(row.deadline),
        *cells(waits),
    )


def _done(bar: Bar | None) -> tuple[Cell, ...]:
    if bar is None:
        return (Cell("Kept"), *(Cell() for _ in range(5)))
    dates = (bar.start, bar.delivery, bar.live, bar.old_until)
    return (*cells(kind_style(bar.kind).words, bar.words), *(_day(one) for one in dates))


def _day(value: date | None) -> Cell:
    return Cell() if value is None else Cell(day(value), key=value.isoformat())


def timeline_text(sheet: Sheet) -> str:
    """Return the same as text, lane by lane."""
    table = timeline_table(sheet)
    lines = [sheet.title, sheet.subtitle]
    lane = ""
    for row in table.rows:
        if row[0].text != lane:
            lane = row[0].text
            lines += ["", lane]
        said = [
            f"{head.name.lower()}: {cell.text}"
            for head, cell in zip(table.heads[2:], row[2:], strict=True)
            if cell.text
        ]
        lines.append(f"- {row[1].text}: {'; '.join(said)}")
    return "\n".join(visible(line) for line in lines) + "\n"
