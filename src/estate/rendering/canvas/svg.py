"""What becomes of a laid-out graph: a picture with a heading, a key, and words for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from estate.diagnostics import EnvironmentFault
from estate.rendering.canvas import fonts
from estate.rendering.canvas.dot import source
from estate.rendering.canvas.drawing import Drawing, num
from estate.rendering.canvas.heading import MARGIN, heading
from estate.rendering.canvas.linking import node_marks
from estate.rendering.canvas.palette import PAPER
from estate.rendering.canvas.tiles import tiled
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from estate.rendering.canvas.diagram import Diagram

Layout = Callable[[str], bytes]
"""Lays out DOT source as SVG; raises EnvironmentFault where the machine cannot."""

SVG = "http://www.w3.org/2000/svg"
LEAST_WIDTH = 760.0
_KEEP = re.compile(r"[^A-Za-z0-9_-]+")
STRIPE = "0.5"
"""How wide Graphviz draws the lines between stripes, which words stand on; nothing else is so."""
_POINTS = 4 / 3
"""A typographic point, in the user units of a page."""


def laid_out(sheet: Diagram, layout: Layout) -> str:
    """Return a diagram as a whole picture: heading, key, and the graph below them.

    One with more arrows than can be told apart is drawn as boxes in rows instead.

    Raises:
        EnvironmentFault: when the layout fails, or hands back something that is not SVG.
    """
    if not sheet.drawn_with_lines:
        return tiled(sheet)
    root = _parse(layout(source(sheet)), sheet)
    _prefix_ids(root, sheet.name)
    width, height = _size(root)
    drawing = Drawing(
        sheet.name, sheet.title, sheet.description, max(LEAST_WIDTH, width + 2 * MARGIN)
    )
    top = heading(drawing, sheet)
    frame = drawing.svg(top + height + MARGIN)
    root.attrib.clear()
    root.attrib |= {
        "x": num(MARGIN),
        "y": num(top),
        "width": num(width),
        "height": num(height),
        "viewBox": f"0 0 {num(width / _POINTS)} {num(height / _POINTS)}",
    }
    inner = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return frame.replace("</svg>", f"{inner}\n</svg>")


def standalone(picture: str, made: str = "") -> bytes:
    """Return a picture as a file of its own, with its typeface inside.

    `made` says what made it and from what, for those who look into the file.
    """
    style = f"<style>{fonts.face_rules()}</style>"
    about = f"<metadata>{escape(made)}</metadata>" if made else ""
    head, description_end, rest = picture.partition("</desc>")
    return f"{head}{description_end}{about}{style}{rest}".encode()


def _parse(picture: bytes, sheet: Diagram) -> ET.Element:
    """Return the SVG's root, its boxes and arrows marked with what they stand for.

    The names that Graphviz gives them are left out.
    """
    ET.register_namespace("", SVG)
    try:
        root = ET.fromstring(picture)  # noqa: S314  # made by our own layout from our own source
    except ET.ParseError as fault:
        raise EnvironmentFault(f"the layout of a diagram is not SVG: {fault}") from fault
    if root.tag != f"{{{SVG}}}svg":
        raise EnvironmentFault("the layout of a diagram is not SVG")
    _mark(root, sheet)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{{{SVG}}}title":
                parent.remove(child)
    _raise_titles(root)
    _plain_stripes(root)
    for text in root.iter(f"{{{SVG}}}text"):
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        text.set("font-family", fonts.FAMILY)
    return root


def _mark(root: ET.Element, sheet: Diagram) -> None:
    """Say of each box and arrow, in attributes, which node it is and which it joins."""
    names = {f"n{index}": node.name for index, node in enumerate(sheet.in_order())}
    near = sheet.near
    for group in root.iter(f"{{{SVG}}}g"):
        title = group.findtext(f"{{{SVG}}}title", "")
        tail, _, head = title.partition("->")
        marks: dict[str, str] = {}
        if title in names:
            marks = node_marks(names[title], near.get(names[title], ()))
        elif tail in names and head in names:
            marks = {"data-from": names[tail], "data-to": names[head]}
        group.attrib |= {key: visible(value) for key, value in marks.items()}


def _plain_stripes(root: ET.Element) -> None:
    """Take away the lines between stripes."""
    for stripe in root.iter(f"{{{SVG}}}polygon"):
        if stripe.get("stroke-width") == STRIPE:
            stripe.set("stroke", "none")


def _raise_titles(root: ET.Element) -> None:
    """Move the names of groups in front of the arrows, with paper round their letters."""
    for graph in root.findall(f"{{{SVG}}}g"):
        for cluster in graph.findall(f"{{{SVG}}}g[@class='cluster']"):
            for text in cluster.findall(f"{{{SVG}}}text"):
                cluster.remove(text)
                text.attrib |= {"paint-order": "stroke", "stroke": PAPER, "stroke-width": "4"}
                graph.append(text)


def _prefix_ids(root: ET.Element, name: str) -> None:
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", f"{name}-{_KEEP.sub('-', element.attrib['id'])}")


def _size(root: ET.Element) -> tuple[float, float]:
    box = [float(part) for part in root.get("viewBox", "0 0 0 0").split()]
    return box[2] * _POINTS, box[3] * _POINTS
