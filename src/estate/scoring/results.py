"""What scoring answers: intervals, contributions and classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from estate.portfolio import Fact, SystemRef


class Answer(StrEnum):
    """Yes, no, or cannot tell from what is recorded."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """An exact range: the true value lies between `low` and `high`, ends included."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        """Whether both ends agree."""
        return self.low == self.high

    @property
    def midpoint(self) -> Fraction:
        """Return the middle of the range."""
        return (self.low + self.high) / 2


class CriterionScore(NamedTuple):
    """One criterion of the framework for one system.

    `rule` names how it came about: `recorded`, `overridden`, `unknown`, or the name of a
    derivation such as `support-dates`. Where a derivation sets a recorded number aside, its name
    is followed by `:outweighs-recorded`. `because` says it in words. `facts` are what it rests
    on. `recorded` is the number that somebody recorded, whether or not it stands.
    """

    code: str
    key: str
    name: str
    low: int
    high: int
    rule: str
    because: str
    facts: tuple[Fact, ...] = ()
    recorded: int | None = None

    @property
    def contradicted(self) -> bool:
        """Whether the recorded number is set aside because the facts exclude it."""
        return self.recorded is not None and not self.low <= self.recorded <= self.high

    @property
    def known(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class LegacyScore:
    """The legacy risk of one system: thirteen criteria, two totals, and what follows."""

    ref: SystemRef
    criteria: tuple[CriterionScore, ...]
    likelihood: Interval
    impact: Interval
    overall: Interval
    legacy: Answer
    red_rated: Answer

    def criterion(self, code: str) -> CriterionScore:
        """Return the criterion with that code, `L1` to `L7` or `C1` to `C6`; else KeyError."""
        for criterion in self.criteria:
            if criterion.code == code:
                return criterion
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over the systems in use: neither planned nor retired.

    `not_in_use` says how many others there are; they are scored, but not counted.
    """

    systems: int
    legacy: Mapping[Answer, int]
    red_rated: Mapping[Answer, int]
    criteria_known: int
    criteria_total: int
    not_in_use: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a whole estate at a date, by system."""

    as_of: date
    systems: Mapping[SystemRef, LegacyScore]
    totals: Totals
    by_council: Mapping[str, Totals]

    def ranked(self) -> tuple[LegacyScore, ...]:
        """Return all scores, worst first: by the upper end, then the lower, then the id."""
        return tuple(sorted(self.systems.values(), key=_worst_first))


def _worst_first(score: LegacyScore) -> tuple[float, Fraction, Fraction, SystemRef]:
    """Return a key to sort by: floats keep the order of fractions, and compare quicker.

    Where two of them are equal, the fractions behind them decide.
    """
    high = score.overall.high
    return -float(high), -high, -score.overall.low, score.ref
