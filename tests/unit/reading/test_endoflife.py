"""Answers of endoflife.date: what is taken from them, and what is said of those that are not."""

from __future__ import annotations

import copy
import gzip
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.endoflife.answers import SOUND, answer, product, raw, release

from estate.portfolio.published import PublishedRelease
from estate.reading.endoflife import AnswerFault, parse, shipped_snapshot


def said(content: bytes) -> str:
    """Return what is said of bytes that are no answer, without the words that are always there."""
    with pytest.raises(AnswerFault) as raised:
        parse(content, "answer.json")
    message = str(raised.value)
    assert message.startswith("answer.json: ")
    assert message.endswith("; nothing is taken from it")
    assert message.isprintable()
    return message.removeprefix("answer.json: ").removesuffix("; nothing is taken from it")


def changed(path: list[str | int], value: object) -> bytes:
    """Return the sound answer with one value in it replaced."""
    document = copy.deepcopy(SOUND)
    node: Any = document
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = value
    return raw(document)


def test_what_is_taken_from_a_sound_answer() -> None:
    published = parse(raw(SOUND), "answer.json")

    assert published.on == date(2026, 11, 1)
    assert published.source == "endoflife.date"
    assert list(published.products) == ["windows-server", "sqlite"]
    server = published.products["windows-server"]
    assert (server.label, server.aliases) == ("Microsoft Windows Server", ("windowsserver",))
    assert server.releases[1] == PublishedRelease(
        name="2016",
        label="Windows Server 2016 (LTSC)",
        codename=None,
        released=date(2020, 1, 1),
        active_until=date(2022, 1, 11),
        security_until=date(2027, 1, 12),
        extended_until=date(2030, 1, 12),
        ended=False,
    )
    assert server.releases[0].extended_until is None


def test_over_or_not_over_without_a_day_stays_without_a_day() -> None:
    three, two = parse(raw(SOUND), "answer.json").products["sqlite"].releases

    assert (three.security_until, three.ended) == (None, False)
    assert (two.security_until, two.ended) == (None, True)


def test_keys_that_may_be_left_out_stay_unknown() -> None:
    bare = {"name": "1", "label": "1"}
    published = parse(raw(answer(product("thing", "Thing", bare))), "answer.json")

    assert published.products["thing"].releases == (PublishedRelease("1", "1"),)


def test_one_product_alone_is_an_answer_too() -> None:
    document = {**SOUND, "result": SOUND["result"][0], "last_modified": "2026-10-01T00:00:00Z"}

    assert list(parse(raw(document), "answer.json").products) == ["windows-server"]


def test_additions_are_tolerated() -> None:
    document = copy.deepcopy(SOUND)
    document["schema_version"] = "1.9.0"
    document["result"][0]["releases"][0]["eonsFrom"] = {"anything": [1]}

    assert parse(raw(document), "a").products == parse(raw(SOUND), "a").products


def test_a_byte_order_mark_is_no_fault() -> None:
    content = b"\xef\xbb\xbf" + raw(SOUND)

    assert len(parse(content, "answer.json").products) == 2


PLACE: list[str | int] = ["result", 0, "releases", 0]


