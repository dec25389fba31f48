"""The roadmap as a picture: what changes when, what ends when, the money and people it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts, plateau_strip
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type
from estate.rendering.canvas.legend import freeze_hatch, legend
from estate.rendering.canvas.linking import node_marks
from estate.rendering.canvas.marks import (
    as_of_mark,
    contract_mark,
    deadline_mark,
    notice_mark,
    opens_mark,
)
from estate.rendering.canvas.palette import BAND, GRID, MUTED, PAPER, RULE, TINT, kind_style
from estate.rendering.canvas.scale import Scale
from estate.rendering.kit.words import MONTHS, day, visible
from estate.rendering.pictures.resources import money_panel, skill_panel
from estate.rendering.pictures.tracks import (
    LABEL_SIZE,
    LETTER_ROOM,
    ROOMY_UP_TO,
    Label,
    packed_label,
    tracks_of,
)
from estate.rendering.pictures.waits import Place, draw_waits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.canvas.scale import Period
    from estate.rendering.canvas.sheets import Bar, FreezeBand, Lane, Row, Sheet
    from estate.rendering.pictures.tracks import Track

WIDTH = 1200.0
MARGIN = 16.0
LEFT = 250.0
RIGHT = 1184.0
NAME_ROOM = LEFT - MARGIN - 12
AXIS = 42.0
LANE = 24.0
ROW, BAR = 25.0, 17.0
PACKED_ROW, PACKED_BAR = 17.0, 13.0
TIGHT_ROW = 18.0
PANEL_GAP = 22.0
AIR = 6.0
"""Room that the line of the as-of day keeps from a heading."""
UNDER_MARK, OVER_LABEL = 11.0, 5.0
"""How far a label stands below the middle of its row, and a mark above it, where they meet."""


def timeline_svg(sheet: Sheet) -> str:
    """Return a sheet as an SVG picture, 1,200 units wide and as high as it needs."""
    return _Timeline(sheet).svg()


class _Timeline:
    """One sheet being drawn, from the top down."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.drawing = Drawing(sheet.name, sheet.title, sheet.description, WIDTH)
        self.scale = Scale(sheet.start, sheet.end, LEFT, RIGHT)
        self.row, self.bar = (PACKED_ROW, PACKED_BAR) if sheet.packed else (ROW, BAR)
        self.roomy = sum(row.bar is not None for row in sheet.rows) <= ROOMY_UP_TO
        self.tracks = [
            tracks_of(lane, self.scale, packed=sheet.packed, roomy=self.roomy)
            for lane in sheet.lanes
        ]
        self.places: dict[str, Place] = {}

    def svg(self) -> str:
        drawing, sheet = self.drawing, self.sheet
        drawing.text(MARGIN, 28, sheet.title, Type(20, bold=True))
        drawing.text(MARGIN, 50, sheet.subtitle, Type(13, fill=MUTED))
        top = legend(drawing, sheet, MARGIN, RIGHT, 62)
        bottom = self._lanes(top)
        bottom = money_panel(drawing, self.scale, bottom + PANEL_GAP, sheet.money)
        bottom = skill_panel(drawing, self.scale, bottom + PANEL_GAP, sheet.skills)
        return drawing.svg(bottom + MARGIN)

    def _lanes(self, top: float) -> float:
        first = top + AXIS + (plateau_strip.HEIGHT if self.sheet.plateaus else 0)
        lanes = zip(self.sheet.lanes, self.tracks, strict=True)
        bottom = first + sum(LANE + len(tracks) * self._height(lane) for lane, tracks in lanes)
        self._axis(top, bottom)
        for freeze in self.sheet.freezes:
            self._freeze(freeze, first, bottom)
        plateau_strip.strip(self.drawing, self.scale, self.sheet.plateaus, (top + AXIS, bottom))
        y, crossed = first, []
        for lane, tracks in zip(self.sheet.lanes, self.tracks, strict=True):
            if self._reach(lane) > self.scale.at(self.sheet.as_of) - AIR:
                crossed.append(y)
            y = self._lane(lane, tracks, y)
        if self.scale.holds(self.sheet.as_of):
            self._as_of(first - 2, bottom, crossed)
        if not self.sheet.packed:
            draw_waits(self.drawing, self.sheet.waits, self.places)
        return y

    def _height(self, lane: Lane) -> float:
        return TIGHT_ROW if lane.tight else self.row

    def _as_of(self, top: float, bottom: float, crossed: list[float]) -> None:
        """Draw the line of the as-of day, with a gap at each lane whose heading reaches it."""
        x = self.scale.at(self.sheet.as_of)
        for heading in crossed:
            if heading > top:
                as_of_mark(self.drawing, x, top, heading)
            top = heading + LANE - 2
        if bottom > top:
            as_of_mark(self.drawing, x, top, bottom)

    def _axis(self, top: float, bottom: float) -> None:
        for index, period in enumerate(self.scale.years()):
            box = Box(period.left, top, period.right - period.left, 22)
            self.drawing.rect(box, Paint(BAND if index % 2 == 0 else TINT))
            self._year(period, top)
        for quarter in self.scale.quarters():
            month = MONTHS[3 * (int(quarter.label[-1]) - 1)]
            self.drawing.text(quarter.left + 3, top + 36, month, Type(10, fill=MUTED))
            ends = (quarter.left, top + 26), (quarter.left, bottom)
            self.drawing.line(*ends, Paint(stroke=GRID))
        for period in self.scale.years():
            self.drawing.line(
                (period.left, top), (period.left, bottom), Paint(stroke=RULE, width=1.5)
            )

    def _year(self, period: Period, top: float) -> None:
        if fonts.width(period.label, 12, bold=True) <= period.right - period.left:
            style = Type(12, bold=True, anchor="middle")
            self.drawing.text(period.middle, top + 16, period.label, style)

    def _freeze(self, freeze: FreezeBand, top: float, bottom: float) -> None:
        left, right = self.scale.at(freeze.start), self.scale.at(freeze.end)
        if right > left and bottom > top:
            paint = Paint(self.drawing.hatch(freeze_hatch()))
            title = f"{freeze.name}: {day(freeze.start)} to {day(freeze.end)}"
            self.drawing.rect(Box(left, top, right - left, bottom - top), paint, title)

    def _lane(self, lane: Lane, tracks: Sequence[Track], top: float) -> float:
        self.drawing.rect(Box(MARGIN, top, RIGHT - MARGIN, LANE - 2), Paint(BAND))
        name, right = self._heading(lane)
        left = self._note_from(lane, right)
        with self.drawing.group(node_marks(lane.node) if lane.node else {}):
            self.drawing.text(MARGIN + 6, top + 16, name, Type(13, bold=True))
        note = fonts.fit(lane.note, max(0, RIGHT - left - 12), 12)
        self.drawing.text(left, top + 16, note, Type(12, fill=MUTED))
        if lane.opens and self.scale.holds(lane.opens):
            words = f"{lane.name}: can be joined from {day(lane.opens)}"
            opens_mark(self.drawing, self.scale.at(lane.opens), top + LANE / 2 - 1, words)
        y = top + LANE
        for track in tracks:
            self._track(track, y, self._height(lane))
            y += self._height(lane)
        return y

    @staticmethod
    def _heading(lane: Lane) -> tuple[str, float]:
        """Return a lane's heading as it stands, and how far to the right it reaches."""
        name = fonts.fit(lane.name, RIGHT - 2 * MARGIN, 13, bold=True)
        return name, MARGIN + 6 + fonts.width(name, 13, bold=True)

    def _note_from(self, lane: Lane, right: float) -> float:
        """Return where a lane's note begins: right after its name, or after a mark in the way."""
        left = right + 12
        mark = self.scale.at(lane.opens) if lane.opens else 0
        meets = left - 10 < mark < left + fonts.width(lane.note, 12) + 10
        return mark + 14 if meets else left

    def _reach(self, lane: Lane) -> float:
        """Return how far to the right what is written on a lane's heading reaches."""
        right = self._heading(lane)[1]
        if not lane.note:
            return right
        return self._note_from(lane, right) + fonts.width(lane.note, 12)

    def _track(self, track: Track, top: float, height: float) -> None:
        middle = top + height / 2
        if self.sheet.packed:
            words = fonts.fit(track.name, NAME_ROOM, 11)
            self.drawing.text(MARGIN + 14, middle + 4, words, Type(11, fill=MUTED))
        else:
            for freeze in track.rows[0].freezes:
                self._freeze(freeze, top + 1, top + height - 1)
            end = top + height - 0.5
            self.drawing.line((MARGIN, end), (RIGHT, end), Paint(stroke=GRID))
        for row in track.rows:
            with self.drawing.group(node_marks(row.system, row.waits_for) if row.system else {}):
                if not self.sheet.packed:
                    words = fonts.fit(row.name, NAME_ROOM, 12)
                    self.drawing.text(MARGIN + 6, middle + 4, words)
                self._row(row, middle)

    def _row(self, row: Row, middle: float) -> None:
        label = None
        if row.bar:
            self._bar(row, row.bar, middle)
            label = self._label(row, row.bar)
        if not self.sheet.packed:
            self._dates(row, middle, label)
        if label:
            meets = label.beside and not self.sheet.packed
            low = meets and any(label.meets(x) for x in self._marks(row))
            y = middle + (UNDER_MARK if low else 4)
            self.drawing.text(label.left, y, label.words, _type(label))

    def _bar(self, row: Row, bar: Bar, middle: float) -> None:
        style, top = kind_style(bar.kind), middle - self.bar / 2
        start, delivery, live = (self.scale.at(d) for d in (bar.start, bar.delivery, bar.live))
        self.places[row.system] = Place(start, max(live, delivery + 3), middle, self.bar / 2)
        title = f"{row.name}: {bar.detail or bar.words}"
        if bar.old_until:
            until = self.scale.at(bar.old_until)
            self.drawing.line((live, middle), (until, middle), Paint(stroke=style.colour, width=3))
        if delivery > start:
            hatch = self.drawing.hatch(Hatch(f"buying-{bar.kind}", style.colour))
            paint = Paint(hatch, style.colour, radius=2)
            self.drawing.rect(Box(start, top, delivery - start, self.bar), paint, title)
        box = Box(delivery, top, max(live - delivery, 3), self.bar)
        self.drawing.rect(box, Paint(style.colour, style.colour, radius=2), title)
        self._letter(bar, box)

    def _letter(self, bar: Bar, box: Box) -> None:
        letter = kind_style(bar.kind).letter
        if box.width >= fonts.width(letter, 11, bold=True) + 4:
            style = Type(11, bold=True, anchor="middle", fill=PAPER)
            x = box.x + min(10, box.width / 2)
            self.drawing.text(x, box.y + self.bar / 2 + 4, letter, style)

    def _label(self, row: Row, bar: Bar) -> Label:
        """Return what a bar is, in words: in it where there is room, else beside it."""
        if self.sheet.packed:
            return packed_label(self.scale, row, bar, roomy=self.roomy)
        delivery, live = self.scale.at(bar.delivery), self.scale.at(bar.live)
        words = visible(bar.words)
        width = fonts.width(words, LABEL_SIZE)
        left = self._past_marks(row, delivery + LETTER_ROOM, width)
        if left + width + 4 <= live:
            return Label(words, left, left + width, beside=False)
        return self._beside(bar, words, width)

    def _past_marks(self, row: Row, left: float, width: float) -> float:
        """Return where a label in a bar may begin so that no mark of its row stands on it."""
        for mark in self._marks(row):
            if left - 8 < mark < left + width + 8:
                left = mark + 12
        return left

    def _marks(self, row: Row) -> list[float]:
        days = (row.contract_ends, row.deadline, row.notice)
        return sorted(self.scale.at(d) for d in days if d and self.scale.holds(d))

    def _beside(self, bar: Bar, words: str, width: float) -> Label:
        """Return a label right after its bar, so that it is read with it; else right before."""
        left = max(self.scale.at(bar.live), self.scale.at(bar.old_until or bar.live)) + 10
        if left + width <= RIGHT:
            return Label(words, left, left + width, beside=True)
        right = self.scale.at(bar.start) - 6
        short = fonts.fit(words, right - LEFT, LABEL_SIZE)
        return Label(short, right - fonts.width(short, LABEL_SIZE), right, beside=True)

    def _dates(self, row: Row, middle: float, label: Label | None) -> None:
        """Draw the dates of a row; those that a label beside its bar reaches stand above it."""
        for day_, mark, words in (
            (row.notice, notice_mark, "last day for notice"),
            (row.contract_ends, contract_mark, "contract ends"),
            (row.deadline, deadline_mark, "must have changed by"),
        ):
            if day_ and self.scale.holds(day_):
                x = self.scale.at(day_)
                over = label is not None and label.beside and label.meets(x)
                y = middle - OVER_LABEL if over else middle
                mark(self.drawing, x, y, f"{row.name}: {words} {day(day_)}")


def _type(label: Label) -> Type:
    return Type(LABEL_SIZE, halo=True) if label.beside else Type(LABEL_SIZE, fill=PAPER)
