"""Conditions: sound whatever turns out of the unknown, written as they are read, never a crash."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.properties.query_oracle import DATES, DOMAINS, LEVELS, MANY, mentioned, outcomes

from estate.portfolio.base import Noun
from estate.query.checking import Checker
from estate.query.columns import Column
from estate.query.globs import matcher
from estate.query.judging import Row
from estate.query.kind import Kind
from estate.query.kinds import KINDS
from estate.query.parsing import parse
from estate.query.syntax import (
    LONGEST,
    All,
    AnyOf,
    Bare,
    Compare,
    Condition,
    ConditionFault,
    Day,
    Flag,
    Known,
    Name,
    Number,
    Shifted,
    Span,
    Text,
    Value,
    contrary,
    joined,
    written,
)
from estate.query.values import Cell, Many, Range, Sort
from estate.query.world import Entry, World
from estate.rendering.kit.terminal import Terminal
from estate.rendering.records.list_help import condition_fault_text

if TYPE_CHECKING:
    from collections.abc import Iterable

AS_OF = date(2027, 4, 1)

# A kind of record whose cells a test chooses.

SORTS = {
    "n": Sort.NUMBER,
    "r": Sort.NUMBER,
    "d": Sort.DATE,
    "e": Sort.DATE,
    "t": Sort.TEXT,
    "w": Sort.WORD,
    "b": Sort.YES_NO,
    "m": Sort.TEXT,
}


def _cell(name: str, _world: World, entry: Entry) -> Cell:
    cell: Cell = entry.record[name]
    return cell


TOY = Kind(
    name="toys",
    one="toy",
    about="Invented.",
    model=Noun,
    rows=lambda _world: iter(()),
    shown=("n",),
    derived=tuple(
        Column(
            name,
            sort,
            "Invented.",
            partial(_cell, name),
            many=name in MANY,
            words=LEVELS if sort is Sort.WORD else (),
        )
        for name, sort in SORTS.items()
    ),
)
CHECKER = Checker(TOY, AS_OF)


def truth(condition: Condition, cells: dict[str, Cell]) -> bool | None:
    """Return what the program says of a row of these cells."""
    world: Any = None
    return CHECKER.test(condition).truth(Row(world, Entry("o", "i", cells, ()), TOY.columns))


small = st.integers(0, 4)
middle_dates = st.sampled_from(DATES[1:-1])
texts = st.sampled_from(("a", "ab", "B"))


def figure(value: int) -> Range:
    return Range(Fraction(value), Fraction(value))


def ranged(ends: tuple[int, int | None]) -> Range:
    low, more = ends
    return Range(Fraction(low), None if more is None else Fraction(min(low + more, 4)))


rows = st.fixed_dictionaries(
    {
        "n": st.none() | small.map(figure),
        "r": st.tuples(small, st.none() | small).map(ranged),
        "d": st.none() | middle_dates,
        "e": st.none() | middle_dates,
        "t": st.none() | texts,
        "w": st.none() | st.sampled_from(LEVELS),
        "b": st.none() | st.booleans(),
        "m": st.none()
        | st.just(Many(()))
        | st.builds(Many, st.lists(texts, unique=True, max_size=2).map(tuple), st.booleans()),
    }
)


def compare(
    names: str, relations: Iterable[str], values: st.SearchStrategy[Any], *, lists: bool = True
) -> st.SearchStrategy[Compare]:
    """Draw comparisons of a column with a value; with `lists`, with one of several too."""
    column = st.sampled_from(names).map(Name)
    single = st.builds(
        Compare, column, st.sampled_from(list(relations)), values.map(lambda value: (value,))
    )
    several = st.lists(values, min_size=1, max_size=2).map(tuple)
    return single | st.builds(Compare, column, st.just("in"), several) if lists else single


ORDER = ("=", "<", "<=", ">", ">=")
numbers = small.map(lambda value: Number(Fraction(value)))
read_once_atoms = st.one_of(
    compare("nr", ORDER, numbers),
    compare("n", ORDER, st.just(Bare("r")), lists=False),
    compare("de", ORDER, middle_dates.map(Day)),
    compare("d", ORDER, st.just(Bare("e")), lists=False),
    compare("t", ("=",), texts.map(Text)),
    compare("t", ("~",), st.sampled_from(("a*", "?b", "*B", "b")).map(Text), lists=False),
    compare("tm", ("contains",), st.sampled_from(("a", "b")).map(Text), lists=False),
    compare("m", ("=", "has"), texts.map(Text)),
    compare("m", ("=",), st.just(Bare("t")), lists=False),
    compare("t", ("=",), st.just(Bare("m")), lists=False),
    st.sampled_from(sorted(DOMAINS)).map(lambda name: Known(Name(name))),
    st.just(Flag(Name("b"))),
    compare("b", ("=",), st.sampled_from(("true", "false")).map(Bare), lists=False),
)
atoms = read_once_atoms | compare("w", ORDER, st.sampled_from(LEVELS).map(Bare))


def conditions(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Condition]:
    def grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        several = st.lists(inner, min_size=2, max_size=3)
        return st.one_of(
            inner.map(contrary),
            several.map(lambda parts: joined(All, parts)),
            several.map(lambda parts: joined(AnyOf, parts)),
        )

    return st.recursive(leaves, grown, max_leaves=4)


thorough = settings(max_examples=10 * settings().max_examples)
"""These are cheap, and there are many pairs of a relation and a value."""


@thorough
@given(conditions(atoms), rows)
def test_what_is_said_holds_whatever_the_unknown_turns_out_to_be(
    condition: Condition, cells: dict[str, Cell]
) -> None:
    said = truth(condition, cells)

    if said is not None:
        assert outcomes(condition, cells) == {said}


@thorough
@given(read_once_atoms | conditions(read_once_atoms), rows)
def test_where_no_column_occurs_twice_nothing_is_left_unsaid(
    condition: Condition, cells: dict[str, Cell]
) -> None:
    names = mentioned(condition)
    if len(set(names)) == len(names):
        possible = outcomes(condition, cells)
        assert truth(condition, cells) == (possible.pop() if len(possible) == 1 else None)


@given(conditions(atoms), rows)
def test_what_leaves_it_open_is_named_and_is_not_known(
    condition: Condition, cells: dict[str, Cell]
) -> None:
    if truth(condition, cells) is None:
        world: Any = None
        row = Row(world, Entry("o", "i", cells, ()), TOY.columns)
        named = CHECKER.test(condition).open_columns(row)

        assert named
        assert named <= set(mentioned(condition))
        whole = {name: _completed(name, cells[name]) for name in named}
        assert truth(condition, {**cells, **whole}) is not None


def _completed(name: str, cell: Cell) -> Cell:
    """Return a cell as it may turn out to be."""
    if isinstance(cell, Range):
        return Range(cell.low, cell.low)
    if isinstance(cell, Many) or name in MANY:
        return Many(cell.items if isinstance(cell, Many) else ())
    first = DOMAINS[name][1]
    return figure(first) if SORTS[name] is Sort.NUMBER else first


def test_what_is_settled_otherwise_is_not_asked_for() -> None:
    cells: dict[str, Cell] = {**dict.fromkeys(SORTS), "b": True}
    world: Any = None
    row = Row(world, Entry("o", "i", cells, ()), TOY.columns)

    assert CHECKER.test(parse('(n = 1 or b) and t = "a"')).open_columns(row) == {"t"}


def test_two_unknowns_that_contradict_one_another_are_still_unknown() -> None:
    """Strong Kleene logic is not complete, and says less than it could: never more."""
    tautology = parse("b or not b")
    unknown: dict[str, Cell] = dict.fromkeys(SORTS)

    assert outcomes(tautology, unknown) == {True}
    assert truth(tautology, unknown) is None


# Reading and writing

words = st.from_regex(r"[a-z][a-z0-9]*([._/@-][a-z0-9]+)*", fullmatch=True).filter(
    lambda word: word not in {"and", "or", "not", "in", "is", "contains", "has"}
)
decimals = st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(Fraction)
any_value: st.SearchStrategy[Value] = st.one_of(
    st.text(max_size=20).map(Text),
    words.map(Bare),
    st.builds(Number, decimals, st.booleans()),
    st.dates().map(Day),
    st.sampled_from(("2027-04", "2027-28", "2011-12", "1999-00")).map(Span),
    st.builds(Shifted, st.integers(-999, 999), st.sampled_from(("days", "months", "years"))),
)
any_atom = st.one_of(
    st.builds(
        Compare,
        words.map(Name),
        st.sampled_from(("=", "<", ">=", "~", "contains", "has")),
        any_value.map(lambda value: (value,)),
    ),
    st.builds(Compare, words.map(Name), st.just("in"), st.lists(any_value, min_size=1).map(tuple)),
    words.map(lambda name: Known(Name(name))),
    words.map(lambda name: Flag(Name(name))),
)


@given(conditions(any_atom))
def test_a_condition_is_read_as_it_is_written(condition: Condition) -> None:
    assert parse(written(condition)) == condition


PIECES = (
    *("and", "or", "not", "in", "is", "known", "(", ")", "[", "]", ",", "=", "<", ">=", "~", "!~"),
    *("owner", "ends", "cost", "hosting", "today", "+", "-", "18", "months", "live", '"x"', "'"),
    *("2027-04-01", "2027-13", "£5k", "9" * 30, "é", "\x00", "\n", "\u202e", '"', "==", "risk"),
)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
)
@example("(" * LONGEST)
@example("(" * 4_999 + "b" + ")" * 4_999)
@example("not " * 2_400 + "b")
@example("((b) and " * 1_000 + "b" + ")" * 1_000)
@example("b or " * 1_999 + "b")
@example("x" * 100_000)
@example('"' + "\\" * 9_000)
@example("1" * 9_000)
@example("today + 999999999999 days")
@example("ends = today + 999999999999 days")
@example("ends = today - 999999999999999999 months")
@example("ends = 9999-12 or ends = 9999-00 or ends = 0001-01 or ends = 0000-01")
def test_whatever_is_typed_is_a_condition_or_a_fault_that_points_into_it(text: str) -> None:
    try:
        condition = parse(text)
        Checker(KINDS["systems"], AS_OF).test(condition)
    except ConditionFault as refused:
        fault = refused
    else:
        return
    assert 0 <= fault.place.start <= len(text)
    shown = condition_fault_text(
        ConditionFault(fault.message, fault.place, fault.hint, text), Terminal(80)
    )
    assert len(shown) < 2_000
    assert "\x00" not in shown
    assert not text.strip() or "^" in shown


@given(st.text("ab*?", max_size=8), st.text("abAB", max_size=8))
@example("*a" * 2_000 + "b", "a" * 5_000)
def test_patterns_match_what_a_plain_search_finds(pattern: str, text: str) -> None:
    found = matcher(pattern)(text)

    if len(text) < 100:
        assert found == _matches(pattern.lower(), text.lower())
    else:
        assert not found


def _matches(pattern: str, text: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(_matches(pattern[1:], text[cut:]) for cut in range(len(text) + 1))
    return bool(text) and pattern[0] in {"?", text[0]} and _matches(pattern[1:], text[1:])
