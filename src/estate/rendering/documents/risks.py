"""Risks as four that councils report, and as their registers have them; and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.diagnostics import by_place
from estate.rendering.documents.cells import (
    ANSWERS,
    NONE,
    SYSTEM,
    WHERE,
    WHOSE,
    columns,
    council_cells,
    first_place,
    in_use,
    place,
    system_cells,
)
from estate.rendering.kit.grids import Grid
from estate.scoring.council_risks import council_risks

if TYPE_CHECKING:
    from estate.diagnostics import Finding
    from estate.rendering.briefings.material import Material
    from estate.rendering.kit.grids import Value

RISKS = (
    *SYSTEM,
    *columns(("risk", "Risk"), ("present", "Present"), ("because", "Because")),
    WHERE,
)
REGISTER = (
    *WHOSE,
    *columns(
        ("risk", "Risk"),
        ("name", "What could happen"),
        ("kind", "Kind"),
        ("systems", "Systems"),
        ("likelihood", "Likelihood, of 6", "number"),
        ("impact", "Impact, of 5", "number"),
        ("owner", "Owner"),
        ("response", "Response"),
        ("action", "Action"),
    ),
    WHERE,
)
FINDINGS = columns(
    ("severity", "Severity"),
    ("code", "Code"),
    ("message", "What was found"),
    ("hint", "How to mend it"),
    ("subject", "About"),
    ("file", "File"),
    ("line", "Line", "number"),
    ("column", "Column", "number"),
    ("allowed", "Allowed because"),
)


def risks_grid(material: Material) -> Grid:
    """Return the four risks that councils report, for each system in use."""
    rows = tuple(
        (
            *system_cells(material, ref),
            risk.name,
            ANSWERS[risk.present],
            risk.because,
            first_place(material, (fact for one in risk.criteria for fact in one.facts)),
        )
        for ref, score in in_use(material)
        for risk in council_risks(score, material.relations.systems[ref])
    )
    return Grid("Risks", "Four risks that councils report, by system", RISKS, rows)


def register_grid(material: Material) -> Grid:
    """Return the risks that councils recorded in their registers."""
    rows = tuple(
        (
            *council_cells(material, council),
            key,
            risk.name,
            risk.kind,
            ", ".join(risk.systems),
            risk.likelihood,
            risk.impact,
            risk.owner,
            risk.response,
            risk.action,
            place(material, council, "risks", key) or NONE,
        )
        for council in material.councils
        for key, risk in sorted(material.portfolio.councils[council].risks.items())
    )
    return Grid("Risk register", "Risks that councils recorded", REGISTER, rows)


def findings_grid(material: Material) -> Grid:
    """Return what was found wrong, doubtful or missing in the record, by place."""
    ordered = sorted(material.of(None).findings, key=lambda one: (one.severity.rank, by_place(one)))
    rows = tuple(_finding(found) for found in ordered)
    return Grid("Findings", "What was found in the record", FINDINGS, rows, "Nothing was found.")


def _finding(found: Finding) -> tuple[Value, ...]:
    span = found.span
    return (
        found.severity.value,
        found.code,
        found.message,
        found.hint or NONE,
        found.subject or NONE,
        span.path if span else NONE,
        span.line if span else NONE,
        span.column if span else NONE,
        found.allowed or NONE,
    )
