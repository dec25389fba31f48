"""Decisions: each kind by hand, with its day, who answers for it, and what follows if not taken."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from tests.unit.rendering.briefings import small

from estate.portfolio import Inventory, Portfolio
from estate.rendering.briefings.decisions import agenda
from estate.rendering.briefings.decisions.one import Decision
from estate.rendering.briefings.material import Scope
from estate.rendering.canvas.page_model import Ref


def contract(**terms: object) -> list[Decision]:
    """Return what one contract of the ledger asks for, without a plan."""
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    council["contracts"] = {"ledger": {"systems": ["ledger"], **terms}}
    scope = small.material_of(council, planned=False).of("westmuir")
    return list(agenda(scope).decisions)


def test_notice_has_the_day_the_end_and_the_price_of_missing_it() -> None:
    """Six months before 30 September 2027; a renewal of 12 months at £80,000 a year."""
    found = [one for one in agenda(small.westmuir()).decisions if one.kind == "contract"]
    notice = found[0]
    assert (notice.by, notice.owner, notice.planned) == (
        date(2027, 3, 30),
        "Head of Revenues",
        True,
    )
    assert notice.what.startswith("Give notice, so that the contract ends on 30 Sep 2027,")
    assert notice.what.endswith("The plan changes this system; the change is live in Jul 2027.")
    assert notice.otherwise == "It renews itself to 30 Sep 2028, for £80,000 more."
    assert notice.stake == 80_000
    assert notice.where == "councils/westmuir.toml:3"


def test_a_renewal_without_a_price_is_said_to_have_none_on_record() -> None:
    (one,) = contract(ends=date(2027, 3, 31), renewal="tacit", notice_months=3)
    assert one.otherwise == ("It renews itself to 31 Mar 2028; what that costs is not recorded.")
    assert one.stake == 0


def test_an_extension_is_one_decision_and_its_end_no_second() -> None:
    (one,) = contract(
        ends=date(2027, 3, 31),
        extensions=[{"months": 12, "by": "council"}],
        notice_months=3,
        annual_value=24_000,
    )
    assert one.by == date(2026, 12, 31)
    assert one.what == "Extend the contract to 31 Mar 2028, or let it end on 31 Mar 2027."
    assert one.otherwise == (
        "It ends on 31 Mar 2027 with 1 system in use. The extension would cost £24,000."
    )
    assert one.owner is None


def test_an_end_that_nothing_follows_is_to_be_decided() -> None:
    (one,) = contract(ends=date(2027, 3, 31), renewal="none")
    assert one.by == date(2027, 3, 31)
    assert one.otherwise == "1 system would run without a contract from then."


def test_a_contract_of_nothing_in_use_asks_for_nothing() -> None:
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    council["systems"]["ledger"]["lifecycle"] = "retired"
    council["contracts"].pop("revenues")
    scope = small.material_of(council, planned=False).of("westmuir")
    assert agenda(scope).decisions == ()


def test_days_after_the_months_asked_for_wait() -> None:
    assert [one.kind for one in agenda(small.westmuir(), months=1).decisions] == ["start", "start"]
    assert agenda(small.westmuir(), months=0).decisions == ()


def test_a_step_says_what_is_begun_for_how_much_and_what_keeping_costs() -> None:
    found = {one.subject: one for one in agenda(small.westmuir()).decisions if one.kind == "start"}
    step = found["Council tax"]
    assert step.by == date(2026, 10, 1)
    assert step.what == "Begin to buy: Replace for £150,000 once, live Jul 2027."
    better = next(each.better for each in small.westmuir().steps if each.kind == "replace")
    assert step.otherwise == f"Keeping it is £{better:,} worse over the years, risk priced in."
    assert found["Burials"].owner is None


def test_a_step_that_is_approved_is_decided_already() -> None:
    scope = small.westmuir()
    plan = scope.material.plan
    assert plan is not None
    steps = tuple(replace(step, status="approved") for step in plan.steps)
    later = replace(scope.material, plan=replace(plan, steps=steps)).of("westmuir")
    assert not agenda(later).of("start")


def test_money_is_asked_for_by_the_year_in_which_it_is_needed() -> None:
    """Three months of £80,000 a year are owed after going live in July 2027: £20,000."""
    (money,) = agenda(small.westmuir()).of("money")
    assert money.by == date(2027, 4, 1)
    assert money.what == "Find £20,000 that no recorded budget covers."
    assert money.ref == Ref("working", "money/westmuir/2027-28/other")


def joining() -> Scope:
    """Return a plan in which two councils join a platform that one of them needs set up."""
    from tests.unit.rendering import sample_plan

    scope = small.westmuir()
    plan = scope.material.plan
    assert plan is not None
    whole = scope.material.portfolio
    catalogue = whole.catalogue.model_copy(update={"platforms": sample_catalogue()["platforms"]})
    second = Inventory.model_validate(
        {"council": {"name": "Eastmuir Council"}, "systems": small.WESTMUIR["systems"]}
    )
    record = Portfolio(whole.workspace, catalogue, {**whole.councils, "eastmuir": second})
    base = next(step for step in plan.steps if step.kind == "replace")
    join = replace(base, kind="join", onto="platform:hub", delivery=base.start)
    far = replace(join, system="eastmuir/council-tax", council="eastmuir", start=date(2027, 1, 1))
    far = replace(far, live=date(2028, 1, 1), owner="Head of Finance")
    view = replace(
        sample_plan.plan().platforms[0],
        id="hub",
        name="Tax Hub",
        joining=(("a", join.live), ("b", far.live)),
        price=12_000,
        opens=date(2027, 4, 1),
        barriers=("No sponsor",),
    )
    changed = replace(plan, steps=(join, far), platforms=(view,))
    graph = deepcopy(scope.material.graph)
    graph.portfolio = record
    material = replace(scope.material, graph=graph, plan=changed)
    material.__dict__["councils"] = ("eastmuir", "westmuir")
    return Scope(material, None)


def sample_catalogue() -> dict[str, Any]:
    """Return the platforms of a catalogue."""
    from estate.portfolio import Catalogue

    found = Catalogue.model_validate(
        {"platforms": {"hub": {"name": "Tax Hub", "sponsor": "Chief Executive"}}}
    )
    return {"platforms": found.platforms}


def test_joining_a_platform_is_one_decision_of_all_who_join() -> None:
    (one,) = agenda(joining()).of("platform")
    assert (one.by, one.subject) == (date(2026, 10, 1), "Tax Hub")
    assert one.what == (
        "Commit to join: Westmuir Council (Jul 2027) and Eastmuir Council (Jan 2028). It is to be "
        "set up by Apr 2027. Each pays £12,000 a year. In its way: No sponsor."
    )
    assert one.owner == "Chief Executive (sponsor), Head of Finance and Head of Revenues"
    assert one.otherwise == "2 systems would have to be planned again."
    assert not agenda(joining()).of("start")
