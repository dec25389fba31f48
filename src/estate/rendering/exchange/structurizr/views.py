"""The views of a Structurizr workspace: landscapes by council, by group and by plateau."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import platform_of
from estate.rendering.canvas.palette import ALERT, BRAND, MUTED, PLATFORM, RED, SOUND, UNKNOWN
from estate.rendering.exchange.parting import MOST, View, neighbours, parted
from estate.rendering.exchange.structurizr import model as tags
from estate.rendering.kit.groups import slugs
from estate.rendering.kit.words import day, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate.rendering.canvas.palette import RiskStyle
    from estate.rendering.exchange.structurizr.model import Model
    from estate.rendering.kit.as_json import Json

LAYOUT = {
    "implementation": "Graphviz",
    "rankDirection": "LeftRight",
    "rankSeparation": 300,
    "nodeSeparation": 100,
    "edgeSeparation": 0,
    "vertices": False,
}


def views_of(model: Model) -> Iterator[View]:
    """Yield the views; what they show are nodes of the estate."""
    material = model.material
    near = neighbours(model.pairs.values())
    shared = [node for node in sorted(model.ids) if platform_of(node) is not None]
    joined = sorted({other for node in shared for other in near.get(node, ())} - set(shared))
    yield from parted(
        "platforms", "Shared platforms and what joins or needs them", [*shared, *joined]
    )
    names = slugs(sorted(set(model.groups.values())))
    for council in material.councils:
        title = material.portfolio.councils[council].council.name
        own = sorted(node for node in model.groups if node.partition("/")[0] == council)
        if len(own) <= MOST:
            yield from parted(f"council_{council}", title, own, near)
            continue
        for group in sorted({model.groups[node] for node in own}):
            members = [node for node in own if model.groups[node] == group]
            yield from parted(
                f"council_{council}_{names[group]}", f"{title}: {group}", members, near
            )
    for group, slug in names.items():
        members = sorted(node for node, one in model.groups.items() if one == group)
        yield from parted(f"group_{slug}", f"{group}: all councils", members)
    yield from _plateaus(model)


def _plateaus(model: Model) -> Iterator[View]:
    onto = {step.system: step.onto for step in model.planned.steps if step.onto in model.ids}
    for plateau in model.planned.plateaus:
        systems = model.planned.changed(plateau)
        if systems:
            changed = plural(len(systems), "system changes", "systems change")
            title = f"Plateau {plateau.number}, from {day(plateau.begins)}: {changed} before it"
            near = {system: [onto[system]] for system in systems if system in onto}
            key = f"plateau_{plateau.number}"
            yield from parted(key, title, sorted(systems), near)


def view_json(model: Model, view: View, order: int) -> Json:
    """Return a view as a system landscape with the relations among what it shows."""
    shown = frozenset(view.elements)
    inside = [number for number, pair in model.pairs.items() if shown.issuperset(pair)]
    return {
        "key": view.key,
        "order": order,
        "title": view.title,
        "enterpriseBoundaryVisible": False,
        "automaticLayout": LAYOUT,
        "elements": [{"id": number} for number in _sorted(model.ids[node] for node in shown)],
        "relationships": [{"id": number} for number in _sorted(inside)],
    }


def _sorted(numbers: Iterable[str]) -> list[str]:
    return sorted(numbers, key=int)


def styles() -> Json:
    """Return how each tag is drawn: every class has a shape, border or line of its own."""
    return {
        "elements": [
            _style("Software System", SOUND, shape="RoundedBox"),
            _style(tags.RED, RED, border="Solid", shape="Box"),
            _style(tags.UNKNOWN, UNKNOWN, border="Dashed", shape="RoundedBox"),
            _style(tags.PLATFORM, PLATFORM, border="Solid", shape="Hexagon"),
            {"tag": "Planned", "border": "Dotted", "shape": "Ellipse"},
            {"tag": "Retired", "border": "Dotted", "shape": "Folder", "opacity": 60},
        ],
        "relationships": [
            {"tag": "Relationship", "dashed": False, "thickness": 2, "color": MUTED},
            {"tag": "Planned", "dashed": True, "thickness": 2, "color": BRAND},
            {"tag": "Missing", "dashed": True, "thickness": 4, "color": ALERT},
            {"tag": "Retired", "dashed": True, "thickness": 1, "color": MUTED},
            {"tag": tags.NEED, "dashed": True, "thickness": 1, "color": MUTED},
            {"tag": tags.BECOMES, "dashed": False, "thickness": 5, "color": BRAND},
        ],
    }


def _style(tag: str, style: RiskStyle, **more: str) -> Json:
    return {
        "tag": tag,
        "background": style.fill,
        "stroke": style.border,
        "color": style.text,
        "strokeWidth": max(1, round(2 * style.width)),
        **more,
    }
