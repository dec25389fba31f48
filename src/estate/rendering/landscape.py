"""The landscape: what there is, what passes between it, and where the risk is; now and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.rendering.colouring import Shade, by_risk
from estate.rendering.council_view import MOST_NODES, CouncilView, Scope, scopes
from estate.rendering.diagram import Diagram, Edge
from estate.rendering.palette import (
    CHANGED,
    KEPT,
    LEGACY,
    RED,
    RETIRED,
    SOUND,
    UNKNOWN,
    RiskStyle,
    risk_style,
)
from estate.rendering.words import decimal, listing, plural
from estate.scoring.framework import RED_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.graph import EstateGraph
    from estate.scoring.results import LegacyScore, Scores

__all__ = ["MOST_NODES", "Change", "End", "after", "now"]

WORST_FIRST = (RED, UNKNOWN, LEGACY, SOUND, KEPT, CHANGED, RETIRED)
NOW = "Landscape now"


@dataclass(frozen=True, slots=True)
class Change:
    """What the plan does to a system, in words, and where it goes: its place among the nodes."""

    words: str
    kind: str
    onto: str | None = None
    """The node it becomes part of: `platform:ID` for join, `council/system` for consolidate."""
    risk_after: Fraction | int | None = None


@dataclass(frozen=True, slots=True)
class End:
    """How the systems that are kept stand at the end of the plan."""

    when: str
    """Such as `Oct 2032`."""
    scores: Mapping[str, Fraction | int]
    """The overall score of each system by then if it is kept."""
    point: str = "middle"
    """The point of a range that such a score is."""


def now(graph: EstateGraph, scores: Scores) -> tuple[Diagram, ...]:
    """Return the landscape as it is: a sheet a council, or several where one would be too full."""
    colours = by_risk({str(ref): score for ref, score in scores.systems.items()})
    return tuple(
        sheet
        for council, scope in scopes(graph, _by_council(scores)).items()
        for sheet in CouncilView(graph, council, scope, colours, NOW).sheets()
    )


def after(
    graph: EstateGraph, scores: Scores, changes: Mapping[str, Change], end: End
) -> tuple[Diagram, ...]:
    """Return the landscape once the plan is done; councils that nothing changes are left out.

    Systems that are kept are shown with the score that they have come to by then.
    """
    changed = {system.partition("/")[0] for system in changes}
    members = {key: own for key, own in _by_council(scores).items() if key in changed}
    every = {str(ref): score for ref, score in scores.systems.items()}
    return tuple(
        sheet
        for council, scope in scopes(graph, members).items()
        for sheet in _After(graph, council, scope, every, (changes, end)).sheets()
    )


def _by_council(scores: Scores) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {council: [] for council in sorted(scores.by_council)}
    for ref in sorted(scores.systems):
        found[ref.council].append(str(ref))
    return found


class _After(CouncilView):
    """One council's landscape once the plan is done."""

    def __init__(
        self,
        graph: EstateGraph,
        council: str,
        scope: Scope,
        scores: Mapping[str, LegacyScore],
        planned: tuple[Mapping[str, Change], End],
    ) -> None:
        colours = by_risk(scores)
        super().__init__(graph, council, scope, colours, "Landscape after the plan")
        self.scores = scores
        self.changes, self.end = planned
        self.prefix = f"landscape-after-{council}"
        self.note = (
            f"Systems that are kept have the score that they come to by {self.end.when} if "
            f"nothing is done with them; where that is a range, its {self.end.point}"
        )

    def place(self, node: str) -> str:
        change = self.changes.get(node)
        return change.onto if change and change.onto else node

    def shade(self, system: str) -> Shade:
        style, change = self._style(system), self.changes.get(system)
        if change is not None:
            return Shade(style, (change.words, *_risk_after(change)))
        if system in self.end.scores:
            kept = f"kept: {decimal(self.end.scores[system])} by {self.end.when}"
            return Shade(style, (kept, style.words.removeprefix("kept, ")))
        return Shade(style, self.colours.shade(system).lines)

    def together(self, members: Iterable[str]) -> Shade:
        counts = Counter(self._style(system) for system in members)
        worst = next(style for style in WORST_FIRST if counts[style])
        said = [f"{counts[style]} {style.words}" for style in (RED, UNKNOWN) if counts[style]]
        return Shade(worst, tuple(said))

    def described(self, systems: Sequence[str], edges: Sequence[Edge]) -> str:
        red = sum(self._style(system) is RED for system in systems)
        return (
            f"{plural(len(systems), 'system')} in boxes, by group of capabilities, and "
            f"{plural(len(edges), 'connection')}; {red} red-rated by {self.end.when}. Each box "
            "says its risk in words."
        )

    def taken_over(self, node: str) -> list[str]:
        names = [
            self.names.name(system)
            for system in sorted(self.own)
            if system != node and self.place(system) == node
        ]
        return [f"takes over {listing(names)}"] if names else []

    def _style(self, system: str) -> RiskStyle:
        """Return how a system is drawn as it stands after the plan."""
        score, change = self.scores[system], self.changes.get(system)
        style = risk_style(score.red_rated, score.legacy)
        if change is not None:
            return _style_after(change)
        if system not in self.end.scores:
            return style
        red = self.end.scores[system] >= RED_FROM
        if score.overall.exact or style is RED:
            return RED if red else KEPT
        return UNKNOWN if red or style is UNKNOWN else KEPT


def _style_after(change: Change) -> RiskStyle:
    if change.kind == "retire":
        return RETIRED
    return RED if change.risk_after is not None and change.risk_after >= RED_FROM else CHANGED


def _risk_after(change: Change) -> list[str]:
    if change.kind == "retire" or change.risk_after is None:
        return []
    style = _style_after(change)
    words = "still red-rated" if style is RED else "not red"
    return [f"{words}: {decimal(change.risk_after)}"]
