"""One system as completeness looks at it, and what it says of one fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from estate.portfolio.base import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import Contract, Option, System, SystemRef
    from estate.portfolio.base import Record
    from estate.scoring import LegacyScore

CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
"""The words for how far to trust a fact, from the surest."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a fact that applies to a system.

    `confidence` is what its evidence says, None where it says nothing. `confirmed` is the last
    date at which somebody vouched for it: of its evidence or of its record's review.
    """

    known: bool
    confidence: Confidence | None = None
    confirmed: date | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A system with what surrounds it."""

    graph: EstateGraph
    ref: SystemRef
    system: System
    score: LegacyScore
    as_of: date

    @property
    def contracts(self) -> list[Contract]:
        """Return the contracts that name it."""
        return [contract for _, contract in self.graph.contracts_of(self.ref)]

    @property
    def running_contracts(self) -> list[Contract]:
        """Return the contracts that name it and are not over."""
        return [one for one in self.contracts if not is_over(one, self.as_of)]

    @property
    def changes(self) -> list[Option]:
        """Return its options that change something: all but `retain`."""
        return [option for option in self.system.options.values() if option.kind != "retain"]


def is_over(contract: Contract, on: date) -> bool:
    """Whether a contract has ended: the end as things stand is past, and it does not renew."""
    end = contract.current_end
    return end is not None and end < on and not contract.renews


def held(record: Record, key: str, *, known: bool) -> Held:
    """Return a fact of one record, with its evidence where it is known."""
    return among([(record, key, known)])


def among(facts: Iterable[tuple[Record, str, bool]]) -> Held:
    """Return a fact that several records have a part in: known where all are.

    Its confidence is the least of theirs, and none where one states none; it was confirmed when
    the part that was confirmed longest ago was.
    """
    parts = list(facts)
    if not all(known for _, _, known in parts):
        return Held(known=False)
    stated = [_confidence(record, key) for record, key, _ in parts]
    sure = [one for one in stated if one is not None]
    least = max(sure, key=CONFIDENCES.index) if sure and len(sure) == len(stated) else None
    dates = [_confirmed(record, key) for record, key, _ in parts]
    dated = [one for one in dates if one is not None]
    return Held(known=True, confidence=least, confirmed=min(dated) if dated else None)


def _evidence(record: Record, key: str) -> Iterator[str]:
    """Yield the keys of the evidence for a key of a record, or for part of it."""
    for given in record.evidence:
        if given == key or given.startswith(f"{key}.") or key.startswith(f"{given}."):
            yield given


def _confidence(record: Record, key: str) -> Confidence | None:
    stated = [record.evidence[given].confidence for given in _evidence(record, key)]
    sure = [one for one in stated if one is not None]
    return max(sure, key=CONFIDENCES.index) if sure else None


def _confirmed(record: Record, key: str) -> date | None:
    dates = [record.evidence[given].on for given in _evidence(record, key)]
    return max((day for day in (*dates, record.reviewed) if day is not None), default=None)
