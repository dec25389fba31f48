"""What councils have in common, as ArchiMate: capabilities, products, suppliers, platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import split_product
from estate.rendering.exchange.archimate.facts import properties, source
from estate.rendering.exchange.archimate.model import (
    Details,
    Element,
    Prop,
    ident,
    one_line,
    several_lines,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.portfolio import Product
    from estate.portfolio.base import Record
    from estate.rendering.exchange.archimate.model import Model
    from estate.rendering.exchange.material import Material

PRODUCTS = {
    "application": "Artifact",
    "database": "SystemSoftware",
    "operating-system": "SystemSoftware",
    "runtime": "SystemSoftware",
    "middleware": "SystemSoftware",
    "hardware": "Device",
    "network": "CommunicationNetwork",
    "service": "Node",
}
"""What a product is, by its kind; `Node` where none is recorded."""


def add_catalogue(model: Model, material: Material) -> None:
    """Add what councils have in common."""
    _capabilities(model, material)
    catalogue = material.portfolio.catalogue
    for name, data in sorted(catalogue.data_classes.items()):
        _plain(model, material, "data", ("data_classes", name), data, "DataObject")
    for name, standard in sorted(catalogue.standards.items()):
        _plain(model, material, "standard", ("standards", name), standard, "Requirement")
    for name, body in sorted(catalogue.bodies.items()):
        _plain(model, material, "body", ("bodies", name), body, "BusinessActor", "Bodies")
    for name, framework in sorted(catalogue.frameworks.items()):
        _plain(
            model, material, "framework", ("frameworks", name), framework, "Contract", "Frameworks"
        )
    _suppliers(model, material)
    _products(model, material)
    _platforms(model, material)


def _plain(
    model: Model,
    material: Material,
    kind: str,
    place: tuple[str, str],
    record: Record,
    type_: str,
    *folder: str,
) -> str:
    """Add an element for a record of the catalogue; return its id."""
    return model.add(
        Element(
            ident(kind, place[1]),
            type_,
            one_line(getattr(record, "name", place[1])),
            several_lines([record.description]),
            (*properties(record, SAID_BY_RELATIONS), *source(material, "catalogue", *place)),
            folder,
        )
    )


SAID_BY_RELATIONS = frozenset({"versions"})
"""Keys of the catalogue that elements of their own say whole; references stay as text too."""


def _capabilities(model: Model, material: Material) -> None:
    catalogue = material.portfolio.catalogue
    for name, group in sorted(catalogue.groups.items()):
        _plain(model, material, "group", ("groups", name), group, "Capability", "Groups")
    for name, capability in sorted(catalogue.capabilities.items()):
        place = ("capabilities", name)
        made = _plain(model, material, "capability", place, capability, "Capability")
        group_id = ident("group", name.partition(".")[0])
        if group_id in model.elements:
            model.relate("part", group_id, made, f"catalogue: capabilities.{name}")


def _suppliers(model: Model, material: Material) -> None:
    suppliers = material.portfolio.catalogue.suppliers
    for name, supplier in sorted(suppliers.items()):
        place = ("suppliers", name)
        _plain(model, material, "supplier", place, supplier, "BusinessActor", "Suppliers")
    for name, supplier in sorted(suppliers.items()):
        if supplier.parent:
            owner, own = ident("supplier", supplier.parent), ident("supplier", name)
            model.relate("has", owner, own, f"catalogue: suppliers.{name}")


def _products(model: Model, material: Material) -> None:
    products = material.portfolio.catalogue.products
    for name, product in sorted(products.items()):
        type_ = PRODUCTS.get(product.kind or "", "Node")
        said_by = f"catalogue: products.{name}"
        made = _plain(model, material, "product", ("products", name), product, type_, "Products")
        _supplied(model, product.supplier, made, said_by)
        for standard in product.standards:
            model.relate("keeps", made, ident("standard", standard), said_by)
    for name, version in sorted(_versions(material).items()):
        _version(model, material, name, products.get(version[0]), version)


def _supplied(model: Model, supplier: str | None, made: str, said_by: str) -> None:
    if supplier is not None:
        model.relate("supplies", ident("supplier", supplier), made, said_by)


def _versions(material: Material) -> Mapping[str, tuple[str, str]]:
    """Return each version that the catalogue has or a system uses, as product and version."""
    found = {
        (name, version)
        for name, product in material.portfolio.catalogue.products.items()
        for version in product.versions
    }
    for _, system in material.systems():
        for use in (system.product, *system.technology, *system.extended_support):
            product, version = split_product(use) if use else ("", None)
            if version is not None and product in material.portfolio.catalogue.products:
                found.add((product, version))
    return {f"{product}@{version}": (product, version) for product, version in found}


def _version(
    model: Model,
    material: Material,
    name: str,
    product: Product | None,
    parts: tuple[str, str],
) -> None:
    if product is None:
        return
    recorded = product.versions.get(parts[1])
    facts = properties(recorded) if recorded else ()
    stands = source(material, "catalogue", "products", parts[0], "versions", parts[1])
    made = model.add(
        Element(
            version_id(name),
            PRODUCTS.get(product.kind or "", "Node"),
            one_line(f"{product.name} {parts[1]}"),
            "" if recorded else "In use; the catalogue has no support dates of this version.",
            (Prop("Version", "string", one_line(parts[1])), *facts, *(stands if recorded else ())),
            ("Products",),
        )
    )
    model.relate("kind-of", made, ident("product", parts[0]), f"catalogue: products.{parts[0]}")


def version_id(use: str) -> str:
    """Return the id of a product, or of a version of it where one is named."""
    product, version = split_product(use)
    return ident("product", product) if version is None else ident("version", product, version)


def _platforms(model: Model, material: Material) -> None:
    for name, platform in sorted(material.portfolio.catalogue.platforms.items()):
        said_by = f"catalogue: platforms.{name}"
        place = ("platforms", name)
        made = _plain(
            model, material, "platform", place, platform, "ApplicationComponent", "Shared platforms"
        )
        _supplied(model, platform.supplier, made, said_by)
        for capability in platform.capabilities:
            model.relate("provides", made, ident("capability", capability), said_by)
        for standard in platform.standards:
            model.relate("keeps", made, ident("standard", standard), said_by)
        if platform.product:
            put_on(model, platform.product, made, said_by)


def put_on(
    model: Model, use: str, component: str, said_by: str, details: tuple[Prop, ...] = ()
) -> None:
    """Relate a product, or a version of it, to a component that it is, or that runs on it."""
    found = model.elements.get(version_id(use))
    tag = "is-installed" if found is not None and found.type == "Artifact" else "supports"
    model.relate(tag, version_id(use), component, said_by, Details(properties=details))
