"""A full answer about one system of a plan, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import Json, Where, facts_json, interval_json, number
from estate.rendering.plan.why_words import KEEP, decision_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from estate.planning.explaining.given import Examined
    from estate.planning.explaining.why import Alternative, Why
    from estate.planning.roadmap import Reason


def why_json(why: Why, plan: Examined, where: Where) -> Json:
    """Return the choice, all options compared, why now, and all that it rests on."""
    between = why.better_between or (why.better, why.better)
    return {
        "system": why.system,
        "decision": why.decision.value,
        "words": decision_words(why),
        "option": why.option,
        "start": _day(why.start),
        "live": _day(why.live),
        "better_than_keeping": why.better,
        "better_than_keeping_range": {"low": between[0], "high": between[1]},
        "not_known": list(why.not_known),
        "plan": plan_json(plan, where),
        "why": reasons_json(why.why, where),
        "what_would_change_it": reasons_json(why.change, where),
        "options": [_alternative(each, where) for each in why.alternatives],
        "why_not_earlier": reasons_json(why.not_earlier, where),
        "quarters": [
            {
                "start": each.start.isoformat(),
                "dearer": each.dearer,
                "blockers": reasons_json(each.blockers, where),
            }
            for each in why.quarters
        ],
        "waits_for": reasons_json(why.waits_for, where),
        "frees": reasons_json(why.frees, where),
        "not_plannable": [
            {
                "subject": each.subject,
                "reason": each.reason,
                "missing": list(each.missing),
                "facts": facts_json(each.facts, where),
            }
            for each in why.left_out
        ],
        "assumptions": [
            {"code": each.code, "words": each.words, "subjects": list(each.subjects)}
            for each in why.assumptions
        ],
        "facts": facts_json(why.facts, where),
    }


def plan_json(plan: Examined, where: Where) -> Json:
    """Return which plan is explained, and whether it holds."""
    return {
        "as_of": _day(plan.drawn_up),
        "holds": plan.holds,
        "cost": plan.cost,
        "broken": reasons_json(plan.broken, where),
    }


def reasons_json(reasons: Iterable[Reason], where: Where) -> list[Json]:
    """Return sentences with the facts they rest on."""
    return [{"words": each.words, "facts": facts_json(each.facts, where)} for each in reasons]


def _alternative(each: Alternative, where: Where) -> Json:
    return {
        "option": each.option or KEEP,
        "chosen": each.chosen,
        "start": _day(each.start),
        "live": _day(each.live),
        "earliest_start": _day(each.earliest),
        "plan_dearer_by": each.dearer,
        "capital": each.capital,
        "revenue": each.revenue,
        "running": each.running,
        "risk": {
            "when_live": number(each.risk),
            "range": interval_json(each.risk_range) if each.risk_range else None,
            "at_the_end": number(each.risk_end),
        },
        "breaks": reasons_json(each.breaks, where),
        "facts": facts_json(each.facts, where),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
