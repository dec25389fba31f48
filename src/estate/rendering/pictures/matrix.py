"""The risk matrix: likelihood against impact, with the boundary of the red rating drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type, num
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.linking import node_marks
from estate.rendering.canvas.palette import (
    ALERT,
    GRID,
    LEGACY,
    MUTED,
    RED,
    RULE,
    SOUND,
    UNKNOWN,
    RiskStyle,
    risk_style,
)
from estate.rendering.kit.words import plural, span, worst_first
from estate.scoring.framework import RED_FROM
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from estate.portfolio import Portfolio
    from estate.scoring.results import LegacyScore, Scores

WIDTH = 760.0
LEFT, RIGHT, TOP, BOTTOM = 72.0, 736.0, 84.0, 580.0
WORST_LIKELIHOOD, WORST_IMPACT = 6, 5
NAMED = 12
LIST_TOP = 650.0
TEXT = 11.0
LINE = 11.0
STEPS = 40
ROOMY = 60
FEW_RANGES = 15
CROWD = 1_000
"""Above so many systems, marks of one kind that would lie on each other are drawn as one."""
APART = 4.0
MARK = 6.0


@dataclass(frozen=True, slots=True)
class _Place:
    """A label's box, by its left edge and baseline."""

    left: float
    right: float
    base: float

    def clear_of(self, other: _Place) -> bool:
        return (
            self.right < other.left
            or other.right < self.left
            or abs(self.base - other.base) >= LINE
        )


def matrix_svg(name: str, title: str, scores: Scores, portfolio: Portfolio) -> str:
    """Return the risk matrix as an SVG picture: a dot for a known score, a box for a range.

    `name` begins every id in the picture. The worst systems are numbered, and named below. Above
    60 systems or 15 ranges there is no room for boxes, and a mark stands in the middle of each.
    """
    ranked = worst_first(scores)
    drawing = Drawing(name, title, _description(scores), WIDTH)
    drawing.text(16, 26, title, Type(17, bold=True))
    ranges = sum(not score.overall.exact for score in ranked)
    roomy = len(ranked) <= ROOMY and ranges <= FEW_RANGES
    _key(drawing, ranked, roomy=roomy)
    _axes(drawing)
    for score in reversed(ranked) if roomy else ():
        _range(drawing, score)
    _boundary(drawing)
    if len(ranked) > CROWD:
        _crowd(drawing, ranked)
    for score in reversed(ranked) if len(ranked) <= CROWD else ():
        _dot(drawing, score, portfolio)
    return drawing.svg(_names(drawing, ranked, portfolio))


def _description(scores: Scores) -> str:
    red = scores.totals.red_rated
    return (
        f"Likelihood from 1 to 6 upwards, impact from 1 to 5 to the right, for "
        f"{plural(scores.totals.systems, 'system')}: {red.get(Answer.YES, 0)} are red-rated, "
        f"{red.get(Answer.NO, 0)} are not, {red.get(Answer.UNKNOWN, 0)} cannot be told. A curve "
        f"marks where likelihood times impact is {RED_FROM}. The table of systems says the same."
    )


def _x(impact: Fraction | float) -> float:
    return LEFT + (float(impact) - 1) / (WORST_IMPACT - 1) * (RIGHT - LEFT)


def _y(likelihood: Fraction | float) -> float:
    return BOTTOM - (float(likelihood) - 1) / (WORST_LIKELIHOOD - 1) * (BOTTOM - TOP)


def _axes(drawing: Drawing) -> None:
    drawing.path(_red_area(), Paint("#fdf1ef"))
    for value in range(1, WORST_IMPACT + 1):
        drawing.line((_x(value), TOP), (_x(value), BOTTOM), Paint(stroke=GRID))
        drawing.text(_x(value), BOTTOM + 18, str(value), Type(12, anchor="middle"))
    for value in range(1, WORST_LIKELIHOOD + 1):
        drawing.line((LEFT, _y(value)), (RIGHT, _y(value)), Paint(stroke=GRID))
        drawing.text(LEFT - 10, _y(value) + 4, str(value), Type(12, anchor="end"))
    middle = (LEFT + RIGHT) / 2
    words = "Impact: how bad it would be (1 to 5)"
    drawing.text(middle, BOTTOM + 42, words, Type(13, bold=True, anchor="middle"))
    drawing.text(16, TOP - 14, "Likelihood: how likely trouble is (1 to 6)", Type(13, bold=True))
    drawing.line((LEFT, BOTTOM), (RIGHT, BOTTOM), Paint(stroke=RULE, width=1.5))
    drawing.line((LEFT, TOP), (LEFT, BOTTOM), Paint(stroke=RULE, width=1.5))


def _curve() -> list[tuple[float, float]]:
    """Return points on likelihood x impact = 16, from the highest likelihood down."""
    least = RED_FROM / WORST_LIKELIHOOD
    impacts = [least + (WORST_IMPACT - least) * step / STEPS for step in range(STEPS + 1)]
    return [(_x(impact), _y(RED_FROM / impact)) for impact in impacts]


def _red_area() -> str:
    corner = [(_x(WORST_IMPACT), _y(WORST_LIKELIHOOD))]
    return "M" + " L".join(f"{num(x)} {num(y)}" for x, y in _curve() + corner) + " Z"


