"""Procurement rules as dated data, each with its source and with how far it has been verified.

A rule that was read in its source is `verified` and may be printed as fact. Every other one is
`to be confirmed`, and is printed as that. Nothing here is legal advice: the checks say what the
record shows, for an officer to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

Status = Literal["verified", "to be confirmed"]


class Outcome(StrEnum):
    """What a check comes to."""

    PASS = "pass"  # noqa: S105  # a result, no secret
    FAILS = "fails"
    APPLIES = "applies"
    """A duty that follows from the value."""
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says, where that is published, and whether it was read there."""

    id: str
    says: str
    source: str
    status: Status


@dataclass(frozen=True, slots=True)
class Threshold:
    """A sum from which a rule holds, between two days; `last` is None while none is known."""

    rule: str
    pounds: int
    vat: Literal["with", "without"]
    """Whether the sum counts value added tax."""
    first: date | None
    last: date | None
    source: str
    status: Status

    def holds_on(self, day: date) -> bool:
        """Whether it is the one for a day."""
        return (self.first or date.min) <= day <= (self.last or date.max)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule held against what is recorded."""

    rule: Rule
    outcome: Outcome
    because: str


_SSI = "Public Contracts (Scotland) Regulations 2015, SSI 2015/446"

REGIME = Rule(
    "regime",
    "Councils follow the Public Contracts (Scotland) Regulations 2015 and the Procurement Reform "
    "(Scotland) Act 2014. A call-off from a framework made under the Procurement Act 2023 follows "
    "that Act. Where one authority leads for others, the lead's rules apply.",
    "Scottish Procurement Policy Note 5/2026",
    "verified",
)
REGULATED = Rule(
    "regulated",
    "From this value on, without VAT, goods and services are a regulated procurement. A "
    "consultation on a higher threshold closed on 8 January 2026: confirm the sum.",
    "Procurement Reform (Scotland) Act 2014; Scottish procurement policy manual, thresholds; "
    "Scottish Procurement Policy Note 3/2025",
    "verified",
)
HIGHER = Rule(
    "higher-value",
    "From this value on, VAT included, the Public Contracts (Scotland) Regulations 2015 apply to a "
    "council's supplies and services.",
    "Published thresholds, every two years",
    "to be confirmed",
)
WHOLE_VALUE = Rule(
    "whole-value",
    "The value counts options and extensions, of all councils together, and may not be split to "
    "stay below a threshold.",
    f"{_SSI}, regulation 6",
    "to be confirmed",
)
FOUR_YEARS = Rule(
    "four-years",
    "A framework lasts four years at most, save in exceptional cases.",
    f"{_SSI}, regulation 34(2)",
    "verified",
)
NAMED = Rule(
    "named",
    "Only authorities that the call for competition identifies may call off under a framework.",
    f"{_SSI}, regulation 34(4)",
    "verified",
)
IN_FORCE = Rule(
    "in-force",
    "A call-off is made while the framework is in force. That the contract may outlast it is to be "
    "confirmed.",
    "The framework's own dates, as recorded",
    "to be confirmed",
)
VALUE_LEFT = Rule(
    "value-left",
    "What is called off stays within the framework's estimated value.",
    "The framework's own value, as recorded",
    "to be confirmed",
)
SCOPE = Rule(
    "scope",
    "A call-off stays within what the framework was let for.",
    f"{_SSI}, regulation 34(5): no substantial change",
    "verified",
)
CLEAR_CLAUSE = Rule(
    "clear-clause",
    "A contract may be prolonged without a new competition where it has a clear clause for that.",
    f"{_SSI}, regulation 72, (a)",
    "verified",
)
SMALL_CHANGE = Rule(
    "small-change",
    "A change without such a clause may stay without a new competition if it is below the "
    "threshold and below 10% of the contract's value.",
    f"{_SSI}, regulation 72, (f)",
    "verified",
)

RULES = (
    REGIME,
    REGULATED,
    HIGHER,
    WHOLE_VALUE,
    FOUR_YEARS,
    NAMED,
    IN_FORCE,
    VALUE_LEFT,
    SCOPE,
    CLEAR_CLAUSE,
    SMALL_CHANGE,
)

THRESHOLDS = (
    Threshold("regulated", 50_000, "without", None, None, REGULATED.source, "verified"),
    Threshold(
        "higher-value",
        213_477,
        "with",
        date(2022, 1, 1),
        date(2023, 12, 31),
        "Thresholds for 2022 and 2023",
        "verified",
    ),
    Threshold(
        "higher-value",
        214_904,
        "with",
        date(2024, 1, 1),
        date(2025, 12, 31),
        "Thresholds for 2024 and 2025",
        "to be confirmed",
    ),
    Threshold(
        "higher-value",
        207_720,
        "with",
        date(2026, 1, 1),
        None,
        "Thresholds from 1 January 2026",
        "to be confirmed",
    ),
)

FRAMEWORK_MONTHS = 48
"""Regulation 34(2): four years."""
SMALL_CHANGE_PERCENT = 10
"""Regulation 72, for supplies and services."""


def threshold(rule: Rule, day: date) -> Threshold | None:
    """Return the sum from which a rule holds on a day; None where none is recorded for it."""
    found = (each for each in THRESHOLDS if each.rule == rule.id and each.holds_on(day))
    return next(found, None)
