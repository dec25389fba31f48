"""The 0-1 program: one variable a column, and the rows that bind columns together.

Every variable is 0 or 1. Costs are inside the columns, so no row needs a large constant, and the
linear relaxation gives a bound that is close.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from estate.planning.problem.calendar import DISCOUNT_SCALE, MONTHS_A_QUARTER
from estate.planning.program.costs import rounded
from estate.planning.program.sparse import FREE, Matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.program.columns import Column, Limit
    from estate.planning.program.sparse import Bools, Ints


@dataclass(frozen=True)
class Program:
    """A problem's columns and rows, ready for a solver.

    The first rows are the systems', in order: exactly one column each. `definitions` tell how each
    variable that is no column follows from the columns, in the order in which to work them out.
    """

    problem: PlanningProblem
    columns: tuple[Column, ...]
    of_system: tuple[range, ...]
    """The columns of each system."""
    cost: Ints
    rows: Matrix
    low: Ints
    high: Ints
    owners: tuple[tuple[int, ...], ...]
    """The systems whose choices decide each variable."""
    limit_rows: dict[Limit, int]
    definitions: tuple[Definition, ...]
    misses: tuple[int, ...] = ()
    """The variables beside the columns that no plan may hold: being above a ceiling."""
    claims: tuple[tuple[int, int, int], ...] = ()
    """(row of a limit, column, amount): what a column takes of a limit at most, where another
    variable says what it really takes. For schedules made one system after another."""

    @property
    def width(self) -> int:
        """Return the number of variables."""
        return len(self.cost)

    @cached_property
    def missed(self) -> Bools:
        """Return which variables stand for a missed deadline, or for being above a ceiling."""
        flags = np.zeros(self.width, np.bool_)
        flags[[k for k, column in enumerate(self.columns) if column.missed]] = True
        flags[list(self.misses)] = True
        return flags

    def complete(self, chosen: Sequence[int]) -> Ints:
        """Return the whole vector for one column a system: the cheapest that fits it."""
        vector = np.zeros(self.width, np.int64)
        vector[list(chosen)] = 1
        for definition in self.definitions:
            definition.settle(vector)
        return vector

    def chosen(self, vector: Ints) -> list[int]:
        """Return the column each system has in a vector."""
        return [own.start + int(np.argmax(vector[own.start : own.stop])) for own in self.of_system]

    def total(self, vector: Ints) -> int:
        """Return the cost of a vector."""
        return int(self.cost @ vector)

    def feasible(self, vector: Ints) -> bool:
        """Whether a vector keeps every row."""
        sums = self.rows.times(vector)
        return bool(np.all(sums >= self.low) and np.all(sums <= self.high))


class Definition(Protocol):
    """How some variables follow from others that are already known."""

    def settle(self, vector: Ints) -> None:
        """Write their values into the vector."""


@dataclass(frozen=True)
class Steps:
    """Running totals: variable k is 1 once one of the columns of the steps up to k is."""

    variables: list[int]
    added: list[list[int]]

    def settle(self, vector: Ints) -> None:
        """Write the running totals."""
        total = 0
        for variable, columns in zip(self.variables, self.added, strict=True):
            total += int(vector[columns].sum()) if columns else 0
            vector[variable] = total


@dataclass(frozen=True)
class Both:
    """A credit for two that go together: 1 if a column of each side is."""

    variable: int
    one: list[int]
    other: list[int]

    def settle(self, vector: Ints) -> None:
        """Write whether both go."""
        vector[self.variable] = vector[self.one].sum() * vector[self.other].sum()


@dataclass(frozen=True)
class Opening:
    """A platform opens for the first of its members to go live."""

    variables: dict[int, int]
    """Opening variable by quarter."""
    lives: list[tuple[int, int]]
    """(column, quarter of going live) of all that may join."""

    def settle(self, vector: Ints) -> None:
        """Open for the first of them, if there is any."""
        quarters = [quarter for column, quarter in self.lives if vector[column]]
        if quarters:
            vector[self.variables[min(quarters)]] = 1


@dataclass(frozen=True)
class Parted:
    """Two that change in different quarters: the variable of the earlier quarter is 1."""

    variables: dict[int, int]
    one: list[tuple[int, int]]
    other: list[tuple[int, int]]
    """(column, quarter of going live) of the changes that count, of each."""

    def settle(self, vector: Ints) -> None:
        """Write whether they are parted, and when that begins."""
        sides = [[q for column, q in side if vector[column]] for side in (self.one, self.other)]
        quarters = [*sides[0], *sides[1]]
        if all(sides) and len(set(quarters)) > 1:
            vector[self.variables[min(quarters)]] = 1


class Taking(NamedTuple):
    """What a variable that is no column takes of a limit."""

    key: str
    """Of all with one key at most one variable is 1."""
    variable: int
    amount: int


@dataclass
class Draft:
    """A program being written."""

    problem: PlanningProblem
    columns: list[Column]
    of_system: list[range]
    cost: list[int] = field(default_factory=list)
    owners: list[tuple[int, ...]] = field(default_factory=list)
    rows: list[dict[int, int]] = field(default_factory=list)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    limit_rows: dict[Limit, int] = field(default_factory=dict)
    definitions: list[Definition] = field(default_factory=list)
    takings: dict[Limit, list[Taking]] = field(default_factory=dict)
    claims: list[tuple[Limit, int, int]] = field(default_factory=list)
    """What columns take at most of limits that variables take: (limit, column, amount)."""
    misses: list[int] = field(default_factory=list)

    def variable(self, cost: int, owners: Iterable[int]) -> int:
        """Add a variable and return its number."""
        self.cost.append(cost)
        self.owners.append(tuple(owners))
        return len(self.cost) - 1

    def row(self, terms: dict[int, int], low: int, high: int) -> int:
        """Add a row and return its number."""
        self.rows.append(terms)
        self.low.append(low)
        self.high.append(high)
        return len(self.rows) - 1

    def equal(self, one: Iterable[int], other: Iterable[int]) -> None:
        """Say that two sums are equal."""
        self.row({**dict.fromkeys(one, 1), **dict.fromkeys(other, -1)}, 0, 0)

    def at_most(self, one: Iterable[int], other: Iterable[int]) -> None:
        """Say that a sum is at most another."""
        self.row({**dict.fromkeys(one, 1), **dict.fromkeys(other, -1)}, -FREE, 0)

    def steps(self, by_step: dict[int, list[int]], owners: Iterable[int]) -> dict[int, int]:
        """Add running totals over columns, and return their variables by step.

        A single column in the first step is its own total.
        """
        order, owners = sorted(by_step), tuple(owners)
        variables: list[int] = []
        for step in order:
            if not variables and len(by_step[step]) == 1:
                variables += by_step[step]
                continue
            variables.append(self.variable(0, owners))
            self.equal(variables[-1:], [*variables[-2:-1], *by_step[step]])
        self.definitions.append(Steps(variables, [by_step[step] for step in order]))
        return dict(zip(order, variables, strict=True))

    def discounted(self, pounds: int, month: int) -> int:
        """Return what pounds paid in a month are worth at the start, in whole pounds."""
        return rounded(pounds * self.problem.discount[month], DISCOUNT_SCALE)

    def changing(self, system: int) -> list[int]:
        """Return a system's columns that change it."""
        return [k for k in self.of_system[system] if self.columns[k].option is not None]

    def reworking(self, system: int) -> dict[int, list[int]]:
        """Return, by quarter, a system's columns after which its interfaces are built again."""
        found: dict[int, list[int]] = {}
        for k in self.changing(system):
            option = self.columns[k].option
            if option is not None and option.kind.reworks_interfaces:
                found.setdefault(self.columns[k].quarter, []).append(k)
        return found

    def going_live(self, system: int) -> dict[int, list[int]]:
        """Return, by quarter, a system's columns that go live in it."""
        found: dict[int, list[int]] = {}
        for k in self.changing(system):
            found.setdefault(self.columns[k].quarter, []).append(k)
        return found

    def joining(self, system: int, platform: str) -> dict[int, list[int]]:
        """Return, by quarter, a system's columns that go live on a platform in it."""
        found: dict[int, list[int]] = {}
        for k in self.changing(system):
            option = self.columns[k].option
            if option is not None and option.platform == platform:
                found.setdefault(self.columns[k].quarter, []).append(k)
        return found

    def starting(self, system: int, options: frozenset[str]) -> dict[int, list[int]]:
        """Return, by quarter, a system's columns of some options that start in it."""
        found: dict[int, list[int]] = {}
        for k in self.of_system[system]:
            column = self.columns[k]
            if column.option is not None and column.option.id in options:
                found.setdefault(column.start // MONTHS_A_QUARTER, []).append(k)
        return found

    def finished(self) -> Program:
        """Return the program."""
        return Program(
            problem=self.problem,
            columns=tuple(self.columns),
            of_system=tuple(self.of_system),
            cost=np.array(self.cost, np.int64),
            rows=Matrix.of_rows(self.rows, len(self.cost)),
            low=np.array(self.low, np.int64),
            high=np.array(self.high, np.int64),
            owners=tuple(self.owners),
            limit_rows=self.limit_rows,
            definitions=tuple(self.definitions),
            claims=tuple(
                (self.limit_rows[limit], column, amount)
                for limit, column, amount in self.claims
                if limit in self.limit_rows
            ),
            misses=tuple(self.misses),
        )
