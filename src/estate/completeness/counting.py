"""How much is known: counts by council, group of capabilities and fact, exact and additive."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from estate.completeness.facts import FACTS
from estate.completeness.looking import CONFIDENCES, Look
from estate.portfolio.dates import add_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from estate.completeness.looking import Held
    from estate.graph import EstateGraph
    from estate.portfolio import System, SystemRef
    from estate.scoring import Scores

NO_GROUP = ""
"""The group of systems for which no capability is recorded."""
REVIEW_MONTHS = 12
"""Months after which a fact counts as old where the workspace says nothing."""
_PART_OF = {fact.key: fact.part for fact in FACTS}


@dataclass(frozen=True, slots=True)
class Count:
    """Of `of` systems to which something applies, it is known of `known`.

    `confidence` says how sure: how many are verified, reported, estimated and assumed; of the
    other known ones the evidence does not say. `old` is how many were last confirmed longer ago
    than records are to be reviewed, and `undated` how many at no recorded date.
    """

    known: int = 0
    of: int = 0
    confidence: tuple[int, ...] = (0,) * len(CONFIDENCES)
    old: int = 0
    undated: int = 0

    def __add__(self, other: Count) -> Count:
        """Return both counts together."""
        confidence = zip(self.confidence, other.confidence, strict=True)
        return Count(
            self.known + other.known,
            self.of + other.of,
            tuple(one + another for one, another in confidence),
            self.old + other.old,
            self.undated + other.undated,
        )

    @property
    def unknown(self) -> int:
        """Return of how many it is not known."""
        return self.of - self.known

    @property
    def unstated(self) -> int:
        """Return of how many known ones no evidence says how sure it is."""
        return self.known - sum(self.confidence)


@dataclass(frozen=True)
class Coverage:
    """How much is known of the systems in use at a date.

    `cells` has a count for each council, group and fact that applies to any system there;
    `systems` the systems behind them, by council and group. `months` is the age from which a
    fact counts as old, and `months_given` whether the workspace says so.
    """

    as_of: date
    months: int
    months_given: bool
    systems: Mapping[tuple[str, str], int]
    cells: Mapping[tuple[str, str, str], Count]

    @cached_property
    def councils(self) -> tuple[str, ...]:
        """The councils with a system in use, by id."""
        return tuple(sorted({council for council, _ in self.systems}))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups with a system in use, by id; systems without a capability last."""
        return tuple(sorted({group for _, group in self.systems}, key=lambda one: (not one, one)))

    def count(
        self,
        *,
        council: str | None = None,
        group: str | None = None,
        fact: str | None = None,
        part: str | None = None,
    ) -> Count:
        """Return a sum over all cells, or over those of a council, group, fact or part."""
        return self._sums.get((council, group, fact or part), Count())

    def systems_in(self, council: str | None = None, group: str | None = None) -> int:
        """Return how many systems are in use, in all or in a council or group."""
        return sum(
            number
            for (one, another), number in self.systems.items()
            if council in {None, one} and group in {None, another}
        )

    @cached_property
    def _sums(self) -> Mapping[tuple[str | None, str | None, str | None], Count]:
        sums: dict[tuple[str | None, str | None, str | None], Count] = {}
        for (council, group, fact), count in self.cells.items():
            for where in (council, None):
                for whose in (group, None):
                    for what in (fact, _PART_OF[fact], None):
                        key = (where, whose, what)
                        sums[key] = sums.get(key, Count()) + count
        return sums


def coverage(graph: EstateGraph, scores: Scores) -> Coverage:
    """Return how much is known of the systems in use that have a score.

    A system counts in the group of the first capability that is recorded for it. A fact that does
    not apply to a system is not counted for it, neither as known nor as unknown.
    """
    given = graph.portfolio.workspace.review_months
    months = REVIEW_MONTHS if given is None else given
    oldest = add_months(scores.as_of, -months)
    systems: dict[tuple[str, str], int] = {}
    cells: dict[tuple[str, str, str], Count] = {}
    for ref, score in sorted(scores.systems.items()):
        system = graph.portfolio.system(ref)
        if not system.in_use:
            continue
        place = (ref.council, group_of(system))
        systems[place] = systems.get(place, 0) + 1
        look = Look(graph, ref, system, score, scores.as_of)
        for fact in FACTS:
            found = fact.look(look)
            if found is not None:
                key = (*place, fact.key)
                cells[key] = cells.get(key, Count()) + _counted(found, oldest)
    return Coverage(scores.as_of, months, given is not None, systems, cells)


def group_of(system: System) -> str:
    """Return the id of the group of a system's first capability."""
    return system.capabilities[0].partition(".")[0] if system.capabilities else NO_GROUP


def in_use(graph: EstateGraph, refs: Iterable[SystemRef]) -> tuple[SystemRef, ...]:
    """Return those of some systems that are in use, in order."""
    return tuple(ref for ref in sorted(refs) if graph.portfolio.system(ref).in_use)


def _counted(found: Held, oldest: date) -> Count:
    if not found.known:
        return Count(of=1)
    old = found.confirmed is not None and found.confirmed < oldest
    confidence = tuple(int(found.confidence == one) for one in CONFIDENCES)
    return Count(1, 1, confidence, int(old), int(found.confirmed is None))
