"""What columns are computed from: the estate at a date, with scores worked out when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from estate.portfolio import Contract, Fact, KeyPath, Portfolio, SystemRef, split_product

if TYPE_CHECKING:
    from estate.graph import EstateGraph
    from estate.scoring import LegacyScore


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: whose record it is, by which id, and where it stands.

    `owner` is a council's id, or `catalogue`; `inside` is the id of the record that it is part of.
    """

    owner: str
    id: str
    record: Any
    path: KeyPath
    inside: str = ""

    @property
    def fact(self) -> Fact:
        """Return the address of the record."""
        return Fact(self.owner, self.path)

    @property
    def ref(self) -> SystemRef:
        """Return the reference of an entry that is a system."""
        return SystemRef(self.owner, self.id)


@dataclass(frozen=True)
class World:
    """An estate at a date. `where` turns a fact into `file:line`."""

    portfolio: Portfolio
    as_of: date
    where: Callable[[Fact], str | None]
    _scores: dict[SystemRef, LegacyScore] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def graph(self) -> EstateGraph:
        """The estate as a graph."""
        from estate.graph import build  # noqa: PLC0415  # most lists need no graph

        return build(self.portfolio)

    def score(self, ref: SystemRef) -> LegacyScore:
        """Return a system's score, worked out once."""
        if ref not in self._scores:
            from estate.scoring import score_system  # noqa: PLC0415  # most lists need no scores

            self._scores[ref] = score_system(self.graph, ref, self.as_of)
        return self._scores[ref]

    @cached_property
    def contracts(self) -> Mapping[SystemRef, tuple[tuple[str, Contract], ...]]:
        """The contracts that name each system, with their ids."""
        found: dict[SystemRef, list[tuple[str, Contract]]] = {}
        for council, inventory in sorted(self.portfolio.councils.items()):
            for name, contract in sorted(inventory.contracts.items()):
                for system in dict.fromkeys(contract.systems):
                    found.setdefault(SystemRef(council, system), []).append((name, contract))
        return {ref: tuple(contracts) for ref, contracts in found.items()}

    @cached_property
    def runs(self) -> Mapping[str, tuple[SystemRef, ...]]:
        """The systems that use each product, written `product`, and `product@version`."""
        found: dict[str, dict[SystemRef, None]] = {}
        for ref, system in self.portfolio.systems():
            for use in (system.product, *system.technology):
                if use is not None:
                    found.setdefault(use, {})[ref] = None
                    found.setdefault(split_product(use)[0], {})[ref] = None
        return {use: tuple(refs) for use, refs in found.items()}

    @cached_property
    def served(self) -> Mapping[str, tuple[SystemRef, ...]]:
        """The systems that serve each capability."""
        found: dict[str, list[SystemRef]] = {}
        for ref, system in self.portfolio.systems():
            for capability in dict.fromkeys(system.capabilities):
                found.setdefault(capability, []).append(ref)
        return {capability: tuple(refs) for capability, refs in found.items()}

    @cached_property
    def on_platform(self) -> Mapping[str, tuple[SystemRef, ...]]:
        """The systems that each shared platform provides."""
        found: dict[str, list[SystemRef]] = {}
        for ref, system in self.portfolio.systems():
            if system.platform is not None:
                found.setdefault(system.platform, []).append(ref)
        return {platform: tuple(refs) for platform, refs in found.items()}

    @cached_property
    def agreements(self) -> tuple[tuple[str, Contract], ...]:
        """Every contract, with its council."""
        return tuple(
            (council, inventory.contracts[name])
            for council, inventory in sorted(self.portfolio.councils.items())
            for name in sorted(inventory.contracts)
        )
