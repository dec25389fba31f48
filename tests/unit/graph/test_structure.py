"""Propagation cost, classes and shapes, by worked examples."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from tests.unit.graph.graphs import needs

from estate.graph.paths import longest_chain
from estate.graph.structure import Architecture, Limits, Role, Structure, structure_of


def shape(*pairs: str, alone: str = "") -> Structure:
    """The shape of a graph written as pairs of letters."""
    names = sorted({*"".join(pairs), *alone})
    return structure_of({one: sorted({p[1] for p in pairs if p[0] == one}) for one in names})


TREE = ("ab", "ac", "bd", "ce", "ef")


@pytest.mark.parametrize(
    ("pairs", "with_diagonal", "without"),
    [
        # a sees 6, b 2, c 3, d 1, e 2, f 1: 15 of 36; without the 6 of the diagonal 9 of 30.
        (TREE, Fraction(15, 36), Fraction(9, 30)),
        # f on c closes a circle: c, e and f see 3 each: 6 + 2 + 3 + 1 + 3 + 3 = 18 of 36.
        ((*TREE, "fc"), Fraction(1, 2), Fraction(12, 30)),
        # A chain of four: 4 + 3 + 2 + 1 = 10 of 16; 6 of 12.
        (("ab", "bc", "cd"), Fraction(10, 16), Fraction(6, 12)),
        # Four on one hub: 4 x 2 + 1 = 9 of 25; 4 of 20.
        (("ah", "bh", "ch", "dh"), Fraction(9, 25), Fraction(4, 20)),
        ((), Fraction(0), Fraction(0)),
    ],
)
def test_propagation_cost_in_both_conventions(
    pairs: tuple[str, ...], with_diagonal: Fraction, without: Fraction
) -> None:
    assert shape(*pairs).propagation_cost() == with_diagonal
    assert shape(*pairs).propagation_cost(include_diagonal=False) == without


def test_a_core_sets_the_limits_of_the_classes() -> None:
    # x1 and x2 rest on the core a-b-c, which rests on s; p stands alone, q uses s without the core.
    found = shape("xa", "yb", "ab", "bc", "ca", "cs", "qs", alone="p")

    # The core sees itself and s: 4; itself, x and y see it: 5.
    assert found.architecture is Architecture.CORE_PERIPHERY
    assert found.limits == Limits(Fraction(5), Fraction(4), from_core=True)
    assert {node: found.role(node) for node in found.successors} == {
        **dict.fromkeys("abc", Role.CORE),
        "s": Role.SHARED,  # seen by seven: all but p, itself among them
        "x": Role.CONTROL,  # sees itself, the core and s: 5; seen by itself alone
        "y": Role.CONTROL,
        "p": Role.PERIPHERAL,
        "q": Role.PERIPHERAL,  # sees itself and s: 2
    }
    assert list(found.roles().values()) == [3, 1, 2, 2]


def test_without_a_core_the_medians_set_the_limits() -> None:
    # Fans in: a 1, b 2, c 3, d 4; out: 4, 3, 2, 1. The medians lie halfway: 2.5 and 2.5.
    found = shape("ab", "bc", "cd")

    assert found.architecture is Architecture.HIERARCHICAL
    assert found.limits == Limits(Fraction(5, 2), Fraction(5, 2), from_core=False)
    assert [found.role(node) for node in "abcd"] == [
        Role.CONTROL,
        Role.CONTROL,
        Role.SHARED,
        Role.SHARED,
    ]


def test_what_stands_alone_is_peripheral_even_where_alone_is_the_median() -> None:
    found = shape("ab", alone="cdefg")

    # The medians are 1 and 1, and a node alone has 1 and 1: it is in no fan but its own.
    assert found.limits == Limits(Fraction(1), Fraction(1), from_core=False)
    assert found.role("c") is Role.PERIPHERAL
    assert (found.role("a"), found.role("b")) == (Role.CONTROL, Role.SHARED)


def ring(size: int, letter: str) -> dict[str, list[str]]:
    """A circle of nodes."""
    return {f"{letter}{at:03}": [f"{letter}{(at + 1) % size:03}"] for at in range(size)}


def dots(count: int) -> dict[str, list[str]]:
    """Nodes alone."""
    return {f"z{at:03}": [] for at in range(count)}


@pytest.mark.parametrize(
    ("circles", "alone", "expected"),
    [
        ((4,), 96, Architecture.CORE_PERIPHERY),  # 4 of 100 is 4%
        ((4,), 97, Architecture.HIERARCHICAL),  # 4 of 101 is less
        ((6, 4), 20, Architecture.CORE_PERIPHERY),  # 6 is one and a half times 4
        ((5, 4), 20, Architecture.MULTI_CORE),  # 5 is not
        ((), 3, Architecture.HIERARCHICAL),
    ],
)
def test_the_largest_circle_is_a_core_from_four_percent_and_half_as_large_again(
    circles: tuple[int, ...], alone: int, expected: Architecture
) -> None:
    nodes = dots(alone)
    for size, letter in zip(circles, "ab", strict=False):
        nodes |= ring(size, letter)

    assert structure_of(nodes).architecture is expected


def test_layers_come_out_as_in_the_pharmaceutical_company() -> None:
    """After Lagerström and others, 2013: business controls, applications are core, servers shared.

    Of 407 components with a core of 32%, 67% lie in the main flow. Here, of 100: 15 business
    units each on one application, 32 applications in a circle of which each rests on a server, 20
    servers of which all but the last stand beneath one, 33 others alone.
    """
    business = {f"b{at:02}": [f"a{at:03}"] for at in range(15)}
    applications = ring(32, "a")
    servers: dict[str, list[str]] = {f"s{at:02}": [] for at in range(20)}
    for at, node in enumerate(sorted(applications)):
        applications[node] = [*applications[node], f"s{at % 20:02}"]
    found = structure_of({**business, **applications, **servers, **dots(33)})

    expected = {"b": Role.CONTROL, "a": Role.CORE, "s": Role.SHARED, "z": Role.PERIPHERAL}
    assert all(found.role(node) is expected[node[0]] for node in found.successors)
    # b: 1 + 32 + 20 = 53; a: 52; s and z: 1. 15 x 53 + 32 x 52 + 20 + 33 = 2,512 of 10,000.
    assert found.propagation_cost() == Fraction(2512, 10_000)
    assert sum(found.roles()[role] for role in (Role.CORE, Role.SHARED, Role.CONTROL)) == 67


def test_the_longest_chain_takes_a_circle_as_one_link() -> None:
    found = shape("ab", "bc", "cb", "cd", "xd", "wx", alone="z")

    assert longest_chain(found) == (("a",), ("b", "c"), ("d",))
    assert longest_chain(shape()) == ()
    assert longest_chain(shape(alone="b")) == (("b",),)


def test_the_estate_asks_about_some_nodes_and_the_dependencies_among_them() -> None:
    graph = needs(*TREE)

    found = graph.structure(["c/a", "c/c", "c/f"])

    # c rests on f by way of e only, which is not asked about.
    assert found.pairs == 1
    assert found.fan_out == {"c/a": 2, "c/c": 1, "c/f": 1}
    assert graph.structure().propagation_cost() == graph.propagation_cost()
    with pytest.raises(KeyError):
        graph.structure(["c/zz"])


def test_depth_is_the_longest_way_down() -> None:
    found = shape("ab", "bc", "ac", "cd", "dc")

    assert found.depth == {"a": 2, "b": 1, "c": 0, "d": 0}
    assert found.groups == (("c", "d"),)
    assert all(found.fan_out[one] >= found.fan_out[two] for one, two in product("a", "bcd"))
