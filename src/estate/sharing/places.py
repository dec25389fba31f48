"""Where a field stands in a pack. What has no place here has none in any pack.

The same table says how each is made coarse, so that the manifest and the projection cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Shape(StrEnum):
    """How a value is told."""

    PLAIN = "plain"
    """As recorded."""
    MONEY = "money"
    """In bands of money."""
    PEOPLE = "people"
    """In bands of people, cases or units."""
    YEARS = "years"
    """In bands of years of age; never exact."""
    DAY = "day"
    """As a day, or as coarse as the recipe says."""
    YEAR = "year"
    """By financial year; never closer."""
    ROUGH_MONEY = "rough-money"
    """In bands of money; never exact."""
    SUM = "sum"
    """A sum that is public with its contract: as recorded."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands in the pack, and how it is told."""

    path: str
    shape: Shape = Shape.PLAIN


def _plain(owner: str, place: str, names: str) -> dict[str, Place]:
    return {f"{owner}.{name}": Place(f"{place}.{name}") for name in names.split()}


PLACES: Mapping[str, Place] = MappingProxyType(
    {
        **_plain("Council", "council", "name kind gss_code population rurality"),
        "Council.net_revenue_budget": Place("council.net_revenue_budget", Shape.ROUGH_MONEY),
        "Council.ict_staff": Place("council.ict_staff", Shape.PEOPLE),
        **_plain(
            "System",
            "systems",
            "capabilities lifecycle product bespoke platform technology citizen_facing channels "
            "standards data",
        ),
        "System.users": Place("systems.users", Shape.PEOPLE),
        "System.transactions_per_year": Place("systems.transactions_per_year", Shape.PEOPLE),
        "System.annual_cost": Place("systems.annual_cost", Shape.MONEY),
        "System.adopted": Place("systems.in_use_years", Shape.YEARS),
        "Version.released": Place("systems.version_years", Shape.YEARS),
        "PersonalData.held": Place("systems.personal_data"),
        "PersonalData.special_category": Place("systems.special_category"),
        **_plain(
            "Contract",
            "contracts",
            "name reference systems supplier term_months extensions renewal renewal_months "
            "renewals_at_most notice_months break_notice_months holding_over_percent price_basis "
            "framework lot",
        ),
        "Contract.awarded": Place("contracts.awarded", Shape.DAY),
        "Contract.starts": Place("contracts.starts", Shape.DAY),
        "Contract.ends": Place("contracts.ends", Shape.DAY),
        "Contract.irrevocable_until": Place("contracts.irrevocable_until", Shape.DAY),
        "Contract.total_value": Place("contracts.total_value", Shape.SUM),
        "Contract.annual_value": Place("contracts.annual_value", Shape.MONEY),
        "Contract.early_exit_cost": Place("contracts.early_exit_cost", Shape.MONEY),
        "Contract.units": Place("contracts.units", Shape.PEOPLE),
        "Interface.from_": Place("interfaces.from_capabilities"),
        "Interface.to": Place("interfaces.to_capabilities"),
        **_plain("Interface", "interfaces", "status carries standards"),
        **_plain("Step", "steps", "option platform status"),
        "Step.finishes": Place("steps.finishes", Shape.YEAR),
        "Capability.name": Place("vocabulary.capabilities.name"),
        **_plain("Product", "vocabulary.products", "name kind supplier aliases"),
        **_plain(
            "Supplier", "vocabulary.suppliers", "name company_number parent aliases former_names"
        ),
        **_plain("Platform", "vocabulary.platforms", "name status capabilities product supplier"),
        **_plain(
            "Framework",
            "vocabulary.frameworks",
            "name reference owner starts ends extension_months",
        ),
    }
)
"""Every field that a pack can hold, with its place."""

NEVER_EXACT = frozenset({Shape.YEARS, Shape.YEAR, Shape.ROUGH_MONEY})
"""Shapes that no recipe and no agreement makes exact."""
IN_BANDS = frozenset({Shape.MONEY, Shape.PEOPLE})
"""Shapes that are told in bands unless both recipe and agreement name the field as exact."""


def _through(told: str, owner: str, names: str) -> dict[str, str]:
    return {f"{owner}.{name}": told for name in names.split()}


THROUGH: Mapping[str, str] = MappingProxyType(
    {
        **_through("System.capabilities", "CouncilFile", "systems council"),
        **_through("System.capabilities", "Catalogue", "capabilities"),
        **_through("System.product", "Catalogue", "products suppliers"),
        **_through("System.platform", "Catalogue", "platforms"),
        **_through("Contract.framework", "Catalogue", "frameworks"),
        **_through("Contract.systems", "CouncilFile", "contracts"),
        **_through("Interface.to", "CouncilFile", "interfaces"),
        **_through("Step.option", "CouncilFile", "steps"),
        **_through("Step.option", "Step", "system"),
        **_through("System.capabilities", "Inventory", "council"),
        **_through("Contract.extensions", "Extension", "months by taken"),
        **_through("Version.released", "Product", "versions"),
        **_through("PersonalData.held", "System", "personal_data"),
        **_through(
            "System.annual_cost",
            "AnnualCost",
            "licence support hosting hardware support_staff other",
        ),
    }
)
"""Fields that have no place of their own because another one tells what they hold."""
