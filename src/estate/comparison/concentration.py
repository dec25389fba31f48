"""On how few suppliers councils rest, by capability and all together.

Suppliers that one owner owns count as one, as identity has it. A contract counts whole for every
capability that one of its systems serves, and once in all. Money is that of contracts in force. A
price that nobody recorded can be anything from nothing up, so the index over money is a range.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.comparison.hhi import HhiRange, hhi_range
from estate.comparison.quantiles import Between, between, total
from estate.comparison.view import WITHHELD, day_bounds, known
from estate.scoring.concentration import herfindahl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from estate.comparison.identity import Identity
    from estate.comparison.view import ContractView, CouncilView, SectorView, SystemView

UNPRICED = Between(Fraction(0), None)


@dataclass(frozen=True, slots=True)
class SupplierShare:
    """What councils have of one supplier, with all that it owns."""

    supplier: str
    name: str
    councils: tuple[str, ...]
    systems: int
    contracts: int
    """Contracts in force."""
    priced: Between
    """Pounds a year of those whose price is known, at least roughly."""
    unpriced: int
    """Contracts whose price is not known."""

    @property
    def value(self) -> Between:
        """Pounds a year of all of them: without limit where a price is not known."""
        return total([self.priced, UNPRICED]) if self.unpriced else self.priced


@dataclass(frozen=True, slots=True)
class SectorConcentration:
    """How something is spread over suppliers; most councils first, then most money, then by id."""

    capability: str | None
    """None: all capabilities together."""
    councils: tuple[str, ...]
    """Who has anything of the kind."""
    suppliers: tuple[SupplierShare, ...]
    unnamed: int
    """Systems in use whose supplier is not recorded; those made in house are not among them."""
    withheld: int
    """Systems in use whose supplier was not shared."""
    in_house: int
    """Systems in use made for their council, with no supplier."""
    unnamed_contracts: int
    """Contracts in force whose supplier is not known: they are in no share."""

    @property
    def by_councils(self) -> Fraction | None:
        """The index over how many councils have each supplier."""
        return herfindahl(len(one.councils) for one in self.suppliers)

    @property
    def by_contracts(self) -> Fraction | None:
        """The index over contracts in force."""
        return herfindahl(one.contracts for one in self.suppliers)

    @property
    def by_known_value(self) -> Fraction | None:
        """The index over prices that are known exactly; others are left out."""
        exact = [one.priced.low for one in self.suppliers if one.priced.exact]
        return herfindahl(int(amount) for amount in exact)

    @property
    def by_value(self) -> HhiRange | None:
        """The index over money, whatever the prices are that are not known."""
        return hhi_range([one.value for one in self.suppliers if one.contracts])


def concentration(
    sector: SectorView, identity: Identity, capability: str | None = None
) -> SectorConcentration:
    """Return how what serves a capability, or everything, is spread over suppliers."""
    if capability is None:
        systems = [
            (council, system)
            for council in sector.councils
            for system in council.systems
            if system.in_use
        ]
    else:
        systems = list(sector.systems_for(capability))
    contracts = _contracts(sector, systems, whole=capability is None)
    return _spread(sector, identity, capability, systems, contracts)


def suppliers_of(council: CouncilView, system: SystemView, identity: Identity) -> frozenset[str]:
    """Return who supplies a system, product and contracts alike, each by its last owner."""
    named = [system.supplier, *(one.supplier for one in council.contracts_of(system))]
    return frozenset(identity.group(one) for one in map(known, named) if one is not None)


def in_force(contract: ContractView, on: date) -> bool:
    """Whether a contract runs on a day: it may have begun, and is not known to be over."""
    starts = day_bounds(contract.starts)
    if starts is not None and starts[0] > on:
        return False
    terms = known(contract.terms)
    if terms is not None:
        return terms.current_end is None or terms.term_in_force(on) is not None
    ends = day_bounds(contract.ends)
    return ends is None or ends[1] >= on


def running_until(contract: ContractView, on: date) -> tuple[date, date] | None:
    """Return the first and last day that the term that runs on a day can end; None if not known."""
    terms = known(contract.terms)
    if terms is not None and (end := terms.term_in_force(on)) is not None:
        return end, end
    return day_bounds(contract.ends)


def supplier_name(sector: SectorView, supplier: str) -> str:
    """Return what a supplier is called; its id where the catalogue lacks it."""
    record = sector.catalogue.suppliers.get(supplier)
    return record.name if record else supplier


def prices(contracts: Iterable[ContractView]) -> tuple[Between, int]:
    """Return the known prices of some contracts added up, pounds a year, and how many lack one."""
    found = [between(one.annual_value) for one in contracts]
    return total(one for one in found if one is not None), sum(one is None for one in found)


def _contracts(
    sector: SectorView, systems: Sequence[tuple[CouncilView, SystemView]], *, whole: bool
) -> list[ContractView]:
    found: dict[tuple[str, str], ContractView] = {}
    pairs: Iterator[tuple[CouncilView, ContractView]]
    if whole:
        pairs = ((one, contract) for one in sector.councils for contract in one.contracts)
    else:
        pairs = (
            (council, contract)
            for council, system in systems
            for contract in council.contracts_of(system)
        )
    for council, contract in pairs:
        if in_force(contract, sector.as_of):
            found[council.id, contract.id] = contract
    return [found[key] for key in sorted(found)]


def _spread(
    sector: SectorView,
    identity: Identity,
    capability: str | None,
    systems: Sequence[tuple[CouncilView, SystemView]],
    contracts: Sequence[ContractView],
) -> SectorConcentration:
    having: dict[str, set[str]] = {}
    counted: Counter[str] = Counter()
    bare = []
    for council, system in systems:
        own = suppliers_of(council, system, identity)
        for supplier in own:
            having.setdefault(supplier, set()).add(council.id)
            counted[supplier] += 1
        if not own:
            bare.append(system)
    held: dict[str | None, list[ContractView]] = {}
    for contract in contracts:
        seller = known(contract.supplier)
        held.setdefault(None if seller is None else identity.group(seller), []).append(contract)
    for owner in sorted({each for each in held if each is not None}):
        having.setdefault(owner, set()).update(one.council for one in held[owner])
    shares = [
        _share(sector, supplier, own, counted[supplier], held.get(supplier, []))
        for supplier, own in having.items()
    ]
    return SectorConcentration(
        capability=capability,
        councils=tuple(sorted({council.id for council, _ in systems})),
        suppliers=tuple(
            sorted(shares, key=lambda one: (-len(one.councils), -one.priced.low, one.supplier))
        ),
        unnamed=sum(one.supplier is not WITHHELD and not known(one.bespoke) for one in bare),
        withheld=sum(one.supplier is WITHHELD for one in bare),
        in_house=sum(one.supplier is not WITHHELD and bool(known(one.bespoke)) for one in bare),
        unnamed_contracts=len(held.get(None, [])),
    )


def _share(
    sector: SectorView,
    supplier: str,
    councils: set[str],
    systems: int,
    contracts: Sequence[ContractView],
) -> SupplierShare:
    priced, unpriced = prices(contracts)
    return SupplierShare(
        supplier=supplier,
        name=supplier_name(sector, supplier),
        councils=tuple(sorted(councils)),
        systems=systems,
        contracts=len(contracts),
        priced=priced,
        unpriced=unpriced,
    )
