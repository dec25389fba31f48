"""On how few suppliers, products and people an estate rests.

Counts and money only, of systems in use and of contracts in force; no score. What is not recorded
is counted apart and never shared out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from estate.graph.paths import services
from estate.portfolio import SystemRef, split_product
from estate.portfolio.identifiers import PLATFORM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from estate.graph import EstateGraph
    from estate.graph.structure_scope import Scope
    from estate.portfolio import Catalogue, Contract, Portfolio

HoldingKind = Literal["supplier", "product"]
Holder = tuple[HoldingKind, str]
SUPPLIER: Literal["supplier"] = "supplier"
PRODUCT: Literal["product"] = "product"
HHI_SCALE = 10_000
"""The index of a single supplier, by the scale in use among competition authorities."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What rests on one supplier, or on one product.

    `systems` have it themselves; `touched` are others that depend on those, directly or not, and
    `services` the names of what citizens meet among all of these.
    """

    kind: HoldingKind
    id: str
    name: str
    systems: tuple[str, ...]
    touched: int
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spending:
    """Pounds a year under contracts in force, and how they are spread over suppliers.

    `unnamed` is what goes to suppliers that are not recorded. `unpriced` contracts say no price;
    `unpriced_of` counts them by supplier.
    `hhi` is the Herfindahl-Hirschman index, the sum of the squares of the shares in percent, over
    money that is known to go to a known supplier; None where there is none.
    """

    by_supplier: Mapping[str, int]
    unnamed: int
    contracts: int
    unpriced: int
    unpriced_of: Mapping[str, int]

    @property
    def known(self) -> int:
        """Return how much is known to go to a known supplier, pounds a year."""
        return sum(self.by_supplier.values())

    @property
    def hhi(self) -> Fraction | None:
        """Return the index, from just above 0 to 10,000 where there is but one supplier."""
        return herfindahl(self.by_supplier.values())

    def share(self, supplier: str) -> Fraction | None:
        """Return a supplier's share of what is known; None where nothing is."""
        known = self.known
        return Fraction(self.by_supplier.get(supplier, 0), known) if known else None


@dataclass(frozen=True, slots=True)
class Concentration:
    """How a council's systems, or all of an estate's, are spread over suppliers and products.

    Holdings with most systems come first, then those with most that they touch, then by id.
    `without_supplier` are systems of which no supplier is recorded, bespoke ones left out, which
    are `bespoke`; `without_product` have neither product nor technology recorded.
    """

    systems: int
    suppliers: tuple[Holding, ...]
    products: tuple[Holding, ...]
    spending: Spending
    without_supplier: tuple[str, ...]
    bespoke: tuple[str, ...]
    without_product: tuple[str, ...]


def herfindahl(amounts: Iterable[int]) -> Fraction | None:
    """Return the sum of the squared shares of amounts, times 10,000; None where they are nothing.

    After Herfindahl and Hirschman, as the US Department of Justice's merger guidelines use it.
    """
    known = list(amounts)
    total = sum(known)
    if total <= 0:
        return None
    return Fraction(HHI_SCALE * sum(amount * amount for amount in known), total * total)


