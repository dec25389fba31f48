"""A record as keys and texts, for formats that know nothing else: `annual_cost.licence`, `60000`.

A day is written as 2027-03-31, a sum in whole pounds, yes and no as true and false, and several
values in one text, with a comma between. What has parts of its own, such as options, is not flat.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from estate.rendering.exchange.fields import KEEPING, filled
from estate.rendering.kit.words import decimal

if TYPE_CHECKING:
    from collections.abc import Collection

    from estate.portfolio import Contract
    from estate.portfolio.base import Noun
    from estate.rendering.plan.view import StepView
    from estate.scoring.results import LegacyScore

NEVER = frozenset({"notes", "evidence", *KEEPING})
"""Keys that are not written: what never leaves a council, and how a record is kept."""
PLACES = 4


class Pair(NamedTuple):
    """A key and what it says."""

    key: str
    text: str


class Carrying:
    """Makes records flat, and remembers by table which keys went along."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.keys: dict[str, set[str]] = {}

    def flat(self, table: str, record: Noun, own: Collection[str] = ()) -> tuple[Pair, ...]:
        """Return the keys of a record that say something in one text, in the order of its type.

        Keys of `own` are left out, but count as carried: the format has its own place for them.
        """
        carried = self.keys.setdefault(table, set())
        carried.update(own)
        found = []
        for key in filled(record):
            if key in own or key.partition(".")[0] in NEVER:
                continue
            words = text_of(_value(record, key))
            if words is not None:
                carried.add(key)
                found.append(Pair(key.rstrip("_"), words))
        return tuple(found)


def _value(record: Any, key: str) -> Any:  # noqa: ANN401  # a value of any key
    for part in key.split("."):
        record = getattr(record, part)
    return record


def text_of(value: object) -> str | None:
    """Return a value as a text; None where it has parts that have no text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, tuple | list):
        parts = [text_of(each) for each in value]
        told = [part for part in parts if part is not None]
        return ", ".join(told) if len(told) == len(parts) else None
    return None


def score_pairs(score: LegacyScore) -> Iterator[Pair]:
    """Yield what a system scores: its overall legacy risk, 0 to 30, as a range, and its classes."""
    yield Pair("score.low", decimal(score.overall.low, PLACES))
    yield Pair("score.high", decimal(score.overall.high, PLACES))
    yield Pair("score.red_rated", score.red_rated.value)
    yield Pair("score.legacy", score.legacy.value)


def ends(contract: Contract) -> Iterator[Pair]:
    """Yield the days that follow from a contract's terms, as far as they are known."""
    for key in ("current_end", "end_by_right", "last_end"):
        day = getattr(contract, key)
        if day is not None:
            yield Pair(key, day.isoformat())


STEP_KEYS = (
    "option",
    "kind",
    "words",
    "onto",
    "start",
    "delivery",
    "live",
    "old_until",
    "capital",
    "revenue",
    "running_before",
    "running_after",
    "better",
    "owner",
    "disposition",
)
"""What goes along of a step of the plan; sums in pounds, running costs in pounds a year."""


def step_pairs(step: StepView, plateau: int | None) -> Iterator[Pair]:
    """Yield what the plan does with a system; `plateau` is the one by which it is live."""
    for key in STEP_KEYS:
        words = text_of(getattr(step, key))
        if words is not None:
            yield Pair(f"plan.{key}", words)
    if plateau is not None:
        yield Pair("plan.plateau", str(plateau))
