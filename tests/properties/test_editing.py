"""Whatever document is edited, it says what was asked, and the rest of its text stays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import tomli
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.properties.test_reading_positions import documents

from estate.editing import EditRefused, set_values
from estate.editing.scan import comments
from estate.editing.verify import expected, same
from estate.portfolio import KeyPath

NEW = "new @ value"
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.text(max_size=12),
        st.integers(-(10**9), 10**9),
        st.booleans(),
        st.floats(allow_nan=True),
        st.dates(),
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=5,
)


def read(text: str) -> dict[str, Any]:
    """Return what a document says; documents that say a thing twice are not looked at."""
    try:
        return tomli.loads(text.removeprefix("\ufeff"))
    except tomli.TOMLDecodeError:
        assume(False)
        raise


def everywhere(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Yield every path of a document with what stands there."""
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from everywhere(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from everywhere(inner, (*path, place))


def remarks(text: str) -> list[str]:
    return [comment.rstrip("\r") for _, comment in comments(text)]


def is_within(short: str, long: str) -> bool:
    """Whether the one text is the other with something put in, blanks left aside."""
    rest = iter(long)
    return all(letter in rest for letter in short if letter not in " \t")


def dressed(text: str, style: int) -> str:
    """Return a text with Windows line ends, a byte order mark, both or neither."""
    text = text.replace("\r\n", "\n")
    text = text.replace("\n", "\r\n") if style & 1 else text
    return "\ufeff" + text if style & 2 else text


@given(text=documents(), style=st.integers(0, 3), seed=st.integers(0, 10**6))
def test_a_value_is_replaced_where_it_stands_and_nowhere_else(
    text: str, style: int, seed: int
) -> None:
    text = dressed(text, style)
    tables = read(text)
    scalars = [
        (path, value)
        for path, value in everywhere(tables)
        if not isinstance(value, (dict, list)) and value != NEW
    ]
    assume(scalars)
    path, old = random.Random(seed).choice(scalars)

    after = set_values(text, [(path, NEW)])

    assert same(read(after), expected(tables, [(path, NEW)]))
    at = after.index(NEW)
    head, tail = after[: at - 1], after[at + len(NEW) + 1 :]
    assert text.startswith(head)
    assert text.endswith(tail)
    middle = text[len(head) : len(text) - len(tail)]
    assert same(tomli.loads(f"x = {middle}")["x"], old)


@given(text=documents(), style=st.integers(0, 3), seed=st.integers(0, 10**6), value=VALUES)
def test_a_new_key_adds_text_and_takes_none_away(
    text: str, style: int, seed: int, value: object
) -> None:
    text = dressed(text, style)
    tables = read(text)
    holders = [path for path, found in everywhere(tables) if isinstance(found, dict)]
    path = (*random.Random(seed).choice([(), *holders]), "new-key")
    change = [(path, value)]

    after = set_values(text, change)

    assert same(read(after), expected(tables, change))
    assert is_within(text, after)
    assert remarks(after) == remarks(text)


@given(
    text=documents(),
    style=st.integers(0, 3),
    seed=st.integers(0, 10**6),
    values=st.lists(st.one_of(st.none(), VALUES), min_size=1, max_size=4),
)
def test_any_set_of_changes_is_made_exactly_or_refused(
    text: str, style: int, seed: int, values: list[object]
) -> None:
    """What is returned says what was asked; what is refused says why, and nothing is returned."""
    text = dressed(text, style)
    tables = read(text)
    chance = random.Random(seed)
    places = [path for path, _ in everywhere(tables)] or [("z",)]
    places += [(*path, f"k{chance.randrange(3)}") for path in places]
    changes = [(chance.choice(places), value) for value in values]

    try:
        after = set_values(text, changes)
    except EditRefused:
        return

    said = read(after)
    assert same(said, expected(tables, changes)) or (
        None in values and same(said, expected(tables, changes, pruned=True))
    )


@given(text=documents(), seed=st.integers(0, 10**6))
def test_setting_and_setting_back_gives_the_same_values(text: str, seed: int) -> None:
    tables = read(text)
    dates = [path for path, value in everywhere(tables) if type(value) is date]
    assume(dates)
    path = random.Random(seed).choice(dates)

    there = set_values(text, [(path, date(2031, 2, 3))])
    back = set_values(there, [(path, date(2027, 3, 31))])

    assert back == text
