"""Small estates for the tests of scoring, written as in the record."""

from __future__ import annotations

from datetime import date
from typing import Any

from estate.graph import EstateGraph, build
from estate.portfolio import (
    Catalogue,
    Contract,
    Council,
    Interface,
    Inventory,
    Portfolio,
    System,
    SystemRef,
    Workspace,
)
from estate.scoring import CriterionScore, LegacyScore, score_system

TODAY = date(2026, 11, 22)
REF = SystemRef("c", "it")


def estate(
    system: dict[str, Any] | None = None,
    *,
    others: dict[str, dict[str, Any]] | None = None,
    interfaces: tuple[tuple[str, str], ...] = (),
    contracts: dict[str, dict[str, Any]] | None = None,
    products: dict[str, dict[str, Any]] | None = None,
    platforms: dict[str, dict[str, Any]] | None = None,
    council: dict[str, Any] | None = None,
) -> EstateGraph:
    """One council `c` with the system `it` and others; every product has only version 1."""
    catalogue = Catalogue.model_validate(
        {
            "products": {
                name: {"name": name.title(), "versions": {"1": version}}
                for name, version in (products or {}).items()
            },
            "platforms": platforms or {},
        }
    )
    systems = {"it": system or {}, **(others or {})}
    inventory = Inventory(
        council=Council.model_validate({"name": "Example", **(council or {})}),
        systems={
            name: System.model_validate({"name": name, **raw}) for name, raw in systems.items()
        },
        interfaces=tuple(
            Interface.model_validate({"from": sender, "to": receiver})
            for sender, receiver in interfaces
        ),
        contracts={name: Contract.model_validate(raw) for name, raw in (contracts or {}).items()},
    )
    return build(Portfolio(Workspace(), catalogue, {"c": inventory}))


def scored(graph: EstateGraph, as_of: date = TODAY) -> LegacyScore:
    """The score of `c/it`."""
    return score_system(graph, REF, as_of)


def criterion(graph: EstateGraph, code: str, as_of: date = TODAY) -> CriterionScore:
    """One criterion of `c/it`."""
    return scored(graph, as_of).criterion(code)


def ends(graph: EstateGraph, code: str, as_of: date = TODAY) -> tuple[int, int]:
    """The range of one criterion of `c/it`."""
    found = criterion(graph, code, as_of)
    return found.low, found.high
