"""Systems and how they score: one row a system, and one row a criterion of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import split_product
from estate.rendering.documents.cells import (
    ANSWERS,
    NONE,
    SYSTEM,
    WHERE,
    among,
    capability_names,
    columns,
    exact,
    first_place,
    place,
    system_cells,
    yes,
)
from estate.rendering.kit.grids import Grid
from estate.rendering.kit.groups import groups_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.portfolio import System, SystemRef
    from estate.rendering.briefings.material import Material
    from estate.rendering.kit.grids import Value
    from estate.rendering.plan.view import StepView
    from estate.scoring.results import CriterionScore, LegacyScore

SYSTEMS = (
    *SYSTEM,
    *columns(
        ("group", "Group"),
        ("capabilities", "Capabilities"),
        ("lifecycle", "Lifecycle"),
        ("in_use", "In use"),
        ("owner", "Owner"),
        ("product", "Product"),
        ("version", "Version"),
        ("hosting", "Hosting"),
        ("criticality", "Criticality"),
        ("citizen_facing", "Used by citizens"),
        ("users", "Users", "number"),
        ("running_cost", "Running cost a year, as recorded", "pounds"),
        ("must_change_by", "Must change by", "date"),
        ("red_rated", "Red-rated"),
        ("legacy", "Legacy"),
        ("overall_low", "Overall risk, lowest", "decimal"),
        ("overall_high", "Overall risk, highest", "decimal"),
        ("likelihood_low", "Likelihood, lowest", "decimal"),
        ("likelihood_high", "Likelihood, highest", "decimal"),
        ("impact_low", "Impact, lowest", "decimal"),
        ("impact_high", "Impact, highest", "decimal"),
        ("criteria_known", "Criteria known", "number"),
        ("criteria", "Of criteria", "number"),
        ("planned", "What the plan does"),
        ("live", "Live", "date"),
    ),
    WHERE,
)
CRITERIA = (
    *SYSTEM,
    *columns(
        ("code", "Criterion"),
        ("criterion_name", "Criterion's name"),
        ("low", "Lowest score", "number"),
        ("high", "Highest score", "number"),
        ("known", "Known"),
        ("rule", "How it came about"),
        ("because", "Because"),
    ),
    WHERE,
)


def systems_grid(material: Material) -> Grid:
    """Return every system that has a score, by council and id."""
    groups = {
        name: group
        for council in material.councils
        for name, group in groups_of(material.portfolio, council).items()
    }
    steps = {step.system: step for step in material.plan.steps} if material.plan else {}
    rows = tuple(
        _system(material, score, groups[str(ref)], steps.get(str(ref)))
        for ref, score in sorted(material.scores.systems.items())
    )
    return Grid("Systems", "Every system, with its scores", SYSTEMS, rows)


def _system(
    material: Material, score: LegacyScore, group: str, step: StepView | None
) -> tuple[Value, ...]:
    ref = score.ref
    system = material.portfolio.system(ref)
    cost = system.annual_cost
    return (
        *system_cells(material, ref),
        group,
        among(capability_names(material, system.capabilities)),
        system.lifecycle,
        yes(system.in_use),
        system.owner,
        *_product(material, system),
        system.hosting,
        system.criticality,
        yes(system.citizen_facing),
        system.users,
        cost.total if cost else None,
        system.must_change_by or NONE,
        *_scores(score),
        *_plan(material, step),
        place(material, ref.council, "systems", ref.system),
    )


def _product(material: Material, system: System) -> tuple[Value, Value]:
    if system.product is None:
        return ("made for this council", NONE) if system.bespoke else (None, None)
    product, version = split_product(system.product)
    known = material.portfolio.catalogue.products.get(product)
    return known.name if known else product, version


def _scores(score: LegacyScore) -> Iterator[Value]:
    yield ANSWERS[score.red_rated]
    yield ANSWERS[score.legacy]
    for interval in (score.overall, score.likelihood, score.impact):
        yield exact(interval.low)
        yield exact(interval.high)
    yield sum(criterion.known for criterion in score.criteria)
    yield len(score.criteria)


def _plan(material: Material, step: StepView | None) -> tuple[Value, Value]:
    if material.plan is None:
        return "no plan", NONE
    return (step.words, step.live) if step else ("kept", NONE)


def criteria_grid(material: Material) -> Grid:
    """Return every criterion of every system, with what it rests on."""
    rows = tuple(
        _criterion(material, ref, criterion)
        for ref, score in sorted(material.scores.systems.items())
        for criterion in score.criteria
    )
    return Grid("Criteria", "What each score is made of", CRITERIA, rows)


def _criterion(material: Material, ref: SystemRef, one: CriterionScore) -> tuple[Value, ...]:
    return (
        *system_cells(material, ref),
        one.code,
        one.name,
        one.low,
        one.high,
        yes(one.known),
        one.rule,
        one.because,
        first_place(material, one.facts),
    )
