"""What councils have for change: money by year, people by quarter, and what they bear at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.portfolio import Fact


class Purse(StrEnum):
    """The two kinds of one-off money, which may not be mixed."""

    CAPITAL = "capital"
    REVENUE = "revenue"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a council may spend in one financial year of the plan, of one kind of money."""

    council: str
    purse: Purse
    year: int
    pounds: int
    facts: tuple[Fact, ...] = ()
    recorded: bool = True
    """False for a year without a record where others have one: it counts as none."""
    carry_forward: bool = False
    """Whether what is left of it at the year's end, with what it was left itself, may be spent in
    the next year."""


@dataclass(frozen=True, slots=True)
class SkillLimit:
    """Person-days of a skill that a council has in one quarter of the plan."""

    council: str
    skill: str
    quarter: int
    days: int
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class RunningCeiling:
    """The most that a council's running costs should come to in a financial year of the plan.

    No rule of the plan: the accounts tell where it is exceeded.
    """

    council: str
    year: int
    pounds: int
    """For twelve months."""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class DayRate:
    """What a person-day of a skill costs that has to be found outside."""

    council: str
    skill: str
    pounds: int
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeLimit:
    """How many steps a council may have under way in the first month of any quarter."""

    council: str
    steps: int
    facts: tuple[Fact, ...] = ()
    service: str = ""
    """The capabilities for which it holds, as recorded; empty for all of the council."""
    systems: frozenset[str] | None = None
    """The systems that count; None for all of the council."""
