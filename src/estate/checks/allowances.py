"""Allowances: where they stand, and which of them are over a fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from estate.portfolio import (
    CATALOGUE,
    WORKSPACE,
    Catalogue,
    Fact,
    Inventory,
    KeyPath,
    Portfolio,
    System,
)
from estate.portfolio.base import Allowance, Record

Placed = tuple[Fact, Allowance]


def placed_allowances(portfolio: Portfolio) -> Iterator[Placed]:
    """Yield every allowance with its place: the workspace's, the catalogue's, each council's."""
    yield from _listed(WORKSPACE, ("estate",), portfolio.workspace.allow)
    yield from _in_tables(CATALOGUE, portfolio.catalogue)
    for council, inventory in sorted(portfolio.councils.items()):
        yield from _listed(council, ("council",), inventory.council.allow)
        yield from _in_tables(council, inventory)


def _in_tables(owner: str, holder: Inventory | Catalogue) -> Iterator[Placed]:
    for table in type(holder).model_fields:
        for key, record in _entries(getattr(holder, table)):
            if record.allow:
                yield from _listed(owner, (table, key), record.allow)
            if isinstance(record, System):
                for option, held in record.options.items():
                    path = (table, key, "options", option)
                    yield from _listed(owner, path, held.allow)


def _entries(entries: object) -> Iterator[tuple[str | int, Record]]:
    """Yield the entries of a table or array, where they can have allowances."""
    pairs: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(entries, Mapping):
        pairs = iter(entries.items())
    elif isinstance(entries, tuple):
        pairs = iter(enumerate(entries))
    for key, record in pairs:
        if not isinstance(record, Record):
            return
        yield key, record


def _listed(owner: str, path: KeyPath, allow: tuple[Allowance, ...]) -> Iterator[Placed]:
    for index, allowance in enumerate(allow):
        yield Fact(owner, (*path, "allow", index)), allowance


def allowances_over(portfolio: Portfolio, fact: Fact) -> Iterator[Allowance]:
    """Yield the allowances over a fact: the workspace's, its council's, those of its records."""
    yield from portfolio.workspace.allow
    if fact.owner == WORKSPACE:
        return
    node: object = portfolio.catalogue
    if fact.owner != CATALOGUE:
        inventory = portfolio.councils[fact.owner]
        yield from inventory.council.allow
        node = inventory
    for part in fact.path:
        if isinstance(node, Mapping):
            node = node.get(part)
        elif isinstance(node, tuple) and isinstance(part, int):
            node = node[part] if part < len(node) else None
        else:
            node = getattr(node, str(part), None)
        if isinstance(node, Record):
            yield from node.allow
