"""DOT source, through the graphviz library, with every label as data."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import graphviz  # type: ignore[import-untyped]  # it ships without types

from estate.rendering.canvas.diagram import (
    BACK,
    BOTH,
    FLOW,
    MISSING,
    NEED,
    PLANNED,
    SPREAD,
)
from estate.rendering.canvas.palette import CORNERED, INK, MUTED, RULE, STRONG_RULE
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.canvas.diagram import Diagram, Node
    from estate.rendering.canvas.palette import RiskStyle

LABEL_WIDTH = 28
TITLE_WIDTH = 90
FONT = "Arial"
DOUBLE_FROM = 2
"""A border from this width up is drawn twice, so that the worst class shows without colour."""
_BREAK = "\\n"
ENTITY = re.compile(r"&(?=#?\w+;)")
"""What Graphviz would take for a character's name."""

EDGES = {
    FLOW: {"color": STRONG_RULE},
    BOTH: {"color": STRONG_RULE, "dir": "none"},
    NEED: {"color": STRONG_RULE, "style": "dotted", "arrowhead": "empty"},
    SPREAD: {"color": STRONG_RULE},
    BACK: {"color": STRONG_RULE, "style": "dotted", "arrowhead": "empty", "constraint": "false"},
    PLANNED: {"color": "#0065bd", "style": "dashed"},
    MISSING: {"color": "#b3001b", "style": "dashed", "arrowhead": "onormal"},
}
ARROWS = {
    FLOW: "solid arrow: data flows",
    BOTH: "line: connections, either way",
    NEED: "dotted, hollow arrow: cannot work without",
    SPREAD: "solid arrow: failure spreads",
    BACK: "dotted, hollow arrow: reaches what is touched already",
    PLANNED: "dashed arrow: planned connection",
    MISSING: "dashed, hollow arrow: missing connection",
}
"""The key's words for arrows, for readers of plain DOT."""


def source(diagram: Diagram) -> str:
    """Return DOT source, for a layout to which title and key are added.

    Boxes by cluster and name, arrows by their ends, whatever the order.
    """
    return str(_digraph(diagram).source)


def whole(diagram: Diagram) -> str:
    """Return DOT source that stands alone: with its title, its description and its key."""
    dot = _digraph(diagram)
    above = [diagram.title, diagram.note] if diagram.note else [diagram.title]
    dot.attr("graph", label=_text(above, TITLE_WIDTH), labelloc="t", fontsize="18")
    dot.attr("graph", tooltip=_text([diagram.description], TITLE_WIDTH))
    with dot.subgraph(name="cluster_key") as box:
        box.attr(label="Key", style="rounded", color=RULE, fontsize="13", labeljust="l")
        for index, style in enumerate(diagram.styles):
            box.node(f"key{index}", label=_text([style.words]), **_drawn(style))
        said = [ARROWS[state] for state in diagram.states]
        if said:
            box.node("arrows", label=_text(said, TITLE_WIDTH), shape="plaintext")
    return str(dot.source)


def _digraph(diagram: Diagram) -> graphviz.Digraph:
    dot = graphviz.Digraph(diagram.name)
    dot.attr("graph", rankdir="LR", fontname=FONT, fontsize="13", fontcolor=INK, nodesep="0.18")
    dot.attr("graph", ranksep="0.7", nslimit="2", nslimit1="2", mclimit="0.5", compound="true")
    dot.attr("node", shape="box", fontname=FONT, fontsize="11", margin="0.12,0.07", height="0.3")
    dot.attr("edge", fontname=FONT, fontsize="10", fontcolor=MUTED, arrowsize="0.7")
    ordered = diagram.in_order()
    numbers = {node.name: f"n{i}" for i, node in enumerate(ordered)}
    for index, cluster in enumerate(dict.fromkeys(node.cluster or "" for node in ordered)):
        members = [node for node in ordered if (node.cluster or "") == cluster]
        if not cluster:
            _add(dot, members, numbers)
            continue
        with dot.subgraph(name=f"cluster_{index}") as box:
            box.attr(label=_text([cluster]), style="filled,rounded", color=RULE)
            box.attr(fillcolor="#f7f9fb", margin="12", labeljust="l")
            _add(box, members, numbers)
    for edge in diagram.arrows():
        more = {"label": _text([edge.words])} if edge.words else {}
        dot.edge(numbers[edge.tail], numbers[edge.head], **EDGES.get(edge.state, {}), **more)
    return dot


def _add(dot: graphviz.Digraph, nodes: Sequence[Node], numbers: dict[str, str]) -> None:
    for node in nodes:
        large = {"fontsize": "15", "margin": "0.2,0.14"} if node.focus else {}
        look = _drawn(node.style) | _striped(node) | large
        dot.node(numbers[node.name], label=_text(node.lines), **look)


def _drawn(style: RiskStyle) -> dict[str, str]:
    cornered = style.dash == CORNERED
    return {
        "style": f"filled,{style.dash}" + (",rounded" if style.dash == "solid" else ""),
        "fillcolor": style.fill,
        "color": style.border,
        "fontcolor": style.text,
        "penwidth": str(style.width),
        "peripheries": "2" if style.width >= DOUBLE_FROM and not cornered else "1",
    } | ({"margin": "0.2,0.1"} if cornered else {})


def _striped(node: Node) -> dict[str, str]:
    """Fill a box that stands for many with a stripe for each class, as wide as its share."""
    total = sum(count for _, count in node.shares)
    if len(node.shares) == 1:
        return {"fillcolor": node.shares[0][0].fill}
    if not total:
        return {}
    stripes = [f"{style.fill};{count / total:.4f}" for style, count in node.shares[:-1]]
    return {"style": "striped", "fillcolor": ":".join([*stripes, node.shares[-1][0].fill])}


def _text(lines: Sequence[str], width: int = LABEL_WIDTH) -> graphviz.nohtml:
    r"""Return lines as a label: a backslash, `<b>` or `&lt;` in them is shown as it is."""
    wrapped = [part for line in lines for part in _wrap(visible(line), width)]
    plain = (ENTITY.sub("&amp;", part).replace("\\", "\\\\") for part in wrapped)
    return graphviz.nohtml(_BREAK.join(plain))


def _wrap(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, width, break_on_hyphens=False) or [" "]
