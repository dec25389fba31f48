"""Temporary adapters: two systems that change in different quarters need one between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.program.draft import Parted
from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from estate.planning.problem.cases import Adapter
    from estate.planning.program.columns import Generator
    from estate.planning.program.draft import Draft


def adapters(draft: Draft, _generator: Generator) -> None:
    """Write what parting two systems costs, and that those bound to one another both change."""
    for adapter in draft.problem.adapters:
        _adapter(draft, adapter)


def _adapter(draft: Draft, adapter: Adapter) -> None:
    index = draft.problem.number_of
    ends = [index[adapter.one], index[adapter.other]]
    changes = [draft.changing(end) for end in ends]
    if adapter.tied and any(changes):
        draft.equal(*changes)
    counted = draft.going_live if adapter.tied else draft.reworking
    sides = [counted(end) for end in ends]
    if not all(sides) or not adapter.pounds:
        return
    latest = [max(side) for side in sides]
    parted = {
        quarter: draft.variable(draft.discounted(adapter.pounds, quarter * MONTHS_A_QUARTER), ends)
        for quarter in sorted(set().union(*sides))
        if any(quarter in side and quarter < latest[1 - k] for k, side in enumerate(sides))
    }
    for k, side in enumerate(sides):
        _first(draft, adapter, parted, side, sides[1 - k], ends[1 - k])
    lives = [[(c, quarter) for quarter, own in side.items() for c in own] for side in sides]
    draft.definitions.append(Parted(parted, *lives))


def _first(
    draft: Draft,
    adapter: Adapter,
    parted: dict[int, int],
    side: dict[int, list[int]],
    other: dict[int, list[int]],
    end: int,
) -> None:
    """Say for each quarter that it is paid if one goes live in it and the other does later."""
    if not parted:
        return
    live = draft.steps(other, [end])
    every = live[max(live)]
    for quarter, own in sorted(side.items()):
        if quarter not in parted or quarter >= max(other):
            continue
        terms = {parted[quarter]: 1, **dict.fromkeys(own, -1)}
        upto = [variable for q, variable in live.items() if q <= quarter]
        if upto:
            terms[upto[-1]] = 1
        if adapter.tied:  # the other goes live at some time: it has, or it will
            draft.row(terms, 0, FREE)
        else:
            draft.row({**terms, every: -1}, -1, FREE)
