"""L3, L5, L6 and L7."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.scoring.cases import TODAY, criterion, ends, estate

from estate.portfolio import Fact

LAPSED = {"old": {"security_support_until": date(2020, 1, 1)}}


# L3


@pytest.mark.parametrize(
    ("people", "alone", "supplied"),
    [(0, 6, 3), (1, 5, 3), (2, 4, 3), (3, 3, 3), (4, 2, 2), (5, 2, 2), (6, 1, 1), (60, 1, 1)],
)
def test_people_who_can_support_it(people: int, alone: int, supplied: int) -> None:
    without = estate({"support": {"people": people, "supplier": False}})
    assert ends(without, "L3") == (alone, alone)
    # Not recorded: it may be either.
    assert ends(estate({"support": {"people": people}}), "L3") == (supplied, alone)
    with_supplier = estate({"support": {"people": people, "supplier": True}})
    assert ends(with_supplier, "L3") == (supplied, supplied)


def test_people_in_words() -> None:
    one = criterion(estate({"support": {"people": 1, "supplier": False}}), "L3")
    assert one.because == "1 person has the knowledge to support and change it."
    assert one.facts == (Fact("c", ("systems", "it", "support", "people")),)
    helped = criterion(estate({"support": {"people": 2, "supplier": True}}), "L3")
    assert helped.because.endswith("A supplier supports it under contract.")
    either = criterion(estate({"support": {"people": 2}}), "L3")
    assert either.because.endswith("Whether a supplier supports it under contract is not recorded.")


def test_a_supplier_limits_l3_however_few_people_there_are() -> None:
    found = criterion(estate({"support": {"supplier": True}}), "L3")
    assert (found.low, found.high, found.rule) == (1, 3, "support-people")
    assert found.facts == (Fact("c", ("systems", "it", "support", "supplier")),)


@pytest.mark.parametrize("support", [None, {}, {"supplier": False}, {"in_house": True}])
def test_without_a_number_of_people_it_is_unknown(support: dict[str, Any] | None) -> None:
    assert criterion(estate({"support": support}), "L3").rule == "unknown"


# L4


def test_business_need_is_for_people_to_judge() -> None:
    assert criterion(estate(), "L4").rule == "unknown"
    assert ends(estate({"likelihood": {"business_need": 4}}), "L4") == (4, 4)


# L5


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2026, 11, 21), 6),
        (date(2026, 11, 22), 5),
        (date(2027, 11, 22), 5),
        (date(2027, 11, 23), 4),
        (date(2028, 11, 23), 3),
        (date(2029, 11, 22), 3),
        (date(2029, 11, 23), 2),
        (date(2045, 1, 1), 2),
    ],
)
def test_hardware_support_to_the_day(until: date, expected: int) -> None:
    known = {"installed": TODAY, "unsuitable": False, "supported_until": until}
    assert ends(estate({"hardware": known}), "L5") == (expected, expected)


@pytest.mark.parametrize(
    ("installed", "expected"),
    [
        (date(2016, 11, 21), 5),
        (date(2016, 11, 22), 4),  # ten years old today: not older than ten
        (date(2019, 11, 21), 4),
        (date(2019, 11, 22), 3),
        (date(2021, 11, 21), 3),
        (date(2021, 11, 22), 2),
        (date(2023, 11, 21), 2),
        (date(2023, 11, 22), 1),
    ],
)
def test_hardware_age_to_the_day(installed: date, expected: int) -> None:
    # Support without an early end scores 2, so the newest hardware does too.
    known = {"installed": installed, "unsuitable": False, "supported_until": date(2045, 1, 1)}
    assert ends(estate({"hardware": known}), "L5") == (max(expected, 2),) * 2
    # By age alone it may be worse: support may be over, the room unsuitable.
    assert ends(estate({"hardware": {"installed": installed}}), "L5") == (expected, 6)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [(None, (3, 3)), ("unsuitable", (3, 6)), ("supported_until", (2, 6)), ("installed", (3, 5))],
)
def test_what_is_not_recorded_of_hardware_raises_the_upper_end_only(
    missing: str | None, expected: tuple[int, int]
) -> None:
    # More than 3 years old: 2. Support within 36 months: 3.
    known: dict[str, Any] = {
        "installed": date(2023, 1, 1),
        "supported_until": date(2029, 11, 22),
        "unsuitable": False,
    }
    known.pop(missing or "", None)
    assert ends(estate({"hardware": known}), "L5") == expected


def test_what_is_missing_of_hardware_is_named() -> None:
    found = criterion(estate({"hardware": {"supported_until": date(2028, 11, 22)}}), "L5")
    assert (found.low, found.high, found.rule) == (4, 6, "hardware-age")
    assert found.because == (
        "Support for its hardware ends on 22 November 2028, within 24 months. Not recorded:"
        " whether it or its room is unsuitable now and when it was installed."
    )
    new = criterion(estate({"hardware": {"installed": TODAY}}), "L5")
    assert (new.low, new.high, new.rule) == (1, 6, "unknown")
    assert len(new.facts) == 1


def test_the_worse_of_age_and_support_counts() -> None:
    old_but_supported = {"installed": date(2010, 1, 1), "supported_until": date(2040, 1, 1)}
    found = criterion(estate({"hardware": old_but_supported}), "L5")
    assert (found.low, found.facts) == (5, (Fact("c", ("systems", "it", "hardware", "installed")),))


@pytest.mark.parametrize("hosting", ["saas", "public-cloud"])
def test_a_providers_machines_are_the_providers_concern(hosting: str) -> None:
    assert ends(estate({"hosting": hosting}), "L5") == (1, 1)
    assert ends(estate({"hosting": hosting, "hardware": {"unsuitable": True}}), "L5") == (6, 6)


@pytest.mark.parametrize(
    "system",
    [{}, {"hosting": "on-premises"}, {"hardware": {}}, {"hardware": {"unsuitable": False}}],
)
def test_without_hosting_or_hardware_it_is_unknown(system: dict[str, Any]) -> None:
    assert criterion(estate(system), "L5").rule == "unknown"


# L6


def weak(critical: int | None, high: int | None, other: int | None, on: date | None) -> Any:  # noqa: ANN401
    """The inventory's table of vulnerabilities."""
    return {"critical": critical, "high": high, "other": other, "assessed": on}


