"""The parts of a page that say what becomes of an estate, and what to find out about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.page_model import Cell, Line, Table, cells, heads
from estate.rendering.kit.words import decimal, listing, plural, span, visible
from estate.rendering.scores.find_out import kinds_words, offices, things
from estate.rendering.scores.questions import best_kinds
from estate.rendering.scores.trend import turned_to, when
from estate.rendering.scores.words import best_questions
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from estate.graph import EstateGraph
    from estate.portfolio import SystemRef
    from estate.rendering.canvas.page_model import Where
    from estate.rendering.scores.questions import KindOfQuestion, Question
    from estate.scoring.results import Scores
    from estate.scoring.trend import Trend, TrendPoint, Turned
    from estate.scoring.worth_estate import Asking

NAMED = 3
"""As many systems are named in a cell."""
ASKS = 15


def trend_table(trend: Trend, where: Where) -> Table:
    """Return a line a quarter: counts, the scores added up, and what turns red-rated and why."""
    names = (
        "From",
        "#Systems",
        "#Red-rated",
        "#Cannot tell",
        "#Not red",
        "#Legacy",
        "#Sum of scores",
        "Turns red-rated",
    )
    rows = tuple(
        (
            *cells(when(point, trend), f"{point.systems:,}", *_counts(point)),
            Cell(span(point.overall, 0)),
            _turns_red(point, where),
        )
        for point in trend.points
    )
    return Table("Risk if nothing is done, by quarter", heads(*names), rows)


def _counts(point: TrendPoint) -> tuple[str, ...]:
    red = [point.red_rated[answer] for answer in (Answer.YES, Answer.UNKNOWN, Answer.NO)]
    return tuple(f"{count:,}" for count in (*red, point.legacy[Answer.YES]))


def _turns_red(point: TrendPoint, where: Where) -> Cell:
    turned = turned_to(point, Answer.YES)
    lines = [_because(one, where) for one in turned[:NAMED]]
    if len(turned) > NAMED:
        lines.append(Line(f"{len(turned) - NAMED:,} more"))
    return Cell(lines=tuple(lines))


def _because(one: Turned, where: Where) -> Line:
    first = one.because[0]
    place = next((found for fact in first.facts if (found := where(fact))), None)
    return Line(visible(f"{one.ref}: {first.because}"), place)


def ask_lead(graph: EstateGraph, scores: Scores) -> tuple[str, tuple[KindOfQuestion, ...]]:
    """Return the best questions in a sentence, and every kind that could settle a class."""
    kinds = best_kinds(graph, scores)
    return best_questions(kinds, scores.totals.red_rated[Answer.UNKNOWN]), kinds


def kinds_table(kinds: tuple[KindOfQuestion, ...]) -> Table | None:
    """Return the kinds of question that could settle classes, and who commonly knows."""
    if not kinds:
        return None
    rows = tuple(
        cells(
            one.kind.many,
            f"{len(one.items):,}",
            one.kind.office,
            f"{len(one.systems):,}",
            decimal(one.narrows_by),
        )
        for one in kinds
    )
    names = (
        "Ask for",
        "#Number",
        "Whom to ask",
        "#Systems that could be settled",
        "#Points of score narrowed",
    )
    caption = "Answers that could settle by themselves whether a system is red-rated"
    return Table(caption, heads(*names), rows, wide=False)


def asks_table(first: tuple[Asking[Question], ...]) -> Table | None:
    """Return what to ask for one by one, in the order that could settle most soonest."""
    if not first:
        return None
    rows = tuple(_ask(one) for one in first)
    names = ("Of", "Find out", "Whom to ask", "Could settle", "#Settled so far")
    last = first[-1]
    caption = (
        f"What to find out one by one: {plural(last.asked, 'answer')} could settle "
        f"{plural(last.settled, 'system')}"
    )
    return Table(caption, heads(*names), rows)


def _ask(one: Asking[Question]) -> tuple[Cell, ...]:
    return cells(
        things(one),
        kinds_words(one),
        offices(one),
        _settles(one.settles) or "none yet, but narrows",
        f"{one.settled:,}",
    )


def _settles(refs: tuple[SystemRef, ...]) -> str:
    return listing([str(ref) for ref in refs], NAMED)
