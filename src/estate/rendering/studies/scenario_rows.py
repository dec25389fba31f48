"""Plans side by side as rows: one a plan, for every table and file alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.planning.no_roadmap import NoRoadmapStatus
from estate.planning.problem.measures import Measure
from estate.rendering.kit.words import plural
from estate.studies.scenarios import Moved, risk_over_time, tightest
from estate.studies.solving import priced

if TYPE_CHECKING:
    from fractions import Fraction

    from estate.planning import PlatformPlan, Roadmap
    from estate.studies.scenarios import Comparison, Move, Outcome

NO_PLAN = "no plan can exist"
NOT_FOUND = "none found"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What is compared of one plan; pounds are discounted where they say so."""

    name: str
    cost: int | None
    """Discounted pounds, by the plan's own measure; None where there is no plan."""
    against_base: int | None
    bound: int | None
    gap: float | None
    capital: dict[str, int]
    """By financial year."""
    revenue: dict[str, int]
    running: dict[str, int]
    risk: dict[str, Fraction]
    """Sum of overall scores on the first day of each financial year, and at the end."""
    risk_mean: Fraction | None
    risk_end: Fraction | None
    steps: int | None
    deadlines: int | None
    spare: int | None
    """Fewest months between a go-live and its deadline."""
    members: dict[str, int]
    """Councils that are members of each platform at the end."""


def rows(comparison: Comparison) -> list[PlanRow]:
    """Return a row a plan, the base first."""
    base = comparison.base.plan
    return [_row(outcome, base) for outcome in comparison.outcomes]


def _row(outcome: Outcome, base: Roadmap | None) -> PlanRow:
    plan = outcome.plan
    if plan is None:
        return PlanRow(
            outcome.name, None, None, None, None, {}, {}, {}, {}, None, None, None, None, None, {}
        )
    met, spare = tightest(plan)
    years = plan.estate.years
    risk = plan.estate.risk
    return PlanRow(
        name=outcome.name,
        cost=priced(plan),
        against_base=priced(plan) - priced(base) if base else None,
        bound=plan.lower_bound if plan.measure is Measure.PRICED else None,
        gap=plan.gap,
        capital={year.label: year.capital for year in years},
        revenue={year.label: year.revenue for year in years},
        running={year.label: year.running for year in years},
        risk={_year(point.label): point.planned for point in risk if point.label.endswith("Q2")},
        risk_mean=risk_over_time(plan),
        risk_end=risk[-1].planned,
        steps=len(plan.steps),
        deadlines=met,
        spare=spare,
        members={each.platform: _members(plan, each) for each in plan.platforms},
    )


def _members(plan: Roadmap, platform: PlatformPlan) -> int:
    """Return how many councils are members at the end, each once however many systems join."""
    there = plan.problem.platform_by_id[platform.platform].member_councils
    joining = {system.partition("/")[0] for system, _ in platform.joining}
    return platform.members_before + len(joining - there)


def _year(quarter: str) -> str:
    """Return the financial year that begins with a second calendar quarter."""
    first = int(quarter[:4])
    return f"{first}-{(first + 1) % 100:02d}"


def why_none(outcome: Outcome) -> str:
    """Return why a scenario has no plan, in two words."""
    status = getattr(outcome.answer, "status", None)
    return NO_PLAN if status is NoRoadmapStatus.INFEASIBLE else NOT_FOUND


def moves_words(moves: tuple[Move, ...]) -> str:
    """Return `3 later, 1 kept now`; `none` where nothing moves."""
    counts = [(kind, sum(move.kind is kind for move in moves)) for kind in Moved]
    return ", ".join(f"{count} {kind}" for kind, count in counts if count) or "none"


def move_words(move: Move) -> str:
    """Return what becomes of one system: `9 months later`, or `replace, and not upgrade`."""
    before, after = move.before, move.after
    if before is None and after is not None:
        return f"{after[0]} from {after[1]:%Y-%m}; kept in the base plan"
    if after is None and before is not None:
        return f"kept; {before[0]} from {before[1]:%Y-%m} in the base plan"
    months = abs(move.months or 0)
    when = "at the same time"
    if move.months:
        when = f"{plural(months, 'month')} {'later' if move.months > 0 else 'earlier'}"
    if before and after and before[0] != after[0]:
        return f"{after[0]}, not {before[0]}, {when}"
    return when
