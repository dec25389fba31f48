"""The most that a plan may take of money or risk: one row over everything that takes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.planning.problem.measures import Measure
from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.problem.measures import Ceiling
    from estate.planning.program.columns import Column
    from estate.planning.program.draft import Draft
    from estate.planning.program.sparse import Ints

_PIECES = 12
"""In how many pieces, each as large as all before it, a plan on the way may be above a ceiling."""


@dataclass(frozen=True)
class Excess:
    """By how much a plan on the way is above a ceiling: pieces, the small ones first."""

    terms: dict[int, int]
    most: int
    pieces: list[tuple[int, int]]
    """(variable, size) of each piece."""

    def settle(self, vector: Ints) -> None:
        """Take as many pieces as it needs."""
        taken = sum(amount * int(vector[k]) for k, amount in self.terms.items() if vector[k])
        over = taken - self.most
        for variable, size in self.pieces:
            vector[variable] = int(over > 0)
            over -= size


def ceilings(draft: Draft, *, missable: bool) -> None:
    """Write each ceiling; what systems share is money, and counts at what it costs.

    Comes after every rule that adds a shared cost. With `missable`, a plan may be above a ceiling
    at a price dearer than any plan, so that a search can start anywhere.
    """
    for ceiling in draft.problem.ceilings:
        terms, most = _row(draft, ceiling)
        reach = _reach(draft, terms)
        if reach <= most:
            continue
        if missable:
            pieces = _pieces(draft, reach - most)
            draft.definitions.append(Excess(terms, most, pieces))
            terms = {**terms, **{variable: -size for variable, size in pieces}}
        draft.row(terms, -FREE, most)


def _row(draft: Draft, ceiling: Ceiling) -> tuple[dict[int, int], int]:
    """Return the row, with each system's least taken off both sides: smaller numbers are safer.

    The first system keeps 1 of it, so that a row which nothing can keep is never an empty one.
    """
    terms: dict[int, int] = {}
    most = ceiling.most
    for number, own in enumerate(draft.of_system):
        least = min((_taken(draft.columns[k], ceiling) for k in own), default=0) - (number == 0)
        most -= least
        terms |= {k: _taken(draft.columns[k], ceiling) - least for k in own}
    if ceiling.measure is Measure.MONEY:
        terms |= {k: draft.cost[k] for k in _shared(draft)}
    return {k: amount for k, amount in terms.items() if amount}, most


def _taken(column: Column, ceiling: Ceiling) -> int:
    return column.money if ceiling.measure is Measure.MONEY else column.risk


def _reach(draft: Draft, terms: dict[int, int]) -> int:
    """Return no less than the most that a row can come to."""
    own = sum(max((terms.get(k, 0) for k in each), default=0) for each in draft.of_system)
    return own + sum(n for k, n in terms.items() if k >= len(draft.columns) and n > 0)


def _pieces(draft: Draft, reach: int) -> list[tuple[int, int]]:
    """Add the pieces that together hold any excess there can be; each is dearer than any plan."""
    price = _dearer_than_any(draft)
    size = max(1, -(-reach // 2 ** (_PIECES - 1)))
    found: list[tuple[int, int]] = []
    held = 0
    while held < reach:
        variable = draft.variable(price, range(len(draft.of_system)))
        draft.misses.append(variable)
        found.append((variable, max(size, held)))
        held += max(size, held)
    return found


def _dearer_than_any(draft: Draft) -> int:
    """Return more than any two plans can differ by that miss nothing."""
    ranges = 0
    for own in draft.of_system:
        costs = [draft.columns[k].cost for k in own if not draft.columns[k].missed]
        ranges += max(costs, default=0) - min(costs, default=0)
    others = sum(abs(draft.cost[k]) for k in _shared(draft))
    return 2 * (ranges + others * max(1, draft.problem.weights[0])) + 1


def in_measure(draft: Draft) -> None:
    """Turn shared costs, until now pounds, into the problem's measure: they are money."""
    times = shared_weight(draft.problem)
    for k in _shared(draft):
        draft.cost[k] *= times


def _shared(draft: Draft) -> list[int]:
    """Return the variables that stand for what systems share."""
    misses = set(draft.misses)
    return [k for k in range(len(draft.columns), len(draft.cost)) if k not in misses]


def shared_weight(problem: PlanningProblem) -> int:
    """Return how often a pound of what systems share counts in the problem's measure."""
    match problem.measure:
        case Measure.RISK:
            return 0
        case Measure.WEIGHTED:
            return problem.weights[0]
        case _:
            return 1
