"""What changed against the plan before: in a terminal, on a page, as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.planning.roadmap import Fate
from estate.rendering.canvas.page_model import Cell, Line, Table, cells, heads
from estate.rendering.kit.as_json import facts_json
from estate.rendering.kit.terminal import Column, Ink, table
from estate.rendering.kit.words import day, month, plural, pounds, visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.planning.roadmap import Move, Moves
    from estate.rendering.canvas.page_model import Where as PageWhere
    from estate.rendering.kit.as_json import Json, Where
    from estate.rendering.kit.terminal import Terminal

_ORDER = (
    Fate.AS_PLANNED,
    Fate.UNDER_WAY,
    Fate.DONE,
    Fate.MOVED,
    Fate.CHANGED,
    Fate.DROPPED,
    Fate.IMPOSSIBLE,
    Fate.UNKNOWN,
    Fate.NEW,
)
"""In this order they are counted: first what stands."""
_QUIET = frozenset({Fate.AS_PLANNED, Fate.UNDER_WAY, Fate.DONE})
"""What needs no row of its own."""


def summary(moves: Moves) -> str:
    """Return in a sentence or two what became of the plan before."""
    if not moves.steps:
        return f"The plan of {day(moves.since)} had no step, and neither has this one."
    counts = Counter(move.fate for move in moves.steps)
    said = ", ".join(f"{counts[fate]} {fate.value}" for fate in _ORDER if counts[fate])
    words = f"Against the plan of {day(moves.since)}: {said}."
    if moves.price:
        words += (
            f" Of the plan's cost, {pounds(moves.price)} stand for change of plan by the policy's"
            " move_price: nobody pays them."
        )
    return words


def telling(moves: Moves, council: str | None = None) -> list[Move]:
    """Return the moves that people have to be told of."""
    return [
        move
        for move in moves.steps
        if move.fate not in _QUIET and (council is None or move.system.startswith(f"{council}/"))
    ]


def moves_text(moves: Moves, terminal: Terminal) -> Iterator[str]:
    """Yield the lines that say what changed, and why."""
    yield from terminal.wrap(summary(moves))
    shown = telling(moves)
    if not shown:
        return
    yield ""
    head, rule, *rows = table(_COLUMNS, [_row(move) for move in shown], terminal)
    yield from (head, rule)
    for row, move in zip(rows, shown, strict=True):
        yield row
        words = " ".join(reason.words for reason in move.reasons)
        for line in terminal.wrap(words, " " * 4) if words else ():
            yield terminal.paint(line, Ink.DIM)


_COLUMNS = (
    Column("System", least=16),
    Column("What became of it", least=12),
    Column("Before", least=12),
    Column("Now", least=12),
)


def _row(move: Move) -> list[str]:
    return [move.system, fate_words(move), _placed(move.before), _placed(move.now)]


def fate_words(move: Move) -> str:
    """Return what became of a step, with how far it moved."""
    if not move.quarters:
        return move.fate.value
    way = "later" if move.quarters > 0 else "earlier"
    return f"{plural(abs(move.quarters), 'quarter')} {way}"


def _placed(place: tuple[str, date, date] | None) -> str:
    if place is None:
        return ""
    option, start, _ = place
    return f"{option}, {month(start)}"


def moves_table(moves: Moves, council: str | None, where: PageWhere) -> Table | None:
    """Return the table of what changed; None where nothing did that people must be told of."""
    shown = telling(moves, council)
    if not shown:
        return None
    rows = tuple(
        (
            *cells(*_row(move)),
            Cell(
                lines=tuple(
                    Line(
                        visible(reason.words),
                        next((place for fact in reason.facts if (place := where(fact))), None),
                    )
                    for reason in move.reasons
                    if reason.words
                )
            ),
        )
        for move in shown
    )
    names = ("System", "What became of it", "Before", "Now", "Why")
    return Table(f"Changed since the plan of {day(moves.since)}", heads(*names), rows)


def moves_json(moves: Moves | None, where: Where) -> Json | None:
    """Return what changed as data; None where the plan continues no other."""
    if moves is None:
        return None
    return {
        "since": moves.since.isoformat(),
        "price": moves.price,
        "steps": [
            {
                "system": move.system,
                "fate": move.fate.value,
                "before": _place_json(move.before),
                "now": _place_json(move.now),
                "quarters_later": move.quarters,
                "why": [
                    {"words": reason.words, "facts": facts_json(reason.facts, where)}
                    for reason in move.reasons
                ],
            }
            for move in moves.steps
        ],
    }


def _place_json(place: tuple[str, date, date] | None) -> Json | None:
    if place is None:
        return None
    option, start, live = place
    return {"option": option, "start": start.isoformat(), "live": live.isoformat()}
