"""Positions are right in any document: by another parser, and by the values themselves."""

from __future__ import annotations

import random
from collections.abc import Iterator

import tomli
from hypothesis import given
from hypothesis import strategies as st
from tests.properties.position_oracle import positions

from estate.reading.positions import Place, Positions

BARE = ("a", "b-1", "C_2", "from", "7", "2027-28")
QUOTED = ('"e.f"', "'g h'", '"é"', '"q\\"[x]"', "'#'", '"🙂 = 1"')
SCALARS = (
    "1_000",
    "-2.5e3",
    "true",
    "2027-03-31",
    "1979-05-27 07:32:00",
    '"x"',
    '""',
    "''",
    '"[not.a.header] # nor a comment"',
    '"a \\"quoted\\" word"',
    "'C:\\dir'",
    '"é🙂"',
    '"""\n[not.a.header]\nkey = 1\n"""',
    '"""two "" and at the end """""',
    "'''\n[[no]]\n''''",
    '"""a \\\n   b"""',
)
GAPS = st.sampled_from((" ", "", "  ", "\t"))


@st.composite
def values(draw: st.DrawFn, depth: int = 0, *, in_line: bool = False) -> str:
    kind = draw(st.integers(0, 3 if depth < 6 else 0))
    if kind <= 1:
        scalars = [text for text in SCALARS if not in_line or "\n" not in text]
        return draw(st.sampled_from(scalars))
    if kind == 2:
        inner = draw(st.lists(values(depth + 1, in_line=in_line), max_size=3))
        joint = ", " if in_line else draw(st.sampled_from((",", " ,\n  ", ', # ] } "\n')))
        return f"[{joint.join(inner)}]"
    keys = draw(st.lists(st.sampled_from((*BARE, *QUOTED)), unique=True, max_size=3))
    pairs = [f"{key} = {draw(values(depth + 1, in_line=True))}" for key in keys]
    return "{" + draw(GAPS) + ", ".join(pairs) + draw(GAPS) + "}"


@st.composite
def pairs(draw: st.DrawFn, number: int) -> str:
    gap, key = draw(GAPS), draw(st.sampled_from((f"k{number}", f'"k {number}"')))
    if draw(st.booleans()):
        key = f"{key}{gap}.{gap}{draw(st.sampled_from((*BARE, *QUOTED)))}"
    comment = draw(st.sampled_from(("", " # [no]", ' # "')))
    return f"{draw(GAPS)}{key}{gap}={draw(GAPS)}{draw(values())}{comment}"


@st.composite
def sections(draw: st.DrawFn, number: int) -> str:
    gap, name = draw(GAPS), draw(st.sampled_from((f"t{number}", f"'t {number}'")))
    sub = draw(st.sampled_from((*BARE, *QUOTED)))
    heads = {
        "plain": f"[{gap}{name}{gap}]",
        "under": f"[{name}{gap}.{gap}{sub}]",
        "element": f"[[list]]\n[[list.inner]]\n[[list.inner]]\n[list.inner.{sub}]",
        "elements": f"[[many]]\nx = 1\n[[many]] # [[none]]\n[many.{sub}.deep]",
    }
    body = [draw(pairs(index)) for index in range(draw(st.integers(0, 4)))]
    gaps = draw(st.sampled_from(("\n", "\n\n", "\n# [comment]\n")))
    return gaps.join([draw(GAPS) + draw(st.sampled_from(sorted(heads.values()))), *body])


@st.composite
def documents(draw: st.DrawFn) -> str:
    top = [draw(pairs(index)) for index in range(draw(st.integers(0, 3)))]
    parts = [draw(sections(index)) for index in range(draw(st.integers(0, 5)))]
    return "\n".join([*top, *parts]) + draw(st.sampled_from(("", "\n", "\n\n# end")))


def paths_of(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of everything in a document."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_of(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths_of(inner, (*path, index))


@given(documents())
def test_positions_equal_those_of_another_parser(text: str) -> None:
    tomli.loads(text)
    index = Positions(text)
    for path, (key, value) in positions(text).items():
        pair, found = index.find(path)
        assert (found, pair.key, pair.value) == (True, key, value), path


@given(documents())
def test_every_value_of_a_document_has_a_place_of_its_own(text: str) -> None:
    index = Positions(text)
    for path in paths_of(tomli.loads(text)):
        assert index.find(path)[1], path


@given(documents(), st.randoms(use_true_random=False))
def test_the_order_of_questions_does_not_matter(text: str, chance: random.Random) -> None:
    paths = list(paths_of(tomli.loads(text)))
    straight = Positions(text)
    answers = {path: straight.find(path) for path in paths}
    chance.shuffle(paths)
    shuffled = Positions(text)
    assert {path: shuffled.find(path) for path in paths} == answers


@given(documents())
def test_what_is_not_there_falls_back_to_the_nearest_that_is(text: str) -> None:
    index = Positions(text)
    for path in paths_of(tomli.loads(text)):
        here, _ = index.find(path)
        assert index.find((*path, "no such key", 3)) == (here, False)


@given(documents())
def test_an_extent_holds_the_whole_key_and_the_whole_value(text: str) -> None:
    """What is cut out by the extents, read alone, is the key and the value."""
    index, document = Positions(text), tomli.loads(text)
    for path in paths_of(document):
        value = document
        for part in path:
            value = value[part]  # type: ignore[index]
        cut = _cut(text, *index.extent(path))
        if isinstance(path[-1], str):
            key = _cut(text, *index.extent(path, at_key=True))
            assert tomli.loads(f"{key}=0") == {path[-1]: 0}, path
            under_header = cut == key and isinstance(value, (dict, list))
        else:
            under_header = isinstance(value, dict) and not cut.startswith("{")
        assert under_header or tomli.loads(f"x={cut}") == {"x": value}, path


def _cut(text: str, start: Place, end: Place | None) -> str:
    assert end is not None
    lines = text.split("\n")
    if start.line == end.line:
        return lines[start.line - 1][start.column - 1 : end.column - 1]
    first, last = lines[start.line - 1][start.column - 1 :], lines[end.line - 1][: end.column - 1]
    return "\n".join([first, *lines[start.line : end.line - 1], last])
