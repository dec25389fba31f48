"""Mermaid: gantt charts read back line by line, flowcharts within what Mermaid draws."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.rendering.exchange.exchange_sample import sample, small, small_planned
from tests.unit.rendering.exchange.hostile_estate import (
    NAMES,
    hostile_planned,
    turned_round,
)
from tests.unit.rendering.gold import same

from estate.rendering.canvas.mermaid import MOST_CHARACTERS, MOST_EDGES
from estate.rendering.exchange.material import Material
from estate.rendering.exchange.mermaid_export import mermaid
from estate.rendering.exchange.mermaid_gantt import MOST_STEPS, WORDS, charts, told
from estate.rendering.kit.words import visible

TASK = re.compile(
    r"    (?P<name>[^:;\n]*(?:#\d+;[^:;\n]*)*) :(?:(?:active|done|milestone), )?"
    r"(?P<id>[spdlo]\d+), (?P<first>\d{4}-\d\d-\d\d), (?P<last>\d{4}-\d\d-\d\d|0d)"
)
HEADS = re.compile(
    r"  (title|accTitle:|accDescr:|dateFormat|axisFormat|tickInterval|todayMarker|section) [^;\n]*"
    r"(?:#\d+;[^;\n]*)*"
)


def plain(text: str) -> str:
    """Return a name as Mermaid shows it."""
    return html.unescape(re.sub(r"#(\d+);", r"&#\1;", text)).replace("\u200b", "")


def tasks(chart: str) -> dict[str, tuple[str, str, str, str]]:
    """Read a chart's tasks by id: section, name, first and last day; no line may be else."""
    found, section = {}, ""
    head, _, body = chart.partition("gantt\n")
    assert re.fullmatch(r"---\nconfig:\n  gantt:\n    leftPadding: \d+\n---\n", head)
    body = body.removesuffix("%% estate 1.2.3; as of 1 Nov 2026; input SHA-256 abc\n")
    for line in body.splitlines():
        if line.startswith("    "):
            match = TASK.fullmatch(line)
            assert match, line
            assert match["id"] not in found
            found[match["id"]] = (section, plain(match["name"]), match["first"], match["last"])
        else:
            assert HEADS.fullmatch(line), line
            if line.startswith("  section "):
                section = plain(line.removeprefix("  section "))
    return found


@cache
def files(material: Callable[[], Material]) -> dict[str, str]:
    return {each.name: each.content.decode() for each in mermaid(material()).files}


def test_the_whole_roadmap_has_a_bar_a_step_with_its_days() -> None:
    material = small_planned()
    found = tasks(files(small_planned)["roadmap.mmd"])
    steps = sorted(material.steps(), key=lambda step: (step.council, step.start, step.system))
    assert [each[2:] for each in found.values()] == [
        (step.start.isoformat(), step.live.isoformat()) for step in steps
    ]
    assert {each[0] for each in found.values()} == {"Strathallan Council"}


def test_a_council_s_chart_tells_procurement_delivery_go_live_and_the_old_system() -> None:
    material = small_planned()
    assert material.plan is not None
    (one, *_), at = material.plan.steps, date
    step = replace(
        one,
        start=at(2027, 1, 1),
        delivery=at(2027, 4, 1),
        live=at(2027, 9, 1),
        old_until=at(2027, 11, 30),
        name="Ledger",
        words="Buy",
    )
    whole = replace(material, plan=replace(material.plan, steps=(step,)))

    chart = dict(charts(whole))["roadmap-strathallan.mmd"]
    assert tasks(chart) == {
        "p1": ("Ledger", "Procure", "2027-01-01", "2027-04-01"),
        "d1": ("Ledger", "Buy", "2027-04-01", "2027-09-01"),
        "l1": ("Ledger", "Live 1 Sep 2027", "2027-09-01", "0d"),
        "o1": ("Ledger", "Old system runs on", "2027-09-01", "2027-11-30"),
    }


