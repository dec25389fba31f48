"""The trend as plain text: what becomes of an estate if nothing is done, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Column, Terminal, table
from estate.rendering.kit.words import day, month, plural, span
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.portfolio import Fact
    from estate.scoring.trend import Trend, TrendPoint, Turned

    Where = Callable[[Fact], str | None]

SHOWN = 3
"""As many systems are named a quarter, unless all are asked for."""
HOW = (
    "The record of today at later dates: support and contracts end, hardware ages, all else stays "
    "as it is, and vulnerabilities are taken to be assessed as often as now. A system leaves on "
    "the day recorded as `retired`."
)


def trend_text(trend: Trend, terminal: Terminal, where: Where, most: int | None = SHOWN) -> str:
    """Return a line a quarter, and under them what turns, when and why."""
    lines = [terminal.heading("If nothing is done"), *_table(trend, terminal)]
    lines += ["", *terminal.wrap(HOW)]
    turning = [point for point in trend.points if turning_words(point)]
    if turning:
        lines += ["", terminal.heading("What turns, and why")]
    for point in turning:
        lines += _turning(point, terminal, where, most)
    return "\n".join(lines) + "\n"


def _table(trend: Trend, terminal: Terminal) -> list[str]:
    columns = (
        Column("From"),
        Column("Systems", right=True),
        Column("Red-rated", right=True),
        Column("Cannot tell", right=True),
        Column("Not red", right=True),
        Column("Legacy", right=True),
        Column("Sum of scores", right=True),
        Column("Mean", right=True),
    )
    return table(columns, [_row(point, trend) for point in trend.points], terminal)


def _row(point: TrendPoint, trend: Trend) -> list[str]:
    red = point.red_rated
    counts = (point.systems, red[Answer.YES], red[Answer.UNKNOWN], red[Answer.NO])
    return [
        when(point, trend),
        *(f"{count:,}" for count in counts),
        f"{point.legacy[Answer.YES]:,}",
        span(point.overall, 0),
        span(point.mean) if point.mean else "",
    ]


def when(point: TrendPoint, trend: Trend) -> str:
    """Return the first day in full, and of later quarters the month in which they begin."""
    return day(point.day) if point.day == trend.as_of else month(point.day)


def turning_words(point: TrendPoint) -> str:
    """Return how many turn, in a phrase: `2 more red-rated, 1 more legacy`."""
    counts = (
        (len(turned_to(point, Answer.YES)), "more red-rated"),
        (len(turned_to(point, Answer.UNKNOWN)), "more that cannot be told"),
        (_newly(point, Answer.YES), "more legacy"),
        (_newly(point, Answer.UNKNOWN), "more that may be legacy"),
        (len(point.left), "out of use"),
    )
    return ", ".join(f"{count:,} {words}" for count, words in counts if count)


def turned_to(point: TrendPoint, answer: Answer) -> list[Turned]:
    """Return the systems whose class turns to an answer on a day."""
    return [
        one for one in point.turned if one.red_rated is answer and one.was_red_rated is not answer
    ]


def _newly(point: TrendPoint, legacy: Answer) -> int:
    return sum(one.legacy is legacy and one.was_legacy is not legacy for one in point.turned)


def _turning(point: TrendPoint, terminal: Terminal, where: Where, most: int | None) -> list[str]:
    lines = [f"{month(point.day)}: {turning_words(point)}"]
    for answer, said in ((Answer.YES, "red-rated"), (Answer.UNKNOWN, "cannot tell")):
        turned = turned_to(point, answer)
        for one in turned[:most]:
            lines += terminal.wrap(f"{said}: {one.ref}: {reason(one, where)}", "    ", "  ")
        if most is not None and len(turned) > most:
            lines.append(f"  {said}: {len(turned) - most:,} more; --all names them")
    lines += _others(point, terminal, most)
    return lines


def _others(point: TrendPoint, terminal: Terminal, most: int | None) -> list[str]:
    lines: list[str] = []
    for refs, said in (
        ([one.ref for one in point.turned if _only_legacy(one)], "legacy"),
        (list(point.left), "out of use"),
    ):
        if refs and most is None:
            lines += terminal.wrap(f"{said}: {', '.join(map(str, refs))}", "    ", "  ")
    return lines


def _only_legacy(one: Turned) -> bool:
    newly = one.legacy is Answer.YES and one.was_legacy is not Answer.YES
    return newly and one.red_rated is one.was_red_rated


def reason(one: Turned, where: Where) -> str:
    """Return what raised a system most, with its place, and how many other criteria rose."""
    first, *others = one.because
    place = next((found for fact in first.facts if (found := where(fact))), None)
    more = f" {plural(len(others), 'other criterion', 'other criteria')} rose too."
    return f"{first.because}{f' [{place}]' if place else ''}{more if others else ''}"
