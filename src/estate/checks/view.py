"""A portfolio as the rules look at it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from estate.checks.allowances import placed_allowances
from estate.checks.uses import Placed, Stranger, product_uses, strangers
from estate.diagnostics import likely
from estate.portfolio import (
    CATALOGUE,
    Contract,
    Fact,
    Interface,
    Inventory,
    KeyPath,
    Portfolio,
    System,
    SystemRef,
)
from estate.portfolio.base import Allowance, Record

MOST_COMPARISONS = 100_000
"""So many words are compared in search of likely spellings; beyond, none is suggested."""


def _full(reference: str, council: str) -> str:
    return reference if "/" in reference or ":" in reference else f"{council}/{reference}"


Kept = tuple[str, KeyPath, Record]
"""A record: its owner, where it stands, and itself."""


def _kept(owner: str, table: str, entries: object) -> list[Kept]:
    if isinstance(entries, Record):
        return [(owner, (table,), entries)]
    pairs: list[tuple[str | int, Record]] = []
    if isinstance(entries, tuple):
        pairs = list(enumerate(entries))
    elif isinstance(entries, dict):
        pairs = list(entries.items())
    # A table holds records of one type, and asking each what it is takes long.
    if not pairs or not isinstance(pairs[0][1], Record):
        return []
    return [(owner, (table, key), record) for key, record in pairs]


class Signed(NamedTuple):
    """A contract, and what is asked of its dates again and again."""

    council: str
    inventory: Inventory
    name: str
    contract: Contract
    first_end: date | None
    """The last day of its initial term."""
    term: date | None
    """The last day of the term that runs at the view's date; None if unknown or ended."""

    @property
    def may_run(self) -> bool:
        """Whether it runs at the view's date or later, or may."""
        return self.first_end is None or self.term is not None

    @property
    def title(self) -> str:
        """How messages call it."""
        name = self.contract.name
        return f"the contract `{self.name}`" + (f" ({name})" if name else "")

    def fact(self, *keys: str) -> Fact:
        """Return where it is recorded, or one of its keys."""
        return Fact(self.council, ("contracts", self.name, *keys))


