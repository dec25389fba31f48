"""Where the bars of a timeline stand: which share a line, and where their labels go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.canvas.scale import Scale
    from estate.rendering.canvas.sheets import Bar, Lane, Row

LABEL_SIZE = 11.0
LEAST_WORDS = 40.0
LETTER_ROOM = 20.0
"""What the letter of its kind takes of a bar."""
ROOMY_UP_TO = 250
"""Packed bars up to which every name is written out, and groups have lines of their own."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label and its room; `beside` says that it stands outside its bar."""

    words: str
    left: float
    right: float
    beside: bool

    def meets(self, mark: float) -> bool:
        """Whether a mark at a place would touch it."""
        return bool(self.words) and self.left - 8 < mark < self.right + 8


@dataclass(frozen=True, slots=True)
class Track:
    """A line of a lane: its rows, and what stands beside it."""

    rows: tuple[Row, ...]
    name: str = ""


def packed_label(scale: Scale, row: Row, bar: Bar, *, roomy: bool) -> Label:
    """Return a packed bar's name: in it where it fits, else right after it, or right before it.

    Where bars are many it stays inside, cut to its room.
    """
    delivery, live = scale.at(bar.delivery), scale.at(bar.live)
    name = visible(row.name)
    width = fonts.width(name, LABEL_SIZE)
    left = delivery + LETTER_ROOM
    if left + width + 4 <= live:
        return Label(name, left, left + width, beside=False)
    if not roomy:
        room = live - delivery - LETTER_ROOM - 4
        short = fonts.fit(name, room, LABEL_SIZE) if room > LEAST_WORDS else ""
        return Label(short, left, live, beside=False)
    after = max(live, scale.at(bar.old_until or bar.live)) + 6
    if after + width <= scale.right:
        return Label(name, after, after + width, beside=True)
    before = scale.at(bar.start) - 6
    short = fonts.fit(name, before - scale.left, LABEL_SIZE)
    return Label(short, before - fonts.width(short, LABEL_SIZE), before, beside=True)


def tracks_of(lane: Lane, scale: Scale, *, packed: bool, roomy: bool) -> tuple[Track, ...]:
    """Return the lines of a lane: one for each row, or as many rows on each as fit side by side.

    Where there is room, rows of different groups never share a line.
    """
    if not packed:
        return tuple(Track((row,), row.name) for row in lane.rows)
    found: list[Track] = []
    groups = groupby(lane.rows, key=lambda row: row.group if roomy else "")
    for group, rows in groups:
        lines = _lines(list(rows), scale, roomy=roomy)
        found += [Track(tuple(line), "" if index else group) for index, line in enumerate(lines)]
    return tuple(found)


def _lines(rows: Sequence[Row], scale: Scale, *, roomy: bool) -> list[list[Row]]:
    """Put each bar on the first line on which it and its name touch nothing."""
    lines: list[tuple[list[tuple[float, float]], list[Row]]] = []
    for row in rows:
        if row.bar is None:
            continue
        left, right = _span(scale, row, row.bar, roomy=roomy)
        for taken, line in lines:
            if all(end <= left or right <= start for start, end in taken):
                taken.append((left, right))
                line.append(row)
                break
        else:
            lines.append(([(left, right)], [row]))
    return [line for _, line in lines]


def _span(scale: Scale, row: Row, bar: Bar, *, roomy: bool) -> tuple[float, float]:
    """Return what a bar takes of a line, its label included where that stands beside it."""
    label = packed_label(scale, row, bar, roomy=roomy)
    left, right = scale.at(bar.start), scale.at(bar.old_until or bar.live) + 4
    if label.beside:
        return min(left, label.left), max(right, label.right + 6)
    return left, right
