"""Contracts as text, JSON, CSV and Markdown: whole outputs, and what each must not do."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction

import pytest
from tests.unit.rendering.contract_sample import CONTRACTS, book
from tests.unit.rendering.gold import same

from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.terminal import Terminal
from estate.rendering.records.contract_json import contracts_json
from estate.rendering.records.contract_tables import contracts_csv, contracts_markdown
from estate.rendering.records.contract_text import contracts_text
from estate.rendering.records.contract_words import money


def test_the_text_as_it_was_looked_at() -> None:
    same("contracts.txt", contracts_text(book(), Terminal()))


def test_the_markdown_as_it_was_looked_at() -> None:
    same("contracts.md", contracts_markdown(book()))


def test_the_csv_as_it_was_looked_at() -> None:
    lines = contracts_csv(book()).split("\r\n")

    assert all("\r" not in line and "\n" not in line for line in lines)
    same("contracts.csv", "\n".join(lines))  # kept with the line ends that git keeps


@pytest.mark.parametrize("width", [60, 80, 100])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    text = contracts_text(book(), Terminal(width=width, unicode=False))

    assert text.isascii()
    assert [line for line in text.splitlines() if len(line) > width] == []


def test_no_contract_is_an_answer() -> None:
    assert contracts_text(book({}), Terminal()) == "No contract is recorded. As of 30 Sep 2026.\n"
    assert "No contract is recorded." in contracts_markdown(book({}))
    assert contracts_json(book({}))["totals"]["contracts"] == 0


def test_sums_are_exact_and_unknown_prices_are_counted_not_guessed() -> None:
    totals = contracts_json(book())["totals"]

    # 118,000 + 10,001 + 7,000 + 1,000; the lapsed one is over, the unknown one has no price.
    assert totals == {
        "contracts": 6,
        "running": 5,
        "annual_value": 136_001,
        "without_annual_value": 1,
    }


def test_json_says_what_is_not_known_with_null() -> None:
    told = {one["contract"]: one for one in contracts_json(book())["contracts"]}

    assert told["unknown"]["windows"] == []
    assert told["unknown"]["leaving_now_costs"] is None
    assert told["unknown"]["not_recorded"] == [
        "the end date",
        "whether it renews itself",
        "the period of notice",
        "the price a year",
    ]
    assert told["vague"]["windows"][0]["decide_by"] is None
    assert told["vague"]["windows"][0]["passed"] is None
    # Notice for 30 September 2026 was due on 30 March: bound for a year more.
    assert told["hosting"]["bound_until"] == "2027-09-30"
    assert told["hosting"]["leaving_now_costs"] == 10_001
    assert to_text(contracts_json(book())) == to_text(contracts_json(book()))


def test_the_order_of_the_record_changes_nothing() -> None:
    turned = dict(reversed(CONTRACTS.items()))

    assert contracts_text(book(turned), Terminal()) == contracts_text(book(), Terminal())
    assert contracts_csv(book(turned)) == contracts_csv(book())


def test_a_spreadsheet_runs_nothing_of_it_and_every_row_is_as_long() -> None:
    rows = list(csv.reader(io.StringIO(contracts_csv(book()), newline="")))

    assert {len(row) for row in rows} == {len(rows[0])}
    names = {row[3] for row in rows}
    assert '\'=HYPERLINK("x"), hosting; and \\backup\\ of everything that the council has' in names
    assert {row[0] for row in rows[1:]} == {"deadline", "contract", "window"}


@pytest.mark.parametrize(
    ("pounds", "words"),
    [
        (Fraction(1_234), "£1,234"),
        (Fraction(10_001, 2), "£5,001"),  # half a pound goes up
        (Fraction(472_000, 3), "£157,333"),
        (Fraction(0), "£0"),
    ],
)
def test_money_is_told_to_the_pound(pounds: Fraction, words: str) -> None:
    assert money(pounds) == words


def test_an_end_that_contradicts_the_months_is_said() -> None:
    told = {"starts": date(2023, 4, 1), "term_months": 48, "ends": date(2028, 3, 31)}

    text = contracts_text(book({"one": told}), Terminal())
    assert "By `starts` and `term_months` it would end on 31 Mar 2027." in text


def test_a_contract_that_renews_itself_each_month_has_one_line_of_what_passed() -> None:
    """Days for notice are a month before each month's end; six of them passed since 30 March.

    Those were for the ends of April to August, after which it renewed itself, five times, and of
    September, for which 30 August was the last day. Notice for October is due on 30 September.
    """
    monthly = {"ends": date(2026, 1, 31), "renewal": "tacit", "renewal_months": 1,
               "notice_months": 1, "annual_value": 1_000}  # fmt: skip
    found = book({"one": monthly})
    text = contracts_text(found, Terminal())
    passed = text.partition("What has passed\n")[2].partition("\n\n")[0]
    said = (
        "6 days for notice passed: it renewed itself 5 times since 30 Apr 2026, last until "
        "30 Sep 2026, and renews itself until 31 Oct 2026. Next notice by 30 Sep 2026, to end it "
        "on 31 Oct 2026."
    )
    assert passed.startswith("30 Aug 2026  glenmarnock/one  £83 ")
    assert " ".join(passed.split()).endswith(said)
    assert contracts_markdown(found).count(said) == 1
    # Data keep every day, its sum to the penny, and its own tense.
    rows = list(csv.reader(io.StringIO(contracts_csv(found))))
    days = [row for row in rows if row[0] == "deadline" and row[9] == "true"]
    assert [row[11] for row in days] == ["83.33"] * 6
    assert days[0][10].endswith("on 30 Apr 2026: it renewed itself until 31 May 2026.")
    assert days[5][10].endswith("on 30 Sep 2026: it renews itself until 31 Oct 2026.")
