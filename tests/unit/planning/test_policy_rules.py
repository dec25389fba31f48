"""Deadlines and months of procurement that the policy declares."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.planning.test_work_packages import AS_OF, COST, assumed, refused, replacing

from estate.graph import build
from estate.planning import NoRoadmap, plan_problem
from estate.planning.making.work_packages import problem_of
from estate.planning.problem.cases import PlanningProblem
from estate.portfolio import Catalogue, CouncilFile, Inventory, Portfolio, Workspace

VERSIONS = {
    "1": {"security_support_until": date(2028, 3, 31), "extended_support_until": date(2029, 6, 14)},
    "2": {"security_support_until": date(2026, 6, 30)},
    "3": {"security_support_until": date(2050, 1, 1)},
    "4": {},
}


def made(systems: dict[str, Any], **policy: Any) -> PlanningProblem:  # noqa: ANN401
    """The plan of a council `c` starts on 1 January 2027; its products are versions of `it`."""
    named = {name: {"name": name, **raw} for name, raw in systems.items()}
    file = CouncilFile.model_validate({"council": {"name": "Example"}, "systems": named})
    catalogue = Catalogue.model_validate({"products": {"it": {"name": "It", "versions": VERSIONS}}})
    workspace = Workspace.model_validate({"planning": policy})
    inventory = Inventory.model_validate(dict(file))
    return problem_of(build(Portfolio(workspace, catalogue, {"c": inventory})), AS_OF)


def on(version: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {**replacing(), "product": f"it@{version}", **more}


@pytest.mark.parametrize(
    ("policy", "bought", "month"),
    [
        (None, False, None),
        # Support ends on 31 March 2028: live by 1 April, month 15 of a plan from January 2027.
        ("security", False, 15),
        # Extended support is bought, to 14 June 2029: live by 1 June, month 29.
        ("security", True, 29),
        ("extended", False, 29),
    ],
)
def test_the_end_of_support_is_a_deadline_where_the_policy_says_so(
    policy: str | None, month: int | None, *, bought: bool
) -> None:
    extended = {"extended_support": ["it@1"]} if bought else {}
    given = {"support_deadline": policy} if policy else {}
    case = made({"a": on("1", **extended)}, **given).by_id["c/a"]
    assert case.deadline == month
    if month is not None:
        key = "security" if month == 15 else "extended"
        assert [str(fact) for fact in case.deadline_facts] == [
            f"catalogue: products.it.versions.1.{key}_support_until",
            "c: systems.a.product",
        ]


def test_the_first_of_two_deadlines_counts_and_says_why() -> None:
    problem = made(
        {
            "a": on("1", must_change_by=date(2027, 8, 20)),
            "b": on("1", must_change_by=date(2029, 1, 1)),
        },
        support_deadline="security",
    )
    first, second = problem.systems
    assert (first.deadline, str(first.deadline_facts[0])) == (7, "c: systems.a.must_change_by")
    assert second.deadline == 15
    assert str(second.deadline_facts[1]) == "c: systems.b.product"


def test_a_deadline_that_gives_way_takes_the_later_one_along_where_that_is_in_the_way() -> None:
    # Live at the earliest after 20 months, in September 2028: after the day that is recorded, in
    # August 2027, and after the end of support, in April 2028.
    systems = {"a": on("1", must_change_by=date(2027, 8, 20))}
    systems["a"]["options"]["replace"]["months"] = 20
    none = plan_problem(made(systems, support_deadline="security"))
    assert isinstance(none, NoRoadmap)
    (easing,) = none.relaxations[0].easings
    assert easing.words == (
        "the deadline of c/a moved from August 2027 to September 2028, and that of April 2028 with"
        " it"
    )
    assert [str(fact) for fact in easing.facts] == [
        "c: systems.a.must_change_by",
        "catalogue: products.it.versions.1.security_support_until",
        "c: systems.a.product",
    ]


def test_support_that_has_ended_or_ends_late_or_at_no_known_time_is_no_deadline() -> None:
    systems = {"a": on("2"), "b": on("3"), "d": on("4"), "e": {**replacing(), "product": "it"}}
    problem = made(systems, support_deadline="security")
    assert [case.deadline for case in problem.systems] == [None] * 4
    assert assumed(problem)["support-ended"] == ("c/a",)
    assert assumed(problem)["deadline-after-horizon"] == ("c/b",)


def test_what_keeps_the_product_does_not_meet_the_end_of_its_support() -> None:
    options = {"rehost": {"cost": COST, "months": 3}, "upgrade": {"cost": COST, "months": 3}}
    moved = {**on("1"), "options": options}
    strict = made({"a": moved}, support_deadline="security")
    assert [option.id for option in strict.by_id["c/a"].options] == ["upgrade"]
    assert refused(strict) == {
        "c/a: rehost": "it would keep it@1, whose support ends: the policy forbids that"
    }
    assert len(made({"a": moved}).by_id["c/a"].options) == 2


def test_procurement_takes_what_the_option_says_or_else_what_its_route_takes() -> None:
    def taken(**more: Any) -> tuple[int, bool]:  # noqa: ANN401
        problem = made(
            {"a": replacing(**more)}, procurement_months_by_route={"open-tender": 9, "in-house": 1}
        )
        option = problem.by_id["c/a"].options[0]
        return option.procurement, "procurement-unknown" in assumed(problem)

    assert taken(procurement_route="open-tender") == (9, False)
    assert taken(procurement_route="open-tender", procurement_months=4) == (4, False)
    assert taken(procurement_route="direct-award") == (0, True)
    assert taken(procurement_route="in-house") == (1, False)
    assert taken(procurement_route="none") == taken() == (0, False)
