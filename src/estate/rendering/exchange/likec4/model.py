"""The estate as LikeC4's model: councils, in them groups of systems, and their contracts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, platform_of
from estate.rendering.exchange.flat import Carrying, Pair, ends, score_pairs, step_pairs
from estate.rendering.exchange.likec4.text import (
    CONTRACT,
    COUNCIL,
    GROUP,
    PLATFORM,
    SUPPLIER,
    SYSTEM,
    block,
    described,
    metadata,
    name,
    quoted,
    tagged,
)
from estate.rendering.kit.groups import groups_of, slugs
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.graph import Link
    from estate.portfolio import Contract, Inventory, Platform, Supplier, System
    from estate.rendering.exchange.material import Material
    from estate.rendering.exchange.planned import Planned

FLOWS = {None: "flow", "live": "flow", "planned": "planned", "missing": "missing"}
"""The kind of relation that an interface is, by its status; `retired` has its own name."""
OF_SYSTEM = ("name", "description", "capabilities")
OF_INTERFACE = ("from_", "to", "description")


class Model:
    """What stands where in the model, and its lines."""

    def __init__(self, material: Material, planned: Planned) -> None:
        """Take what is written."""
        self.material, self.planned = material, planned
        self.catalogue = material.portfolio.catalogue
        self.carrying = Carrying()
        self.groups = {
            system: group
            for council in material.councils
            for system, group in groups_of(material.portfolio, council).items()
        }
        """The name of each system's group of capabilities."""
        self.slugs = slugs(sorted(set(self.groups.values())))

    @cached_property
    def suppliers(self) -> tuple[str, ...]:
        """The suppliers that contracts of those councils name and the catalogue has, by id."""
        named = {
            contract.supplier or ""
            for _, inventory in self.material.inventories()
            for contract in inventory.contracts.values()
        }
        return tuple(sorted(named & self.catalogue.suppliers.keys()))

    # Places in the model

    def place(self, node: str) -> str:
        """Return where a system or a platform stands: names with dots between."""
        platform = platform_of(node)
        if platform is not None:
            return name(PLATFORM, platform)
        ref = SystemRef.parse(node)
        return f"{self.group(ref.council, self.groups[node])}.{name(SYSTEM, ref.system)}"

    def group(self, council: str, group: str) -> str:
        """Return where a group of a council's systems stands."""
        return f"{name(COUNCIL, council)}.{name(GROUP, self.slugs[group])}"

    @staticmethod
    def contract(council: str, contract: str) -> str:
        """Return where a contract stands."""
        return f"{name(COUNCIL, council)}.{name(CONTRACT, contract)}"

    # Elements

    def elements(self) -> Iterator[str]:
        """Yield the lines of all that is no relation."""
        for council, inventory in self.material.inventories():
            yield from block(
                f"{name(COUNCIL, council)} = council {quoted(inventory.council.name)}",
                self._council(council, inventory),
            )
        for key, platform in sorted(self.catalogue.platforms.items()):
            head = f"{name(PLATFORM, key)} = platform {quoted(platform.name)}"
            yield from block(head, self._platform(key, platform))
        for key in self.suppliers:
            supplier = self.catalogue.suppliers[key]
            head = f"{name(SUPPLIER, key)} = supplier {quoted(supplier.name)}"
            yield from block(head, self._supplier(key, supplier))

    def _council(self, council: str, inventory: Inventory) -> Iterator[str]:
        own = inventory.council
        yield from described(own.description)
        pairs = self.carrying.flat("council", own, ("name", "description"))
        yield from metadata([Pair("id", council), *pairs])
        systems = sorted(inventory.systems)
        for group in sorted({self.groups[f"{council}/{key}"] for key in systems}):
            members = [key for key in systems if self.groups[f"{council}/{key}"] == group]
            yield from block(
                f"{name(GROUP, self.slugs[group])} = capability-group {quoted(group)}",
                (line for key in members for line in self._system(council, key)),
            )
        for key, contract in sorted(inventory.contracts.items()):
            head = f"{name(CONTRACT, key)} = contract {quoted(contract.name or key)}"
            yield from block(head, self._contract(key, contract))

    def _system(self, council: str, key: str) -> Iterator[str]:
        ref = SystemRef(council, key)
        system = self.material.portfolio.system(ref)
        head = f"{name(SYSTEM, key)} = system {quoted(system.name)}"
        yield from block(head, self._of_system(ref, system))

    def _of_system(self, ref: SystemRef, system: System) -> Iterator[str]:
        score = self.material.score(ref)
        step = self.planned.by_system.get(str(ref))
        plateau = self.planned.plateau_of.get(str(ref))
        tags = ["red-rated"] if score.red_rated is Answer.YES else []
        tags += ["cannot-tell"] if score.red_rated is Answer.UNKNOWN else []
        tags += [system.lifecycle] if system.lifecycle in {"planned", "retired"} else []
        tags += [f"plateau-{plateau}"] if plateau is not None else []
        yield from tagged(tags)
        if system.product:
            yield f"technology {quoted(self._product(system.product))}"
        yield from described(system.description)
        pairs = [Pair("id", str(ref)), *self.carrying.flat("systems", system, OF_SYSTEM)]
        if system.capabilities:
            pairs.append(Pair("capabilities", ", ".join(system.capabilities)))
        pairs += score_pairs(score)
        pairs += step_pairs(step, plateau) if step else ()
        yield from metadata(pairs)

    def _product(self, use: str) -> str:
        product, _, version = use.partition("@")
        record = self.catalogue.products.get(product)
        return f"{record.name if record else product} {version}".strip()

    def _platform(self, key: str, platform: Platform) -> Iterator[str]:
        yield from described(platform.description)
        pairs = self.carrying.flat("platforms", platform, ("name", "description"))
        yield from metadata([Pair("id", key), *pairs])

    def _supplier(self, key: str, supplier: Supplier) -> Iterator[str]:
        yield from described(supplier.description)
        pairs = self.carrying.flat("suppliers", supplier, ("name", "description"))
        yield from metadata([Pair("id", key), *pairs])

    def _contract(self, key: str, contract: Contract) -> Iterator[str]:
        yield from described(contract.description)
        own = ("name", "description", "systems")
        pairs = self.carrying.flat("contracts", contract, own)
        yield from metadata([Pair("id", key), *pairs, *ends(contract)])

    # Relations

    def relations(self) -> Iterator[str]:
        """Yield the lines of all relations."""
        for link in self.drawn:
            yield from self._link(link)
        for need in self.material.graph.dependencies:
            known = {need.dependent, need.on} <= self.material.nodes
            if need.kind != "interface" and known and need.dependent != need.on:
                ends_ = f"{self.place(need.dependent)} -[needs]-> {self.place(need.on)}"
                yield f'{ends_} "cannot work without"'
        for step in self.planned.steps:
            if step.onto in self.material.nodes and step.onto != step.system:
                words = quoted(f"{step.words}, live {step.live.isoformat()}")
                yield f"{self.place(step.system)} -[becomes]-> {self.place(step.onto)} {words}"
        yield from self._contracts()

    @cached_property
    def drawn(self) -> tuple[Link, ...]:
        """The interfaces that are written: one from a system to itself cannot be."""
        return tuple(link for link in self.material.links() if link.sender != link.receiver)

    def _link(self, link: Link) -> Iterator[str]:
        interface = link.interface
        kind = FLOWS.get(interface.status, "retired-flow")
        way = ", ".join(filter(None, (interface.mechanism, interface.format)))
        title = interface.name or way or "way not recorded"
        title = title if interface.works else f"{interface.status}: {title}"
        head = f"{self.place(link.sender)} -[{kind}]-> {self.place(link.receiver)}"
        pairs = self.carrying.flat("interfaces", interface, OF_INTERFACE)
        body = [*described(interface.description)]
        body += metadata([Pair("id", f"{link.council}: interfaces.{link.index}"), *pairs])
        yield from block(f"{head} {quoted(title)}", body)

    def _contracts(self) -> Iterator[str]:
        for council, inventory in self.material.inventories():
            for key, contract in sorted(inventory.contracts.items()):
                place = self.contract(council, key)
                for system in contract.systems:
                    node = f"{council}/{system}"
                    if node in self.material.nodes:
                        yield f'{self.place(node)} -[covered-by]-> {place} "is covered by"'
                if contract.supplier in self.catalogue.suppliers:
                    supplier = name(SUPPLIER, contract.supplier)
                    yield f'{place} -[signed-with]-> {supplier} "is signed with"'
