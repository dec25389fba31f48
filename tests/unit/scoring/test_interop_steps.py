"""What would raise an interface's score: worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.scoring.cases import REF, TODAY
from tests.unit.scoring.test_interoperability import API, WHOLE, joined

from estate.portfolio import SystemRef
from estate.scoring import Interval
from estate.scoring.interoperability import (
    Step,
    best_of_each,
    interoperability,
    next_steps,
    offers,
    summarise,
    unused,
    what_would_raise_it,
)

ALL = {**WHOLE, "authentication": "password", "format": "json"}
"""Nothing is left open: technical 3, semantic 1, organisational 5, legal 5; score 60, level 2."""


def steps(interface: dict[str, Any], part: str, **more: Any) -> list[Step]:  # noqa: ANN401
    graph = joined(interface, **more)
    facts = interoperability(graph, TODAY).links[0].facts
    return [step for step in next_steps(facts, TODAY) if step.part == part]


def told(found: list[Step]) -> list[tuple[dict[str, Any], bool, int]]:
    return [(dict(step.changes), step.find_out, int(step.gain)) for step in found]


def test_meaning_rises_by_a_mapping_an_identifier_or_a_payload_standard() -> None:
    # 6 points a level: local codes 1 to a mapping 2, an identifier 3, a payload standard 4.
    found = steps(ALL, "semantic")
    assert told(found) == [
        ({"semantics": "payload-standard"}, False, 18),
        ({"standards": "identifier"}, False, 12),
        ({"semantics": "documented-mapping"}, False, 6),
    ]
    # Level min(3, 1 + 1) = 2; with a mapping min(3, 2 + 1) = 3.
    assert [(step.after.level_low, step.after.level_high) for step in found] == [(3, 3)] * 3


def test_a_way_that_is_published_needs_a_standard_sign_in_too() -> None:
    # Neither alone makes it open: 3 stays 3. Both make 4, 8 points more.
    assert told(steps(ALL, "technical")) == [
        ({"published": True, "authentication": "oauth"}, False, 8)
    ]


def test_from_a_file_to_a_link() -> None:
    file = {**ALL, "mechanism": "scheduled-file", "format": "csv"}
    # Level 2; a documented programming interface is 3. A database link would be too, and no more.
    assert told(steps(file, "technical")) == [({"mechanism": "vendor-api"}, False, 8)]


def test_from_re_keying() -> None:
    # Documented and not published: a file of json by schedule is 2, hand-carried 1, a link 3.
    found = told(steps({**ALL, "mechanism": "manual"}, "technical"))
    assert found == [
        ({"mechanism": "vendor-api"}, False, 24),
        ({"mechanism": "scheduled-file"}, False, 16),
        ({"mechanism": "email"}, False, 8),
    ]


def test_what_is_not_recorded_is_asked_for_before_anything_is_changed() -> None:
    api = {**API, "documented": None, "published": None, "semantics": "none"}
    # Published makes it documented, and its sign-in is a standard one: 2 to 4. Asking for its
    # documentation alone would make 3. The greatest gain is kept.
    assert told(steps(api, "technical")) == [({"published": True}, True, 16)]


def test_how_data_passes_is_found_out_before_it_is_changed() -> None:
    unknown = {"format": "proprietary", "documented": True, "published": False}
    found = steps(unknown, "technical")
    assert [step.find_out for step in found] == [True]
    assert "mechanism" in dict(found[0].changes)


@pytest.mark.parametrize(
    ("interface", "expected"),
    [
        ({}, [({"from_owner": "recorded"}, True, 4)]),
        ({"to_owner": "A"}, [({"from_owner": "recorded"}, True, 8)]),
        ({"from_owner": "A"}, [({"to_owner": "recorded"}, True, 8)]),
        # Owners at both ends: only service level and notice together make 5.
        (
            {"from_owner": "A", "to_owner": "B"},
            [({"service_level": "recorded", "change_notice_days": 0}, True, 8)],
        ),
        ({"from_owner": "A", "to_owner": "B", "service_level": "S", "change_notice_days": 5}, []),
    ],
)
def test_who_answers_for_it(interface: dict[str, Any], expected: list[Any]) -> None:
    assert told(steps(interface, "organisational")) == expected


@pytest.mark.parametrize(
    ("interface", "expected"),
    [
        ({}, [({"personal_data": False}, True, 10)]),
        ({"personal_data": True}, [({"agreement": "recorded"}, True, 6)]),
        (
            {"personal_data": True, "agreement": "A"},
            [({"agreement_until": date.max}, True, 4)],
        ),
        (
            {"personal_data": True, "agreement": "A", "agreement_until": date(2026, 11, 21)},
            [({"agreement_until": date.max}, False, 4)],
        ),
        ({"personal_data": False}, []),
    ],
)
def test_agreements(interface: dict[str, Any], expected: list[Any]) -> None:
    assert told(steps(interface, "legal")) == expected


def test_nothing_raises_what_is_whole() -> None:
    best = {
        **ALL,
        **API,
        "semantics": "payload-standard",
        "standards": ["fhir", "uprn"],
        "validated": True,
    }
    # Technical 4, for want of a second receiver: that is no fact of this interface.
    graph = joined(best, complete=True)
    assert next_steps(interoperability(graph, TODAY).links[0].facts, TODAY) == ()


def test_worth_is_points_times_the_weight_of_the_other_end() -> None:
    graph = joined(ALL, systems={"it": {"criticality": "low"}, "a": {"criticality": "vital"}})
    found = interoperability(graph, TODAY)

    def worth(*names: str) -> Fraction:
        refs = [SystemRef("c", name) for name in names]
        return what_would_raise_it(graph, found, found.links, refs)[0].worth

    # 18 points: 4 in the figure of `it`, whose other end is vital; 1 in that of `a`.
    assert worth("it") == 72
    assert worth("a") == 18
    assert worth("it", "a") == 90
    assert what_would_raise_it(graph, found, found.links, [SystemRef("c", "b")]) == ()


def test_of_equal_steps_what_is_offered_comes_first() -> None:
    manual = {**ALL, "mechanism": "manual", "semantics": "payload-standard"}
    graph = joined(
        {**manual, "to": "a"}, {**manual, "to": "b"}, systems={"b": {"standards": ["rest"]}}
    )
    found = interoperability(graph, TODAY)
    advice = best_of_each(what_would_raise_it(graph, found, found.links, [REF]), find_out=False)
    assert [one.score.link.receiver for one in advice] == ["c/b", "c/a"]
    assert [one.offered for one in advice] == [(("c/b", ("rest",)),), ()]
    assert [one.link.receiver for one in unused(graph, found.links)] == ["c/b"]
    assert offers(graph, found.links[0].link) == ()


def test_the_figures_of_a_council() -> None:
    poor = {**WHOLE, "mechanism": "manual", "semantics": "none"}
    graph = joined(
        WHOLE,
        {**poor, "from": "a", "to": "b"},
        {"status": "missing"},
        systems={"it": {"criticality": "vital"}, "d": {}, "e": {"lifecycle": "retired"}},
    )
    summary = summarise(graph, interoperability(graph, TODAY), ("c",))
    # `it` 60; `b` 30; `a` has both, 60 weighing 4 for `it` and 30 weighing 2 for `b`: 50.
    # Weighted by their own criticality, 4, 2 and 2: (4 x 60 + 2 x 50 + 2 x 30) / 8 = 50.
    assert summary.actual == Interval(Fraction(50), Fraction(50))
    assert (summary.systems, summary.assessed) == (4, 3)
    assert summary.not_assessed == (SystemRef("c", "d"),)
    assert summary.levels == {1: (1, 1), 2: (1, 1), 3: (0, 0), 4: (0, 0), 5: (0, 0)}
    assert (summary.interfaces, summary.open_levels) == (2, 0)
    assert [link.index for link in summary.missing] == [2]
    assert summary.required == Interval(Fraction(-1), Fraction(-1))


def test_nothing_recorded_is_not_assessed() -> None:
    graph = joined()
    summary = summarise(graph, interoperability(graph, TODAY), ("c",))
    assert (summary.actual, summary.required, summary.assessed) == (None, None, 0)
    assert len(summary.not_assessed) == 3


def test_what_holds_a_level() -> None:
    def held(**interface: Any) -> tuple[str, ...]:  # noqa: ANN401
        return interoperability(joined({**ALL, **interface}), TODAY).links[0].held_back_by

    assert held() == ("semantic",)  # 3 against 1 + 1
    assert held(semantics="documented-mapping") == ("technical", "semantic")  # 3 and 2 + 1
    assert held(mechanism="manual") == ("technical",)