def _boundary(drawing: Drawing) -> None:
    data = "M" + " L".join(f"{num(x)} {num(y)}" for x, y in _curve())
    drawing.path(data, Paint(stroke=ALERT, width=2.5))
    words = f"red from here: {RED_FROM} and more"
    drawing.text(_x(RED_FROM / WORST_LIKELIHOOD) - 6, TOP + 14, words, RED_TYPE)


RED_TYPE = Type(12, bold=True, anchor="end", fill=ALERT, halo=True)


def _range(drawing: Drawing, score: LegacyScore) -> None:
    if score.overall.exact:
        return
    style = risk_style(score.red_rated, score.legacy)
    left, right = _x(score.impact.low), _x(score.impact.high)
    top, bottom = _y(score.likelihood.high), _y(score.likelihood.low)
    box = Box(left - 1.5, top - 1.5, right - left + 3, bottom - top + 3)
    dash = "3 3" if score.red_rated is Answer.UNKNOWN else ""
    drawing.rect(box, Paint(style.fill, style.border, 0.8, dash, 2, 0.35))


def _dot(drawing: Drawing, score: LegacyScore, portfolio: Portfolio) -> None:
    """Draw a system's mark: classes differ by shape too."""
    style = risk_style(score.red_rated, score.legacy)
    title = f"{portfolio.system(score.ref).name} ({score.ref.council})"
    with drawing.group(node_marks(str(score.ref))):
        _mark(drawing, style, _middle(score), title)


def _crowd(drawing: Drawing, ranked: Sequence[LegacyScore]) -> None:
    """Draw one mark for all systems of a class that stand at the same place, the worst on top."""
    places = Counter(
        (risk_style(one.red_rated, one.legacy), _near(one)) for one in reversed(ranked)
    )
    for (style, at), many in places.items():
        _mark(drawing, style, at, plural(many, "system"))


def _near(score: LegacyScore) -> tuple[float, float]:
    x, y = _middle(score)
    return round(x / APART) * APART, round(y / APART) * APART


def _mark(drawing: Drawing, style: RiskStyle, at: tuple[float, float], title: str = "") -> None:
    x, y = at
    if style is RED:
        data = f"M{num(x)} {num(y - 6)} L{num(x + 6)} {num(y + 5)} L{num(x - 6)} {num(y + 5)} Z"
        drawing.path(data, Paint(RED.border, "#ffffff", 1), title)
    elif style is LEGACY:
        drawing.rect(Box(x - 4, y - 4, 8, 8), Paint(style.border, "#ffffff", 0.8), title)
    else:
        fill = "#ffffff" if style is UNKNOWN else style.border
        drawing.circle(at, 4, Paint(fill, style.border, 1.5), title)


def _middle(score: LegacyScore) -> tuple[float, float]:
    return _x(score.impact.midpoint), _y(score.likelihood.midpoint)


def _names(drawing: Drawing, ranked: Sequence[LegacyScore], portfolio: Portfolio) -> float:
    """Number the worst marks and list their names below; return where the list ends."""
    marks = [_middle(score) for score in ranked]
    taken = [_Place(x - MARK, x + MARK, y + 4) for x, y in marks]
    red = [score for score in ranked if score.red_rated is Answer.YES][:NAMED]
    rows = (len(red) + 1) // 2
    for index, score in enumerate(red):
        number = str(index + 1)
        place = _free(score, fonts.width(number, TEXT, bold=True), taken)
        if place is not None:
            taken.append(place)
            drawing.text(place.left, place.base, number, Type(TEXT, bold=True, halo=True))
        x, y = 16 + (index // rows) * (WIDTH / 2), LIST_TOP + (index % rows) * 18
        drawing.text(x + 18, y, number, Type(12, bold=True, anchor="end"))
        words = f"{span(score.overall)}: {_full_name(score, portfolio)}"
        drawing.text(x + 26, y, fonts.fit(words, WIDTH / 2 - 50, 12), Type(12))
    return LIST_TOP + rows * 18


def _full_name(score: LegacyScore, portfolio: Portfolio) -> str:
    name = portfolio.system(score.ref).name
    if len(portfolio.councils) == 1:
        return name
    return f"{name}, {portfolio.councils[score.ref.council].council.name}"


def _free(score: LegacyScore, width: float, taken: Sequence[_Place]) -> _Place | None:
    """Return a place beside a mark that meets no other label and stays on the sheet."""
    x, y = _middle(score)
    for base in (y + 4, y - 7, y + 15, y - 18, y + 26):
        for left in (x + 8, x - 8 - width):
            place = _Place(left, left + width, base)
            inside = left > LEFT and place.right < WIDTH - 6
            if inside and all(place.clear_of(other) for other in taken):
                return place
    return None


def _key(drawing: Drawing, ranked: Sequence[LegacyScore], *, roomy: bool) -> None:
    key = Legend(drawing, 16, WIDTH - 16, 40)
    counts = Counter(risk_style(score.red_rated, score.legacy) for score in ranked)
    for style in (RED, UNKNOWN, LEGACY, SOUND):
        key.entry(f"{counts[style]} {style.words}", 13, _sample(drawing, style))
    if roomy:
        box = Paint(UNKNOWN.fill, MUTED, 0.8, "3 3", 2)
        words = "range left by missing facts"
        key.entry(words, 24, lambda x, y: drawing.rect(Box(x, y - 6, 24, 12), box))


def _sample(drawing: Drawing, style: RiskStyle) -> Callable[[float, float], None]:
    return lambda x, y: _mark(drawing, style, (x + 6, y))
