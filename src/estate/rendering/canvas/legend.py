"""The key to a timeline: every letter, pattern and mark that stands on the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type
from estate.rendering.canvas.marks import (
    as_of_mark,
    contract_mark,
    deadline_mark,
    notice_mark,
    opens_mark,
    wait_mark,
)
from estate.rendering.canvas.palette import MUTED, PAPER, kind_style
from estate.rendering.canvas.plateau_strip import SWATCH, wave_swatch
from estate.rendering.canvas.plateau_strip import swatch as plateau_swatch
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.rendering.canvas.sheets import Sheet

LINE = 22.0
GAP = 20.0
LETTER = Type(11, bold=True, anchor="middle", fill=PAPER)


class Legend:
    """Sets entries side by side, and starts a new line where one does not fit."""

    def __init__(self, drawing: Drawing, left: float, right: float, top: float) -> None:
        """Take the room there is."""
        self.drawing, self.left, self.right = drawing, left, right
        self.x, self.y = left, top

    def entry(self, words: str, swatch: float, draw: Callable[[float, float], None]) -> None:
        """Draw a swatch, `swatch` units wide, with its words; `draw` gets its left and middle."""
        width = swatch + 6 + fonts.width(words, 12)
        if self.x > self.left and self.x + width > self.right:
            self.x, self.y = self.left, self.y + LINE
        draw(self.x, self.y)
        self.drawing.text(self.x + swatch + 6, self.y + 4, words, Type(12))
        self.x += width + GAP


def legend(drawing: Drawing, sheet: Sheet, left: float, right: float, top: float) -> float:
    """Draw the key of a sheet, and return where it ends."""
    key = Legend(drawing, left, right, top + 10)
    for kind in sheet.kinds:
        style = kind_style(kind)

        def swatch(
            x: float, y: float, colour: str = style.colour, mark: str = style.letter
        ) -> None:
            drawing.rect(Box(x, y - 8, 20, 16), Paint(colour, radius=2))
            drawing.text(x + 10, y + 4, mark, LETTER)

        key.entry(style.words, 20, swatch)
    _states(drawing, key, sheet)
    return key.y + LINE


def _states(drawing: Drawing, key: Legend, sheet: Sheet) -> None:
    _parts(drawing, key, sheet)
    if not sheet.packed:
        _dates(drawing, key, sheet)
    if any(lane.opens for lane in sheet.lanes):
        key.entry("platform can be joined", 14, lambda x, y: opens_mark(drawing, x + 7, y))
    if sheet.has_freezes:
        band = Paint(drawing.hatch(freeze_hatch()), "#9aa3ad")
        key.entry("freeze: nothing goes live", 26, _box(drawing, band))
    if sheet.plateaus:
        key.entry("plateau: stable", SWATCH, plateau_swatch(drawing))
        key.entry("wave of change", SWATCH, wave_swatch(drawing))
    today = f"today in the record: {day(sheet.as_of)}"
    key.entry(today, 10, lambda x, y: as_of_mark(drawing, x + 5, y - 9, y + 9))


def _parts(drawing: Drawing, key: Legend, sheet: Sheet) -> None:
    """Explain the parts of a bar."""
    bars = [row.bar for row in sheet.rows if row.bar]
    if any(bar.delivery > bar.start for bar in bars):
        hatch = drawing.hatch(Hatch("buying-key", MUTED))
        key.entry("buying", 26, _box(drawing, Paint(hatch, MUTED, radius=2)))
        key.entry("delivery", 26, _box(drawing, Paint(MUTED, MUTED, radius=2)))
    if any(bar.old_until for bar in bars):
        thin = Paint(stroke=MUTED, width=3)
        key.entry("old system still runs", 22, lambda x, y: drawing.line((x, y), (x + 22, y), thin))


def _dates(drawing: Drawing, key: Legend, sheet: Sheet) -> None:
    """Explain the marks of a row."""
    rows = sheet.rows
    if any(row.contract_ends for row in rows):
        key.entry("contract ends", 14, lambda x, y: contract_mark(drawing, x + 7, y))
    if any(row.notice for row in rows):
        key.entry("last day for notice", 12, lambda x, y: notice_mark(drawing, x + 10, y))
    if any(row.deadline for row in rows):
        key.entry("must have changed", 14, lambda x, y: deadline_mark(drawing, x + 7, y))
    if sheet.waits:
        key.entry("waits for", 22, lambda x, y: wait_mark(drawing, x, y))


def _box(drawing: Drawing, paint: Paint) -> Callable[[float, float], None]:
    return lambda x, y: drawing.rect(Box(x, y - 8, 26, 16), paint)


def freeze_hatch() -> Hatch:
    """Return the pattern of a change freeze."""
    return Hatch("freeze", "#cfd6dd", "#eef1f4", 8, 3)
