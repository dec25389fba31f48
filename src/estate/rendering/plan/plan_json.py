"""A plan as JSON, and the absence of one: for machines, by id, with the way back to the record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from estate.planning.judging.investment import investment
from estate.portfolio import SystemRef
from estate.rendering.kit.as_json import Json, Where, facts_json, interval_json, number
from estate.rendering.plan.investment import investment_json
from estate.rendering.plan.measures import measures_json
from estate.rendering.plan.moves import moves_json
from estate.rendering.plan.plateau_json import plateaus_json
from estate.rendering.plan.relaxations import relaxations_json
from estate.rendering.plan.status_sheet import carried_json, milestones_json
from estate.rendering.plan.step_records import record_of, running_costs
from estate.rendering.plan.why_platform import members_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    from estate.planning.no_roadmap import NoRoadmap
    from estate.planning.plateaus import Plateaus
    from estate.planning.problem.cases import Unplannable
    from estate.planning.roadmap import (
        Accounts,
        Kept,
        PlatformPlan,
        Reason,
        Roadmap,
        RoadStep,
        YearMoney,
    )
    from estate.portfolio import Portfolio
    from estate.scoring.results import Interval

FORM = "estate-roadmap/1"
"""The version of the file; the number rises when something in it changes its meaning."""


def roadmap_json(
    roadmap: Roadmap,
    portfolio: Portfolio,
    as_of: date,
    where: Where,
    plateaus: Plateaus | None = None,
) -> Json:
    """Return a plan: its proof, its steps by start, and what it takes of money and people.

    `plateaus` are its own, where they are to be told.
    """
    calendar = roadmap.problem.calendar
    return {
        "form": FORM,
        "as_of": as_of.isoformat(),
        "status": roadmap.status.value,
        "objective": roadmap.objective,
        "lower_bound": roadmap.lower_bound,
        "gap": round(roadmap.gap, 6),
        "doing_nothing": roadmap.nothing,
        "measures": measures_json(roadmap),
        "saving": roadmap.saving,
        "share_of_possible_saving": round(roadmap.share_of_possible_saving, 6),
        "stopped_early": roadmap.stopped_early,
        "starts": calendar.start.isoformat(),
        "ends": calendar.first_day(calendar.horizon).isoformat(),
        "steps": [_step(step, portfolio, where) for step in roadmap.steps],
        "moves": moves_json(roadmap.moves, where),
        "milestones": milestones_json(roadmap, portfolio),
        "systems": [case.id for case in roadmap.problem.systems],
        "kept": [_kept(kept, where) for kept in roadmap.kept],
        "estate": _accounts(roadmap.estate),
        "councils": {name: _accounts(own) for name, own in sorted(roadmap.councils.items())},
        "investment": {
            "estate": investment_json(investment(roadmap)),
            "councils": {
                name: investment_json(investment(roadmap, name))
                for name in sorted(roadmap.councils)
            },
        },
        "platforms": [_platform(platform, portfolio, where) for platform in roadmap.platforms],
        "plateaus": None if plateaus is None else plateaus_json(plateaus),
        "comparisons": [asdict(each) for each in roadmap.comparisons],
        "assumptions": [
            {"code": each.code, "words": each.words, "subjects": list(each.subjects)}
            for each in roadmap.assumptions
        ],
        "not_plannable": _unplannable(roadmap.not_plannable),
        "policy": roadmap.policy.model_dump(mode="json"),
    }


def _step(step: RoadStep, portfolio: Portfolio, where: Where) -> Json:
    system = portfolio.system(SystemRef.parse(step.system))
    option = record_of(portfolio, step)
    before, after = running_costs(portfolio, step)
    return {
        "system": step.system,
        "name": system.name,
        "option": step.option,
        "kind": step.kind.value,
        "platform": step.platform,
        "onto": option.onto,
        "start": step.start.isoformat(),
        "delivery": step.delivery.isoformat(),
        "finish": step.finish.isoformat(),
        "live": step.live.isoformat(),
        "old_system_until": step.old_until.isoformat(),
        "capital": step.capital,
        "revenue": step.revenue,
        "person_days": dict(step.skills),
        "running_cost": {"before": before, "after": after},
        "risk": {
            "before": number(step.risk_before),
            "before_range": _range(step.risk_before, step.risk_before_range),
            "after": number(step.risk_after),
            "after_range": _range(step.risk_after, step.risk_after_range),
            "not_known": list(step.not_known),
        },
        "better_than_keeping": step.better,
        "better_than_keeping_range": _between(step),
        "owner": option.owner or system.owner,
        "sponsor": option.sponsor or system.sponsor,
        "aims": list(option.aims),
        "engagement": option.engagement,
        "benefits": [benefit.model_dump(mode="json") for benefit in option.benefits],
        **carried_json(portfolio, step),
        "disposition": option.disposition,
        "why": _reasons(step.why, where),
        "why_not_earlier": _reasons(step.why_not_earlier, where),
        "waits_for": _reasons(step.waits_for, where),
        "frees": _reasons(step.frees, where),
        "facts": facts_json(step.facts, where),
    }


def _range(score: Fraction | int, range_: Interval | None) -> Json:
    """Return the range that a priced score stands for; both ends are the score where it is none."""
    if range_ is None:
        return {"low": number(score), "high": number(score)}
    return interval_json(range_)


def _between(step: RoadStep) -> Json:
    low, high = step.better_between or (step.better, step.better)
    return {"low": low, "high": high}


def _kept(kept: Kept, where: Where) -> Json:
    return {
        "system": kept.system,
        "best_option": kept.option,
        "start": kept.start.isoformat() if kept.start else None,
        "better_by_itself": kept.better,
        "why": _reasons(kept.reasons, where),
        "what_would_change_it": _reasons(kept.change, where),
    }


def _reasons(reasons: Iterable[Reason], where: Where) -> list[Json]:
    return [{"words": each.words, "facts": facts_json(each.facts, where)} for each in reasons]


def _unplannable(found: Iterable[Unplannable]) -> list[Json]:
    return [
        {"subject": each.subject, "reason": each.reason, "missing": list(each.missing)}
        for each in found
    ]


def no_roadmap_json(answer: NoRoadmap, where: Where) -> Json:
    """Return why there is no plan: the facts that cannot hold together, where that is known."""
    return {
        "status": answer.status.value,
        "objective": None,
        "lower_bound": None,
        "gap": None,
        "steps": [],
        "reasons": _reasons(answer.reasons, where),
        "relaxations": relaxations_json(answer.relaxations, where),
        "stopped_early": answer.stopped_early,
        "not_plannable": _unplannable(answer.problem.not_plannable),
    }


def _accounts(accounts: Accounts) -> Json:
    return {
        "budgets": [
            {
                "year": year.label,
                "months": year.months,
                "capital": _purse(year, "capital", year.capital, year.capital_limit),
                "revenue": _purse(year, "revenue", year.revenue, year.revenue_limit),
                "other_one_off": year.other,
                "running": year.running,
                "running_if_nothing_is_done": year.running_before,
            }
            for year in accounts.years
        ],
        "skills": {
            skill: [asdict(quarter) for quarter in quarters]
            for skill, quarters in sorted(accounts.skills.items())
        },
        "risk": [
            {
                "quarter": point.label,
                "planned": number(point.planned),
                "if_nothing_is_done": number(point.nothing),
            }
            for point in accounts.risk
        ],
    }


def _purse(year: YearMoney, purse: str, used: int, limit: int | None) -> Json:
    """Return what is used of a budget; one that is not recorded counts as 0 where others are."""
    recorded = limit is not None and purse not in year.unrecorded
    return {"used": used, "limit": limit, "recorded": recorded}


def _platform(plan: PlatformPlan, portfolio: Portfolio, where: Where) -> Json:
    record = portfolio.catalogue.platforms[plan.platform]
    return {
        "id": plan.platform,
        "name": record.name,
        "status": record.status,
        "members": list(record.members),
        "members_before": plan.members_before,
        "joining": [{"system": name, "live": live.isoformat()} for name, live in plan.joining],
        "opens": plan.opens.isoformat() if plan.opens else None,
        "annual_price": plan.price,
        "cost": plan.cost,
        **members_json(plan, where),
    }
