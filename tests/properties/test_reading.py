"""Whatever is in the files, reading answers; and how it is laid out in files does not matter."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.cases.checking import AS_OF, lines, write
from tests.properties.test_reading_positions import documents

from estate.checks import check
from estate.diagnostics import Severity
from estate.reading import read
from estate.reading.limits import deepest_bracket, overlong_key
from estate.reading.wording import in_plain_words

KEYS = (
    "council systems interfaces contracts a b name from to options replace cost requires "
    "likelihood skills evidence allow estate products platforms needs x-y 7"
)
WORDS = st.sampled_from(KEYS.split())
LEAVES = st.one_of(
    st.sampled_from(("ledger", "", "2027-03-31", "p@1", "unknown", "yes", "platform:x", "a/b")),
    st.integers(-1, 10**30),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=5),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
TABLES = st.dictionaries(WORDS, VALUES, max_size=5)


def as_toml(value: object) -> str:
    """Write a value as TOML, tables in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_toml(k)} = {as_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(letter):08x}" for letter in value) + '"'
    return str(value)


def document(tables: dict[str, object]) -> str:
    return "".join(f"{as_toml(key)} = {as_toml(value)}\n" for key, value in tables.items())


def everything_about(folder: Path) -> None:
    """Read and check a workspace, and ask for every place."""
    reading = read(folder)
    for found in reading.findings:
        assert found.span is not None
        assert found.code[:3] == "EST"
        assert found.message.isprintable()
        reading.source_line(found.span.path, found.span.line)
    if reading.portfolio is not None:
        check(reading.portfolio, AS_OF, reading.locate, reading.unread)


@given(st.binary(max_size=200) | documents().map(str.encode), st.sampled_from(("a", "b")))
def test_no_bytes_make_reading_raise(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), {"councils/a/c.toml": '[council]\nname = "A"\n'})
        for place in ("councils/a", "catalogue"):
            Path(folder, place).mkdir(exist_ok=True)
            Path(folder, place, f"{name}.toml").write_bytes(content)
        Path(folder, "estate.toml").write_bytes(content)
        everything_about(Path(folder))


@given(TABLES)
def test_no_values_make_reading_or_rules_raise(tables: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = document(tables)
        files = {"councils/a.toml": text, "catalogue/c.toml": text, "estate.toml": text}
        everything_about(write(Path(folder), files))


@given(st.text(alphabet="\"'[]{}=.,# \nab1\\", max_size=60))
def test_no_text_makes_the_scanners_raise(text: str) -> None:
    for number, column in filter(None, (overlong_key(text), deepest_bracket(text))):
        assert 1 <= number <= text.count("\n") + 1
        assert column >= 1


@given(st.text(max_size=30))
def test_the_parsers_words_are_always_put_in_words(said: str) -> None:
    message, _ = in_plain_words(said)
    assert isinstance(message, str)


RECORDS = [
    '[systems.ledger]\nname = "Ledger"\ndepends_on = ["payrol"]\n',
    '[systems.payroll]\nname = "Payroll"\nowner = "Mrs Jones"\n',
    "[systems.broken]\nnam = 1\n",
    '[[interfaces]]\nfrom = "payroll"\nto = "ledger"\n',
    '[contracts.ledger]\nsystems = ["ledger", "gone"]\nends = 2026-01-31\n',
    "[skills.developer]\npeople = 2\n",
    '[council]\nname = "Strathallan"\n',
]


@given(st.permutations(range(len(RECORDS))), st.integers(1, len(RECORDS)))
def test_records_in_any_files_give_the_same_findings(order: list[int], files: int) -> None:
    whole = {"councils/s/all.toml": "\n".join(RECORDS)}
    split: dict[str, str] = {}
    for place, number in enumerate(order):
        name = f"councils/s/{place % files}.toml"
        split[name] = split.get(name, "") + RECORDS[number]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as many:
        said = [
            {line.split(": ", 1)[1] for line in lines(write(Path(folder), layout))}
            for folder, layout in ((one, whole), (many, split))
        ]
    assert said[0] == said[1]


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_files_were_made_does_not_matter(chance: random.Random) -> None:
    files = {f"councils/c{n}/{m}.toml": RECORDS[(n + m) % 7] for n in range(3) for m in range(3)}
    found = []
    for _ in range(2):
        names = list(files)
        chance.shuffle(names)
        with tempfile.TemporaryDirectory() as folder:
            found.append(lines(write(Path(folder), {name: files[name] for name in names})))
    assert found[0] == found[1]
    assert any(f" {Severity.ERROR}: " in line for line in found[0])
