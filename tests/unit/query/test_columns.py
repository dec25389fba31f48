"""Columns follow from the types of records."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field
from tests.unit.query.toy import world

from estate.portfolio import System
from estate.portfolio.base import Money, Months, Noun, Text
from estate.query.columns import record_columns
from estate.query.kind import Kind
from estate.query.kinds import KINDS
from estate.query.values import Cell, Many, Range, Sort
from estate.query.world import Entry


class Part(Noun):
    """A part of something made up."""

    months: Annotated[Months, Field(ge=1)] | None = None
    """How long."""


class Thing(Noun):
    """Something made up, as somebody might add it to the inventory."""

    price: Money | None = None
    """What it costs."""
    colour: Literal["red", "green"] | None = None
    """Which colour."""
    from_: Annotated[Text | None, Field(alias="from")] = None
    """Where from."""
    part: Part | None = None
    """Its part."""
    parts: tuple[Part, ...] = ()
    """Its parts."""
    weights: tuple[float, ...] = ()
    """How heavy."""
    by_name: dict[str, Part] = Field(default_factory=dict)
    """Named parts."""
    on: date | None = None
    """When."""
    sold: bool | None = None
    """Whether."""


COLUMNS = {column.name: column for column in record_columns(Thing)}


def get(thing: dict[str, Any], name: str) -> Cell:
    record = Thing.model_validate(thing, strict=False)
    return COLUMNS[name].get(world(), Entry("x", "y", record, ()))


def test_each_fact_is_a_column_with_sort_unit_and_meaning() -> None:
    told = [(c.name, c.sort, c.unit, c.many, c.about) for c in COLUMNS.values()]

    assert told == [
        ("price", Sort.NUMBER, "pounds", False, "What it costs."),
        ("colour", Sort.WORD, "", False, "Which colour."),
        ("from", Sort.TEXT, "", False, "Where from."),
        ("part.months", Sort.NUMBER, "months", False, "How long."),
        ("parts.months", Sort.NUMBER, "months", True, "How long."),
        ("weights", Sort.NUMBER, "", True, "How heavy."),
        ("by_name", Sort.TEXT, "", True, "Named parts."),
        ("on", Sort.DATE, "", False, "When."),
        ("sold", Sort.YES_NO, "", False, "Whether."),
    ]
    assert COLUMNS["colour"].words == ("red", "green")


@pytest.mark.parametrize(
    ("thing", "name", "value"),
    [
        ({}, "price", None),
        ({"price": 3}, "price", Range(Fraction(3), Fraction(3))),
        ({"from": "here"}, "from", "here"),
        ({}, "part.months", None),
        ({"part": {}}, "part.months", None),
        (
            {"parts": [{"months": 2}, {}]},
            "parts.months",
            Many((Range(Fraction(2), Fraction(2)),), True),
        ),
        ({"parts": [{}]}, "parts.months", None),
        ({"parts": []}, "parts.months", Many(())),
        ({}, "parts.months", None),
        ({"weights": [0.1]}, "weights", Many((Range(Fraction(1, 10), Fraction(1, 10)),))),
        ({"weights": [float("nan")]}, "weights", None),
        ({"by_name": {"b": {}, "a": {}}}, "by_name", Many(("a", "b"))),
        ({"by_name": {}}, "by_name", Many(())),
    ],
)
def test_cells(thing: dict[str, Any], name: str, value: Cell) -> None:
    assert get(thing, name) == value


def test_every_key_of_a_system_is_a_column() -> None:
    names = KINDS["systems"].columns
    missing = {
        key
        for key in System.model_fields
        if key not in names and not any(name.startswith(f"{key}.") for name in names)
    }
    assert missing == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_column_of_a_kind_is_explained_and_every_name_is_one(kind: Kind) -> None:
    assert [column.name for column in kind.columns.values() if not column.about.endswith(".")] == []
    assert [name for name in (*kind.shown, *kind.aliases.values()) if not kind.column(name)] == []
    assert set(kind.aliases) & set(kind.columns) == set()
    for entry in kind.rows(world()):
        for column in kind.columns.values():
            cell = column.get(world(), entry)
            assert cell is None or isinstance(cell, Many) == column.many or column.many
