"""The neutral view of councils whose whole inventory is at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estate.comparison.of_steps import steps_of
from estate.comparison.view import (
    WITHHELD,
    ContractView,
    CouncilView,
    SectorView,
    SystemView,
    Withheld,
)
from estate.portfolio.identifiers import SystemRef, split_product
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from estate.portfolio import Catalogue, Contract, Inventory, Portfolio, System

_FIRST_PART = re.compile(r"[A-Za-z]*[0-9]+|[A-Za-z]+")


def sector_of(
    portfolio: Portfolio,
    as_of: date,
    councils: Collection[str] | None = None,
    red_rated: Mapping[SystemRef, Answer] | None = None,
    *,
    risk: bool = True,
) -> SectorView:
    """Return the view of some councils of an estate, or of all.

    `red_rated` says of each system whether it is red-rated; without it, that is unknown. Where
    `risk` is false it counts as withheld.
    """
    chosen = sorted(portfolio.councils if councils is None else councils)
    risks = (red_rated or {}) if risk else None
    return SectorView(
        tuple(
            council_view(name, portfolio.councils[name], portfolio.catalogue, as_of, risks)
            for name in chosen
        ),
        as_of,
        portfolio.catalogue,
        portfolio.workspace.illustrative,
    )


def council_view(
    name: str,
    inventory: Inventory,
    catalogue: Catalogue,
    as_of: date,
    red_rated: Mapping[SystemRef, Answer] | None,
) -> CouncilView:
    """Return the view of one council; without `red_rated` its risk counts as withheld."""
    covering: dict[str, list[str]] = {}
    for contract, terms in sorted(inventory.contracts.items()):
        for system in terms.systems:
            covering.setdefault(system, []).append(contract)
    council = inventory.council
    return CouncilView(
        id=name,
        name=council.name,
        population=council.population,
        rurality=council.rurality,
        systems=tuple(
            _system(
                SystemRef(name, key),
                inventory,
                catalogue,
                tuple(covering.get(key, ())),
                WITHHELD
                if red_rated is None
                else red_rated.get(SystemRef(name, key), Answer.UNKNOWN),
            )
            for key in sorted(inventory.systems)
        ),
        contracts=tuple(
            _contract(name, key, contract) for key, contract in sorted(inventory.contracts.items())
        ),
        steps=steps_of(name, inventory),
        needs=tuple(sorted({need.capability for need in inventory.needs})),
        as_of=as_of,
    )


def version_band(version: str) -> str:
    """Return a version's first part: `8` of `8.4.1`, `2016` of `2016-sp2`, `v3` of `v3.1`."""
    found = _FIRST_PART.match(version)
    return found.group() if found else version


def _system(
    ref: SystemRef,
    inventory: Inventory,
    catalogue: Catalogue,
    contracts: tuple[str, ...],
    red_rated: Answer | Withheld,
) -> SystemView:
    system = inventory.systems[ref.system]
    product, version = split_product(system.product) if system.product else (None, None)
    known_one = catalogue.products.get(product) if product else None
    supplier = known_one.supplier if known_one else None
    supplier = supplier or _one_supplier(inventory, contracts)
    sold_by = catalogue.suppliers.get(supplier) if supplier else None
    return SystemView(
        ref=ref,
        name=system.name,
        capabilities=system.capabilities,
        product=product,
        product_name=known_one.name if known_one else None,
        bespoke=system.bespoke,
        version=version,
        version_band=version_band(version) if version else None,
        supplier=supplier,
        supplier_name=sold_by.name if sold_by else None,
        annual_cost=_cost(system),
        users=system.users,
        transactions=system.transactions_per_year,
        red_rated=red_rated,
        contracts=contracts,
        platform=system.platform,
        lifecycle=system.lifecycle,
        hosting=system.hosting,
        in_use=system.in_use,
    )


def _cost(system: System) -> int | None:
    return system.annual_cost.total if system.annual_cost else None


def _one_supplier(inventory: Inventory, contracts: tuple[str, ...]) -> str | None:
    """Return the supplier of a system's contracts; None where they name none, or several."""
    named = {inventory.contracts[key].supplier for key in contracts} - {None}
    return named.pop() if len(named) == 1 else None


def _contract(council: str, key: str, contract: Contract) -> ContractView:
    terms = contract.terms
    return ContractView(
        id=key,
        council=council,
        systems=contract.systems,
        name=contract.name,
        supplier=contract.supplier,
        starts=contract.starts,
        ends=terms.current_end,
        terms=terms,
        annual_value=contract.annual_value,
        total_value=contract.total_value,
        price_basis=contract.price_basis,
        units=contract.units,
        framework=contract.framework,
        lot=contract.lot,
    )
