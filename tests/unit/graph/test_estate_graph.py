"""The questions put to a graph, by hand-worked examples."""

from __future__ import annotations

from fractions import Fraction

import pytest

from estate.graph import EstateGraph, build
from estate.portfolio import (
    Catalogue,
    Contract,
    Council,
    Fact,
    Interface,
    Inventory,
    Platform,
    Portfolio,
    System,
    SystemRef,
    Workspace,
)


def flow(
    sender: str, receiver: str, *, dependency: str | None = None, status: str | None = None
) -> Interface:
    """An interface, written as in the record."""
    raw = {"from": sender, "to": receiver, "dependency": dependency, "status": status}
    return Interface.model_validate({key: value for key, value in raw.items() if value})


def inventory(names: str, *interfaces: Interface, complete: bool | None = None) -> Inventory:
    """A council with systems of one-letter names."""
    return Inventory(
        council=Council(name="Example", interfaces_complete=complete),
        systems={name: System(name=name) for name in names},
        interfaces=interfaces,
    )


def portfolio(catalogue: Catalogue | None = None, **councils: Inventory) -> Portfolio:
    """A workspace with those councils."""
    return Portfolio(Workspace(), catalogue or Catalogue(), councils)


def needs(*pairs: str) -> EstateGraph:
    """A graph in which the first letter of each pair depends on the second."""
    names = "".join(sorted(set("".join(pairs))))
    return build(portfolio(c=inventory(names, *(flow(pair[1], pair[0]) for pair in pairs))))


@pytest.fixture
def tree() -> EstateGraph:
    """The example met throughout the literature: A->B, A->C, B->D, C->E, E->F."""
    return needs("ab", "ac", "bd", "ce", "ef")


def test_visible_fans_of_the_worked_example(tree: EstateGraph) -> None:
    assert [tree.visible_fan_out(f"c/{name}") for name in "abcdef"] == [6, 2, 3, 1, 2, 1]
    assert [tree.visible_fan_in(f"c/{name}") for name in "abcdef"] == [1, 2, 2, 3, 3, 4]


def test_propagation_cost_of_the_worked_example_in_both_conventions(tree: EstateGraph) -> None:
    # 6 + 2 + 3 + 1 + 2 + 1 = 15 of 36 pairs; without the 6 of the diagonal, 9 of 30.
    assert tree.propagation_cost() == Fraction(15, 36)
    assert tree.propagation_cost(include_diagonal=False) == Fraction(9, 30)


def test_a_cycle_makes_a_core_and_raises_propagation_cost() -> None:
    graph = needs("ab", "ac", "bd", "ce", "ef", "fc")
    # c, e and f now each see three; a sees 6, b 2, d 1: 6 + 2 + 3 + 1 + 3 + 3 = 18 of 36.
    assert graph.propagation_cost() == Fraction(1, 2)
    assert graph.cycles() == (("c/c", "c/e", "c/f"),)


@pytest.mark.parametrize(
    ("pairs", "cost"),
    [
        (["ab", "bc", "cd"], Fraction(10, 16)),  # a chain of 4: 4 + 3 + 2 + 1
        (["ah", "bh", "ch", "dh"], Fraction(9, 25)),  # 4 clients on 1 hub: 4 x 2 + 1
    ],
)
def test_propagation_cost_of_chain_and_star(pairs: list[str], cost: Fraction) -> None:
    assert needs(*pairs).propagation_cost() == cost


def test_an_empty_estate_has_answers_too() -> None:
    graph = build(portfolio())
    assert graph.propagation_cost() == 0
    assert graph.propagation_cost(include_diagonal=False) == 0
    assert (graph.cycles(), graph.cut_points(), graph.dependencies) == ((), (), ())


def test_failure_spreads_against_the_dependencies(tree: EstateGraph) -> None:
    assert tree.blast_radius("c/f") == ("c/a", "c/c", "c/e")
    assert tree.reach("c/c") == ("c/e", "c/f")
    assert tree.blast_radius(SystemRef("c", "a")) == ()
    assert tree.dependants_of("c/d") == ("c/b",)
    assert tree.dependencies_of("c/a") == ("c/b", "c/c")


