"""Some councils of a plan that is of more: what is written is of those alone, in every format."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest
from tests.unit.rendering.exchange.exchange_sample import PLANNED, material_of
from tests.unit.rendering.sample import AS_OF, GLENMORE, portfolio

from estate.graph import build
from estate.planning import Effort, Roadmap, plan
from estate.rendering.exchange.material import Material
from estate.rendering.exchange.registry import FORMATS, exported
from estate.rendering.plan.building import view_of

THIRD = {**PLANNED, "council": {"name": "Thirdshire Council"}, "contracts": {}}


@cache
def two_of_three() -> Material:
    """Return two councils of three, of which two have a plan."""
    councils = {"glenmore": GLENMORE, "strathallan": PLANNED, "third": THIRD}
    estate = portfolio(councils)
    found = plan(build(estate), AS_OF, Effort(work=0.05))
    assert isinstance(found, Roadmap)
    assert {step.council for step in found.steps} == {"strathallan", "third"}
    chosen = ("glenmore", "strathallan")
    return material_of(estate, councils=chosen, planned=view_of(build(estate), found))


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"archimate"}))
def test_a_council_that_was_not_asked_for_is_in_no_file(name: str) -> None:
    export = exported(two_of_three(), name)
    assert export.files
    for file in export.files:
        assert b"third/" not in file.content
        assert b"Thirdshire" not in file.content or file.name.startswith("landscape-")
    assert not [each for entry in export.loss.entries for each in entry.records if "third/" in each]


def test_a_timeline_of_some_councils_gives_no_sums_that_are_of_all() -> None:
    files = {each.name: each.content for each in exported(two_of_three(), "calm").files}
    moments = json.loads(files["timeline.calm.json"])["moments"]
    last = moments[-1]["metadata"]
    assert last["systems-changed-before-it"]
    assert all(system.startswith("strathallan/") for system in last["systems-changed-before-it"])
    assert "capital-spent" not in last
    assert "£" not in moments[-1]["description"]


def test_a_plan_of_some_councils_gives_no_sums_for_all() -> None:
    material = two_of_three()
    whole = material_of(
        material.portfolio, councils=("glenmore", "strathallan", "third"), planned=material.plan
    )
    assert whole.plan is not None
    assert "capital-spent" in _last_moment(whole)
    part = {"strathallan": whole.plan.councils["strathallan"]}
    assert "capital-spent" not in _last_moment(
        replace(whole, plan=replace(whole.plan, councils=part))
    )


def _last_moment(material: Material) -> dict[str, object]:
    files = {each.name: each.content for each in exported(material, "calm").files}
    found: dict[str, object] = json.loads(files["timeline.calm.json"])["moments"][-1]["metadata"]
    return found
