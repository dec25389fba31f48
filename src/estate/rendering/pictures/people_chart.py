"""People as a picture: for each skill the days that the plan takes, and the days there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type, num
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import ALERT, GRID, INK, MUTED, PAPER, STRONG_RULE
from estate.rendering.kit.words import plural, quarter_month, quarter_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate.rendering.canvas.sheets import SkillUse

WIDTH = 760.0
LEFT, RIGHT = 256.0, 744.0
ROW, BAR, GAP = 66.0, 46.0, 20.0
TOP = 84.0
TITLE = "People: days of work by quarter, against the days there are"
SCARCE = 0.85
"""From this share of its capacity up, a skill has no room for anything else."""
JANUARY = "Q1"


def people_svg(name: str, skills: Sequence[SkillUse], title: str = TITLE) -> str:
    """Return a row of bars for each skill, each on a scale of its own, with its capacity a line.

    A bar at 85% of its capacity or more is hatched; one above it has a thick border besides.
    """
    drawing = Drawing(name, title, description(skills), WIDTH)
    drawing.text(16, 26, title, Type(17, bold=True))
    fills = _key(drawing)
    labels = sorted({label for skill in skills for label in skill.quarters})
    step = (RIGHT - LEFT) / max(1, len(labels))
    places = {label: LEFT + step * index for index, label in enumerate(labels)}
    top = TOP
    for skill in skills:
        _row(drawing, skill, places, (top, step), fills)
        top += ROW
    for label, x in places.items():
        if label.endswith(JANUARY):
            drawing.line((x, TOP - 6), (x, top - GAP + 6), Paint(stroke=GRID))
            drawing.text(x, top, quarter_month(label), Type(11, anchor="middle", fill=MUTED))
    return drawing.svg(top + 14)


def description(skills: Sequence[SkillUse]) -> str:
    """Return the picture in words: of each skill the days in all, and its busiest quarter."""
    said = "; ".join(_said(skill) for skill in skills)
    return f"{said}. The table says the same for every quarter."


def _said(skill: SkillUse) -> str:
    days = skill.used
    if not days:
        return f"{skill.name}: none"
    label, (most, limit) = min(skill.quarters.items(), key=lambda item: (-item[1][0], item[0]))
    of = "" if limit is None else f" of {limit:,}"
    return (
        f"{skill.name}: {plural(days, 'day')} in all, most in {quarter_words(label)}, {most:,}{of}"
    )


def _key(drawing: Drawing) -> tuple[Paint, Paint, Paint]:
    full = drawing.hatch(Hatch("full", INK, "#a9cbea", 5, 1.4))
    fills = (
        Paint("#a9cbea", "#0065bd", 0.8),
        Paint(full, "#002d54", 1),
        Paint(full, ALERT, 2.4),
    )
    key = Legend(drawing, 16, WIDTH - 16, 50)
    names = ("taken by the plan", "85% of what there is, or more", "more than there is")
    for words, paint in zip(names, fills, strict=True):
        key.entry(words, 22, _swatch(drawing, paint))
    line = Paint(stroke=INK, width=1.8)
    key.entry("days there are", 22, lambda x, y: drawing.line((x, y), (x + 22, y), line))
    return fills


def _swatch(drawing: Drawing, paint: Paint) -> Callable[[float, float], None]:
    return lambda x, y: drawing.rect(Box(x, y - 7, 22, 14), paint)


def _row(
    drawing: Drawing,
    skill: SkillUse,
    places: dict[str, float],
    at: tuple[float, float],
    fills: tuple[Paint, Paint, Paint],
) -> None:
    top, step = at
    floor = top + BAR
    most = max(1, *(max(used, limit or 0) for used, limit in skill.quarters.values()))
    known = any(limit is not None for _, limit in skill.quarters.values())
    drawing.text(16, top + 16, fonts.fit(skill.name, LEFT - 40, 13, bold=True), Type(13, bold=True))
    drawing.text(16, top + 32, f"{plural(skill.used, 'day')} in all", Type(11, fill=MUTED))
    if not known:
        drawing.text(16, top + 46, "what there is: not recorded", Type(11, fill=MUTED))
    drawing.text(LEFT - 6, top + 8, f"{most:,}", Type(10, anchor="end", fill=MUTED))
    drawing.line((LEFT, floor), (RIGHT, floor), Paint(stroke=STRONG_RULE))
    for label, (used, limit) in sorted(skill.quarters.items()):
        if used:
            height = BAR * used / most
            box = Box(places[label] + 1.5, floor - height, step - 3, height)
            of = "" if limit is None else f" of {limit:,}"
            title = f"{skill.name}, {quarter_words(label)}: {plural(used, 'day')}{of}"
            drawing.rect(box, _fill(used, limit, fills), title)
    _capacity(drawing, skill, places, (floor, step), most)


def _fill(used: int, limit: int | None, fills: tuple[Paint, Paint, Paint]) -> Paint:
    if limit is None or used < SCARCE * limit:
        return fills[0]
    return fills[2] if used > limit else fills[1]


def _capacity(
    drawing: Drawing,
    skill: SkillUse,
    places: dict[str, float],
    at: tuple[float, float],
    most: int,
) -> None:
    """Draw the days there are as a line that keeps its height for a quarter."""
    floor, step = at
    parts = [
        f"M{num(places[label])} {num(floor - BAR * limit / most)} h{num(step)}"
        for label, (_, limit) in sorted(skill.quarters.items())
        if limit is not None
    ]
    if parts:
        path = " ".join(parts)
        drawing.path(path, Paint(stroke=PAPER, width=4))
        drawing.path(path, Paint(stroke=INK, width=1.8))
