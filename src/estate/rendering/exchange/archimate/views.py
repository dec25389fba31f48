"""Views of the estate: a council's landscape by group of capabilities, and each group's flows."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.rendering.exchange.archimate.model import (
    Box,
    Line,
    View,
    ident,
    one_line,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from estate.portfolio import System
    from estate.rendering.exchange.archimate.model import Model, Relation
    from estate.rendering.exchange.material import Material

WIDE, HIGH, GAP, HEAD = 170, 60, 20, 34
"""A box, the space between boxes, and the room for a frame's label, in pixels."""
ACROSS = 6
"""Boxes beside one another."""
APART = 320
"""Between the two columns of a view of flows: room for lines, and for what they say."""
NO_GROUP = "No capability recorded"


@dataclass(frozen=True, slots=True)
class Folded:
    """Systems of a council that stand together: the group's id and name, and the systems."""

    id: str
    name: str
    systems: tuple[str, ...]


def add_views(model: Model, material: Material) -> None:
    """Add the views of each council that is written."""
    near = _near(model)
    for council, inventory in material.inventories():
        name = one_line(inventory.council.name)
        groups = _groups(material, council, inventory.systems)
        if groups:
            model.views.append(_landscape(council, name, groups))
        for group in groups:
            view = _flows(model, (council, name), group, near)
            if view is not None:
                model.views.append(view)


def _groups(material: Material, council: str, systems: Mapping[str, System]) -> tuple[Folded, ...]:
    """Return systems by the group of their first capability; those without one last."""
    catalogue = material.portfolio.catalogue
    found: dict[str, list[tuple[str, str]]] = {}
    for key, system in systems.items():
        group = system.capabilities[0].partition(".")[0] if system.capabilities else ""
        found.setdefault(group, []).append((system.name, ident("system", council, key)))
    named = {
        group: one_line(catalogue.groups[group].name) if group in catalogue.groups else group
        for group in found
    }
    order = sorted(found, key=lambda group: (not group, named[group], group))
    return tuple(
        Folded(
            group or "none", named[group] or NO_GROUP, tuple(key for _, key in sorted(found[group]))
        )
        for group in order
    )


def _landscape(council: str, name: str, groups: Sequence[Folded]) -> View:
    own = ident("landscape", council)
    frames = []
    for group in groups:
        inner = grid(f"{own}.{group.id}", group.systems)
        frames.append(framed(f"{own}.{group.id}", group.name, GAP, inner))
    return View(
        own,
        f"Landscape of {name}",
        "Application Structure",
        "Each system once, by the group of its first capability.",
        tuple(_shelved(frames)),
        folder=("Landscape",),
    )


def _shelved(frames: Sequence[Box]) -> Iterator[Box]:
    """Yield frames beside one another as long as there is room, and then below."""
    left, top, tallest = 0, 0, 0
    for frame in frames:
        if left and left + frame.width > ACROSS * (WIDE + GAP) + GAP:
            left, top, tallest = 0, top + tallest + GAP, 0
        yield moved_by(frame, left, top)
        left += frame.width + GAP
        tallest = max(tallest, frame.height)