@dataclass
class View:
    """A portfolio at a date, with what the rules ask of it again and again.

    `unread` is what could not be read: records that exist but are at fault, tables that lack some,
    and owners of whom a whole file is missing. Nothing is said to be absent that may be in there.
    """

    portfolio: Portfolio
    as_of: date
    unread: Collection[Fact] = ()
    used: set[int] = field(default_factory=set, init=False)
    """The allowances that something was found to need, by `id`."""
    _comparisons: int = field(default=0, init=False)
    _likely: dict[tuple[str, tuple[str, ...]], str | None] = field(default_factory=dict, init=False)

    @cached_property
    def councils(self) -> tuple[tuple[str, Inventory], ...]:
        """Councils with their inventories, by id."""
        return tuple(sorted(self.portfolio.councils.items()))

    @cached_property
    def allowances(self) -> tuple[tuple[Fact, Allowance], ...]:
        """Every allowance and where it stands."""
        return tuple(placed_allowances(self.portfolio.workspace.allow, self._marked[0]))

    @cached_property
    def records(self) -> tuple[Kept, ...]:
        """Every record, by its owner: the catalogue's first, then each council's."""
        found: list[Kept] = []
        portfolio = self.portfolio
        for owner, holder in ((CATALOGUE, portfolio.catalogue), *self.councils):
            for table in type(holder).model_fields:
                found += _kept(owner, table, getattr(holder, table))
        for council, placed in self.options.items():
            found += [(council, path, option) for path, _, option in placed]
        return tuple(found)

    @cached_property
    def product_uses(self) -> Mapping[str, list[tuple[str, KeyPath]]]:
        """For each product in use, with its version where recorded, where systems name it."""
        found: dict[str, list[tuple[str, KeyPath]]] = {}
        for council, inventory in self.councils:
            for name, system in inventory.systems.items():
                for path, use in product_uses(name, system):
                    found.setdefault(use, []).append((council, path))
        return found

    @cached_property
    def evidenced(self) -> tuple[Kept, ...]:
        """The records that give evidence."""
        return self._marked[1]

    @cached_property
    def reviewed(self) -> tuple[Kept, ...]:
        """The records that say when they were reviewed."""
        return self._marked[2]

    @cached_property
    def _marked(self) -> tuple[tuple[Kept, ...], tuple[Kept, ...], tuple[Kept, ...]]:
        """The records that allow something, give evidence, and were reviewed; in one go."""
        allow, evidenced, reviewed = [], [], []
        for kept in self.records:
            record = kept[2]
            if record.allow:
                allow.append(kept)
            if record.evidence:
                evidenced.append(kept)
            if record.reviewed is not None:
                reviewed.append(kept)
        return tuple(allow), tuple(evidenced), tuple(reviewed)

    @cached_property
    def ends(self) -> tuple[tuple[str, int, Interface, str, str], ...]:
        """Every interface: council, place, itself, and sender and receiver written in full."""
        found = []
        for council, inventory in self.councils:
            full = {name: f"{council}/{name}" for name in inventory.systems}
            for index, interface in enumerate(inventory.interfaces):
                sender, receiver = interface.from_, interface.to
                sender = full.get(sender) or _full(sender, council)
                receiver = full.get(receiver) or _full(receiver, council)
                found.append((council, index, interface, sender, receiver))
        return tuple(found)

    @cached_property
    def contracts(self) -> tuple[Signed, ...]:
        """Every contract, by council and id."""
        return tuple(
            Signed(council, inventory, name, contract, terms.first_end, terms.term_in_force(on))
            for on in (self.as_of,)
            for council, inventory in self.councils
            for name, contract in sorted(inventory.contracts.items())
            for terms in (contract.terms,)
        )

    @cached_property
    def every_system(self) -> tuple[tuple[SystemRef, System], ...]:
        """Every system, by council and id."""
        return tuple(self.portfolio.systems())

    @cached_property
    def current(self) -> tuple[tuple[SystemRef, System], ...]:
        """Systems in use: neither planned nor retired; by council and id."""
        return tuple((ref, system) for ref, system in self.every_system if system.in_use)

    @cached_property
    def options(self) -> Mapping[str, tuple[Placed, ...]]:
        """The options of each council's systems, by system and id."""
        return {
            council: tuple(
                (("systems", name, "options", key), name, options[key])
                for name in sorted(inventory.systems)
                if (options := inventory.systems[name].options)
                for key in sorted(options)
            )
            for council, inventory in self.councils
        }

    @cached_property
    def systems(self) -> Mapping[str, frozenset[str]]:
        """The ids of each council's systems, those at fault included."""
        at_fault: dict[str, set[str]] = {}
        for fact in self.unread:
            if len(fact.path) > 1 and fact.path[0] == "systems":
                at_fault.setdefault(fact.owner, set()).add(str(fact.path[1]))
        return {
            council: frozenset(inventory.systems) | at_fault.get(council, set())
            for council, inventory in self.councils
        }

    @cached_property
    def known(self) -> frozenset[str]:
        """Every system, written `council/system`."""
        return frozenset(
            f"{council}/{system}" for council, ids in self.systems.items() for system in ids
        )

    @cached_property
    def namesakes(self) -> Mapping[str, tuple[str, ...]]:
        """For each system's id, the systems of any council that have it, as `council/system`."""
        found: dict[str, list[str]] = {}
        for council in sorted(self.systems):
            for system in self.systems[council]:
                found.setdefault(system, []).append(f"{council}/{system}")
        return {system: tuple(names) for system, names in found.items()}

    @cached_property
    def _lost(self) -> frozenset[str]:
        return frozenset(fact.owner for fact in self.unread if not fact.path)

    def is_lost(self, owner: str) -> bool:
        """Whether some file of an owner could not be read at all."""
        return owner in self._lost

    def is_whole(self, owner: str, table: str) -> bool:
        """Whether every record of a table could be read, so that what is not there is absent."""
        return not self.is_lost(owner) and (owner, table) not in self._short_tables

    @cached_property
    def _short_tables(self) -> frozenset[tuple[str, str]]:
        return frozenset((fact.owner, str(fact.path[0])) for fact in self.unread if fact.path)

    def ids(self, owner: str, table: str, entries: Iterable[str]) -> frozenset[str]:
        """Return the ids in a table, those at fault included."""
        at_fault = (
            str(fact.path[1])
            for fact in self.unread
            if fact.owner == owner and len(fact.path) > 1 and fact.path[0] == table
        )
        return frozenset((*entries, *at_fault))

    @cached_property
    def vocabularies(self) -> Mapping[str, frozenset[str] | None]:
        """The ids in each table of the catalogue; None where it cannot be said what is absent."""
        catalogue = self.portfolio.catalogue
        tables = {name: getattr(catalogue, name) for name in type(catalogue).model_fields}
        return {
            name: self.ids(CATALOGUE, name, entries)
            if entries and not self.is_lost(CATALOGUE)
            else None
            for name, entries in tables.items()
        }

    @cached_property
    def strangers(self) -> tuple[Stranger, ...]:
        """Every reference to what the catalogue does not have."""
        known = {table: ids or frozenset() for table, ids in self.vocabularies.items()}
        return tuple(strangers(self.portfolio, self.options, self.product_uses, known))

    def nearest(self, word: str, known: Iterable[str], prefix: str = "") -> str | None:
        """Return "did you mean ...?" with the likeliest of what is known; None where none is.

        The prefix is put before it, and makes nothing likelier.
        """
        found = self._nearest(word, known)
        return f"did you mean {prefix}{found}?" if found else None

    def _nearest(self, word: str, known: Iterable[str]) -> str | None:
        if self._comparisons >= MOST_COMPARISONS:
            return None
        words = tuple(sorted(known))
        if (word, words) in self._likely:
            return self._likely[word, words]
        self._comparisons += len(words)
        found = likely(word, words)
        self._likely[word, words] = found[0] if found else None
        return self._likely[word, words]
