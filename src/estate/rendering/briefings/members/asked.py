"""The members' page: what is asked of members now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.decisions import AHEAD, agenda
from estate.rendering.briefings.glossary.links import said_of
from estate.rendering.briefings.members.first import boards_paper
from estate.rendering.briefings.services import NOT_RECORDED
from estate.rendering.canvas.page_model import Cell, Table, heads
from estate.rendering.kit.words import day, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.decisions import Agenda
    from estate.rendering.briefings.decisions.one import Decision
    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block

MOST = 6


def asked(scope: Scope) -> Iterator[Block]:
    """Yield the decisions of the next months: those on which most money hangs, by date."""
    found = agenda(scope)
    count = len(found.decisions)
    if not count:
        yield said_of("No decision falls due in the {} months to {}.", AHEAD, day(found.until))
        return
    shown = _weighty(found)
    yield said_of(_lead(count, len(shown)), AHEAD, day(found.until))
    yield _table(shown)
    yield said_of(
        "The {} has each in full, with what follows if it is not taken.", boards_paper(scope)
    )


def _lead(count: int, shown: int) -> str:
    fall = "falls" if count == 1 else "fall"
    said = f"{plural(count, 'decision')} {fall} due in the {{}} months to {{}}."
    return said if shown == count else f"{said} These are the {shown} with most money at stake."


def _weighty(found: Agenda) -> tuple[Decision, ...]:
    order = sorted(range(len(found.decisions)), key=lambda at: (-found.decisions[at].stake, at))
    return tuple(found.decisions[at] for at in sorted(order[:MOST]))


def _table(shown: tuple[Decision, ...]) -> Table:
    rows = tuple(
        (
            Cell(day(one.by), key=one.by.isoformat()),
            Cell(one.subject, ref=one.ref),
            Cell(one.what),
            Cell(one.owner or NOT_RECORDED),
        )
        for one in shown
    )
    return Table("Decisions, by date", heads("By", "About", "Decision", "Who answers for it"), rows)