def test_a_long_roadmap_is_cut_into_parts_that_miss_no_step() -> None:
    material = small_planned()
    assert material.plan is not None
    one = material.plan.steps[0]
    many = tuple(replace(one, name=f"Name {at} " + "x" * 900) for at in range(140))
    made = dict(charts(replace(material, plan=replace(material.plan, steps=many))))

    whole = [name for name in made if re.fullmatch(r"roadmap-\d+\.mmd", name)]
    assert len(whole) >= 3
    names = [each[1] for name in whole for each in tasks(made[name]).values()]
    assert len(names) == len(set(names)) == 140
    for chart in made.values():
        assert len(chart) <= MOST_CHARACTERS
        assert len(re.findall(r" :s\d+,", chart)) <= MOST_STEPS


@pytest.mark.parametrize("material", [sample, small_planned, hostile_planned])
def test_every_file_is_within_what_mermaid_draws(material: Callable[[], Material]) -> None:
    for name, text in files(material).items():
        assert len(text) <= MOST_CHARACTERS, name
        assert len(re.findall(r"^ +n\d+ \S+.* n\d+$", text, re.MULTILINE)) <= MOST_EDGES, name
        assert ("gantt\n" in text) is name.startswith("roadmap")
    assert not [
        each for each in mermaid(material()).loss.entries if each.kind == "flowchart: whole"
    ]


def test_without_a_roadmap_there_are_flowcharts_alone_a_sheet_a_group() -> None:
    assert sorted(files(small)) == [
        "landscape-now-glenmore.corporate-services.mmd",
        "landscape-now-glenmore.mmd",
        "landscape-now-glenmore.no-capability-recorded.mmd",
        "landscape-now-strathallan.corporate-services.mmd",
        "landscape-now-strathallan.education.mmd",
        "landscape-now-strathallan.mmd",
        "landscape-now-strathallan.no-capability-recorded.mmd",
        "landscape-now-strathallan.revenues-and-benefits.mmd",
    ]


def test_every_system_is_in_the_flowchart_of_its_group() -> None:
    for council, inventory in sample().inventories():
        own = "\n".join(
            plain(text)
            for name, text in files(sample).items()
            if name.startswith(f"landscape-now-{council}.")
        ).replace("<br/>", " ")
        missing = [each.name for each in inventory.systems.values() if each.name not in own]
        assert missing == []


def test_harmful_names_come_back_and_end_no_line() -> None:
    shown = [name.replace("\n", "\\x0a") for name in NAMES]
    names = {each[1] for each in tasks(files(hostile_planned)["roadmap.mmd"]).values()}
    assert names <= {f"{name} - {name}" for name in shown}
    assert len(names) == len(hostile_planned().steps()) >= 5


@given(st.text(min_size=1))
def test_any_text_is_a_name_on_one_line_with_nothing_of_the_language(words: str) -> None:
    safe = told(words)
    assert plain(safe) == visible(words).replace("\u200b", "")
    assert not set(re.sub(r"#\d+;", "", safe)) & set(':;#%\n\r"<>{}[]`')


@pytest.mark.parametrize("word", WORDS)
def test_a_name_may_begin_with_a_word_of_the_language(word: str) -> None:
    safe = told(f"{word.upper()} of x")
    assert not safe.lower().startswith(WORDS)
    assert plain(safe) == f"{word.upper()} of x"


def test_the_loss_report_says_what_a_picture_does_not() -> None:
    lost = {entry.kind: entry.records for entry in mermaid(small_planned()).loss.entries}
    sums = [step.system for step in small_planned().steps() if step.capital or step.revenue]
    assert lost["roadmap: sums"] == tuple(sorted(sums))
    assert lost["contract: annual_value"] == ("strathallan: contracts.council-tax",)
    assert "system: name" not in lost


def test_the_same_estate_gives_the_same_bytes_whatever_the_order_of_its_record() -> None:
    assert mermaid(turned_round()).files == mermaid(small_planned()).files


def test_the_whole_chart_is_as_it_was_looked_at() -> None:
    same("export.roadmap.mmd", files(small_planned)["roadmap-strathallan.mmd"])
