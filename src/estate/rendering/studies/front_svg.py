"""The front of money against risk as a picture: plans, what is proven impossible, other ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.planning.problem.measures import THOUSANDTHS
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type, num
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import BRAND, DEEP, GRID, INK, MUTED, PAPER, STRONG_RULE
from estate.rendering.kit.words import pounds, short_pounds
from estate.rendering.studies.front_words import TITLE, description, role_words, years
from estate.studies.front_bounds import least_money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from estate.studies.front_types import Front, FrontPoint

WIDTH, HEIGHT = 760.0, 520.0
LEFT, RIGHT, TOP, BOTTOM = 84.0, 736.0, 116.0, 456.0
_TICKS = 6
_SLICES = 240
"""In how many slices of risk the edge of what is impossible is drawn."""
_ROOM = 0.06
"""Share of the axes left free around what is drawn."""
MARKS = ("circle", "square", "diamond", "triangle")


@dataclass(frozen=True, slots=True)
class _Axis:
    """From a figure to a place; neither axis begins at nought."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.least) / (self.most - self.least)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> Iterator[float]:
        step = _round_step((self.most - self.least) / _TICKS)
        value = step * (self.least // step + 1)
        while value < self.most:
            yield value
            value += step


def _round_step(least: float) -> float:
    power = 1.0
    while power * 10 <= least:
        power *= 10
    return next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= least)


def front_svg(name: str, front: Front) -> str:
    """Return the front: money to the right, risk upwards, so that better is below and left."""
    drawing = Drawing(name, TITLE, description(front), WIDTH)
    drawing.text(16, 26, TITLE, Type(17, bold=True))
    across, up = _axes(front)
    impossible = drawing.hatch(Hatch("impossible", "#cfd6dd", "#eef1f4", 7, 1.4))
    _key(drawing, front, impossible)
    _impossible(drawing, front, (across, up), Paint(impossible))
    _grid(drawing, across, up)
    _line(drawing, front, across, up)
    for mark, other in zip(MARKS, front.others, strict=False):
        if other.money is not None and other.risk is not None:
            place = across.at(other.money), up.at(other.risk)
            said = f"{_named(other.name)}: {pounds(other.money)}, {years(other.risk)} point-years"
            _mark(drawing, mark, place, said)
    for point in front.points:
        _point(drawing, front, point, (across.at(point.money), up.at(point.risk)))
    drawing.text((LEFT + RIGHT) / 2, HEIGHT - 14, "Money, in today's pounds", _caption())
    return drawing.svg(HEIGHT)


def _caption() -> Type:
    return Type(12, anchor="middle", fill=DEEP)


def _axes(front: Front) -> tuple[_Axis, _Axis]:
    money = [point.money for point in front.points]
    risk = [point.risk for point in front.points]
    money += [other.money for other in front.others if other.money is not None]
    risk += [other.risk for other in front.others if other.risk is not None]
    return _axis(money, LEFT, RIGHT), _axis(risk, BOTTOM, TOP)


def _axis(values: list[int], start: float, end: float) -> _Axis:
    wide = max(max(values) - min(values), 1)
    return _Axis(min(values) - _ROOM * wide, max(values) + _ROOM * wide, start, end)


def _grid(drawing: Drawing, across: _Axis, up: _Axis) -> None:
    for value in across.ticks():
        x = across.at(value)
        drawing.line((x, TOP), (x, BOTTOM), Paint(stroke=GRID))
        style = Type(12, anchor="middle", fill=MUTED)
        drawing.text(x, BOTTOM + 18, short_pounds(round(value)), style)
    for value in up.ticks():
        y = up.at(value)
        drawing.line((LEFT, y), (RIGHT, y), Paint(stroke=GRID))
        words = f"{value / THOUSANDTHS:,.3f}".rstrip("0").rstrip(".")
        drawing.text(LEFT - 8, y + 4, words, Type(12, anchor="end", fill=MUTED))
    drawing.line((LEFT, BOTTOM), (RIGHT, BOTTOM), Paint(stroke=STRONG_RULE))
    drawing.line((LEFT, TOP), (LEFT, BOTTOM), Paint(stroke=STRONG_RULE))
    drawing.text(16, TOP - 12, "Risk carried, in point-years", Type(12, fill=DEEP))


