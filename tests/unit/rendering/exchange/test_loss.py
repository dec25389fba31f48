"""Loss reports: what is counted, what is told, and that nothing in a record can be forgotten."""

from __future__ import annotations

import json

import pytest
from tests.unit.rendering.exchange.exchange_sample import material_of, sample, small
from tests.unit.rendering.sample import portfolio

from estate.portfolio import Catalogue, Inventory, System
from estate.rendering.exchange.fields import (
    KIND,
    TYPES,
    filled,
    keys_of,
    lose_records,
    lose_the_rest,
    records,
)
from estate.rendering.exchange.loss import Losing, Loss, Lost
from estate.rendering.exchange.loss_text import loss_json, loss_markdown, loss_short

LOSS = Loss(
    "trial",
    (
        Lost("interface: notes", "they stay", ("odd: interfaces.0", "odd: interfaces.1")),
        Lost("system: users", "no place", ("even/a", "odd/b")),
        Lost("system: <b>|x", "no *place*", ("odd/b",)),
    ),
)


def test_facts_and_records_are_counted_apart() -> None:
    assert LOSS.facts == 5
    assert LOSS.records == 4


def test_the_short_report_begins_with_what_is_lost_most() -> None:
    assert loss_short(LOSS, "x.loss.md").splitlines() == [
        "trial could not carry 5 facts of 4 records; all of it: x.loss.md",
        "       2  interface: notes: they stay",
        "       2  system: users: no place",
        "       1  system: <b>|x: no *place*",
    ]


def test_the_short_report_says_how_many_kinds_it_leaves_out() -> None:
    many = Loss("trial", tuple(Lost(f"kind {n}", "why", ("a",)) for n in range(9)))
    assert loss_short(many).splitlines()[-1].strip() == "and 3 kinds more"


def test_the_whole_report_names_every_record_and_escapes_what_is_markup() -> None:
    assert loss_markdown(LOSS) == (
        "# What trial could not carry\n"
        "\n"
        "5 facts of 4 records did not go along. The inventory's files still hold them.\n"
        "\n"
        "| What | Records | Why |\n"
        "| --- | ---: | --- |\n"
        "| interface: notes | 2 | they stay |\n"
        "| system: users | 2 | no place |\n"
        "| system: \\<b\\>\\|x | 1 | no \\*place\\* |\n"
        "\n## interface: notes\n\n"
        "- odd: interfaces.0, interfaces.1\n"
        "\n## system: users\n\n"
        "- even: a\n"
        "- odd: b\n"
        "\n## system: \\<b\\>\\|x\n\n"
        "- odd: b\n"
    )


def test_nothing_lost_is_said() -> None:
    none = Losing("trial").loss()
    assert loss_short(none) == "trial carries every fact that is recorded"
    assert "Nothing: every fact" in loss_markdown(none)
    assert json.loads(loss_json(none)) == {"format": "trial", "facts": 0, "records": 0, "lost": []}


def test_the_report_for_machines_holds_every_record() -> None:
    told = json.loads(loss_json(LOSS))
    assert told["lost"][1]["records"] == ["even/a", "odd/b"]
    assert [entry["count"] for entry in told["lost"]] == [2, 2, 1]


def test_what_is_filled_is_found_in_tables_within_tables() -> None:
    system = System.model_validate(
        {
            "name": "One",
            "aliases": [],
            "users": 0,
            "annual_cost": {"licence": 0},
            "likelihood": {"end_of_support": {"score": 3}},
        }
    )
    assert list(filled(system)) == [
        "name",
        "users",
        "annual_cost.licence",
        "likelihood.end_of_support.score",
    ]


def test_every_table_of_the_record_has_a_name_and_a_type() -> None:
    tables = {*Inventory.model_fields, *Catalogue.model_fields, "options"}
    assert tables == KIND.keys() == TYPES.keys()
    assert {table for table, _, _ in records(sample())} <= tables


def test_what_is_not_carried_is_lost_key_by_key() -> None:
    council = {
        "council": {"name": "Odd"},
        "systems": {"one": {"name": "One", "users": 3, "annual_cost": {"licence": 1, "other": 2}}},
    }
    made = material_of(portfolio({"odd": council}))
    carried = {table: keys_of(table) for table in KIND} | {"systems": ("name", "annual_cost.other")}
    losing = Losing("trial")
    lose_the_rest(losing, made, carried, {"systems.users": "nobody asks"}, "no place")
    assert losing.loss().entries == (
        Lost("system: annual_cost.licence", "no place", ("odd/one",)),
        Lost("system: users", "nobody asks", ("odd/one",)),
    )


@pytest.mark.parametrize("spared", [(), ("strathallan/council-tax: replace",)])
def test_records_of_whole_tables_are_lost_but_for_those_that_went_along(
    spared: tuple[str, ...],
) -> None:
    losing = Losing("trial")
    lose_records(losing, small(), {"options": "not chosen"}, spared)
    told = [entry.records for entry in losing.loss().entries]
    assert told == ([] if spared else [("strathallan/council-tax: replace",)])
