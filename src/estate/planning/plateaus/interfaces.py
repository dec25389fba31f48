"""What has become of each interface on a day: as it was, rebuilt, gone, or within one system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from estate.planning.problem.cases import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from estate.graph import EstateGraph, Link
    from estate.planning.plateaus.system_state import SystemState


class Known(Protocol):
    """Systems by id, whoever they belong to."""

    def get(self, system: str, /) -> SystemState | None:
        """Return what has become of a system; None where the plan does not know it."""


class Fate(StrEnum):
    """What has become of an interface."""

    AS_TODAY = "as today"
    REBUILT = "rebuilt"
    """An end has been replaced: what the interface is like now, nobody has recorded."""
    INSIDE = "inside one system"
    """Both ends have become part of the same system or platform."""
    GONE = "gone"
    """An end is retired."""
    NOT_THERE = "not there yet"
    """Recorded as planned or missing, and no end of it has changed."""
    OPEN = "not there, and an end has changed"
    """Recorded as planned or missing; whether it is still needed nobody has recorded."""


@dataclass(frozen=True, slots=True)
class InterfaceState:
    """An interface on a day."""

    sender: str
    """As recorded today: `council/system` or `platform:ID`."""
    receiver: str
    now_from: str
    """What has the sender's part now; the sender itself where it has not become part of another."""
    now_to: str
    fate: Fate
    since: date | None
    """The last day on which an end changed so that the interface did; None if none has."""
    standards: tuple[str, ...] | None
    """Standards in use; None where they are not known any more, as after a rebuild."""


def interfaces(
    graph: EstateGraph, systems: Known, own: AbstractSet[str]
) -> Iterator[InterfaceState]:
    """Yield what has become of each recorded interface that has an end among `own`.

    `systems` are all that the plan may change, whoever they belong to: the other end counts too.
    Interfaces that are retired already are left out.
    """
    for link in graph.links:
        if link.interface.status != "retired" and not own.isdisjoint((link.sender, link.receiver)):
            yield _state(link, systems)


def _state(link: Link, systems: Known) -> InterfaceState:
    known = (systems.get(end) for end in (link.sender, link.receiver))
    ends = [end for end in known if end is not None]
    moved = [end for end in ends if end.kind is not None and end.kind.reworks_interfaces]
    fate = _fate(link, moved, systems)
    days = [end.live for end in moved if end.live is not None]
    return InterfaceState(
        link.sender,
        link.receiver,
        place(link.sender, systems),
        place(link.receiver, systems),
        fate,
        max(days, default=None),
        link.interface.standards if fate is Fate.AS_TODAY else None,
    )


def _fate(link: Link, moved: list[SystemState], systems: Known) -> Fate:
    if any(end.kind is Kind.RETIRE for end in moved):
        return Fate.GONE
    if not link.interface.works:
        return Fate.OPEN if moved else Fate.NOT_THERE
    if not moved:
        return Fate.AS_TODAY
    same = place(link.sender, systems) == place(link.receiver, systems)
    return Fate.INSIDE if same else Fate.REBUILT


def place(node: str, systems: Known) -> str:
    """Return what has a node's part now: the platform or system it has become part of, or itself.

    What one system is folded into may itself be folded on; a plan has no circle of these, and the
    first node that is met again ends the search.
    """
    seen = {node}
    while (state := systems.get(node)) is not None and state.onto is not None:
        node = state.onto
        if node in seen:
            return node
        seen.add(node)
    return node
