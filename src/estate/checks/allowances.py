"""Allowances: where they stand, and which of them are over a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from estate.portfolio import CATALOGUE, WORKSPACE, Fact, KeyPath, Portfolio
from estate.portfolio.base import Allowance, Record

Placed = tuple[Fact, Allowance]


def placed_allowances(
    workspace: tuple[Allowance, ...], records: Iterable[tuple[str, KeyPath, Record]]
) -> Iterator[Placed]:
    """Yield every allowance with its place: the workspace's, and those of records."""
    yield from _listed(WORKSPACE, ("estate",), workspace)
    for owner, path, record in records:
        yield from _listed(owner, path, record.allow)


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
