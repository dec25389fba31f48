"""Councils, their systems, contracts and interfaces as ArchiMate."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.exchange.archimate.catalogue import put_on
from estate.rendering.exchange.archimate.facts import (
    label,
    properties,
    risk_properties,
    said,
    source,
)
from estate.rendering.exchange.archimate.model import (
    Details,
    Element,
    Prop,
    ident,
    node_id,
    one_line,
    several_lines,
)

if TYPE_CHECKING:
    from estate.graph import Link
    from estate.portfolio import Contract, Inventory, System
    from estate.portfolio.base import Record
    from estate.rendering.exchange.archimate.model import Model
    from estate.rendering.exchange.material import Material

NOT_PROPERTIES = frozenset(
    {
        "body",
        "capabilities",
        "consumers",
        "data",
        "depends_on",
        "extended_support",
        "moves_with",
        "options",
        "platform",
        "product",
        "standards",
        "technology",
    }
)
"""Keys of a system that relations say; and its options, of which a plan's steps come."""
OF_CONTRACT = frozenset({"framework", "subject", "successor", "supplier", "systems"})
"""Keys of a contract that relations and the documentation say."""


def add_estate(model: Model, material: Material) -> None:
    """Add the councils that are written, and what they have; the catalogue is there already."""
    for council, inventory in material.inventories():
        name = ident("council", council)
        model.add(_council(material, name, council, inventory))
        for system_id, system in sorted(inventory.systems.items()):
            _system(model, material, SystemRef(council, system_id), system)
    for council, inventory in material.inventories():
        for table, kind, type_ in MOTIVES:
            for key, record in sorted(getattr(inventory, table).items()):
                _motive(model, material, (council, table, key), record, (kind, type_))
        for key, contract in sorted(inventory.contracts.items()):
            _contract(model, material, council, key, contract)
        _follow(model, council, inventory)
    for ref, system in material.systems():
        _relations(model, ref, system)
    _platforms(model, material)
    _flows(model, material)


MOTIVES = (
    ("aims", "aim", "Goal"),
    ("barriers", "barrier", "Assessment"),
    ("risks", "risk", "Assessment"),
)
"""Tables of a council about why and why not: table, kind of id, type of element."""


def _council(material: Material, name: str, council: str, inventory: Inventory) -> Element:
    record = inventory.council
    return Element(
        name,
        "BusinessActor",
        one_line(record.name),
        several_lines([record.description]),
        (*properties(record), *source(material, council, "council")),
        ("Councils",),
    )


def _system(model: Model, material: Material, ref: SystemRef, system: System) -> None:
    facts = (
        Prop("Id", "string", str(ref)),
        *risk_properties(material.score(ref)),
        *properties(system, NOT_PROPERTIES),
        *_total(system),
        *source(material, ref.council, "systems", ref.system),
    )
    council = one_line(material.portfolio.councils[ref.council].council.name)
    words = several_lines([system.description])
    model.add(
        Element(
            ident("system", ref.council, ref.system),
            "ApplicationComponent",
            one_line(system.name),
            words,
            facts,
            (council,),
        )
    )


def _total(system: System) -> tuple[Prop, ...]:
    """Return what it costs a year, where that is recorded whole or in part."""
    total = system.annual_cost.total if system.annual_cost else None
    if total is None:
        return (Prop("Running cost a year", "string", "not recorded"),)
    return (Prop("Running cost a year (£)", "currency", str(total)),)


def _relations(model: Model, ref: SystemRef, system: System) -> None:
    own, said_by = ident("system", ref.council, ref.system), str(ref)
    model.relate("serves", own, ident("council", ref.council), said_by)
    for capability in system.capabilities:
        model.relate("provides", own, ident("capability", capability), said_by)
    for standard in system.standards:
        model.relate("keeps", own, ident("standard", standard), said_by)
    for data in system.data:
        model.relate("uses-data", own, ident("data", data), said_by, Details(access="Access"))
    _around(model, own, said_by, system)
    _technology(model, own, said_by, system)
    for other in system.depends_on:
        on = node_id(str(SystemRef.parse(other, ref.council)))
        model.relate("needed-by", on, own, said_by)
    for other in system.moves_with:
        ends = sorted((own, node_id(str(SystemRef.parse(other, ref.council)))))
        model.relate("moves-with", ends[0], ends[1], said_by, Details("must go live together"))


def _around(model: Model, own: str, said_by: str, system: System) -> None:
    """Relate a system to the bodies that own and use it, and to the platform that provides it."""
    if system.body:
        model.relate("owns", ident("body", system.body), own, said_by)
    for body in system.consumers:
        model.relate("serves", own, ident("body", body), said_by)
    if system.platform:
        model.relate("hosts", ident("platform", system.platform), own, said_by)


