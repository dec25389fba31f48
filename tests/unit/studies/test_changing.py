"""Changes of a scenario: what they touch, what they leave alone, and what is said of slips."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support.documents import ROOT

from estate.portfolio import CouncilFile, Portfolio
from estate.portfolio.scenario import Scenario, ScenarioFile
from estate.reading import read
from estate.studies.changing import changed


@pytest.fixture(scope="module")
def sample() -> Portfolio:
    found = read(ROOT / "inventories").portfolio
    assert found is not None
    return found


def scenario(**tables: Any) -> Scenario:  # noqa: ANN401
    said = {"name": "A", "because": "B", **tables}
    return ScenarioFile.model_validate({"scenario": said}).scenario


def done(portfolio: Portfolio, **change: Any) -> Portfolio:  # noqa: ANN401
    made, faults = changed(portfolio, scenario(change=[change]))
    assert faults == ()
    return made


def fault(portfolio: Portfolio, **change: Any) -> tuple[str, str | None]:  # noqa: ANN401
    made, (found,) = changed(portfolio, scenario(change=[change]))
    assert made is portfolio
    return found.message, found.hint


def test_every_record_survives_being_taken_apart_and_read_again(sample: Portfolio) -> None:
    for inventory in sample.councils.values():
        again = CouncilFile.model_validate(inventory.model_dump(by_alias=True, exclude_unset=True))
        for name in inventory.model_fields_set:
            assert getattr(again, name) == getattr(inventory, name)


def test_a_factor_of_one_changes_nothing(sample: Portfolio) -> None:
    assert done(sample, council="*", path="budgets.*.capital", scale=1.0) == sample


def test_a_factor_rounds_halves_up_and_touches_one_council(sample: Portfolio) -> None:
    made = done(sample, council="strathallan", path="budgets.2026-27.capital", scale=0.9)
    assert made.councils["strathallan"].budgets["2026-27"].capital == 306_000  # 340,000 x 0.9
    assert made.councils["kirkmuir"] is sample.councils["kirkmuir"]
    made = done(sample, council="strathallan", path="budgets.2026-27.capital", scale=0.0000015)
    assert made.councils["strathallan"].budgets["2026-27"].capital == 1  # 0.51


def test_set_add_shift_and_remove(sample: Portfolio) -> None:
    strathallan = {"council": "strathallan"}
    made = done(sample, **strathallan, path="budgets.2040-41.capital", set=5)
    assert made.councils["strathallan"].budgets["2040-41"].capital == 5
    made = done(sample, **strathallan, path="budgets.2026-27.revenue", add=-70_000)
    assert made.councils["strathallan"].budgets["2026-27"].revenue == 0
    made = done(sample, **strathallan, path="systems.telecare.must_change_by", shift_months=-10)
    assert made.councils["strathallan"].systems["telecare"].must_change_by == date(2028, 2, 29)
    made = done(sample, **strathallan, path="systems.telecare.options.join", remove=True)
    assert "join" not in made.councils["strathallan"].systems["telecare"].options


def test_policy_and_catalogue_can_be_changed(sample: Portfolio) -> None:
    made = done(sample, **{"in": "estate"}, path="planning.risk_price", set=9_000)
    assert made.workspace.planning.risk_price == 9_000
    place = "platforms.shared-payroll.tiers.0.annual_price"
    before = sample.catalogue.platforms["shared-payroll"].tiers
    made = done(sample, **{"in": "catalogue"}, path=place, scale=2)
    after = made.catalogue.platforms["shared-payroll"].tiers
    assert after[0].annual_price == 2 * before[0].annual_price
    assert after[1:] == before[1:]


def test_a_pattern_means_what_can_be_so_changed(sample: Portfolio) -> None:
    made = done(sample, council="strathallan", path="budgets.2026-27.*", scale=0.5)
    budget = made.councils["strathallan"].budgets["2026-27"]
    assert (budget.capital, budget.revenue) == (170_000, 35_000)


def test_a_council_that_leaves_is_no_member_any_more(sample: Portfolio) -> None:
    made, faults = changed(sample, scenario(leave=[{"platform": "seemis", "council": "kirkmuir"}]))
    assert faults == ()
    before = sample.catalogue.platforms["seemis"].members
    after = made.catalogue.platforms["seemis"].members
    assert set(before) - set(after) == {"kirkmuir"}


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        (
            {"council": "strathalan", "path": "budgets.2026-27.capital", "scale": 0.9},
            "there is no council 'strathalan'",
            "did you mean strathallan?",
        ),
        (
            {"council": "strathallan", "path": "budgets.2026-27.captial", "scale": 0.9},
            "`budgets.2026-27.captial` leads nowhere: there is no `captial`",
            "did you mean capital?",
        ),
        (
            {"council": "strathallan", "path": "systems.telcare.must_change_by", "shift_months": 1},
            "`systems.telcare.must_change_by` leads nowhere: there is no `telcare`",
            "did you mean telecare?",
        ),
        (
            {"council": "strathallan", "path": "budgets.2040-41.capital", "scale": 0.9},
            "nothing is recorded at `budgets.2040-41.capital`, so this changes nothing",
            "`set` gives a fact that is not recorded",
        ),
        (
            {"council": "strathallan", "path": "budgets.2026-27.capital", "shift_months": 3},
            "strathallan: budgets.2026-27.capital cannot be changed by `shift_months`",
            "`shift_months` is for dates, `scale` and `add` are for numbers",
        ),
        (
            {"council": "strathallan", "path": "budgets.2026-27.capital", "add": -340_001},
            (
                "strathallan: budgets.2026-27.capital cannot be so: "
                "Input should be greater than or equal to 0"
            ),
            None,
        ),
    ],
)
def test_what_touches_nothing_or_cannot_be_is_a_fault(
    sample: Portfolio, change: dict[str, Any], message: str, hint: str | None
) -> None:
    assert fault(sample, **change) == (message, hint)


@pytest.mark.parametrize(
    "change",
    [
        {"council": "a", "path": "x"},
        {"council": "a", "path": "x", "scale": 1, "set": 2},
        {"path": "x", "set": 2},
        {"council": "a", "in": "estate", "path": "x", "set": 2},
        {"council": "a", "path": "x..y", "set": 2},
    ],
)
def test_a_change_says_one_thing_of_one_place(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"one of|whose record|keys with dots"):
        scenario(change=[change])
