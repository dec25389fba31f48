"""fmt keeps what a file says and every comment, and changes nothing the second time."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel
from tests.properties.test_reading_positions import documents
from tests.support.documents import ROOT

from estate.editing import EditRefused
from estate.editing.canonical import canonical
from estate.editing.canonical_kind import kind_of
from estate.portfolio import Catalogue, CouncilFile

STRING_OR_COMMENT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")|' + r"'''.*?'{3,5}(?!')|" + r'"(?:[^"\\]|\\.)*"|'
    r"'[^']*'|(?P<comment>#[^\n]*)",
    re.DOTALL,
)
FILES = sorted((ROOT / "inventories").rglob("*.toml"))
KEYS = ("name", "owner", "evidence", "options", "a", '"b c"', "'reviewed'", "2027-28", "support")
SCALARS = ("1", "123456", "-0.0", "nan", "true", "2027-03-31", "07:32:00", '"x # y"', "'z'", "''",
           '"""\n# no comment\n"""', "'a\"b'", '"\\u00e9"')  # fmt: skip
TABLES = ("systems", "council", "contracts", "interfaces", "zebra")
BLANK = ("", "", "", "\n", "  \n", "\n\n")


def comments_of(text: str) -> Counter[str]:
    found = (match["comment"] for match in STRING_OR_COMMENT.finditer(text))
    return Counter(comment.rstrip() for comment in found if comment)


def said(text: str) -> str:
    """Everything that a text says, in an order of its own; types and signs show."""
    return repr(_sorted(tomli.loads(text)))


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return [(key, _sorted(value[key])) for key in sorted(value)]
    return [_sorted(each) for each in value] if isinstance(value, list) else value


def holds(text: str, model: type[BaseModel] = CouncilFile) -> str:
    """Put a text in order, and see that every promise is kept."""
    after = canonical(text, model)
    assert said(after) == said(text)
    assert comments_of(after) == comments_of(text)
    assert canonical(after, model) == after
    return after


class Writer:
    """Writes a document at random, with a numbered comment wherever one may stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def one(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def comment(self) -> str:
        self.count += 1
        return f"# {self.count} [x] = \"'{self.one('', ' ')}"

    def above(self) -> str:
        """Comments and blank lines before a statement, in any order."""
        parts = []
        for _ in range(self.draw(st.integers(0, 3))):
            parts += [self.one(*BLANK), f"{self.one('', '  ')}{self.comment()}\n"]
        return "".join([*parts, self.one(*BLANK)])

    def beside(self) -> str:
        return self.one("", "  ") + (self.comment() if self.draw(st.integers(0, 1)) else "") + "\n"

    def between(self) -> str:
        """What may stand between two elements of an array."""
        choice = self.draw(st.integers(0, 5))
        return "" if choice < 3 else "\n" if choice == 3 else f"{self.comment()}\n"

    def value(self, depth: int = 0) -> str:
        kind = self.draw(st.integers(0, 5 if depth < 3 else 2))
        if kind <= 2:
            return self.one(*SCALARS)
        count = self.draw(st.integers(0, 3))
        if kind <= 4:
            inner = [
                f"{self.between()}{self.value(depth + 1)}{self.between()}" for _ in range(count)
            ]
            comma = self.one("", ",") if inner else ""
            return f"[{','.join(inner)}{comma}{self.between()}]"
        keys = self.draw(st.lists(st.sampled_from(KEYS), max_size=count, unique=True))
        inner = [f"{self.between()}{key} = {self.value(depth + 1)}{self.between()}" for key in keys]
        return f"{{{','.join(inner)}{self.between()}}}"

    def pairs(self) -> Iterator[str]:
        keys = self.draw(st.lists(st.sampled_from(KEYS), max_size=4, unique=True))
        for key in keys:
            dotted = f"{key} . {self.one(*KEYS)}" if self.draw(st.integers(0, 4)) == 0 else key
            yield f"{self.above()}{self.one('', '  ')}{dotted}{self.one('', ' ')}={self.value()}"
            yield self.beside()

    def document(self) -> str:
        parts = list(self.pairs()) if self.draw(st.integers(0, 3)) == 0 else []
        for _ in range(self.draw(st.integers(0, 6))):
            kind = self.one(*TABLES)
            keys = self.draw(st.lists(st.sampled_from(KEYS), max_size=2))
            header = ".".join([kind, *keys])
            is_array = kind == "interfaces" and not keys
            parts += [self.above(), f"[[{header}]]" if is_array else f"[{header}]", self.beside()]
            parts += self.pairs()
        return "".join([*parts, self.above()])


@st.composite
def commented(draw: st.DrawFn) -> str:
    return Writer(draw).document()


@given(commented())
def test_any_document_keeps_what_it_says_and_every_comment(text: str) -> None:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        assume(False)
    after = holds(text)

    assert after == "" or (after.endswith("\n") and not after.endswith("\n\n"))
    assert not after.startswith("\n")


@given(documents())
def test_any_document_of_the_readers_tests_too(text: str) -> None:
    holds(text)


@given(commented(), st.data())
def test_what_is_not_toml_is_refused_and_nothing_worse(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    broken = (
        text[:cut]
        + data.draw(st.sampled_from(("", '"', "[", "}", "=", "\n", "\\")))
        + text[cut + 1 :]
    )
    try:
        after = canonical(broken, CouncilFile)
    except EditRefused:
        return
    assert after == broken or said(after) == said(broken)


@st.composite
def plain(draw: st.DrawFn) -> str:
    """Return a document of one-line statements, each with a mark of its own."""
    lines: list[str] = []
    headers = draw(st.lists(st.sampled_from(HEADERS), unique=True, max_size=6))
    for number, header in enumerate(["", *headers]):
        lines += draw(st.lists(st.sampled_from(("", "# x", "  # y")), max_size=5))
        lines += [f"[{header}]"] if header else []
        for key in draw(st.lists(st.sampled_from(PLAIN_KEYS), unique=True, max_size=4)):
            lines += draw(st.lists(st.sampled_from(("", "# z", "# w")), max_size=4))
            beside = draw(st.sampled_from(("", "# v")))
            lines.append(f"{key} = {100 + number * 10 + len(key)}{beside}")
    lines += draw(st.lists(st.sampled_from(("", "# u")), max_size=4))
    return "\n".join(f"{line}{n}" if "#" in line else line for n, line in enumerate(lines)) + "\n"


HEADERS = ("council", "council.evidence.name", "systems.a", "systems.a.options.x", "systems.b",
           "systems.b.evidence.q", "contracts.c", "zebra", "zebra.y")  # fmt: skip
PLAIN_KEYS = ("name", "owner", "reviewed", "unknown1", "description")


@given(plain())
def test_a_comment_directly_above_a_statement_or_beside_it_stays_there(text: str) -> None:
    tomli.loads(text)
    assert _attached(canonical(text, CouncilFile)) == _attached(text)


def _attached(text: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """The comments directly above each statement, and the one beside it."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    above: list[str] = []
    for line in text.splitlines():
        statement, sign, comment = line.strip().partition("#")
        if statement:
            found[statement.strip()] = (tuple(above), sign + comment)
        above = [*above, sign + comment] if sign and not statement else []
    return found


