"""One system as JSON: all that its screen shows, nothing cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import (
    facts_json,
    findings_json,
    interval_json,
    number,
    system_json,
)
from estate.rendering.records.contract_json import contracts_json
from estate.rendering.scores.interop_json import link_json

if TYPE_CHECKING:
    from estate.rendering.kit.as_json import Json
    from estate.rendering.showing.view import SystemView
    from estate.scoring import Gap, Settling
    from estate.scoring.by_itself import Turn
    from estate.scoring.time_model import Fit


def system_view_json(view: SystemView) -> Json:
    """Return its record, and everything that follows from it."""
    return system_json(view.graph.portfolio, view.score, view.where, _step(view)) | {
        "as_of": view.as_of.isoformat(),
        "illustrative": view.graph.portfolio.workspace.illustrative,
        "fact_places": {key: view.place(key) for key in sorted(view.system.model_fields_set)},
        "review": _review(view),
        "council_risks": {risk.kind: risk.present.value for risk in view.council_risks},
        "would_settle": {
            "settled": view.settling.settled,
            "surely": [_settling(one) for one in view.settling.surely],
            "possibly": [_settling(one) for one in view.settling.possibly],
        },
        "not_known": [_gap(gap) for gap in view.gaps],
        "changes_by_itself": [_turn(turn) for turn in view.turns],
        "interoperability": _interop(view),
        "structure": _structure(view),
        "inherited_risk": _inherited(view),
        "time": _time(view),
        "contract_terms": _contracts(view),
        "register": _register(view),
        "findings": findings_json(view.findings),
        "plan": _plan(view),
    }


def _review(view: SystemView) -> Json:
    reviewed = view.system.reviewed
    confirmed = {key: view.confirmed(key) for key in sorted(view.system.evidence)}
    return {
        "reviewed": reviewed.isoformat() if reviewed else None,
        "old_before": view.oldest.isoformat(),
        "old": reviewed is not None and reviewed < view.oldest,
        "old_facts": [key for key, day in confirmed.items() if day and day < view.oldest],
    }


def _settling(one: Settling) -> Json:
    return {
        "criteria": [criterion.code for criterion in one.criteria],
        "red_rated": one.red,
        "not_red_rated": one.not_red,
        "outcomes": one.outcomes,
    }


def _gap(gap: Gap) -> Json:
    return {
        "criterion": gap.criterion.code,
        "low": gap.criterion.low,
        "high": gap.criterion.high,
        "overall_at_best": interval_json(gap.at_best),
        "overall_at_worst": interval_json(gap.at_worst),
        "narrows_by": number(gap.narrows_by),
    }


def _turn(turn: Turn) -> Json:
    return {
        "date": turn.on.isoformat(),
        "criteria": [
            {
                "code": after.code,
                "before": {"low": before.low, "high": before.high},
                "after": {"low": after.low, "high": after.high},
                "because": after.because,
            }
            for before, after in turn.changes
        ],
        "overall": interval_json(turn.overall),
    }


def _interop(view: SystemView) -> Json:
    found = view.interop
    return {
        "actual": None if found.actual is None else interval_json(found.actual),
        "potential": found.potential,
        "interfaces": [link_json(one, view.where) for one in found.links],
        "missing": [
            {"from": link.sender, "to": link.receiver, "where": view.where(link.fact)}
            for link in found.missing
        ],
    }


def _structure(view: SystemView) -> Json:
    ref = view.ref
    return {
        "depends_on": list(view.graph.dependencies_of(ref)),
        "depended_on_by": list(view.graph.dependants_of(ref)),
        "rests_on": list(view.graph.reach(ref)),
        "blast_radius": list(view.touched),
        "blast_radius_complete": view.graph.dependants_complete(ref),
        "role": view.role.value if view.role else None,
        "circle": list(view.circle),
        "cut_point": None
        if view.cut is None
        else {"cuts_off": view.cut.cut_off, "pieces": [list(one) for one in view.cut.parted]},
    }


def _inherited(view: SystemView) -> Json | None:
    found = view.inherited
    if found is None:
        return None
    return {
        "system": str(found.score.ref),
        "overall": interval_json(found.score.overall),
        "path": list(found.path),
    }


def _time(view: SystemView) -> Json:
    time = view.time
    return {
        "technical": _fit(time.technical, view),
        "functional": _fit(time.functional, view),
        "quadrants": [quadrant.value for quadrant in time.quadrants],
        "hints": [
            {"disposition": hint.disposition, "because": hint.because} for hint in time.hints
        ],
    }


def _fit(fit: Fit, view: SystemView) -> Json:
    return {
        **interval_json(fit.fit),
        "because": fit.because,
        "facts": facts_json(fit.facts, view.where),
    }


def _contracts(view: SystemView) -> Json:
    """Return its contracts and their calendar, in the words of `estate contracts`."""
    whole = contracts_json(view.book)
    keys = {sheet.key for sheet in view.sheets}
    return {
        part: [one for one in whole[part] if one["contract"] in keys]
        for part in ("deadlines", "contracts")
    }


def _register(view: SystemView) -> Json:
    return {
        "risks": {key: one.model_dump(mode="json", exclude_unset=True) for key, one in view.risks},
        "barriers": {
            key: one.model_dump(mode="json", exclude_unset=True) for key, one in view.barriers
        },
        "steps": {key: one.model_dump(mode="json", exclude_unset=True) for key, one in view.steps},
    }


def _plan(view: SystemView) -> Json | None:
    plan, ref = view.plan, str(view.ref)
    if plan is None:
        return None
    kept = plan.kept_of(ref)
    return {
        "as_of": plan.as_of.isoformat(),
        "status": plan.status,
        "starts": plan.starts.isoformat(),
        "ends": plan.ends.isoformat(),
        "step": _step(view),
        "kept": kept.model_dump(mode="json") if kept else None,
        "not_plannable": [
            one.model_dump(mode="json") for one in plan.not_plannable if one.system == ref
        ],
    }


def _step(view: SystemView) -> Json | None:
    step = view.plan.step_of(str(view.ref)) if view.plan else None
    return step.model_dump(mode="json") if step else None
