"""DOT source, through the graphviz library, with every label as data."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import graphviz  # type: ignore[import-untyped]  # it ships without types

from estate.rendering.palette import INK, MUTED, RULE, STRONG_RULE, RiskStyle
from estate.rendering.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL_WIDTH = 28
FONT = "Arial"
DOUBLE_FROM = 2
"""A border from this width up is drawn twice, so that the worst class shows without colour."""
FLOW = "flow"
NEED = "needs"
BOTH = "both"
_BREAK = "\\n"

EDGES = {
    FLOW: {"color": STRONG_RULE},
    BOTH: {"color": STRONG_RULE, "dir": "none"},
    NEED: {"color": STRONG_RULE, "style": "dotted", "arrowhead": "empty"},
    "planned": {"color": "#0065bd", "style": "dashed"},
    "missing": {"color": "#b3001b", "style": "dashed", "arrowhead": "onormal"},
}


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its lines of text, the first in bold by being first, and how it is drawn."""

    name: str
    lines: tuple[str, ...]
    style: RiskStyle
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow; `state` is a key of `EDGES`, `count` says how many connections it stands for."""

    tail: str
    head: str
    state: str
    count: int = 1


def source(name: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """Return DOT source; nodes by cluster and name, edges by their ends, whatever the order."""
    dot = graphviz.Digraph(name)
    dot.attr("graph", rankdir="LR", fontname=FONT, fontsize="13", fontcolor=INK, nodesep="0.18")
    dot.attr("graph", ranksep="0.7", nslimit="2", nslimit1="2", mclimit="0.5", compound="true")
    dot.attr("node", shape="box", fontname=FONT, fontsize="11", margin="0.12,0.07", height="0.3")
    dot.attr("edge", fontname=FONT, fontsize="10", fontcolor=MUTED, arrowsize="0.7")
    numbers = {node.name: f"n{i}" for i, node in enumerate(sorted(nodes, key=_order))}
    for index, cluster in enumerate(sorted({node.cluster or "" for node in nodes})):
        members = [node for node in sorted(nodes, key=_order) if (node.cluster or "") == cluster]
        if not cluster:
            _add(dot, members, numbers)
            continue
        with dot.subgraph(name=f"cluster_{index}") as box:
            box.attr(label=_text([cluster]), style="filled,rounded", color=RULE)
            box.attr(fillcolor="#f7f9fb", margin="12", labeljust="l")
            _add(box, members, numbers)
    for edge in sorted(edges, key=lambda edge: (edge.tail, edge.head, edge.state)):
        more = {"label": str(edge.count)} if edge.count > 1 else {}
        dot.edge(numbers[edge.tail], numbers[edge.head], **EDGES.get(edge.state, {}), **more)
    return str(dot.source)


def _order(node: Node) -> tuple[str, str]:
    return (node.cluster or "", node.name)


def _add(dot: graphviz.Digraph, nodes: Sequence[Node], numbers: dict[str, str]) -> None:
    for node in nodes:
        style = node.style
        dot.node(
            numbers[node.name],
            label=_text(node.lines),
            style=f"filled,{style.dash}" + (",rounded" if style.dash == "solid" else ""),
            fillcolor=style.fill,
            color=style.border,
            fontcolor=style.text,
            penwidth=str(style.width),
            peripheries="2" if style.width >= DOUBLE_FROM else "1",
        )


def _text(lines: Sequence[str]) -> graphviz.nohtml:
    r"""Return lines as a label: a backslash or `<b>` in them is shown, and does nothing."""
    wrapped = [part for line in lines for part in _wrap(visible(line))]
    return graphviz.nohtml(_BREAK.join(part.replace("\\", "\\\\") for part in wrapped))


def _wrap(line: str) -> list[str]:
    return textwrap.wrap(line, LABEL_WIDTH, break_on_hyphens=False) or [" "]
