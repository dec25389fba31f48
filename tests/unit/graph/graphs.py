"""Small graphs, written as pairs of letters: the first depends on the second."""

from __future__ import annotations

from estate.graph import EstateGraph, build
from estate.portfolio import Catalogue, Council, Interface, Inventory, Portfolio, System, Workspace


def flows(*pairs: str) -> tuple[Interface, ...]:
    """Interfaces by which the first letter of each pair comes to depend on the second."""
    return tuple(Interface.model_validate({"from": pair[1], "to": pair[0]}) for pair in pairs)


def inventory(names: str, *pairs: str) -> Inventory:
    """A council with systems of one-letter names, called by the capital."""
    return Inventory(
        council=Council(name="Example"),
        systems={name: System(name=name.upper()) for name in names},
        interfaces=flows(*pairs),
    )


def estate(catalogue: Catalogue | None = None, **councils: Inventory) -> EstateGraph:
    """The graph of some councils."""
    return build(Portfolio(Workspace(), catalogue or Catalogue(), councils))


def needs(*pairs: str, alone: str = "") -> EstateGraph:
    """One council, `c`, in which the first letter of each pair depends on the second."""
    names = "".join(sorted({*"".join(pairs), *alone}))
    return estate(c=inventory(names, *pairs))
