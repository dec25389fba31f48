"""Lots against every way of splitting a few councils."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate.comparison.lots import split


def partitions(names: list[str]) -> Iterator[list[list[str]]]:
    """Yield every way of putting names into lots."""
    if not names:
        yield []
        return
    first, *rest = names
    for smaller in partitions(rest):
        yield [[first], *smaller]
        for k in range(len(smaller)):
            yield [*smaller[:k], [first, *smaller[k]], *smaller[k + 1 :]]


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=1),
    st.fractions(Fraction(1, 10), 1, max_denominator=20),
)
def test_no_split_has_fewer_lots(values: dict[str, int], cap: Fraction) -> None:
    room = cap * sum(values.values())
    fitting = [
        len(lots)
        for lots in partitions(sorted(values))
        if all(sum(values[name] for name in lot) <= room for lot in lots)
    ]
    found = split(values, cap)
    if not fitting:
        assert found.lots == ()
        assert found.alone_above == tuple(sorted(n for n, v in values.items() if v > room))
        return
    assert found.fewest
    assert len(found.lots) == min(fitting)
    assert sorted(name for lot in found.lots for name in lot) == sorted(values)
    assert all(share <= cap for share in found.shares)
    assert sum(found.shares) == 1


def test_three_equal_councils_need_three_lots_at_half() -> None:
    """Two of three are two thirds, which is above a half."""
    assert split({"a": 5, "b": 5, "c": 5}).lots == (("a",), ("b",), ("c",))


def test_thirty_two_councils_are_split_at_once() -> None:
    values = {f"c{k:02}": 10_000 + 7_919 * k % 4_001 for k in range(32)}
    found = split(values, Fraction(1, 3))
    assert len(found.lots) in {3, 4}
    assert max(found.shares) <= Fraction(1, 3)


def test_a_cap_is_a_share() -> None:
    with pytest.raises(ValueError, match="share cap"):
        split({"a": 1}, Fraction(0))
