"""The board's paper: what has to be decided by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.decisions import AHEAD, agenda, decisions_table
from estate.rendering.briefings.glossary.links import said_of
from estate.rendering.canvas.blocks import Folded
from estate.rendering.kit.words import day, listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.decisions import Agenda
    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block

MANY = 12
"""More contracts than this beside the plan are folded away."""
KINDS = (
    ("contract", "on contracts"),
    ("start", "to begin changes"),
    ("platform", "on shared platforms"),
    ("money", "on money that no budget covers"),
)


def decisions(scope: Scope) -> Iterator[Block]:
    """Yield the decisions of the next months: those of the plan, then contracts beside it."""
    found = agenda(scope)
    if not found.decisions:
        yield said_of("No decision falls due in the {} months to {}.", AHEAD, day(found.until))
        return
    fall = "falls" if len(found.decisions) == 1 else "fall"
    yield said_of(
        f"{{}} {fall} due in the {{}} months to {{}}: {{}}.",
        plural(len(found.decisions), "decision"),
        AHEAD,
        day(found.until),
        _counts(found),
    )
    planned = tuple(one for one in found.decisions if one.planned)
    beside = tuple(one for one in found.decisions if not one.planned)
    if table := decisions_table(planned, "Decisions that the plan rests on, by date"):
        yield table
    if table := decisions_table(beside, _beside(scope)):
        yield Folded(table.caption, (table,)) if planned and len(beside) > MANY else table


def _counts(found: Agenda) -> str:
    return listing([f"{len(found.of(kind)):,} {words}" for kind, words in KINDS if found.of(kind)])


def _beside(scope: Scope) -> str:
    """Return what contracts are called of which no plan speaks."""
    if scope.material.plan is None:
        return "Contracts, by date"
    return "Contracts of systems that stay as they are, by date"
