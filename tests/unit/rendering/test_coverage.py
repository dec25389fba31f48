"""Coverage as text, Markdown, JSON and CSV: the same figures, that fit, and nothing obeyed."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.completeness.cases import BARE, WHOLE, loaded

from estate.completeness import (
    FACTS,
    Ask,
    Count,
    Coverage,
    Item,
    PlanGaps,
    Questions,
    coverage,
    plan_gaps,
    questions,
)
from estate.graph import build
from estate.portfolio import Catalogue, Fact, Portfolio, Workspace
from estate.reading import read
from estate.rendering.findings.coverage_json import coverage_csv, coverage_json
from estate.rendering.findings.coverage_sheets import SHOWN, narrowest, share, singles
from estate.rendering.findings.coverage_text import coverage_markdown, coverage_text
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.terminal import Terminal, columns_of
from estate.scoring import score

COUNTS = ("known", "of", "verified", "reported", "estimated", "assumed", "not_stated", "old")
PRICED = PlanGaps(5_000, "midpoint", ())
UNASKED = Questions((), (), (), ())


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Coverage, Questions, PlanGaps, Path]:
    """Return what is known of a council of which all is recorded, and of a bare one."""
    folder = tmp_path_factory.mktemp("two")
    graph, scores = loaded(folder, whole=WHOLE, bare=BARE)
    return coverage(graph, scores), questions(graph, scores), plan_gaps(graph, scores), folder


def text(two: tuple[Coverage, Questions, PlanGaps, Path], terminal: Terminal) -> str:
    portfolio = read(two[3]).portfolio
    assert portfolio is not None
    return coverage_text(two[0], two[1], two[2], portfolio, terminal)


EXPECTED = """\
By council

