"""Interoperability of systems, and of what the business requires."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, platform_of, split_product
from estate.scoring.interoperability.declared import Sharing, kinds_of
from estate.scoring.interoperability.links import assess_link
from estate.scoring.results import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from estate.graph import EstateGraph, Link
    from estate.scoring.interoperability.links import LinkScore

CRITICALITY_WEIGHTS = {"low": 1, "medium": 2, "high": 3, "vital": 4}
UNKNOWN_WEIGHT = 2
"""Weight of an end whose criticality is not recorded, and of platforms: as medium. Ours."""
POINT_TO_POINT = 3


@dataclass(frozen=True, slots=True)
class SystemInteroperability:
    """How well one system works with those around it.

    `actual` is the mean score of its working interfaces, 0 to 100, weighted by the criticality of
    the other end; None without any: not assessed, which is not 0. `potential` is the technical
    level that the standards of its product and of itself allow; None where none are recorded.
    `missing` are interfaces that the business needs and that do not work today.
    """

    ref: SystemRef
    links: tuple[LinkScore, ...]
    actual: Interval | None
    potential: int | None
    missing: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Interoperability:
    """The whole estate at a date; `required` is the score of required pairs, -1 to 1."""

    as_of: date
    systems: Mapping[SystemRef, SystemInteroperability]
    links: tuple[LinkScore, ...]
    required: Interval | None
    required_by_council: Mapping[str, Interval | None]


def interoperability(graph: EstateGraph, as_of: date) -> Interoperability:
    """Return how well the systems of an estate work together."""
    sharing = Sharing(graph)
    scores = {
        (link.council, link.index): assess_link(graph, link, as_of, sharing) for link in graph.links
    }
    every = tuple(scores.values())
    councils = sorted(graph.portfolio.councils)
    return Interoperability(
        as_of=as_of,
        systems={
            ref: _system(graph, ref, lambda link: scores[link.council, link.index])
            for ref, _ in graph.portfolio.systems()
        },
        links=every,
        required=required_pairs(every),
        required_by_council={
            council: required_pairs(one for one in every if one.link.council == council)
            for council in councils
        },
    )


def interoperability_of(graph: EstateGraph, ref: SystemRef, as_of: date) -> SystemInteroperability:
    """Return how well one system works with those around it; KeyError for an unknown system."""
    sharing = Sharing(graph)
    return _system(graph, ref, lambda link: assess_link(graph, link, as_of, sharing))


def _system(
    graph: EstateGraph, ref: SystemRef, assessed: Callable[[Link], LinkScore]
) -> SystemInteroperability:
    around = graph.interfaces_of(ref)
    links = tuple(assessed(link) for link in around if link.interface.works)
    missing = tuple(link for link in around if is_required(link) and not link.interface.works)
    return SystemInteroperability(
        ref, links, _mean(graph, ref, links), _potential(graph, ref), missing
    )


def required_pairs(links: Iterable[LinkScore]) -> Interval | None:
    """Return the mean over required interfaces: 1 connected, 0 by hand or by file, -1 missing.

    Connected is a technical level of 3 or more. None when nothing is required. After the idea of
    Ford and others' i-Score, in our own numbers.
    """
    spins = [_spin(one) for one in links if is_required(one.link)]
    if not spins:
        return None
    low, high = (Fraction(sum(ends), len(spins)) for ends in zip(*spins, strict=True))
    return Interval(low, high)


def is_required(link: Link) -> bool:
    """Whether the business needs an interface, as far as is recorded: what is missing is needed."""
    status = link.interface.status
    return status == "missing" or (bool(link.interface.required) and status != "retired")


def _spin(one: LinkScore) -> tuple[int, int]:
    if not one.link.interface.works:
        return -1, -1
    passage = one.part("technical")
    return int(passage.low >= POINT_TO_POINT), int(passage.high >= POINT_TO_POINT)


def _mean(graph: EstateGraph, ref: SystemRef, links: tuple[LinkScore, ...]) -> Interval | None:
    if not links:
        return None
    weights = [weight_of(graph, one.link.other_end(str(ref))) for one in links]
    low = sum((w * one.score.low for w, one in zip(weights, links, strict=True)), Fraction(0))
    high = sum((w * one.score.high for w, one in zip(weights, links, strict=True)), Fraction(0))
    return Interval(low / sum(weights), high / sum(weights))


def weight_of(graph: EstateGraph, node: str) -> int:
    """Return how much a system counts, 1 to 4, by its recorded criticality."""
    if platform_of(node) is not None or node not in graph:
        return UNKNOWN_WEIGHT
    criticality = graph.portfolio.system(SystemRef.parse(node)).criticality
    return CRITICALITY_WEIGHTS[criticality] if criticality else UNKNOWN_WEIGHT


def standards_of(graph: EstateGraph, node: str) -> tuple[str, ...]:
    """Return the standards that a system supports by its own record or its product's, sorted.

    Those of a platform are what its record and its product's say; an unknown end has none.
    """
    catalogue = graph.portfolio.catalogue
    name = platform_of(node)
    if name is not None:
        platform = catalogue.platforms.get(name)
        own, used = (platform.standards, platform.product) if platform else ((), None)
    elif node in graph:
        system = graph.portfolio.system(SystemRef.parse(node))
        own, used = system.standards, system.product
    else:
        own, used = (), None
    product = catalogue.products.get(split_product(used)[0]) if used else None
    return tuple(sorted({*own, *(product.standards if product else ())}))


def _potential(graph: EstateGraph, ref: SystemRef) -> int | None:
    kinds = kinds_of(graph.portfolio.catalogue, standards_of(graph, str(ref)))
    if "api" not in kinds:
        return None
    if "sign-in" not in kinds:
        return POINT_TO_POINT
    return 5 if "payload" in kinds else 4
