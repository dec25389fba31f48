"""The page on money and risk, followed to the letter, and its sums."""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.support.documents import ROOT, blocks, follow, rewrite, run_estate

from estate.planning.problem.objectives import OBJECTIVES

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "objectives.md"
ROW = re.compile(r"^\| (\w+), (\w+)[^|]*\| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/objectives.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown

    drawn = (tmp_path / "build" / "front" / "front.svg").read_bytes()
    assert (ROOT / "docs" / "images" / "front.svg").read_bytes() == drawn
    # The sums that the page does by hand are those of the program.
    with (tmp_path / "build" / "front" / "front.csv").open(newline="") as file:
        plans = [
            (Fraction(row["money"]), Fraction(row["risk_point_years"]))
            for row in csv.DictReader(file)
        ]
    rows = _rows(markdown)
    sums = {(name, what): (_last(money), _last(risk)) for name, what, money, risk in rows}
    bins = sums["bins", "replace"]
    assert plans == [
        (sums["tax", what][0] + bins[0], sums["tax", what][1] + bins[1])
        for what in ("kept", "upgrade", "replace")
    ]


def test_the_plan_says_what_the_page_quotes(tmp_path: Path) -> None:
    markdown = PAGE.read_text(encoding="utf-8")
    (quoted,) = [block.body for block in blocks(markdown) if block.info == "text"]
    follow(markdown, tmp_path)
    done = run_estate(["plan", "--objective", "risk-first"], tmp_path)

    assert quoted in done.stdout


def _rows(markdown: str) -> list[tuple[str, str, str, str]]:
    return [(found[1], found[2], found[3], found[4]) for found in ROW.finditer(markdown)]


def _last(sum_: str) -> Fraction:
    """Return what a sum on the page comes to, having done it again."""
    *done, result = sum_.replace(",", "").split(" = ")
    for each in done:
        assert _worked_out(each) == Fraction(result)
    return Fraction(result)


def _worked_out(sum_: str) -> Fraction:
    total = Fraction(0)
    for term in sum_.split(" + "):
        product = Fraction(1)
        for factor in term.split(" x "):
            product *= Fraction(factor)
        total += product
    return total


def test_the_page_names_every_objective() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("| objective |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == list(OBJECTIVES)
