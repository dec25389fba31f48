"""Cut points and what they part."""

from __future__ import annotations

from estate.graph.structure_cuts import cut_points


def joined(*pairs: str, alone: str = "") -> dict[str, list[str]]:
    """Nodes of one letter, each with those that it depends on."""
    names = sorted({*"".join(pairs), *alone})
    return {one: sorted({pair[1] for pair in pairs if pair[0] == one}) for one in names}


def test_a_path_is_parted_by_all_but_its_ends() -> None:
    # f - e - c - a - b - d, whichever depends on which.
    found = {cut.node: cut for cut in cut_points(joined("ab", "ac", "bd", "ce", "ef"))}

    assert sorted(found) == ["a", "b", "c", "e"]
    assert found["a"].parted == (("b", "d"),)
    assert (found["a"].cut_off, found["a"].rest) == (2, 3)
    assert found["e"].parted == (("f",),)
    assert (found["e"].cut_off, found["e"].rest) == (1, 4)
    assert found["b"].parted == (("d",),)


def test_a_hub_parts_all_its_clients() -> None:
    (hub,) = cut_points(joined("ah", "bh", "ch", "dh", "hd"))

    # Of four pieces equally large one counts as the rest: the last by id.
    assert hub.node == "h"
    assert hub.parted == (("a",), ("b",), ("c",))
    assert (hub.cut_off, hub.rest) == (3, 1)


def test_what_lies_above_may_be_the_smaller_piece() -> None:
    # The search begins at a, which hangs on b; behind b is the larger piece.
    (cut,) = cut_points(joined("ab", "bc", "bd", "cd"))

    assert (cut.node, cut.parted, cut.rest) == ("b", (("a",),), 2)


def test_circles_pairs_and_nodes_alone_have_none() -> None:
    assert cut_points(joined("ab", "bc", "ca")) == ()
    assert cut_points(joined("ab", alone="cd")) == ()
    assert cut_points({}) == ()
