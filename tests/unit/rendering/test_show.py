"""One system on a screen."""

from __future__ import annotations

import pytest
from tests.unit.rendering import gold, sample

from estate.graph import build
from estate.portfolio import SystemRef
from estate.rendering.show import system_text
from estate.rendering.terminal import Terminal, columns_of


def show(system: str, terminal: Terminal) -> str:
    graph = build(sample.portfolio())
    score = sample.scores().systems[SystemRef.parse(system)]
    return system_text(graph, score, terminal, sample.where, sample.AS_OF)


def test_is_the_kept_text() -> None:
    gold.same("show.txt", show("strathallan/council-tax", Terminal()))


@pytest.mark.parametrize("system", ["strathallan/odd", "glenmore/pupils", "strathallan/ledger"])
@pytest.mark.parametrize("width", [60, 100])
def test_fits_and_is_harmless(system: str, width: int) -> None:
    text = show(system, Terminal(width=width, unicode=False))
    assert text.isascii()
    assert "\x07" not in text
    lines = text.splitlines()
    assert max(columns_of(line) for line in lines[1:]) <= max(width, 100)


def test_what_is_not_recorded_is_said() -> None:
    text = show("strathallan/odd", Terminal())
    assert "cannot tell whether it is red-rated; cannot tell whether it is legacy." in text
    assert "Not recorded: used for, product, runs on, hosting, owner, users, running cost" in text


def test_without_a_date_interfaces_are_not_assessed() -> None:
    graph = build(sample.portfolio())
    score = sample.scores().systems[SystemRef("strathallan", "ledger")]
    text = system_text(graph, score, Terminal(), sample.where)
    assert "Risks that councils report" not in text
