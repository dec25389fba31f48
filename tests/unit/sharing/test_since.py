"""Counts beside those of an earlier pack."""

from __future__ import annotations

import pytest
from tests.support.packs import content_of, pack_of

from estate.sharing.canonical import is_whole
from estate.sharing.pack import Pack, PackCounts, PackSystem
from estate.sharing.since import beside_earlier


def counted(systems: range, **cells: int) -> Pack:
    """Return a pack of systems by number, with how many are in each class."""
    made = tuple(PackSystem(id=f"s-{'a' * 18}{_letters(one)}") for one in systems)
    counts = (PackCounts(score="red-rated", cells=cells or None),)
    return pack_of(content=content_of(systems=made, contracts=(), counts=counts))


def _letters(number: int) -> str:
    return chr(97 + number // 26) + chr(97 + number % 26)


BEFORE = counted(range(20), yes=8, no=12)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        # Nothing changed.
        (counted(range(20), yes=8, no=12), True),
        # One system came, and one more is red: it is that one.
        (counted(range(21), yes=9, no=12), False),
        # Two came, and both are red.
        (counted(range(22), yes=10, no=12), False),
        # Three came and three more are red: each of them is, though three is no small number.
        (counted(range(23), yes=11, no=12), False),
        # Six came: three of them red, three not; or others changed. None can be told.
        (counted(range(26), yes=11, no=15), True),
        # Eight came: one red, seven not (88%, and one alone).
        (counted(range(28), yes=9, no=19), False),
        # None came; two have turned red.
        (counted(range(20), yes=10, no=10), False),
        # None came; four have turned red.
        (counted(range(20), yes=12, no=8), True),
        # One left and one came, and nothing seems to change: the two are of one class.
        (counted(range(1, 21), yes=8, no=12), False),
        (counted(range(21)), False),
    ],
)
def test_counts_are_told_where_no_change_is_small(now: Pack, told: bool) -> None:
    made = beside_earlier(now, [BEFORE])
    assert (made.content.counts[0].cells is not None) is told
    assert is_whole(made)
    assert made.content.systems == now.content.systems


def test_any_earlier_pack_may_hide_them_but_no_other_councils() -> None:
    now = counted(range(26), yes=11, no=15)
    assert beside_earlier(now, [BEFORE, counted(range(25), yes=10, no=15)]) != now
    other = pack_of("westmuir", content=content_of("westmuir", counts=BEFORE.content.counts))
    assert beside_earlier(now, [other]) == now
    assert beside_earlier(now, [counted(range(25))]) == now