def _technology(model: Model, own: str, said_by: str, system: System) -> None:
    bought = (Prop("Extended support bought", "boolean", "true"),)
    extended = frozenset(system.extended_support)
    uses = dict.fromkeys((system.product, *system.technology, *system.extended_support))
    for use in filter(None, uses):
        put_on(model, use, own, said_by, bought if use in extended else ())


def _contract(model: Model, material: Material, council: str, key: str, contract: Contract) -> None:
    place = (council, "contracts", key)
    made = model.add(
        Element(
            ident("contract", council, key),
            "Contract",
            one_line(contract.name or contract.reference or key),
            several_lines([contract.description, contract.subject]),
            (*_dates(contract), *properties(contract, OF_CONTRACT), *source(material, *place)),
            (one_line(material.portfolio.councils[council].council.name),),
        )
    )
    said_by = f"{council}: contracts.{key}"
    model.relate("party", ident("council", council), made, said_by)
    for system in contract.systems:
        model.relate("covers", made, ident("system", council, system), said_by)
    if contract.supplier:
        model.relate("party", ident("supplier", contract.supplier), made, said_by)
    if contract.framework:
        model.relate("called-off", made, ident("framework", contract.framework), said_by)


def _dates(contract: Contract) -> tuple[Prop, ...]:
    """Return the ends that follow from its terms."""
    named = (
        ("Ends as things stand", contract.current_end),
        ("Ends at the latest", contract.last_end),
    )
    return tuple(Prop(name, "date", day.isoformat()) for name, day in named if day)


def _follow(model: Model, council: str, inventory: Inventory) -> None:
    for key, contract in sorted(inventory.contracts.items()):
        if contract.successor:
            after, own = (ident("contract", council, one) for one in (contract.successor, key))
            model.relate("follows", after, own, f"{council}: contracts.{key}")


def _motive(
    model: Model,
    material: Material,
    place: tuple[str, str, str],
    record: Record,
    kind: tuple[str, str],
) -> None:
    council, table, key = place
    made = model.add(
        Element(
            ident(kind[0], council, key),
            kind[1],
            one_line(getattr(record, "name", key)),
            several_lines([record.description]),
            (
                Prop("Kind of record", "string", kind[0]),
                *properties(record),
                *source(material, *place),
            ),
            (one_line(material.portfolio.councils[council].council.name),),
        )
    )
    tag = "hinders" if table == "barriers" else "threatens"
    if table == "aims":
        model.relate("aims", ident("council", council), made, f"{council}: {table}.{key}")
    for system in getattr(record, "systems", ()):
        about = ident("system", council, system)
        model.relate(tag, made, about, f"{council}: {table}.{key}")


def _platforms(model: Model, material: Material) -> None:
    """Relate shared platforms to what is behind them, and to their members that are written."""
    for name, platform in sorted(material.portfolio.catalogue.platforms.items()):
        own, said_by = ident("platform", name), f"catalogue: platforms.{name}"
        for council in platform.members:
            if council in material.councils or council not in material.portfolio.councils:
                model.relate("serves", own, ident("council", council), said_by)
        near = (*platform.adopters, *((platform.runs_on,) if platform.runs_on else ()))
        for system in near:
            if system.partition("/")[0] in material.councils:
                ends = (
                    (own, node_id(system))
                    if system in platform.adopters
                    else (
                        node_id(system),
                        own,
                    )
                )
                model.relate("needed-by", *ends, said_by)


def _flows(model: Model, material: Material) -> None:
    """Add interfaces: those that work are flows, the others associations that say what they are."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for link in material.links():
        status = link.interface.status or "live"
        tag = "flow" if link.interface.works else "not-working"
        ends = (tag, node_id(link.sender), node_id(link.receiver))
        words = one_line(link.interface.name or "") if link.interface.name else ""
        name = words if tag == "flow" else f"{status}: {words}".rstrip(": ")
        said_by = f"{link.council}: interfaces.{link.index}"
        details = Details(name, _facts(material, link, status), seen[ends])
        seen[ends] += 1
        model.relate(*ends, said_by, details)


def _facts(material: Material, link: Link, status: str) -> tuple[Prop, ...]:
    own = properties(link.interface, {"from_", "to", "status"})
    words = (*link.interface.description.splitlines(),) if link.interface.description else ()
    about = (Prop(label("description"), "string", said(" ".join(words))),) if words else ()
    stands = source(material, link.council, "interfaces", link.index)
    return (Prop("Status", "string", status), *about, *own, *stands)
