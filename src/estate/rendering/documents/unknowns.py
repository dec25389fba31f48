"""What is not known, and what the plan does for want of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.completeness.kinds import QUESTIONS, asked
from estate.completeness.looking import Look
from estate.completeness.plan_gaps import plan_gaps
from estate.rendering.documents.cells import (
    ANSWERS,
    NONE,
    SYSTEM,
    columns,
    in_use,
    system_cells,
    yes,
)
from estate.rendering.findings.coverage_sheets import REASONS
from estate.rendering.kit.grids import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.completeness.plan_gaps import PlanGap
    from estate.portfolio import SystemRef
    from estate.rendering.briefings.material import Material
    from estate.rendering.kit.grids import Value
    from estate.scoring.results import LegacyScore

UNKNOWNS = (
    *SYSTEM,
    *columns(
        ("code", "Criterion"),
        ("criterion_name", "Criterion's name"),
        ("low", "Lowest score", "number"),
        ("high", "Highest score", "number"),
        ("ask_for", "Ask for"),
        ("ask", "Whom to ask"),
        ("about", "About"),
        ("red_rated", "Red-rated"),
    ),
)
GAPS = columns(
    ("subject", "About"),
    ("reason", "What the plan does for want of it"),
    ("missing", "What is missing"),
    ("stake_low", "At stake a year, lowest", "pounds"),
    ("stake_high", "At stake a year, highest", "pounds"),
    ("alone", "Nothing else can be planned"),
    ("where", "Where it is recorded"),
)


def unknowns_grid(material: Material) -> Grid:
    """Return each judgement that is open for want of a fact, and whom to ask for what."""
    rows = tuple(row for ref, score in in_use(material) for row in _open(material, ref, score))
    caption = "What is not known, and whom to ask"
    return Grid("Unknowns", caption, UNKNOWNS, rows, "Everything is known.")


def _open(material: Material, ref: SystemRef, score: LegacyScore) -> Iterator[tuple[Value, ...]]:
    look = Look(material.graph, ref, material.portfolio.system(ref), score, material.as_of)
    for one in score.criteria:
        if one.known:
            continue
        kind, things = asked(one.code, look)
        yield (
            *system_cells(material, ref),
            one.code,
            one.name,
            one.low,
            one.high,
            QUESTIONS[kind].one,
            QUESTIONS[kind].office,
            "; ".join(f"{item.owner}: {item.table}.{item.id}" for item in sorted(things)),
            ANSWERS[score.red_rated],
        )


def gaps_grid(material: Material) -> Grid:
    """Return what the plan lacks, and what it does for want of it."""
    rows = tuple(_gap(material, gap) for gap in plan_gaps(material.graph, material.scores).gaps)
    return Grid("Plan gaps", "What the plan lacks", GAPS, rows, "The plan lacks nothing.")


def _gap(material: Material, gap: PlanGap) -> tuple[Value, ...]:
    stake = (
        (NONE, NONE)
        if gap.at_stake is None
        else (round(gap.at_stake[0], 2), round(gap.at_stake[1], 2))
    )
    return (
        gap.subject,
        REASONS[gap.reason],
        ", ".join(gap.missing),
        *stake,
        yes(gap.alone),
        material.where(gap.fact) or NONE,
    )
