"""What procurement officers are told: every figure of small councils, worked out by hand."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from tests.unit.rendering import contract_sample
from tests.unit.rendering.briefings import small, two
from tests.unit.rendering.gold import same

from estate.rendering.briefings import procurement
from estate.rendering.briefings.contracts_ahead import (
    at_stake,
    book_of,
    days_table,
    later_than,
    within,
)
from estate.rendering.briefings.contracts_ahead_chart import (
    by_quarter,
    calendar_svg,
    quarters_table,
)
from estate.rendering.briefings.procurement.conditions import conditions, risks
from estate.rendering.briefings.procurement.opportunity import sections
from estate.rendering.canvas.blocks import Briefing, Tiles
from estate.rendering.site.pages import opportunity

COUNCIL_TAX = "revenues.council-tax"
BEST = "What could be bought together, by the value that is free on one day"


@pytest.fixture(scope="module")
def told() -> Briefing:
    return procurement.briefing(small.westmuir())


@pytest.fixture(scope="module")
def both() -> Briefing:
    return procurement.briefing(two.material().of(None))


def test_the_whole_of_it_for_one_small_council(told: Briefing) -> None:
    same("briefing-procurement.txt", small.shown(told))


def test_days_within_a_year_are_counted_with_what_they_cost_to_miss(told: Briefing) -> None:
    """Notice by 30 March 2027 saves a year at £80,000; the ledger's end has no recorded price."""
    [tiles] = [one for one in told.sections[0].blocks if isinstance(one, Tiles)]
    assert [tile.figure for tile in tiles.items] == ["2", "£80k", "2", "1"]
    table = small.tables(told)["What falls due within 12 months, by kind"]
    assert [[row[0], *row[2:]] for row in small.rows(table)] == [
        ["Give notice", "1", "£80,000", "0"],
        ["Ends, nothing follows", "1", "not known", "1"],
    ]


def test_days_stand_in_order_with_what_follows(told: Briefing) -> None:
    table = small.tables(told)["Days within 12 months, in order"]
    assert table.tools
    assert [row[0].key for row in table.rows] == ["2027-03-30", "2027-03-31"]
    by_kind = {row[4]: row for row in small.rows(table)}
    assert by_kind["Give notice"][5] == (
        "Give notice to end it on 30 Sep 2027, or it renews itself until 30 Sep 2028."
    )
    assert by_kind["Ends, nothing follows"][6] == "not known"


def test_the_quarters_of_the_picture_hold_each_day_once() -> None:
    book = contract_sample.book(months=36)
    quarters = by_quarter(book.ahead, contract_sample.AS_OF)
    assert sum(one.days for one in quarters) == len(book.ahead)
    assert sum(one.value for one in quarters) == at_stake(book.ahead)[0]
    # July 2026 to the quarter of September 2029, both counted.
    assert [str(quarters[0].quarter), str(quarters[-1].quarter), len(quarters)] == [
        *("2026-Q3", "2029-Q3", 13)
    ]
    rows = small.rows(quarters_table(quarters))
    assert [row[-3] for row in rows] == [f"{one.days}" for one in quarters]
    root = ET.fromstring(calendar_svg("x", quarters, contract_sample.AS_OF))
    assert root.get("role") == "img"
    shown = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert [f"{one.days}" for one in quarters if one.days > 1] <= [text or "" for text in shown]


def test_a_calendar_without_any_day_is_drawn_too() -> None:
    quarters = by_quarter((), date(2026, 9, 30))
    assert "0 days in 13 quarters" in calendar_svg("x", quarters, date(2026, 9, 30))


def test_the_calendar_is_parted_at_a_year_and_loses_no_day() -> None:
    book = contract_sample.book(months=36)
    soon, later = within(book, 12), later_than(book, 12)
    assert (*soon, *later) == book.ahead
    assert soon[-1].on <= date(2027, 9, 30) < later[0].on