A_DAY = "a date such as 2027-03-31, or null"
A_NAME = "a name such as windows-server or 2012-r2"
A_TEXT = "a text of 1 to 500 characters"
A_TIME = "a time such as 2026-08-22T08:52:34+00:00"
THERE: list[str | int] = ["result", 0, "releases"]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ([*PLACE, "eolFrom"], True, f"[0].eolFrom: expected {A_DAY}, found true"),
        (
            [*THERE, 1, "eoesFrom"],
            20300112,
            f"[1].eoesFrom: expected {A_DAY}, found the number 20300112",
        ),
        ([*PLACE, "eoasFrom"], "2026-02-30", '[0].eoasFrom: there is no day "2026-02-30"'),
        (
            [*PLACE, "eolFrom"],
            "2026-02-03T00:00:00Z",
            f'[0].eolFrom: expected {A_DAY}, found the text "2026-02-03T00:00:00Z"',
        ),
        (
            [*PLACE, "eolFrom"],
            "0026-02-03",
            "[0].eolFrom: 0026-02-03 is outside the years 1970 to 2199",
        ),
        (
            [*PLACE, "isEol"],
            "false",
            '[0].isEol: expected true, false or null, found the text "false"',
        ),
        ([*PLACE, "isEoes"], 1, "[0].isEoes: expected true, false or null, found the number 1"),
        ([*PLACE, "name"], 2019, f"[0].name: expected {A_NAME}, found the number 2019"),
        ([*PLACE, "name"], "../x", f'[0].name: expected {A_NAME}, found the text "../x"'),
        ([*PLACE, "name"], "2016", '[1].name: "2016" is there already'),
        ([*PLACE, "label"], None, f"[0].label: expected {A_TEXT}, found null"),
        ([*THERE, 1], [], "[1]: expected an object, found an array"),
        (THERE, {}, ": expected an array, found an object"),
    ],
)
def test_the_message_names_the_place_in_a_release(
    path: list[str | int], value: object, message: str
) -> None:
    assert said(changed(path, value)) == f"result[0].releases{message}"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            ["result", 0, "aliases", 0],
            7,
            f"result[0].aliases[0]: expected {A_TEXT}, found the number 7",
        ),
        (
            ["result", 1, "name"],
            "windows-server",
            'result[1].name: "windows-server" is there already',
        ),
        (["result"], "none", 'result: expected an array, found the text "none"'),
        (["schema_version"], "2.0.0", 'schema_version: "2.0.0" is not known; version 1 is read'),
        (["schema_version"], "10.0", 'schema_version: "10.0" is not known; version 1 is read'),
        (
            ["schema_version"],
            1.2,
            'schema_version: expected a text such as "1.2.1", found the number 1.2',
        ),
        (["generated_at"], "now", f'generated_at: expected {A_TIME}, found the text "now"'),
    ],
)
def test_the_message_names_the_place(path: list[str | int], value: object, message: str) -> None:
    assert said(changed(path, value)) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"\n<!DOCTYPE html><html>", "a web page, not JSON; the full data is at https://"),
        (b'{"schema_version": "1.2.1", "res', "not JSON, or cut off: "),
        (b"v1", "not JSON, or cut off: Expecting value at line 1, column 1"),
        (b'"text"', 'the answer: expected an object, found the text "text"'),
        (b"null", "the answer: expected an object, found null"),
        (b"[]", "a list, as format v0 had it; only version 1 is read"),
        (b"{}", "schema_version: missing"),
        (b'{"schema_version": "1.2.1"}', "generated_at: missing"),
        (gzip.compress(b"{}"), "compressed (gzip); unpack it first"),
        ("{}".encode("utf-16"), "in UTF-16; save it as UTF-8"),
        (b'{"label": "\xe9t\xe9"}', "not UTF-8 text, from byte 12 on"),
        (b"[" * 200_000, "not an answer: it is nested too deeply"),
        (b'{"a":' * 200_000, "not an answer: it is nested too deeply"),
        (b"9" * 10_000, "not an answer: it holds a number beyond reason"),
        (b"\x00" * 10_000_000, "not JSON, or cut off: "),
        (b" " * 20_000_001, "larger than 20,000,000 bytes"),
    ],
    ids=range(18),
)
def test_what_is_no_answer_is_called_what_it_is(content: bytes, message: str) -> None:
    assert said(content).startswith(message)


def test_a_list_of_names_is_told_from_the_full_data() -> None:
    summary = answer({"name": "rhel", "aliases": [], "label": "RHEL", "uri": "https://x"})

    assert said(raw(summary)).startswith(
        "result[0].releases: missing, so this is a list of names; the full data is at https://"
    )