def grid(view: str, elements: Sequence[str], across: int = ACROSS) -> tuple[Box, ...]:
    """Return elements as boxes in rows, from the corner of a frame whose label stays free."""
    return tuple(
        Box(
            f"{view}.{element}",
            GAP + (place % across) * (WIDE + GAP),
            HEAD + (place // across) * (HIGH + GAP),
            WIDE,
            HIGH,
            element,
        )
        for place, element in enumerate(elements)
    )


def framed(own: str, label: str, top: int, inner: Sequence[Box], left: int = GAP) -> Box:
    """Return a frame with a label around boxes that are placed from its corner.

    The exchange format counts every place from the corner of the view: what is inside moves along.
    """
    width = max((box.x + box.width for box in inner), default=WIDE) + GAP
    height = max((box.y + box.height for box in inner), default=HEAD) + GAP
    moved = tuple(moved_by(box, left, top) for box in inner)
    return Box(
        f"frame-{own}", left, top, max(width, WIDE + 2 * GAP), height, label=label, inner=moved
    )


def moved_by(box: Box, right: int, down: int) -> Box:
    """Return a box and what is in it, moved."""
    inner = tuple(moved_by(each, right, down) for each in box.inner)
    return Box(
        box.id,
        box.x + right,
        box.y + down,
        box.width,
        box.height,
        box.element,
        box.label,
        inner,
        box.note,
    )


def _near(model: Model) -> Mapping[str, tuple[Relation, ...]]:
    """Return the flows at each component."""
    found: dict[str, list[Relation]] = {}
    for _, relation in sorted(model.relations.items()):
        if relation.type == "Flow":
            for end in dict.fromkeys((relation.source, relation.target)):
                found.setdefault(end, []).append(relation)
    return {end: tuple(own) for end, own in found.items()}


def _flows(
    model: Model,
    council: tuple[str, str],
    group: Folded,
    near: Mapping[str, Sequence[Relation]],
) -> View | None:
    """Return a group's systems in one column, what they exchange data with in another."""
    inside = tuple(system for system in group.systems if system in near)
    if not inside:
        return None
    flows = {flow.id: flow for system in inside for flow in near[system]}
    ends = {end for flow in flows.values() for end in (flow.source, flow.target)}
    beside = _facing(model, inside, ends - set(inside), flows)
    own = ident("flows", council[0], group.id)
    rows = max(len(inside), len(beside))
    room = GAP + _room(flows, inside)
    left = framed(own, group.name, GAP, _column(own, inside, rows), left=room)
    right = framed(
        f"{own}.beside",
        "Beside it",
        GAP,
        _column(f"{own}.beside", beside, rows),
        left=left.x + left.width + APART,
    )
    boxes = {box.element or "": box for box in (*left.inner, *right.inner)}
    return View(
        own,
        f"Flows of {council[1]}: {group.name}",
        "Application Cooperation",
        "Interfaces that work today: the group's systems, and beside them what they exchange data "
        "with.",
        (left, right) if beside else (left,),
        tuple(_lines(own, flows, boxes, left.x)),
        ("Flows", council[1]),
    )


def _facing(
    model: Model,
    inside: Sequence[str],
    outside: Collection[str],
    flows: Mapping[str, Relation],
) -> list[str]:
    """Return what is outside in order of where its partners inside stand, so that lines are short.

    That is the first step of Sugiyama, Tagawa and Toda's way (IEEE Transactions on Systems, Man
    and Cybernetics 11(2), 1981): each box at the mean of its neighbours' places.
    """
    places = {element: place for place, element in enumerate(inside)}
    partners: dict[str, list[int]] = {element: [] for element in outside}
    for flow in flows.values():
        for one, other in ((flow.source, flow.target), (flow.target, flow.source)):
            if one in partners and other in places:
                partners[one].append(places[other])
    middles = {element: Fraction(sum(own), len(own)) for element, own in partners.items()}
    return sorted(outside, key=lambda end: (middles[end], model.elements[end].name, end))


def _column(view: str, elements: Sequence[str], rows: int) -> tuple[Box, ...]:
    """Return elements one below the other, spread over the height of so many rows."""
    step = HIGH + GAP
    spread = Fraction(rows, max(1, len(elements)))
    return tuple(
        Box(f"{view}.{element}", GAP, HEAD + int(place * spread * step), WIDE, HIGH, element)
        for place, element in enumerate(elements)
    )


def _room(flows: Mapping[str, Relation], inside: Sequence[str]) -> int:
    """Return the room that is left for lines between systems of the same column."""
    own = sum(flow.source in inside and flow.target in inside for flow in flows.values())
    return (own + 1) * LANE


LANE = 12
"""Between two lines that go up or down beside a column."""


def _lines(
    own: str, flows: Mapping[str, Relation], boxes: Mapping[str, Box], left: int
) -> list[Line]:
    """Return flows as lines that cross no box: straight out of a column, and then across.

    Within a column they go round its left side, each in a lane of its own.
    """
    found, lane = [], 0
    for name, flow in flows.items():
        ends = boxes[flow.source], boxes[flow.target]
        if ends[0].x == ends[1].x:
            lane += 1
            across = [max(left - lane * LANE, 0)] * 2
        else:
            first = min(box.x for box in ends)
            across = [_door(box, last=box.x > first) for box in ends]
        bends = tuple((x, box.y + box.height // 2) for x, box in zip(across, ends, strict=True))
        found.append(Line(f"line-{own}.{name}", name, ends[0].id, ends[1].id, bends))
    return found


def _door(box: Box, *, last: bool) -> int:
    """Return where a line leaves the frame of a box, on the side of the other column."""
    return box.x - GAP if last else box.x + box.width + GAP
