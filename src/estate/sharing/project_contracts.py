"""Contracts as a pack tells them: terms as recorded where their class allows it."""

from __future__ import annotations

from estate.portfolio import Contract
from estate.sharing.pack import PackContract, PackExtension
from estate.sharing.telling import Telling


def contracts(telling: Telling) -> tuple[PackContract, ...]:
    """Return the contracts that may be told, in order of their opaque ids."""
    inventory = telling.inventory.contracts
    told = (_contract(telling, shown, inventory[name]) for name, shown in telling.contracts.items())
    return tuple(sorted(told, key=lambda each: each.id))


def _contract(telling: Telling, shown: str, contract: Contract) -> PackContract:
    catalogue = telling.portfolio.catalogue
    plain = telling.plain
    supplier = telling.known(catalogue.suppliers, contract.supplier)
    framework = telling.known(catalogue.frameworks, contract.framework)
    return PackContract(
        id=shown,
        name=telling.name("Contract.name", contract.name),
        reference=telling.name("Contract.reference", contract.reference),
        systems=_systems(telling, contract),
        supplier=plain("Contract.supplier", supplier),
        awarded=telling.day("Contract.awarded", contract.awarded),
        starts=telling.day("Contract.starts", contract.starts),
        ends=telling.day("Contract.ends", contract.ends),
        term_months=plain("Contract.term_months", contract.term_months),
        extensions=_extensions(telling, contract),
        renewal=plain("Contract.renewal", contract.renewal),
        renewal_months=plain("Contract.renewal_months", contract.renewal_months),
        renewals_at_most=plain("Contract.renewals_at_most", contract.renewals_at_most),
        notice_months=plain("Contract.notice_months", contract.notice_months),
        irrevocable_until=telling.day("Contract.irrevocable_until", contract.irrevocable_until),
        break_notice_months=plain("Contract.break_notice_months", contract.break_notice_months),
        early_exit_cost=telling.amount("Contract.early_exit_cost", contract.early_exit_cost),
        holding_over_percent=plain("Contract.holding_over_percent", contract.holding_over_percent),
        total_value=telling.amount("Contract.total_value", contract.total_value),
        annual_value=telling.amount("Contract.annual_value", contract.annual_value),
        price_basis=plain("Contract.price_basis", contract.price_basis),
        units=telling.amount("Contract.units", contract.units),
        framework=plain("Contract.framework", framework),
        lot=telling.name("Contract.lot", contract.lot),
        withheld=_withheld(telling, contract, supplier, framework),
    )


def _systems(telling: Telling, contract: Contract) -> tuple[str, ...]:
    told = telling.systems
    return telling.several(
        "Contract.systems", (told[name] for name in contract.systems if name in told)
    )


def _extensions(telling: Telling, contract: Contract) -> tuple[PackExtension, ...]:
    if not telling.ruling.tells("Contract.extensions"):
        return ()
    return tuple(
        PackExtension(months=each.months, by=each.by, taken=each.taken)
        for each in contract.extensions
    )


def _withheld(
    telling: Telling, contract: Contract, supplier: str | None, framework: str | None
) -> tuple[str, ...]:
    """Return which of its references lead to a record that is held back."""
    asked = {
        "framework": (contract.framework, framework),
        "supplier": (contract.supplier, supplier),
    }
    return tuple(
        field
        for field, (recorded, told) in asked.items()
        if recorded is not None and told is None and telling.ruling.tells(f"Contract.{field}")
    )