def _impossible(drawing: Drawing, front: Front, axes: tuple[_Axis, _Axis], paint: Paint) -> None:
    """Shade where no plan can be: left of the least money that is proven for each risk."""
    across, up = axes
    low, high = int(up.least), int(up.most) + 1
    below, edge = up.start, [f"M{num(LEFT)} {num(up.start)}"]
    for k in range(1, _SLICES + 1):
        risk = low + (high - low) * k // _SLICES
        x, y = across.at(_proven(front, risk, across)), up.at(min(risk, up.most))
        edge.append(f"L{num(x)} {num(below)} L{num(x)} {num(y)}")
        below = y
    drawing.path(f"{' '.join(edge)} L{num(LEFT)} {num(TOP)} Z", paint)


def _proven(front: Front, risk: int, across: _Axis) -> float:
    """Return the least money that is proven for a risk, kept within the axis.

    Of a slice its greater risk counts: what is shaded is never more than what is proven.
    """
    if any(each.rules_out(risk) for each in front.certificates):
        return across.most
    least = least_money(front.certificates, risk)
    return across.least if least is None else min(max(least, across.least), across.most)


def _line(drawing: Drawing, front: Front, across: _Axis, up: _Axis) -> None:
    """Draw what can be had for less than the next plan: the plan before it, and so a stair."""
    first = front.points[0]
    parts = [f"M{num(across.at(first.money))} {num(up.at(first.risk))}"]
    parts += [f"H{num(across.at(p.money))} V{num(up.at(p.risk))}" for p in front.points[1:]]
    drawing.path(" ".join(parts), Paint(stroke=BRAND, width=2))


def _point(drawing: Drawing, front: Front, point: FrontPoint, place: tuple[float, float]) -> None:
    role = role_words(point, front)
    said = f"{point.name}: {pounds(point.money)}, {years(point.risk)} point-years"
    said = f"{said}, {role}" if role else said
    if "policy" in point.roles:
        drawing.circle(place, 13, Paint("none", INK, 1.6), "")
    drawing.circle(place, 9, Paint(BRAND, PAPER, 1), said)
    letter = Type(11, bold=True, anchor="middle", fill=PAPER)
    drawing.text(place[0], place[1] + 4, point.name, letter)


def _mark(drawing: Drawing, mark: str, place: tuple[float, float], said: str = "") -> None:
    x, y = place
    paint = Paint(PAPER, INK, 1.6)
    match mark:
        case "circle":
            drawing.circle(place, 5, paint, said)
        case "square":
            drawing.rect(Box(x - 4.5, y - 4.5, 9, 9), paint, said)
        case "diamond":
            path = f"M{num(x)} {num(y - 6)} L{num(x + 6)} {num(y)} L{num(x)} {num(y + 6)}"
            drawing.path(f"{path} L{num(x - 6)} {num(y)} Z", paint, said)
        case _:
            path = f"M{num(x)} {num(y - 6)} L{num(x + 6)} {num(y + 5)} L{num(x - 6)} {num(y + 5)}"
            drawing.path(f"{path} Z", paint, said)


def _key(drawing: Drawing, front: Front, impossible: str) -> None:
    key = Legend(drawing, 16, WIDTH - 16, 50)
    dot = Paint(BRAND, PAPER, 1)
    key.entry("plan of the front", 18, lambda x, y: drawing.circle((x + 9, y), 7, dot, ""))
    if front.point("policy") is not None:
        ring = Paint("none", INK, 1.6)

        def ringed(x: float, y: float) -> None:
            drawing.circle((x + 9, y), 9, ring, "")
            drawing.circle((x + 9, y), 6, dot, "")

        key.entry("at the policy's price of risk", 18, ringed)
    box = Paint(impossible, MUTED, 0.6)
    key.entry(
        "no plan can be here: proven", 24, lambda x, y: drawing.rect(Box(x, y - 7, 24, 14), box)
    )
    for mark, other in zip(MARKS, front.others, strict=False):
        if other.money is not None:
            key.entry(_named(other.name), 14, _swatch(drawing, mark))


def _swatch(drawing: Drawing, mark: str) -> Callable[[float, float], None]:
    return lambda x, y: _mark(drawing, mark, (x + 7, y))


def _named(name: str) -> str:
    return "doing nothing" if name == "nothing" else name.replace("-", " ")
