"""The architecture at a plateau of the roadmap, and the timeline of all of them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from estate.planning.plateaus import Fate
from estate.rendering.exchange.calm.nodes import (
    composed,
    connection,
    contracts,
    council_node,
    node,
    plain,
    provided,
    recorded_connection,
    shared_nodes,
    system_node,
)
from estate.rendering.kit.as_json import number
from estate.rendering.kit.words import day, plural, pounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.graph import Link
    from estate.planning.plateaus import InterfaceState, Plateau, SystemState
    from estate.portfolio import SystemRef
    from estate.rendering.exchange.material import Material
    from estate.rendering.exchange.planned import Planned
    from estate.rendering.kit.as_json import Json

OMITTED = frozenset({Fate.INSIDE, Fate.GONE})
"""What is no connection between two nodes any more."""


def at(material: Material, planned: Planned, plateau: Plateau) -> Json:
    """Return the architecture on a plateau's first day.

    Systems that are retired, or have become part of a platform or another system, are no nodes
    any more. Of one that is changed only what is known of it after the change is said.
    """
    states = {state.system: state for state in plateau.standing.systems}
    systems = [(ref, states.get(str(ref))) for ref, _ in material.systems()]
    left = [(ref, state) for ref, state in systems if not _gone(state)]
    nodes = [council_node(council, inventory) for council, inventory in material.inventories()]
    nodes += [_system(material, ref, state) for ref, state in left]
    nodes += _shared(material, planned, plateau)
    present = frozenset(each["unique-id"] for each in nodes)
    bound = frozenset(str(ref) for ref, state in left if not _leaves(state))
    relationships = [
        each
        for council in material.councils
        for each in composed(council, [str(ref) for ref, _ in left if ref.council == council])
    ]
    relationships += provided(material, bound)
    relationships += contracts(material, bound)
    relationships += _connections(material, plateau, present)
    return {"nodes": nodes, "relationships": relationships, "metadata": _standing(planned, plateau)}


def _gone(state: SystemState | None) -> bool:
    return state is not None and (state.kind == "retire" or state.onto is not None)


def _leaves(state: SystemState | None) -> bool:
    return state is not None and state.kind is not None and state.kind.leaves_contract


def _system(material: Material, ref: SystemRef, state: SystemState | None) -> Json:
    if state is None or state.kind is None:
        return system_node(material, ref, None)
    system = material.portfolio.system(ref)
    metadata = {
        "capabilities": list(state.capabilities),
        "owner": system.owner,
        "changed": {
            "option": state.option,
            "kind": state.kind.value,
            "live": state.live.isoformat() if state.live else None,
            "old_until": state.old_until.isoformat() if state.old_until else None,
        },
        "product": state.product,
        "risk": number(state.risk),
        "running_cost": state.running if state.running_known else None,
    }
    return node(str(ref), "system", system.name, system.description, metadata)


def _shared(material: Material, planned: Planned, plateau: Plateau) -> Iterator[Json]:
    states = {f"platform:{state.platform}": state for state in plateau.standing.platforms}
    for each in shared_nodes(material):
        state = states.get(each["unique-id"])
        if state is not None:
            each["metadata"] |= {
                "open": state.open,
                "price_a_year": state.price,
                "joined": [
                    {"system": system, "live": live.isoformat()}
                    for system, live in state.joined
                    if system in planned.by_system
                ],
            }
        yield each


def _connections(material: Material, plateau: Plateau, present: frozenset[str]) -> Iterator[Json]:
    states: dict[tuple[str, str], deque[InterfaceState]] = {}
    for state in plateau.standing.interfaces:
        states.setdefault((state.sender, state.receiver), deque()).append(state)
    for link in material.links():
        if link.interface.status == "retired":
            continue
        own = states.get((link.sender, link.receiver))
        made = _connection(link, own.popleft() if own else None)
        if made is not None:
            ends = made["relationship-type"]["connects"]
            if {ends["source"]["node"], ends["destination"]["node"]} <= present:
                yield made


def _connection(link: Link, state: InterfaceState | None) -> Json | None:
    if state is None or state.fate is Fate.AS_TODAY:
        return recorded_connection(link)
    if state.fate in OMITTED:
        return None
    metadata: Json = {"fate": state.fate.value}
    if state.since is not None:
        metadata["since"] = state.since.isoformat()
    if state.fate is not Fate.REBUILT:
        metadata |= plain(link.interface, ("from", "to", "description"))
    return connection(link, (state.now_from, state.now_to), metadata)


def _standing(planned: Planned, plateau: Plateau) -> Json:
    """Return a plateau's days and steps, and its sums where they are of what is written."""
    standing = plateau.standing
    found: Json = {
        "plateau": plateau.number,
        "valid-from": plateau.begins.isoformat(),
        "valid-until": plateau.ends.isoformat(),
        "systems-changed-before-it": list(planned.changed(plateau)),
    }
    if planned.sums_fit:
        found |= {
            "risk-total": number(standing.risk.total),
            "red-rated": standing.risk.red,
            "running-cost-a-year": standing.running,
            "running-cost-not-recorded": list(standing.running_unknown),
            "capital-spent": standing.capital,
            "revenue-spent": standing.revenue,
        }
    return found


def moment(planned: Planned, plateau: Plateau, file: str) -> Json:
    """Return a moment of the timeline: the plateau, and where its architecture stands."""
    return {
        "unique-id": f"plateau-{plateau.number}",
        "node-type": "moment",
        "name": f"Plateau {plateau.number}" if plateau.number else "Today",
        "description": _words(planned, plateau),
        "valid-from": plateau.begins.isoformat(),
        "details": {"detailed-architecture": file},
        "metadata": _standing(planned, plateau),
    }


def _words(planned: Planned, plateau: Plateau) -> str:
    standing, cost = plateau.standing, ""
    if planned.sums_fit:
        red = plural(standing.risk.red, "system is", "systems are")
        cost = f": {red} red-rated, running cost {pounds(standing.running)} a year"
    if not plateau.number:
        return f"Before anything changes{cost}."
    changed = plural(len(planned.changed(plateau)), "system has", "systems have")
    return f"From {day(plateau.begins)}, once {changed} changed since the one before{cost}."