MAPS = {"evidence", "options", "skills", "by_year", "versions"}
APART = {"evidence", "options", "versions"}


def written(header: str, record: dict[str, Any], chance: random.Random) -> str:
    """Write a record with its keys, and the tables under it, in any order."""
    keys = list(record)
    chance.shuffle(keys)
    plain = [f"{key}{chance.choice((' = ', '='))}{_value(key, record[key], chance)}"
             for key in keys if key not in APART]  # fmt: skip
    under = [
        written(f"{header}.{_key(key)}.{_key(entry)}", inner, chance)
        for key in keys
        if key in APART
        for entry, inner in record[key].items()
    ]
    return "\n".join([*BLANK[: chance.randrange(2)], f"[{header}]", *plain, *under])


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z0-9-]+", key) else f'"{key}"'


def _value(name: str, value: object, chance: random.Random) -> str:
    if isinstance(value, dict):
        keys = list(value)
        if name not in MAPS:
            chance.shuffle(keys)
        inner = (f"{_key(key)} = {_value(key, value[key], chance)}" for key in keys)
        return f"{{{chance.choice((', ', ',')).join(inner)}}}"
    if isinstance(value, list):
        gap = chance.choice(("", " ", "\n", "\n    "))
        return f"[{gap}{f',{gap}'.join(_value(name, each, chance) for each in value)}{gap}]"
    if isinstance(value, str):
        return f'"{value}"' if "'" in value or chance.random() < 0.5 else f"'{value}'"
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_however_a_record_is_written_it_comes_out_the_same(
    path: Path, chance: random.Random
) -> None:
    tables = tomli.loads(path.read_text(encoding="utf-8"))
    model = kind_of(path.parts, "", tables)
    for table in ("systems", "contracts", "products", "platforms"):
        for name, record in list(tables.get(table, {}).items())[:3]:
            header = f"{table}.{name}"
            assert canonical(written(header, record, chance), model) == canonical(
                written(header, record, random.Random(1)), model
            )


def test_the_samples_are_in_order() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert holds(text, kind_of(path.parts, text, ())) == text, path


def test_the_public_toml_files_keep_what_they_say() -> None:
    from tests.support.toml_test.corpus import valid

    for raw in valid().values():
        holds(raw.decode("utf-8-sig").replace("\r\n", "\n"), Catalogue)


def test_the_public_files_that_are_not_toml_are_refused_or_left_alone() -> None:
    from tests.support.toml_test.corpus import invalid

    for name, raw in invalid().items():
        try:
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
        try:
            assert canonical(text, CouncilFile) == text, name
        except EditRefused:
            continue
