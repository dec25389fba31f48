"""Slips of people who know their estate and not TOML: what is said of them, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from estate.diagnostics import Finding
from estate.reading import read
from estate.reading.hints import as_toml

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '[council]\nname = "Glenmarnock"\n\n[systems.web]\nname = "Website"\n'
UNKNOWN = "leave the key out: what is left out counts as unknown"


def fault(folder: Path, text: str) -> Finding:
    """Return the first fault of a council's file."""
    (folder / "councils").mkdir()
    (folder / "estate.toml").write_text("")
    (folder / "councils" / "g.toml").write_text(text, encoding="utf-8")
    return read(folder).findings[0]


@pytest.mark.parametrize(
    ("line", "columns", "hint"),
    [
        ("hosting = saas", (11, 15), 'write hosting = "saas"'),
        ("adopted = 31/03/2019 # when", (13, 21), "write adopted = 2019-03-31"),
        ("adopted = 31.3.2019", (15, 20), "write adopted = 2019-03-31"),
        ("users = 1,200", (10, 14), "write users = 1_200"),
        ("users = 64,", (11, 12), "write users = 64"),
        ("annual_cost.licence = £118,000", (23, 31), "write annual_cost.licence = 118_000"),
        ("citizen_facing = yes", (18, 21), "write citizen_facing = true"),
        ("citizen_facing = False", (18, 23), "write citizen_facing = false"),
        ("owner = Head of Web", (9, 20), 'write owner = "Head of Web"'),
        ("owner = n/a", (9, 12), UNKNOWN),
        ("owner = ", (9, 10), UNKNOWN),
        ("owner =", (8, 9), UNKNOWN),
    ],
)
def test_a_value_as_people_write_it(
    line: str, columns: tuple[int, int], hint: str, tmp_path: Path
) -> None:
    found = fault(tmp_path, f"{HEAD}{line}\n")
    assert found.span is not None
    assert (found.code, found.span.line, found.hint) == ("EST005", 6, hint)
    assert (found.span.column, found.span.end) == (columns[0], (6, columns[1]))


@pytest.mark.parametrize("line", ["tags = [a, b]", "users = 1 owner = 2", 'owner = "a" "b"'])
def test_what_may_mean_anything_gets_no_guess(line: str, tmp_path: Path) -> None:
    found = fault(tmp_path, f"{HEAD}{line}\n")
    assert found.code == "EST005"
    assert not (found.hint or "").startswith(("write ", "leave "))


@pytest.mark.parametrize(
    ("text", "line", "columns", "message"),
    [
        (
            'owner = "a"\nname = "b"\n',
            7,
            (1, 5),
            "the key `name` is written twice, first in line 5",
        ),
        ('  name   = "b"\n', 6, (3, 7), "the key `name` is written twice, first in line 5"),
        (
            "support.people = 1\nsupport.people = 2\n",
            7,
            (1, 15),
            "the key `support.people` is written twice, first in line 6",
        ),
        (
            'users = 1\n[systems.b]\nname = "b"\nusers = 2\nusers = 3\n',
            10,
            (1, 6),
            "first in line 9",
        ),
        ('notes = """\nusers = 1\n"""\nusers = 2\nusers = 3\n', 10, (1, 6), "first in line 9"),
    ],
)
def test_a_key_written_twice_is_named_with_the_first(
    text: str, line: int, columns: tuple[int, int], message: str, tmp_path: Path
) -> None:
    found = fault(tmp_path, HEAD + text)
    assert found.span is not None
    assert (found.span.line, found.span.column) == (line, columns[0])
    assert found.span.end == (line, columns[1])
    assert found.message.endswith(message)
    assert found.hint == "keep one of the two"


@pytest.mark.parametrize(
    ("text", "line", "columns", "first"),
    [
        ('[systems.web]\nowner = "IT"\n', 6, (2, 13), 4),
        ('[systems.a]\nname = "A"\n\n  [ systems . "web" ] # again\n', 9, (5, 20), 4),
        # What looks like a header inside a text is none.
        ("notes = '''\n[systems.x]\n'''\n[systems.x]\n[systems.x]\n", 10, (2, 11), 9),
    ],
)
def test_a_table_given_twice_is_named_with_the_first(
    text: str, line: int, columns: tuple[int, int], first: int, tmp_path: Path
) -> None:
    found = fault(tmp_path, HEAD + text)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("EST005", line, columns[0])
    assert found.span.end == (line, columns[1])
    assert found.message.endswith(f" is there already, first in line {first}")


@pytest.mark.parametrize(
    ("header", "columns", "hint"),
    [
        ("[systems.ä]", (10, 11), "write [systems.a]"),
        ("[systems.Council Tax]", (10, 21), "write [systems.council-tax]"),
        ("[systems.a&b.options.x] # why", (10, 13), "write [systems.a-b.options.x]"),
    ],
)
def test_which_letters_an_id_takes_is_said(
    header: str, columns: tuple[int, int], hint: str, tmp_path: Path
) -> None:
    found = fault(tmp_path, f'{HEAD}{header}\nname = "A"\n')
    assert found.span is not None
    assert (found.span.line, found.span.column, found.hint) == (6, columns[0], hint)
    assert found.span.end == (6, columns[1])
    assert found.message.endswith("should be an id of lower-case letters, digits and hyphens")


def test_a_key_that_goes_on_where_a_word_stops_is_near(tmp_path: Path) -> None:
    found = fault(tmp_path, HEAD.replace("\n\n", '\ngss = "S12000033"\n\n'))
    assert (found.code, found.hint) == ("EST010", "did you mean gss_code?")


def test_a_table_whose_key_goes_on_over_lines_is_told_in_general(tmp_path: Path) -> None:
    found = fault(tmp_path, f'{HEAD}tags = ["a"]\ntags = [\n  "b",\n]\n')
    assert "a key is written twice, or its table is already complete" in found.message


@given(st.text(st.characters(exclude_characters="\"'\\", exclude_categories=["Cs"]), max_size=50))
def test_what_is_suggested_is_toml(bare: str) -> None:
    written = as_toml(bare)
    assert written is None or "x" in tomli.loads(f"x = {written}")
