"""The members' page: every figure of a small council, worked out by hand, and plain words."""

from __future__ import annotations

import re
from copy import deepcopy

import pytest
from tests.unit.rendering.briefings import small
from tests.unit.rendering.gold import same

from estate.rendering.briefings import members
from estate.rendering.briefings.glossary.links import plain
from estate.rendering.canvas.blocks import Briefing, Points, Prose

QUESTIONS = [
    "What are the risks to services?",
    "What are we doing first?",
    "What does it cost, and when?",
    "What will citizens and staff notice?",
    "What do we not know?",
    "What is asked of members now?",
]
JARGON = ("portfolio", "criteria", "interoperab", "capex", "opex", "archimate", "horizon", "slug")
LONGEST = 32
MEAN = 15


@pytest.fixture(scope="module")
def page() -> Briefing:
    return members.briefing(small.westmuir())


def sentences(page: Briefing) -> list[str]:
    texts = [
        text
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Prose | Points)
        for text in (block.items if isinstance(block, Points) else (block.text,))
    ]
    return [one for text in texts for one in re.split(r"(?<=[.:]) ", plain(text)) if one]


def test_it_answers_the_five_questions_and_says_what_is_asked(page: Briefing) -> None:
    assert [section.title for section in page.sections] == QUESTIONS


def test_money_by_year_is_what_the_small_council_spends(page: Briefing) -> None:
    """£20,000 capital and £5,000 revenue a month for 6 months from January 2027; £5,000 to retire.

    Running: £190,000 a year before; council tax costs £60,000 instead of £100,000 from July 2027,
    so 2027-28 takes 25 + 45 + 90 thousand. Three months of a price of £80,000 are still owed.
    """
    table = small.tables(page)["Money by financial year, rounded"]
    assert small.rows(table) == [
        ["2026-27 (6 months)", "£60k", "£70k", "£20k", "£30k", "", "£95k", "£0"],
        ["2027-28", "£60k", "£100k", "£15k", "£20k", "£20k", "£160k", "£30k"],
        [
            "2028-29 (6 months)",
            "£0",
            "not recorded",
            "£0",
            "not recorded",
            "",
            "£75k",
            "£20k",
        ],
    ]
    keys = [[cell.key for cell in row[1:4]] for row in table.rows]
    assert keys == [["60000", "70000", "20000"], ["60000", "100000", "15000"], ["0", "", "0"]]


def test_a_service_is_named_by_what_it_is_for_and_who_uses_it(page: Briefing) -> None:
    table = small.tables(page)["Services at most risk"]
    assert [row[:2] for row in small.rows(table)] == [
        ["Council tax", "Citizens; 64 recorded users"]
    ]
    assert "RevBill" not in small.shown(page)


def test_people_are_told_what_changes_what_they_gain_and_what_closes(page: Briefing) -> None:
    text = small.shown(page)
    assert "bills managed online, from 22% to 60%." in text
    assert "Council tax (by post, from Jul 2027)" in text
    assert "Busy times are kept free of change ([freezes](term:freeze)): Annual billing." in text
    assert "1 more change is to a system that citizens are not recorded to use themselves" in text


def test_what_is_not_known_is_counted(page: Briefing) -> None:
    """Of 39 answers the ledger lacks all 13 but its contract and the systems that rely on it."""
    text = small.shown(page)
    assert "Of the 39 answers that" in text
    assert "rest on, [11](working:risk/westmuir/missing) are missing." in text
    assert "What 1 of 3 systems costs to run." in text
    assert "How much money for change there is in 2028-29." in text
    assert "Who answers for 1 of 2 changes." in text


def test_sentences_are_short_and_plain(page: Briefing) -> None:
    said = sentences(page)
    lengths = [len(one.split()) for one in said]
    assert max(lengths) <= LONGEST, max(said, key=lambda one: len(one.split()))
    assert sum(lengths) / len(lengths) <= MEAN
    assert not [word for word in JARGON if word in " ".join(said).lower()]


def test_the_whole_page(page: Briefing) -> None:
    same("briefing-members.txt", small.shown(page))


def test_without_a_plan_it_tells_of_today_and_claims_no_change() -> None:
    page = members.briefing(small.westmuir(planned=False))
    text = small.shown(page)
    assert [section.title for section in page.sections] == QUESTIONS
    assert "There is no [plan](term:plan) yet." in text
    assert "Running the systems costs at least [£190k](working:money/westmuir/now) a year." in text
    assert "Nothing can be said of that yet, because there is no [plan](term:plan)." in text
    assert "What the plan does" not in text


def test_a_plan_of_no_steps_says_so_and_gives_no_cost_of_change() -> None:
    council = deepcopy(small.WESTMUIR)
    council["systems"]["council-tax"]["options"] = {}
    council["systems"]["lairs"]["options"] = {}
    text = small.shown(members.briefing(small.material_of(council).of("westmuir")))
    assert "it has nothing to choose from" in text
    assert "The plan changes nothing here, so it takes no money for change." in text


def test_an_empty_council_is_told_of_too() -> None:
    council = {"council": {"name": "Westmuir Council"}}
    text = small.shown(members.briefing(small.material_of(council, planned=False).of("westmuir")))
    assert "No [system](term:system) in use is recorded" in text
    assert "Everything: no [system](term:system) is recorded yet." in text
    assert "0 systems" not in text