def test_the_path_is_a_shortest_one_and_the_first_by_id() -> None:
    graph = needs("ac", "ab", "bd", "cd", "de")
    assert graph.path(dependent="c/a", on="c/e") == ("c/a", "c/b", "c/d", "c/e")
    assert graph.path(dependent="c/e", on="c/a") == ()
    assert graph.path(dependent="c/a", on="c/a") == ("c/a",)


def test_cut_points_part_the_estate(tree: EstateGraph) -> None:
    # f - e - c - a - b - d is a path: all but its ends.
    assert tree.cut_points() == ("c/a", "c/b", "c/c", "c/e")
    assert needs("ab", "bc", "ca").cut_points() == ()


@pytest.mark.parametrize(
    ("dependency", "expected"),
    [
        (None, [("c/b", "c/a")]),
        ("to", [("c/b", "c/a")]),
        ("from", [("c/a", "c/b")]),
        ("both", [("c/a", "c/b"), ("c/b", "c/a")]),
        ("none", []),
    ],
)
def test_an_interface_says_which_end_cannot_work_without_the_other(
    dependency: str | None, expected: list[tuple[str, str]]
) -> None:
    graph = build(portfolio(c=inventory("ab", flow("a", "b", dependency=dependency))))
    assert [(d.dependent, d.on) for d in graph.dependencies] == expected
    assert all(d.fact == Fact("c", ("interfaces", 0)) for d in graph.dependencies)


@pytest.mark.parametrize("status", ["planned", "missing", "retired"])
def test_only_working_interfaces_are_dependencies_but_all_are_interfaces(status: str) -> None:
    graph = build(portfolio(c=inventory("ab", flow("a", "b", status=status))))
    assert graph.dependencies == ()
    assert [link.index for link in graph.interfaces_of("c/a")] == [0]


def test_ends_that_do_not_exist_are_left_out_and_so_is_a_system_that_feeds_itself() -> None:
    graph = build(portfolio(c=inventory("ab", flow("x", "b"), flow("a", "a"), flow("d/a", "b"))))
    assert graph.dependencies == ()
    assert [link.other_end("c/b") for link in graph.interfaces_of("c/b")] == ["c/x", "d/a"]
    assert len(graph.interfaces_of("c/a")) == 1


def test_councils_meet_in_platforms_and_across_their_borders() -> None:
    catalogue = Catalogue(
        platforms={
            "p": Platform(name="P", host="host", runs_on="engine"),
            "q": Platform(name="Q", host="some body", runs_on="engine"),
        }
    )
    host = Inventory(council=Council(name="Host"), systems={"engine": System(name="Engine")})
    guest = Inventory(
        council=Council(name="Guest"),
        systems={
            "x": System(name="X", platform="p", depends_on=("y", "host/engine", "gone")),
            "y": System(name="Y"),
        },
        interfaces=(flow("platform:p", "y"),),
    )
    graph = build(portfolio(catalogue, guest=guest, host=host))
    assert [(d.dependent, d.on, d.kind) for d in graph.dependencies] == [
        ("guest/x", "guest/y", "depends_on"),
        ("guest/x", "host/engine", "depends_on"),
        ("guest/x", "platform:p", "platform"),
        ("guest/y", "platform:p", "interface"),
        ("platform:p", "host/engine", "runs_on"),
    ]
    (reason,) = graph.reasons(dependent="guest/x", on="host/engine")
    assert reason.fact == Fact("guest", ("systems", "x", "depends_on", 1))
    # x, y and the platform depend on it; the platform is no system.
    assert graph.visible_fan_in("host/engine") == 4
    assert graph.dependent_systems("host/engine") == 2
    assert graph.dependent_systems("platform:p") == 2


