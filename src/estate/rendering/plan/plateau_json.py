"""Plateaus as JSON: each with what changed since the one before; the rest is as it was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.plateaus import BANDS, Fate
from estate.rendering.kit.as_json import Json, number
from estate.rendering.plan.plateau_words import fates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.planning.plateaus import (
        AdapterState,
        InterfaceState,
        Plateau,
        Plateaus,
        PlatformState,
        RiskStanding,
        SystemState,
    )


def plateaus_json(plateaus: Plateaus) -> Json:
    """Return the plateaus of the whole plan, and of each council's part of it."""
    return {
        "at_most": plateaus.most,
        "estate": _each(plateaus.estate),
        "councils": {name: _each(own) for name, own in sorted(plateaus.councils.items())},
    }


def _each(plateaus: Sequence[Plateau]) -> list[Json]:
    before: list[Plateau | None] = [None, *plateaus[:-1]]
    return [_plateau(one, last) for one, last in zip(plateaus, before, strict=True)]


def _plateau(plateau: Plateau, before: Plateau | None) -> Json:
    standing, own = plateau.standing, set(plateau.steps)
    return {
        "number": plateau.number,
        "begins": plateau.begins.isoformat(),
        "ends": plateau.ends.isoformat(),
        "changed": [_system(state) for state in standing.systems if state.system in own],
        "risk": {
            **_risk(plateau.standing.risk),
            "at_end": number(plateau.risk_at_end.total),
            "if_nothing_is_done": number(plateau.without.risk.total),
        },
        "running_cost": {
            "a_year": standing.running,
            "of_it_old_systems_beside_new": standing.running_old,
            "of_it_platforms": standing.prices,
            "if_nothing_is_done": plateau.without.running,
            "not_recorded": list(standing.running_unknown),
        },
        "spent": {"capital": standing.capital, "revenue": standing.revenue},
        "interfaces": {
            "now": {fate.value: fates(standing)[fate] for fate in Fate},
            "changed": _interfaces(plateau, before),
        },
        "adapters": [_adapter(one) for one in standing.adapters],
        "platforms": [_platform(one) for one in standing.platforms],
        "people": [
            {
                "skill": need.skill,
                "person_days": need.days,
                "busiest_quarter": need.busiest,
                "person_days_then": need.busiest_days,
            }
            for need in plateau.people
        ],
    }


def _system(state: SystemState) -> Json:
    interval = state.interval
    return {
        "system": state.system,
        "option": state.option,
        "kind": state.kind.value if state.kind else None,
        "live": state.live.isoformat() if state.live else None,
        "capabilities": list(state.capabilities),
        "product": state.product,
        "part_of": state.onto,
        "old_system_until": state.old_until.isoformat() if state.old_until else None,
        "running_cost": state.running if state.running_known else None,
        "risk": {
            "counted": number(state.risk),
            "low": number(interval.low),
            "high": number(interval.high),
        },
    }


def _risk(risk: RiskStanding) -> Json:
    return {
        "sum": number(risk.total),
        "low": number(risk.low),
        "high": number(risk.high),
        "red_rated": risk.red,
        "cannot_tell": risk.cannot_tell,
        "not_red": risk.not_red,
        "bands": {name: count for (name, _, _), count in zip(BANDS, risk.bands, strict=True)},
        "across_bands": risk.across,
    }


def _interfaces(plateau: Plateau, before: Plateau | None) -> list[Json]:
    """Return the interfaces that have become something else since the plateau before."""
    was = before.standing.interfaces if before else plateau.standing.interfaces
    return [
        _interface(now)
        for old, now in zip(was, plateau.standing.interfaces, strict=True)
        if old != now
    ]


def _interface(one: InterfaceState) -> Json:
    return {
        "from": one.sender,
        "to": one.receiver,
        "now_from": one.now_from,
        "now_to": one.now_to,
        "now": one.fate.value,
        "since": one.since.isoformat() if one.since else None,
        "standards": None if one.standards is None else list(one.standards),
    }


def _adapter(one: AdapterState) -> Json:
    return {
        "between": [one.one, one.other],
        "since": one.since.isoformat(),
        "until": one.until.isoformat(),
        "cost": one.pounds,
    }


def _platform(one: PlatformState) -> Json:
    return {
        "id": one.platform,
        "open": one.open,
        "members": one.members,
        "new_members": list(one.new_members),
        "joined": [{"system": name, "live": live.isoformat()} for name, live in one.joined],
        "annual_price": one.price,
    }
