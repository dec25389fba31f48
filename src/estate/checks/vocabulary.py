"""References to the catalogue: products and their versions, suppliers, standards and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from estate.checks.rule import Issue
from estate.checks.view import Placed, View
from estate.portfolio import (
    CATALOGUE,
    Catalogue,
    Fact,
    Freeze,
    Inventory,
    KeyPath,
    System,
    platform_of,
    split_product,
)

_Use = tuple[str, KeyPath, str]
"""A table of the catalogue, where the reference stands, and what it says."""

_Known = Mapping[str, frozenset[str]]

_ONE = {
    "products": "a product",
    "platforms": "a platform",
    "suppliers": "a supplier",
    "frameworks": "a framework",
    "standards": "a standard",
    "capabilities": "a capability",
    "groups": "a group of capabilities",
    "skills": "a skill",
    "data_classes": "a data class",
}


def dangling_vocabulary(view: View) -> Iterator[Issue]:
    """EST102: a reference to something that the catalogue does not have.

    A vocabulary that the catalogue does not have at all is not asked for.
    """
    for owner, uses in _strangers(view):
        for table, path, said in uses:
            known = view.vocabularies[table]
            if known is not None:
                message = f"`{said}` is not {_ONE[table]} of the catalogue"
                hint = view.nearest(said, known) or f"add it to the catalogue's {table}"
                yield Issue(Fact(owner, path), message, hint)


def missing_vocabulary(view: View) -> Iterator[Issue]:
    """EST107: references that were not checked, as the catalogue has nothing of their kind."""
    if view.is_lost(CATALOGUE):
        return
    first: dict[str, Fact] = {}
    absent = {table for table in _ONE if view.vocabularies[table] is None}
    if not absent:
        return
    for owner, uses in _strangers(view):
        for table, path, _ in uses:
            if table in absent:
                first.setdefault(table, Fact(owner, path))
    if first:
        names = ", ".join(sorted(first))
        message = f"the catalogue has none of these, so references to them are not checked: {names}"
        yield Issue(first[min(first)], message, "add them to the folder catalogue")


def unknown_version(view: View) -> Iterator[Issue]:
    """EST103: a version that the catalogue's product does not have, where it has any."""
    products = view.portfolio.catalogue.products
    listed = {name: product.versions for name, product in products.items() if product.versions}
    if not view.is_whole(CATALOGUE, "products"):
        return
    for council, inventory in view.councils:
        for name, system in inventory.systems.items():
            for path, use in _product_uses(name, system):
                product, version = split_product(use)
                if version is not None and version not in listed.get(product, (version,)):
                    message = f"the catalogue has no version {version} of {products[product].name}"
                    hint = view.nearest(version, listed[product])
                    hint = hint or f"it has {', '.join(sorted(listed[product])[:8])}"
                    yield Issue(Fact(council, path), message, hint)


def _strangers(view: View) -> Iterator[tuple[str, Iterator[_Use]]]:
    """Yield, by owner, every use of what the catalogue does not have."""
    known = {table: ids or frozenset() for table, ids in view.vocabularies.items()}
    for council, inventory in view.councils:
        uses = (
            _system_uses(inventory, known),
            _interface_uses(inventory, known),
            _option_uses(view.options[council]),
            _contract_uses(inventory),
            _other_uses(inventory),
        )
        yield council, _only_strangers(chain.from_iterable(uses), known)
    catalogue = view.portfolio.catalogue
    yield CATALOGUE, _only_strangers(_catalogue_uses(catalogue), known)


def _only_strangers(uses: Iterable[_Use], known: _Known) -> Iterator[_Use]:
    return (use for use in uses if use[2] not in known[use[0]])


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
    for index, need in enumerate(inventory.needs):
        yield "capabilities", ("needs", index, "capability"), need.capability
    for name, step in inventory.steps.items():
        if step.platform is not None:
            yield "platforms", ("steps", name, "platform"), step.platform
        yield from _each("skills", ("steps", name, "skills"), step.skills)


def _product_uses(name: str, system: System) -> Iterator[tuple[KeyPath, str]]:
    if system.product is not None:
        yield ("systems", name, "product"), system.product
    for index, use in enumerate(system.technology):
        yield ("systems", name, "technology", index), use
    for index, use in enumerate(system.extended_support):
        yield ("systems", name, "extended_support", index), use


def _system_uses(inventory: Inventory, known: _Known) -> Iterator[_Use]:
    capabilities, standards = known["capabilities"], known["standards"]
    for name, system in inventory.systems.items():
        for path, use in _product_uses(name, system):
            yield "products", path, split_product(use)[0]
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


def _option_uses(options: Iterable[Placed]) -> Iterator[_Use]:
    for path, _, option in options:
        if option.platform is not None:
            yield "platforms", (*path, "platform"), option.platform
        if option.product is not None:
            yield "products", (*path, "product"), option.product
        yield from _each("skills", (*path, "skills"), option.skills)


def _interface_uses(inventory: Inventory, known: _Known) -> Iterator[_Use]:
    standards, data_classes = known["standards"], known["data_classes"]
    for index, interface in enumerate(inventory.interfaces):
        if not standards.issuperset(interface.standards):
            path = ("interfaces", index, "standards")
            yield from _listed("standards", path, interface.standards)
        if not data_classes.issuperset(interface.carries):
            path = ("interfaces", index, "carries")
            yield from _listed("data_classes", path, interface.carries)
        for key, end in (("from", interface.from_), ("to", interface.to)):
            platform = platform_of(end)
            if platform is not None:
                yield "platforms", ("interfaces", index, key), platform


def _freeze_uses(name: str, freeze: Freeze) -> Iterator[_Use]:
    for index, pattern in enumerate(freeze.capabilities):
        path = ("freezes", name, "capabilities", index)
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
