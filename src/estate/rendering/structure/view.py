"""What `estate structure` says of a council, or of the whole estate, before it is written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from estate.graph.paths import longest_chain, services, untold, way_to_worst
from estate.graph.structure import structure_of
from estate.graph.structure_circles import opening
from estate.graph.structure_cuts import cut_points
from estate.graph.structure_scope import Scope
from estate.portfolio import SystemRef, platform_of
from estate.scoring import inherited_risk, score
from estate.scoring.concentration import Holdings
from estate.scoring.concentration_people import hands

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from fractions import Fraction

    from estate.graph import Dependency, EstateGraph
    from estate.graph.paths import Service
    from estate.graph.structure import Structure
    from estate.graph.structure_circles import Opening
    from estate.graph.structure_cuts import CutPoint
    from estate.scoring import InheritedRisk, LegacyScore, Scores
    from estate.scoring.concentration import Concentration
    from estate.scoring.concentration_people import Hands


@dataclass(frozen=True, slots=True)
class Circle:
    """A cyclic group, what would open it, and the lines of the record that close it.

    `more` is whether there are pairs to break of which no line is given.
    """

    members: tuple[str, ...]
    opening: Opening
    reasons: tuple[Dependency, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Blast:
    """What the failure of a system or platform can touch.

    `systems` counts those asked about: a council's, or all; `elsewhere` other councils'. `rings`
    counts what is touched, platforms too, by distance. `services` are what citizens meet.
    """

    node: str
    systems: int
    elsewhere: int
    rings: tuple[int, ...]
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A service, and the chain from it to the worst scored of all that it rests on.

    `weakest` is the score of the chain's last member.
    `carried` is the worst legacy that the chain's first member relies on, as scoring has it.
    """

    service: Service
    way: tuple[str, ...]
    weakest: LegacyScore
    carried: InheritedRisk | None


@dataclass(frozen=True, slots=True)
class Part:
    """The structure of one council, or of the estate where `council` is None.

    Lists are ranked and hold the first of as many as the figure beside them says. `around` is the
    shape with all that lies outside and hangs together with it; None for the estate.
    """

    council: str | None
    own: Structure
    around: Structure | None
    incomplete: int
    circles: tuple[Circle, ...]
    circle_count: int
    cuts: tuple[CutPoint, ...]
    cut_count: int
    blasts: tuple[Blast, ...]
    blast_count: int
    chains: tuple[Chain, ...]
    service_count: int
    untold: tuple[str, ...]
    longest: tuple[tuple[str, ...], ...]
    concentration: Concentration
    hands: Hands | None


@dataclass(frozen=True, slots=True)
class Row:
    """A council on the estate's page: its shape, alone and with what lies outside."""

    council: str
    own: Structure
    outside: Fraction
    circles: int
    cuts: int
    incomplete: int


