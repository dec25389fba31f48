"""A picture in the making: shapes with real text, written out by one template.

Everything is a presentation attribute, never a style, so that a strict content security policy
lets the picture stand inside a page.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from estate.rendering.canvas import fonts
from estate.rendering.canvas.palette import INK, PAPER
from estate.rendering.kit.templating import environment
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Attributes: TypeAlias = dict[str, str]
Anchor: TypeAlias = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner, in user units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled and outlined."""

    fill: str = "none"
    stroke: str = "none"
    width: float = 1
    dash: str = ""
    radius: float = 0
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set. `halo` puts paper round the letters, for text that crosses lines.

    A turned text is read from below upwards.
    """

    size: float = 12
    bold: bool = False
    anchor: Anchor = "start"
    fill: str = INK
    halo: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """An element: its tag, attributes, text, and a title that says what it stands for."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""
    title: str = ""


OPEN, CLOSE = "open", "close"
"""Tags of the shapes that begin and end a group."""


@dataclass(frozen=True, slots=True)
class Hatch:
    """A pattern of slanting lines, so that areas differ without colour."""

    name: str
    colour: str
    ground: str = PAPER
    step: int = 6
    stroke: float = 2


class Drawing:
    """Collects shapes, back to front. `name` begins every id in it, so that pictures can mix."""

    def __init__(self, name: str, title: str, description: str, width: float) -> None:
        """Take the picture's name, its title and description for those who cannot see it."""
        self.name = name
        self.title = title
        self.description = description
        self.width = width
        self._shapes: list[Shape] = []
        self._hatches: dict[str, Hatch] = {}

    def hatch(self, hatch: Hatch) -> str:
        """Add a pattern, and return the fill that uses it."""
        self._hatches[hatch.name] = hatch
        return f"url(#{self.name}-{hatch.name})"

    @contextmanager
    def group(self, attributes: Mapping[str, str]) -> Iterator[None]:
        """Put what is drawn meanwhile into a group that has some attributes, such as `data-node`.

        None of the values is empty; one that holds control characters shows them. Without any
        attribute there is no group.
        """
        if not attributes:
            yield
            return
        self._add(OPEN, {key: visible(value) for key, value in attributes.items()})
        yield
        self._add(CLOSE, {})

    def rect(self, box: Box, paint: Paint, title: str = "") -> None:
        """Draw a rectangle."""
        corner = {"rx": num(paint.radius)} if paint.radius else {}
        place = {"x": num(box.x), "y": num(box.y)}
        size = {"width": num(max(0, box.width)), "height": num(max(0, box.height))}
        self._add("rect", {**place, **size, **corner, **_painted(paint)}, title=title)

    def line(self, start: tuple[float, float], end: tuple[float, float], paint: Paint) -> None:
        """Draw a straight line."""
        ends = {"x1": num(start[0]), "y1": num(start[1]), "x2": num(end[0]), "y2": num(end[1])}
        self._add("line", {**ends, **_painted(paint)})

    def path(self, data: str, paint: Paint, title: str = "") -> None:
        """Draw a path given in the language of SVG."""
        self._add("path", {"d": data, **_painted(paint)}, title=title)

    def circle(self, centre: tuple[float, float], radius: float, paint: Paint, title: str) -> None:
        """Draw a circle."""
        place = {"cx": num(centre[0]), "cy": num(centre[1]), "r": num(radius)}
        self._add("circle", {**place, **_painted(paint)}, title=title)

    def text(self, x: float, y: float, words: str, style: Type = Type()) -> None:
        """Write a text with its baseline at `y`; nothing for no words."""
        if not words:
            return
        attributes = {"x": num(x), "y": num(y), "font-size": num(style.size), "fill": style.fill}
        if style.bold:
            attributes["font-weight"] = "700"
        if style.anchor != "start":
            attributes["text-anchor"] = style.anchor
        if style.halo:
            attributes |= {"paint-order": "stroke", "stroke": PAPER, "stroke-width": "3"}
        if style.turned:
            attributes["transform"] = f"rotate(-90 {num(x)} {num(y)})"
        self._add("text", attributes, text=visible(words))

    def svg(self, height: float) -> str:
        """Return the whole picture."""
        template = environment().get_template("figure.svg.jinja")
        return template.render(
            name=self.name,
            title=visible(self.title),
            description=visible(self.description),
            width=num(self.width),
            height=num(height),
            family=fonts.FAMILY,
            hatches=list(self._hatches.values()),
            shapes=self._shapes,
        )

    def _add(self, tag: str, attributes: Attributes, *, text: str = "", title: str = "") -> None:
        self._shapes.append(Shape(tag, tuple(attributes.items()), text, visible(title)))


def num(value: float) -> str:
    """Return a coordinate to a tenth, without a needless `.0` or `-0`."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def _painted(paint: Paint) -> Attributes:
    attributes = {"fill": paint.fill}
    if paint.stroke != "none":
        attributes |= {"stroke": paint.stroke, "stroke-width": num(paint.width)}
    if paint.dash:
        attributes["stroke-dasharray"] = paint.dash
    if paint.opacity != 1:
        attributes["opacity"] = str(paint.opacity)
    return attributes
