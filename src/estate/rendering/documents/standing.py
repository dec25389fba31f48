"""How things stand by council, the shared platforms, and what the plan leaves as it is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio import CATALOGUE, SystemRef
from estate.rendering.documents.cells import (
    NONE,
    SYSTEM,
    WHERE,
    WHOSE,
    among,
    capability_names,
    columns,
    council_cells,
    place,
    said,
    system_cells,
)
from estate.rendering.kit.grids import Grid
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.roadmap import Kept
    from estate.rendering.briefings.material import Material
    from estate.rendering.kit.grids import Value
    from estate.rendering.plan.view import PlatformView
    from estate.scoring.results import Totals

ALL = "All councils"
SUMMARY = (
    *WHOSE,
    *columns(
        ("systems", "Systems in use", "number"),
        ("red_rated", "Red-rated", "number"),
        ("maybe_red_rated", "Cannot tell whether red-rated", "number"),
        ("not_red_rated", "Not red-rated", "number"),
        ("legacy", "Legacy", "number"),
        ("maybe_legacy", "Cannot tell whether legacy", "number"),
        ("criteria_known", "Judgements known", "number"),
        ("criteria", "Of judgements", "number"),
        ("known", "Share known", "percent"),
        ("steps", "Steps planned", "number"),
        ("capital", "Capital planned", "pounds"),
        ("revenue", "One-off revenue planned", "pounds"),
    ),
)
PLATFORMS = columns(
    ("platform", "Platform"),
    ("name", "Name"),
    ("status", "Status"),
    ("host", "Host"),
    ("capabilities", "What it provides"),
    ("members", "Members today", "number"),
    ("which", "Which councils"),
    ("minimum_members", "Fewest members", "number"),
    ("available_from", "Available from", "date"),
    ("joining", "Systems that join", "number"),
    ("who_joins", "Which, and when live"),
    ("opens", "Set up by the plan", "date"),
    ("price", "Price a member a year", "pounds"),
    ("barriers", "In its way"),
    ("where", "Where it is recorded"),
)


KEPT = (
    *SYSTEM,
    *columns(
        ("best_option", "Best option"),
        ("best_start", "It would start", "date"),
        ("best_worth", "Better than keeping, today's money", "pounds"),
        ("why", "Why it is kept"),
    ),
    WHERE,
)


def summary_grid(material: Material) -> Grid:
    """Return totals by council, and of all where there are several."""
    rows = [
        (*council_cells(material, council), *_totals(material, council, totals))
        for council, totals in sorted(material.scores.by_council.items())
    ]
    if len(rows) > 1:
        rows.append((ALL, NONE, *_totals(material, None, material.scores.totals)))
    return Grid("Summary", "How things stand, by council", SUMMARY, tuple(rows))


def _totals(material: Material, council: str | None, totals: Totals) -> Iterator[Value]:
    red, legacy = totals.red_rated, totals.legacy
    yield totals.systems
    yield from (red.get(answer, 0) for answer in (Answer.YES, Answer.UNKNOWN, Answer.NO))
    yield from (legacy.get(answer, 0) for answer in (Answer.YES, Answer.UNKNOWN))
    yield from (totals.criteria_known, totals.criteria_total)
    of = totals.criteria_total
    yield Fraction(totals.criteria_known, of) if of else NONE
    if material.plan is None:
        yield from (NONE, NONE, NONE)
        return
    steps = material.plan.steps_of(council)
    yield len(steps)
    yield sum(step.capital for step in steps)
    yield sum(step.revenue for step in steps)


def platforms_grid(material: Material) -> Grid:
    """Return the shared platforms of the catalogue, and who joins them by the plan."""
    views = {view.id: view for view in material.plan.platforms} if material.plan else {}
    rows = tuple(
        _platform(material, key, views) for key in sorted(material.portfolio.catalogue.platforms)
    )
    return Grid("Platforms", "Shared platforms", PLATFORMS, rows)


def _platform(material: Material, key: str, views: Mapping[str, PlatformView]) -> tuple[Value, ...]:
    record, view = material.portfolio.catalogue.platforms[key], views.get(key)
    joining = view.joining if view else ()
    return (
        key,
        record.name,
        record.status,
        record.host,
        among(capability_names(material, record.capabilities)),
        len(record.members),
        ", ".join(record.members),
        record.minimum_members or NONE,
        record.available_from or NONE,
        len(joining) if material.plan else NONE,
        "; ".join(f"{name}, {live.isoformat()}" for name, live in joining),
        view.opens or NONE if view else NONE,
        NONE if view is None or not joining else view.price,
        "; ".join(record.barriers),
        place(material, CATALOGUE, "platforms", key) or NONE,
    )


def kept_grid(material: Material) -> Grid:
    """Return the systems that the plan keeps although something could be done, and why."""
    kept = material.plan.kept if material.plan else {}
    best = {each.system: each for each in (material.roadmap.kept if material.roadmap else ())}
    rows = tuple(
        _kept(material, SystemRef.parse(system), said(reasons), best.get(system))
        for system, reasons in sorted(kept.items())
    )
    empty = "No such system." if material.plan else "No plan was made."
    return Grid("Kept", "Systems with options that the plan keeps", KEPT, rows, empty)


def _kept(material: Material, ref: SystemRef, why: str, best: Kept | None) -> tuple[Value, ...]:
    """Return a row; without an option that could be live in time nothing is said of one."""
    option = material.portfolio.system(ref).options.get(best.option or "") if best else None
    return (
        *system_cells(material, ref),
        (option.name or best.option) if best and option else NONE,
        (best.start or NONE) if best and option else NONE,
        best.better if best and option else NONE,
        why,
        place(material, ref.council, "systems", ref.system),
    )
