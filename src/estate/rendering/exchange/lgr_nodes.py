"""One council as nodes and edges of the LGR Rationalisation Engine's architecture file.

The engine's schema knows functions of the LGA's list, IT systems, which systems realise a
function, and which use a capability of another. What it wants and nobody recorded is left out,
never guessed; a vendor it must have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, platform_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.portfolio import Contract, Platform, System
    from estate.rendering.exchange.loss import Losing
    from estate.rendering.exchange.material import Material
    from estate.rendering.kit.as_json import Json

IN_HOUSE, NO_VENDOR = "In-House", "Not recorded"
HOSTING = {
    "on-premises": "on-premise",
    "council-data-centre": "on-premise",
    "desktop": "on-premise",
    "supplier-hosted": "partner-hosted",
    "private-cloud": "cloud",
    "public-cloud": "cloud",
    "saas": "cloud",
}
"""The engine's three words for where a system runs; `co-located` is none of them."""
COARSER = frozenset({"council-data-centre", "desktop", "private-cloud", "public-cloud", "saas"})
"""What says more than the word that stands for it."""


class CouncilFile:
    """One council's file; notes what it cannot say."""

    def __init__(self, material: Material, council: str, losing: Losing) -> None:
        """Take the material, a council, and where losses are noted."""
        self.material, self.council, self.losing = material, council, losing
        self.inventory = material.portfolio.councils[council]
        self.catalogue = material.portfolio.catalogue
        self.capabilities = self.catalogue.capabilities

    def document(self) -> Json:
        """Return the file. Every council of Scotland is a unitary authority by law; a body is none.

        Source: Local Government etc. (Scotland) Act 1994, section 2.
        """
        council = self.inventory.council
        made: Json = {
            "councilName": council.name,
            "nodes": [*self._functions(), *self._systems(), *self._platforms()],
            "edges": [*self._realises(), *self._consumes()],
        }
        if council.kind != "body":
            made["councilMetadata"] = {"tier": "unitary"}
        return made

    # Functions

    def _ids(self, capability: str) -> tuple[int, ...]:
        record = self.capabilities.get(capability)
        return record.esd_functions if record else ()

    def _functions(self) -> Iterator[Json]:
        named: dict[int, str] = {}
        for capability in sorted(
            {each for system in self.inventory.systems.values() for each in system.capabilities}
        ):
            for number in self._ids(capability):
                named.setdefault(number, self.capabilities[capability].name)
        for number, label in sorted(named.items()):
            yield {
                "id": f"function:{number}",
                "label": label,
                "type": "Function",
                "lgaFunctionId": str(number),
            }

    def _realises(self) -> Iterator[Json]:
        for key, system in sorted(self.inventory.systems.items()):
            numbers = {n for capability in system.capabilities for n in self._ids(capability)}
            for number in sorted(numbers):
                yield {
                    "source": f"{self.council}/{key}",
                    "target": f"function:{number}",
                    "relationship": "REALIZES",
                }
            without = [each for each in system.capabilities if not self._ids(each)]
            if without:
                why = "the catalogue gives no function id of the LGA's list for the capability"
                self.losing.lose("system: capabilities", why, f"{self.council}/{key}")

    # Systems

    def _systems(self) -> Iterator[Json]:
        for key, system in sorted(self.inventory.systems.items()):
            yield self._system(f"{self.council}/{key}", key, system)

    def _system(self, node: str, key: str, system: System) -> Json:
        made: Json = {
            "id": node,
            "label": system.name,
            "type": "ITSystem",
            "vendor": self._vendor(node, key, system),
        }
        cost = system.annual_cost.total if system.annual_cost else None
        known: Json = {
            "users": system.users,
            "annualCost": cost,
            "version": (system.product or "").partition("@")[2] or None,
            "notes": system.description,
            "supportModel": _support(system),
            "sharedWith": self._shared_with(system) or None,
            **self._hosting(node, key, system),
            **self._contract(node, key),
        }
        return made | {name: value for name, value in known.items() if value is not None}

    def _vendor(self, node: str, key: str, system: System) -> str:
        product = self.catalogue.products.get((system.product or "").partition("@")[0])
        ids = [product.supplier] if product and product.supplier else []
        ids += [own.supplier for _, own in self._contracts(key) if own.supplier]
        if ids:
            return self._supplier(ids[0])
        if system.bespoke:
            return IN_HOUSE
        why = f"the format must have one; '{NO_VENDOR}' stands there"
        self.losing.lose("system: vendor, which nobody recorded", why, node)
        return NO_VENDOR

    def _supplier(self, key: str) -> str:
        record = self.catalogue.suppliers.get(key)
        return record.name if record else key

    def _hosting(self, node: str, key: str, system: System) -> Json:
        if system.hosting is None:
            return {}
        word = HOSTING.get(system.hosting)
        if word is None:
            why = "the engine knows cloud, on-premise and partner-hosted only"
            self.losing.lose("system: hosting", why, node)
            return {}
        if system.hosting in COARSER:
            self.losing.lose("system: hosting, in full", f"stands there as {word}", node)
        partner = self._partner(key) if word == "partner-hosted" else None
        return {"hosting": word, "hostingPartner": partner}

    def _partner(self, key: str) -> str | None:
        named = [own.supplier for _, own in self._contracts(key) if own.supplier]
        return self._supplier(named[0]) if named else None

    def _shared_with(self, system: System) -> list[str]:
        platform = self.catalogue.platforms.get(system.platform or "")
        members = set(platform.members if platform else ()) - {self.council}
        councils = self.material.portfolio.councils
        return sorted(councils[each].council.name if each in councils else each for each in members)

    # Contracts

    def _contracts(self, key: str) -> Sequence[tuple[str, Contract]]:
        """Return a system's contracts that run, the first to end first; unknown ends last."""
        own = [
            (contract.current_end is None, contract.current_end, name, contract)
            for name, contract in sorted(self.inventory.contracts.items())
            if key in contract.systems and not self._over(contract)
        ]
        own.sort(key=lambda each: (each[0], str(each[1]), each[2]))
        return [(name, contract) for _, _, name, contract in own]

    def _over(self, contract: Contract) -> bool:
        day = self.material.as_of
        return contract.first_end is not None and contract.term_in_force(day) is None

    def _contract(self, node: str, key: str) -> Json:
        running = self._contracts(key)
        if not running:
            return {}
        if len(running) > 1:
            why = "a system has one end and one notice here: those of the contract that ends first"
            self.losing.lose("system: further contracts", why, node)
        contract = running[0][1]
        end = contract.term_in_force(self.material.as_of) or contract.current_end
        return {
            "endYear": end.year if end else None,
            "endMonth": end.month if end else None,
            "noticePeriod": contract.notice_months,
        }

    # What systems use of one another

    def _platforms(self) -> Iterator[Json]:
        used = {each["target"] for each in self._needs() if platform_of(each["target"])}
        for node in sorted(used):
            yield self._platform(node, self.catalogue.platforms[platform_of(node) or ""])

    def _platform(self, node: str, platform: Platform) -> Json:
        made: Json = {"id": node, "label": platform.name, "type": "ITSystem"}
        supplier = platform.supplier
        made["vendor"] = self._supplier(supplier) if supplier else platform.host or NO_VENDOR
        made["capabilityType"] = self._named(platform.capabilities)
        return made

    def _named(self, capabilities: Sequence[str]) -> list[str]:
        known = self.capabilities
        return [known[each].name if each in known else each for each in capabilities]

    def _consumes(self) -> Iterator[Json]:
        yield from self._needs()
        for reason in self.material.graph.dependencies:
            if self._own(reason.dependent) and not self._here(reason.on):
                why = "the system it needs belongs to another council, whose file is its own"
                self.losing.lose("system: needs of another council's", why, reason.dependent)

    def _needs(self) -> Iterator[Json]:
        pairs = {
            (reason.dependent, reason.on)
            for reason in self.material.graph.dependencies
            if self._own(reason.dependent) and self._here(reason.on)
        }
        for dependent, on in sorted(pairs):
            if dependent != on:
                yield {
                    "source": dependent,
                    "target": on,
                    "relationship": "CONSUMES_CAPABILITY",
                    "capabilities": self._named(self._served(on)),
                }

    def _own(self, node: str) -> bool:
        return platform_of(node) is None and node.partition("/")[0] == self.council

    def _here(self, node: str) -> bool:
        return platform_of(node) in self.catalogue.platforms or self._own(node)

    def _served(self, node: str) -> Sequence[str]:
        platform = platform_of(node)
        if platform is not None:
            return self.catalogue.platforms[platform].capabilities
        return self.inventory.systems[SystemRef.parse(node).system].capabilities


def _support(system: System) -> str | None:
    """Return who keeps it going; None where that is not recorded, or is the council itself."""
    support = system.support
    if support is None or support.supplier is None:
        return None
    if support.supplier:
        return "vendor-supported"
    return "unsupported" if support.in_house is False else None
