"""A plan as JSON, and the absence of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.as_json import Json, Where, facts_json, number

if TYPE_CHECKING:
    from estate.planning.roadmap import NoRoadmap, Reason
    from estate.rendering.plan_view import PlanView, PlatformView, ScopeView, StepView


def roadmap_json(plan: PlanView, where: Where) -> Json:
    """Return a plan: its proof, its steps by start, and what it takes of money and people."""
    return {
        "status": "optimal" if plan.optimal else "feasible",
        "status_words": plan.status,
        "objective": plan.objective,
        "lower_bound": plan.lower_bound,
        "gap": round(plan.gap, 6),
        "doing_nothing": plan.nothing,
        "starts": plan.start.isoformat(),
        "ends": plan.end.isoformat(),
        "steps": [step_json(step, where) for step in plan.steps],
        "estate": _scope(plan.estate),
        "councils": {council: _scope(scope) for council, scope in sorted(plan.councils.items())},
        "platforms": [_platform(platform) for platform in plan.platforms],
        "comparisons": [
            {"name": each.name, "words": each.words, "cost": each.cost, "broken": each.broken}
            for each in plan.comparisons
        ],
        "assumptions": [
            {"words": words, "subjects": list(subjects)} for words, subjects in plan.assumptions
        ],
        "not_plannable": [
            {"subject": subject, "reason": reason} for subject, reason in plan.not_plannable
        ],
        "policy": dict(plan.policy),
    }


def step_json(step: StepView, where: Where) -> Json:
    """Return one step."""
    return {
        "system": step.system,
        "name": step.name,
        "council": step.council,
        "option": step.option,
        "kind": step.kind,
        "words": step.words,
        "platform": step.onto.removeprefix("platform:") if step.onto else None,
        "start": step.start.isoformat(),
        "delivery": step.delivery.isoformat(),
        "finish": step.live.isoformat(),
        "old_system_until": step.old_until.isoformat() if step.old_until else None,
        "capital": step.capital,
        "revenue": step.revenue,
        "person_days": dict(step.skills),
        "running_cost": {"before": step.running_before, "after": step.running_after},
        "risk": {"before": number(step.risk_before), "after": number(step.risk_after)},
        "owner": step.owner,
        "why": [_reason(reason, where) for reason in step.why],
        "why_not_earlier": [_reason(reason, where) for reason in step.not_earlier],
        "benefits": list(step.benefits),
        "disposition": step.disposition,
        "facts": facts_json(step.facts, where),
    }


def _reason(reason: Reason, where: Where) -> Json:
    return {"words": reason.words, "facts": facts_json(reason.facts, where)}


def no_roadmap_json(answer: NoRoadmap, where: Where) -> Json:
    """Return why there is no plan: the facts that cannot hold together, where that is known."""
    return {
        "status": answer.status.value,
        "reasons": [_reason(reason, where) for reason in answer.reasons],
        "stopped_early": answer.stopped_early,
        "not_plannable": [
            {"subject": each.subject, "reason": each.reason, "missing": list(each.missing)}
            for each in answer.problem.not_plannable
        ],
    }


def _scope(scope: ScopeView) -> Json:
    return {
        "years": [
            {
                "year": year.cost.label,
                "months": year.cost.months,
                "capital": {"used": year.purses.capital, "budget": year.purses.capital_budget},
                "revenue": {"used": year.purses.revenue, "budget": year.purses.revenue_budget},
                "other_one_off": year.cost.other,
                "running": year.cost.running,
                "running_if_nothing_is_done": year.cost.running_before,
            }
            for year in scope.years
        ],
        "skills": {
            skill.name: {
                quarter: {"used": used, "capacity": capacity}
                for quarter, (used, capacity) in sorted(skill.quarters.items())
            }
            for skill in scope.skills
        },
        "risk": [
            {
                "quarter": point.label,
                "planned": round(point.planned, 4),
                "if_nothing_is_done": round(point.nothing, 4),
            }
            for point in scope.risk
        ],
    }


def _platform(platform: PlatformView) -> Json:
    return {
        "id": platform.id,
        "name": platform.name,
        "status": platform.status,
        "members": list(platform.members),
        "joining": [{"system": name, "live": live.isoformat()} for name, live in platform.joining],
        "opens": platform.opens.isoformat() if platform.opens else None,
        "annual_price": platform.price,
        "barriers": list(platform.barriers),
    }
