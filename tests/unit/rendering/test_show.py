"""One system on a screen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.rendering import gold, sample

from estate.diagnostics import Finding, Severity, Span
from estate.graph import build
from estate.portfolio import Fact, Inventory, Portfolio, SystemRef, Workspace
from estate.portfolio.planned import PlannedRoadmap
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.terminal import Terminal, columns_of
from estate.rendering.showing.show_json import system_view_json
from estate.rendering.showing.system import system_text
from estate.rendering.showing.view import SystemView

PLAN = {
    "as_of": "2026-10-01",
    "status": "optimal",
    "starts": "2027-01-01",
    "ends": "2033-01-01",
    "steps": [
        {
            "system": "strathallan/council-tax",
            "option": "replace",
            "kind": "replace",
            "start": "2027-01-01",
            "delivery": "2027-07-01",
            "live": "2028-09-01",
            "old_system_until": "2028-10-31",
            "capital": 735_000,
            "revenue": 60_000,
            "better_than_keeping": 12_345,
            "why": [{"words": "It lowers the risk."}],
            "why_not_earlier": [{"words": "There is no money before."}],
        }
    ],
    "kept": [
        {
            "system": "strathallan/benefits",
            "best_option": "upgrade",
            "why": [{"words": "Nothing is worth its cost."}],
        }
    ],
    "not_plannable": [{"subject": "strathallan/odd: replace", "reason": "not recorded: cost"}],
}
FINDINGS = (
    Finding(
        "EST304",
        Severity.WARNING,
        "one person can support it",
        Span("councils/strathallan.toml", 20, 1),
        subject="strathallan/council-tax",
    ),
    Finding("EST308", Severity.NOTE, "was last reviewed long ago", None),
)


def view(system: str, *, plan: bool = True, **changes: Any) -> SystemView:  # noqa: ANN401
    return SystemView(
        build(sample.portfolio()),
        SystemRef.parse(system),
        sample.AS_OF,
        sample.where,
        FINDINGS,
        PlannedRoadmap.model_validate(PLAN) if plan else None,
        **changes,
    )


def show(system: str, terminal: Terminal | None = None, *, plan: bool = True) -> str:
    return system_text(view(system, plan=plan), terminal or Terminal())


def test_is_the_kept_text() -> None:
    gold.same("show.txt", show("strathallan/council-tax"))


@pytest.mark.parametrize(
    "system",
    ["strathallan/odd", "strathallan/council-tax", "strathallan/ledger", "glenmore/pupils"],
)
@pytest.mark.parametrize("width", [60, 100])
def test_fits_and_is_harmless(system: str, width: int) -> None:
    text = show(system, Terminal(width=width, unicode=False))
    assert text.isascii()
    assert "\x07" not in text
    lines = text.splitlines()
    assert max(columns_of(line) for line in lines[1:]) <= width


def test_what_is_not_recorded_is_said() -> None:
    text = show("strathallan/odd")
    assert "cannot tell whether it is red-rated; cannot tell whether it is legacy." in text
    assert "Not recorded: used for, users, criticality, product, runs on, hosting" in text
    assert "The record has never been reviewed, as far as it says." in text
    assert "TIME                cannot tell: tolerate, invest, migrate or eliminate." in text
    assert "No contract that names it is recorded." in text
    assert "No option is recorded, so no plan can change it." in text


def test_what_is_done_with_it_and_when() -> None:
    text = show("strathallan/council-tax")
    assert "Replace: from Jan 2027, delivery from Jul 2027, live 1 Sep 2028; the old system" in text
    assert "£735,000 capital, £60,000 revenue; £12,345 better than keeping it" in text
    assert "- It lowers the risk.\n  Not earlier, because:\n  - There is no money before." in text
    # The plan is of another day than the rest, and says so.
    words = " ".join(text.split())
    assert "drawn up as of 1 Oct 2026 (optimal); what stands above is as of 1 Nov 2026." in words


def test_why_it_is_kept_and_what_the_plan_did_not_weigh() -> None:
    assert "Kept; its best option: upgrade.\n  - Nothing is worth its cost." in show(
        "strathallan/benefits"
    )
    left_out = show("strathallan/odd")
    assert "It is not among what the plan could choose for" in left_out
    assert (
        "Not planned for want of facts: strathallan/odd: replace: not recorded: cost." in left_out
    )


def test_without_a_plan_a_line_says_how_to_get_one() -> None:
    text = show("strathallan/council-tax", plan=False)
    assert "--plan FILE says its place in a plan" in text
    assert "In the plan" not in text


def test_evidence_and_age_are_said_of_a_fact() -> None:
    raw = {
        "council": {"name": "C"},
        "systems": {
            "it": {
                "name": "It",
                "users": 7,
                "owner": "Head",
                "reviewed": date(2024, 1, 31),
                "reviewed_by": "Officer",
                "evidence": {
                    "users": {
                        "source": "a count",
                        "confidence": "estimated",
                        "on": date(2025, 10, 31),
                    },
                    "owner": {"source": "the register", "on": date(2025, 11, 1)},
                },
            }
        },
    }

    def where(fact: Fact) -> str:
        return f"c/{'x' if fact.path[0] == 'contracts' else 'c'}.toml:{len(fact.path)}"

    portfolio = Portfolio(
        Workspace(review_months=12),
        sample.portfolio().catalogue,
        {"c": Inventory.model_validate(raw)},
    )
    text = system_text(
        SystemView(build(portfolio), SystemRef("c", "it"), sample.AS_OF, where), Terminal()
    )
    # Twelve months before 1 November 2026 is 1 November 2025: the day itself is not old.
    assert "Users               7 (a count; estimated; 31 Oct 2025; old) [:3]" in text
    assert "Owner               Head (the register; 1 Nov 2025) [:3]" in text
    assert "Reviewed 31 Jan 2024 by Officer: before 1 Nov 2025, so it is old." in text
    assert "Findings            none." in text


def test_long_lists_are_cut_with_a_count() -> None:
    one = view("strathallan/council-tax")
    many = tuple(replace(FINDINGS[0], message=f"finding {number}") for number in range(9))
    text = system_text(replace(one, findings=many), Terminal())
    assert "finding 5" in text
    assert "finding 6" not in text
    assert "  and 3 more findings." in text


def test_places_are_short_beside_the_record() -> None:
    one = view("strathallan/council-tax")
    assert one.home == "councils/strathallan.toml:20"
    assert one.near("councils/strathallan.toml:7") == ":7"
    assert one.near("councils/other.toml:7") == "other.toml:7"
    assert one.near("catalogue/products.toml:7") == "catalogue/products.toml:7"


def test_the_document_holds_all_of_it() -> None:
    document = system_view_json(view("strathallan/council-tax"))
    json.loads(to_text(document))
    assert document["id"] == "strathallan/council-tax"
    assert document["plan"]["step"]["live"] == "2028-09-01"
    assert document["step"] == document["plan"]["step"]
    assert document["structure"]["blast_radius"] == [
        "strathallan/benefits",
        "strathallan/ledger",
    ]
    assert document["time"]["quadrants"] == ["tolerate", "invest", "migrate", "eliminate"]
    assert [one["contract"] for one in document["contract_terms"]["contracts"]] == ["council-tax"]
    assert document["fact_places"]["users"] == "councils/strathallan.toml:30"
    assert document["findings"]["counts"] == {"error": 0, "warning": 1, "note": 1}
    kept = system_view_json(view("strathallan/benefits"))
    assert kept["plan"]["kept"]["best_option"] == "upgrade"
    assert kept["step"] is None
    assert system_view_json(view("strathallan/odd", plan=False))["plan"] is None


def test_circles_cut_points_and_legacy_that_is_inherited() -> None:
    raw = {
        "council": {"name": "C", "interfaces_complete": True},
        "systems": {
            "it": {"name": "It", "depends_on": ["mid", "back"]},
            "back": {"name": "Back", "depends_on": ["it"]},
            "mid": {"name": "Mid", "depends_on": ["old"]},
            "old": {"name": "Old", "likelihood": {"skills": 6}},
            "front": {"name": "Front", "depends_on": ["it"]},
        },
    }
    portfolio = Portfolio(
        Workspace(), sample.portfolio().catalogue, {"c": Inventory.model_validate(raw)}
    )
    one = SystemView(build(portfolio), SystemRef("c", "it"), sample.AS_OF, sample.where)
    text = " ".join(system_text(one, Terminal()).split())
    assert "In a circle with back: each relies on all, so they move together." in text
    # Without it: back, front, and mid with old. The larger piece is not cut off.
    assert "A cut point: without it back and front would be cut off from the rest." in text
    assert "c/it -> c/mid -> c/old." in text
    assert "Its failure can touch 2 others: back and front." in text
    document = system_view_json(one)
    assert document["structure"]["cut_point"] == {
        "cuts_off": 2,
        "pieces": [["c/back"], ["c/front"]],
    }
    assert document["inherited_risk"]["path"] == ["c/it", "c/mid", "c/old"]
    assert document["structure"]["blast_radius_complete"] is True
