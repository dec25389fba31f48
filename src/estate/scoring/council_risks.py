"""The four risks of legacy systems that councils report, as views over the scores.

They are a council's words for what the framework's criteria measure; nothing is scored anew.

| risk | from |
|---|---|
| staff to maintain it | L3 |
| security | L1, L6 |
| interoperability with the latest systems and software | its interfaces |
| hardware failure | L5, L7 |

For the first, second and fourth a risk is present where the framework would call it legacy: a
criterion of 3 or more. Interoperability is a risk where a required interface is missing, or one
that works is `Ad hoc` or `Opportunistic` (level 2 or less). These thresholds are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from estate.scoring.framework import LEGACY_FROM
from estate.scoring.interoperability.estate import interoperability
from estate.scoring.interoperability.links import LEVELS
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.graph import EstateGraph
    from estate.portfolio import SystemRef
    from estate.scoring.interoperability import SystemInteroperability
    from estate.scoring.results import CriterionScore, LegacyScore, Scores

CouncilRiskKind = Literal["staff", "security", "interoperability", "hardware"]

NAMES: dict[CouncilRiskKind, str] = {
    "staff": "Staff to maintain it",
    "security": "Security",
    "interoperability": "Interoperability with the latest systems and software",
    "hardware": "Hardware failure",
}
CRITERIA_OF: dict[CouncilRiskKind, tuple[str, ...]] = {
    "staff": ("L3",),
    "security": ("L1", "L6"),
    "hardware": ("L5", "L7"),
}
GOOD_FROM = 3
"""Interfaces below this level are a risk: it is the first of good practice, `Essential`."""


@dataclass(frozen=True, slots=True)
class CouncilRisk:
    """One of the four risks for one system: whether it is there, and why."""

    kind: CouncilRiskKind
    name: str
    present: Answer
    because: str
    criteria: tuple[CriterionScore, ...] = ()


def risks_of_all(graph: EstateGraph, scores: Scores) -> Mapping[SystemRef, tuple[CouncilRisk, ...]]:
    """Return the four risks of each scored system that is in use, in order of references."""
    relations = interoperability(graph, scores.as_of).systems
    return {
        ref: council_risks(score, relations[ref])
        for ref, score in sorted(scores.systems.items())
        if graph.portfolio.system(ref).in_use
    }


def council_risks(
    score: LegacyScore, interfaces: SystemInteroperability
) -> tuple[CouncilRisk, ...]:
    """Return the four risks of one system, in the order in which councils report them."""
    return tuple(
        _from_interfaces(interfaces) if kind == "interoperability" else _from_criteria(score, kind)
        for kind in NAMES
    )


def _from_criteria(score: LegacyScore, kind: CouncilRiskKind) -> CouncilRisk:
    criteria = tuple(score.criterion(code) for code in CRITERIA_OF[kind])
    if max(criterion.low for criterion in criteria) >= LEGACY_FROM:
        present = Answer.YES
    elif max(criterion.high for criterion in criteria) >= LEGACY_FROM:
        present = Answer.UNKNOWN
    else:
        present = Answer.NO
    # What makes it certain is the reason; where nothing does, what leaves it open.
    if present is Answer.YES:
        worst = max(criteria, key=lambda criterion: criterion.low)
    else:
        worst = max(criteria, key=lambda criterion: criterion.high)
    return CouncilRisk(kind, NAMES[kind], present, worst.because, criteria)


def _from_interfaces(interfaces: SystemInteroperability) -> CouncilRisk:
    present, because = _interfaces(interfaces)
    return CouncilRisk("interoperability", NAMES["interoperability"], present, because)


def _interfaces(interfaces: SystemInteroperability) -> tuple[Answer, str]:
    if interfaces.missing:
        return Answer.YES, f"Required and not there: {_number(len(interfaces.missing))}."
    if not interfaces.links:
        return Answer.UNKNOWN, "No working interface is recorded, so it is not assessed."
    poor = [link for link in interfaces.links if link.level_high < GOOD_FROM]
    if poor:
        levels = f"{LEVELS[1]} or {LEVELS[2]}"
        return Answer.YES, f"{_number(len(poor))} of {len(interfaces.links)}: {levels}."
    if any(link.level_low < GOOD_FROM for link in interfaces.links):
        return Answer.UNKNOWN, "Too little is recorded of its interfaces."
    return Answer.NO, f"Every working interface is {LEVELS[GOOD_FROM]} or better."


def _number(count: int) -> str:
    return "1 interface" if count == 1 else f"{count} interfaces"
