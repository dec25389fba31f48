"""The shape of some nodes and the dependencies among them: how tightly they hang together.

Measures and classes after MacCormack, Rusnak and Baldwin (Management Science 52(7), 2006) and
Baldwin, MacCormack and Rusnak (Research Policy 43(8), 2014). `docs/structure.md` has each
definition in words, with what is theirs and what is ours.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.graph.closure import Closure

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

CORE_SHARE = Fraction(4, 100)
"""The least share of all nodes that makes the largest cyclic group a core."""
CORE_LEAD = Fraction(3, 2)
"""How much larger than the next group it must be to be the only one."""


class Role(StrEnum):
    """What a node is among the others, by how much depends on it and on how much it depends."""

    CORE = "core"
    SHARED = "shared"
    CONTROL = "control"
    PERIPHERAL = "peripheral"


class Architecture(StrEnum):
    """Whether there is one core, several, or none."""

    CORE_PERIPHERY = "core-periphery"
    MULTI_CORE = "multi-core"
    HIERARCHICAL = "hierarchical"


@dataclass(frozen=True, slots=True)
class Limits:
    """From where a visible fan-in and fan-out count as high, and whether the core sets them."""

    fan_in: Fraction
    fan_out: Fraction
    from_core: bool


@dataclass(frozen=True)
class Structure:
    """The shape of some nodes. A node counts in its own visible fan-in and fan-out.

    `groups` are the cyclic groups, the largest first: all in one depend on one another. `depth`
    is how many steps the longest way down from a node has, a cyclic group taken as one.
    """

    successors: Mapping[str, Collection[str]]
    fan_in: Mapping[str, int]
    fan_out: Mapping[str, int]
    groups: tuple[tuple[str, ...], ...]
    depth: Mapping[str, int]
    architecture: Architecture
    limits: Limits
    closure: Closure

    @property
    def size(self) -> int:
        """Return how many nodes there are."""
        return len(self.successors)

    @property
    def pairs(self) -> int:
        """Return how many pairs of nodes there are in which the first depends directly."""
        return sum(len(after) for after in self.successors.values())

    def propagation_cost(self, *, include_diagonal: bool = True) -> Fraction:
        """Return the share of pairs of nodes in which the first depends on the second.

        Directly or indirectly. With the diagonal, each node counts as depending on itself and
        the sum is divided by N squared; without it, the other pairs are divided by N(N - 1).
        Nothing at all has 0.
        """
        return propagation_cost(self.fan_out, include_diagonal=include_diagonal)

    def role(self, node: str) -> Role:
        """Return the class of a node; KeyError where it is not one.

        A fan is high from its limit up, and never where the node alone is in it.
        """
        used = self.fan_in[node] > 1 and self.fan_in[node] >= self.limits.fan_in
        using = self.fan_out[node] > 1 and self.fan_out[node] >= self.limits.fan_out
        if used:
            return Role.CORE if using else Role.SHARED
        return Role.CONTROL if using else Role.PERIPHERAL

    def roles(self) -> Mapping[Role, int]:
        """Return how many nodes each class has, none left out."""
        counts = Counter(self.role(node) for node in self.successors)
        return {role: counts[role] for role in Role}


def structure_of(successors: Mapping[str, Collection[str]]) -> Structure:
    """Return the shape of nodes, each given with those among them that it depends on."""
    closure = Closure(successors)
    fan_in = {node: counts[0] for node, counts in closure.fan_in(lambda _: True).items()}
    fan_out = {node: counts[0] for node, counts in closure.fan_out(lambda _: True).items()}
    groups = cyclic_groups(closure)
    depths = closure.depths()
    kind = _architecture(len(successors), [len(group) for group in groups])
    limits = _limits(kind, fan_in, fan_out, groups)
    depth = {node: depths[place] for node, place in closure.of.items()}
    return Structure(successors, fan_in, fan_out, groups, depth, kind, limits, closure)


def propagation_cost(fan_out: Mapping[str, int], *, include_diagonal: bool) -> Fraction:
    """Return the share of pairs, from what each node reaches, itself included."""
    size, seen = len(fan_out), sum(fan_out.values())
    if include_diagonal:
        return Fraction(seen, size * size) if size else Fraction(0)
    return Fraction(seen - size, size * (size - 1)) if size > 1 else Fraction(0)


def cyclic_groups(closure: Closure) -> tuple[tuple[str, ...], ...]:
    """Return the groups of two and more that depend on one another, the largest first."""
    groups = [tuple(group) for group in closure.members if len(group) > 1]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _architecture(size: int, groups: list[int]) -> Architecture:
    if not groups or groups[0] < CORE_SHARE * size:
        return Architecture.HIERARCHICAL
    if len(groups) > 1 and groups[0] < CORE_LEAD * groups[1]:
        return Architecture.MULTI_CORE
    return Architecture.CORE_PERIPHERY


def _limits(
    kind: Architecture,
    fan_in: Mapping[str, int],
    fan_out: Mapping[str, int],
    groups: tuple[tuple[str, ...], ...],
) -> Limits:
    if kind is Architecture.CORE_PERIPHERY:
        one = groups[0][0]
        return Limits(Fraction(fan_in[one]), Fraction(fan_out[one]), from_core=True)
    return Limits(_middle(fan_in.values()), _middle(fan_out.values()), from_core=False)


def _middle(values: Collection[int]) -> Fraction:
    """Return the median: the middle one, or halfway between the two in the middle."""
    ordered = sorted(values)
    size = len(ordered)
    return Fraction(ordered[(size - 1) // 2] + ordered[size // 2], 2) if size else Fraction(0)
