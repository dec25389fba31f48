"""What architects are told: small councils by hand, pictures with their tables, faults said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from tests.unit.rendering import sample, sample_plan
from tests.unit.rendering.briefings import small, two
from tests.unit.rendering.gold import same
from tests.unit.rendering.test_landscape import LAID_OUT

from estate.diagnostics import EnvironmentFault, Finding, Severity, Span
from estate.graph import build
from estate.rendering.briefings import architects
from estate.rendering.briefings.material import Material, Trail
from estate.rendering.canvas.blocks import Briefing, Figure, Prose
from estate.rendering.canvas.diagram_table import diagram_table
from estate.rendering.canvas.page_model import Ref
from estate.rendering.pictures import landscape
from estate.rendering.site.pages import rules

FOUND = (
    Finding("EST201", Severity.WARNING, "no end", Span("councils/westmuir.toml", 7), "write it",
            "westmuir/ledger"),
    Finding("EST101", Severity.ERROR, "nothing there", Span("councils/westmuir.toml", 9), None,
            "westmuir"),
    Finding("EST201", Severity.NOTE, "allowed", None, None, "westmuir", "we know"),
)  # fmt: skip


def fails(_: str) -> bytes:
    raise EnvironmentFault("graphviz-pure is not installed")


def material(*, drawn: bool = True) -> Material:
    """Return the sample of all rendering, with its plan; its layout may fail."""
    layout = (lambda _: LAID_OUT) if drawn else fails
    return Material(
        build(sample.portfolio()),
        sample.scores(),
        sample.findings(),
        sample.where,
        layout,
        Trail("0", "0" * 64),
        sample_plan.plan(),
    )


@pytest.fixture(scope="module")
def told() -> Briefing:
    scope = small.westmuir()
    found = replace(scope.material, findings=FOUND, layout=lambda _: LAID_OUT)
    return architects.briefing(found.of("westmuir"))


def test_the_whole_of_it_for_one_small_council(told: Briefing) -> None:
    same("briefing-architects.txt", small.shown(told))


def test_the_register_has_every_system_in_use_with_its_evidence(told: Briefing) -> None:
    """Likelihood: six of 5, and 2 for the contract's, the weights 14 in all: 67/14 is 4.8.

    Impact: five of 4, and 1 since nothing depends on it: 15/4 is 3.75. 67/14 x 15/4 is 17.9.
    """
    table = small.tables(told)["Every system in use, worst first"]
    assert {row[0].text for row in table.rows} == {"RevBill", "Burial register", "General ledger"}
    first = table.rows[0]
    assert (first[0].ref, first[2].risk and first[2].risk.words) == (
        Ref("system", "westmuir/council-tax"),
        "red-rated",
    )
    assert [cell.text for cell in first[3:6]] == ["4.8", "3.8", "17.9"]
    assert first[7].text == "13 of 13"
    assert first[6].lines[0].text.startswith("L1 ")


def test_findings_stand_gravest_first_with_rule_and_place(told: Briefing) -> None:
    table = small.tables(told)["Findings, the gravest first"]
    assert [row[0].text for row in table.rows] == ["error", "warning"]
    rule = table.rows[1][1]
    assert rule.text == "EST201 Contract without an end"
    assert rule.ref == Ref("page", "rule-EST201")
    assert table.rows[1][3].where == "councils/westmuir.toml:7"
    assert table.rows[1][2].ref == Ref("system", "westmuir/ledger")
    assert table.rows[0][2].ref == Ref("council", "westmuir")


def test_the_rules_page_tells_each_rule_that_found_something_once() -> None:
    made = replace(small.westmuir().material, findings=FOUND)
    [page] = rules.pages(made)
    assert [section.id for section in page.sections] == ["EST101", "EST201"]
    paths = {target.fragment for _, target in rules.targets(made)}
    assert paths == {"", "EST101", "EST201"}
    text = small.shown(Briefing("", "", "", page.sections))
    assert "Write the last day of the initial term" in text
    assert "```" not in text
    assert "`" not in text
    assert not list(rules.pages(small.westmuir().material))


@pytest.mark.parametrize("council", [None, "strathallan"])
def test_every_picture_has_its_table(council: str | None) -> None:
    briefing = architects.briefing(material().of(council))
    figures = [
        block for section in briefing.sections for block in section.blocks
        if isinstance(block, Figure)
    ]  # fmt: skip
    assert len(figures) > 1
    assert all(one.table is not None and one.table.rows for one in figures)
    assert len({one.picture.file for one in figures}) == len(figures)


def test_a_council_has_its_own_landscapes_alone() -> None:
    briefing = architects.briefing(material().of("strathallan"))
    text = small.shown(briefing)
    assert "<landscape-now-strathallan.svg>" in text
    assert "<landscape-now-glenmore" not in text
    assert "<landscape-after-strathallan.svg>" in text


def test_what_cannot_be_drawn_is_said_and_its_table_stays() -> None:
    briefing = architects.briefing(material(drawn=False).of("strathallan"))
    remarks = [
        small.words(block.text)
        for block in briefing.sections[0].blocks
        if isinstance(block, Prose) and block.tone == "inset"
    ]
    assert remarks == [
        "Landscape now: Strathallan Council is not drawn: graphviz-pure is not installed"
    ]
    assert "Landscape now: Strathallan Council" in small.tables(briefing)


def test_a_diagram_as_a_table_has_every_box_and_both_ends_of_each_arrow() -> None:
    estate = material()
    [sheet] = [
        one for one in landscape.now(estate.graph, estate.scores) if one.council == "strathallan"
    ]
    rows = small.rows(diagram_table(sheet))
    assert len(rows) == len(sheet.nodes)
    arrows = Counter(end for edge in sheet.edges for end in (edge.tail, edge.head))
    told = Counter(
        {
            node.name: sum(part.count(",") + part.count(" and ") + 1 for part in row[3].split(";"))
            for node, row in zip(sheet.in_order(), rows, strict=True)
            if row[3]
        }
    )
    assert told == arrows
    assert sum(arrows.values()) > 0


def test_several_councils_have_a_heat_map_and_ways_to_each() -> None:
    text = small.shown(architects.briefing(two.material().of(None)))
    assert "<heatmap-estate.svg> Systems by capability and council" in text
    assert "Card(name='Eastmuir Council'" in text
    assert "id='eastmuir/architects'" in text


def test_without_a_plan_nothing_is_said_of_one() -> None:
    briefing = architects.briefing(small.westmuir(planned=False))
    assert {"plateaus", "plan"}.isdisjoint(section.id for section in briefing.sections)
