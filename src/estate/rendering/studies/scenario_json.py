"""Plans side by side as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning import Roadmap
from estate.rendering.kit.as_json import facts_json, number
from estate.rendering.studies.scenario_rows import rows

if TYPE_CHECKING:
    from datetime import date

    from estate.rendering.kit.as_json import Json, Where
    from estate.rendering.studies.scenario_rows import PlanRow
    from estate.rendering.studies.scenario_text import WhereOf
    from estate.studies.scenarios import Comparison, Move, Outcome


def comparison_json(comparison: Comparison, as_of: date, where_of: WhereOf) -> Json:
    """Return every plan's figures, what it moves, and its choices; the base first."""
    pairs = zip(rows(comparison), comparison.outcomes, strict=True)
    return {
        "as_of": as_of.isoformat(),
        "plans": [_plan(row, outcome, where_of(outcome.file)) for row, outcome in pairs],
    }


def _plan(row: PlanRow, outcome: Outcome, where: Where) -> Json:
    answer = outcome.answer
    reasons = () if isinstance(answer, Roadmap) else answer.reasons
    plan = outcome.plan
    return {
        "name": outcome.name,
        "because": outcome.because,
        "file": outcome.file,
        "status": answer.status.value,
        "cost": row.cost,
        "against_base": row.against_base,
        "lower_bound": row.bound,
        "gap": row.gap,
        "years": [
            {
                "year": year,
                "capital": row.capital[year],
                "revenue": row.revenue[year],
                "running": row.running[year],
            }
            for year in row.capital
        ],
        "risk_on_1_april": {year: number(score) for year, score in row.risk.items()},
        "risk_at_end": None if row.risk_end is None else number(row.risk_end),
        "risk_on_average": None if row.risk_mean is None else round(float(row.risk_mean), 6),
        "deadlines": {"met": row.deadlines, "fewest_months_to_spare": row.spare},
        "platform_members": row.members,
        "steps": [
            {"system": step.system, "option": step.option, "start": step.start.isoformat()}
            for step in (plan.steps if plan else ())
        ],
        "moved": [_move(move) for move in outcome.moves],
        "base_plan_would_break": list(outcome.base_breaks),
        "reasons": [
            {"words": reason.words, "facts": facts_json(reason.facts, where)} for reason in reasons
        ],
    }


def _move(move: Move) -> Json:
    return {
        "system": move.system,
        "what": move.kind.value,
        "before": _step(move.before),
        "after": _step(move.after),
        "months": move.months,
    }


def _step(step: tuple[str, date] | None) -> Json | None:
    return None if step is None else {"option": step[0], "start": step[1].isoformat()}