Council  Systems  Record  Contracts  Likelihood  Impact  Planning    All
-------  -------  ------  ---------  ----------  ------  --------  -----
bare           1    0/11          -         0/7     0/6       0/1   0/25
whole          1   11/11        4/4         7/7     6/6       4/4  32/32
all            2   11/22        4/4        7/14    6/12       4/5  32/57
"""

EXPECTED_PLAN = [
    ("No option is recorded: kept as it is, with its risk", "1", "£5,000 to £150,000"),
    ("The score is a range: one point of it is priced", "1", "up to £145,000"),
    ("Running cost unknown: counts as unchanged by any option", "1", "not known"),
    ("Money, people or changes at once unknown: count as unlimited", "1", "not known"),
]


def test_the_tables_are_as_worked_out_by_hand(
    two: tuple[Coverage, Questions, PlanGaps, Path],
) -> None:
    said = text(two, Terminal())
    assert said.startswith(
        "What is known, by fact\n2 councils, 2 systems in use on 30 Sep 2026: 32 of 57 facts that "
        "apply to them are known.\n"
    )
    assert EXPECTED in said
    rows = [tuple(re.split(" {2,}", line)) for line in said.splitlines()]
    assert [row for row in rows if row[0] in {name for name, *_ in EXPECTED_PLAN}] == EXPECTED_PLAN
    assert "Of 1 of 2 systems it cannot be told whether they are red-rated." in said
    assert "estate.toml gives no review_months" in " ".join(said.split())


@pytest.mark.parametrize("width", [100, 80, 140])
@pytest.mark.parametrize("councils", [1, 8, 32])
def test_every_line_fits_however_many_councils(width: int, councils: int) -> None:
    names = [f"east-council-number-{n:02d}" for n in range(councils)]
    count = Count(88, 100, (10, 20, 30, 5), 7, 3)
    cells = {(name, "g", fact.key): count for name in names for fact in FACTS}
    found = Coverage(date(2026, 9, 30), 12, False, {(name, "g"): 100 for name in names}, cells)
    portfolio = loaded_portfolio()
    said = coverage_text(found, UNASKED, PRICED, portfolio, Terminal(width=width))
    for line in said.splitlines():
        assert columns_of(line) <= width, line
    if councils > 1:
        heads = [line for line in said.splitlines() if line.startswith("Fact ") and "east" in line]
        shown = [word for head in heads for word in head.split()[1:]]
        assert len(shown) == len(set(shown)) == councils


def loaded_portfolio() -> Portfolio:
    return Portfolio(Workspace(), Catalogue(), {})


@pytest.mark.parametrize(
    ("councils", "least", "width"),
    [
        (("dunarrow", "kirkmuir"), 8, 8),
        (("east-ayrshire", "east-lothian"), 8, 8),
        # east-re. and east-re. until the width lets the ninth letter show.
        (("east-renfrew", "east-reston"), 8, 9),
        (("a", "b"), 8, 8),
        ((), 8, 8),
    ],
)
def test_councils_can_be_told_apart(councils: tuple[str, ...], least: int, width: int) -> None:
    assert narrowest(councils, least) == width


def test_a_share_is_exact() -> None:
    assert [share(Count(0, 0)), share(Count(0, 3)), share(Count(1_234, 5_678))] == [
        "-",
        "0/3",
        "1,234/5,678",
    ]


def test_machines_get_the_same_figures(two: tuple[Coverage, Questions, PlanGaps, Path]) -> None:
    found, asks, gaps, folder = two
    portfolio = read(folder).portfolio
    assert portfolio is not None
    document = json.loads(to_text(coverage_json(found, asks, gaps, str)))
    rows = list(csv.DictReader(io.StringIO(coverage_csv(found, portfolio), newline="")))
    for key in COUNTS:
        total = sum(int(row[key]) for row in rows)
        assert document["total"][key] == total == sum(cell[key] for cell in document["cells"])
        assert total == sum(fact[key] for fact in document["facts"])
    assert {row["group"] for row in rows} == {"Revenues", "No capability recorded"}
    assert document["questions"]["undecided"] == ["bare/web"]
    (none,) = [gap for gap in document["plan"]["gaps"] if gap["reason"] == "no-option"]
    assert none == {
        "reason": "no-option",
        "subject": "bare/web",
        "missing": ["options"],
        "where": "bare: systems.web",
        "at_stake": {"low": 5_000.0, "high": 150_000.0},
        "alone": True,
    }


def test_markdown_has_the_same_tables(two: tuple[Coverage, Questions, PlanGaps, Path]) -> None:
    found, asks, gaps, folder = two
    portfolio = read(folder).portfolio
    assert portfolio is not None
    said = coverage_markdown(found, asks, gaps, portfolio)
    assert "| whole | 1 | 11/11 | 4/4 | 7/7 | 6/6 | 4/4 | 32/32 |" in said.splitlines()
    for block in said.split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({row.count(" | ") for row in rows}) <= 1


def test_what_the_record_says_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    graph, scores = loaded(tmp_path, bare=BARE)
    catalogue = (tmp_path / "catalogue" / "all.toml").read_text()
    nasty = 'revenues = { name = "=1+1|<b>*\\u001b[31m\\u202e" }'
    (tmp_path / "catalogue" / "all.toml").write_text(
        catalogue.replace('revenues = { name = "Revenues" }', nasty)
    )
    (tmp_path / "councils" / "bare.toml").write_text(BARE + 'capabilities = ["revenues.tax"]\n')
    portfolio = read(tmp_path).portfolio
    assert portfolio is not None
    graph = build(portfolio)
    scores = score(graph, scores.as_of)
    made = coverage(graph, scores), questions(graph, scores), plan_gaps(graph, scores)
    said = coverage_text(*made, portfolio, Terminal())
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\\|\\<b\\>\\*" in coverage_markdown(*made, portfolio)
    assert "'=1+1" in coverage_csv(made[0], portfolio)


def test_what_is_asked_about_is_named_where_it_stands() -> None:
    items = [
        (Item("c", "systems", "a"), "product", "c/a", "product and version"),
        (Item("c", "contracts", "k"), "contract-end", "c: contract k", "contract end"),
        (Item("c", "council", ""), "budget", "c", "net revenue budget"),
        (Item("catalogue", "products", "p@1"), "support-date", "p@1", "date until which"),
    ]
    single = tuple(
        (item, Ask(kind, 1, (item,), (), (), Fraction(1, 3))) for item, kind, *_ in items
    )
    sheet = singles(Questions((), (), (), single * 4))
    assert len(sheet.rows) == SHOWN
    # Of ten answers the first two things have three each, the others two: each stands together.
    named = [row for row in sheet.rows if row[0]]
    assert [row[0] for row in named] == [name for _, _, name, _ in items]
    assert [sheet.rows.index(row) for row in named] == [0, 3, 6, 8]
    for row, (*_, words) in zip(named, items, strict=True):
        assert row[1].startswith(words)
        assert row[-1] == "0.3"


def test_facts_are_found_in_their_files(two: tuple[Coverage, Questions, PlanGaps, Path]) -> None:
    wanted: list[Fact] = []

    def where(fact: Fact) -> str:
        wanted.append(fact)
        return "here"

    coverage_json(two[0], two[1], two[2], where)
    assert Fact("bare", ("systems", "web")) in wanted
