"""Kinds of the catalogue: what councils have in common, and which systems use it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from estate.portfolio import (
    CATALOGUE,
    Body,
    Capability,
    Contract,
    DataClass,
    Framework,
    Platform,
    Product,
    Standard,
    Supplier,
    SystemRef,
    Version,
)
from estate.query.columns import POUNDS, Column
from estate.query.kind import Kind
from estate.query.kinds.common import OF_CATALOGUE, count, of_catalogue, ranges, using
from estate.query.values import Many, Range, Sort
from estate.query.world import Entry, World


def _versions(world: World) -> Iterator[Entry]:
    for product, record in sorted(world.portfolio.catalogue.products.items()):
        for name in sorted(record.versions):
            path = ("products", product, "versions", name)
            yield Entry(CATALOGUE, name, record.versions[name], path, inside=product)


def _runs_product(world: World, entry: Entry) -> Collection[SystemRef]:
    return world.runs.get(entry.id, ())


def _runs_version(world: World, entry: Entry) -> Collection[SystemRef]:
    return world.runs.get(f"{entry.inside}@{entry.id}", ())


def _serves(world: World, entry: Entry) -> Collection[SystemRef]:
    return world.served.get(entry.id, ())


def _provided(world: World, entry: Entry) -> Collection[SystemRef]:
    return world.on_platform.get(entry.id, ())


def _agreed(key: str) -> tuple[Column, ...]:
    """Return the columns that count and sum the contracts with a supplier or under a framework."""

    def found(world: World, entry: Entry) -> list[tuple[str, Contract]]:
        return [one for one in world.agreements if getattr(one[1], key) == entry.id]

    def councils(world: World, entry: Entry) -> Many:
        return Many(tuple(sorted({council for council, _ in found(world, entry)})))

    def value(world: World, entry: Entry) -> Range:
        values = [contract.annual_value for _, contract in found(world, entry)]
        total = Fraction(sum(one for one in values if one is not None))
        return Range(total, None if None in values else total)

    return (
        count("contracts", "How many contracts name it.", found),
        Column("councils", Sort.TEXT, "The councils whose contracts name it.", councils, many=True),
        ranges("annual_value", "The price a year of the contracts that name it.", value, POUNDS),
    )


def _kind(
    name: str, one: str, about: str, model: type, shown: str, derived: tuple[Column, ...] = ()
) -> Kind:
    return Kind(
        name=name,
        one=one,
        about=about,
        model=model,
        rows=of_catalogue(name.replace("-", "_")),
        shown=("id", *shown.split()),
        derived=(*OF_CATALOGUE, *derived),
        councils=False,
    )


KINDS = (
    _kind(
        "products",
        "product",
        "Products, and which systems run them.",
        Product,
        "name kind supplier systems councils",
        using("that run it", _runs_product),
    ),
    Kind(
        name="versions",
        one="version",
        about="Versions of products, until when they are supported, and which systems run them.",
        model=Version,
        rows=_versions,
        shown=("product", "id", "security_support_until", "extended_support_until", "systems"),
        derived=(
            *OF_CATALOGUE,
            Column("product", Sort.TEXT, "The product's id.", lambda _, entry: entry.inside),
            *using("that run it", _runs_version),
        ),
        councils=False,
    ),
    _kind(
        "suppliers",
        "supplier",
        "Suppliers, and their contracts.",
        Supplier,
        "name contracts councils annual_value",
        _agreed("supplier"),
    ),
    _kind(
        "platforms",
        "platform",
        "Platforms that councils share or could share.",
        Platform,
        "name status capabilities members",
        using("that it provides", _provided),
    ),
    _kind(
        "frameworks",
        "framework",
        "Procurement frameworks, and what was called off.",
        Framework,
        "name owner ends contracts councils",
        _agreed("framework"),
    ),
    _kind(
        "capabilities",
        "capability",
        "What councils must be able to do, and which systems serve it.",
        Capability,
        "name systems councils",
        using("that serve it", _serves),
    ),
    _kind("standards", "standard", "Standards of the catalogue.", Standard, "name kind mandated"),
    _kind("bodies", "body", "Bodies that are not councils.", Body, "name kind role"),
    _kind(
        "data-classes",
        "data class",
        "Classes of data.",
        DataClass,
        "name personal special_category",
    ),
)