FRESH = date(2025, 11, 22)
STALE = date(2025, 11, 21)


@pytest.mark.parametrize(
    ("recorded", "supported", "lapsed"),
    [
        (weak(1, None, None, None), (6, 6), (6, 6)),
        (weak(0, 0, 1, FRESH), (6, 6), (6, 6)),
        (weak(0, 3, 0, STALE), (6, 6), (6, 6)),
        (weak(0, 0, 0, FRESH), (1, 1), (5, 5)),
        (weak(0, 0, 0, STALE), (1, 6), (5, 6)),
        (weak(0, 0, 0, None), (1, 6), (5, 6)),
        (weak(0, 0, None, FRESH), (1, 6), (5, 6)),
        (None, (1, 6), (5, 6)),
    ],
)
def test_vulnerabilities(
    recorded: Any,  # noqa: ANN401  # a table of the record
    supported: tuple[int, int],
    lapsed: tuple[int, int],
) -> None:
    def scored(*use: str) -> tuple[int, int]:
        system = {"vulnerabilities": recorded, "technology": list(use)}
        return ends(estate(system, products={**LAPSED, "new": {"supported": True}}), "L6")

    assert scored("new@1") == supported
    assert scored("old@1") == lapsed
    # Not known whether updates still come: anything between.
    assert scored() == (supported[0], max(supported[1], lapsed[1]))
    assert scored("new@1", "odd") == (supported[0], max(supported[1], lapsed[1]))


