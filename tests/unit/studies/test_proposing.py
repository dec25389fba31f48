"""A proposed platform in a scenario: what it adds to the record, and what is said of slips."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.documents import ROOT

from estate.portfolio import Portfolio
from estate.portfolio.scenario import Scenario, ScenarioFile
from estate.reading import read
from estate.studies.changing import changed


@pytest.fixture(scope="module")
def sample() -> Portfolio:
    found = read(ROOT / "inventories").portfolio
    assert found is not None
    return found


def scenario(*systems: str, **told: Any) -> Scenario:  # noqa: ANN401
    joins = [
        {"system": system, "cost": {"capital": 5}, "months": 3, "annual_cost_after": 7}
        for system in systems
    ]
    proposal = {
        "id": "joint",
        "because": "To see",
        "record": {
            "name": "Joint",
            "status": "proposed",
            "tiers": [{"members": 1, "annual_price": 9}],
        },
        "join": joins,
        **told,
    }
    said = {"name": "A", "because": "B", "platform": [proposal]}
    return ScenarioFile.model_validate({"scenario": said}).scenario


def test_the_platform_and_the_options_are_there_and_nothing_else_changed(
    sample: Portfolio,
) -> None:
    made, faults = changed(sample, scenario("kirkmuir/payroll", "strathallan/payroll"))
    assert faults == ()
    assert made.catalogue.platforms["joint"].tiers[0].annual_price == 9
    assert set(made.catalogue.platforms) - set(sample.catalogue.platforms) == {"joint"}
    for council in ("kirkmuir", "strathallan"):
        before = sample.councils[council].systems["payroll"].options
        after = dict(made.councils[council].systems["payroll"].options)
        option = after.pop("join-joint")
        assert (option.kind, option.platform, option.months) == ("join", "joint", 3)
        assert option.annual_cost_after == 7
        assert after == before
    assert made.councils["dunarrow"] is sample.councils["dunarrow"]


@pytest.mark.parametrize(
    ("asked", "path", "said"),
    [
        (
            scenario("kirkmuir/payrol"),
            ("scenario", "platform", 0, "join", 0, "system"),
            "there is no system 'kirkmuir/payrol'",
        ),
        (
            scenario("kirkmuir/payroll", id="shared-payroll"),
            ("scenario", "platform", 0, "id"),
            "the catalogue has a platform 'shared-payroll' already",
        ),
        (
            scenario("kirkmuir/payroll", "kirkmuir/payroll"),
            ("scenario", "platform", 0, "join", 1, "system"),
            "'kirkmuir/payroll' joins 'joint' twice",
        ),
    ],
)
def test_a_slip_is_told_with_its_place(
    sample: Portfolio, asked: Scenario, path: tuple[str | int, ...], said: str
) -> None:
    made, (fault,) = changed(sample, asked)
    assert made is sample
    assert (fault.path, fault.message) == (path, said)
