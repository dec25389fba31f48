"""The landscape: what there is, what passes between it, where the risk is: now, and later on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from estate.rendering.canvas.colouring import Shade, by_risk
from estate.rendering.canvas.diagram import Diagram, Edge
from estate.rendering.canvas.palette import (
    CHANGED,
    JUST_CHANGED,
    KEPT,
    LEGACY,
    RED,
    RETIRED,
    SOUND,
    UNKNOWN,
    RiskStyle,
    risk_style,
)
from estate.rendering.kit.words import decimal, listing, plural
from estate.rendering.pictures.council_view import MOST_NODES, CouncilView, Scope, scopes
from estate.scoring.framework import RED_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.graph import EstateGraph
    from estate.scoring.results import Interval, LegacyScore, Scores

__all__ = ["MOST_NODES", "Change", "End", "LaterView", "Moment", "after", "now", "then"]

WORST_FIRST = (RED, UNKNOWN, LEGACY, SOUND, KEPT, JUST_CHANGED, CHANGED, RETIRED)
NOW = "Landscape now"


@dataclass(frozen=True, slots=True)
class Change:
    """What the plan does to a system, in words, and where it goes: its place among the nodes."""

    words: str
    kind: str
    onto: str | None = None
    """The node it becomes part of: `platform:ID` for join, `council/system` for consolidate."""
    risk_after: Fraction | int | None = None
    range_after: Interval | None = None
    """The range that it stands for, where that is to be told."""


@dataclass(frozen=True, slots=True)
class End:
    """How the systems that are kept stand at a later date, such as the end of the plan."""

    when: str
    """Such as `Oct 2032`."""
    scores: Mapping[str, Fraction | int]
    """The overall score of each system by then if it is kept."""
    point: str = "middle"
    """The point of a range that such a score is."""
    ranges: Mapping[str, Interval] | None = None
    """The ranges that they stand for, where these are to be told."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A later state of the landscape: what has changed by then, and how the rest stands."""

    heading: str
    """Begins every title, as `Landscape after the plan`."""
    prefix: str
    """Begins every file's name, as `landscape-after`."""
    changes: Mapping[str, Change]
    """By system, whoever it belongs to."""
    end: End
    fresh: frozenset[str] = frozenset()
    """The systems that are to be marked as changed last."""
    since: str = ""
    """What they have changed since, as `plateau 1`."""


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
    done = Moment("Landscape after the plan", "landscape-after", changes, end)
    return then(graph, scores, dict.fromkeys(sorted(changed), done))


def then(
    graph: EstateGraph, scores: Scores, moments: Mapping[str, Moment], *, first_only: bool = False
) -> tuple[Diagram, ...]:
    """Return the landscape of some councils, each at a moment of its own.

    `first_only` leaves out the sheets that stand behind an overview.
    """
    members = {key: own for key, own in _by_council(scores).items() if key in moments}
    every = {str(ref): score for ref, score in scores.systems.items()}
    found: list[Diagram] = []
    for council, scope in scopes(graph, members).items():
        sheets = LaterView(graph, council, scope, every, moments[council]).sheets()
        found += islice(sheets, 1) if first_only else sheets
    return tuple(found)


def _by_council(scores: Scores) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {council: [] for council in sorted(scores.by_council)}
    for ref in sorted(scores.systems):
        found[ref.council].append(str(ref))
    return found


