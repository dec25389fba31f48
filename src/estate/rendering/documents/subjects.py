"""The subjects of the workbook and the data files: one table each, the same for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.documents import contracts, risks, roadmap, standing, systems, unknowns
from estate.rendering.documents.cells import WHOSE
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material
    from estate.rendering.kit.grids import Column, Grid


def subjects(material: Material) -> tuple[Grid, ...]:
    """Return every table, in the order in which a reader meets them."""
    book = contracts.book_of(material)
    several = len(material.councils) > 1
    return (
        standing.summary_grid(material),
        systems.systems_grid(material),
        systems.criteria_grid(material),
        roadmap.steps_grid(material),
        standing.kept_grid(material),
        roadmap.money_grid(material),
        *((roadmap.money_in_all_grid(material),) if several else ()),
        roadmap.people_grid(material),
        contracts.contracts_grid(material, book),
        contracts.windows_grid(material, book),
        contracts.dates_grid(material, book),
        standing.platforms_grid(material),
        risks.risks_grid(material),
        risks.register_grid(material),
        risks.findings_grid(material),
        unknowns.unknowns_grid(material),
        unknowns.gaps_grid(material),
        contracts.suppliers_grid(material, book),
    )


COLUMNS: dict[str, tuple[Column, ...]] = {
    "Summary": standing.SUMMARY,
    "Systems": systems.SYSTEMS,
    "Criteria": systems.CRITERIA,
    "Steps": roadmap.STEPS,
    "Kept": standing.KEPT,
    "Money by year": (*WHOSE, *roadmap.MONEY),
    "Money in all": roadmap.MONEY,
    "People by quarter": roadmap.PEOPLE,
    "Contracts": contracts.CONTRACTS,
    "Contract windows": contracts.WINDOWS,
    "Contract dates": contracts.DATES,
    "Platforms": standing.PLATFORMS,
    "Risks": risks.RISKS,
    "Risk register": risks.REGISTER,
    "Findings": risks.FINDINGS,
    "Unknowns": unknowns.UNKNOWNS,
    "Plan gaps": unknowns.GAPS,
    "Suppliers": contracts.SUPPLIERS,
}
"""What each table may hold, by its name: what a schema of the data is made from."""


def about(material: Material) -> tuple[str, ...]:
    """Return what stands before the data: what it is, from when, from which record."""
    plan, trail = material.plan, material.trail
    return (
        title(material),
        f"As the record stood on {day(material.as_of)}.",
        *(("Illustrative: what is here is fictional.",) if material.illustrative else ()),
        f"Made by estate {trail.version} from the record with this SHA-256:",
        trail.digest,
        f"The plan runs from {day(plan.start)} to {day(plan.end)}."
        if plan
        else "It has no plan: `estate plan` makes one.",
    )


def title(material: Material) -> str:
    """Return what the whole is called."""
    return material.of(only(material)).title


def only(material: Material) -> str | None:
    """Return the council where there is but one."""
    return material.councils[0] if len(material.councils) == 1 else None
