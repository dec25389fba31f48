"""What a rule answers, what it is asked about, and the words they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from estate.portfolio import Fact
from estate.portfolio.dates import add_months
from estate.portfolio.judgements import MAX_IMPACT, MAX_LIKELIHOOD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import Inventory, System, SystemRef

UNKNOWN = "unknown"
"""The name of the rule where nothing is known."""

CERTAIN = MAX_LIKELIHOOD
"""The top of a likelihood criterion: it is so already."""


class Derived(NamedTuple):
    """What the recorded facts say of a criterion: a range, why, and which facts."""

    low: int
    high: int
    rule: str
    because: str
    facts: tuple[Fact, ...] = ()

    @property
    def span(self) -> str:
        """Return the range in words: `4`, or `4 to 6`."""
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


def unknown_likelihood(because: str, facts: tuple[Fact, ...] = ()) -> Derived:
    """Return that nothing is known of a likelihood criterion, and what would have to be."""
    return Derived(1, MAX_LIKELIHOOD, UNKNOWN, because, facts)


def unknown_impact(because: str, facts: tuple[Fact, ...] = ()) -> Derived:
    """Return that nothing is known of an impact criterion, and what would have to be."""
    return Derived(1, MAX_IMPACT, UNKNOWN, because, facts)


@dataclass(frozen=True, slots=True)
class Case:
    """One system at a date, with all that rules look at.

    `assessed_by` is the day on which assessments must be fresh. It is the as-of date, except in
    a look ahead: there, somebody is taken to go on assessing as they do today.
    """

    graph: EstateGraph
    ref: SystemRef
    system: System
    inventory: Inventory
    as_of: date
    assessed_by: date
    worked_out: dict[str, Derived] = field(default_factory=dict, compare=False, repr=False)
    """What a rule has answered already, where another asks it again; by the rule's name."""

    def fact(self, *path: str | int) -> Fact:
        """Return the address of a key of this system."""
        return Fact(self.ref.council, ("systems", self.ref.system, *path))

    def council_fact(self, *path: str | int) -> Fact:
        """Return the address of a key of the council's record."""
        return Fact(self.ref.council, path)


class Bands(NamedTuple):
    """Scores by how many months away a date is: at most so many months, that score."""

    steps: tuple[tuple[int, int], ...]
    later: int


class Placed(NamedTuple):
    """Where a date falls: its score, and that in words such as `within 12 months`."""

    score: int
    words: str


@lru_cache(maxsize=65_536)
def place(until: date, as_of: date, bands: Bands) -> Placed:
    """Return how urgent a last day is as seen from a date; the last day itself is not over."""
    if until < as_of:
        return Placed(CERTAIN, "")
    for limit, months, score in _limits(as_of, bands):
        if until <= limit:
            return Placed(score, f"within {months} months")
    return Placed(bands.later, f"more than {bands.steps[-1][0]} months away")


@lru_cache(maxsize=1_024)
def _limits(as_of: date, bands: Bands) -> tuple[tuple[date, int, int], ...]:
    return tuple((add_months(as_of, months), months, score) for months, score in bands.steps)


def listed(names: Sequence[str]) -> str:
    """Return names as a phrase: `a`, `a and b`, `a, b and c`."""
    if len(names) < 2:  # noqa: PLR2004  # one name has no "and"
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