def test_dependants_are_complete_only_if_everything_that_depends_is() -> None:
    done = inventory("ab", flow("a", "b"), complete=True)
    open_ = inventory("c", flow("done/b", "c"))
    graph = build(portfolio(done=done, open=open_))
    assert not graph.dependants_complete("done/a")
    assert not graph.dependants_complete("open/c")
    alone = build(portfolio(done=done))
    assert alone.dependants_complete("done/a")
    but = done.model_copy(
        update={"systems": {**done.systems, "b": System(name="b", interfaces_complete=False)}}
    )
    assert not build(portfolio(done=but)).dependants_complete("done/a")


def test_a_neighbourhood_looks_both_ways(tree: EstateGraph) -> None:
    near = tree.neighbourhood("c/c")
    assert near.steps == {"c/a": 1, "c/c": 0, "c/e": 1}
    assert [(d.dependent, d.on) for d in near.dependencies] == [("c/a", "c/c"), ("c/c", "c/e")]
    assert tree.neighbourhood("c/c", depth=2).steps["c/f"] == 2
    assert tree.neighbourhood("c/c", depth=0).steps == {"c/c": 0}
    assert len(tree.neighbourhood("c/c", depth=9).steps) == 6


def test_contracts_are_found_by_the_systems_they_name() -> None:
    council = inventory("ab").model_copy(
        update={
            "contracts": {
                "two": Contract(systems=("b", "a")),
                "one": Contract(systems=("a", "a", "x")),
            }
        }
    )
    graph = build(portfolio(c=council))
    assert [name for name, _ in graph.contracts_of(SystemRef("c", "a"))] == ["one", "two"]
    assert [name for name, _ in graph.contracts_of(SystemRef("c", "b"))] == ["two"]


def test_unknown_nodes_are_refused(tree: EstateGraph) -> None:
    assert "c/a" in tree
    assert SystemRef("c", "zz") not in tree
    questions = [
        tree.dependencies_of,
        tree.dependants_of,
        tree.reach,
        tree.blast_radius,
        tree.visible_fan_in,
        tree.visible_fan_out,
        tree.dependent_systems,
        tree.dependants_complete,
        tree.interfaces_of,
        tree.neighbourhood,
    ]
    for question in questions:
        with pytest.raises(KeyError):
            question("c/zz")
    with pytest.raises(KeyError):
        tree.path(dependent="c/a", on="c/zz")
    with pytest.raises(KeyError):
        tree.contracts_of(SystemRef("c", "zz"))


def test_propagation_cost_of_the_smallest_estates() -> None:
    one = build(portfolio(c=inventory("a")))
    assert one.propagation_cost() == 1
    assert one.propagation_cost(include_diagonal=False) == 0
    # Two, of which one depends on the other: 3 of 4, or 1 of the 2 other pairs.
    two = needs("ab")
    assert two.propagation_cost() == Fraction(3, 4)
    assert two.propagation_cost(include_diagonal=False) == Fraction(1, 2)


def test_completeness_is_declared_by_the_system_or_its_council() -> None:
    graph = build(portfolio(c=inventory("ab", complete=True), d=inventory("a")))
    assert graph.interfaces_complete("c/a")
    assert not graph.interfaces_complete("d/a")
    assert not graph.interfaces_complete("c/gone")
    assert not graph.interfaces_complete("platform:p")


def test_consumers_are_the_systems_that_receive_in_the_same_way_today() -> None:
    raw = [("a", "b", "email", "live"), ("a", "c", "email", "live"), ("a", "c", "email", "live")]
    raw += [
        ("a", "d", "email", "planned"),
        ("a", "d", "manual", "live"),
        ("b", "d", "email", "live"),
    ]
    interfaces = [
        Interface.model_validate({"from": one, "to": other, "mechanism": how, "status": status})
        for one, other, how, status in raw
    ]
    graph = build(portfolio(c=inventory("abcd", *interfaces)))
    assert graph.consumers(sender="c/a", mechanism="email") == 2
    assert graph.consumers(sender="c/d", mechanism="email") == 0
