"""What is asked about interfaces, gathered for reading: figures, advice, and interfaces whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from estate.scoring.interoperability import (
    best_of_each,
    summarise,
    unused,
    what_would_raise_it,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.graph import EstateGraph
    from estate.portfolio import Fact, SystemRef
    from estate.scoring.interoperability import (
        Advice,
        Interoperability,
        LinkScore,
        Summary,
        SystemInteroperability,
    )

    Where = Callable[[Fact], str | None]

LISTED = 5
"""As many pieces of advice are listed unless more are asked for."""


@dataclass(frozen=True)
class InteropView:
    """Interfaces of some councils, or of one system, and how much of them is to be shown."""

    graph: EstateGraph
    found: Interoperability
    councils: tuple[str, ...]
    system: SystemRef | None
    top: int | None
    where: Where

    @property
    def listed(self) -> int:
        """Return how many pieces of advice of a sort are listed."""
        return LISTED if self.top is None else self.top

    @cached_property
    def by_council(self) -> tuple[tuple[str, Summary], ...]:
        """Return the figures of each council."""
        return tuple(
            (council, summarise(self.graph, self.found, (council,))) for council in self.councils
        )

    @cached_property
    def whole(self) -> Summary:
        """Return the figures of all the councils together."""
        return summarise(self.graph, self.found, self.councils)

    @property
    def of_system(self) -> SystemInteroperability | None:
        """Return the figures of the one system that is asked about."""
        return None if self.system is None else self.found.systems[self.system]

    @cached_property
    def systems(self) -> tuple[SystemRef, ...]:
        """Return the systems whose figures count: those in use, or the one asked about."""
        if self.system is not None:
            return (self.system,)
        return tuple(
            ref
            for ref, system in self.graph.portfolio.systems()
            if ref.council in self.councils and system.in_use
        )

    @cached_property
    def links(self) -> tuple[LinkScore, ...]:
        """Return the interfaces that work, by council and place in its record."""
        if self.of_system is not None:
            return self.of_system.links
        return tuple(
            one
            for one in self.found.links
            if one.link.interface.works and one.link.council in self.councils
        )

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """Return every step for them, the most worth first."""
        return what_would_raise_it(self.graph, self.found, self.links, self.systems)

    @cached_property
    def to_do(self) -> tuple[Advice, ...]:
        """Return the best thing to do for each interface, the most worth first."""
        return best_of_each(self.advice, find_out=False)

    @cached_property
    def to_find_out(self) -> tuple[Advice, ...]:
        """Return the best question for each interface, the most worth first."""
        return best_of_each(self.advice, find_out=True)

    @cached_property
    def by_link(self) -> dict[tuple[str, int], list[Advice]]:
        """Return the steps of each interface, by the council that records it and its place."""
        found: dict[tuple[str, int], list[Advice]] = {}
        for one in self.advice:
            found.setdefault((one.score.link.council, one.score.link.index), []).append(one)
        return found

    @cached_property
    def unused(self) -> tuple[LinkScore, ...]:
        """Return the interfaces that do without one that an end offers."""
        return unused(self.graph, self.links)

    @cached_property
    def shown_whole(self) -> tuple[LinkScore, ...]:
        """Return the interfaces to show with all their parts, the most to gain first."""
        if self.top is None and self.system is None:
            return ()
        ordered = {(one.score.link.council, one.score.link.index): one.score for one in self.advice}
        rest = {(one.link.council, one.link.index): one for one in self.links}
        return tuple((ordered | rest).values())[: self.top]
