"""Which cells of a table may be shown: none that tells of one contributor, nor lets it be derived.

A cell is *small* with fewer than three contributors, and *dominated* when one of them makes more
than 85% of it. Such cells are hidden, and so are as many others as it takes that

(a) every hidden small or dominated cell can be anything in an interval that is at least three wide
    and goes at least 15% of its value beyond it on both sides, below to zero at most, whatever is
    worked out from the cells and totals that are shown;
(b) hidden cells of a row or column whose sum is left over are not small or dominated together;
(c) what changed since an earlier table that the same readers have is neither, in a cell that is
    shown in both; nor can such a change be worked out, from cells or from what is left over.

Least is hidden where trying it all is bearable: fewest cells, then fewest totals, then least value.
In larger tables what mends most is hidden first. Sums over several rows and columns at once are
held to (a) and not to (b): of those, intervals say enough for all but their contributors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import comb
from types import MappingProxyType
from typing import Literal

from estate.sharing.flows import Arc, bounds_of, on_a_circle

FEWEST = 3
"""As many contributors stand behind a cell that is shown, at least."""
MOST_PERCENT = 85
"""The largest contributor makes no more of it than that."""
MARGIN_PERCENT = 100 - MOST_PERCENT
"""How far beyond the value of a hidden cell what can be worked out must reach, on both sides."""
MOST_SETS = 1_000
"""As many sets of one size are tried, before further cells are hidden one by one."""

Place = tuple[str | None, str | None]
"""Row and column; None stands for the total over rows or columns."""
Why = Literal["few", "dominated", "change", "derivable"]
Contributions = Mapping[str, int]


@dataclass(frozen=True)
class Table:
    """What contributors give to each cell: whole numbers, zero or more; a count gives one each."""

    cells: Mapping[tuple[str, str], Contributions]

    @cached_property
    def places(self) -> Mapping[Place, Contributions]:
        """All cells and totals, with what each contributor gives to them."""
        found: dict[Place, Counter[str]] = {}
        for (row, column), given in sorted(self.cells.items()):
            for place in ((row, column), (row, None), (None, column), (None, None)):
                # Not `update`: it would forget nobody, but count what is given as items.
                own = found.setdefault(place, Counter())
                for name, value in given.items():
                    own[name] += value
        return MappingProxyType({place: dict(given) for place, given in found.items()})

    def value(self, place: Place) -> int:
        """Return the sum in a cell or total; 0 where nobody gives to it."""
        return sum(self.places.get(place, {}).values())


@dataclass(frozen=True)
class Shown:
    """A table as others may see it: the sums that are shown, and why the others are not."""

    values: Mapping[Place, int]
    hidden: Mapping[Place, Why] = field(default_factory=dict)


@dataclass(frozen=True)
class Earlier:
    """A table that the same readers have already, and what was shown of it."""

    table: Table
    shown: Shown


def fault_of(given: Contributions) -> Why | None:
    """Return why a sum may not be shown by itself; None where it may, or where nobody gives to it.

    Changes may be below zero: they count by their size.
    """
    sizes = [abs(value) for value in given.values()]
    if 0 < len(sizes) < FEWEST:
        return "few"
    return "dominated" if 100 * max(sizes, default=0) > MOST_PERCENT * sum(sizes) else None


def suppress(table: Table, earlier: Earlier | None = None) -> Shown:
    """Return what may be shown of a table, beside an earlier one that the same readers have."""
    task = _Task(table, earlier)
    hidden = task.hidden()
    return Shown(
        {place: table.value(place) for place in task.places if place not in hidden},
        {place: task.first.get(place, "derivable") for place in task.places if place in hidden},
    )


def changes(new: Contributions, old: Contributions) -> Contributions:
    """Return what each contributor gives more than before; who gives the same is left out."""
    changed = {name: new.get(name, 0) - old.get(name, 0) for name in {*new, *old}}
    # One who came or left with nothing has changed the number of contributors.
    return {
        name: value for name, value in changed.items() if value or (name in new) ^ (name in old)
    }


def flow_of(table: Table) -> Mapping[Place, Arc]:
    """Return a table's cells and totals as the flows that `bounds_of` works with."""
    return {place: _arc(place, table.value(place)) for place in table.places}


def _arc(place: Place, value: int) -> Arc:
    """Return a cell as a flow: rows' totals, rows, columns, columns' totals, and back."""
    row, column = place
    if row is not None:
        return Arc("rows" if column is None else ("row", row), _head(row, column), value)
    return Arc("columns" if column is None else ("column", column), _head(row, column), value)


def _head(row: str | None, column: str | None) -> tuple[str, str] | str:
    if row is None:
        return "rows" if column is None else "columns"
    return ("row", row) if column is None else ("column", column)


