"""Whatever bytes lie where a council should be: an answer with its place, never a traceback."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.cases.checking import findings, write
from tests.support.documents import ROOT, run_estate
from tests.support.toml_test import corpus

from estate.diagnostics import Finding, Severity
from estate.portfolio import CouncilFile
from estate.reading import Reading, read
from estate.reading.source import Source
from estate.reading.syntax import parse

INVALID, VALID = corpus.invalid(), corpus.valid()
PLACE = "councils/a.toml"
LISTED = re.compile(r"(?P<path>\S+?):(?P<line>\d+):(?P<column>\d+): (?P<code>EST\d{3}) \w+: .+")
SAMPLES = sorted((ROOT / "inventories").rglob("*.toml"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of which files are replaced as they are read."""
    return write(tmp_path_factory.mktemp("estate"), {PLACE: "", "catalogue/c.toml": ""})


def as_council(folder: Path, content: bytes) -> Reading:
    """Read the workspace as if its council's file had other bytes."""
    return read(folder, {(folder / PLACE).as_posix(): content})


def errors(source: bytes) -> tuple[Finding, ...]:
    """Return what the syntax of a document is refused for; nothing where it is TOML."""
    parsed = parse(Source(PLACE, source))
    return parsed if isinstance(parsed, tuple) else ()


def assert_answered(reading: Reading) -> None:
    """Every finding has a place inside its file and a message that can be printed."""
    for found in reading.findings:
        assert found.span is not None
        assert found.message.isprintable()
        content = reading.content(found.span.path)
        if content is not None:
            lines = content.decode("utf-8", "replace").split("\n")
            assert 1 <= found.span.line <= len(lines), found
            assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 2, found
        reading.source_line(found.span.path, found.span.line)


# The public corpus


def test_the_corpus_is_whole() -> None:
    assert (len(INVALID), len(VALID), len(corpus.said())) == (492, 220, 220)


@pytest.mark.parametrize("kind", sorted({name.split("/")[1] for name in INVALID}))
def test_no_invalid_file_is_taken_for_toml(folder: Path, kind: str) -> None:
    for name, content in INVALID.items():
        if name.split("/")[1] == kind:
            reading = as_council(folder, content)
            codes = {found.code for found in reading.findings}
            assert codes & {"EST004", "EST005"}, name
            assert not reading.sound
            assert_answered(reading)


def test_every_valid_file_is_read_and_says_what_it_should(folder: Path) -> None:
    for name, content in VALID.items():
        parsed = parse(Source(PLACE, content))
        assert isinstance(parsed, dict), name
        assert tagged(parsed) == plain(json.loads(corpus.said()[name])), name
        assert_answered(as_council(folder, content))


KINDS: tuple[tuple[type, str], ...] = (
    (bool, "bool"),
    (int, "integer"),
    (datetime, "datetime"),
    (date, "date-local"),
    (time, "time-local"),
    (str, "string"),
)


