"""What surrounds one system on a screen: neighbours with how well they are joined, structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Column, table
from estate.rendering.kit.words import listing, plural, points
from estate.rendering.scores.interop_words import actual_words, level_words, potential_words
from estate.rendering.showing.parts import INDENT, point
from estate.rendering.showing.risk import inherited_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.graph import Link
    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.showing.view import SystemView

ROWS = 15
WIDE = 90
"""From so many columns on levels have their names."""
NAMES = 5
BOTH = {(True, True): "each on other", (True, False): "it on that", (False, True): "that on it"}
"""Which end depends on which: first whether this system does."""


def around_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return its neighbours, each with what passes, how well, and who depends on whom."""
    wide = terminal.width >= WIDE
    rows = [
        [view.short(one.node), one.passes, one.how, one.level, one.depends]
        for one in neighbours(view, wide=wide)
    ]
    columns = (
        Column("Neighbour", least=14),
        Column("Data", least=4),
        Column("How", least=8),
        Column("Level", least=9),
        Column("Depends", least=8),
    )
    narrow = type(terminal)(terminal.width - len(INDENT), terminal.unicode, terminal.colour)
    lines = [f"{INDENT}{line}" for line in table(columns, rows[:ROWS], narrow)] if rows else []
    if len(rows) > ROWS:
        lines.append(f"{INDENT}and {len(rows) - ROWS:,} more.")
    if not rows:
        lines += point("No interface or dependency is recorded.", terminal)
    return lines + point(interoperability_words(view), terminal)


def interoperability_words(view: SystemView) -> str:
    """Return how well it works with others, and how well its standards would let it."""
    found = view.interop
    return (
        f"Interoperability: {actual_words(found.actual)}{' of 100' if found.actual else ''}; "
        f"potential: {potential_words(found.potential)}."
    )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What stands beside a system: what passes between them, how well, who relies on whom."""

    node: str
    passes: str
    """`to` or `from` it; empty where nothing is recorded to pass."""
    how: str
    level: str
    depends: str


def neighbours(view: SystemView, *, wide: bool) -> list[Neighbour]:
    """Return those it has interfaces with, then those that it is joined to otherwise."""
    return [*_links(view, wide=wide), *_others(view)]


def _links(view: SystemView, *, wide: bool) -> list[Neighbour]:
    scores = {(one.link.council, one.link.index): one for one in view.interop.links}
    found = []
    for link in view.graph.interfaces_of(view.ref):
        score = scores.get((link.council, link.index))
        words = level_words if wide else points
        level = words(score.level_low, score.level_high) if score else ""
        found.append(
            Neighbour(
                link.other_end(str(view.ref)),
                "to" if link.sender == str(view.ref) else "from",
                _how(link),
                level or link.interface.status or "",
                _depends(view, link.other_end(str(view.ref))),
            )
        )
    return found


def _how(link: Link) -> str:
    it = link.interface
    return ", ".join(filter(None, (it.mechanism, it.format))) or "not recorded"


def _depends(view: SystemView, node: str) -> str:
    it = node in view.graph.dependencies_of(view.ref)
    that = node in view.graph.dependants_of(view.ref)
    return BOTH.get((it, that), "-")


def _others(view: SystemView) -> list[Neighbour]:
    """Return neighbours with which it has no interface, by what makes them such."""
    joined = {link.other_end(str(view.ref)) for link in view.graph.interfaces_of(view.ref)}
    graph = view.graph
    near = {*graph.dependencies_of(view.ref), *graph.dependants_of(view.ref)} - joined
    return [
        Neighbour(node, "", _reason(view, node), "", _depends(view, node)) for node in sorted(near)
    ]


def _reason(view: SystemView, node: str) -> str:
    pairs = ((view.ref, node), (node, view.ref))
    found = {
        reason.kind
        for dependent, on in pairs
        for reason in view.graph.reasons(dependent=dependent, on=on)
    }
    return ", ".join(sorted(found))


def structure_words(view: SystemView) -> str:
    """Return in short what its failure touches, and whether others hang together by it."""
    surely = "" if view.graph.dependants_complete(view.ref) else " or more"
    said = f"its failure can touch {plural(len(view.touched), 'other')}{surely}"
    if view.cut is not None:
        said += f"; a cut point, which parts {view.cut.cut_off:,} from the rest"
    if view.circle:
        said += f"; in a circle of {len(view.circle):,}"
    return said


def structure_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return what its failure touches, what it parts, the circle it is in, and what it inherits."""
    return [line for said in structure_sentences(view) for line in point(said, terminal)]


def structure_sentences(view: SystemView) -> list[str]:
    """Return the same, each as a sentence or two."""
    graph, touched = view.graph, view.touched
    said = f"Its failure can touch {plural(len(touched), 'other')}"
    said += f": {_names(view, touched)}." if touched else "."
    if not graph.dependants_complete(view.ref):
        said += " There may be more: not all interfaces are recorded."
    lines = [said]
    below = graph.reach(view.ref)
    rests = f": {_names(view, below)}" if below else ""
    lines.append(f"It rests on {plural(len(below), 'other')}{rests}.")
    if view.cut is not None:
        parted = [name for piece in view.cut.parted for name in piece]
        names = _names(view, parted)
        lines.append(f"A cut point: without it {names} would be cut off from the rest.")
    if view.circle:
        others = [node for node in view.circle if node != str(view.ref)]
        said = (
            f"In a circle with {_names(view, others)}: each relies on all, so they move together."
        )
        lines.append(said)
    if view.role is not None:
        lines.append(f"Among all in use it is {view.role.value}.")
    return [*lines, inherited_words(view)]


def _names(view: SystemView, nodes: Sequence[str]) -> str:
    return listing([view.short(node) for node in nodes], NAMES)