def test_a_clean_record_says_what_is_not_known_of_the_support() -> None:
    system = {"vulnerabilities": weak(0, 0, 0, FRESH), "technology": ["odd"]}
    assert criterion(estate(system), "L6").because == (
        "No known vulnerability was open on 22 November 2025."
        " Until when odd is supported is not known."
    )


def test_a_clean_record_without_updates_says_why_it_is_doubted() -> None:
    graph = estate(
        {"vulnerabilities": weak(0, 0, 0, FRESH), "technology": ["old@1"]}, products=LAPSED
    )
    found = criterion(graph, "L6")
    assert found.because == (
        "No known vulnerability was open on 22 November 2025. No security updates come any more:"
        " Security support for Old 1 ended on 1 January 2020."
    )
    assert found.facts[0] == Fact("c", ("systems", "it", "vulnerabilities"))
    assert found.facts[1] == Fact("c", ("systems", "it", "technology", 0))


def test_counts_are_added_up_and_nothing_more_is_told() -> None:
    found = criterion(estate({"vulnerabilities": weak(1, 2, 4, FRESH)}), "L6")
    assert found.because == "7 known vulnerabilities are open."
    single = criterion(estate({"vulnerabilities": weak(0, 1, 0, FRESH)}), "L6")
    assert single.because == "1 known vulnerability is open."


# L7


def log(**kinds: int | bool) -> dict[str, Any]:
    """An incident log of which everything is recorded, nothing having happened but that."""
    return {"ongoing": False, "severe": 0, "major": 0, "moderate": 0, "minor": 0, **kinds}


@pytest.mark.parametrize(
    ("incidents", "expected"),
    [
        (log(), (1, 1)),
        (log(minor=9), (2, 2)),
        (log(minor=9, moderate=1), (3, 3)),
        (log(major=1), (4, 4)),
        (log(severe=1), (5, 5)),
        (log(ongoing=True), (6, 6)),
        ({"ongoing": True}, (6, 6)),
        ({"severe": 2}, (5, 6)),  # nobody says whether it is failing now
        ({"severe": 2, "ongoing": False}, (5, 5)),
        ({"ongoing": False}, (1, 5)),
        ({"ongoing": False, "severe": 0, "minor": 3}, (2, 4)),
        ({"ongoing": False, "severe": 0, "major": 0, "minor": 3}, (2, 3)),
        ({"minor": 0}, (1, 6)),
        ({}, (1, 6)),
    ],
)
def test_incidents(incidents: dict[str, Any], expected: tuple[int, int]) -> None:
    assert ends(estate({"incidents": incidents}), "L7") == expected


def test_incidents_in_words() -> None:
    found = criterion(estate({"incidents": {"major": 1, "period_months": 24}}), "L7")
    assert found.because == (
        "1 major incident on record in 24 months. Not recorded: ongoing and severe incidents."
    )
    assert found.facts == (Fact("c", ("systems", "it", "incidents", "major")),)
    assert criterion(estate(), "L7").because == "No incident log is recorded."
    assert criterion(estate({"incidents": {}}), "L7").rule == "unknown"


def test_hardware_in_words() -> None:
    def words(**hardware: date) -> str:
        rest = {"installed": TODAY, "supported_until": date(2040, 3, 1), "unsuitable": False}
        return criterion(estate({"hardware": {**rest, **hardware}}), "L5").because

    new = criterion(estate({"hardware": {"installed": date(2026, 1, 31)}}), "L5").because
    assert new.startswith(
        "Its hardware was installed on 31 January 2026 and is at most 3 years old. Not recorded:"
    )
    assert words(installed=date(2018, 1, 31)).endswith("and is more than 7 years old.")
    assert words(supported_until=date(2020, 2, 29)) == (
        "Support for its hardware ended on 29 February 2020."
    )
    assert words(supported_until=date(2028, 3, 1)) == (
        "Support for its hardware ends on 1 March 2028, within 24 months."
    )
    assert words(supported_until=date(2040, 3, 1)).endswith("more than 36 months away.")
