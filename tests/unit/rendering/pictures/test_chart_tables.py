"""Tables beside charts hold the figures that these are drawn from; shapes need no colour."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from tests.unit.rendering import sample, sample_plan

from estate.graph import build
from estate.rendering.canvas import palette
from estate.rendering.pictures.chart_tables import (
    cost_chart_table,
    people_chart_table,
    risk_chart_table,
    table_text,
    trend_chart_table,
)
from estate.rendering.pictures.charts import RiskPoint, YearCost, cost_svg, risk_svg
from estate.rendering.pictures.matrix import matrix_svg
from estate.scoring import trend

SVG = "{http://www.w3.org/2000/svg}"
DEAR = YearCost("2027-28", running=100_000, capital=50_000, revenue=7_000, running_before=120_000)
CHEAP = YearCost("2028-29", 90_000, 0, 0, running_before=120_000, months=6)


def test_a_year_says_what_it_costs_and_how_that_differs_from_doing_nothing() -> None:
    """100 + 50 + 7 = 157 thousand, 37 more than 120; 90 is 30 less."""
    table = cost_chart_table((DEAR, CHEAP))
    assert [cell.text for cell in table.rows[0]][-3:] == ["£157,000", "£120,000", "£37,000"]
    assert [cell.text for cell in table.rows[1]][-3:] == ["£90,000", "£120,000", "-£30,000"]
    picture = cost_svg("cost", "Cost", (DEAR, CHEAP))
    texts = [text.text for text in ET.fromstring(picture).iter(f"{SVG}text")]
    assert {"£37k more", "£30k less", "2028-29 (6 mo)"} <= {*texts}
    same = YearCost("2029-30", 120_000, 0, 0, running_before=120_000)
    assert "no more than if nothing is done" in cost_svg("cost", "Cost", (same,))


def test_a_figure_of_a_bar_stands_below_a_line_above_it() -> None:
    """The bar reaches 90 of 120 thousand, where the line is: its figure must not stand on that."""
    root = ET.fromstring(cost_svg("cost", "Cost", (CHEAP,)))
    (figure,) = [text for text in root.iter(f"{SVG}text") if text.text == "£90k"]
    # The key has a dashed line too; the year's is the last.
    line = [line for line in root.iter(f"{SVG}line") if line.get("stroke-dasharray")][-1]
    assert float(figure.attrib["y"]) > float(line.attrib["y1"]) + 16


def test_the_burn_down_fills_what_the_plan_takes_away() -> None:
    points = (RiskPoint("2027-Q1", 10, 10), RiskPoint("2027-Q2", 6, 11))
    table = risk_chart_table(points)
    assert [cell.text for cell in table.rows[1]] == ["Apr 2027", "6", "11", "5"]
    titles = [title.text for title in ET.fromstring(risk_svg("r", "R", points)).iter(f"{SVG}title")]
    assert "Risk that the plan takes away" in titles


def test_one_quarter_alone_can_be_drawn() -> None:
    assert "with the plan" in risk_svg("r", "R", (RiskPoint("2027-Q1", 10, 12),))


def test_days_without_a_recorded_limit_are_not_told_as_none() -> None:
    table = people_chart_table(sample_plan.plan().estate.skills)
    limits = {row[0].text: row[3].text for row in table.rows}
    assert limits["Developer"] == "40"
    assert "not recorded" in limits.values()


def test_the_trend_has_every_system() -> None:
    scores, portfolio = sample.scores(), sample.portfolio()
    found = trend(build(portfolio), scores)
    table = trend_chart_table(found)
    for row in table.rows:
        *parts, total = (int(cell.text) for cell in row[1:])
        assert sum(parts) == total


def test_a_table_as_text_names_each_figure() -> None:
    said = table_text(risk_chart_table((RiskPoint("2027-Q1", 10, 12),)))
    assert "- Jan 2027: with the plan 10, if nothing is done 12, lower by 2\n" in said


def test_classes_of_the_matrix_differ_by_shape() -> None:
    """A triangle, a square, a ring and a disc: in the key, whatever stands on the picture."""
    root = ET.fromstring(matrix_svg("m", "M", sample.scores(), sample.portfolio()))
    key = root.iter()
    shapes = {
        (element.tag.removeprefix(SVG), element.get("fill") == "#ffffff")
        for element in key
        if element.get("stroke") and element.tag != f"{SVG}line" and element.get("d") != ""
    }
    assert {("path", False), ("rect", False), ("circle", True), ("circle", False)} <= shapes


@pytest.mark.parametrize(
    ("one", "other"),
    [("#a9c4de", palette.BRAND), (palette.BRAND, "#cfe6da"), ("#00693e", "#cfe6da")],
)
def test_parts_of_a_column_that_meet_can_be_told_apart_in_greyscale(one: str, other: str) -> None:
    """Contrast is of lightness alone, so it is what greyscale keeps; 3 is WCAG's for graphics."""
    assert palette.contrast(one, other) >= 3
    picture = cost_svg("cost", "Cost", (DEAR,))
    assert one in picture
    assert other in picture
