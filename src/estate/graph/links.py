"""What a graph is made of: links that carry data, and dependencies derived from the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from estate.portfolio import Fact

if TYPE_CHECKING:
    from estate.portfolio import Interface

DependencyKind = Literal["interface", "depends_on", "platform", "runs_on"]
"""The key of the record that a dependency comes from."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """`dependent` cannot work without `on`; `fact` is the line that says so.

    Both ends are written `council/system` or `platform:ID`.
    """

    dependent: str
    on: str
    kind: DependencyKind
    fact: Fact


@dataclass(frozen=True, slots=True)
class Link:
    """An interface as one council recorded it, its ends written out in full.

    `index` is its position among that council's interfaces, from 0. An end may name something
    that does not exist.
    """

    council: str
    index: int
    sender: str
    receiver: str
    interface: Interface

    @property
    def fact(self) -> Fact:
        """Return where the interface is recorded."""
        return Fact(self.council, ("interfaces", self.index))

    def other_end(self, node: str) -> str:
        """Return the end that is not `node`."""
        return self.receiver if node == self.sender else self.sender
