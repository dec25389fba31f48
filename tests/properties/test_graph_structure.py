"""What holds for every structure, against slow and obvious ways of working it out."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise, permutations
from random import Random  # Hypothesis looks at it

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate.graph import closure
from estate.graph.paths import longest_chain, way_to_worst
from estate.graph.structure import CORE_LEAD, CORE_SHARE, Role, Structure, structure_of
from estate.graph.structure_circles import EXACT, opening
from estate.graph.structure_cuts import cut_points
from estate.graph.structure_order import blocks

NAMES = "abcdef"
PAIRS = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=16).map(
    lambda pairs: {pair for pair in pairs if pair[0] != pair[1]}
)
Pairs = set[tuple[str, str]]


def nodes_of(pairs: Pairs, names: str = NAMES) -> dict[str, list[str]]:
    return {one: sorted(on for dependent, on in pairs if dependent == one) for one in names}


def floyd_warshall(pairs: Pairs) -> Pairs:
    """Every pair of which the first reaches the second, each itself included."""
    reach = pairs | {(one, one) for one in NAMES}
    for by in NAMES:
        reach |= {(one, two) for one in NAMES for two in NAMES if {(one, by), (by, two)} <= reach}
    return reach


@given(PAIRS)
def test_fans_and_propagation_cost_by_floyd_and_warshall(pairs: Pairs) -> None:
    found, reach = structure_of(nodes_of(pairs)), floyd_warshall(pairs)

    for node in NAMES:
        assert found.fan_out[node] == sum(one == node for one, _ in reach)
        assert found.fan_in[node] == sum(two == node for _, two in reach)
    assert found.propagation_cost() == Fraction(len(reach), 36)
    assert found.propagation_cost(include_diagonal=False) == Fraction(len(reach) - 6, 30)
    together = {(one, two) for one, two in reach if (two, one) in reach and one != two}
    assert {(a, b) for group in found.groups for a in group for b in group if a != b} == together


@given(PAIRS, st.integers(1, 4))
def test_counting_in_blocks_changes_nothing(pairs: Pairs, block: int) -> None:
    whole = structure_of(nodes_of(pairs))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closure, "BLOCK", block)
        again = structure_of(nodes_of(pairs))
    assert (again.fan_in, again.fan_out) == (whole.fan_in, whole.fan_out)


@given(PAIRS)
def test_classes_by_their_definition(pairs: Pairs) -> None:
    found, reach = structure_of(nodes_of(pairs)), floyd_warshall(pairs)
    fan_in = {node: sum(two == node for _, two in reach) for node in NAMES}
    fan_out = {node: sum(one == node for one, _ in reach) for node in NAMES}
    sizes = sorted((len(group) for group in found.groups), reverse=True)
    if sizes and sizes[0] >= CORE_SHARE * 6 and (not sizes[1:] or sizes[0] >= CORE_LEAD * sizes[1]):
        core = found.groups[0][0]
        limits = (Fraction(fan_in[core]), Fraction(fan_out[core]))
    else:
        # Of six, halfway between the third and the fourth.
        ins, outs = sorted(fan_in.values()), sorted(fan_out.values())
        limits = (Fraction(ins[2] + ins[3], 2), Fraction(outs[2] + outs[3], 2))
    for node in NAMES:
        used = fan_in[node] >= limits[0] and fan_in[node] > 1
        using = fan_out[node] >= limits[1] and fan_out[node] > 1
        expected = {
            (True, True): Role.CORE,
            (True, False): Role.SHARED,
            (False, True): Role.CONTROL,
            (False, False): Role.PERIPHERAL,
        }[used, using]
        assert found.role(node) is expected


def pieces(pairs: Pairs, names: set[str]) -> list[set[str]]:
    """What is connected, directions aside."""
    left, found = set(names), []
    while left:
        piece = {min(left)}
        while True:
            more = piece | {a for a, b in pairs if b in piece} | {b for a, b in pairs if a in piece}
            more &= names
            if more == piece:
                break
            piece = more
        found.append(piece)
        left -= piece
    return found


@given(PAIRS)
def test_cut_points_by_taking_each_node_away(pairs: Pairs) -> None:
    found = {cut.node: cut for cut in cut_points(nodes_of(pairs))}

    for node in NAMES:
        (home,) = (piece for piece in pieces(pairs, set(NAMES)) if node in piece)
        after = pieces(pairs, home - {node})
        assert (node in found) == (len(after) > 1)
        if node in found:
            cut = found[node]
            assert cut.rest == max(map(len, after))
            assert cut.cut_off == len(home) - 1 - cut.rest
            assert len(cut.parted) == len(after) - 1
            assert all(set(piece) in after for piece in cut.parted)


def fewest(group: tuple[str, ...], pairs: Pairs) -> int:
    """The least number of pairs against an order of the group, over all orders."""
    inside = {(one, on) for one, on in pairs if one in group and on in group}
    return min(
        sum(order.index(on) > order.index(one) for one, on in inside)
        for order in permutations(group)
    )


@given(PAIRS)
def test_what_opens_a_circle_by_trying_every_order(pairs: Pairs) -> None:
    after = nodes_of(pairs)
    for group in structure_of(after).groups:
        found = opening(group, after)
        assert found.fewest
        assert len(found.pairs) == fewest(group, pairs)
        assert_open(after, found.pairs, group)


def assert_open(
    after: dict[str, list[str]], gone: tuple[tuple[str, str], ...], group: tuple[str, ...]
) -> None:
    left = {
        one: [on for on in after[one] if (one, on) not in gone and on in group] for one in group
    }
    assert structure_of(left).groups == ()


@given(PAIRS)
def test_the_quick_way_opens_circles_too_and_needs_all_that_it_names(pairs: Pairs) -> None:
    after = nodes_of(pairs)
    for group in structure_of(after).groups:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("estate.graph.structure_circles.EXACT", 1)
            quick = opening(group, after)
        assert_open(after, quick.pairs, group)
        assert len(quick.pairs) >= fewest(group, pairs)
        for kept in combinations(quick.pairs, len(quick.pairs) - 1):
            with pytest.raises(AssertionError):
                assert_open(after, kept, group)
        assert sorted(quick.order) == list(group)


@given(st.integers(EXACT + 1, 40), st.randoms(use_true_random=False))
def test_large_groups_are_opened(size: int, random: Random) -> None:
    names = tuple(f"n{at:02}" for at in range(size))
    after = {
        one: sorted({names[(at + 1) % size], random.choice(names)} - {one})
        for at, one in enumerate(names)
    }
    found = opening(names, after)
    assert_open(after, found.pairs, names)
    late = {one: at for at, one in enumerate(found.order)}
    assert {(a, b) for a in names for b in after[a] if late[b] > late[a]} == set(found.pairs)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_record_changes_nothing(pairs: Pairs, random: Random) -> None:
    names = list(NAMES)
    random.shuffle(names)
    after = nodes_of(pairs)
    mixed = {one: random.sample(after[one], len(after[one])) for one in names}
    one, two = structure_of(after), structure_of(mixed)
    assert facts(one) == facts(two)
    assert blocks(one) == blocks(two)
    assert longest_chain(one) == longest_chain(two)
    parted = [(cut.node, cut.cut_off, cut.rest, cut.parted) for cut in cut_points(after)]
    assert parted == [(cut.node, cut.cut_off, cut.rest, cut.parted) for cut in cut_points(mixed)]
    for group in one.groups:
        assert opening(group, after) == opening(group[::-1], mixed)


def facts(found: Structure) -> tuple[object, ...]:
    return (
        found.propagation_cost(),
        found.groups,
        found.architecture,
        found.limits,
        [(node, found.role(node), found.depth[node]) for node in NAMES],
    )


@given(PAIRS)
def test_circles_aside_each_follows_all_that_it_rests_on(pairs: Pairs) -> None:
    found = structure_of(nodes_of(pairs))
    laid = blocks(found)
    place = {node: at for at, node in enumerate(n for block in laid for n in block.members)}
    closing = {pair for block in laid for pair in block.closing}
    assert sorted(place) == list(NAMES)
    assert {(one, on) for one, on in pairs if place[on] > place[one]} == closing
    assert [block.start for block in laid] == [place[block.members[0]] for block in laid]


@given(PAIRS, st.lists(st.integers(0, 3), min_size=6, max_size=6), st.sets(st.sampled_from(NAMES)))
def test_the_way_to_the_worst_by_looking_at_every_chain(
    pairs: Pairs, bads: list[int], starts: set[str]
) -> None:
    bad = dict(zip(NAMES, bads, strict=True))
    after, reach = nodes_of(pairs), floyd_warshall(pairs)

    found = way_to_worst(after, starts, lambda node: (bad[node],) if bad[node] else None)

    seen = {two for one, two in reach if one in starts and bad[two]}
    if not seen:
        assert found == ()
        return
    worst = max(bad[node] for node in seen)
    chains = [
        chain
        for size in range(1, 7)
        for chain in permutations(NAMES, size)
        if chain[0] in starts
        and bad[chain[-1]] == worst
        and all(pair in pairs for pair in pairwise(chain))
    ]
    assert found == min(chains, key=lambda chain: (len(chain), chain))
