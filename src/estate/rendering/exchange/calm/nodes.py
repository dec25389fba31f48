"""The estate as nodes and relationships of FINOS CALM; whole records go along as metadata.

CALM's schema (calm.finos.org, release 1.2) leaves metadata free, so what is recorded keeps its own
keys there. Its protocols say how data is transported, which is not recorded, so none is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from estate.portfolio.base import Noun
from estate.rendering.exchange.fields import KEEPING
from estate.rendering.exchange.losses import address_of
from estate.rendering.kit.as_json import number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from estate.graph import Link
    from estate.portfolio import Inventory, SystemRef
    from estate.rendering.exchange.material import Material
    from estate.rendering.exchange.planned import Planned
    from estate.rendering.kit.as_json import Json
    from estate.rendering.plan.view import StepView

NEVER = frozenset({"notes", "note", *KEEPING})
"""Keys that are not written, wherever in a record they stand."""
NOT_DESCRIBED = "No description is recorded."
TABLES_BESIDE = frozenset({"council", "systems", "interfaces", "contracts"})
"""Tables of a council that become nodes and relationships; the rest is the council's metadata."""


def plain(record: Noun, but: Collection[str] = ()) -> Json:
    """Return what a record says as JSON, without what never goes along and the keys of `but`."""
    found: Json = {}
    for key, field in type(record).model_fields.items():
        name = field.alias or key
        if key in record.model_fields_set and key not in NEVER and name not in but:
            found[name] = _plain(getattr(record, key))
    return found


def _plain(value: object) -> object:
    if isinstance(value, Noun):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in sorted(value.items())}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def node(
    unique_id: str, kind: str, name: str, description: str | None, metadata: Mapping[str, object]
) -> Json:
    """Return a node; CALM wants a description of each."""
    return {
        "unique-id": unique_id,
        "node-type": kind,
        "name": name,
        "description": description or NOT_DESCRIBED,
        "metadata": dict(metadata),
    }


def council_node(council: str, inventory: Inventory) -> Json:
    """Return a council with all it records besides systems, interfaces and contracts."""
    tables = {
        table: held
        for table, held in plain(inventory).items()
        if table not in TABLES_BESIDE and held
    }
    loose = {
        key: plain(contract)
        for key, contract in sorted(inventory.contracts.items())
        if not (contract.supplier and set(contract.systems) & inventory.systems.keys())
    }
    own = plain(inventory.council, ("name", "description"))
    metadata = own | tables | ({"contracts": loose} if loose else {})
    record = inventory.council
    return node(f"council:{council}", "ecosystem", record.name, record.description, metadata)


def system_node(material: Material, ref: SystemRef, step: StepView | None) -> Json:
    """Return a system as it is recorded, with its score and what the roadmap does with it."""
    system = material.portfolio.system(ref)
    score = material.score(ref)
    metadata: Json = plain(system, ("name", "description"))
    metadata["score"] = {
        "low": number(score.overall.low),
        "high": number(score.overall.high),
        "red_rated": score.red_rated.value,
        "legacy": score.legacy.value,
    }
    if step is not None:
        metadata["plan"] = step_json(step)
    return node(str(ref), "system", system.name, system.description, metadata)


def step_json(step: StepView) -> Json:
    """Return a step of the roadmap, with its reasons in words; sums in pounds."""
    return {
        "option": step.option,
        "kind": step.kind,
        "words": step.words,
        "onto": step.onto,
        "start": step.start.isoformat(),
        "delivery": step.delivery.isoformat(),
        "live": step.live.isoformat(),
        "old_until": step.old_until.isoformat() if step.old_until else None,
        "capital": step.capital,
        "revenue": step.revenue,
        "running_before": step.running_before,
        "running_after": step.running_after,
        "risk_before": number(step.risk_before),
        "risk_after": number(step.risk_after),
        "better": step.better,
        "owner": step.owner,
        "disposition": step.disposition,
        "person_days": dict(step.skills),
        "benefits": list(step.benefits),
        "milestones": [
            {"name": name, "due": due.isoformat() if due else None} for name, due in step.milestones
        ],
        "why": [reason.words for reason in step.why],
        "not_earlier": [reason.words for reason in step.not_earlier],
        "waits_for": [reason.words for reason in step.waits_for],
        "frees": [reason.words for reason in step.frees],
    }


