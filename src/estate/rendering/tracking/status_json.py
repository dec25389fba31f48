"""A plan against the record as JSON: by id, with the way back to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import Json, Where, interval_json, number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    from estate.tracking import (
        Forecast,
        Point,
        PurseSum,
        RiskStatus,
        ScopeStatus,
        TrackedBenefit,
        TrackedStep,
        Tracking,
    )
    from estate.tracking.results import FinancialGain, PurseMoney


def status_json(tracking: Tracking, where: Where) -> Json:
    """Return every step as planned and as it came, and the sums of each council and of all.

    Figures of benefits stand by themselves: only `financial` adds some up, within one unit.
    """
    return {
        "as_of": tracking.as_of.isoformat(),
        "plan_as_of": _day(tracking.plan_as_of),
        "steps": [_step(step, where, in_plan=True) for step in tracking.steps]
        + [_step(step, where, in_plan=False) for step in tracking.unplanned],
        "total": _scope(tracking.total),
        "councils": {name: _scope(scope) for name, scope in sorted(tracking.councils.items())},
        "planned_money": [
            {"month": each.month.isoformat(), "capital": each.capital, "revenue": each.revenue}
            for each in tracking.money
        ],
        "planned_risk": [
            {
                "on": each.on.isoformat(),
                "planned": number(each.planned),
                "if_nothing_is_done": number(each.nothing),
            }
            for each in tracking.risk
        ],
    }


def _step(step: TrackedStep, where: Where, *, in_plan: bool) -> Json:
    record = step.record
    return {
        "system": step.system,
        "in_plan": in_plan,
        "kind": step.kind,
        "name": step.title,
        "owner": step.owner,
        "record": str(record.path[1]) if record else None,
        "where": where(record) if record else None,
        "state": step.state.value,
        "recorded_as_done_but_not_measured": step.claimed,
        "done_instead": step.other,
        "stopped_because": step.because,
        "months_late": step.slip,
        "start": _point(step.start),
        "milestones": [{"name": each.name, **_point(each.point)} for each in step.milestones],
        "finish": _point(step.finish),
        "money": {
            "capital": _purse(step.money.capital),
            "revenue": _purse(step.money.revenue),
            "spent_on": _day(step.money.spent_on),
        },
        "risk": {
            "planned_before": _number(step.risk.before),
            "planned_after": _number(step.risk.after),
            "today": interval_json(step.risk.today) if step.risk.today else None,
        },
        "benefits": [_benefit(each) for each in step.benefits],
    }


def _point(point: Point) -> Json:
    return {
        "planned": _day(point.planned),
        "actual": _day(point.actual),
        "expected": _day(point.expected),
        "basis": point.basis.value,
        "months_late": point.late,
    }


def _purse(purse: PurseMoney) -> Json:
    return {"planned": purse.planned, "planned_to_date": purse.to_date, "spent": purse.spent}


def _benefit(benefit: TrackedBenefit) -> Json:
    return {
        "kind": benefit.kind,
        "measure": benefit.measure,
        "unit": benefit.unit,
        "baseline": _number(benefit.baseline),
        "target": _number(benefit.target),
        "actual": _number(benefit.actual),
        "due": _day(benefit.due),
        "measured": _day(benefit.measured),
        "outcome": benefit.outcome,
        "gain": benefit.gain.value,
        "share": _number(benefit.share),
    }


def _scope(scope: ScopeStatus) -> Json:
    return {
        "states": {state.value: count for state, count in scope.states.items()},
        "late": scope.late,
        "capital": _sum(scope.capital),
        "revenue": _sum(scope.revenue),
        "risk": _risk(scope.risk),
        "benefits": {
            kind: {gain.value: count for gain, count in gains.items()}
            for kind, gains in scope.gains.items()
        },
        "financial": _financial(scope.financial),
        "forecast": _forecast(scope.forecast) if scope.forecast else None,
    }


def _sum(purse: PurseSum) -> Json:
    return {
        "planned": purse.planned,
        "planned_to_date": purse.to_date,
        "spent": purse.spent if purse.known or not purse.unknown else None,
        "spent_is_known_of": purse.known,
        "begun_without_a_figure": purse.unknown,
    }


def _risk(risk: RiskStatus) -> Json:
    return {
        "systems": risk.systems,
        "at_first": _number(risk.first),
        "planned": _number(risk.planned),
        "if_nothing_is_done": _number(risk.nothing),
        "today": interval_json(risk.today),
        "planned_to_take_away_by_now": number(risk.planned_away),
        "taken_away_by_what_is_live": number(risk.done_away),
    }


def _financial(gains: Iterable[FinancialGain]) -> list[Json]:
    return [
        {
            "unit": each.unit,
            "benefits": each.benefits,
            "aimed_at": number(each.aimed),
            "measured": each.measured,
            "aimed_at_of_measured": number(each.aimed_of_measured),
            "realised": number(each.realised),
        }
        for each in gains
    ]


def _forecast(forecast: Forecast) -> Json:
    return {
        "planned_end": _day(forecast.planned_end),
        "expected_end": _day(forecast.expected_end),
        "system": forecast.system,
        "mean_slip_months": forecast.mean,
        "known": forecast.known,
        "open": forecast.open,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _number(value: Fraction | None) -> float | None:
    return None if value is None else number(value)
