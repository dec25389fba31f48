"""Limits of number: what is just inside is read, what is just outside is refused in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.checking import write

from estate.diagnostics import Finding
from estate.reading import Reading, read
from estate.reading.limits import (
    MAX_DIGITS_IN_A_ROW,
    MAX_FAULTS,
    MAX_LINES,
    MAX_PIECES,
    MAX_TABLES,
    long_number,
    overfull,
)
from estate.reading.source import Source
from estate.reading.syntax import parse

PAD = "#" * (2 * MAX_TABLES) + "\n"
"""So that a text is long enough to be looked at."""


@pytest.mark.parametrize(
    ("piece", "most", "said"),
    [
        ("\n", MAX_LINES - 1, "500,000 lines"),
        ("1,", MAX_PIECES, "350,000 keys and values"),
        ("a=", MAX_PIECES, "350,000 keys and values"),
        ("[", MAX_TABLES, "30,000 arrays, tables and parts of dotted keys"),
        ("{", MAX_TABLES, "30,000 arrays, tables and parts of dotted keys"),
        ('."a"=', MAX_TABLES, "30,000 arrays, tables and parts of dotted keys"),
        (r'. "\"" .', MAX_TABLES, "30,000 arrays, tables and parts of dotted keys"),
        (".a]", MAX_TABLES, "30,000 arrays, tables and parts of dotted keys"),
        # Of prose and versions the dots part no key.
        ("Ends with 12.1, ", MAX_PIECES, "350,000 keys and values"),
    ],
)
def test_a_text_may_hold_so_much_and_no_more(piece: str, most: int, said: str) -> None:
    assert overfull(PAD + piece * most) is None
    assert overfull(PAD + piece * (most + 1)) == said


def test_a_short_text_is_never_too_full() -> None:
    assert overfull("[" * (2 * MAX_TABLES - 1)) is None


def test_a_run_of_digits_may_be_so_long() -> None:
    run = "1" + "f" * MAX_DIGITS_IN_A_ROW
    assert long_number("a = 0\nb = 0x" + run) == (2, 5)
    assert long_number("\n  a = " + "1" * MAX_DIGITS_IN_A_ROW) is None
    assert long_number("a = '" + "word " * MAX_DIGITS_IN_A_ROW + "'") is None


def only(reading: Reading) -> Finding:
    (found,) = [found for found in reading.findings if found.code == "EST003"]
    return found


def test_a_file_with_too_much_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    sound = '[council]\nname = "B"\n'
    files = {"councils/a.toml": "[x]\n" * 100_000, "councils/b.toml": sound}
    reading = read(write(tmp_path, files))
    found = only(reading)
    assert found.message == (
        "the file has more than 30,000 arrays, tables and parts of dotted keys"
    )
    assert found.hint == "split it: a council may be a folder of files, which are merged"
    assert reading.portfolio is not None
    assert sorted(reading.portfolio.councils) == ["b"]


def test_a_file_with_more_faults_than_anybody_mends_is_left_out_whole(tmp_path: Path) -> None:
    head = '[council]\nname = "A"\n[systems.web]\nname = "Web"\n'
    for more, used in ((0, True), (1, False)):
        wrong = "".join(f"k{n} = 1\n" for n in range(MAX_FAULTS - 1 + more))
        reading = read(
            write(tmp_path / str(more), {"councils/a.toml": head + "[aims.x]\n" + wrong})
        )
        assert reading.portfolio is not None
        assert ("web" in reading.portfolio.councils["a"].systems) == used
        # Its own missing name is the fault that the keys are not.
        told = [found.message for found in reading.findings if "faults" in found.message]
        assert len(told) == 1
        if not used:
            assert told == ["this file has 20,001 faults: beyond 20,000, nothing of it is used"]
            assert {fact.path for fact in reading.unread} == {()}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a = 1\nb = "no end', (2, 5)),
        ("a = 1\nb = 'no end", (2, 5)),
        ("a = \"it's\" # don't\nb = '", (2, 5)),
        ('a = """closed"""\nb = """\nnot "closed" \\"""\n', (2, 5)),
        ("a = '''x'''\nb = '''\nnot ''closed''\n", (2, 5)),
        ('a = 1\nb = """', (2, 5)),
        ('"no end', (1, 1)),
    ],
)
def test_a_text_without_an_end_is_found_where_it_opens(text: str, place: tuple[int, int]) -> None:
    found = parse(Source("a.toml", text.encode()))
    assert isinstance(found, tuple)
    assert found[0].message == "not valid TOML: a text is not closed by its quotes"
    assert found[0].span is not None
    assert (found[0].span.line, found[0].span.column) == place


def test_a_table_that_is_there_already_is_named_as_it_is_written() -> None:
    found = parse(Source("a.toml", b'[a."b c"]\n[a."b c"]\n'))
    assert isinstance(found, tuple)
    told = 'the table `a."b c"` is there already, first in line 1'
    assert found[0].message == f"not valid TOML: {told}"
