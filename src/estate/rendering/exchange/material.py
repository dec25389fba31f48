"""What every exporter takes: the estate, its scores, and a plan of it where one is to go along."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from estate.rendering.kit.origin import origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from estate.graph import EstateGraph, Link
    from estate.planning.plateaus import Plateau
    from estate.portfolio import Fact, Inventory, Portfolio, System, SystemRef
    from estate.rendering.exchange.loss import Loss
    from estate.rendering.kit.artifact import Artifact
    from estate.rendering.plan.view import PlanView, StepView
    from estate.scoring.results import LegacyScore, Scores


@dataclass(frozen=True)
class Material:
    """An estate, or some councils of it, as on a day.

    `notes` of records never leave a council: no exporter writes them.
    """

    graph: EstateGraph
    scores: Scores
    as_of: date
    councils: tuple[str, ...]
    """Whose systems are written; sorted."""
    version: str
    """Of this program."""
    where: Callable[[Fact], str | None]
    """`file:line` of a fact; None where it stands in no file."""
    digest: str = ""
    """The hash of all files that were read; empty where it is not known."""
    plan: PlanView | None = None
    """The roadmap, its plateaus in it; None where the estate alone is written."""

    @property
    def made(self) -> str:
        """Return what wrote an export, as of when, and from which record, in a line."""
        return origin(self.version, self.as_of, self.digest)

    @property
    def portfolio(self) -> Portfolio:
        """Return the record."""
        return self.graph.portfolio

    @property
    def whole(self) -> bool:
        """Whether all councils are written."""
        return self.councils == tuple(sorted(self.portfolio.councils))

    def inventories(self) -> Iterator[tuple[str, Inventory]]:
        """Yield each council that is written, with its record; by id."""
        for council in self.councils:
            yield council, self.portfolio.councils[council]

    def systems(self) -> Iterator[tuple[SystemRef, System]]:
        """Yield each system that is written, by council and id; planned and retired ones too."""
        chosen = frozenset(self.councils)
        return (pair for pair in self.portfolio.systems() if pair[0].council in chosen)

    def score(self, ref: SystemRef) -> LegacyScore:
        """Return a system's score."""
        return self.scores.systems[ref]

    @cached_property
    def nodes(self) -> frozenset[str]:
        """The ends that a relation may have: systems that are written, and every platform."""
        own = (str(ref) for ref, _ in self.systems())
        shared = (f"platform:{name}" for name in self.portfolio.catalogue.platforms)
        return frozenset((*own, *shared))

    def links(self) -> Iterator[Link]:
        """Yield each interface, retired ones too, both ends of which are written."""
        for link in self.graph.links:
            if link.sender in self.nodes and link.receiver in self.nodes:
                yield link

    def links_out(self) -> Iterator[Link]:
        """Yield each interface of a council that is written that has an end which is not."""
        for link in self.graph.links:
            ends = {link.sender, link.receiver}
            if link.council in self.councils and not ends <= self.nodes:
                yield link

    def steps(self) -> tuple[StepView, ...]:
        """Return the plan's steps for systems that are written, by start, then by system."""
        if self.plan is None:
            return ()
        return tuple(step for step in self.plan.steps if step.council in self.councils)

    def plateaus(self) -> tuple[Plateau, ...]:
        """Return the plateaus of all that is written: of the council where it is one."""
        if self.plan is None:
            return ()
        return self.plan.plateaus_of(self.councils[0] if len(self.councils) == 1 else None)


@dataclass(frozen=True, slots=True)
class Export:
    """What an exporter gives: files, the first of which is the one to open, and what is lost."""

    files: tuple[Artifact, ...]
    loss: Loss
