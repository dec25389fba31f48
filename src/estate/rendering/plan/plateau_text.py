"""The plateaus of a plan as a short table for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.plateaus import Fate
from estate.rendering.kit.terminal import Cell, Column, Terminal, table
from estate.rendering.kit.words import month, short_pounds
from estate.rendering.plan.plateau_words import WHAT, fates, red_words, unknown_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.planning.plateaus import Plateau

_COLUMNS = (
    Column("No", right=True),
    Column("From"),
    Column("To"),
    Column("Changes", right=True),
    Column("Red-rated", right=True),
    Column("Risk", right=True),
    Column("If all is kept", right=True),
    Column("A year", right=True),
    Column("Spent", right=True),
    Column("Rebuilt", right=True),
)
_NOTE = (
    "Number 0 is the estate before anything is changed. Red-rated: from what is certain to what "
    "may be. Risk: all scores added up on the first day, and if nothing were done. A year: what "
    "running everything costs. Spent: from budgets for change by then. Rebuilt: interfaces."
)


def plateau_lines(plateaus: Sequence[Plateau], terminal: Terminal) -> Iterator[str]:
    """Yield the stable states between waves of change, one a line; nothing for a plan of none."""
    if len(plateaus) < 2:  # noqa: PLR2004  # number 0 alone is today
        return
    yield from ("", terminal.heading("Plateaus: the stable states between waves of change"), "")
    yield from table(_COLUMNS, [_row(one) for one in plateaus], terminal)
    yield from terminal.wrap(f"{WHAT} {_NOTE}")
    if unknown := unknown_words(plateaus[-1].standing):
        yield from terminal.wrap(f"Of the last one: {unknown[0].lower()}{unknown[1:]}")


def _row(plateau: Plateau) -> list[str | Cell]:
    standing = plateau.standing
    return [
        str(plateau.number),
        month(plateau.begins),
        month(plateau.ends),
        f"{len(plateau.steps):,}",
        red_words(standing.risk),
        f"{float(standing.risk.total):,.0f}",
        f"{float(plateau.without.risk.total):,.0f}",
        short_pounds(standing.running),
        short_pounds(standing.capital + standing.revenue),
        f"{fates(standing)[Fate.REBUILT]:,}",
    ]
