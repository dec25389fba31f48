"""What has to be decided by when: contracts, the start of changes, shared platforms, money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio.dates import add_months
from estate.rendering.briefings.decisions.contracts import contract_decisions
from estate.rendering.briefings.decisions.plan import (
    money_decisions,
    platform_decisions,
    start_decisions,
)
from estate.rendering.briefings.services import NOT_RECORDED
from estate.rendering.canvas.page_model import Cell, Table, heads
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from datetime import date

    from estate.rendering.briefings.decisions.one import Decision
    from estate.rendering.briefings.material import Scope

AHEAD = 12
"""Months within which a decision is asked for."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The decisions of some months, by date."""

    until: date
    """The last day of those months."""
    decisions: tuple[Decision, ...]

    def of(self, *kinds: str) -> tuple[Decision, ...]:
        """Return those of some kinds."""
        return tuple(one for one in self.decisions if one.kind in kinds)


def agenda(scope: Scope, months: int = AHEAD) -> Agenda:
    """Return what has to be decided within so many months of the as-of date."""
    until = add_months(scope.material.as_of, months)
    found = sorted(
        (one for one in _every(scope, months) if one.by <= until),
        key=lambda one: (one.by, one.kind, one.subject, one.what),
    )
    return Agenda(until, tuple(found))


def _every(scope: Scope, months: int) -> Iterator[Decision]:
    yield from contract_decisions(scope, months)
    yield from start_decisions(scope)
    yield from platform_decisions(scope)
    yield from money_decisions(scope)


def decisions_table(found: tuple[Decision, ...], caption: str) -> Table | None:
    """Return decisions as a table: by when, what, of what, who, and what follows if not."""
    if not found:
        return None
    rows = tuple(
        (
            Cell(day(one.by), key=one.by.isoformat(), where=one.where),
            Cell(one.subject, ref=one.ref),
            Cell(one.what),
            Cell(one.owner or NOT_RECORDED),
            Cell(one.otherwise),
        )
        for one in found
    )
    names = ("By", "About", "Decision", "Who", "If it is not taken")
    return Table(caption, heads(*names), rows, tools=True)
