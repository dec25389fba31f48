"""Interfaces, as each council recorded them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from estate.portfolio import Interface, platform_of
from estate.portfolio.interfaces import Dependency, InterfaceStatus
from estate.query.columns import Column
from estate.query.kind import Kind
from estate.query.kinds.common import OF_COUNCIL, default
from estate.query.values import Sort
from estate.query.world import Entry, World


def _rows(world: World) -> Iterator[Entry]:
    for council, inventory in sorted(world.portfolio.councils.items()):
        for index, interface in enumerate(inventory.interfaces):
            yield Entry(council, str(index + 1), interface, ("interfaces", index))


def _end(council: str, written: str) -> str:
    return written if "/" in written or platform_of(written) else f"{council}/{written}"


KIND = Kind(
    name="interfaces",
    one="interface",
    about="What passes between two systems, and how.",
    model=Interface,
    rows=_rows,
    shown=("sender", "receiver", "mechanism", "format", "frequency", "status"),
    derived=(
        *OF_COUNCIL,
        Column(
            "sender",
            Sort.TEXT,
            "The sending end in full: council/system or platform:id.",
            lambda _, entry: _end(entry.owner, entry.record.from_),
        ),
        Column(
            "receiver",
            Sort.TEXT,
            "The receiving end in full.",
            lambda _, entry: _end(entry.owner, entry.record.to),
        ),
        default(
            "status",
            "live, planned, missing (needed but not there) or retired; live unless recorded.",
            get_args(InterfaceStatus),
            "live",
        ),
        default(
            "dependency",
            "Which end cannot work without the other; the receiver unless recorded.",
            get_args(Dependency),
            "to",
        ),
    ),
)
