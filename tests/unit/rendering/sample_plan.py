"""A small plan for the sample estate, made by hand: three steps, one of each interesting kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.unit.rendering.sample import HOSTILE

from estate.planning import Comparison, Reason
from estate.planning.problem.cases import Assumption
from estate.portfolio import Fact
from estate.rendering.canvas.sheets import Purses, SkillUse
from estate.rendering.pictures.charts import RiskPoint, YearCost
from estate.rendering.plan.view import (
    PlanView,
    PlatformView,
    RiskPath,
    ScopeView,
    StepView,
    YearView,
)
from estate.scoring import Interval

QUARTERS = ("2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4")


PLAIN = StepView(
    system="strathallan/odd",
    name=HOSTILE,
    council="strathallan",
    option="retire",
    kind="retire",
    words=HOSTILE,
    onto=None,
    start=date(2027, 4, 1),
    delivery=date(2027, 4, 1),
    live=date(2027, 7, 1),
    old_until=None,
    capital=0,
    revenue=0,
    skills=(),
    running_before=0,
    running_after=0,
    risk_before=10,
    risk_after=4,
    risk_end=4,
    better=1_000,
    owner=HOSTILE,
    why=(Reason(HOSTILE),),
    before_range=Interval(Fraction(61, 10), Fraction(139, 10)),
    better_between=(-20_000, 22_000),
)

STEPS = (
    replace(
        PLAIN,
        system="strathallan/council-tax",
        name="Council tax billing",
        option="replace",
        kind="replace",
        words="Replace",
        start=date(2027, 1, 1),
        delivery=date(2027, 7, 1),
        live=date(2028, 10, 1),
        old_until=date(2028, 12, 1),
        capital=735_000,
        revenue=60_000,
        skills=(("developer", 120),),
        running_before=185_000,
        running_after=120_000,
        risk_before=26,
        before_range=None,
        better_between=None,
        risk_after=8,
        risk_end=8,
        owner="Head of Revenues",
        why=(Reason("It takes 18.7 points of risk away.", (Fact("strathallan", ("systems",)),)),),
        not_earlier=tuple(Reason(f"Limit {i}.") for i in range(6)),
        facts=(Fact("strathallan", ("systems", "council-tax", "options", "replace")),),
    ),
    PLAIN,
    replace(
        PLAIN,
        system="strathallan/pupils",
        name="Pupil records",
        option="join",
        kind="join",
        words="Move to Pupil Hub",
        start=date(2029, 1, 1),
        delivery=date(2029, 1, 1),
        live=date(2029, 10, 1),
        onto="platform:pupil-hub",
        risk_after=20,
        risk_end=20,
        before_range=None,
        better_between=None,
        owner=None,
        why=(),
        running_before=None,
        running_after=0,
        price=12_000,
        rise=("Jul 2030", 22),
    ),
)


def _scope(factor: int) -> ScopeView:
    return ScopeView(
        years=(
            YearView(
                YearCost("2026-27", 50_000 * factor, 0, 0, 50_000 * factor, 0, 3),
                Purses(0, 200_000, 0, None),
            ),
            YearView(
                YearCost("2027-28", 190_000 * factor, 525_000, 43_000, 200_000 * factor, 9_000),
                Purses(525_000, 600_000, 43_000, 40_000),
            ),
        ),
        skills=(
            SkillUse("Developer", {q: (n * 10, 40) for n, q in enumerate(QUARTERS)}),
            SkillUse(HOSTILE, dict.fromkeys(QUARTERS, (3, None))),
        ),
        risk=tuple(
            RiskPoint(q, factor * (90 - 15 * n), factor * (90.0 + n))
            for n, q in enumerate(QUARTERS)
        ),
    )


def plan(*, steps: tuple[StepView, ...] = STEPS) -> PlanView:
    """Return the plan, or one with other steps."""
    return PlanView(
        optimal=False,
        objective=1_000_000,
        lower_bound=990_000,
        stopped_early=False,
        nothing=1_400_000,
        start=date(2027, 1, 1),
        end=date(2033, 1, 1),
        steps=steps,
        estate=_scope(2),
        councils={"glenmore": _scope(1), "strathallan": _scope(1)},
        platforms=(
            PlatformView(
                "pupil-hub",
                "Pupil Hub",
                "existing",
                ("glenmore",),
                ((HOSTILE, date(2029, 10, 1)),),
                12_000,
                barriers=(HOSTILE,),
            ),
        ),
        comparisons=(
            Comparison("nothing", "Every system is kept as it is.", None, 4),
            Comparison("worst-risk-first", "By score, as early as it fits.", 1_200_000),
        ),
        assumptions=(
            Assumption(
                "running-unknown", "Running costs stay as they are.", ("strathallan/pupils",)
            ),
            Assumption("budget-year-missing", "There is no money then.", ("strathallan: 2028-29",)),
        ),
        not_plannable=(("strathallan/ledger: upgrade", "no cost is recorded"),),
        kept={"strathallan/ledger": (Reason("There is no money left."),)},
        policy=(("Horizon", "72 months"),),
        risks={
            "strathallan/council-tax": RiskPath(26, 28),
            "strathallan/ledger": RiskPath(12, 16),
            "strathallan/pupils": RiskPath(10, 10),
        },
    )
