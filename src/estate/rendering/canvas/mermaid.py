"""Mermaid source: a diagram as text that many wikis and code hosts draw.

Labels are quoted, and every character that Mermaid, its Markdown or its HTML could take for its
own is written as a numbered entity. Two limits are Mermaid's defaults: a larger text or more
arrows it does not draw, so neither is written.
"""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from estate.diagnostics import UsageFault
from estate.rendering.canvas.diagram import BACK, BOTH, FLOW, MISSING, NEED, PLANNED, SPREAD
from estate.rendering.canvas.dot import DOUBLE_FROM
from estate.rendering.kit.words import plural, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.rendering.canvas.diagram import Diagram, Edge, Node
    from estate.rendering.canvas.palette import RiskStyle

MOST_EDGES = 500
MOST_CHARACTERS = 50_000
FOOT = 200
"""Characters that are left for a last line, which says where the text comes from."""
LABEL_WIDTH = 28
INDENT = "  "
ARROWS = {
    FLOW: ("-->", ""),
    BOTH: ("---", ""),
    NEED: ("-.->", "needs"),
    SPREAD: ("-->", ""),
    BACK: ("-.->", ""),
    PLANNED: ("-.->", "planned"),
    MISSING: ("-.->", "missing"),
}
"""The arrow of each state, and the word that stands at it."""
DASHES = {"dashed": "5 3", "dotted": "1 3"}
APART = "\N{ZERO WIDTH SPACE}"
"""Stands between two dollars: Mermaid takes a pair for the start of a formula, escaped or not."""
_PLAIN = frozenset(" ,.-/()+'")


def mermaid(diagram: Diagram) -> str:
    """Return a diagram as a Mermaid flowchart.

    Raises:
        UsageFault: when it is larger than Mermaid draws by default.
    """
    text = "\n".join(_lines(diagram)) + "\n"
    arrows = len(diagram.edges)
    if arrows > MOST_EDGES:
        size = f"{plural(arrows, 'arrow')}, and Mermaid draws {MOST_EDGES}"
        raise UsageFault(f"{diagram.title} has {size}: {NARROW}")
    if len(text) > MOST_CHARACTERS - FOOT:
        size = f"{len(text):,} characters, and Mermaid takes {MOST_CHARACTERS:,}"
        raise UsageFault(f"{diagram.title} has {size}: {NARROW}")
    return text


NARROW = "narrow it with --council, --capability or --depth, or take --format svg"


def _lines(diagram: Diagram) -> Iterator[str]:
    yield "---"
    yield f"title: {json.dumps(visible(_and(diagram.title, diagram.note)))}"
    yield "---"
    yield "flowchart LR"
    yield f"{INDENT}accTitle: {escaped(diagram.title)}"
    yield f"{INDENT}accDescr: {escaped(_and(diagram.description, diagram.note))}"
    nodes = diagram.in_order()
    numbers = {node.name: f"n{index}" for index, node in enumerate(nodes)}
    classes = {style: f"c{index}" for index, style in enumerate(_styles(diagram))}
    yield from _boxes(nodes, numbers, classes)
    for edge in diagram.arrows():
        yield f"{INDENT}{numbers[edge.tail]} {_arrow(edge)} {numbers[edge.head]}"
    yield from _key(diagram, classes)
    for style, name in classes.items():
        yield f"{INDENT}classDef {name} {_drawn(style)}"


def _and(words: str, note: str) -> str:
    said = f"{words.removesuffix('.')}. {note[:1].upper()}{note[1:]}"
    return said if note else words


def _styles(diagram: Diagram) -> tuple[RiskStyle, ...]:
    return tuple(dict.fromkeys((*diagram.styles, *(node.style for node in diagram.in_order()))))


def _boxes(
    nodes: Sequence[Node], numbers: dict[str, str], classes: dict[RiskStyle, str]
) -> Iterator[str]:
    cluster, opened = None, 0
    for node in nodes:
        if node.cluster != cluster:
            if opened:
                yield f"{INDENT}end"
            cluster, opened = node.cluster, opened + 1
            yield f"{INDENT}subgraph g{opened}[{_label([cluster or ''])}]"
            yield f"{INDENT * 2}direction LR"
        lines = (*node.lines, "in focus") if node.focus else node.lines
        box = f"{numbers[node.name]}[{_label(lines)}]:::{classes[node.style]}"
        yield f"{INDENT * 2 if opened else INDENT}{box}"
    if opened:
        yield f"{INDENT}end"


def _key(diagram: Diagram, classes: dict[RiskStyle, str]) -> Iterator[str]:
    yield f'{INDENT}subgraph key["Key"]'
    for style in diagram.styles:
        name = classes[style]
        yield f"{INDENT * 2}k{name}[{_label([style.words])}]:::{name}"
    yield f"{INDENT}end"


def _arrow(edge: Edge) -> str:
    arrow, word = ARROWS.get(edge.state, ("-->", ""))
    words = ", ".join(filter(None, (word, edge.words)))
    return f"{arrow}|{_label([words])}|" if words else arrow


def _drawn(style: RiskStyle) -> str:
    width = style.width + (1 if style.width >= DOUBLE_FROM else 0)
    parts = [f"fill:{style.fill}", f"stroke:{style.border}", f"color:{style.text}"]
    parts.append(f"stroke-width:{width:g}px")
    if style.dash in DASHES:
        parts.append(f"stroke-dasharray:{DASHES[style.dash]}")
    return ",".join(parts)


def _label(lines: Sequence[str]) -> str:
    """Return lines as a quoted label, each broken where it would be too wide."""
    wrapped = [
        part
        for line in lines
        for part in textwrap.wrap(visible(line), LABEL_WIDTH, break_on_hyphens=False) or [" "]
    ]
    return '"' + "<br/>".join(escaped(part) for part in wrapped) + '"'


def escaped(text: str) -> str:
    """Return a text in which nothing is Mermaid's, its Markdown's or its HTML's own."""
    parted = visible(text).replace("$$", f"${APART}$").replace("$$", f"${APART}$")
    return "".join(
        letter if letter.isalnum() or letter in _PLAIN else f"#{ord(letter)};" for letter in parted
    )
