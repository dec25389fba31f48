"""Interoperability as text, JSON and Markdown."""

from __future__ import annotations

import json

import pytest
from tests.unit.rendering import gold, sample

from estate.graph import build
from estate.portfolio import Catalogue, Inventory, Portfolio, SystemRef, Workspace
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.terminal import Terminal, columns_of
from estate.rendering.scores.interop_json import interop_json
from estate.rendering.scores.interop_markdown import interop_markdown
from estate.rendering.scores.interop_text import interop_text
from estate.rendering.scores.interop_view import InteropView
from estate.rendering.scores.interop_words import PART_LEVELS, level_words
from estate.scoring.interoperability import interoperability


def view(system: str | None = None, top: int | None = None) -> InteropView:
    graph = build(sample.portfolio())
    ref = SystemRef.parse(system) if system else None
    found = interoperability(graph, sample.AS_OF)
    return InteropView(graph, found, ("glenmore", "strathallan"), ref, top, sample.where)


def test_is_the_kept_text() -> None:
    gold.same("interop.txt", interop_text(view(top=2), Terminal()))


def test_is_the_kept_markdown() -> None:
    gold.same("interop.md", interop_markdown(view(top=2)))


@pytest.mark.parametrize("system", [None, "strathallan/council-tax", "strathallan/odd"])
@pytest.mark.parametrize("width", [60, 100])
def test_fits_and_is_harmless(system: str | None, width: int) -> None:
    text = interop_text(view(system, 9), Terminal(width=width, unicode=False))
    assert text.isascii()
    assert "\x07" not in text
    assert max(columns_of(line) for line in text.splitlines()[1:]) <= width


def test_not_assessed_is_not_nothing() -> None:
    text = interop_text(view("strathallan/odd"), Terminal())
    assert "Actual: not assessed." in text
    assert "Potential: no programming interface recorded." in text


def test_pairs_that_are_required_and_missing_are_named_with_their_place() -> None:
    text = interop_text(view(), Terminal())
    assert "strathallan/benefits -> strathallan/ledger [councils/strathallan.toml:20]" in text
    assert text.splitlines()[6].endswith(" -1")  # the one pair that is required is not there


def test_shares_that_are_certain_are_rounded_to_the_nearest() -> None:
    facts = {"semantics": "local-codes", "documented": True, "published": False}
    council = {
        "council": {"name": "One"},
        "systems": {key: {"name": key} for key in "abcd"},
        "interfaces": [
            {"from": "a", "to": "b", "mechanism": "manual", **facts},
            {"from": "b", "to": "c", "mechanism": "vendor-api", **facts},
            {"from": "c", "to": "d", "mechanism": "vendor-api", **facts},
        ],
    }
    portfolio = Portfolio(Workspace(), Catalogue(), {"one": Inventory.model_validate(council)})
    graph = build(portfolio)
    found = interoperability(graph, sample.AS_OF)
    seen = InteropView(graph, found, ("one",), None, None, sample.where)

    assert "Ad hoc 33%, Opportunistic 67%, Essential 0%" in interop_text(seen, Terminal())


def test_a_system_has_its_interfaces_whole() -> None:
    text = interop_text(view("strathallan/council-tax"), Terminal())
    # A csv by schedule, of which neither documentation nor meaning is known: technical 1 to 2.
    # 0.4 x 1 = 8 points at least; at most 0.4 x 2 and all else 5: 16 + 30 + 20 + 10 = 76.
    assert "Score 8 to 76 of 100. Level 1 Ad hoc to 2 Opportunistic" in text
    assert "1 to 2  carried by hand to file, or link undocumented. Data passes by" in text
    assert "up to +24 x 2   Find out how meaning is agreed." in text


def test_what_is_listed_is_cut_with_a_count() -> None:
    assert "1 more interface has such a step: --top N shows more." in interop_text(
        view(top=2), Terminal()
    )
    assert "1 more interface not shown whole." in interop_text(view(top=2), Terminal())


def test_the_document_holds_every_interface_and_step() -> None:
    document = interop_json(view(top=1))
    json.loads(to_text(document))
    assert len(document["interfaces"]) == 3
    steps = [step for one in document["interfaces"] for step in one["steps"]]
    assert {step["sort"] for step in steps} == {"do", "find-out"}
    assert all(step["words"].endswith(".") for step in steps)
    tax = document["interfaces"][0]
    assert (tax["from"], tax["to"]) == ("strathallan/council-tax", "strathallan/ledger")
    assert tax["score"] == {"low": 8.0, "high": 76.0}
    assert tax["parts"]["technical"]["high"] == 2
    assert document["estate"]["required_pairs"]["count"] == 1
    assert document["councils"]["glenmore"]["actual"] == document["systems"][0]["actual"]
    assert [one["id"] for one in document["systems"] if not one["assessed"]] == [
        "glenmore/pupils",
        "strathallan/benefits",
        "strathallan/odd",
    ]


def test_every_level_has_a_name() -> None:
    assert level_words(2, 2) == "2 Opportunistic"
    assert level_words(1, 5) == "1 Ad hoc to 5 Seamless"
    # The ends that the rules give, by their documented table.
    assert {name: sorted(levels) for name, levels in PART_LEVELS.items()} == {
        "technical": [0, 1, 2, 3, 4, 5],
        "semantic": [0, 1, 2, 3, 4, 5],
        "organisational": [0, 1, 3, 5],
        "legal": [0, 3, 5],
    }
