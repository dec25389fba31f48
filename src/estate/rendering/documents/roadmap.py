"""What the plan does, and what it takes of money and people."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.documents.cells import (
    NONE,
    SYSTEM,
    WHERE,
    WHOSE,
    columns,
    council_cells,
    exact,
    first_place,
    said,
    system_cells,
)
from estate.rendering.kit.grids import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Material
    from estate.rendering.canvas.sheets import Purses, SkillUse
    from estate.rendering.kit.grids import Value
    from estate.rendering.plan.view import StepView, YearView
    from estate.scoring.results import Interval

NO_PLAN = "No plan was made: `estate plan` makes one."

STEPS = (
    *SYSTEM,
    *columns(
        ("done", "What is done"),
        ("kind", "Kind"),
        ("onto", "Onto"),
        ("start", "Start", "date"),
        ("live", "Live", "date"),
        ("old_until", "Old system until", "date"),
        ("capital", "Capital", "pounds"),
        ("revenue", "One-off revenue", "pounds"),
        ("running_before", "Running cost before, a year", "pounds"),
        ("running_after", "Running cost after, a year", "pounds"),
        ("platform_price", "Platform's price a year", "pounds"),
        ("better", "Better than keeping, today's money", "pounds"),
        ("better_low", "Better, at the lowest risk", "pounds"),
        ("better_high", "Better, at the highest risk", "pounds"),
        ("risk_before_low", "Risk before, lowest", "decimal"),
        ("risk_before_high", "Risk before, highest", "decimal"),
        ("risk_after_low", "Risk after, lowest", "decimal"),
        ("risk_after_high", "Risk after, highest", "decimal"),
        ("person_days", "Person-days", "number"),
        ("skills", "Skills"),
        ("owner", "Owner"),
        ("status", "Status recorded"),
        ("why", "Why"),
        ("why_not_earlier", "Why not earlier"),
        ("waits_for", "Waits for"),
        ("frees", "Frees"),
        ("benefits", "Benefits"),
    ),
    WHERE,
)
MONEY = columns(
    ("year", "Financial year"),
    ("months", "Months counted", "number"),
    ("capital", "Capital", "pounds"),
    ("capital_budget", "Capital budget", "pounds"),
    ("capital_left", "Capital left", "pounds"),
    ("revenue", "One-off revenue", "pounds"),
    ("revenue_budget", "Revenue budget", "pounds"),
    ("revenue_left", "Revenue left", "pounds"),
    ("other", "Other one-off", "pounds"),
    ("running", "Running, with the plan", "pounds"),
    ("running_if_kept", "Running, if nothing is done", "pounds"),
    ("total", "In all", "pounds"),
    ("remark", "Remark"),
)
PEOPLE = (
    *WHOSE,
    *columns(
        ("skill", "Skill"),
        ("quarter", "Quarter"),
        ("begins", "Begins", "date"),
        ("days", "Person-days taken", "number"),
        ("capacity", "Person-days there are", "number"),
        ("left", "Person-days left", "number"),
        ("used", "Share taken", "percent"),
    ),
)


def steps_grid(material: Material) -> Grid:
    """Return every step of the plan, by start."""
    steps = material.plan.steps if material.plan else ()
    rows = tuple(_step(material, step) for step in steps)
    return Grid("Steps", "The roadmap", STEPS, rows, _empty(material, "The plan changes nothing."))


def _empty(material: Material, words: str) -> str:
    return NO_PLAN if material.plan is None else words


def _step(material: Material, step: StepView) -> tuple[Value, ...]:
    between = step.better_between or (step.better, step.better)
    return (
        *system_cells(material, SystemRef.parse(step.system)),
        step.words,
        step.kind,
        step.onto or NONE,
        step.start,
        step.live,
        step.old_until or NONE,
        step.capital,
        step.revenue,
        step.running_before,
        step.running_after,
        NONE if step.price is None else step.price,
        step.better,
        *between,
        *_ends(step.risk_before, step.before_range),
        *_ends(step.risk_after, step.after_range),
        sum(days for _, days in step.skills),
        ", ".join(f"{name} {days:,}" for name, days in step.skills),
        step.owner,
        step.status or NONE,
        said(step.why),
        said(step.not_earlier),
        said(step.waits_for),
        said(step.frees),
        "; ".join(step.benefits),
        first_place(material, step.facts),
    )


def _ends(score: Fraction | int, range_: Interval | None) -> tuple[Value, Value]:
    """Return both ends of a score; they are the same where it is exact."""
    if range_ is None:
        return exact(score), exact(score)
    return exact(range_.low), exact(range_.high)


def money_grid(material: Material) -> Grid:
    """Return the money of each council by financial year, beside its budgets."""
    scopes = material.plan.councils if material.plan else {}
    rows = tuple(
        (*council_cells(material, council), *_year(year))
        for council, scope in sorted(scopes.items())
        for year in scope.years
    )
    caption = "Money by council and financial year, not discounted"
    return Grid("Money by year", caption, (*WHOSE, *MONEY), rows, _empty(material, "No years."))


def money_in_all_grid(material: Material) -> Grid:
    """Return the money of all councils by financial year."""
    years = material.plan.estate.years if material.plan else ()
    rows = tuple(tuple(_year(year)) for year in years)
    caption = "Money of all councils by financial year, not discounted"
    return Grid("Money in all", caption, MONEY, rows, _empty(material, "No years."))


def _year(year: YearView) -> Iterator[Value]:
    cost, purses = year.cost, year.purses
    yield from (cost.label, cost.months)
    for used, budget in (
        (purses.capital, purses.capital_budget),
        (purses.revenue, purses.revenue_budget),
    ):
        yield from (used, budget, None if budget is None else budget - used)
    yield from (cost.other, cost.running, cost.running_before, cost.total, _remark(purses))


def _remark(purses: Purses) -> str:
    """Return which budgets nobody recorded for the year, though for others: they count as £0."""
    if not purses.unrecorded:
        return NONE
    named = " and ".join(purses.unrecorded)
    return f"The {named} budget is not recorded for this year: it counts as £0."


def people_grid(material: Material) -> Grid:
    """Return person-days by council, skill and quarter: taken, and what there is."""
    scopes = material.plan.councils if material.plan else {}
    rows = tuple(
        (*council_cells(material, council), *cells)
        for council, scope in sorted(scopes.items())
        for skill in scope.skills
        for cells in _skill(skill)
    )
    caption = "Person-days by skill and quarter"
    return Grid("People by quarter", caption, PEOPLE, rows, _empty(material, "No skill is taken."))


def _skill(skill: SkillUse) -> Iterator[tuple[Value, ...]]:
    for label, (days, capacity) in sorted(skill.quarters.items()):
        year, _, quarter = label.partition("-Q")
        begins = date(int(year), 3 * int(quarter) - 2, 1)
        left = None if capacity is None else capacity - days
        share = Fraction(days, capacity) if capacity else None if capacity is None else NONE
        yield skill.name, label, begins, days, capacity, left, share
