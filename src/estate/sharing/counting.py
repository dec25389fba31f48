"""How many systems stand in each class of a score, where the council agreed to have that told.

No system's own score leaves. A table of counts is told whole or not at all: not where a class holds
one or two systems, nor where nearly all stand in one, since a count then tells of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from estate.sharing.pack import PackCounts
from estate.sharing.telling import Telling

SMALLEST_CELL = 3
"""Systems: a class with fewer is not told."""
LARGEST_SHARE = Fraction(85, 100)
"""A class with more than this share of the systems is not told."""


def counts(telling: Telling) -> tuple[PackCounts, ...]:
    """Return, for each score that is agreed, how many of the told systems are in each class.

    Planned and retired systems are not counted.
    """
    scores = telling.ruling.scores
    if not scores:
        return ()
    # Scoring needs the whole estate as a graph: only where somebody agreed to be counted.
    from estate.graph import build  # noqa: PLC0415
    from estate.scoring import score  # noqa: PLC0415

    found = score(build(telling.portfolio), telling.as_of, [telling.council])
    told = [
        each
        for ref, each in found.systems.items()
        if ref.system in telling.systems and telling.inventory.systems[ref.system].in_use
    ]
    answers = {
        "legacy": Counter(each.legacy.value for each in told),
        "red-rated": Counter(each.red_rated.value for each in told),
    }
    return tuple(PackCounts(score=name, cells=safe_cells(answers[name])) for name in scores)


def safe_cells(cells: Mapping[str, int]) -> dict[str, int] | None:
    """Return a table of counts, without empty classes; None where it would tell of single systems.

    All or nothing, because the number of systems is in the pack: one hidden cell would be what is
    left of it.
    """
    filled = {name: cells[name] for name in sorted(cells) if cells[name]}
    total = sum(filled.values())
    small = any(number < SMALLEST_CELL for number in filled.values())
    return None if small or not filled or max(filled.values()) > LARGEST_SHARE * total else filled
