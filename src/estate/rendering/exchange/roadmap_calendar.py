"""The roadmap as iCalendar (RFC 5545): decisions, starts, go-lives, notice and freezes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from estate.rendering.exchange.fields import lose_the_rest
from estate.rendering.exchange.loss import Losing
from estate.rendering.exchange.material import Export
from estate.rendering.exchange.planned import Planned
from estate.rendering.exchange.roadmap_days import after, days
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.words import day, visible

if TYPE_CHECKING:
    from icalendar import Event

    from estate.rendering.exchange.loss import Loss
    from estate.rendering.exchange.material import Material
    from estate.rendering.exchange.roadmap_days import Day

FILE = "roadmap.ics"
PRODUCT = "-//estate//roadmap//EN"
REMINDER = timedelta(weeks=4)
CARRIED = {
    "systems": ("name",),
    "council": ("name",),
    "freezes": ("name", "capabilities", "from_", "to", "because"),
    "contracts": ("name", "systems", "ends", "notice_months", "extensions", "renewal"),
}
WHY = "a diary has days with words, and nothing else"


def roadmap_calendar(material: Material) -> Export:
    """Return the days of a roadmap that are still ahead, stamped with the as-of date."""
    from icalendar import Calendar  # noqa: PLC0415  # slow to import, and only needed here

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _letters(_name(material)))
    made.add("x-wr-caldesc", material.made)
    for entry in days(material):
        made.add_component(_event(entry, material))
    file = Artifact(FILE, "text/calendar", made.to_ical())
    return Export((file,), _lost(material))


def _name(material: Material) -> str:
    workspace = material.portfolio.workspace
    fictional = " (illustrative)" if workspace.illustrative else ""
    return f"Roadmap: {workspace.name or 'the whole estate'}{fictional}"


def _event(entry: Day, material: Material) -> Event:
    from icalendar import Alarm, Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{entry.uid}@roadmap.estate.invalid")
    event.add("dtstamp", datetime.combine(material.as_of, time(), UTC))
    event.add("dtstart", entry.first)
    event.add("dtend", after(entry.last))
    event.add("summary", _letters(entry.summary))
    planned = f"By the roadmap as of {day(material.as_of)}"
    if material.portfolio.workspace.illustrative:
        planned += ", of a fictional estate"
    event.add("description", _letters(f"{entry.description}\n{planned}"))
    event.add("categories", [entry.category])
    event.add("transp", "TRANSPARENT")
    if entry.reminds:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _letters(f"In four weeks: {entry.summary}"))
        alarm.add("trigger", -REMINDER)
        event.add_component(alarm)
    return event


def _letters(text: str) -> str:
    """Return a text whose lines hold no control characters, which RFC 5545 does not allow.

    Those are left out, and others that steer what shows them are written out.
    """
    kept = "".join(letter for letter in text if letter >= " " or letter == "\n")
    return "\n".join(visible(line) for line in kept.replace("\x7f", "").split("\n"))


def _lost(material: Material) -> Loss:
    losing = Losing("ical")
    lose_the_rest(losing, material, CARRIED, {}, WHY)
    Planned(material).lose(losing, ("waits_for",))
    return losing.loss()
