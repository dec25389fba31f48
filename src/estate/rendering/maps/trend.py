"""What becomes of the systems chosen, quarter by quarter, if nothing is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.words import RED_WORDS, day, listing, plural, visible
from estate.rendering.maps.asking import Chart
from estate.rendering.pictures.trend_chart import TITLE, description, trend_svg
from estate.scoring import Answer
from estate.scoring import trend as trend_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.maps.asking import Ask, Sheet
    from estate.scoring import Trend, TrendPoint

ORDER = (Answer.YES, Answer.UNKNOWN, Answer.NO)


def trend(ask: Ask) -> Iterator[Sheet]:
    """Yield one chart over the horizon of the workspace's plans."""
    found = trend_of(ask.graph, ask.scores(ask.systems))
    name, title = ask.chart_name("trend"), ask.chart_title(TITLE)
    yield Chart(name, title, trend_svg(found, name, title), _text(ask, title, found))


def _text(ask: Ask, title: str, found: Trend) -> str:
    lines = [title, description(found).removesuffix(TABLE), ""]
    for point in found.points:
        lines.append(_quarter(point))
        lines += [
            f"  - {ask.names.name(str(one.ref))} ({one.ref}): {RED_WORDS[one.was_red_rated]}, "
            f"then {RED_WORDS[one.red_rated]}; {listing([it.name for it in one.because], 3)}"
            for one in point.turned
            if one.red_rated is not one.was_red_rated
        ]
        lines += [f"  - {ask.names.name(str(ref))} ({ref}): goes out of use" for ref in point.left]
    return "\n".join(visible(line) for line in lines) + "\n"


TABLE = " The table says the same for every quarter."


def _quarter(point: TrendPoint) -> str:
    counts = [f"{point.red_rated[answer]} {RED_WORDS[answer]}" for answer in ORDER]
    return f"- {day(point.day)}: {', '.join(counts)} of {plural(point.systems, 'system')}"
