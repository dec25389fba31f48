"""Legacy that a system relies on: shown beside its own score, never mixed into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, platform_of
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from estate.graph import EstateGraph
    from estate.scoring.results import LegacyScore, Scores


@dataclass(frozen=True, slots=True)
class InheritedRisk:
    """The worst legacy system that another relies on, and the way to it.

    `path` runs from the system that relies to the one relied on, both included.
    """

    score: LegacyScore
    path: tuple[str, ...]


def inherited_risk(graph: EstateGraph, scores: Scores, ref: SystemRef) -> InheritedRisk | None:
    """Return the worst legacy system that one depends on, directly or not; None if there is none.

    Worst is the highest lower end of the overall score, then the highest upper end, then the
    shortest path. Only what is legacy for certain counts.
    """
    relied_on = [SystemRef.parse(node) for node in graph.reach(ref) if platform_of(node) is None]
    legacy = [scores.systems[it] for it in relied_on if scores.systems[it].legacy is Answer.YES]
    if not legacy:
        return None
    worst = max((one.overall.low, one.overall.high) for one in legacy)
    return min(
        (
            InheritedRisk(one, graph.path(dependent=ref, on=one.ref))
            for one in legacy
            if (one.overall.low, one.overall.high) == worst
        ),
        key=lambda found: (len(found.path), found.path),
    )
