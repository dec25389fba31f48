"""A council's interfaces, or an estate's, in a few figures, and what would help there most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.scoring.interoperability.declared import SERVICES, kinds_of
from estate.scoring.interoperability.estate import (
    is_required,
    required_pairs,
    standards_of,
    weight_of,
)
from estate.scoring.interoperability.links import LEVELS
from estate.scoring.interoperability.steps import next_steps
from estate.scoring.results import Interval

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from estate.graph import EstateGraph, Link
    from estate.scoring.interoperability.estate import Interoperability
    from estate.scoring.interoperability.links import LinkScore
    from estate.scoring.interoperability.steps import Step


@dataclass(frozen=True, slots=True)
class Summary:
    """How well the systems of one council, or of several, work together.

    `actual` is the mean of the assessed systems' actual figures, each weighted by its own
    criticality; None where none is assessed. `levels` gives for each level how many interfaces
    surely have it, and how many could. `not_assessed` are systems in use without a working
    interface on record. `missing` are interfaces that are required and not there.
    """

    systems: int
    actual: Interval | None
    not_assessed: tuple[SystemRef, ...]
    interfaces: int
    levels: Mapping[int, tuple[int, int]]
    required: Interval | None
    required_pairs: int
    missing: tuple[Link, ...]

    @property
    def assessed(self) -> int:
        """Return how many systems in use are assessed."""
        return self.systems - len(self.not_assessed)

    @property
    def open_levels(self) -> int:
        """Return of how many interfaces the level cannot be told."""
        return self.interfaces - sum(surely for surely, _ in self.levels.values())


@dataclass(frozen=True, slots=True)
class Advice:
    """A step for one interface, and its worth: points gained x the weight of the other end.

    It counts at each end that is one of the systems looked at, as it does in their figures.
    `offered` are standards of programming interfaces that an end offers already, by end, where
    the step moves data to one.
    """

    score: LinkScore
    step: Step
    weight: int
    offered: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def worth(self) -> Fraction:
        """Return the points gained, times the weight."""
        return self.step.gain * self.weight


def summarise(graph: EstateGraph, found: Interoperability, councils: Collection[str]) -> Summary:
    """Return the figures of some councils together; an interface is its recorder's."""
    systems = [
        one
        for ref, one in found.systems.items()
        if ref.council in councils and graph.portfolio.system(ref).in_use
    ]
    own = [one for one in found.links if one.link.council in councils]
    working = [one for one in own if one.link.interface.works]
    required = [one for one in own if is_required(one.link)]
    assessed = [
        (weight_of(graph, str(one.ref)), one.actual) for one in systems if one.actual is not None
    ]
    return Summary(
        systems=len(systems),
        actual=_mean(assessed),
        not_assessed=tuple(one.ref for one in systems if one.actual is None),
        interfaces=len(working),
        levels={level: _at(level, working) for level in LEVELS},
        required=required_pairs(required),
        required_pairs=len(required),
        missing=tuple(one.link for one in required if not one.link.interface.works),
    )


def _mean(weighted: list[tuple[int, Interval]]) -> Interval | None:
    total = sum(weight for weight, _ in weighted)
    if not total:
        return None
    low = sum((weight * one.low for weight, one in weighted), Fraction(0))
    high = sum((weight * one.high for weight, one in weighted), Fraction(0))
    return Interval(low / total, high / total)


def _at(level: int, links: list[LinkScore]) -> tuple[int, int]:
    surely = sum(one.level_low == one.level_high == level for one in links)
    return surely, sum(one.level_low <= level <= one.level_high for one in links)


def what_would_raise_it(
    graph: EstateGraph,
    found: Interoperability,
    links: Iterable[LinkScore],
    systems: Collection[SystemRef],
) -> tuple[Advice, ...]:
    """Return every step for some working interfaces, the most worth first.

    `systems` are those whose figures count.
    """
    counted = frozenset(str(ref) for ref in systems)
    advice = [
        Advice(one, step, weight, _offered(graph, one, step))
        for one in links
        if one.link.interface.works
        for weight in (_weight(graph, one.link, counted),)
        if weight
        for step in next_steps(one.facts, found.as_of)
    ]
    # Fractions are slow to compare, and there are few different ones: compare their places.
    worths = sorted({one.worth for one in advice}, reverse=True)
    places = {worth: place for place, worth in enumerate(worths)}
    return tuple(sorted(advice, key=lambda one: _order(one, places[one.worth])))


def _weight(graph: EstateGraph, link: Link, counted: Collection[str]) -> int:
    ends = {link.sender, link.receiver}
    return sum(weight_of(graph, link.other_end(end)) for end in ends if end in counted)


def _order(one: Advice, place: int) -> tuple[int, bool, bool, str, str, str, int]:
    """Order by the place of its worth; of equals what is offered already, and asking, first."""
    link = one.score.link
    return (
        place,
        not one.offered,
        not one.step.find_out,
        link.sender,
        link.receiver,
        link.council,
        link.index,
    )


def best_of_each(advice: Iterable[Advice], *, find_out: bool) -> tuple[Advice, ...]:
    """Return for each interface its first step of one sort, in the order given."""
    first: dict[tuple[str, int], Advice] = {}
    for one in advice:
        if one.step.find_out is find_out:
            first.setdefault((one.score.link.council, one.score.link.index), one)
    return tuple(first.values())


def offers(graph: EstateGraph, link: Link) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the ends that offer a programming interface, each with the standards that say so."""
    catalogue = graph.portfolio.catalogue
    ends = (
        (end, tuple(it for it in standards_of(graph, end) if "api" in kinds_of(catalogue, [it])))
        for end in dict.fromkeys((link.sender, link.receiver))
    )
    return tuple((end, standards) for end, standards in ends if standards)


def _offered(
    graph: EstateGraph, one: LinkScore, step: Step
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    moves = step.mechanism in SERVICES and not step.find_out
    return offers(graph, one.link) if moves else ()


def unused(graph: EstateGraph, links: Iterable[LinkScore]) -> tuple[LinkScore, ...]:
    """Return working interfaces that surely use no programming interface though an end offers one.

    They pass by hand, by file or by a link into a database.
    """
    return tuple(
        one
        for one in links
        if one.link.interface.works
        and one.facts.mechanism is not None
        and one.facts.mechanism not in SERVICES
        and offers(graph, one.link)
    )