class LaterView(CouncilView):
    """One council's landscape at a moment of the plan."""

    def __init__(
        self,
        graph: EstateGraph,
        council: str,
        scope: Scope,
        scores: Mapping[str, LegacyScore],
        moment: Moment,
    ) -> None:
        colours = by_risk(scores)
        super().__init__(graph, council, _without_gone(scope, moment), colours, moment.heading)
        self.scores = scores
        self.moment = moment
        self.changes, self.end = moment.changes, moment.end
        self.prefix = f"{moment.prefix}-{council}"
        self.note = (
            f"Systems that are kept have the score that they come to by {self.end.when} if "
            f"nothing is done with them; where that is a range, its {self.end.point}"
        )

    def place(self, node: str) -> str:
        """Return the node that stands for a node: what it has become part of, or itself."""
        change = self.changes.get(node)
        return change.onto if change and change.onto else node

    def shade(self, system: str) -> Shade:
        """Return how a system is drawn, and what has become of it in words."""
        style, change = self._style(system), self.changes.get(system)
        if change is not None:
            return Shade(style, (*self._fresh(system), change.words, *self._risk_after(change)))
        if system in self.end.scores:
            kept = f"kept: {decimal(self.end.scores[system])} by {self.end.when}"
            return Shade(style, (kept, style.words.removeprefix("kept, ")))
        return Shade(style, self.colours.shade(system).lines)

    def _fresh(self, system: str) -> list[str]:
        fresh = system in self.moment.fresh
        return [f"changed since {self.moment.since}"] if fresh else []

    def _since(self, system: str) -> str:
        fresh = system in self.moment.fresh
        return f" (changed since {self.moment.since})" if fresh else ""

    def together(self, members: Iterable[str]) -> Shade:
        """Return how several systems are drawn as one: as the worst of them."""
        counts = Counter(self._style(system) for system in members)
        worst = next(style for style in WORST_FIRST if counts[style])
        told = (RED, UNKNOWN, *((JUST_CHANGED,) if self.moment.since else ()))
        said = [f"{counts[style]} {style.words}" for style in told if counts[style]]
        return Shade(worst, tuple(said))

    def described(self, systems: Sequence[str], edges: Sequence[Edge]) -> str:
        """Return a sheet in words, for those who cannot see it."""
        red = sum(self._style(system) is RED for system in systems)
        return (
            f"{plural(len(systems), 'system')} in boxes, by group of capabilities, and "
            f"{plural(len(edges), 'connection')}; {red} red-rated by {self.end.when}. Each box "
            "says its risk in words."
        )

    def taken_over(self, node: str) -> list[str]:
        """Return which systems have become part of a node, and which of them since last."""
        names = [
            f"{self.names.name(system)}{self._since(system)}"
            for system in sorted(self.own)
            if system != node and self.place(system) == node
        ]
        return [f"takes over {listing(names)}"] if names else []

    def _style(self, system: str) -> RiskStyle:
        """Return how a system is drawn as it stands after the plan."""
        score, change = self.scores[system], self.changes.get(system)
        style = risk_style(score.red_rated, score.legacy)
        if change is not None:
            return self._style_after(change, fresh=system in self.moment.fresh)
        if system not in self.end.scores:
            return style
        if self.end.ranges is not None:
            return _by_range(self.end.ranges[system], KEPT)
        red = self.end.scores[system] >= RED_FROM
        if score.overall.exact or style is RED:
            return RED if red else KEPT
        return UNKNOWN if red or style is UNKNOWN else KEPT

    @staticmethod
    def _style_after(change: Change, *, fresh: bool) -> RiskStyle:
        if change.kind == "retire":
            return RETIRED
        done = JUST_CHANGED if fresh else CHANGED
        if change.range_after is not None:
            return _by_range(change.range_after, done)
        return RED if change.risk_after is not None and change.risk_after >= RED_FROM else done

    def _risk_after(self, change: Change) -> list[str]:
        if change.kind == "retire" or change.risk_after is None:
            return []
        style = self._style_after(change, fresh=False)
        words = {RED: "still red-rated", UNKNOWN: "cannot tell"}.get(style, "not red")
        return [f"{words}: {decimal(change.risk_after)}"]


def _without_gone(scope: Scope, moment: Moment) -> Scope:
    """Leave out what passed to and from systems that are retired by then."""
    gone = {system for system, change in moment.changes.items() if change.kind == "retire"}
    links = [link for link in scope.links if gone.isdisjoint((link.sender, link.receiver))]
    needs = [need for need in scope.needs if gone.isdisjoint((need.dependent, need.on))]
    return replace(scope, links=links, needs=needs)


def _by_range(range_: Interval, below: RiskStyle) -> RiskStyle:
    """Return how a score is drawn whose range is told: `below` where all of it is not red."""
    if range_.low >= RED_FROM:
        return RED
    return below if range_.high < RED_FROM else UNKNOWN
