"""The landscape: every system by group of capabilities, with an overview where there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from estate.portfolio import platform_of
from estate.rendering.canvas.colouring import Colouring
from estate.rendering.canvas.diagram import BOTH, Diagram, Edge, Node
from estate.rendering.canvas.palette import (
    CHANGED,
    JUST_CHANGED,
    KEPT,
    LEGACY,
    RED,
    RETIRED,
    SOUND,
    UNKNOWN,
)
from estate.rendering.kit.words import listing, plural
from estate.rendering.maps.colours import colours_of
from estate.rendering.maps.folding import fold
from estate.rendering.pictures.council_view import COUNCIL, CouncilView, key_of, scopes
from estate.rendering.pictures.landscape import LaterView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.maps.asking import Ask, Sheet
    from estate.rendering.pictures.landscape import Moment

HEADING = "Landscape"
MOST_COUNCILS = 60
LATER = (RED, UNKNOWN, LEGACY, SOUND, KEPT, JUST_CHANGED, CHANGED, RETIRED)
"""The classes of a landscape later on, in the order of its key."""


class _Named(NamedTuple):
    """How an overview is called, and where systems have gone that are part of others by then."""

    prefix: str
    heading: str
    places: Mapping[str, str]


def landscape(ask: Ask) -> Iterator[Sheet]:
    """Yield an overview where several councils are asked for, then each council's sheets."""
    if ask.moments is not None:
        yield from _later(ask, ask.moments)
        return
    colours = colours_of(ask, ask.systems)
    if len(ask.members) > 1:
        yield _councils(ask, colours, _Named("landscape", HEADING, {}))
    for council, scope in scopes(ask.graph, ask.members).items():
        view = CouncilView(ask.graph, council, scope, colours, HEADING)
        view.prefix = f"landscape-{council}"
        view.note = ask.stamp
        yield from view.sheets()


def _later(ask: Ask, moments: Mapping[str, Moment]) -> Iterator[Sheet]:
    """Yield the same as it stands later on in a plan."""
    views = {
        council: LaterView(
            ask.graph,
            council,
            scope,
            {system: ask.score(system) for system in scope.systems},
            moments[council],
        )
        for council, scope in scopes(ask.graph, ask.members).items()
    }
    for view in views.values():
        view.note = ask.noted(view.note)
    if len(views) > 1:
        yield _councils(ask, *_together(views))
    for view in views.values():
        yield from view.sheets()


def _together(views: Mapping[str, LaterView]) -> tuple[Colouring, _Named]:
    """Return how systems of several councils are drawn later on, and what that is called."""

    def view_of(system: str) -> LaterView:
        return views[system.partition("/")[0]]

    first = next(iter(views.values())).moment
    colours = Colouring("risk", LATER, lambda system: view_of(system).shade(system))
    places = {system: view.place(system) for view in views.values() for system in view.own}
    return colours, _Named(first.prefix, first.heading, places)


def _councils(ask: Ask, colours: Colouring, named: _Named) -> Diagram:
    nodes = [_council(ask, council, colours) for council in ask.members]
    flows: Counter[tuple[str, str]] = Counter()
    for link in ask.graph.links:
        one, other = sorted(
            _owner(named.places.get(end, end)) for end in (link.sender, link.receiver)
        )
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
    title = f"{named.heading}: {plural(len(ask.members), 'council')}"
    styles = key_of(nodes, colours)
    note = ask.stamp
    return Diagram(named.prefix, "", title, words, tuple(nodes), tuple(edges), styles, note)


def _council(ask: Ask, council: str, colours: Colouring) -> Node:
    members = ask.members[council]
    shade = colours.together(members)
    lines = (ask.names.council(council), plural(len(members), "system"), *shade.lines)
    return Node(f"{COUNCIL}{council}", lines, shade.style, shares=shade.shares)


def _owner(node: str) -> str:
    return node if platform_of(node) is not None else f"{COUNCIL}{node.partition('/')[0]}"
