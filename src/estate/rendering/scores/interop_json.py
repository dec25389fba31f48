"""Interoperability as JSON: councils, systems, and every interface with its parts and steps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import fact_json, interval_json, number
from estate.rendering.scores.interop_words import advice_words
from estate.scoring.interoperability import LEVELS, offers

if TYPE_CHECKING:
    from estate.graph import Link
    from estate.rendering.kit.as_json import Json, Where
    from estate.rendering.scores.interop_view import InteropView
    from estate.scoring.interoperability import (
        Advice,
        LinkScore,
        Summary,
        SystemInteroperability,
    )
    from estate.scoring.results import Interval


def interop_json(view: InteropView) -> Json:
    """Return all of it: nothing is cut, whatever is listed on a screen."""
    return {
        "as_of": view.found.as_of.isoformat(),
        "illustrative": view.graph.portfolio.workspace.illustrative,
        "levels": {str(level): name for level, name in LEVELS.items()},
        "estate": _summary(view.whole, view.where),
        "councils": {name: _summary(own, view.where) for name, own in view.by_council},
        "systems": [_system(view.found.systems[ref], view.where) for ref in view.systems],
        "interfaces": [_link(one, view) for one in view.links],
    }


def _summary(summary: Summary, where: Where) -> Json:
    return {
        "systems": summary.systems,
        "assessed": summary.assessed,
        "not_assessed": [str(ref) for ref in summary.not_assessed],
        "actual": _range(summary.actual),
        "interfaces": summary.interfaces,
        "by_level": {
            str(level): {"surely": surely, "possibly": possibly}
            for level, (surely, possibly) in summary.levels.items()
        },
        "level_open": summary.open_levels,
        "required_pairs": {
            "count": summary.required_pairs,
            "score": _range(summary.required),
            "missing": [_pair(link, where) for link in summary.missing],
        },
    }


def _system(found: SystemInteroperability, where: Where) -> Json:
    return {
        "id": str(found.ref),
        "assessed": found.actual is not None,
        "actual": _range(found.actual),
        "potential": found.potential,
        "interfaces": len(found.links),
        "missing": [_pair(link, where) for link in found.missing],
    }


def link_json(one: LinkScore, where: Where) -> Json:
    """Return an interface with its score, its level and its parts."""
    return {
        **_pair(one.link, where),
        "score": interval_json(one.score),
        "level": {"low": one.level_low, "high": one.level_high},
        "level_names": [LEVELS[one.level_low], LEVELS[one.level_high]],
        "held_back_by": list(one.held_back_by),
        "parts": {
            part.name: {"low": part.low, "high": part.high, "because": part.because}
            for part in one.parts
        },
    }


def _link(one: LinkScore, view: InteropView) -> Json:
    steps = view.by_link.get((one.link.council, one.link.index), ())
    return link_json(one, view.where) | {
        "offers": {end: list(names) for end, names in offers(view.graph, one.link)},
        "steps": [_advice(step) for step in steps],
    }


def _advice(one: Advice) -> Json:
    step = one.step
    return {
        "part": step.part,
        "sort": "find-out" if step.find_out else "do",
        "changes": {key: None if isinstance(value, date) else value for key, value in step.changes},
        "gain": number(step.gain),
        "worth": number(one.worth),
        "level_after": {"low": step.after.level_low, "high": step.after.level_high},
        "offered": {end: list(names) for end, names in one.offered},
        "words": advice_words(one),
    }


def _pair(link: Link, where: Where) -> Json:
    return {
        "council": link.council,
        "from": link.sender,
        "to": link.receiver,
        "name": link.interface.name,
        "status": link.interface.status or "live",
        "fact": fact_json(link.fact, where),
    }


def _range(interval: Interval | None) -> Json | None:
    return None if interval is None else interval_json(interval)