class StructureView:
    """Answers by council and for the estate, worked out when asked. `most` limits every list."""

    def __init__(
        self, graph: EstateGraph, as_of: date, most: int, asked: Collection[str] | None = None
    ) -> None:
        """Take what is in use at a date; `asked` are the councils that will be asked about."""
        self.graph, self.as_of, self.most, self._asked = graph, as_of, most, asked
        self.scope = Scope(graph)
        self._holdings = Holdings(graph, self.scope, as_of)
        self.councils = tuple(sorted(graph.portfolio.councils))

    @cached_property
    def _scores(self) -> Scores:
        if self._asked is None:
            return score(self.graph, self.as_of)
        systems = [node for council in self._asked for node in self.scope.own(council)]
        needed = {node.partition("/")[0] for one in systems for node in self.graph.reach(one)}
        return score(self.graph, self.as_of, (needed & set(self.councils)) | set(self._asked))

    def estate(self) -> Part:
        """Return the structure of the whole estate."""
        systems = [node for node in self.scope.after if platform_of(node) is None]
        return self._part(None, self.councils, systems, self.scope.whole, None)

    def council(self, council: str) -> Part:
        """Return the structure of a council."""
        own = self.scope.own(council)
        shape = self._own(council)
        return self._part(council, (council,), own, shape, self._around(own, shape))

    def rows(self) -> tuple[Row, ...]:
        """Return a line for each council."""
        return tuple(self._row(council) for council in self.councils)

    def _own(self, council: str) -> Structure:
        return structure_of(self.scope.within(self.scope.own(council)))

    def _around(self, systems: Sequence[str], own: Structure) -> Structure:
        """Return the shape of systems, whose own is given, with all that lies outside."""
        nodes = self.scope.around(systems)
        if len(nodes) == own.size:
            return own
        if len(nodes) == self.scope.whole.size:
            return self.scope.whole
        return structure_of(self.scope.within(nodes))

    def _row(self, council: str) -> Row:
        own = self._own(council)
        wide = self._around(self.scope.own(council), own)
        return Row(
            council,
            own,
            wide.propagation_cost(),
            sum(any(_of(node, council) for node in group) for group in wide.groups),
            len(cut_points(own.successors)),
            sum(not self.graph.interfaces_complete(node) for node in own.successors),
        )

    def _part(
        self,
        council: str | None,
        councils: Sequence[str],
        systems: Sequence[str],
        own: Structure,
        around: Structure | None,
    ) -> Part:
        wide = around or own
        groups = [
            group
            for group in wide.groups
            if council is None or any(_of(node, council) for node in group)
        ]
        cuts = sorted(cut_points(own.successors), key=lambda cut: (-cut.cut_off, cut.node))
        ranked = self._ranked(wide, frozenset(systems))
        met = [one for name in councils for one in services(self.graph.portfolio, name)]
        chains = sorted((self._chain(one) for one in met), key=_worst_first)
        return Part(
            council=council,
            own=own,
            around=around,
            incomplete=sum(not self.graph.interfaces_complete(node) for node in systems),
            circles=tuple(self._circle(group) for group in groups[: self.most]),
            circle_count=len(groups),
            cuts=tuple(cuts[: self.most]),
            cut_count=len(cuts),
            blasts=tuple(self._blast(node, council, met) for node in ranked[: self.most]),
            blast_count=len(ranked),
            chains=tuple(self._with_carried(chain) for chain in chains[: self.most]),
            service_count=len(met),
            untold=tuple(node for name in councils for node in untold(self.graph.portfolio, name)),
            longest=longest_chain(wide),
            concentration=self._holdings.of(councils),
            hands=hands(self.graph.portfolio, council) if council else None,
        )

    def _circle(self, group: tuple[str, ...]) -> Circle:
        way = opening(group, self.scope.after)
        reasons = [
            reason
            for dependent, on in way.pairs[: self.most]
            for reason in self.graph.reasons(dependent=dependent, on=on)
        ]
        return Circle(group, way, tuple(reasons), more=len(way.pairs) > self.most)

    def _ranked(self, wide: Structure, systems: frozenset[str]) -> list[str]:
        """Return the nodes whose failure touches some of the systems besides themselves."""
        counts = wide.closure.fan_in(systems.__contains__)
        touched = {node: counts[node][0] - (node in systems) for node in wide.successors}
        return sorted(
            (node for node, count in touched.items() if count),
            key=lambda node: (-touched[node], -wide.fan_in[node], node),
        )

    def _blast(self, node: str, council: str | None, met: Sequence[Service]) -> Blast:
        rings = self.scope.touched(node)
        reached = {one for ring in rings for one in ring}
        systems = [one for one in reached if platform_of(one) is None]
        own = sum(council is None or _of(one, council) for one in systems)
        down = reached | {node}
        names = [one.name for one in met if not down.isdisjoint(one.systems)]
        return Blast(
            node, own, len(systems) - own, tuple(len(ring) for ring in rings), tuple(names)
        )

    def _chain(self, service: Service) -> Chain:
        scores = self._scores.systems

        def badness(node: str) -> tuple[object, ...] | None:
            if platform_of(node) is not None:
                return None
            overall = scores[SystemRef.parse(node)].overall
            return overall.low, overall.high

        way = way_to_worst(self.scope.after, service.systems, badness)
        return Chain(service, way, scores[SystemRef.parse(way[-1])], None)

    def _with_carried(self, chain: Chain) -> Chain:
        first = SystemRef.parse(chain.way[0])
        return replace(chain, carried=inherited_risk(self.graph, self._scores, first))


def _of(node: str, council: str) -> bool:
    return node.partition("/")[0] == council


def _worst_first(chain: Chain) -> tuple[Fraction, Fraction, str, str]:
    overall = chain.weakest.overall
    return -overall.low, -overall.high, chain.service.council, chain.service.name
