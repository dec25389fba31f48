"""The calendar of contracts as iCalendar (RFC 5545), for a diary.

Every entry lasts all day, does not make its owner busy, and reminds some weeks before. Its UID is
made of what it is about and not of its day, so that an entry whose day was corrected moves when
the file is read in again, and none appears twice.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from estate.portfolio.deadlines import DeadlineKind
from estate.rendering.kit.words import listing
from estate.rendering.records.contract_words import money, standing, to_do

if TYPE_CHECKING:
    from datetime import date

    from estate.portfolio.deadlines import Deadline
    from estate.rendering.records.contract_book import ContractBook, Sheet

REMINDER = timedelta(weeks=4)
PRODUCT = "-//estate//contracts//EN"
SUMMARIES = {
    DeadlineKind.NOTICE: "Last day for notice",
    DeadlineKind.EXTEND: "Last day to use an extension",
    DeadlineKind.AGREE: "Last day to agree an extension",
    DeadlineKind.END: "Contract ends",
    DeadlineKind.RENEWAL: "Contract renews itself",
    DeadlineKind.FREE: "Contract can be ended early",
}


def calendar_file(book: ContractBook) -> bytes:
    """Return the days that are still ahead as an iCalendar file, stamped with the as-of date."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Contract deadlines")
    sheets = book.by_key
    for day in book.ahead:
        sheet = sheets[day.council, day.contract]
        calendar.add_component(_event(day, sheet, book))
    content: bytes = calendar.to_ical()
    return content


def _event(day: Deadline, sheet: Sheet, book: ContractBook) -> Event:
    event = Event()
    event.add("uid", uid(day))
    event.add("dtstamp", _stamp(book.as_of))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", _letters(f"{SUMMARIES[day.kind]}: {sheet.contract.name or sheet.title}"))
    event.add("description", _letters(_description(day, sheet, book)))
    event.add("categories", ["Contracts"])
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _letters(f"In four weeks: {SUMMARIES[day.kind]}, {sheet.title}"))
    alarm.add("trigger", -REMINDER)
    event.add_component(alarm)
    return event


def uid(day: Deadline) -> str:
    """Return the same text for the same thing to be done, in every run."""
    number = f".{day.number}" if day.number else ""
    return f"{day.council}.{day.contract}.{day.kind.value}{number}@contracts.estate.invalid"


def _stamp(as_of: date) -> datetime:
    return datetime.combine(as_of, time(), UTC)


def _description(day: Deadline, sheet: Sheet, book: ContractBook) -> str:
    lines = [to_do(day, sheet), f"Contract: {sheet.title}"]
    if sheet.supplier:
        lines.append(f"Supplier: {sheet.supplier}")
    if day.systems:
        lines.append(f"Systems: {listing(day.systems, 8)}")
    if day.value is not None:
        lines.append(f"At stake: {money(day.value)}")
    lines.append(standing(sheet, book.as_of))
    place = book.where(day.fact)
    if place:
        lines.append(f"Recorded in {place}")
    return "\n".join(lines)


def _letters(text: str) -> str:
    """Return a text without control characters, which RFC 5545 does not allow in a value."""
    return "".join(letter for letter in text if letter >= " " or letter == "\n").replace("\x7f", "")