def shared_nodes(material: Material) -> Iterator[Json]:
    """Yield the shared platforms, and the suppliers that contracts name."""
    catalogue = material.portfolio.catalogue
    for key, platform in sorted(catalogue.platforms.items()):
        metadata = plain(platform, ("name", "description"))
        yield node(f"platform:{key}", "service", platform.name, platform.description, metadata)
    for key in suppliers(material):
        supplier = catalogue.suppliers.get(key)
        if supplier is None:
            yield node(f"supplier:{key}", "actor", key, None, {})
        else:
            said = plain(supplier, ("name", "description"))
            yield node(f"supplier:{key}", "actor", supplier.name, supplier.description, said)


def suppliers(material: Material) -> list[str]:
    """Return the ids of the suppliers that contracts name."""
    named = {
        contract.supplier or ""
        for _, inventory in material.inventories()
        for contract in inventory.contracts.values()
    }
    return sorted(named - {""})


def connection(link: Link, ends: tuple[str, str], metadata: Json) -> Json:
    """Return an interface between two nodes."""
    made: Json = {
        "unique-id": address_of(link),
        "relationship-type": {
            "connects": {"source": {"node": ends[0]}, "destination": {"node": ends[1]}}
        },
        "metadata": metadata,
    }
    words = link.interface.description or link.interface.name
    return {**made, "description": words} if words else made


def recorded_connection(link: Link) -> Json:
    """Return an interface as it is recorded."""
    metadata = plain(link.interface, ("from", "to", "description"))
    return connection(link, (link.sender, link.receiver), metadata)


def composed(council: str, systems: Collection[str]) -> Iterator[Json]:
    """Yield that a council is made of its systems; nothing where it has none."""
    if systems:
        yield _holding(f"council:{council} systems", "composed-of", f"council:{council}", systems)


def provided(material: Material, present: Collection[str]) -> Iterator[Json]:
    """Yield for each shared platform which systems of today it provides."""
    members: dict[str, list[str]] = {}
    for ref, system in material.systems():
        known = system.platform in material.portfolio.catalogue.platforms
        if system.platform and known and str(ref) in present:
            members.setdefault(f"platform:{system.platform}", []).append(str(ref))
    for platform, systems in sorted(members.items()):
        yield _holding(f"{platform} systems", "deployed-in", platform, systems)


def _holding(unique_id: str, kind: str, container: str, nodes: Collection[str]) -> Json:
    return {
        "unique-id": unique_id,
        "relationship-type": {kind: {"container": container, "nodes": sorted(nodes)}},
    }


def contracts(material: Material, bound: frozenset[str]) -> Iterator[Json]:
    """Yield each contract as what a supplier has to do with the systems of `bound` under it."""
    for council, inventory in material.inventories():
        for key, contract in sorted(inventory.contracts.items()):
            systems = sorted({f"{council}/{system}" for system in contract.systems} & bound)
            if contract.supplier and systems:
                yield {
                    "unique-id": f"{council}: contracts.{key}",
                    "description": contract.name or f"Contract {key}",
                    "relationship-type": {
                        "interacts": {"actor": f"supplier:{contract.supplier}", "nodes": systems}
                    },
                    "metadata": plain(contract, ("name", "systems")),
                }


def today(material: Material, planned: Planned) -> Json:
    """Return the architecture as it is recorded."""
    nodes = [council_node(council, inventory) for council, inventory in material.inventories()]
    nodes += [
        system_node(material, ref, planned.by_system.get(str(ref))) for ref, _ in material.systems()
    ]
    nodes += shared_nodes(material)
    present = frozenset(each["unique-id"] for each in nodes)
    relationships = [
        each
        for council, inventory in material.inventories()
        for each in composed(council, [f"{council}/{key}" for key in inventory.systems])
    ]
    relationships += provided(material, present)
    relationships += contracts(material, present)
    relationships += [recorded_connection(link) for link in material.links()]
    return {"nodes": nodes, "relationships": relationships}
