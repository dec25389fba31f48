"""Hiding cells: hand-worked tables, and intervals against brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from estate.sharing.flows import bounds_of
from estate.sharing.suppression import (
    Earlier,
    Place,
    Shown,
    Table,
    changes,
    fault_of,
    flow_of,
    suppress,
)


def evenly(names: str, each: int = 10) -> dict[str, int]:
    return dict.fromkeys(names, each)


@pytest.mark.parametrize(
    ("contributions", "why"),
    [
        ({}, None),
        (evenly("ab"), "few"),
        (evenly("abc"), None),
        ({"a": 85, "b": 10, "c": 5}, None),
        ({"a": 86, "b": 9, "c": 5}, "dominated"),
        ({"a": -86, "b": 9, "c": 5}, "dominated"),
    ],
)
def test_what_may_not_be_shown(contributions: dict[str, int], why: str | None) -> None:
    assert fault_of(contributions) == why


def test_a_safe_table_is_shown_whole() -> None:
    table = Table({("x", "p"): evenly("abc"), ("x", "q"): evenly("abcd")})
    assert suppress(table) == Shown(
        {("x", "p"): 30, ("x", "q"): 40, ("x", None): 70, (None, "p"): 30, (None, "q"): 40,
         (None, None): 70}
    )  # fmt: skip


def test_a_small_cell_takes_three_others_with_it() -> None:
    """Of 3 x 3 cells, one has two contributors: a rectangle is needed, and the cheapest is taken.

    With one more in its row and one in its column hidden, each of those two would be its line's
    only hidden one: the fourth corner is needed as well. (The three others are the ones of least
    value: rows 40 and 50 hold 4 x 10 and 5 x 10.)
    """
    cells = {
        (row, column): evenly("abcdef"[: 4 + at])
        for at, row in enumerate("xyz"[:2])
        for column in "pqr"
    }
    cells["z", "p"] = evenly("ab", 40)
    cells["z", "q"] = evenly("abcdef", 100)
    cells["z", "r"] = evenly("abcdef", 90)
    shown = suppress(Table(cells))
    assert dict(shown.hidden) == {
        ("z", "p"): "few",
        ("z", "r"): "derivable",
        ("x", "p"): "derivable",
        ("x", "r"): "derivable",
    }


def test_the_total_goes_where_nothing_else_can_hide_a_cell() -> None:
    """One row of one small cell and nothing else: the totals are it, and are hidden too."""
    shown = suppress(Table({("x", "p"): evenly("ab")}))
    assert not shown.values
    assert set(shown.hidden.values()) == {"few"}


def test_what_is_left_over_of_a_line_is_a_sum_too() -> None:
    """Two cells of one council each, hidden together, would be a sum of two: a third goes too."""
    cells = {
        ("x", "p"): {"a": 100},
        ("x", "q"): {"b": 100},
        ("x", "r"): evenly("cdef", 30),
        ("x", "s"): evenly("cdef", 40),
    }
    shown = suppress(Table(cells))
    assert ("x", "r") in shown.hidden
    assert ("x", "s") not in shown.hidden


def test_a_new_contributor_is_not_the_difference_of_two_months() -> None:
    """Five councils paid 50; a sixth comes with 33: the cell is safe alone, 83 - 50 is not."""
    before = Table({("x", "p"): evenly("abcde"), ("x", "q"): evenly("abcde")})
    now = Table({("x", "p"): {**evenly("abcde"), "f": 33}, ("x", "q"): evenly("abcde")})
    assert not suppress(now).hidden
    shown = suppress(now, Earlier(before, suppress(before)))
    assert shown.hidden["x", "p"] == "change"
    assert shown.hidden["x", None] == "change"
    assert shown.values == {("x", "q"): 50, (None, "q"): 50}


def test_what_is_left_over_of_two_months_is_no_change_of_one() -> None:
    """p, q and r are hidden in both; of their row, 80 more: 30 in s, so 50 for a alone."""
    cells = {
        ("x", "p"): {"a": 100},
        ("x", "q"): {"b": 100},
        ("x", "r"): evenly("cdef", 30),
        ("x", "s"): evenly("cdef", 40),
    }
    before = Table(cells)
    raised = {"c": 50, "d": 50, "e": 50, "f": 40}
    now = Table({**cells, ("x", "p"): {"a": 150}, ("x", "s"): raised})
    earlier = Earlier(before, suppress(before))
    assert {("x", "s"), ("x", None)} <= earlier.shown.values.keys()
    assert {("x", "s"), ("x", None)} <= suppress(now).values.keys()
    shown = suppress(now, earlier).values
    assert not {("x", "s"), ("x", None)} <= shown.keys()


def test_three_new_contributors_may_be_seen() -> None:
    before = Table({("x", "p"): evenly("abc")})
    now = Table({("x", "p"): evenly("abcdef")})
    assert not suppress(now, Earlier(before, suppress(before))).hidden


SMALL = st.dictionaries(
    st.tuples(st.sampled_from("xy"), st.sampled_from("pq")),
    st.dictionaries(st.sampled_from("abcd"), st.integers(1, 2), min_size=1, max_size=4),
    min_size=1,
)


def possible(table: Table, shown: Shown, cap: int) -> dict[Place, set[int]]:
    """Return what each sum is in the tables of cells up to a cap that fit what is shown.

    Brute force: every one of them is made.
    """
    cells = sorted(table.cells)
    free = [cell for cell in cells if cell in shown.hidden]
    tried = np.indices((cap + 1,) * len(free)).reshape(len(free), (cap + 1) ** len(free))
    place: Place
    sums: dict[Place, np.ndarray[tuple[int], np.dtype[np.int64]]] = {}
    for row, column in cells:
        guess = (
            tried[free.index((row, column))]
            if (row, column) in free
            else np.full(tried.shape[1], shown.values[row, column])
        )
        for place in ((row, column), (row, None), (None, column), (None, None)):
            sums[place] = sums.get(place, 0) + guess
    fits = np.ones(tried.shape[1], dtype=bool)
    for place, value in shown.values.items():
        fits &= sums[place] == value
    return {place: set(values[fits].tolist()) for place, values in sums.items()}


@settings(max_examples=80, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(SMALL, st.data())
def test_intervals_are_those_of_brute_force(
    cells: dict[tuple[str, str], dict[str, int]], data: st.DataObject
) -> None:
    table = Table(cells)
    places = sorted(table.places, key=str)
    hidden = data.draw(st.sets(st.sampled_from(places), min_size=1, max_size=5))
    # A cell is 8 at most and a row or column 16: other cells can take all that one gives up.
    cap = 16
    shown = Shown(
        {place: table.value(place) for place in places if place not in hidden},
        dict.fromkeys(hidden, "few"),
    )
    tables = possible(table, shown, cap)
    for place in hidden:
        found = bounds_of(flow_of(table), hidden, place)
        values = tables[place]
        assert found.low == min(values)
        if found.high is not None and found.high <= cap:
            assert found.high == max(values)
        if found.high is None:
            assert max(values) >= cap - 3


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(SMALL)
def test_nothing_hidden_can_be_worked_out(cells: dict[tuple[str, str], dict[str, int]]) -> None:
    """Every small or dominated cell keeps an interval three wide, by brute force.

    A cell is 8 at most, and must seem able to be 2 more (15%, rounded up): 10 is far enough.
    """
    table = Table(cells)
    shown = suppress(table)
    assert all(fault_of(table.places[place]) is None for place in shown.values)
    assert {*shown.values, *shown.hidden} == table.places.keys()
    tables = possible(table, shown, 10)
    for place, why in shown.hidden.items():
        values = tables[place]
        if why != "derivable":
            assert max(values) - min(values) >= 3
            assert min(values) < table.value(place) < max(values)


@settings(max_examples=80, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(SMALL, SMALL)
def test_no_change_of_few_can_be_worked_out(
    old: dict[tuple[str, str], dict[str, int]], new: dict[tuple[str, str], dict[str, int]]
) -> None:
    """With both months' sums, by linear algebra: a change of few does not follow from others.

    A cell follows from what is shown in both where it is a combination of their rows.
    """
    before, now = Table(old), Table(new)
    earlier = Earlier(before, suppress(before))
    shown = suppress(now, earlier)
    cells = sorted({*old, *new})
    known, unsafe = [], []
    for place in sorted({*before.places, *now.places}, key=str):
        row = [float(place in _sums_of(cell)) for cell in cells]
        moved = changes(now.places.get(place, {}), before.places.get(place, {}))
        if place not in shown.hidden and place not in earlier.shown.hidden:
            known.append(row)
            assert fault_of(moved) is None
        elif fault_of(moved):
            unsafe.append(row)
    rank = np.linalg.matrix_rank(np.array(known)) if known else 0
    for row in unsafe:
        assert np.linalg.matrix_rank(np.array([*known, row])) == rank + 1


def _sums_of(cell: tuple[str, str]) -> tuple[Place, ...]:
    row, column = cell
    return ((row, column), (row, None), (None, column), (None, None))
