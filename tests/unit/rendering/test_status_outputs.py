"""A plan against the record, as it is printed and drawn."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.unit.rendering import gold
from tests.unit.rendering.sample import HOSTILE
from tests.unit.tracking.cases import plan, planned_step, portfolio, tracking

from estate.portfolio import Fact
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.terminal import Terminal
from estate.rendering.tracking.chart import status_svg
from estate.rendering.tracking.status_json import status_json
from estate.rendering.tracking.tables import status_csv, status_markdown
from estate.rendering.tracking.text import status_text
from estate.rendering.tracking.words import gain_words, point_words, spent_words, sum_words
from estate.tracking import Gain, PurseSum, Tracking
from estate.tracking.points import point
from estate.tracking.results import PurseMoney

ON = date(2027, 3, 31)
START, LIVE = date(2026, 10, 1), date(2027, 4, 1)
RISK = [
    {"quarter": "2026-Q4", "planned": 40, "if_nothing_is_done": 40},
    {"quarter": "2027-Q1", "planned": 40, "if_nothing_is_done": 41},
    {"quarter": "2027-Q2", "planned": 28, "if_nothing_is_done": 41},
]
STEPS: dict[str, Any] = {
    "one": {
        "system": "a",
        "option": "replace",
        "status": "in-progress",
        "owner": "Head of A",
        "started": date(2026, 11, 3),
        "expected_finish": date(2027, 5, 28),
        "spent": {"capital": 48_000, "revenue": 9_000, "on": date(2027, 3, 31)},
        "milestones": [{"name": "Bought", "due": date(2027, 1, 29)}],
        "benefits": [
            {
                "kind": "financial",
                "measure": "licences",
                "unit": "pounds a year",
                "baseline": 90_000,
                "target": 60_000,
                "actual": 75_000,
            },
            {"kind": "staff", "measure": "days to close", "baseline": 12, "target": 5, "actual": 7},
        ],
    },
    "two": {
        "system": "b",
        "option": "upgrade",
        "status": "done",
        "started": date(2026, 10, 20),
        "finished": date(2027, 2, 5),
        "benefits": [{"kind": "citizens", "measure": "calls", "due": date(2027, 3, 1)}],
    },
    "beside": {
        "system": "d",
        "option": "retire",
        "status": "stopped",
        "finished": date(2027, 1, 4),
        "stopped_because": "Nobody wanted it.",
    },
}


def followed(steps: dict[str, Any] = STEPS) -> Tracking:
    roadmap = plan(
        planned_step("c/a", START, LIVE, capital=60_000, revenue=6_000),
        planned_step(
            "c/b", START, date(2027, 1, 1), capital=3_000, risk={"before": 12, "after": 2.5}
        ),
        planned_step("c/c", date(2027, 7, 1), date(2028, 1, 1), capital=12_000),
        systems=["c/a", "c/b"],
        estate={"risk": RISK},
        councils={"c": {"risk": RISK}},
    )
    return tracking(portfolio(c=steps), ON, roadmap)


def test_the_kept_screen_page_and_picture() -> None:
    """Read them as a board would: what stands where, how late, for how much, to what end."""
    gold.same("status.txt", status_text(followed(), Terminal()))
    gold.same("status.md", status_markdown(followed()))
    gold.same("status.svg", status_svg(followed()))


def test_figures_of_the_screen_worked_by_hand() -> None:
    rows = [line.split() for line in status_text(followed(), Terminal()).splitlines()]
    for line in (
        # £60,000 of a and £3,000 of b are due in full; b and the step beside say no figure.
        "c        £48,000+  £63,000  £75,000  £9,000+   £6,000  £6,000",
        # b took 12 - 2.5 away; a and b can be anything from 1 to 30 each.
        "c              40       41              40  2 to 60   9.5      9.5",
        "c/a     financial  licences (pounds a year)  90,000  60,000  75,000  50% of the way",
        "c/a     staff      days to close                 12       5       7  71% of the way",
        "c/b     citizens   calls                          ?       ?          due Mar 2027",
        "pounds a year         1    30,000         1    30,000    15,000",
        # Only a is known to be late: 2 months. c moves with it: from December to February.
        "c              1 of 2         +2     Dec 2027      Feb 2028",
    ):
        assert line.split() in rows, line


def test_ascii_terminals_get_ascii() -> None:
    assert status_text(followed(), Terminal(unicode=False)).isascii()


def test_nothing_planned_and_nothing_recorded_is_said() -> None:
    text = status_text(tracking(portfolio(c={}), ON), Terminal())
    assert text == (
        "Recorded steps against their own dates, as of 31 Mar 2027\n\n"
        "No step is planned or on record.\n"
    )


def hostile() -> Tracking:
    step = {
        **STEPS["one"],
        "owner": HOSTILE,
        "name": HOSTILE,
        "milestones": [{"name": HOSTILE, "due": date(2027, 1, 29)}],
        "benefits": [{"kind": "staff", "measure": HOSTILE, "unit": HOSTILE, "actual": 1}],
    }
    stopped = {**STEPS["beside"], "stopped_because": HOSTILE}
    return followed({"one": step, "beside": stopped})


def test_what_stands_in_a_record_steers_no_terminal_and_no_page() -> None:
    found = hostile()
    for text in (status_text(found, Terminal()), status_markdown(found)):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "<script" not in status_markdown(found)
    ET.fromstring(status_svg(found))


def test_every_format_says_the_same_figures() -> None:
    found = followed()
    said = json.loads(to_text(status_json(found, lambda _: "c.toml:3")))
    first = said["steps"][0]
    assert first["money"]["capital"] == {
        "planned": 60_000,
        "planned_to_date": 60_000,
        "spent": 48_000,
    }
    assert (first["where"], first["record"], first["months_late"]) == ("c.toml:3", "one", 2)
    assert said["total"]["capital"]["spent"] == 48_000
    assert said["total"]["capital"]["begun_without_a_figure"] == 2
    assert said["total"]["financial"] == [
        {
            "unit": "pounds a year",
            "benefits": 1,
            "aimed_at": 30_000,
            "measured": 1,
            "aimed_at_of_measured": 30_000,
            "realised": 15_000,
        }
    ]
    rows = list(csv.DictReader(io.StringIO(status_csv(found))))
    step = rows[0]
    assert (step["row"], step["capital spent"], step["months late"]) == ("step", "48000", "2")
    assert [row["row"] for row in rows[:6]] == [
        "step",
        "start",
        "milestone",
        "finish",
        "benefit",
        "benefit",
    ]
    assert [row["in the plan"] for row in rows if row["row"] == "step"] == [
        "true",
        "true",
        "true",
        "false",
    ]
    markdown = status_markdown(found)
    assert "| c/a | under way | Oct 2026 +1 | Mar 2027 (+2) | £48k of £60k |" in markdown
    assert "Not in the plan. Stopped: Nobody wanted it." in markdown


def test_money_of_which_nobody_knows_anything_is_not_nought() -> None:
    steps = {"two": STEPS["two"]}
    said = status_json(followed(steps), lambda fact: str(fact.owner))
    assert said["total"]["capital"]["spent"] is None
    assert "c              ?" in status_text(followed(steps), Terminal())


@pytest.mark.parametrize(
    ("purse", "words"),
    [
        (PurseSum(9, 5, 4, 1, 0), "£4"),
        (PurseSum(9, 5, 4, 1, 2), "£4+"),
        (PurseSum(9, 5, 0, 0, 2), "?"),
        (PurseSum(9, 5, 0, 0, 0), "£0"),
    ],
)
def test_sums_say_what_they_lack(purse: PurseSum, words: str) -> None:
    assert sum_words(purse) == words


@pytest.mark.parametrize(
    ("purse", "words"),
    [
        (PurseMoney(12_000, 6_000, 5_000), "£5,000 of £6,000"),
        (PurseMoney(12_000, 6_000, None), "? of £6,000"),
        (PurseMoney(12_000, None, 0), "£0 of ?"),
        (PurseMoney(None, None, None), "?"),
        (PurseMoney(0, 0, None), ""),
        (PurseMoney(0, 0, 70), "£70 of £0"),
        (PurseMoney(None, None, 0), ""),
    ],
)
def test_what_is_spent_of_what(purse: PurseMoney, words: str) -> None:
    assert spent_words(purse) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((date(2027, 1, 1), date(2027, 2, 1), None), "Jan 2027 +1"),
        ((date(2027, 1, 1), date(2026, 12, 1), None), "Jan 2027 -1"),
        ((date(2027, 1, 1), date(2027, 1, 31), None), "Jan 2027 on time"),
        ((date(2027, 1, 1), None, date(2027, 9, 1)), "Jan 2027 (+8)"),
        ((date(2027, 1, 1), None, None), "Jan 2027 (+2)"),
        ((date(2027, 3, 1), None, None), "Mar 2027"),
        ((date(2027, 6, 1), None, None), "Jun 2027"),
        ((None, date(2027, 2, 1), None), "Feb 2027 unplanned"),
        ((None, None, None), "?"),
    ],
)
def test_days_in_words(days: tuple[date | None, date | None, date | None], words: str) -> None:
    assert point_words(point(*days, ON)) == words


def test_what_is_short_of_the_target_never_reads_as_all_of_the_way() -> None:
    step = {
        **STEPS["one"],
        "benefits": [
            {"kind": "staff", "measure": "m", "baseline": 0, "target": 1000, "actual": 999.99}
        ],
    }
    (benefit,) = followed({"one": step}).steps[0].benefits
    assert (benefit.gain, gain_words(benefit)) == (Gain.IN_PART, "99% of the way")


def test_the_picture_says_what_it_shows() -> None:
    svg = status_svg(followed())
    root = ET.fromstring(svg)
    texts = [node.text for node in root.iter() if node.text and node.text.strip()]
    assert "31 Mar 2027: 2 to 60; planned 40" in texts
    assert "31 Mar 2027: spent £48,000+ of £63k capital and £9,000+ of £6,000 one-off revenue" in (
        texts
    )
    assert any("The tables say the same." in text for text in texts)
    circles = [node for node in root.iter() if node.tag.endswith("circle")]
    assert len(circles) == 2, "one in the key, one for what is spent"


def test_a_picture_without_a_plans_risk_or_any_money() -> None:
    svg = status_svg(tracking(portfolio(c={}), ON))
    assert "No step has dates and a cost: no money is planned." in svg
    assert "risk as planned" not in svg


def test_facts_lead_back_to_the_record() -> None:
    (first, *_) = followed().steps
    assert first.record == Fact("c", ("steps", "one"))
