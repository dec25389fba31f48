"""A diagram as boxes in rows, group by group: for what has more arrows than can be told apart."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.diagram import by_cluster
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type
from estate.rendering.canvas.heading import MARGIN, corners, heading
from estate.rendering.canvas.linking import node_marks
from estate.rendering.canvas.palette import CORNERED, RULE
from estate.rendering.kit.words import plural, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estate.rendering.canvas.diagram import Diagram, Node

COLUMNS = 7
LEAST_WIDTH = 760.0
WIDE, LINE, INSIDE, GAP = 186.0, 15.0, 8.0, 8.0
"""How wide a box is, how far lines of text stand apart, and the room inside and between boxes."""
HEAD = 26.0
NAME_LINES, NAME_LETTERS = 3, 27
BEST = 3
"""A box that stands for many names so many of those it is connected with most."""
TEXT = 11.0
CORNER = 8.0
DOUBLE_FROM = 2
DASHES = {"dashed": "4 3", "dotted": "1 3"}


@dataclass(frozen=True)
class _Tile:
    """A box with its lines, broken to its width."""

    node: Node
    lines: tuple[str, ...]
    near: tuple[str, ...] = ()
    """The boxes of the picture that it is connected with."""

    @property
    def height(self) -> float:
        return len(self.lines) * LINE + 2 * INSIDE


@dataclass(frozen=True)
class _Panel:
    """A group of boxes: its heading, and rows of as many boxes as it is wide."""

    title: str
    rows: tuple[tuple[_Tile, ...], ...]

    @property
    def columns(self) -> int:
        return max(len(row) for row in self.rows)

    @property
    def width(self) -> float:
        return self.columns * (WIDE + GAP) + GAP

    @property
    def height(self) -> float:
        rows = sum(_height(row) + GAP for row in self.rows)
        return rows + GAP + (HEAD if self.title else 0)


def tiled(diagram: Diagram) -> str:
    """Return a diagram as a whole picture without arrows: each box says what it is joined to."""
    shelves = _shelves(_panels(diagram))
    widest = max(sum(panel.width for panel in shelf) for shelf in shelves)
    width = max(LEAST_WIDTH, widest + 2 * MARGIN)
    drawing = Drawing(diagram.name, diagram.title, diagram.description, width)
    top = heading(drawing, diagram)
    for shelf in shelves:
        left = MARGIN
        for panel in shelf:
            left = _draw(drawing, panel, left, top)
        top += max(panel.height for panel in shelf) + GAP
    return drawing.svg(top + MARGIN)


def _panels(diagram: Diagram) -> list[_Panel]:
    said, near = _joined(diagram), diagram.near
    ordered = sorted(
        diagram.nodes, key=lambda node: (not node.focus, not node.cluster, by_cluster(node))
    )
    grouped = any(node.cluster for node in ordered)
    panels = []
    for cluster, nodes in groupby(ordered, key=lambda node: "" if node.focus else node.cluster):
        tiles = [_tile(node, said.get(node.name, ()), near.get(node.name, ())) for node in nodes]
        across = _columns(len(tiles))
        rows = tuple(tuple(tiles[i : i + across]) for i in range(0, len(tiles), across))
        title = _title(cluster) if grouped else ""
        panels.append(_Panel(title, rows))
    return panels


def _columns(tiles: int) -> int:
    """Return how many boxes stand side by side, so that rows are as even as can be."""
    rows = -(-tiles // COLUMNS)
    return -(-tiles // rows)


def _title(cluster: str | None) -> str:
    if cluster == "":
        return "In focus"
    return cluster or "Connected with these"


def _joined(diagram: Diagram) -> Mapping[str, tuple[str, ...]]:
    """Return for each box what it is connected with, in words."""
    around: dict[str, Counter[str]] = {}
    for edge in diagram.edges:
        around.setdefault(edge.tail, Counter())[edge.head] += edge.count
        around.setdefault(edge.head, Counter())[edge.tail] += edge.count
    named = {node.name: visible(node.lines[0]) for node in diagram.nodes}
    many = {node.name for node in diagram.nodes if node.shares}
    found = {}
    for name, counts in around.items():
        lines = [plural(counts.total(), "connection")]
        if name in many:
            most = sorted(counts, key=lambda other: (-counts[other], other))[:BEST]
            lines += [f"{counts[other]} with {named[other]}" for other in most]
        found[name] = tuple(lines)
    return found


def _tile(node: Node, joined: Sequence[str], near: Sequence[str]) -> _Tile:
    name = textwrap.wrap(visible(node.lines[0]), NAME_LETTERS, break_on_hyphens=False) or [" "]
    if len(name) > NAME_LINES:
        name = [*name[: NAME_LINES - 1], f"{name[NAME_LINES - 1][:-1]}{fonts.ELLIPSIS}"]
    rest = [
        part
        for line in (*node.lines[1:], *joined)
        for part in textwrap.wrap(visible(line), NAME_LETTERS + 3, break_on_hyphens=False)
    ]
    return _Tile(node, (*name, *rest), tuple(near))


def _shelves(panels: Sequence[_Panel]) -> list[list[_Panel]]:
    """Put panels side by side as long as they fit."""
    shelves: list[list[_Panel]] = []
    used = COLUMNS + 1
    for panel in panels:
        if used + panel.columns > COLUMNS:
            shelves.append([])
            used = 0
        shelves[-1].append(panel)
        used += panel.columns
    return shelves


def _height(row: Sequence[_Tile]) -> float:
    return max(tile.height for tile in row)


def _draw(drawing: Drawing, panel: _Panel, left: float, top: float) -> float:
    """Draw a group, and return where the next one begins."""
    width = panel.width
    y = top + GAP
    if panel.title:
        frame = Box(left, top, width - GAP / 2, panel.height)
        drawing.rect(frame, Paint("#f7f9fb", RULE, radius=4))
        words = fonts.fit(visible(panel.title), width - 3 * GAP, 13, bold=True)
        drawing.text(left + GAP, top + 18, words, Type(13, bold=True))
        y += HEAD
    for row in panel.rows:
        for column, tile in enumerate(row):
            x = left + GAP + column * (WIDE + GAP) - (GAP / 4)
            with drawing.group(node_marks(tile.node.name, tile.near)):
                _box(drawing, tile, Box(x, y, WIDE, _height(row)))
        y += _height(row) + GAP
    return left + width


def _box(drawing: Drawing, tile: _Tile, box: Box) -> None:
    style = tile.node.style
    dash, radius = DASHES.get(style.dash, ""), 5 if style.dash == "solid" else 0
    title = ": ".join(tile.node.lines[:2])
    total = sum(count for _, count in tile.node.shares)
    x = box.x
    for share, count in tile.node.shares:
        width = box.width * count / total
        drawing.rect(Box(x, box.y, width, box.height), Paint(share.fill))
        x += width
    fill = "none" if total else style.fill
    drawing.rect(box, Paint(fill, style.border, style.width, dash, 0 if total else radius), title)
    cornered = style.dash == CORNERED
    if style.width >= DOUBLE_FROM and not cornered:
        inner = Box(box.x + 3, box.y + 3, box.width - 6, box.height - 6)
        drawing.rect(inner, Paint("none", style.border, 1, radius=3))
    if cornered:
        corners(drawing, box, style, CORNER)
    for index, line in enumerate(tile.lines):
        y = box.y + INSIDE + 11 + index * LINE
        bold = index == 0
        words = fonts.fit(line, box.width - 2 * INSIDE, TEXT, bold=bold)
        drawing.text(box.x + INSIDE, y, words, Type(TEXT, bold=bold, fill=style.text))
