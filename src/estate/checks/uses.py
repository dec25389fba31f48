"""Every reference to the catalogue, and which of them lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from estate.portfolio import (
    CATALOGUE,
    Catalogue,
    Fact,
    Freeze,
    Interface,
    Inventory,
    KeyPath,
    Option,
    Portfolio,
    System,
    platform_of,
    split_product,
)

Placed = tuple[KeyPath, str, Option]
"""An option: where it stands, the id of its system, and itself."""

Known = Mapping[str, frozenset[str]]
"""The ids in each table of the catalogue."""

_Use = tuple[str, KeyPath, str]
"""A table of the catalogue, where the reference stands, and what it says."""


class Stranger(NamedTuple):
    """A reference to what a table of the catalogue does not have."""

    table: str
    fact: Fact
    said: str


def strangers(
    portfolio: Portfolio,
    options: Mapping[str, Iterable[Placed]],
    products: Mapping[str, Iterable[tuple[str, KeyPath]]],
    known: Known,
) -> Iterator[Stranger]:
    """Yield every reference to what the catalogue does not have.

    `products` says where systems name each product that they use.
    """
    for use, places in products.items():
        product = split_product(use)[0]
        if product not in known["products"]:
            yield from (Stranger("products", Fact(*place), product) for place in places)
    for council, inventory in sorted(portfolio.councils.items()):
        uses = chain(
            _system_uses(inventory, known),
            _option_uses(options[council]),
            _interface_uses(inventory, known),
            _contract_uses(inventory),
            _other_uses(inventory),
        )
        yield from _unknown(council, uses, known)
    yield from _unknown(CATALOGUE, _catalogue_uses(portfolio.catalogue), known)


def _unknown(owner: str, uses: Iterable[_Use], known: Known) -> Iterator[Stranger]:
    for table, path, said in uses:
        if said not in known[table]:
            yield Stranger(table, Fact(owner, path), said)


def _contract_uses(inventory: Inventory) -> Iterator[_Use]:
    for name, contract in inventory.contracts.items():
        if contract.supplier is not None:
            yield "suppliers", ("contracts", name, "supplier"), contract.supplier
        if contract.framework is not None:
            yield "frameworks", ("contracts", name, "framework"), contract.framework


def _other_uses(inventory: Inventory) -> Iterator[_Use]:
    for name in inventory.skills:
        yield "skills", ("skills", name), name
    for name, freeze in inventory.freezes.items():
        yield from _freeze_uses(name, freeze)
    for pattern in inventory.council.changes_at_once_by:
        yield from _pattern_uses(("council", "changes_at_once_by", pattern), pattern)
    for index, need in enumerate(inventory.needs):
        yield "capabilities", ("needs", index, "capability"), need.capability
    for name, step in inventory.steps.items():
        if step.platform is not None:
            yield "platforms", ("steps", name, "platform"), step.platform
        yield from _each("skills", ("steps", name, "skills"), step.skills)


def product_uses(name: str, system: System) -> Iterator[tuple[KeyPath, str]]:
    """Yield every product that a system uses: where that stands, and what it says."""
    if system.product is not None:
        yield ("systems", name, "product"), system.product
    for index, use in enumerate(system.technology):
        yield ("systems", name, "technology", index), use
    for index, use in enumerate(system.extended_support):
        yield ("systems", name, "extended_support", index), use


def _system_uses(inventory: Inventory, known: Known) -> Iterator[_Use]:
    capabilities, standards = known["capabilities"], known["standards"]
    for name, system in inventory.systems.items():
        if system.platform is not None:
            yield "platforms", ("systems", name, "platform"), system.platform
        # These are long and seldom wrong, so each is first looked at as a whole.
        if not capabilities.issuperset(system.capabilities):
            path = ("systems", name, "capabilities")
            yield from _listed("capabilities", path, system.capabilities)
        if not standards.issuperset(system.standards):
            yield from _listed("standards", ("systems", name, "standards"), system.standards)
        if not known["data_classes"].issuperset(system.data):
            yield from _listed("data_classes", ("systems", name, "data"), system.data)
        if system.body is not None or system.consumers:
            yield from _body_uses(name, system)


def _body_uses(name: str, system: System) -> Iterator[_Use]:
    if system.body is not None:
        yield "bodies", ("systems", name, "body"), system.body
    yield from _listed("bodies", ("systems", name, "consumers"), system.consumers)


def _option_uses(options: Iterable[Placed]) -> Iterator[_Use]:
    for path, _, option in options:
        if option.platform is not None:
            yield "platforms", (*path, "platform"), option.platform
        if option.product is not None:
            yield "products", (*path, "product"), option.product
        yield from _each("skills", (*path, "skills"), option.skills)


def _interface_uses(inventory: Inventory, known: Known) -> Iterator[_Use]:
    standards, data_classes = known["standards"], known["data_classes"]
    for index, interface in enumerate(inventory.interfaces):
        if interface.standards and not standards.issuperset(interface.standards):
            path = ("interfaces", index, "standards")
            yield from _listed("standards", path, interface.standards)
        if interface.carries and not data_classes.issuperset(interface.carries):
            path = ("interfaces", index, "carries")
            yield from _listed("data_classes", path, interface.carries)
        if ":" in interface.from_ or ":" in interface.to:
            yield from _end_uses(index, interface)


def _end_uses(index: int, interface: Interface) -> Iterator[_Use]:
    for key, end in (("from", interface.from_), ("to", interface.to)):
        platform = platform_of(end)
        if platform is not None:
            yield "platforms", ("interfaces", index, key), platform


def _freeze_uses(name: str, freeze: Freeze) -> Iterator[_Use]:
    for index, pattern in enumerate(freeze.capabilities):
        yield from _pattern_uses(("freezes", name, "capabilities", index), pattern)


def _pattern_uses(path: KeyPath, pattern: str) -> Iterator[_Use]:
    if pattern.endswith(".*"):
        yield "groups", path, pattern.removesuffix(".*")
    elif pattern != "*":
        yield "capabilities", path, pattern


def _catalogue_uses(catalogue: Catalogue) -> Iterator[_Use]:
    for capability in catalogue.capabilities if catalogue.groups else ():
        yield "groups", ("capabilities", capability), capability.partition(".")[0]
    for name, product in catalogue.products.items():
        if product.supplier is not None:
            yield "suppliers", ("products", name, "supplier"), product.supplier
        yield from _listed("standards", ("products", name, "standards"), product.standards)
        path = ("products", name, "capabilities")
        yield from _listed("capabilities", path, product.capabilities)
    for name, supplier in catalogue.suppliers.items():
        if supplier.parent is not None:
            yield "suppliers", ("suppliers", name, "parent"), supplier.parent
    for name, framework in catalogue.frameworks.items():
        yield from _listed("suppliers", ("frameworks", name, "suppliers"), framework.suppliers)
    for name, freeze in catalogue.freezes.items():
        yield from _freeze_uses(name, freeze)
    yield from _platform_uses(catalogue)


def _platform_uses(catalogue: Catalogue) -> Iterator[_Use]:
    for name, platform in catalogue.platforms.items():
        if platform.product is not None:
            yield "products", ("platforms", name, "product"), platform.product
        if platform.supplier is not None:
            yield "suppliers", ("platforms", name, "supplier"), platform.supplier
        yield from _listed("standards", ("platforms", name, "standards"), platform.standards)
        path = ("platforms", name, "capabilities")
        yield from _listed("capabilities", path, platform.capabilities)


def _listed(table: str, path: KeyPath, said: Iterable[str]) -> Iterator[_Use]:
    for index, word in enumerate(said):
        yield table, (*path, index), word


def _each(table: str, path: KeyPath, said: Iterable[str]) -> Iterator[_Use]:
    for word in said:
        yield table, (*path, word), word
