"""Systems as a pack tells them: what they do and what they are, under ids that say nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from estate.portfolio import PersonalData, System, split_product
from estate.portfolio.base import Record
from estate.sharing.coarsen import period, years_before
from estate.sharing.pack import Amount, PackSystem, Use
from estate.sharing.telling import Telling

_USES: dict[str, Use] = {"planned": "planned", "retired": "retired"}


def systems(telling: Telling) -> tuple[PackSystem, ...]:
    """Return the systems that may be told, in order of their opaque ids."""
    inventory = telling.inventory.systems
    told = (_system(telling, shown, inventory[name]) for name, shown in telling.systems.items())
    return tuple(sorted(told, key=lambda each: each.id))


def _system(telling: Telling, shown: str, system: System) -> PackSystem:
    named, withheld = _catalogue(telling, system)
    personal = system.personal_data or PersonalData()
    cost = system.annual_cost
    return PackSystem(
        id=shown,
        capabilities=telling.capabilities("System.capabilities", system.capabilities),
        lifecycle=telling.plain("System.lifecycle", _use(system)),
        bespoke=telling.plain("System.bespoke", system.bespoke),
        citizen_facing=telling.plain("System.citizen_facing", system.citizen_facing),
        channels=telling.plain("System.channels", tuple(sorted(set(system.channels)))) or (),
        users=telling.amount("System.users", system.users),
        transactions_per_year=telling.amount(
            "System.transactions_per_year", system.transactions_per_year
        ),
        annual_cost=telling.amount("System.annual_cost", cost.total if cost else None),
        in_use_years=_age(telling, "System.adopted", system),
        version_years=_age(telling, "Version.released", system),
        personal_data=telling.plain("PersonalData.held", personal.held),
        special_category=telling.plain("PersonalData.special_category", personal.special_category),
        withheld=withheld,
        **named,
    )


def _use(system: System) -> Use | None:
    """Return whether it is planned, in use or retired; never that it is being phased out."""
    if system.lifecycle is None:
        return None
    return _USES.get(system.lifecycle, "in-use")


def _age(telling: Telling, field: str, system: System) -> Amount | None:
    day = system.adopted
    if field == "Version.released":
        product, version = split_product(system.product or "")
        found = telling.portfolio.catalogue.products.get(product)
        known = found.versions.get(version or "") if found and telling.shares(found) else None
        day = known.released if known else None
    # To the day of the pack, the month in which a band changes would tell the month of the day.
    judged = period(telling.as_of, "by-financial-year").first
    return telling.amount(field, None if day is None else years_before(day, judged))


def _capabilities_withheld(telling: Telling, system: System) -> list[str]:
    told = telling.ruling.tells("System.capabilities")
    return ["capabilities"] * (told and not all(map(telling.capability, system.capabilities)))


def _catalogue(telling: Telling, system: System) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what it refers to in the catalogue, and the fields of which some are held back."""
    catalogue = telling.portfolio.catalogue
    product = split_product(system.product)[0] if system.product else None
    under = [split_product(use)[0] for use in system.technology]
    asked: dict[str, tuple[Sequence[str], Mapping[str, Record]]] = {
        "product": ([product] if product else [], catalogue.products),
        "platform": ([system.platform] if system.platform else [], catalogue.platforms),
        "technology": (under, catalogue.products),
        "standards": (system.standards, catalogue.standards),
        "data": (system.data, catalogue.data_classes),
    }
    told: dict[str, Any] = {}
    withheld = _capabilities_withheld(telling, system)
    for field, (names, records) in asked.items():
        if not telling.ruling.tells(f"System.{field}"):
            continue
        kept = [name for name in names if telling.known(records, name)]
        if len(kept) < len(names):
            withheld.append(field)
        single = field in {"product", "platform"}
        told[field] = (kept[0] if kept else None) if single else tuple(sorted(set(kept)))
    return told, tuple(sorted(withheld))
