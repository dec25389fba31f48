"""What opens a circle, and the order that shows it."""

from __future__ import annotations

from estate.graph.structure import structure_of
from estate.graph.structure_circles import EXACT, PATIENT, opening
from estate.graph.structure_order import blocks


def ring(size: int) -> dict[str, list[str]]:
    """A circle of nodes, each on the next."""
    return {f"n{at:03}": [f"n{(at + 1) % size:03}"] for at in range(size)}


def test_two_circles_through_one_connection_are_opened_by_it() -> None:
    # a-b-c-a and a-b-d-a share a on b.
    after = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["a"]}

    found = opening("abcd", after)

    assert found.pairs == (("a", "b"),)
    assert found.fewest
    # With a on b gone, a rests on nothing here, c and d on it, and b on both.
    assert found.order in {("a", "d", "c", "b"), ("a", "c", "d", "b")}


def test_circles_that_share_nothing_take_one_connection_each() -> None:
    after = {"a": ["b", "c"], "b": ["a"], "c": ["a"]}

    found = opening(["c", "a", "b"], after)

    assert len(found.pairs) == 2
    assert found.fewest


def test_only_what_is_inside_counts() -> None:
    assert opening("ab", {"a": ["b", "x"], "b": ["a", "y"]}).pairs == (("b", "a"),)


def test_a_large_ring_takes_one_and_says_that_it_is_the_fewest() -> None:
    for size in (EXACT + 1, PATIENT + 1):
        found = opening(ring(size), ring(size))
        assert len(found.pairs) == 1
        assert found.fewest


def test_a_large_group_says_that_fewer_might_do() -> None:
    size = EXACT + 2
    after = ring(size)
    for at in range(1, size):
        after[f"n{at:03}"].append(f"n{at - 1:03}")

    found = opening(after, after)

    # Of thirteen neighbours that rest on one another, one each must go, and no more: what closes
    # the ring runs the same way as what is left.
    assert len(found.pairs) == size - 1
    assert not found.fewest


def test_the_order_puts_what_is_relied_on_first_and_circles_as_blocks() -> None:
    after = {"a": ["b", "c"], "b": ["d"], "c": ["e"], "d": [], "e": ["f"], "f": ["c"]}

    found = blocks(structure_of(after))

    assert [(block.start, sorted(block.members)) for block in found] == [
        (0, ["c", "e", "f"]),
        (3, ["d"]),
        (4, ["b"]),
        (5, ["a"]),
    ]
    assert [len(block.closing) for block in found] == [1, 0, 0, 0]
