"""The plateaus as a picture: a column each, with how many systems are at risk, sound or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.page_model import Table, cells, heads
from estate.rendering.canvas.palette import CHANGED, INK, KEPT, MUTED, RED, UNKNOWN
from estate.rendering.kit.words import month, plural, pounds, short_pounds
from estate.rendering.pictures.charts import LEFT, RIGHT, WIDTH, axis_to
from estate.rendering.plan.plateau_words import period_words
from estate.scoring.framework import RED_FROM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate.planning.plateaus import Plateau, SystemState

FLOOR, HEIGHT = 360.0, 452.0
"""Where columns stand, and how high the picture is: figures stand between."""
LEAST = 12.0
"""A part of a column that is lower has no figure in it."""
LINE = 17.0
TITLE = "Plateaus: how systems stand between waves of change"


class Counts(NamedTuple):
    """How many systems are of each class, from the bottom of a column to its top."""

    red: int
    cannot_tell: int
    kept: int
    changed: int
    gone: int

    @property
    def said(self) -> str:
        """Return the counts in words."""
        words = zip(NAMES, self, strict=True)
        return ", ".join(f"{count:,} {name}" for name, count in words if count)


NAMES = (
    "red-rated",
    "cannot tell",
    "kept, not red",
    "changed, not red",
    "retired or part of another",
)


def counts(systems: Sequence[SystemState]) -> Counts:
    """Return how many systems there are of each class on the first day of a plateau.

    What is retired, or has become part of a platform or another system, counts as that.
    """
    found = [_class(state) for state in systems]
    return Counts(*(found.count(which) for which in range(len(NAMES))))


def _class(state: SystemState) -> int:
    if state.onto is not None or (state.kind is not None and state.kind.value == "retire"):
        return 4
    if state.interval.low >= RED_FROM:
        return 0
    if state.interval.high >= RED_FROM:
        return 1
    return 2 if state.kind is None else 3


def plateaus_svg(name: str, plateaus: Sequence[Plateau], title: str = TITLE) -> str:
    """Return a column a plateau; its classes differ by pattern, and each says its number."""
    drawing = Drawing(name, title, description(plateaus), WIDTH)
    drawing.text(16, 26, title, Type(17, bold=True))
    fills = _key(drawing)
    most = max(1, *(len(one.standing.systems) for one in plateaus))
    scale = axis_to(drawing, most, lambda value: f"{value:,.0f}" if value % 1 == 0 else "", FLOOR)
    step = (RIGHT - LEFT) / len(plateaus)
    wide = min(96.0, step * 0.66)
    for index, one in enumerate(plateaus):
        middle = LEFT + step * (index + 0.5)
        _column(drawing, one, fills, scale, (middle - wide / 2, wide))
        _under(drawing, one, middle)
    return drawing.svg(HEIGHT)


def plateaus_table(plateaus: Sequence[Plateau]) -> Table:
    """Return the figures of the picture: a row a plateau."""
    names = ("From", *(f"#{name.capitalize()}" for name in NAMES), "#Changes", "#A year", "#Spent")
    rows = tuple(
        cells(
            "Today" if not one.number else f"Plateau {one.number}",
            month(one.begins),
            *(f"{count:,}" for count in counts(one.standing.systems)),
            f"{len(one.steps):,}",
            pounds(one.standing.running),
            pounds(one.standing.capital + one.standing.revenue),
        )
        for one in plateaus
    )
    return Table(TITLE, heads("Plateau", *names), rows)


def description(plateaus: Sequence[Plateau]) -> str:
    """Return the picture in words."""
    said = "; ".join(
        f"plateau {one.number}, {period_words(one)}: {counts(one.standing.systems).said}"
        for one in plateaus
    )
    return f"{said[:1].upper()}{said[1:]}. The table says the same."


def _key(drawing: Drawing) -> tuple[Paint, ...]:
    red = drawing.hatch(Hatch("red", "#e3a19a", RED.fill, 5, 1.6))
    done = drawing.hatch(Hatch("changed", "#7fb2e5", CHANGED.fill, 6, 1.2))
    gone = drawing.hatch(Hatch("gone", "#c3c9d0", "#ffffff", 8, 1))
    fills = (
        Paint(red, RED.border, 1.4),
        Paint(UNKNOWN.fill, UNKNOWN.border, 0.9, "3 2"),
        Paint(KEPT.fill, KEPT.border, 0.9),
        Paint(done, CHANGED.border, 1.2),
        Paint(gone, MUTED, 0.8, "1 3"),
    )
    key = Legend(drawing, 16, WIDTH - 16, 50)
    for words, paint in zip(NAMES, fills, strict=True):
        key.entry(words, 24, _swatch(drawing, paint))
    return fills


def _swatch(drawing: Drawing, paint: Paint) -> Callable[[float, float], None]:
    return lambda x, y: drawing.rect(Box(x, y - 7, 24, 14), paint)


def _column(
    drawing: Drawing,
    plateau: Plateau,
    fills: Sequence[Paint],
    scale: Callable[[float], float],
    across: tuple[float, float],
) -> None:
    left, wide = across
    below = 0
    found = counts(plateau.standing.systems)
    for count, words, paint in zip(found, NAMES, fills, strict=True):
        if not count:
            continue
        top, bottom = scale(below + count), scale(below)
        title = f"Plateau {plateau.number}: {count:,} {words}"
        drawing.rect(Box(left, top, wide, bottom - top), paint, title)
        if bottom - top >= LEAST:
            style = Type(12, bold=True, anchor="middle", halo=True)
            drawing.text(left + wide / 2, (top + bottom) / 2 + 4, f"{count:,}", style)
        below += count


def _under(drawing: Drawing, plateau: Plateau, middle: float) -> None:
    standing = plateau.standing
    lines = (
        (
            "Today" if not plateau.number else f"Plateau {plateau.number}",
            Type(12, bold=True, anchor="middle"),
        ),
        (f"from {month(plateau.begins)}", Type(11, anchor="middle", fill=MUTED)),
        (plural(len(plateau.steps), "change"), Type(11, anchor="middle", fill=INK)),
        (f"{short_pounds(standing.running)} a year", Type(11, anchor="middle", fill=INK)),
        (
            f"{short_pounds(standing.capital + standing.revenue)} spent",
            Type(11, anchor="middle", fill=INK),
        ),
    )
    for index, (words, style) in enumerate(lines):
        drawing.text(middle, FLOOR + LINE * (index + 1), words, style)
