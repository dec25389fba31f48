"""The pieces of a page about structure, and how it names systems and places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio import CATALOGUE, Fact, SystemRef, platform_of
from estate.rendering.kit.words import listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.kit.terminal import Column

Where = Callable[[Fact], str | None]
"""Turns a fact into `file:line`, or None where it stands in no file."""
NAMED = 6
"""As many systems are named on a line."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading; a lead; points of a list; a table; and a closing remark, each if there is any."""

    title: str
    lead: str = ""
    points: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A title, a lead, and sections."""

    title: str
    lead: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """How systems are named: on a council's page its own without the council."""

    council: str | None
    where: Where

    def name(self, node: str) -> str:
        """Return what a system or platform is called on the page."""
        council, slash, system = node.partition("/")
        return system if slash and council == self.council else node

    def names(self, nodes: Sequence[str]) -> str:
        """Return several names, not too many."""
        return listing([self.name(node) for node in nodes], NAMED)

    def at(self, fact: Fact) -> str:
        """Return ` file:line` of a fact; nothing where it stands in no file."""
        place = self.where(fact)
        return f" {place}" if place else ""

    def of(self, node: str) -> str:
        """Return ` (file:line)` of a system or platform; nothing where it stands in no file."""
        platform = platform_of(node)
        if platform is not None:
            place = self.where(Fact(CATALOGUE, ("platforms", platform)))
        else:
            ref = SystemRef.parse(node)
            place = self.where(Fact(ref.council, ("systems", ref.system)))
        return f" ({place})" if place else ""


def left_out(count: int, shown: int) -> str:
    """Return how many more there are than are shown; nothing where all are."""
    return f"{count - shown:,} more: --top {count}." if count > shown else ""
