"""The landscape: every system by group of capabilities, with an overview where there are many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.portfolio import platform_of
from estate.rendering.council_view import COUNCIL, CouncilView, key_of, scopes
from estate.rendering.diagram import BOTH, Diagram, Edge, Node
from estate.rendering.maps.colours import colours_of
from estate.rendering.maps.folding import fold
from estate.rendering.words import listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.colouring import Colouring
    from estate.rendering.maps.asking import Ask, Sheet

HEADING = "Landscape"
MOST_COUNCILS = 60


def landscape(ask: Ask) -> Iterator[Sheet]:
    """Yield an overview where several councils are asked for, then each council's sheets."""
    colours = colours_of(ask, ask.systems)
    if len(ask.members) > 1:
        yield _councils(ask, colours)
    for council, scope in scopes(ask.graph, ask.members).items():
        view = CouncilView(ask.graph, council, scope, colours, HEADING)
        view.prefix = f"landscape-{council}"
        view.note = ask.stamp
        yield from view.sheets()


def _councils(ask: Ask, colours: Colouring) -> Diagram:
    nodes = [_council(ask, council, colours) for council in ask.members]
    flows: Counter[tuple[str, str]] = Counter()
    for link in ask.graph.links:
        one, other = sorted(_owner(end) for end in (link.sender, link.receiver))
        known = {one, other} <= {node.name for node in nodes}
        if known and one != other and link.interface.status != "retired":
            flows[one, other] += 1
    edges = [Edge(one, other, BOTH, count) for (one, other), count in sorted(flows.items())]
    nodes, edges = fold(nodes, edges, MOST_COUNCILS, "other councils")
    words = (
        f"{plural(len(ask.systems), 'system')} in {plural(len(ask.members), 'council')}: "
        f"{listing(colours.said(ask.systems))}. Each council has sheets of its own. Each box says "
        "how many interfaces it has with others, either way."
    )
    title = f"{HEADING}: {plural(len(ask.members), 'council')}"
    styles = key_of(nodes, colours)
    note = ask.stamp
    return Diagram("landscape", "", title, words, tuple(nodes), tuple(edges), styles, note)


def _council(ask: Ask, council: str, colours: Colouring) -> Node:
    members = ask.members[council]
    shade = colours.together(members)
    lines = (ask.names.council(council), plural(len(members), "system"), *shade.lines)
    return Node(f"{COUNCIL}{council}", lines, shade.style, shares=shade.shares)


def _owner(node: str) -> str:
    return node if platform_of(node) is not None else f"{COUNCIL}{node.partition('/')[0]}"
