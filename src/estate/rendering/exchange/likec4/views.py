"""The views of the LikeC4 model: from all councils down to groups, and one for each plateau."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from estate.portfolio import platform_of
from estate.rendering.exchange.likec4.text import COUNCIL, PLATFORM, SUPPLIER, block, name, quoted
from estate.rendering.exchange.parting import MOST, View, neighbours, parted
from estate.rendering.kit.words import day, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from estate.rendering.exchange.likec4.model import Model

FEW = 12
"""Contracts in a view: each brings its supplier and its systems along."""
STYLES = (
    ("capability-group", "color muted", "border dashed"),
    ("contract", "shape document", "color slate"),
    ("platform", "shape queue", "color indigo"),
    ("supplier", "shape person", "color secondary"),
)
"""Kinds of element, each with a shape or border of its own beside its colour."""
ARROWS = (
    ("flow", "line solid"),
    ("planned", "line dashed"),
    ("missing", "line dotted"),
    ("retired-flow", "line dotted", "head onormal"),
    ("needs", "line dashed", "head onormal"),
    ("becomes", "line solid", "head odiamond"),
    ("covered-by", "line dotted", "head none"),
    ("signed-with", "line dotted", "head odot"),
)


class Views:
    """Every view, in places of the model."""

    def __init__(self, model: Model) -> None:
        """Take the model."""
        self.model, self.material = model, model.material
        self.portfolio = model.material.portfolio

    @cached_property
    def near(self) -> dict[str, set[str]]:
        """What each system and platform is connected with."""
        return neighbours((link.sender, link.receiver) for link in self.model.drawn)

    def views(self) -> Iterator[View]:
        """Yield every view; elements are places in the model."""
        yield from self._index()
        for council in self.material.councils:
            yield from self._council(council)
        yield from self._groups()
        yield from self._plateaus()
        for council in self.material.councils:
            yield from self._contracts(council)

    def _index(self) -> Iterator[View]:
        councils = [name(COUNCIL, council) for council in self.material.councils]
        platforms = [name(PLATFORM, key) for key in sorted(self.portfolio.catalogue.platforms)]
        both = [*councils, *platforms]
        title = f"{self.portfolio.workspace.name or 'Estate'}: councils and shared platforms"
        first, *rest = parted("index", title, both)
        yield View("index", first.title, first.members)
        yield from rest

    def _council(self, council: str) -> Iterator[View]:
        title = self.portfolio.councils[council].council.name
        place, own = name(COUNCIL, council), self._of(council)
        groups = sorted(set(own.values()))
        inside = [self.model.group(council, group) for group in groups]
        near = {
            place: sorted(
                self.model.place(other)
                for system in own
                for other in self.near.get(system, ())
                if platform_of(other) is not None
            )
        }
        yield from parted(f"council_{council}", title, [place, *inside], near)
        for group in groups:
            members = sorted(system for system, one in own.items() if one == group)
            key = f"council_{council}_{self.model.slugs[group]}"
            yield from self._placed(key, f"{title}: {group}", members, self.near)

    def _of(self, council: str) -> dict[str, str]:
        """Return the systems of a council, each with the name of its group."""
        own = self.portfolio.councils[council].systems
        return {f"{council}/{key}": self.model.groups[f"{council}/{key}"] for key in own}

    def _placed(
        self,
        key: str,
        title: str,
        nodes: list[str],
        near: Mapping[str, Iterable[str]],
    ) -> Iterator[View]:
        """Yield views of systems, with their councils around them."""
        for view in parted(key, title, nodes, near, _council_of):
            inside, beside = (
                tuple(self.model.place(node) for node in some)
                for some in (view.members, view.beside)
            )
            councils = tuple(name(COUNCIL, council) for council in view.around)
            yield View(view.key, view.title, inside, beside, councils)

    def _groups(self) -> Iterator[View]:
        """Yield each group across councils, without what is around it: that would be a maze."""
        for group, slug in self.model.slugs.items():
            members = sorted(node for node, one in self.model.groups.items() if one == group)
            yield from self._placed(f"group_{slug}", f"{group}: all councils", members, {})

    def _plateaus(self) -> Iterator[View]:
        onto = {
            step.system: step.onto
            for step in self.model.planned.steps
            if step.onto in self.material.nodes
        }
        for plateau in self.model.planned.plateaus:
            systems = self.model.planned.changed(plateau)
            if not systems:
                continue
            changed = plural(len(systems), "system changes", "systems change")
            title = f"Plateau {plateau.number}, from {day(plateau.begins)}: {changed} before it"
            near = {system: [onto[system]] for system in systems if system in onto}
            yield from self._placed(f"plateau_{plateau.number}", title, sorted(systems), near)

    def _contracts(self, council: str) -> Iterator[View]:
        inventory = self.portfolio.councils[council]
        title = f"{inventory.council.name}: contracts"
        near = {}
        for key, contract in inventory.contracts.items():
            around = [
                self.model.place(f"{council}/{system}")
                for system in contract.systems
                if system in inventory.systems
            ]
            if contract.supplier in self.portfolio.catalogue.suppliers:
                around.append(name(SUPPLIER, contract.supplier))
            near[self.model.contract(council, key)] = around
        places = sorted(near)
        parts = [places[at : at + FEW] for at in range(0, len(places), FEW)]
        for number, part in enumerate(parts, start=1):
            words = f"{title}, part {number} of {len(parts)}" if len(parts) > 1 else title
            suffix = f"_part_{number}" if len(parts) > 1 else ""
            beside = {other for place in part for other in near[place]}
            room = sorted(beside)[: MOST - len(part)]
            yield View(f"contracts_{council}{suffix}", words, tuple(part), tuple(room))


def _council_of(node: str) -> str | None:
    return None if platform_of(node) is not None else node.partition("/")[0]


def view_lines(view: View) -> Iterator[str]:
    """Yield a view's lines."""
    body = [f"title {quoted(view.title)}"]
    body += [f"include {element}" for element in view.elements]
    yield from block(f"view {view.key}", body)


def specification(plateaus: int) -> Iterator[str]:
    """Yield what kinds of elements, relations and tags there are."""
    body = ["element council", "element system"]
    for kind, *style in STYLES:
        body += block(f"element {kind}", block("style", style))
    for kind, *style in ARROWS:
        body += block(f"relationship {kind}", style)
    tags = ["red-rated", "cannot-tell", "planned", "retired"]
    tags += [f"plateau-{number}" for number in range(1, plateaus)]
    body += [f"tag {tag}" for tag in tags]
    yield from block("specification", body)
