"""The roadmap's diary: read back by the library, its days worked by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from tests.unit.rendering.exchange.exchange_sample import material_of, small_planned
from tests.unit.rendering.exchange.hostile_estate import (
    NAMES,
    hostile_planned,
    turned_round,
)
from tests.unit.rendering.gold import same
from tests.unit.rendering.sample import GLENMORE, STRATHALLAN, portfolio

from estate.graph import build
from estate.portfolio import Freeze
from estate.rendering.exchange.material import Material
from estate.rendering.exchange.roadmap_calendar import roadmap_calendar
from estate.rendering.exchange.roadmap_days import days, spans
from estate.rendering.plan.view import StepView

OCTETS = 75
"""RFC 5545, section 3.1: lines should not be longer, the line break aside."""


def content(material: Material) -> bytes:
    return roadmap_calendar(material).files[0].content


def events(material: Material) -> dict[str, Any]:
    """Read the entries back, by their UID without its domain."""
    found = Calendar.from_ical(content(material)).walk("VEVENT")
    by_uid = {str(each["UID"]).removesuffix("@roadmap.estate.invalid"): each for each in found}
    assert len(by_uid) == len(found)
    return by_uid


def one_step(**changes: Any) -> Material:  # noqa: ANN401  # fields of a step
    """Return the small estate with one step, of the system that has a contract."""
    material = small_planned()
    assert material.plan is not None
    step = replace(
        material.plan.steps[0],
        system="strathallan/council-tax",
        name="Council tax billing",
        words="Replace",
        start=date(2027, 1, 1),
        delivery=date(2027, 7, 1),
        live=date(2028, 10, 1),
        old_until=date(2028, 12, 31),
        capital=735_000,
        revenue=60_000,
        running_before=185_000,
        running_after=None,
        owner=None,
        milestones=(("Supplier chosen", date(2027, 6, 1)), ("No day yet", None)),
    )
    plan = replace(material.plan, steps=(replace(step, **changes),), platforms=())
    return replace(material, plan=plan)


def test_a_step_is_a_decision_a_start_a_delivery_a_go_live_and_an_end() -> None:
    found = events(one_step())
    stem = "strathallan.council-tax"
    told = {
        key.removeprefix(f"{stem}."): each["DTSTART"].dt
        for key, each in found.items()
        if key.startswith(stem)
    }
    assert told == {
        "decide": date(2026, 12, 31),  # the day before it starts
        "start": date(2027, 1, 1),
        "delivery": date(2027, 7, 1),
        "live": date(2028, 10, 1),
        "off": date(2028, 12, 31),
        "milestone.1": date(2027, 6, 1),
    }
    summary = str(found[f"{stem}.decide"]["SUMMARY"])
    assert summary == (
        "Last day to decide: Council tax billing, Strathallan Council: Replace (£795,000 once)"
    )
    said = str(found[f"{stem}.live"]["DESCRIPTION"])
    assert "Once: £735,000 capital, £60,000 revenue" in said
    assert "Running cost: £185,000 a year before, not recorded after" in said
    assert "Owner: not recorded" in said


def test_the_contract_s_days_are_there_until_the_old_system_is_off() -> None:
    """Ends 31 Mar 2027 with 6 months' notice: the day for the first extension is past.

    The second one, by agreement, would follow on 31 Mar 2028, were the first used after all.
    """
    found = events(one_step())
    kinds = {key: each["DTSTART"].dt for key, each in found.items() if key.startswith("contract.")}
    assert kinds == {
        "contract.strathallan.council-tax.end": date(2027, 3, 31),
        "contract.strathallan.council-tax.agree.2": date(2028, 3, 31),
    }
    end = str(found["contract.strathallan.council-tax.end"]["SUMMARY"])
    assert end == "Contract ends: council-tax, Strathallan Council"
    sooner = events(one_step(old_until=date(2027, 12, 31), live=date(2027, 12, 1)))
    assert "contract.strathallan.council-tax.agree.2" not in sooner
    early = events(one_step(live=date(2026, 12, 1), old_until=None))
    assert not [key for key in early if key.startswith("contract.")]


def test_freezes_that_touch_what_changes_last_from_their_first_to_their_last_day() -> None:
    none = [key for key in events(one_step()) if key.startswith("freeze.")]
    assert none == []  # the financial year's end holds for finance, and council tax is revenues
    found = events(small_planned())
    (first, *_) = sorted(key for key in found if key.startswith("freeze."))
    assert first == "freeze.catalogue.year-end.2027"
    assert found[first]["DTSTART"].dt == date(2027, 3, 1)
    assert found[first]["DTEND"].dt == date(2027, 5, 1)  # the day after the last, as RFC 5545 asks
    assert not found[first].walk("VALARM")


@pytest.mark.parametrize(
    ("begins", "ends", "told"),
    [
        ("12-20", "01-05", [("2026-12-20", "2027-01-05"), ("2027-12-20", "2028-01-05")]),
        ("02-29", "02-29", [("2027-02-28", "2027-02-28")]),
        ("11-01", "11-01", [("2026-11-01", "2026-11-01"), ("2027-11-01", "2027-11-01")]),
        (date(2027, 5, 6), date(2027, 5, 7), [("2027-05-06", "2027-05-07")]),
        (date(2025, 5, 6), date(2025, 5, 7), []),
    ],
)
def test_the_times_of_a_freeze(
    begins: str | date, ends: str | date, told: list[tuple[str, str]]
) -> None:
    freeze = Freeze.model_validate({"name": "F", "from": begins, "to": ends})
    found = spans(freeze, date(2026, 11, 1), date(2028, 1, 1))
    assert [(first.isoformat(), last.isoformat()) for first, last in found] == told


def test_a_platform_that_is_set_up_is_in_the_diary() -> None:
    material = small_planned()
    assert material.plan is not None
    (hub, *_) = material.plan.platforms
    plan = replace(material.plan, platforms=(replace(hub, opens=date(2027, 4, 1)),))
    entry = events(replace(material, plan=plan))["platform.pupil-hub.opens"]
    assert str(entry["SUMMARY"]) == "To be set up: Pupil Hub"
    assert entry["DTSTART"].dt == date(2027, 4, 1)
    nobody = replace(plan, steps=())
    assert "platform.pupil-hub.opens" not in events(replace(material, plan=nobody))


def test_what_is_over_is_left_out_and_the_rest_is_in_order() -> None:
    whole = small_planned()
    late = replace(whole, as_of=date(2027, 4, 30))
    assert all(entry.last >= date(2027, 4, 30) for entry in days(late))
    assert len(days(late)) < len(days(whole))
    firsts = [each["DTSTART"].dt for each in events(whole).values()]
    assert firsts == sorted(firsts)


def test_an_entry_keeps_its_uid_when_its_day_moves() -> None:
    def uids(material: Material) -> set[str]:
        return {key for key in events(material) if key.startswith("strathallan.")}

    assert uids(one_step()) == uids(one_step(live=date(2028, 11, 1)))


def test_every_entry_lasts_whole_days_is_stamped_and_keeps_its_lines_short() -> None:
    for each in events(small_planned()).values():
        assert each["DTSTAMP"].dt == datetime(2026, 11, 1, tzinfo=ZoneInfo("UTC"))
        assert type(each["DTSTART"].dt) is date
        assert each["DTEND"].dt > each["DTSTART"].dt
        assert each["TRANSP"] == "TRANSPARENT"
        for alarm in each.walk("VALARM"):
            assert alarm["TRIGGER"].dt == -timedelta(weeks=4)
    made = content(hostile_planned())
    assert made.count(b"\n") == made.count(b"\r\n") == made.count(b"\r")
    assert max(len(line) for line in made.split(b"\r\n")) <= OCTETS


def test_harmful_names_come_back_as_they_are() -> None:
    material = hostile_planned()
    summaries = {key: str(each["SUMMARY"]) for key, each in events(material).items()}
    step: StepView
    for step in material.steps():
        assert step.name in NAMES
        key = f"{step.system.replace('/', '.')}.live"
        assert step.name in summaries[key]


def test_letters_that_turn_the_reading_order_round_are_written_out() -> None:
    material = one_step()
    workspace = material.portfolio.workspace.model_copy(update={"name": "A \u202egnp.exe\ufeff"})
    turned = replace(material, graph=build(replace(material.portfolio, workspace=workspace)))
    made = content(turned).decode()
    assert re.search(r"A \\+u202egnp\.exe\\+ufeff", made.replace("\r\n ", ""))
    assert "\u202e" not in made


def test_the_diary_says_that_it_is_made_up() -> None:
    assert b"(illustrative)" in content(small_planned())
    material = one_step()
    real = replace(
        material_of(
            portfolio({"glenmore": GLENMORE, "strathallan": STRATHALLAN}, illustrative=False)
        ),
        plan=material.plan,
    )
    assert b"illustrative" not in content(real)
    assert b"fictional" not in content(real)


def test_the_same_roadmap_gives_the_same_bytes_whatever_the_order_of_its_record() -> None:
    assert content(turned_round()) == content(small_planned())


def test_the_whole_diary_is_as_it_was_looked_at() -> None:
    same("export.roadmap.ics", content(one_step()).decode().replace("\r\n", "\n"))