class Holdings:
    """Who and what every system of an estate rests on, so that councils can be asked in turn."""

    def __init__(self, graph: EstateGraph, scope: Scope, as_of: date) -> None:
        """Find what rests on what; `scope` is what is in use."""
        self._scope = scope
        self._portfolio = portfolio = graph.portfolio
        self._owners = {one: owner_of(portfolio.catalogue, one) for one in _named(portfolio)}
        self._running = {
            council: [one for one in inventory.contracts.values() if in_force(one, as_of)]
            for council, inventory in sorted(portfolio.councils.items())
        }
        self._has = self._everything()
        found = sorted({holder for them in self._has.values() for holder in them})
        self._bit = {holder: 1 << place for place, holder in enumerate(found)}
        marks = {
            node: sum(self._bit[holder] for holder in them) for node, them in self._has.items()
        }
        self._resting = scope.closure.gather(marks)

    def of(self, councils: Sequence[str]) -> Concentration:
        """Return the concentration within some councils taken together."""
        nodes = [node for council in sorted(councils) for node in self._scope.own(council)]
        holdings = self._holdings(nodes, councils)
        bare = [node for node in nodes if not any(kind == SUPPLIER for kind, _ in self._has[node])]
        systems = {node: self._portfolio.system(SystemRef.parse(node)) for node in nodes}
        return Concentration(
            systems=len(nodes),
            suppliers=tuple(one for one in holdings if one.kind == SUPPLIER),
            products=tuple(one for one in holdings if one.kind == PRODUCT),
            spending=self._spending(councils),
            without_supplier=tuple(node for node in bare if not systems[node].bespoke),
            bespoke=tuple(node for node in bare if systems[node].bespoke),
            without_product=tuple(
                node for node in nodes if not systems[node].product and not systems[node].technology
            ),
        )

    def _holdings(self, nodes: Sequence[str], councils: Sequence[str]) -> list[Holding]:
        having: dict[Holder, list[str]] = {}
        for node in nodes:
            for holder in self._has[node]:
                having.setdefault(holder, []).append(node)
        masks = Counter(self._resting[node] for node in nodes)
        met = self._met(councils)
        found = []
        for holder, bit in self._bit.items():
            resting = sum(count for mask, count in masks.items() if mask & bit)
            if not resting:
                continue
            kind, key = holder
            systems = tuple(having.get(holder, ()))
            names = tuple(name for name, mask in met.items() if mask & bit)
            called = self._called(kind, key)
            found.append(Holding(kind, key, called, systems, resting - len(systems), names))
        return sorted(found, key=lambda one: (-len(one.systems), -one.touched, one.id))

    def _met(self, councils: Sequence[str]) -> dict[str, int]:
        """Return for each service that citizens meet, by name, the marks of what it rests on."""
        found: dict[str, int] = {}
        for council in sorted(councils):
            for service in services(self._portfolio, council):
                mask = found.get(service.name, 0)
                for node in service.systems:
                    mask |= self._resting[node]
                found[service.name] = mask
        return dict(sorted(found.items()))

    def _spending(self, councils: Sequence[str]) -> Spending:
        by_supplier: dict[str, int] = {}
        unpriced: Counter[str | None] = Counter()
        unnamed = contracts = 0
        for contract in (one for council in councils for one in self._running[council]):
            contracts += 1
            owner = self._owners[contract.supplier] if contract.supplier else None
            if contract.annual_value is None:
                unpriced[owner] += 1
            elif owner is None:
                unnamed += contract.annual_value
            else:
                by_supplier[owner] = by_supplier.get(owner, 0) + contract.annual_value
        unpriced_of = {owner: count for owner, count in unpriced.items() if owner is not None}
        return Spending(
            by_supplier=dict(sorted(by_supplier.items())),
            unnamed=unnamed,
            contracts=contracts,
            unpriced=unpriced.total(),
            unpriced_of=dict(sorted(unpriced_of.items())),
        )

    def _everything(self) -> dict[str, frozenset[Holder]]:
        """Return the suppliers and products that each system and platform has itself."""
        bought: dict[str, set[str]] = {}
        for council, contracts in self._running.items():
            for contract in contracts:
                for key in contract.systems if contract.supplier else ():
                    bought.setdefault(f"{council}/{key}", set()).add(contract.supplier or "")
        found = {}
        for ref, system in self._portfolio.systems():
            node = str(ref)
            if node in self._scope.after:
                uses = [system.product] if system.product else []
                found[node] = self._holders(uses, bought.get(node, ()), system.technology)
        for key, platform in self._portfolio.catalogue.platforms.items():
            node = PLATFORM_PREFIX + key
            if node in self._scope.after:
                uses = [platform.product] if platform.product else []
                found[node] = self._holders(uses, [platform.supplier] if platform.supplier else ())
        return found

    def _holders(
        self, products: Iterable[str], named: Iterable[str], technology: Iterable[str] = ()
    ) -> frozenset[Holder]:
        """Return what stands for a product, its supplier, suppliers named, and technology."""
        holders: set[Holder] = {(SUPPLIER, self._owners[one]) for one in named}
        for use in products:
            product = split_product(use)[0]
            holders.add((PRODUCT, product))
            record = self._portfolio.catalogue.products.get(product)
            if record is not None and record.supplier is not None:
                holders.add((SUPPLIER, self._owners[record.supplier]))
        holders.update((PRODUCT, split_product(use)[0]) for use in technology)
        return frozenset(holders)

    def _called(self, kind: HoldingKind, key: str) -> str:
        catalogue = self._portfolio.catalogue
        known = catalogue.suppliers if kind == SUPPLIER else catalogue.products
        record = known.get(key)
        return record.name if record else key


def _named(portfolio: Portfolio) -> set[str]:
    """Return the suppliers that are recorded or named anywhere."""
    catalogue = portfolio.catalogue
    found = {*catalogue.suppliers}
    found |= {one.supplier for one in catalogue.products.values() if one.supplier}
    found |= {one.supplier for one in catalogue.platforms.values() if one.supplier}
    for inventory in portfolio.councils.values():
        found |= {one.supplier for one in inventory.contracts.values() if one.supplier}
    return found


def in_force(contract: Contract, on: date) -> bool:
    """Whether a contract runs on a day: it has begun, and is not known to be over."""
    if contract.starts is not None and contract.starts > on:
        return False
    return contract.current_end is None or contract.term_in_force(on) is not None


def owner_of(catalogue: Catalogue, supplier: str) -> str:
    """Return the supplier that owns one in the end, or the supplier itself.

    Where owners own one another in a circle, the first of them by id.
    """
    seen = [supplier]
    while True:
        record = catalogue.suppliers.get(seen[-1])
        parent = record.parent if record else None
        if parent is None:
            return seen[-1]
        if parent in seen:
            return min(seen[seen.index(parent) :])
        seen.append(parent)
