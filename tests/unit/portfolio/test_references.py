"""The map of references: nothing that holds an id is missing from it."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from estate.portfolio import CATALOGUE, Catalogue, CouncilFile, WorkspaceFile
from estate.portfolio.references import (
    COUNCILS,
    IN_CATALOGUE,
    IN_COUNCILS,
    Reference,
    Target,
    references,
    renamed,
)

Type = Any
"""An annotation, or a class."""

NO_REFERENCE = {
    # Labels, codes, dates and years have the form of ids and name no record.
    "tags.#",
    "allow.#.rule",
    "gss_code",
    "company_number",
    "endoflife",
    "from",
    "to",
    "by_year.*",
    "budgets.*",
    "versions.*",
}
OWN_IDS = {
    # Under these, records are recorded; skills and capabilities are references as well.
    *(f"{table}.*" for table in (*Catalogue.model_fields, *CouncilFile.model_fields)),
    "systems.*.options.*",
    "estate.profiles.*",
}


def has_form(annotation: Type) -> bool:
    """Whether a text of some form is wanted: ids and references are, and codes."""
    origin: Type = get_origin(annotation)
    if origin is Annotated:
        marks = get_args(annotation)[1:]
        inner = [each for mark in marks for each in getattr(mark, "metadata", ())]
        return any(getattr(each, "pattern", None) for each in (*marks, *inner)) or has_form(
            get_args(annotation)[0]
        )
    if origin in {Union, UnionType}:
        return any(map(has_form, get_args(annotation)))
    return False


def alternatives(annotation: Type) -> Iterator[Type]:
    origin: Type = get_origin(annotation)
    if origin is Annotated:
        yield from alternatives(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for member in get_args(annotation):
            yield from alternatives(member)
    else:
        yield annotation


def with_form(annotation: Type, place: tuple[str, ...]) -> Iterator[str]:
    """Yield every place below an annotation at which a text of some form stands."""
    if has_form(annotation):
        yield ".".join(place)
    for found in alternatives(annotation):
        origin: Type = get_origin(found)
        inner = get_args(found)
        if isinstance(found, type) and issubclass(found, BaseModel):
            yield from in_table(found, place)
        elif origin is tuple:
            yield from with_form(inner[0], (*place, "#"))
        elif origin is dict:
            yield from with_form(inner[0], (*place, "*"))
            yield from with_form(inner[1], (*place, "*"))


def in_table(model: type[BaseModel], place: tuple[str, ...]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        here = (*place, field.alias or name)
        if any(getattr(mark, "pattern", None) for mark in field.metadata):
            yield ".".join(here)
        yield from with_form(field.annotation, here)


def is_no_reference(place: str) -> bool:
    return any(place == end or place.endswith(f".{end}") for end in NO_REFERENCE)


@pytest.mark.parametrize(
    ("model", "known"),
    [(CouncilFile, IN_COUNCILS), (Catalogue, IN_CATALOGUE), (WorkspaceFile, ())],
)
def test_every_key_that_holds_an_id_is_in_the_map(
    model: type[BaseModel], known: tuple[Reference, ...]
) -> None:
    mapped = {".".join(reference.place) for reference in known}
    found = set(with_form(model, ()))

    unmapped = {
        place
        for place in found - mapped - OWN_IDS
        if not (is_no_reference(place) and not place.startswith("interfaces.#.from"))
    }
    # An interface has `from` and `to` as a freeze has; only the freeze's are dates.
    assert unmapped == set()
    assert {"interfaces.#.from", "interfaces.#.to"} <= mapped or model is not CouncilFile
    # The host of a platform is the one reference that has the form of any text.
    assert mapped - found <= {"platforms.*.host"}


def test_every_table_that_is_named_exists() -> None:
    own = {table for each in IN_COUNCILS if each.own for table in each.to}
    shared = {table for each in (*IN_COUNCILS, *IN_CATALOGUE) if not each.own for table in each.to}

    assert own <= {*CouncilFile.model_fields, "platforms"}
    assert shared <= {*Catalogue.model_fields, COUNCILS, "systems"}


TABLES: dict[str, Any] = {
    "systems": {
        "web": {
            "product": "php@8.1",
            "technology": ["php", "phpx@1"],
            "depends_on": ["ledger", "north/ledger", "south/ledger"],
            "capabilities": ["revenues.ndr"],
        }
    },
    "interfaces": [{"from": "ledger", "to": "platform:ledger"}, "not a table"],
    "skills": {"ledger": {}},
    "freezes": {"f": {"capabilities": ["revenues.*", "revenues.ndr", "*"]}},
}


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (
            Target("north", "systems", "ledger"),
            {
                ("systems", "web", "depends_on", 0): "new",
                ("systems", "web", "depends_on", 1): "north/new",
                ("interfaces", 0, "from"): "new",
            },
        ),
        (Target("south", "systems", "ledger"), {("systems", "web", "depends_on", 2): "south/new"}),
        (Target(CATALOGUE, "platforms", "ledger"), {("interfaces", 0, "to"): "platform:new"}),
        (Target(CATALOGUE, "skills", "ledger"), {("skills", "ledger"): "new"}),
        (
            Target(CATALOGUE, "products", "php"),
            {
                ("systems", "web", "product"): "new@8.1",
                ("systems", "web", "technology", 0): "new",
            },
        ),
        (
            Target(CATALOGUE, "groups", "revenues"),
            {
                ("systems", "web", "capabilities", 0): "new.ndr",
                ("freezes", "f", "capabilities", 0): "new.*",
                ("freezes", "f", "capabilities", 1): "new.ndr",
            },
        ),
        (Target("north", COUNCILS, "north"), {("systems", "web", "depends_on", 1): "new/ledger"}),
        (Target(CATALOGUE, "suppliers", "ledger"), {}),
    ],
)
def test_what_names_a_record_and_what_only_looks_like_it(
    target: Target, found: dict[tuple[str | int, ...], str]
) -> None:
    uses = references("north", TABLES)

    assert {
        use.path: said for use in uses if (said := renamed(use, target, "new")) is not None
    } == found


def test_a_system_behind_a_platform_is_one_of_its_host() -> None:
    tables = {"platforms": {"p": {"host": "north", "runs_on": "ledger", "members": ["north"]}}}

    def changed(target: Target) -> set[tuple[str | int, ...]]:
        uses = references(CATALOGUE, tables)
        return {use.path for use in uses if renamed(use, target, "new")}

    assert changed(Target("north", "systems", "ledger")) == {("platforms", "p", "runs_on")}
    assert changed(Target("south", "systems", "ledger")) == set()
    assert changed(Target("north", COUNCILS, "north")) == {
        ("platforms", "p", "host"),
        ("platforms", "p", "members", 0),
    }
