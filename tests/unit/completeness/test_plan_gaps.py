"""What a plan lacks, and the price of the risk that hangs on it: worked by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.completeness.cases import BARE, WHOLE, gaps, loaded

from estate.completeness.plan_gaps import (
    NO_OPTION,
    OPTION_UNPLANNABLE,
    RISK_RANGE,
    RUNNING_AFTER_UNKNOWN,
    RUNNING_UNKNOWN,
    UNLIMITED,
    lacks,
    plan_gaps,
)
from estate.planning.making.work_packages import problem_of
from estate.portfolio import Fact, Option
from estate.reading import read


def test_a_fully_recorded_council_lacks_nothing(tmp_path: Path) -> None:
    assert gaps(tmp_path, whole=WHOLE).gaps == ()


def test_where_nothing_can_be_done_the_whole_risk_is_at_stake(tmp_path: Path) -> None:
    found = gaps(tmp_path, bare=BARE)
    (gap,) = found.of(NO_OPTION)
    # Nothing is known: the score is 1 to 30, at 5,000 pounds a point.
    assert gap.at_stake == (Fraction(5_000), Fraction(150_000))
    assert (gap.fact, gap.missing, gap.alone) == (
        Fact("bare", ("systems", "web")),
        ("options",),
        True,
    )
    (spread,) = found.of(RISK_RANGE)
    assert spread.at_stake == (Fraction(0), Fraction(145_000))
    assert len(spread.missing) == 13
    (running,) = found.of(RUNNING_UNKNOWN)
    assert running.at_stake is None
    assert {gap.missing for gap in found.of(UNLIMITED)} == {
        ("budgets",),
        ("skills",),
        ("changes_at_once",),
    }


def test_the_policy_names_the_price(tmp_path: Path) -> None:
    graph, scores = loaded(tmp_path, bare=BARE)
    (tmp_path / "estate.toml").write_text("[estate.planning]\nrisk_price = 2\n")
    from estate.graph import build

    portfolio = read(tmp_path).portfolio
    assert portfolio is not None
    found = plan_gaps(build(portfolio), scores)
    assert found.at_stake(NO_OPTION) == (Fraction(2), Fraction(60))
    assert graph.portfolio.workspace.planning.risk_price == 5_000


def test_an_option_without_cost_keeps_its_risk_unless_another_can_be_chosen(tmp_path: Path) -> None:
    one = WHOLE.replace("cost = { capital = 700_000 }\n", "")
    (gap,) = gaps(tmp_path / "one", whole=one).of(OPTION_UNPLANNABLE)
    assert (gap.missing, gap.alone) == (("cost",), True)
    # L: 2 (support until 2030-03-31 is within 60 months), 2 (30 months), 3, 2, 1, 1, 3: sum 14,
    # (14/7 + 3)/2 = 5/2. C: 1, 3, 2 (2%), 4, 3, 1: sum 14, (14/6 + 4)/2 = 19/6.
    # 5/2 x 19/6 = 95/12 points at 5,000 pounds.
    assert gap.at_stake == (Fraction(95 * 5_000, 12), Fraction(95 * 5_000, 12))
    two = one + "[systems.tax.options.retire]\nmonths = 2\ncost = {}\n"
    (other,) = gaps(tmp_path / "two", whole=two).of(OPTION_UNPLANNABLE)
    assert not other.alone


def test_a_running_cost_that_counts_as_unchanged_is_itself_at_stake(tmp_path: Path) -> None:
    text = WHOLE.replace("annual_cost_after = 80_000\n", "")
    (gap,) = gaps(tmp_path, whole=text).of(RUNNING_AFTER_UNKNOWN)
    assert gap.at_stake == (Fraction(0), Fraction(100_000))


def test_a_system_counts_once_in_a_sum(tmp_path: Path) -> None:
    two = WHOLE.replace("cost = { capital = 700_000 }\n", "")
    two += "[systems.tax.options.upgrade]\nmonths = 2\n"
    found = gaps(tmp_path, whole=two)
    assert len(found.of(OPTION_UNPLANNABLE)) == 2
    assert found.at_stake(OPTION_UNPLANNABLE)[1] == Fraction(95 * 5_000, 12)


@pytest.mark.parametrize(
    ("option", "missing"),
    [
        ({}, ("kind", "cost", "months")),
        ({"kind": "join", "cost": {}, "months": 2}, ("platform",)),
        ({"kind": "consolidate", "months": 2}, ("cost", "onto")),
        ({"kind": "retire", "cost": {}, "months": 2}, ()),
    ],
)
def test_what_an_option_lacks(option: dict[str, object], missing: tuple[str, ...]) -> None:
    assert lacks(Option.model_validate(option)) == missing


def test_the_planner_leaves_out_the_same_options(tmp_path: Path) -> None:
    text = WHOLE.replace("months = 14\n", "") + "[systems.tax.options.upgrade]\ncost = {}\n"
    text += "[systems.tax.options.retire]\nmonths = 2\ncost = {}\n"
    graph, scores = loaded(tmp_path, whole=text)
    refused = {(one.subject, one.missing) for one in problem_of(graph, scores.as_of).not_plannable}
    found = {
        (f"{gap.subject}: {gap.fact.path[-1]}", gap.missing)
        for gap in plan_gaps(graph, scores).of(OPTION_UNPLANNABLE)
    }
    assert (
        refused
        == found
        == {
            ("whole/tax: replace", ("months",)),
            ("whole/tax: upgrade", ("months",)),
        }
    )