def tagged(value: object) -> object:
    """Return a value as the corpus writes it: each with its kind."""
    if isinstance(value, dict):
        return {key: tagged(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [tagged(inner) for inner in value]
    if isinstance(value, float):
        return ("float", "nan" if isnan(value) else value)
    kind = next(name for sort, name in KINDS if isinstance(value, sort))
    if isinstance(value, datetime) and value.tzinfo is None:
        kind = "datetime-local"
    return (kind, str(value).lower() if kind in {"bool", "integer"} else value)


def plain(value: Any) -> object:  # noqa: ANN401  # whatever JSON says
    """Return what the corpus says, each value made from its text."""
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if set(value) != {"type", "value"} or not isinstance(value["type"], str):
        return {key: plain(inner) for key, inner in value.items()}
    kind, text = value["type"], value["value"]
    if kind == "float":
        number = float(text)
        return (kind, "nan" if isnan(number) else number)
    # Beyond microseconds, dates are cut, which the standard allows.
    text = re.sub(r"(\.\d{6})\d+", r"\1", text) if "time" in kind else text
    made = {"datetime": datetime, "datetime-local": datetime, "date-local": date}
    if kind in made:
        return (kind, made[kind].fromisoformat(text.replace("Z", "+00:00").replace("z", "+00:00")))
    return (kind, time.fromisoformat(text)) if kind == "time-local" else (kind, text)


def told_line(content: bytes) -> int | None:
    """Return the line at fault where a document allows telling: it is marked, or the only one."""
    lines = content.decode("utf-8", "replace").split("\n")
    said = [number for number, line in enumerate(lines, 1) if line.strip(" \t\r")]
    said = [number for number in said if not lines[number - 1].lstrip().startswith("#")]
    marked = [number for number in said if re.search(r"# *INVALID\s*$", lines[number - 1])]
    if len(marked) == 1:
        return marked[0]
    return said[0] if len(said) == 1 else None


def test_the_line_at_fault_is_named_where_it_can_be_told() -> None:
    told = {name: line for name, content in INVALID.items() if (line := told_line(content))}
    assert len(told) > 380
    wrong = {name: (line, errors(INVALID[name])[0].span) for name, line in told.items()}
    assert {n: w for n, w in wrong.items() if w[1] is None or w[1].line != w[0]} == {}


BEFORE = b'# one\n"a before" = """\n"\n"""\n\n# six\n'


def test_lines_before_a_fault_move_it_by_as_many() -> None:
    for name, content in INVALID.items():
        if content.startswith(b"\xef\xbb\xbf") or "bom" in name or "encoding" in name:
            continue
        alone, moved = errors(content)[0].span, errors(BEFORE + content)[0].span
        assert alone is not None
        assert moved is not None
        assert (moved.line, moved.column) == (alone.line + 6, alone.column), name


def test_windows_lines_have_the_same_places() -> None:
    for name, content in INVALID.items():
        if b"\r" not in content and "control" not in name:
            first = errors(content)[0]
            other = errors(content.replace(b"\n", b"\r\n"))[0]
            assert (other.span, other.message) == (first.span, first.message), name


def test_the_program_lists_every_invalid_file_and_reads_the_others(tmp_path: Path) -> None:
    files = {f"councils/c{n}.toml": text for n, text in enumerate(INVALID.values())}
    write(tmp_path, {"councils/sound.toml": '[council]\nname = "Sound"\n'})
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    done = run_estate(["check", "."], tmp_path)

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    listed = {
        found["path"]
        for found in map(LISTED.match, done.stdout.splitlines())
        if found and found["code"] in {"EST004", "EST005"}
    }
    assert listed == set(files)


# Documents that Hypothesis makes

PIECES = [b"\n", b"[", b"]", b"[[", b"{", b"}", b'"', b"'", b'"""', b"=", b".", b",", b"#", b"\\"]
PIECES += [b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"9" * 40, "é😀\u202e".encode(), b"\t", b"-1_0"]
LINES = [line for path in SAMPLES for line in path.read_bytes().splitlines(keepends=True)]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return part of a sample with some bytes or lines left out, put in, doubled or swapped."""
    start = draw(st.integers(0, len(LINES) - 60))
    lines = LINES[start : start + draw(st.integers(1, 60))]
    for _ in range(draw(st.integers(1, 4))):
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.integers(0, 4)):
            case 0:
                lines[one], lines[other] = lines[other], lines[one]
            case 1:
                lines.insert(other, lines[one])
            case 2 if len(lines) > 1:
                del lines[one]
            case _:
                line = lines[one]
                at = draw(st.integers(0, len(line)))
                end = min(len(line), at + draw(st.integers(0, 3)))
                lines[one] = line[:at] + draw(st.sampled_from(PIECES) | st.just(b"")) + line[end:]
    return b"".join(lines)


@given(mutated() | st.binary(max_size=300))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"a = 0x" + b"f" * 5_000)
@example(b"[council]\nname = 9" + b"9" * 5_000)
@example(b"a = 1e400\nb = nan\nc = 0001-01-01T00:00:00+14:00")
def test_no_slip_of_the_hand_makes_reading_or_rules_raise(content: bytes) -> None:
    assert_read_and_checked(content)


@pytest.mark.slow
@settings(max_examples=3_000)
@given(mutated() | st.binary(max_size=2_000))
def test_no_slip_of_the_hand_makes_anything_raise_at_length(content: bytes) -> None:
    assert_read_and_checked(content)


def assert_read_and_checked(content: bytes) -> None:
    """Read and check a workspace in which a council's file and a catalogue's have those bytes."""
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), {PLACE: "", "catalogue/c.toml": ""})
        assert_answered(as_council(folder, content))
        assert_answered(read(folder, {(folder / "estate.toml").as_posix(): content}))
        (folder / PLACE).write_bytes(content)
        (folder / "catalogue" / "c.toml").write_bytes(content)
        assert all(found.message.isprintable() for found in findings(folder))


# Documents that are right: written and read, they are the same

TEXTS = st.text(min_size=1, max_size=12).filter(lambda text: not re.search("[\ud800-\udfff]", text))
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
SCORES = st.integers(1, 5)
BY_KEY: dict[str, st.SearchStrategy[object]] = {
    "name": TEXTS,
    "owner": TEXTS,
    "aliases": st.lists(TEXTS, max_size=3),
    "product": st.from_regex(
        r"[a-z][a-z0-9-]{0,5}(@[A-Za-z0-9][A-Za-z0-9._+-]{0,4})?", fullmatch=True
    ),
    "hosting": st.sampled_from(("on-premises", "saas", "desktop")),
    "users": st.integers(0, 10**9),
    "annual_cost": st.fixed_dictionaries({}, optional={"licence": st.integers(0, 10**10)}),
    "support": st.fixed_dictionaries({}, optional={"people": SCORES, "fte": st.floats(0, 1_000)}),
    "impact": st.fixed_dictionaries({}, optional={"safety": SCORES, "reputation": SCORES}),
    "reviewed": DAYS,
    "citizen_facing": st.booleans(),
}
SYSTEMS = st.fixed_dictionaries(
    {"name": TEXTS}, optional={k: v for k, v in BY_KEY.items() if k != "name"}
)
CONTRACTS = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXTS,
        "ends": DAYS,
        "notice_months": st.integers(0, 1_200),
        "systems": st.lists(SLUGS),
    },
)
INTERFACES = st.fixed_dictionaries(
    {"from": SLUGS, "to": SLUGS}, optional={"personal_data": st.booleans(), "agreement": TEXTS}
)
COUNCILS = st.fixed_dictionaries(
    {
        "council": st.fixed_dictionaries(
            {"name": TEXTS}, optional={"population": st.integers(0, 10**9)}
        )
    },
    optional={
        "systems": st.dictionaries(SLUGS, SYSTEMS, max_size=4),
        "contracts": st.dictionaries(SLUGS, CONTRACTS, max_size=3),
        "interfaces": st.lists(INTERFACES, max_size=3),
    },
)


def as_toml(value: object) -> str:
    """Write a value on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{as_toml(k)} = {as_toml(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_toml, value)) + "]"
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case _:
            return str(value)


def by_table(tables: dict[str, Any]) -> Iterator[str]:
    """Write a document as people do: a header for each record, a line for each key."""
    for table, held in tables.items():
        records = [(f"[[{table}]]", one) for one in held] if isinstance(held, list) else []
        if table == "council":
            records = [("[council]", held)]
        elif isinstance(held, dict):
            records = [(f"[{table}.{key}]", one) for key, one in held.items()]
        for header, record in records:
            yield f"{header}\n"
            yield from (f"{key} = {as_toml(value)}\n" for key, value in record.items())


@given(COUNCILS, st.booleans(), st.sampled_from(("\n", "\r\n")), st.booleans())
def test_what_is_written_is_read(
    tables: dict[str, Any], headers: bool, end: str, mark: bool
) -> None:
    inline = (f"{key} = {as_toml(value)}\n" for key, value in tables.items())
    text = "".join(by_table(tables) if headers else inline).replace("\n", end)
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), {PLACE: ""})
        reading = as_council(folder, (b"\xef\xbb\xbf" if mark else b"") + text.encode())
    assert [found for found in reading.findings if found.severity is Severity.ERROR] == []
    assert reading.portfolio is not None
    found = reading.portfolio.councils["a"]
    expected = CouncilFile.model_validate(tables)
    assert dict(found.systems) == expected.systems
    assert dict(found.contracts) == expected.contracts
    assert found.interfaces == expected.interfaces
    assert found.council == expected.council


# What a hostile file may cost


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="measures a child process as Linux counts it")
def test_no_hostile_file_costs_much() -> None:
    sys.path.insert(0, os.fspath(ROOT / "benchmarks"))
    import hostile  # type: ignore[import-not-found,unused-ignore]

    base, over = 0.0, {}
    for name, taken in hostile.rows([]):
        base = base or taken.mib
        assert taken.status in {0, 1}, (name, taken.complained)
        assert "Traceback" not in taken.complained
        if taken.mib - base > hostile.MOST_MIB or taken.seconds > hostile.MOST_SECONDS:
            over[name] = taken.mib - base, taken.seconds
    assert over == {}
