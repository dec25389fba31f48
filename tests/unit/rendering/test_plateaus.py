"""Plateaus as readers meet them: on a screen, in JSON, on the page and in pictures."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.unit.planning.test_plateaus import three_steps

from estate.planning.plateaus import Plateau, Situation, every_plateau, plateaus_of
from estate.rendering.briefings.plateaus import plateaus_part
from estate.rendering.canvas.page_model import Table
from estate.rendering.canvas.plateau_strip import PlateauBand
from estate.rendering.canvas.sheets import Lane, Sheet, SkillUse
from estate.rendering.kit.terminal import Terminal
from estate.rendering.pictures.charts import RiskPoint, risk_svg
from estate.rendering.pictures.landscape import then
from estate.rendering.pictures.people_chart import people_svg
from estate.rendering.pictures.timeline import timeline_svg
from estate.rendering.plan.plateau_chart import counts, plateaus_svg
from estate.rendering.plan.plateau_json import plateaus_json
from estate.rendering.plan.plateau_scene import moment_of, moments
from estate.rendering.plan.plateau_text import plateau_lines
from estate.rendering.plan.plateau_words import (
    changed_words,
    period_words,
    red_words,
    unknown_words,
)
from estate.scoring import score


@pytest.fixture(scope="module")
def situation() -> Situation:
    """Three steps in two waves, worked by hand where plateaus themselves are tested."""
    record, given, choices = three_steps()
    return Situation(record, given, {f"c/{name}": choice for name, choice in choices.items()})


@pytest.fixture(scope="module")
def plateaus(situation: Situation) -> tuple[Plateau, ...]:
    return plateaus_of(situation)


def test_the_words_for_a_plateau(plateaus: tuple[Plateau, ...]) -> None:
    assert [changed_words(one) for one in plateaus] == [
        "nothing yet",
        "1 replaced and 1 retired",
        "1 upgraded",
    ]
    assert [period_words(one) for one in plateaus] == [
        "Apr 2027 to Jun 2027",
        "Oct 2027 to Dec 2028",
        "Jan 2029 to Mar 2029",
    ]
    assert [red_words(one.standing.risk) for one in plateaus] == ["1 to 2", "0 to 1", "0"]
    assert unknown_words(plateaus[0].standing) == "Not known: what 1 system cost to run."
    assert unknown_words(plateaus[2].standing) == (
        "Not known: which product 1 changed system will have and the standards of 1 rebuilt "
        "interface."
    )


def test_the_table_on_a_screen(plateaus: tuple[Plateau, ...]) -> None:
    lines = list(plateau_lines(plateaus, Terminal()))
    rows = [re.split(r"\s{2,}", line.strip()) for line in lines if re.match(r"\s*\d\s", line)]
    # Risk with the plan 48, 23, 13; if all is kept 48, 48 and, from April 2028, 52 (20 becomes 24).
    # Running 48,000, then 42,000 with b's last months, then 24,000; 60,000 and 9,000 are spent
    # by October 2027, 90,000 more in the end.
    assert rows == [
        ["0", "Apr 2027", "Jun 2027", "0", "1 to 2", "48", "48", "£48k", "£0", "0"],
        ["1", "Oct 2027", "Dec 2028", "2", "0 to 1", "23", "48", "£42k", "£69k", "1"],
        ["2", "Jan 2029", "Mar 2029", "1", "0", "13", "52", "£24k", "£159k", "1"],
    ]


def test_a_plan_that_changes_nothing_has_no_plateaus_to_show(situation: Situation) -> None:
    still = Situation(situation.graph, situation.problem, {})
    today = plateaus_of(still)
    assert list(plateau_lines(today, Terminal())) == []
    portfolio = situation.graph.portfolio
    assert plateaus_part(today, portfolio, portfolio, None, ()) is None


def test_json_says_what_changed_since_the_plateau_before(situation: Situation) -> None:
    document: Any = plateaus_json(every_plateau(situation, 5))
    assert document["at_most"] == 5
    assert document["estate"] == document["councils"]["c"]
    first, middle, last = document["estate"]
    assert first["changed"] == first["interfaces"]["changed"] == []
    assert [one["system"] for one in middle["changed"]] == ["c/a", "c/b"]
    assert middle["changed"][0] | {"risk": None} == {
        "system": "c/a",
        "option": "replace",
        "kind": "replace",
        "live": "2027-07-01",
        "capabilities": ["corporate.payroll"],
        "product": None,
        "part_of": None,
        "old_system_until": None,
        "running_cost": 6_000,
        "risk": None,
    }
    # What b costs nobody has recorded, and it runs on until the end of November.
    assert middle["changed"][1]["running_cost"] is None
    assert middle["changed"][1]["old_system_until"] == "2027-11-30"
    assert [one["now"] for one in middle["interfaces"]["changed"]] == [
        "rebuilt",
        "gone",
        "not there, and an end has changed",
    ]
    assert last["interfaces"]["changed"] == []
    assert last["running_cost"]["a_year"] == 24_000
    assert last["people"] == [
        {
            "skill": "data",
            "person_days": 90,
            "busiest_quarter": "2028-Q2",
            "person_days_then": 30,
        }
    ]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_the_tables_of_the_page(situation: Situation, plateaus: tuple[Plateau, ...]) -> None:
    portfolio = situation.graph.portfolio
    part = plateaus_part(plateaus, portfolio, portfolio, None, ())
    assert part is not None
    assert texts(part.table)[1] == [
        "1",
        "Oct 2027 to Dec 2028",
        "1 replaced and 1 retired",
        "0 to 1",
        "1 to 2",
        "23 (19 to 27)",
        "48",
        "£42,000",
        "£48,000",
        "£60,000",
        "£9,000",
    ]
    by_caption = {table.caption: texts(table) for table in part.more}
    assert by_caption["What changed before each plateau"] == [
        ["a", "1", "Replace", "Jul 2027", "corporate.payroll", "not known", "5", ""],
        ["b", "1", "Retire", "Oct 2027", "", "nothing: it is gone", "", "Nov 2027"],
        [
            "c",
            "2",
            "Upgrade",
            "Jan 2029",
            "corporate.finance",
            "ledger (version not known)",
            "4 to 12",
            "",
        ],
    ]
    people = by_caption["People in demand from one plateau to the next"]
    assert people == [
        ["data", "1", "Apr 2027 to Oct 2027", "30", "Apr to Jun 2027", "30"],
        ["data", "2", "Oct 2027 to Jan 2029", "90", "Apr to Jun 2028", "30"],
    ]
    assert "0 of 3 systems are red-rated" not in part.words
    assert part.words.startswith("This plan has 2 waves. Today 1 to 2 of 3 systems are red-rated")


def test_every_system_stands_in_one_class_of_the_picture(plateaus: tuple[Plateau, ...]) -> None:
    # Red, cannot tell, kept, changed, gone: a and b are in turn changed and gone, then c changed.
    found = [tuple(counts(one.standing.systems)) for one in plateaus]
    assert found == [(1, 1, 1, 0, 0), (0, 1, 0, 1, 1), (0, 0, 0, 2, 1)]
    svg = plateaus_svg("plateaus-c", plateaus)
    root = ET.fromstring(svg)
    said = "".join(root.itertext())
    assert "plateau 1, Oct 2027 to Dec 2028: 1 cannot tell, 1 changed, not red" in said
    assert "The table says the same." in said


def test_a_later_landscape_marks_what_changed_last_in_words(
    situation: Situation, plateaus: tuple[Plateau, ...]
) -> None:
    scores = score(situation.graph, date(2027, 4, 1), ["c"])
    at_one, at_two = (
        then(situation.graph, scores, {"c": one})[0] for one in moments(situation, plateaus, "c")
    )
    lines = [{node.name: node.lines for node in sheet.nodes} for sheet in (at_one, at_two)]
    assert lines[0]["c/a"] == ("a", "changed since the start", "Replace, 2027", "not red: 5")
    assert lines[1]["c/a"] == ("a", "Replace, 2027", "not red: 5")
    assert lines[1]["c/c"] == ("c", "changed since plateau 1", "Upgrade, 2029", "not red: 8")
    assert lines[0]["c/c"] == ("c", "kept: 18 by Oct 2027", "cannot tell")
    # b is retired: what passed from it to c is gone; what passes from a to c stays.
    assert [
        (edge.tail, edge.head) for edge in at_one.edges if "c/b" in (edge.tail, edge.head)
    ] == []
    assert ("c/a", "c/c") in [(edge.tail, edge.head) for edge in at_one.edges]
    assert at_one.name == "landscape-plateau-1-c"


def test_the_landscape_of_today_is_plateau_0(
    situation: Situation, plateaus: tuple[Plateau, ...]
) -> None:
    today = moment_of(situation, "c", plateaus[0])
    assert (today.changes, today.fresh) == ({}, frozenset())
    assert today.end.scores == {"c/a": 20, "c/b": 10, "c/c": 18}


def test_a_timeline_marks_plateaus_and_says_so() -> None:
    bands = (
        PlateauBand(0, date(2027, 4, 1), date(2027, 6, 30)),
        PlateauBand(1, date(2027, 10, 1), date(2028, 12, 31)),
    )
    sheet = Sheet(
        name="timeline-c",
        title="Roadmap",
        subtitle="None.",
        as_of=date(2027, 4, 1),
        start=date(2027, 4, 1),
        end=date(2029, 4, 1),
        lanes=(Lane("All", ()),),
        freezes=(),
        money={},
        skills=(),
        plateaus=bands,
    )
    svg = timeline_svg(sheet)
    assert "Plateaus between waves of change: 1 from 1 Oct 2027." in svg
    assert "Plateau 1: 1 Oct 2027 to 31 Dec 2028" in svg
    assert ">plateau: stable<" in svg


def test_the_curve_of_risk_has_a_mark_where_a_plateau_begins() -> None:
    points = [
        RiskPoint("2027-Q2", 10, 10),
        RiskPoint("2027-Q3", 8, 10),
        RiskPoint("2027-Q4", 8, 11),
    ]
    plain, marked = risk_svg("r", "Risk", points), risk_svg("r", "Risk", points, [(1, 1.5)])
    assert "numbers mark where a plateau begins" not in plain
    assert "numbers mark where a plateau begins" in marked
    # From 76 to 626 there are two quarters: one and a half of them end at 488.5.
    assert 'x1="488.5"' in marked


def test_people_are_drawn_against_the_days_there_are() -> None:
    svg = people_svg(
        "people-c",
        [
            SkillUse("Data", {"2027-Q2": (20, 40), "2027-Q3": (35, 40), "2027-Q4": (50, 40)}),
            SkillUse("Law", {"2027-Q2": (3, None)}),
        ],
    )
    said = "".join(ET.fromstring(svg).itertext())
    assert "Data: 105 days in all, most in Oct to Dec 2027, 50 of 40" in said
    assert "Law: 3 days in all, most in Apr to Jun 2027, 3." in said
    assert "what there is: not recorded" in said
    bars = re.findall(r'<rect[^>]*fill="([^"]+)"[^>]*><title>(\w+), ([^:]+): ', svg)
    assert [(fill, skill) for fill, skill, _ in bars] == [
        ("#a9cbea", "Data"),
        ("url(#people-c-full)", "Data"),
        ("url(#people-c-full)", "Data"),
        ("#a9cbea", "Law"),
    ]
