"""Small estates, and what an answer changes in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.support.endoflife.answers import answer, product, raw, release

from estate.editing.products import Asked, update
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace
from estate.portfolio.support_changes import SupportUpdate
from estate.reading.endoflife import parse

ANSWER = answer(
    product(
        "windows-server",
        "Microsoft Windows Server",
        release("2019", "Windows Server 2019 (LTSC)", eoasFrom="2024-01-09", eolFrom="2029-01-09"),
        release("2016", eoasFrom="2022-01-11", eolFrom="2027-01-12", eoesFrom="2030-01-12"),
        aliases=["winsrv"],
    ),
    product(
        "mssqlserver",
        "Microsoft SQL Server",
        release("15.0", "2019 'Aris/Seattle'", codename="Aris/Seattle", eolFrom="2030-01-08"),
        release("13.0-sp3", "2016 SP3", eolFrom="2026-07-14", eoesFrom="2029-07-17"),
        aliases=["mssql"],
    ),
    product("sqlite", "SQLite", release("3"), release("2", isEol=True), release("1", isEol=None)),
    product("moodle", "Moodle", release("4.5", eolFrom="2027-10-04")),
)
PUBLISHED = parse(raw(ANSWER), "answer.json")
OURS = {"source": "endoflife.date, commit a70eca33", "on": date(2026, 8, 22)}


def estate(
    products: Mapping[str, Any], systems: Mapping[str, Any] | None = None, **catalogue: object
) -> Portfolio:
    """Return an estate of one council."""
    inventory = Inventory.model_validate(
        {
            "council": {"name": "Glenmarnock"},
            "systems": {name: {"name": name, **rest} for name, rest in (systems or {}).items()},
        }
    )
    found = Catalogue.model_validate({"products": products, **catalogue})
    return Portfolio(Workspace(), found, {"glenmarnock": inventory})


def server(kind: str = "operating-system", **versions: Mapping[str, Any]) -> dict[str, Any]:
    """Return a catalogue with Windows Server, of versions given as `v2019={...}`."""
    named = {name.removeprefix("v"): facts for name, facts in versions.items()}
    return {"windows-server": {"name": "Windows Server", "kind": kind, "versions": named}}


def brought(portfolio: Portfolio, asked: Asked | None = None) -> SupportUpdate:
    return update(portfolio, PUBLISHED, asked or Asked())


def facts(result: SupportUpdate) -> dict[str, dict[str, tuple[object, object]]]:
    """Return what changes: for each use, each key's old and new value."""
    return {
        f"{change.product}@{change.version}": {
            each.key: (each.old, each.new) for each in (*change.differences, *change.stamps)
        }
        for change in result.changes
    }
