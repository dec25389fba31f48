"""What is said of faults: words for every pattern, and hints that can be copied."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import tomli

from estate.portfolio import Catalogue, CouncilFile, System, WorkspaceFile
from estate.reading.faults import faults
from estate.reading.forms import as_id, has_words
from estate.reading.hints import how_to_write, nearest
from estate.reading.records import records
from estate.reading.shape import described, is_optional, keys_of, options_at, table_at
from estate.reading.show import dotted, either, kind_of
from estate.reading.source import Source
from estate.reading.syntax import parse

PARSER = Path(tomli.__file__).parent / "_parser.py"


def test_every_pattern_of_the_types_has_words() -> None:
    schemas = [model.model_json_schema() for model in (CouncilFile, Catalogue, WorkspaceFile)]
    patterns = set()

    def collect(node: object) -> None:
        if isinstance(node, dict):
            patterns.update([node["pattern"]] if isinstance(node.get("pattern"), str) else [])
            patterns.update(node.get("patternProperties", {}))
            for inner in node.values():
                collect(inner)
        elif isinstance(node, list):
            for inner in node:
                collect(inner)

    collect(json.loads(json.dumps(schemas)))
    assert len(patterns) > 8
    assert [pattern for pattern in patterns if not has_words(pattern)] == []


@pytest.mark.parametrize(
    ("expected", "value", "hint"),
    [
        ("date", "2027-03-31", "write key = 2027-03-31"),
        ("date", "31/03/2027", "write key = 2027-03-31"),
        ("date", "1.4.2012", "write key = 2012-04-01"),
        ("date", "2027-03-31T00:00:00Z", "write key = 2027-03-31"),
        ("date", datetime(2027, 3, 31, tzinfo=UTC), "write key = 2027-03-31"),
        ("date", "31/31/2027", "write it without quotes, such as 2027-03-31"),
        ("date", "March", "write it without quotes, such as 2027-03-31"),
        ("integer", "118,000", "write key = 118_000"),
        ("integer", "£118 000", "write key = 118_000"),
        ("integer", "٣", "write it without quotes or commas, such as 118_000"),
        ("integer", "9" * 5000, "write it without quotes or commas, such as 118_000"),
        ("integer", 12.0, "write key = 12"),
        ("integer", 1.5, "round it to a whole number"),
        ("integer", "TBC", "leave the key out: what is left out counts as unknown"),
        ("number", "2.5%", "write key = 2.5"),
        ("boolean", "Yes", "write key = true"),
        ("boolean", 0, "write key = false"),
        ("boolean", "maybe", "write true or false, without quotes"),
        ("text", 12, 'write key = "12"'),
        ("text", date(2027, 3, 31), 'write key = "2027-03-31"'),
        ("text", True, "write it in quotes"),
        ("array", "a", 'write key = ["a"]'),
        ("array", 3, 'write it in brackets, such as ["one", "two"]'),
    ],
)
def test_hints_show_how_to_write_the_very_value(expected: str, value: object, hint: str) -> None:
    assert how_to_write(expected, "key", value) == hint
    found = re.fullmatch(r"write (key = .*)", hint)
    if found:
        tomli.loads(found.group(1))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        ("a\x1b[31m\u202eb", 'the text "a\\x1b[31m\\u202eb"'),
        ("x" * 100, 'the text "' + "x" * 57 + '..."'),
        pytest.param(10**5000, "a huge number", id="huge"),
        (float("inf"), "a huge number"),
        (float("nan"), "not a number"),
        (datetime(2027, 3, 31, tzinfo=UTC), "a time"),
        (date(2027, 3, 31), "the date 2027-03-31"),
        ([], "an array"),
        ({}, "a table"),
        (None, "something else"),
    ],
)
def test_values_are_shown_short_and_safe(value: object, words: str) -> None:
    assert kind_of(value) == words


def test_keys_are_shown_as_one_would_write_them() -> None:
    assert dotted(("systems", "a b", "technology", 0, "é")) == 'systems."a b".technology."é"'
    assert either(("a", "b", "c")) == "a, b or c"
    assert either(["a"]) == "a"


def test_ids_are_made_from_names() -> None:
    assert as_id("Council Tax (new)") == "council-tax-new"
    assert as_id("fine-already") is None
    assert as_id("£") is None
    assert nearest("Phase Out", ("live", "phase-out")) == "phase-out"
    assert nearest("zzz", ("live",)) is None


def test_the_types_tell_what_may_stand_at_a_path() -> None:
    assert table_at(CouncilFile, ("systems", "x")) is System
    assert table_at(CouncilFile, ("interfaces", 3, "evidence", "name")) is not None
    assert table_at(CouncilFile, ("systems", "x", "no", "such")) is None
    assert "from" in keys_of(table_at(CouncilFile, ("interfaces", 0)) or System)
    assert options_at(CouncilFile, ("council", "kind")) == ("council", "body")
    assert options_at(CouncilFile, ("systems", "x", "name")) == ()
    assert described(CouncilFile, ("systems", "x", "name")) == "What people call it."
    assert described(CouncilFile, ()) is None
    assert is_optional(CouncilFile, ("systems", "x", "owner"))
    assert not is_optional(CouncilFile, ("systems", "x", "name"))


def test_one_place_has_one_fault() -> None:
    tables = tomli.loads("[freezes.x]\nname = 'X'\nfrom = 'May'\nto = 3\n")
    found = records(tables, CouncilFile, {}).faults
    assert [fault.path for fault in found] == [("freezes", "x", "from"), ("freezes", "x", "to")]
    assert faults([], tables, CouncilFile) == ()


def said_by_the_parser() -> list[str]:
    """Return what the TOML parser may complain of, from its source."""
    text = PARSER.read_text(encoding="utf-8")
    found = re.findall(r'TOMLDecodeError\(\s*f?"((?:[A-Z][^"\\]|\\.)(?:[^"\\]|\\.)*)", src', text)
    return [message for message in found if "{" not in message]


def test_every_complaint_of_the_parser_has_words_of_ours() -> None:
    complaints = said_by_the_parser()
    assert len(complaints) > 12
    from estate.reading.wording import in_plain_words

    for complaint in complaints:
        said = complaint.replace("\\\\", "\\")
        message, _ = in_plain_words(said)
        assert message != said[:1].lower() + said[1:], said


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a = 1\na = 2\n", [(2, 1)]),
        ("a = 1\na = 2", [(2, 1)]),
        ("[a]\n[b]\n[a]\n", [(3, 2)]),
        ("x = [1,\n2\ny = 3\n", [(3, 1)]),
        ('x = """\nnever closed\n', [(1, 5)]),
        ("x = { a = 1", [(1, 12)]),
        ("a = 1,2\nb = yes\nc = 3\n[d\ne == 1\nf = 2\nf = 3\n", [(1, 6), (2, 5), (4, 3), (5, 4)]),
        ("a = x\nb = [\n1\n", [(1, 5), (3, 2)]),
        ("a = x\n" * 50, [(line, 5) for line in range(1, 12)]),
    ],
)
def test_syntax_errors_are_found_where_they_are(text: str, places: list[tuple[int, int]]) -> None:
    found = parse(Source("f.toml", text.encode()))
    assert isinstance(found, tuple)
    spans = [finding.span for finding in found if finding.span]
    assert [(span.line, span.column) for span in spans] == places
