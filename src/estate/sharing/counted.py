"""Systems by class over all councils that let them be counted, in a table that may be passed on.

Who has the packs knows each council's own counts. What is made of them for others tells of no
council alone: cells of few or of one large council are hidden, and what would give them away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from estate.sharing.pack import Pack
from estate.sharing.suppression import Shown, Table, suppress

NOT_TOLD = "not told"
"""The column of councils that do not tell how rural they are."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What may be shown of a score: systems by class and by how rural their council is."""

    score: str
    councils: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shown: Shown


def counted(packs: Iterable[Pack]) -> tuple[Counted, ...]:
    """Return a table for each score that some of these packs count, one pack a council."""
    tables: dict[str, dict[tuple[str, str], dict[str, int]]] = {}
    councils: dict[str, set[str]] = {}
    for pack in packs:
        council = pack.content.council
        for counts in pack.content.counts:
            if counts.cells is None:
                continue
            councils.setdefault(counts.score, set()).add(council.id)
            cells = tables.setdefault(counts.score, {})
            for name, number in counts.cells.items():
                place = (name, council.rurality or NOT_TOLD)
                cells.setdefault(place, {})[council.id] = number
    return tuple(
        _counted(score, len(councils[score]), cells) for score, cells in sorted(tables.items())
    )


def _counted(score: str, councils: int, cells: dict[tuple[str, str], dict[str, int]]) -> Counted:
    return Counted(
        score,
        councils,
        tuple(sorted({row for row, _ in cells})),
        tuple(sorted({column for _, column in cells})),
        suppress(Table(cells)),
    )