class _Task:
    """The search for what to hide in one table."""

    def __init__(self, table: Table, earlier: Earlier | None) -> None:
        self.table = table
        self.places: tuple[Place, ...] = tuple(sorted(table.places, key=_order))
        self.arcs = flow_of(table)
        self.earlier = earlier
        self.moved = self._moved()
        self.first: dict[Place, Why] = {}
        for place in self.places:
            why = fault_of(table.places[place]) or self._change_fault(place)
            if why:
                self.first[place] = why

    def hidden(self) -> frozenset[Place]:
        """Return the cells to hide."""
        hidden = frozenset(self.first)
        others = [place for place in self.places if place not in hidden]
        for more in _sets(others, self.table):
            if self._is_safe(hidden.union(more)):
                return hidden.union(more)
        while not self._is_safe(hidden):
            left = (place for place in others if place not in hidden)
            hidden |= {min(left, key=lambda one: self._rank(hidden, one))}
        return hidden

    def _rank(self, hidden: frozenset[Place], place: Place) -> tuple[int, int, int, Place]:
        """Return what makes a cell the next to hide: that least can be derived then."""
        left = sum(1 for _ in self._faults(hidden | {place}))
        return left, place.count(None), self.table.value(place), _order(place)

    def _is_safe(self, hidden: frozenset[Place]) -> bool:
        return next(self._faults(hidden), None) is None

    def _faults(self, hidden: frozenset[Place]) -> Iterator[Place]:
        """Yield what can still be derived, with some cells hidden."""
        for place, why in self.first.items():
            if why != "change" and not self._is_wide(place, hidden):
                yield place
        yield from _left_over(self.arcs, self.table.places, hidden)
        if self.earlier:
            unseen = hidden | self.earlier.shown.hidden.keys()
            for place, changed in self.moved.items():
                unsafe = place in unseen and fault_of(changed)
                if unsafe and not on_a_circle(self._all_arcs, unseen, place):
                    yield place
            yield from _left_over(self._all_arcs, self.moved, unseen)

    def _is_wide(self, place: Place, hidden: frozenset[Place]) -> bool:
        found = bounds_of(self.arcs, hidden, place)
        value = self.table.value(place)
        margin = max(1, -(-value * MARGIN_PERCENT // 100))
        if found.low > max(0, value - margin):
            return False
        return found.high is None or (
            found.high >= value + margin and found.high - found.low >= FEWEST
        )

    @cached_property
    def _all_arcs(self) -> Mapping[Place, Arc]:
        return {place: _arc(place, 0) for place in {*self.moved, *self.places}}

    def _moved(self) -> Mapping[Place, Contributions]:
        """Return what changed in each cell since the earlier table."""
        if self.earlier is None:
            return {}
        before = self.earlier.table.places
        return {
            place: changes(self.table.places.get(place, {}), before.get(place, {}))
            for place in sorted({*self.places, *before}, key=_order)
        }

    def _change_fault(self, place: Place) -> Why | None:
        """Return `change` where a cell was shown before, and what changed in it tells of few."""
        if self.earlier is None or place in self.earlier.shown.hidden:
            return None
        return "change" if fault_of(self.moved.get(place, {})) else None


def _left_over(
    arcs: Mapping[Place, Arc], given: Mapping[Place, Contributions], hidden: Collection[Place]
) -> Iterator[Place]:
    """Yield a hidden cell of each row or column whose hidden cells add up to a small sum.

    Where a line's total is hidden as well, nothing is left over.
    """
    lines: dict[tuple[object, bool], list[Place]] = {}
    for place in hidden:
        if place in arcs:
            lines.setdefault((arcs[place].tail, True), []).append(place)
            lines.setdefault((arcs[place].head, False), []).append(place)
    for (node, outward), places in lines.items():
        if (node, not outward) in lines:
            continue
        together: Counter[str] = Counter()
        for place in places:
            for name, value in given.get(place, {}).items():
                together[name] += value
        if fault_of(together):
            yield min(places, key=_order)


def _sets(places: Sequence[Place], table: Table) -> Iterator[tuple[Place, ...]]:
    """Yield sets of cells, those that cost least first, as long as there are not too many."""

    def cost(some: tuple[Place, ...]) -> tuple[int, int, tuple[tuple[str, str], ...]]:
        totals = sum(place.count(None) for place in some)
        return totals, sum(map(table.value, some)), tuple(map(_order, some))

    for size in range(len(places) + 1):
        if comb(len(places), size) > MOST_SETS:
            return
        yield from sorted(combinations(places, size), key=cost)


def _order(place: Place) -> tuple[str, str]:
    row, column = place
    # Behind every name: totals come last.
    return ("\U0010ffff" if row is None else row, "\U0010ffff" if column is None else column)