def test_what_the_plan_buys_says_when_buying_begins(told: Briefing) -> None:
    """Three months to buy from October 2026, then six to build: £120,000 and £30,000 once."""
    table = small.tables(told)["What the plan buys, by the month buying begins"]
    assert small.rows(table) == [
        ["RevBill", "Replace", "Oct 2026", "3", "Jan 2027", "Jul 2027", "not recorded", "£150,000",
         ""],
    ]  # fmt: skip


def test_gaps_are_named_and_never_nought(told: Briefing) -> None:
    table = small.tables(told)["Contracts of which something is not recorded, the dearest first"]
    assert [[row[0], row[2], row[3]] for row in small.rows(table)] == [
        ["revenues", "how long a renewal lasts (taken as 12 months)", "£80,000"],
        ["ledger", "the price a year", "not recorded"],
    ]


def test_what_two_could_buy_together_is_ranked_with_its_date(both: Briefing) -> None:
    """On 30 September 2028 both are free: £80,000 and £50,000 a year."""
    table = small.tables(both)[BEST]
    [row] = table.rows
    assert [cell.text for cell in row[:7]] == [
        *("Council tax", "1", "30 Sep 2028", "2", "2", "£130,000", "£130,000")
    ]
    assert row[0].ref is not None
    assert (row[0].ref.kind, row[0].ref.id) == ("opportunity", COUNCIL_TAX)
    # £100,000 for 64 users is £1,562.50 each, to even; £50,000 for 40 is £1,250.
    assert row[7].text == "£1,250 to £1,562"


def test_an_opportunity_says_who_has_to_do_what() -> None:
    material = two.material()
    [one] = material.market.found
    # Six months before 30 September 2028.
    assert conditions(one)[0] == (
        "Westmuir Council must act by 30 Mar 2028, the first of the days to act."
    )
    assert conditions(one)[-1] == (
        "A competition of their own must be run: no recorded framework covers all."
    )
    red = risks(one, material)[0]
    assert red.startswith("1 system of 2 is red-rated today and would run until Sep 2028")


def test_an_opportunity_has_every_part_and_hand_worked_sums() -> None:
    material = two.material()
    [one] = material.market.found
    made = Briefing("x", "", "", sections(one, material))
    text = small.shown(made)
    assert [section.id for section in made.sections] == [
        *("short", "who", "when", "acts", "how", "conditions", "risks", "assumed")
    ]
    # £130,000 a year over 48 months.
    assert "£520,000 or more" in text
    table = small.tables(made)["What each council has for it"]
    assert [[row[1], row[4], row[6]] for row in small.rows(table)] == [
        ["RevBill East", "£50,000", "free"],
        ["RevBill", "£80,000", "free"],
    ]


def test_each_opportunity_has_a_page() -> None:
    material = two.material()
    [(ref, target)] = opportunity.targets(material)
    [page] = opportunity.pages(material)
    assert ref.id == COUNCIL_TAX
    assert page.path == target.path == "opportunities/revenues.council-tax.html"


def test_one_council_alone_has_nothing_to_buy_together(told: Briefing) -> None:
    assert "together" not in {section.id for section in told.sections}


def test_a_council_of_two_sees_its_own_days_and_suppliers(both: Briefing) -> None:
    own = procurement.briefing(two.material().of("eastmuir"))
    table = small.tables(own)["Suppliers, with all that they own"]
    assert [row[0] for row in small.rows(table)] == ["Holding Group"]
    takeovers = small.tables(own)["Takeovers and former names"]
    assert small.rows(takeovers) == [["Billers Ltd", "Holding Group", "Old Bill"]]
    assert "Westmuir" not in small.shown(own).partition("## What could be bought")[0]
    [row] = small.tables(own)[BEST].rows
    assert [cell.text for cell in row[3:7]] == ["2", "2", "free", "£130,000"]
    assert own.id == "eastmuir/procurement"
    assert both.id == "procurement"


def test_a_table_that_is_cut_says_how_much_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("estate.rendering.briefings.contracts_ahead.MOST_DAYS", 1)
    scope = small.westmuir()
    book = book_of(scope)
    table = days_table("Days", book.ahead, book, scope)
    assert table.caption == f"Days: the first 1 of {len(book.ahead)}"
    assert len(table.rows) == 1
