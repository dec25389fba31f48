"""The diary file: read back by the library, and held to RFC 5545 by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from tests.unit.rendering.contract_sample import AS_OF, CONTRACTS, book

from estate.rendering.records.calendar_file import calendar_file

OCTETS = 75
"""RFC 5545, section 3.1: lines should not be longer, the line break aside."""


def events(content: bytes | None = None) -> list[Any]:
    """Read the entries back; their values are of many kinds."""
    return list(Calendar.from_ical(content or calendar_file(book())).walk("VEVENT"))


def test_every_day_ahead_is_an_entry_and_no_other() -> None:
    ahead = book().ahead

    assert len(events()) == len(ahead) == 8
    assert [event["DTSTART"].dt for event in events()] == [day.on for day in ahead]
    assert all(type(event["DTSTART"].dt) is date for event in events())  # all day
    assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) for event in events())


def test_what_is_said_comes_back_letter_by_letter() -> None:
    first = next(event for event in events() if "council-tax" in str(event["UID"]))

    assert str(first["SUMMARY"]) == "Last day to use an extension: Council tax software"
    assert str(first["DESCRIPTION"]) == (
        "Use extension 1, 12 months until 31 Mar 2028, or it ends on 31 Mar 2027.\n"
        "Contract: glenmarnock/council-tax\n"
        "Supplier: RevMaster £ Süd\n"
        "Systems: council-tax\n"
        "At stake: £118,000\n"
        "Runs until 31 Mar 2027.\n"
        "Recorded in councils/glenmarnock.toml:40"
    )
    hosting = [str(event["SUMMARY"]) for event in events() if "hosting" in str(event["UID"])]
    assert hosting[0].endswith(str(CONTRACTS["hosting"]["name"]))


def test_the_stamp_is_the_as_of_date_and_the_reminder_four_weeks_before() -> None:
    for event in events():
        assert event["DTSTAMP"].dt == datetime(2026, 9, 30, tzinfo=ZoneInfo("UTC"))
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == -timedelta(weeks=4)
        assert alarm["ACTION"] == "DISPLAY"
        assert event["TRANSP"] == "TRANSPARENT"


def test_an_entry_keeps_its_uid_when_its_day_is_corrected() -> None:
    moved = CONTRACTS | {"council-tax": CONTRACTS["council-tax"] | {"ends": date(2027, 4, 30)}}

    def uids(content: bytes) -> list[str]:
        return [str(event["UID"]) for event in events(content)]

    before, after = uids(calendar_file(book())), uids(calendar_file(book(moved)))
    assert sorted(before) == sorted(after)
    assert len(set(before)) == len(before)


def test_lines_are_folded_end_in_crlf_and_are_the_same_again() -> None:
    content = calendar_file(book())

    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert max(len(line) for line in content.split(b"\r\n")) <= OCTETS
    assert content == calendar_file(book(dict(reversed(CONTRACTS.items()))))
    assert content.endswith(b"END:VCALENDAR\r\n")


def test_control_characters_of_the_record_do_not_reach_the_file() -> None:
    told = {"odd": CONTRACTS["council-tax"] | {"name": "A\x0bB\x1bC\x7fD\r\nEND:VEVENT"}}

    content = calendar_file(book(told))
    assert b"\x0b" not in content
    assert b"\x1b" not in content
    assert b"\x7f" not in content
    assert b"\r\nEND:VEVENT\r\nBEGIN:VALARM" not in content
    assert content.count(b"\r\nEND:VEVENT\r\n") == content.count(b"\r\nBEGIN:VEVENT\r\n") == 3


def test_nothing_ahead_is_an_empty_calendar() -> None:
    assert Calendar.from_ical(calendar_file(book({}))).walk("VEVENT") == []
    assert book({}).as_of == AS_OF
