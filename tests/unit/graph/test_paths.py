"""Services that citizens meet, what is in use, and what lies around it."""

from __future__ import annotations

from typing import Any

from estate.graph import build
from estate.graph.paths import Service, services, untold
from estate.graph.structure_scope import Scope
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace

CATALOGUE = {
    "capabilities": {
        "a.met": {"name": "Met", "citizen_facing": True},
        "a.unmet": {"name": "Unmet", "citizen_facing": False},
        "a.untold": {"name": "Untold"},
    },
    "platforms": {"used": {"name": "Used"}, "unused": {"name": "Unused"}},
}


def portfolio(**councils: dict[str, Any]) -> Portfolio:
    """An estate of councils, given as their systems without names."""
    inventories = {
        council: {
            "council": {"name": council},
            "systems": {key: {"name": key, **facts} for key, facts in systems.items()},
        }
        for council, systems in councils.items()
    }
    return Portfolio(
        Workspace(),
        Catalogue.model_validate(CATALOGUE),
        {key: Inventory.model_validate(raw) for key, raw in inventories.items()},
    )


def test_services_are_capabilities_met_by_citizens_or_systems_that_say_so() -> None:
    estate = portfolio(
        c={
            "two": {"capabilities": ["a.met", "a.unmet"]},
            "one": {"capabilities": ["a.met"], "citizen_facing": False},
            "own": {"capabilities": ["a.unmet"], "citizen_facing": True},
            "inner": {"capabilities": ["a.unmet"]},
            "gone": {"capabilities": ["a.met"], "lifecycle": "retired"},
        }
    )

    assert services(estate, "c") == (
        Service("c", "a.met", "Met", ("c/one", "c/two")),
        Service("c", None, "own", ("c/own",)),
    )
    assert untold(estate, "c") == ()


def test_where_nobody_wrote_it_nobody_knows() -> None:
    estate = portfolio(
        c={
            "bare": {},
            "vague": {"capabilities": ["a.unmet", "a.untold"]},
            "stray": {"capabilities": ["a.nowhere"]},
            "said": {"capabilities": ["a.untold"], "citizen_facing": False},
            "met": {"capabilities": ["a.untold", "a.met"]},
            "planned": {"lifecycle": "planned"},
        }
    )

    assert untold(estate, "c") == ("c/bare", "c/stray", "c/vague")


def test_only_what_is_in_use_is_looked_at() -> None:
    scope = Scope(
        build(
            portfolio(
                c={
                    "a": {"depends_on": ["old", "d/b"], "platform": "used"},
                    "old": {"lifecycle": "retired", "depends_on": ["z"]},
                    "z": {},
                },
                d={"b": {}, "x": {"depends_on": ["c/z"]}},
            )
        )
    )

    assert dict(scope.after) == {
        "c/a": ["d/b", "platform:used"],
        "c/z": [],
        "d/b": [],
        "d/x": ["c/z"],
        "platform:used": [],
    }
    assert scope.own("c") == ("c/a", "c/z")
    assert scope.own("nobody") == ()
    assert scope.around(scope.own("d")) == {"c/a", "c/z", "d/b", "d/x"}
    assert scope.whole.pairs == 3


def test_a_failure_is_told_by_distance() -> None:
    scope = Scope(
        build(
            portfolio(
                c={
                    "a": {"depends_on": ["b", "c"]},
                    "b": {"depends_on": ["d"]},
                    "c": {"depends_on": ["d", "a"]},
                    "d": {},
                }
            )
        )
    )

    assert scope.touched("c/d") == (("c/b", "c/c"), ("c/a",))
    assert scope.touched("c/a") == (("c/c",),)
    assert scope.touched("c/c") == (("c/a",),)
