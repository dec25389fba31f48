"""The answer to a question: rows that match, rows that might, and what is not known of those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.diagnostics import UsageFault, did_you_mean
from estate.query.checking import Checker
from estate.query.judging import Row
from estate.query.strangers import Stranger, strangers
from estate.query.syntax import columns_in
from estate.query.values import Cell, Many, Range, Scalar, Sort

if TYPE_CHECKING:
    from estate.query.columns import Column
    from estate.query.judging import Test
    from estate.query.kind import Kind
    from estate.query.syntax import Condition
    from estate.query.world import World

EVERYTHING = "all"
"""Asked for as columns, it means every one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as it was asked for: by its name, or by another name of it."""

    name: str
    column: Column


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to sort by, from low to high unless `falling`."""

    column: str
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of which kind, on which condition, and how it is to be shown.

    No `columns` means those of the kind, and those that the condition names.
    """

    kind: Kind
    where: Condition | None = None
    columns: str | None = None
    sort: str | None = None
    totals: Sequence[str] = ()
    councils: Collection[str] | None = None
    include_unknown: bool = False


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row's cells, in order of the columns; `sure` when it is known to match."""

    cells: tuple[Cell, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a column over the rows listed; `unknown` rows add nothing to it."""

    name: str
    column: Column
    total: Range
    unknown: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows that match. `might` more may match; `because` counts them by what is not known."""

    question: Question
    headings: tuple[Heading, ...]
    rows: tuple[ListedRow, ...]
    might: int
    because: Mapping[str, int]
    totals: tuple[Total, ...]
    as_of: date
    strangers: tuple[Stranger, ...]
    """Texts that the condition asks for and that no record has."""

    @property
    def matching(self) -> int:
        """Return how many rows are known to match."""
        return sum(row.sure for row in self.rows)


def listing(question: Question, world: World) -> Listing:
    """Return the answer to a question.

    Raises:
        ConditionFault: when the condition does not fit the kind of record.
        UsageFault: when another part of the question does not.
    """
    kind = question.kind
    test = Checker(kind, world.as_of).test(question.where) if question.where else None
    headings = chosen(kind, question.columns, question.where)
    keys = sort_keys(kind, question.sort)
    summed = [_heading(kind, name, "--total") for name in question.totals]
    for heading in summed:
        _refuse_what_has_no_sum(heading)
    rows = list(_rows(question, world))
    judged = [(row, test.truth(row) if test else True) for row in rows]
    unsure = [row for row, truth in judged if truth is None]
    shown = [
        (row, truth is True)
        for row, truth in judged
        if truth or (truth is None and question.include_unknown)
    ]
    for key in reversed(keys):
        shown = _sorted(shown, kind.columns[key.column], falling=key.falling)
    return Listing(
        question,
        headings,
        tuple(_listed(row, headings, sure=is_sure) for row, is_sure in shown),
        might=len(unsure),
        because=_because(unsure, test, _as_typed(question)),
        totals=tuple(_total(heading, [row for row, _ in shown]) for heading in summed),
        as_of=world.as_of,
        strangers=strangers(kind, question.where, rows),
    )


def _rows(question: Question, world: World) -> Iterable[Row]:
    kind, councils = question.kind, question.councils
    if councils is not None and not kind.councils:
        raise UsageFault(f"{kind.name} belong to the catalogue: leave --council away")
    for entry in kind.rows(world):
        if councils is None or entry.owner in councils:
            yield Row(world, entry, kind.columns)


def _as_typed(question: Question) -> dict[str, str]:
    """Return the columns that the condition names, each by the name that it has there."""
    typed = columns_in(question.where) if question.where else ()
    found = {question.kind.column(name): name for name in reversed(typed)}
    return {column.name: name for column, name in found.items() if column is not None}


def _because(unsure: Iterable[Row], test: Test | None, typed: Mapping[str, str]) -> dict[str, int]:
    """Return for how many rows each column leaves the answer open, most first."""
    if test is None:
        return {}
    counts = Counter(typed.get(name, name) for row in unsure for name in test.open_columns(row))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _listed(row: Row, headings: Iterable[Heading], *, sure: bool) -> ListedRow:
    return ListedRow(tuple(row[heading.column.name] for heading in headings), sure)


def chosen(kind: Kind, asked: str | None, where: Condition | None) -> tuple[Heading, ...]:
    """Return the columns to show.

    Without `asked`: the kind's own, and those that the condition names. Names with a plus are
    added to the kind's own; `all` is every column.

    Raises:
        UsageFault: when there is no such column.
    """
    names = [name.strip() for name in (asked or "").split(",") if name.strip()]
    if names == [EVERYTHING]:
        names = list(kind.columns)
    elif asked is None:
        names = [*kind.shown, *(columns_in(where) if where else ())]
    elif any(name.startswith("+") for name in names):
        names = [*kind.shown, *(name.removeprefix("+") for name in names)]
    if not names:
        raise UsageFault("--columns names no column")
    found: dict[str, Heading] = {}
    for name in names:
        heading = _heading(kind, name, "--columns")
        found.setdefault(heading.column.name, heading)
    return tuple(found.values())


def sort_keys(kind: Kind, asked: str | None) -> tuple[SortKey, ...]:
    """Return what to sort by: `-cost,id` is by cost from high to low, then by id.

    Raises:
        UsageFault: when there is no such column.
    """
    names = [name.strip() for name in (asked or "").split(",") if name.strip()]
    return tuple(
        SortKey(_heading(kind, name.lstrip("-+"), "--sort").column.name, name.startswith("-"))
        for name in names
    )


def _heading(kind: Kind, name: str, option: str) -> Heading:
    column = kind.column(name)
    if column is None:
        meant = did_you_mean(name, kind.names)
        listed = f"`estate list {kind.name} --help-columns` lists them"
        raise UsageFault(f"{option}: {kind.name} have no column '{name}'; {meant or listed}")
    return Heading(name, column)


def _refuse_what_has_no_sum(heading: Heading) -> None:
    column = heading.column
    if column.sort is not Sort.NUMBER or column.many:
        raise UsageFault(f"--total: '{heading.name}' is {column.kind}, which cannot be summed")


def _total(heading: Heading, rows: Sequence[Row]) -> Total:
    cells = [row[heading.column.name] for row in rows]
    known = [cell for cell in cells if isinstance(cell, Range)]
    highs = [cell.high for cell in known]
    low = sum((cell.low for cell in known), Fraction(0))
    high = None if None in highs else sum((one for one in highs if one is not None), Fraction(0))
    return Total(heading.name, heading.column, Range(low, high), len(cells) - len(known))


def _sorted(
    rows: Sequence[tuple[Row, bool]], column: Column, *, falling: bool
) -> list[tuple[Row, bool]]:
    """Return rows by one column; those where it is not known come last either way."""
    known = [one for one in rows if _elements(one[0][column.name])]
    unknown = [one for one in rows if not _elements(one[0][column.name])]

    def key(one: tuple[Row, bool]) -> _Key:
        keys = [
            _key(element, column, falling=falling) for element in _elements(one[0][column.name])
        ]
        return max(keys) if falling else min(keys)

    return sorted(known, key=key, reverse=falling) + unknown


_Key = tuple[Fraction, Fraction, str]


def _elements(cell: Cell) -> tuple[Scalar, ...]:
    if isinstance(cell, Many):
        return cell.items
    return () if cell is None else (cell,)


def _key(element: Scalar, column: Column, *, falling: bool) -> _Key:
    """Return what an element is sorted by; a range by its low end, or by its high one falling."""
    match element:
        case Range(low, high):
            top = Fraction(10**30) if high is None else high
            return (top, low, "") if falling else (low, top, "")
        case bool():
            return (Fraction(element), Fraction(0), "")
        case date():
            return (Fraction(element.toordinal()), Fraction(0), "")
        case _:
            rank = column.words.index(element) if element in column.words else 0
            return (Fraction(rank), Fraction(0), element)
