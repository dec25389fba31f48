"""What holds for every graph, against slow and obvious ways of counting."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from random import Random  # Hypothesis looks at it

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate.graph import EstateGraph, build, closure
from estate.portfolio import Catalogue, Council, Interface, Inventory, Portfolio, System, Workspace

NAMES = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=20)


def graph_of(pairs: list[tuple[str, str]], names: str = NAMES) -> EstateGraph:
    """A graph in which the first of each pair depends on the second."""
    inventory = Inventory(
        council=Council(name="Example"),
        systems={name: System(name=name) for name in names},
        interfaces=tuple(
            Interface.model_validate({"from": on, "to": dependent}) for dependent, on in pairs
        ),
    )
    return build(Portfolio(Workspace(), Catalogue(), {"c": inventory}))


def slow_reach(pairs: list[tuple[str, str]], start: str) -> set[str]:
    """Everything reached, by following pairs until nothing is new; the start included."""
    reached = {start}
    while True:
        more = {on for dependent, on in pairs if dependent in reached} | reached
        if more == reached:
            return reached
        reached = more


@given(PAIRS)
def test_reach_counts_and_cycles_agree_with_the_slow_way(pairs: list[tuple[str, str]]) -> None:
    graph = graph_of(pairs)
    reach = {name: slow_reach(pairs, name) for name in NAMES}
    for name in NAMES:
        others = {f"c/{other}" for other in reach[name]} - {f"c/{name}"}
        assert set(graph.reach(f"c/{name}")) == others
        assert graph.visible_fan_out(f"c/{name}") == len(reach[name])
        above = [other for other in NAMES if name in reach[other]]
        assert graph.visible_fan_in(f"c/{name}") == len(above)
        assert graph.dependent_systems(f"c/{name}") == len(above) - 1
        assert set(graph.blast_radius(f"c/{name}")) == {f"c/{o}" for o in above if o != name}
    total = sum(len(seen) for seen in reach.values())
    assert graph.propagation_cost() == Fraction(total, 64)
    for group in graph.cycles():
        assert all(two[2:] in reach[one[2:]] for one in group for two in group)


@given(PAIRS)
def test_counting_in_small_blocks_gives_the_same(pairs: list[tuple[str, str]]) -> None:
    whole = [graph_of(pairs).visible_fan_in(f"c/{name}") for name in NAMES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closure, "BLOCK", 3)
        assert [graph_of(pairs).visible_fan_in(f"c/{name}") for name in NAMES] == whole


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_record_changes_no_answer(
    pairs: list[tuple[str, str]], random: Random
) -> None:
    names = list(NAMES)
    shuffled = list(pairs)
    random.shuffle(names)
    random.shuffle(shuffled)
    one, two = graph_of(pairs), graph_of(shuffled, "".join(names))
    assert one.nodes == two.nodes
    assert one.cycles() == two.cycles()
    assert one.cut_points() == two.cut_points()
    assert [(d.dependent, d.on) for d in one.dependencies] == [
        (d.dependent, d.on) for d in two.dependencies
    ]
    for name in NAMES:
        assert one.neighbourhood(f"c/{name}", 2).steps == two.neighbourhood(f"c/{name}", 2).steps
        for other in NAMES:
            ends = {"dependent": f"c/{name}", "on": f"c/{other}"}
            assert one.path(**ends) == two.path(**ends)


@given(PAIRS)
def test_a_path_is_as_short_as_can_be_and_made_of_dependencies(
    pairs: list[tuple[str, str]],
) -> None:
    graph = graph_of(pairs)
    for name in NAMES:
        for node, steps in _distances(graph, f"c/{name}").items():
            path = graph.path(dependent=f"c/{name}", on=node)
            assert len(path) == steps + 1
            for one, two in pairwise(path):
                assert graph.reasons(dependent=one, on=two)


def _distances(graph: EstateGraph, start: str) -> dict[str, int]:
    found = {start: 0}
    for step in range(1, len(NAMES)):
        for node in [n for n, at in found.items() if at == step - 1]:
            for on in graph.dependencies_of(node):
                found.setdefault(on, step)
    return found
