"""The estate as a Structurizr model: software systems in groups, and what passes between them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.exchange.flat import Carrying, Pair, ends, score_pairs, step_pairs
from estate.rendering.exchange.losses import address_of
from estate.rendering.kit.groups import groups_of
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.graph import Link
    from estate.portfolio import Contract, Platform, System
    from estate.rendering.exchange.material import Material
    from estate.rendering.exchange.planned import Planned
    from estate.rendering.kit.as_json import Json

SHARED = "Shared platforms"
SEPARATOR = "/"
LOOKS_LIKE_SEPARATOR = "\N{FRACTION SLASH}"
"""Stands for a slash in a name, which would open a group within a group."""
OF_SYSTEM = ("name", "description", "capabilities")
OF_INTERFACE = ("from_", "to")
ARROWS = {None: "Live", "live": "Live", "planned": "Planned", "missing": "Missing"}
PLATFORM, RED, UNKNOWN, NEED, BECOMES = (
    "Shared platform",
    "Red-rated",
    "Rating cannot tell",
    "Needs",
    "Becomes",
)
"""Tags, which styles refer to."""


class Model:
    """What the workspace's model holds; ids are numbers, in the order of the estate's ids."""

    def __init__(self, material: Material, planned: Planned) -> None:
        """Take what is written."""
        self.material, self.planned = material, planned
        self.carrying = Carrying()
        self.groups = {
            system: group
            for council in material.councils
            for system, group in groups_of(material.portfolio, council).items()
        }
        self.ids = {node: str(at) for at, node in enumerate(sorted(material.nodes), start=1)}
        self._next = len(self.ids)
        self.pairs: dict[str, tuple[str, str]] = {}
        """The two nodes of each relation, by its id."""
        self._out: dict[str, list[Json]] = {}
        self._said: set[tuple[str, str, str]] = set()
        self.names = _names(material)
        """The name of each node, no two alike: the tool refuses others."""
        self.drawn: dict[str, Link] = {}
        """The interface that a relation is, by the relation's id."""

    def systems(self) -> list[Json]:
        """Return every software system with the relations that begin at it."""
        self._relations()
        made = [self._system(ref, system) for ref, system in self.material.systems()]
        platforms = self.material.portfolio.catalogue.platforms
        made += [self._platform(key, platform) for key, platform in sorted(platforms.items())]
        return made

    def _system(self, ref: SystemRef, system: System) -> Json:
        node, score = str(ref), self.material.score(ref)
        step = self.planned.by_system.get(node)
        plateau = self.planned.plateau_of.get(node)
        tags = [RED] if score.red_rated is Answer.YES else []
        tags += [UNKNOWN] if score.red_rated is Answer.UNKNOWN else []
        tags += [(system.lifecycle or "").capitalize()] if not system.in_use else []
        tags += [plateau_tag(plateau)] if plateau is not None else []
        pairs = [Pair("id", node), *self.carrying.flat("systems", system, OF_SYSTEM)]
        pairs += [Pair("capabilities", ", ".join(system.capabilities))]
        pairs += [*score_pairs(score), *self._contracts(ref)]
        pairs += step_pairs(step, plateau) if step else ()
        council = self.material.portfolio.councils[ref.council].council.name
        group = SEPARATOR.join(_safe(part) for part in (council, self.groups[node]))
        return self._element(node, system.description, tags, (group, pairs))

    def _platform(self, key: str, platform: Platform) -> Json:
        own = ("name", "description")
        pairs = [Pair("id", key), *self.carrying.flat("platforms", platform, own)]
        said = (SHARED, pairs)
        node = f"platform:{key}"
        return self._element(node, platform.description, [PLATFORM], said)

    def _element(
        self,
        node: str,
        description: str | None,
        tags: list[str],
        said: tuple[str, Iterable[Pair]],
    ) -> Json:
        group, pairs = said
        made: Json = {
            "id": self.ids[node],
            "name": self.names[node],
            "group": group,
            "location": "Internal",
            "tags": ",".join(["Element", "Software System", *tags]),
            "properties": {key: text for key, text in pairs if text},
        }
        if description:
            made["description"] = description
        if node in self._out:
            made["relationships"] = self._out[node]
        return made

    def _contracts(self, ref: SystemRef) -> Iterable[Pair]:
        inventory = self.material.portfolio.councils[ref.council]
        for key, contract in sorted(inventory.contracts.items()):
            if ref.system in contract.systems:
                yield from self._contract(key, contract)

    def _contract(self, key: str, contract: Contract) -> Iterable[Pair]:
        catalogue = self.material.portfolio.catalogue
        for each in (*self.carrying.flat("contracts", contract), *ends(contract)):
            yield Pair(f"contract.{key}.{each.key}", each.text)
        supplier = catalogue.suppliers.get(contract.supplier or "")
        if supplier is not None:
            self.carrying.keys.setdefault("suppliers", set()).add("name")
            yield Pair(f"contract.{key}.supplier_name", supplier.name)

    # Relations

    def _relations(self) -> None:
        for link in self.material.links():
            if link.sender != link.receiver:
                self.drawn[self._link(link)] = link
        for need in self.material.graph.dependencies:
            known = {need.dependent, need.on} <= self.material.nodes
            if need.kind != "interface" and known and need.dependent != need.on:
                self._relate((need.dependent, need.on), "cannot work without", NEED)
        for step in self.planned.steps:
            if step.onto in self.ids and step.onto != step.system:
                words = f"{step.words}, live {step.live.isoformat()}"
                self._relate((step.system, step.onto), words, BECOMES)

    def _link(self, link: Link) -> str:
        interface = link.interface
        way = ", ".join(filter(None, (interface.mechanism, interface.format)))
        words = interface.name or way or "way not recorded"
        status = ARROWS.get(interface.status, "Retired")
        words = words if interface.works else f"{status.lower()}: {words}"
        pairs = [Pair("id", address_of(link))]
        pairs += self.carrying.flat("interfaces", interface, OF_INTERFACE)
        more: Json = {"properties": dict(pairs)}
        return self._relate((link.sender, link.receiver), words, status, more, technology=way)

    def _relate(
        self,
        pair: tuple[str, str],
        words: str,
        tag: str,
        more: Json | None = None,
        technology: str = "",
    ) -> str:
        self._next += 1
        number = str(self._next)
        self.pairs[number] = pair
        made: Json = {
            "id": number,
            "sourceId": self.ids[pair[0]],
            "destinationId": self.ids[pair[1]],
            "description": self._unlike(pair, words),
            "tags": f"Relationship,{tag}",
            **(more or {}),
        }
        if technology:
            made["technology"] = technology
        self._out.setdefault(pair[0], []).append(made)
        return number

    def _unlike(self, pair: tuple[str, str], words: str) -> str:
        """Return words that no other relation of the pair has: the tool refuses others."""
        said, number = words, 1
        while (*pair, said) in self._said:
            number += 1
            said = f"{words} ({number})"
        self._said.add((*pair, said))
        return said


def _names(material: Material) -> dict[str, str]:
    """Return the name of each node; with its council where others are called the same."""
    portfolio = material.portfolio
    plain = {str(ref): system.name for ref, system in material.systems()}
    platforms = portfolio.catalogue.platforms
    plain |= {f"platform:{key}": platform.name for key, platform in platforms.items()}
    full = dict(plain)
    for ref, system in material.systems():
        full[str(ref)] = f"{system.name}, {portfolio.councils[ref.council].council.name}"
    once, whole = Counter(plain.values()), Counter(full.values())
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for node, name in sorted(plain.items()):
        told = name if once[name] == 1 else full[node]
        if told in taken or (once[name] > 1 and whole[told] > 1):
            told = f"{full[node]} ({node})"
        taken.add(told)
        chosen[node] = told
    return chosen


def plateau_tag(number: int) -> str:
    """Return the tag of what is live at a plateau."""
    return f"Plateau {number}"


def _safe(name: str) -> str:
    return name.replace(SEPARATOR, LOOKS_LIKE_SEPARATOR)