def test_a_message_shows_no_control_character() -> None:
    told = said(changed([*PLACE, "name"], "\x1b[31mred\u202e\ud800"))

    assert "\\x1b[31mred" in told


def nodes(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every value in a document."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(p for key, each in inner for p in nodes(each, (*path, key)))]


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(["2026-02-30", "2027-01-01", "1.0", "9999-12-31", "0000-00-00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=5,
)


def outcome(content: bytes) -> str:
    """Return what is said of bytes, or nothing where they are an answer."""
    try:
        parse(content, "answer.json")
    except AnswerFault as fault:
        return str(fault)
    return ""


@given(st.data())
def test_no_changed_answer_ends_in_anything_but_a_message(data: st.DataObject) -> None:
    document: Any = copy.deepcopy(SOUND)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(nodes(document)[1:] or [("result",)]))
        node: Any = document
        for part in path[:-1]:
            node = node[part]
        if data.draw(st.booleans()):
            node[path[-1]] = data.draw(ANYTHING)
        elif isinstance(node, dict):
            node.pop(path[-1], None)
    assert outcome(raw(document)).isprintable()


@given(st.binary(max_size=60), st.integers(0, 3000), st.integers(0, 40))
def test_no_changed_bytes_end_in_anything_but_a_message(
    inserted: bytes, at: int, dropped: int
) -> None:
    content = raw(SOUND)
    assert outcome(content[:at] + inserted + content[at + dropped :]).isprintable()


# Looked up by hand in products/*.md of the data's repository at commit a70eca33.
BY_HAND = [
    ("windows-server", "2012-r2", "2018-10-09", "2023-10-10", "2026-10-13"),
    ("windows-server", "2019", "2024-01-09", "2029-01-09", None),
    ("mssqlserver", "13.0-sp3", "2026-07-14", "2026-07-14", "2029-07-17"),
    ("mssqlserver", "15.0", "2025-02-28", "2030-01-08", None),
    ("rhel", "7", "2019-08-06", "2024-06-30", "2029-05-31"),
    ("rhel", "9", "2027-05-31", "2032-05-31", "2036-05-31"),
    ("oracle-database", "19", None, "2029-12-31", "2032-12-31"),
    ("oracle-database", "23", None, "2031-12-31", None),
]


@pytest.mark.parametrize(("name", "version", "active", "security", "extended"), BY_HAND)
def test_the_snapshot_has_the_dates_of_its_source(
    name: str, version: str, active: str | None, security: str, extended: str | None
) -> None:
    shown, content = shipped_snapshot()
    found = {each.name: each for each in parse(content, shown).products[name].releases}[version]

    days = (found.active_until, found.security_until, found.extended_until)
    assert tuple(each and each.isoformat() for each in days) == (active, security, extended)


def test_the_snapshot_says_what_it_is() -> None:
    shown, content = shipped_snapshot()
    published = parse(content, shown)
    document = json.loads(content)

    assert shown == f"endoflife-{published.on}.json"
    assert published.source == f"endoflife.date, commit {document['source']['commit'][:8]}"
    assert document["source"]["licence"] == "MIT"
    assert "Permission is hereby granted, free of charge" in document["source"]["notice"]
    assert list(published.products) == sorted(published.products)
    assert len(published.products) == document["total"] == 104


def test_in_the_snapshot_a_phase_is_over_from_the_day_after_its_date() -> None:
    """The site's own reckoning: so a date is the last day of support, as ours are."""
    document = json.loads(shipped_snapshot()[1])
    today = document["generated_at"][:10]
    dated = [
        (one["eolFrom"], one["isEol"])
        for each in document["result"]
        for one in each["releases"]
        if one["eolFrom"]
    ]

    assert len(dated) > 1000
    assert all(over == (today > until) for until, over in dated)


def test_a_release_stands_for_itself() -> None:
    twice = answer(product("thing", "Thing", release("1"), release("1")))

    assert said(raw(twice)) == 'result[0].releases[1].name: "1" is there already'
