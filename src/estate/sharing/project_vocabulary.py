"""The names behind the catalogue's ids that a pack uses: of those alone, and as far as they go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from estate.portfolio import Framework, Platform, Product, Supplier
from estate.sharing.pack import (
    LONGEST_NAME,
    PackContract,
    PackFramework,
    PackPlatform,
    PackProduct,
    PackStep,
    PackSupplier,
    PackSystem,
    Vocabulary,
)
from estate.sharing.telling import Telling


def vocabulary(
    telling: Telling,
    systems: Iterable[PackSystem],
    contracts: Iterable[PackContract],
    steps: Iterable[PackStep],
) -> Vocabulary:
    """Return the names of what systems, contracts and steps of a pack refer to."""
    systems, contracts = tuple(systems), tuple(contracts)
    platforms = _platforms(telling, _present(*(x.platform for x in systems), *_of(steps)))
    products = _products(
        telling,
        _present(
            *(each.product for each in systems),
            *(name for each in systems for name in each.technology),
            *(each.product for each in platforms.values()),
        ),
    )
    used = _present(
        *(each.supplier for each in contracts),
        *(each.supplier for each in products.values()),
        *(each.supplier for each in platforms.values()),
    )
    used_for = {name for each in systems for name in each.capabilities}
    used_for |= {name for each in platforms.values() for name in each.capabilities}
    return Vocabulary(
        capabilities=_capabilities(telling, used_for),
        products=products,
        suppliers=_suppliers(telling, used),
        platforms=platforms,
        frameworks=_frameworks(telling, _present(*(each.framework for each in contracts))),
    )


def _of(steps: Iterable[PackStep]) -> Iterable[str | None]:
    return (each.platform for each in steps)


def _present(*names: str | None) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name is not None}))


def _capabilities(telling: Telling, names: Iterable[str]) -> dict[str, str]:
    records = telling.portfolio.catalogue.capabilities
    told = {
        name: telling.name("Capability.name", records[name].name)
        for name in sorted(names)
        if telling.known(records, name)
    }
    return {name: shown for name, shown in told.items() if shown is not None}


def _products(telling: Telling, names: Iterable[str]) -> dict[str, PackProduct]:
    records = telling.portfolio.catalogue.products
    return {name: _product(telling, records[name]) for name in names if _named(telling, "Product")}


def _named(telling: Telling, owner: str) -> bool:
    return telling.ruling.tells(f"{owner}.name")


def _product(telling: Telling, product: Product) -> PackProduct:
    suppliers: Mapping[str, Supplier] = telling.portfolio.catalogue.suppliers
    return PackProduct(
        name=product.name[:LONGEST_NAME],
        kind=telling.plain("Product.kind", product.kind),
        supplier=telling.plain("Product.supplier", telling.known(suppliers, product.supplier)),
        aliases=telling.names("Product.aliases", product.aliases),
    )


def _suppliers(telling: Telling, names: Iterable[str]) -> dict[str, PackSupplier]:
    """Return suppliers, and those that own them, up to the top."""
    records = telling.portfolio.catalogue.suppliers
    told: dict[str, PackSupplier] = {}
    waiting = list(names) if _named(telling, "Supplier") else []
    while waiting:
        name = waiting.pop()
        if name in told:
            continue
        told[name] = shown = _supplier(telling, records[name])
        waiting += [shown.parent] if shown.parent else []
    return {name: told[name] for name in sorted(told)}


def _supplier(telling: Telling, supplier: Supplier) -> PackSupplier:
    records = telling.portfolio.catalogue.suppliers
    return PackSupplier(
        name=supplier.name[:LONGEST_NAME],
        company_number=telling.plain("Supplier.company_number", supplier.company_number),
        parent=telling.plain("Supplier.parent", telling.known(records, supplier.parent)),
        aliases=telling.names("Supplier.aliases", supplier.aliases),
        former_names=telling.names("Supplier.former_names", supplier.former_names),
    )


def _platforms(telling: Telling, names: Iterable[str]) -> dict[str, PackPlatform]:
    records = telling.portfolio.catalogue.platforms
    return {
        name: _platform(telling, records[name]) for name in names if _named(telling, "Platform")
    }


def _platform(telling: Telling, platform: Platform) -> PackPlatform:
    catalogue = telling.portfolio.catalogue
    return PackPlatform(
        name=platform.name[:LONGEST_NAME],
        status=telling.plain("Platform.status", platform.status),
        capabilities=telling.capabilities("Platform.capabilities", platform.capabilities),
        product=telling.plain(
            "Platform.product", telling.known(catalogue.products, platform.product)
        ),
        supplier=telling.plain(
            "Platform.supplier", telling.known(catalogue.suppliers, platform.supplier)
        ),
    )


def _frameworks(telling: Telling, names: Iterable[str]) -> dict[str, PackFramework]:
    records = telling.portfolio.catalogue.frameworks
    return {
        name: _framework(telling, records[name]) for name in names if _named(telling, "Framework")
    }


def _framework(telling: Telling, framework: Framework) -> PackFramework:
    return PackFramework(
        name=framework.name[:LONGEST_NAME],
        reference=telling.name("Framework.reference", framework.reference),
        owner=telling.name("Framework.owner", framework.owner),
        starts=telling.plain("Framework.starts", framework.starts),
        ends=telling.plain("Framework.ends", framework.ends),
        extension_months=telling.plain("Framework.extension_months", framework.extension_months),
    )
