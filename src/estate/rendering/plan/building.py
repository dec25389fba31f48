"""From a roadmap to what readers meet: plain names, dates and words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.planning.judging.investment import investment
from estate.planning.making.risk import range_at
from estate.planning.plateaus import MOST, Situation, every_plateau
from estate.planning.roadmap import Status
from estate.portfolio import SystemRef
from estate.rendering.canvas.sheets import Purses, SkillUse
from estate.rendering.kit.words import decimal, month, plural, pounds
from estate.rendering.pictures.charts import RiskPoint, YearCost
from estate.rendering.plan.plateau_scene import POINTS, moments
from estate.rendering.plan.status_sheet import milestones_of, recorded_status
from estate.rendering.plan.step_records import full_name, record_of, running_costs, words_of
from estate.rendering.plan.view import (
    PlanView,
    PlatformView,
    RiskPath,
    ScopeView,
    StepView,
    YearView,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from estate.graph import EstateGraph
    from estate.planning.problem.cases import SystemCase
    from estate.planning.roadmap import Accounts, PlatformPlan, Roadmap, RoadStep, YearMoney
    from estate.portfolio import Option
    from estate.scoring.results import Interval


def view_of(graph: EstateGraph, roadmap: Roadmap, most_plateaus: int = MOST) -> PlanView:
    """Return a roadmap as readers meet it, with at most so many plateaus after today's."""
    situation = Situation(graph, roadmap.problem, roadmap.choices)
    plateaus = every_plateau(situation, most_plateaus)
    return replace(
        _Building(graph, roadmap).view(),
        plateaus=plateaus,
        moments={name: moments(situation, own, name) for name, own in plateaus.councils.items()},
    )


class _Building:
    def __init__(self, graph: EstateGraph, roadmap: Roadmap) -> None:
        self.portfolio, self.roadmap = graph.portfolio, roadmap
        self.prices = {each.platform: each.price for each in roadmap.platforms}

    def view(self) -> PlanView:
        roadmap, calendar = self.roadmap, self.roadmap.problem.calendar
        return PlanView(
            optimal=roadmap.status is Status.OPTIMAL,
            objective=roadmap.objective,
            lower_bound=roadmap.lower_bound,
            moves=roadmap.moves,
            measure=roadmap.measure,
            passes=roadmap.passes,
            figures=roadmap.figures,
            nothing_figures=roadmap.nothing_figures,
            stopped_early=roadmap.stopped_early,
            nothing=roadmap.nothing,
            start=calendar.start,
            end=calendar.first_day(calendar.horizon),
            steps=tuple(self._step(step) for step in roadmap.steps),
            estate=self._scope(roadmap.estate, None),
            councils={
                name: self._scope(own, name) for name, own in sorted(roadmap.councils.items())
            },
            platforms=tuple(self._platform(platform) for platform in roadmap.platforms),
            comparisons=roadmap.comparisons,
            assumptions=roadmap.assumptions,
            not_plannable=tuple((each.subject, each.reason) for each in roadmap.not_plannable),
            kept={kept.system: (*kept.reasons, *kept.change) for kept in roadmap.kept},
            policy=self._policy(),
            risks={case.id: self._path(case) for case in roadmap.problem.systems},
            point=POINTS[roadmap.policy.unknown_risk],
            unknown_risk=roadmap.policy.unknown_risk,
            plannable=any(case.options for case in roadmap.problem.systems),
        )

    def _risk_end(self, step: RoadStep) -> Fraction | int:
        problem = self.roadmap.problem
        scores = problem.by_id[step.system].option(step.option).risk_after
        return scores[min(problem.calendar.quarters, len(scores) - 1)]

    def _path(self, case: SystemCase) -> RiskPath:
        quarter = self.roadmap.problem.calendar.quarters
        return RiskPath(case.risk[0], case.risk[min(quarter, len(case.risk) - 1)])

    def _rise(self, step: RoadStep) -> tuple[tuple[str, Fraction | int] | None, Interval | None]:
        """Return when the risk reaches its worst within the horizon, if that is yet to come.

        Beside it stands the range of that score, if it is one.
        """
        problem = self.roadmap.problem
        case = problem.by_id[step.system]
        scores = case.risk[: problem.calendar.quarters + 1]
        worst = max(scores)
        if worst <= step.risk_before:
            return None, None
        quarter = scores.index(worst)
        when = month(problem.calendar.first_day(3 * quarter))
        return (when, worst), range_at(case.risk_ranges, quarter)

    def _skill(self, skill: str) -> str:
        kind = self.portfolio.catalogue.skills.get(skill)
        return kind.name if kind else skill

    def _step(self, step: RoadStep) -> StepView:
        ref = SystemRef.parse(step.system)
        system = self.portfolio.system(ref)
        record = record_of(self.portfolio, step)
        before, after = running_costs(self.portfolio, step)
        rise, rise_range = self._rise(step)
        return StepView(
            system=step.system,
            name=system.name,
            council=step.council,
            option=step.option,
            kind=step.kind.value,
            words=words_of(self.portfolio, record, step.kind.value, step.system),
            onto=_onto(record, ref),
            start=step.start,
            delivery=step.delivery,
            live=step.live,
            old_until=step.old_until if step.old_until >= step.live else None,
            capital=step.capital,
            revenue=step.revenue,
            skills=tuple((self._skill(skill), days) for skill, days in step.skills),
            running_before=before,
            running_after=after,
            risk_before=step.risk_before,
            risk_after=step.risk_after,
            risk_end=self._risk_end(step),
            better=step.better,
            owner=record.owner or system.owner,
            why=step.why,
            not_earlier=step.why_not_earlier,
            waits_for=step.waits_for,
            frees=step.frees,
            benefits=_benefits(record),
            milestones=milestones_of(self.portfolio, step),
            status=recorded_status(self.portfolio, step.system),
            disposition=record.disposition,
            facts=step.facts,
            price=self.prices.get(step.platform or ""),
            rise=rise,
            rise_range=rise_range,
            before_range=step.risk_before_range,
            after_range=step.risk_after_range,
            better_between=step.better_between,
        )

    def _scope(self, accounts: Accounts, council: str | None) -> ScopeView:
        skills = tuple(
            SkillUse(
                self._skill(skill),
                {quarter.label: (quarter.used, quarter.limit) for quarter in quarters},
            )
            for skill, quarters in sorted(accounts.skills.items())
        )
        risk = tuple(
            RiskPoint(quarter.label, float(quarter.planned), float(quarter.nothing))
            for quarter in accounts.risk
        )
        years = tuple(_year(year) for year in accounts.years)
        return ScopeView(years, skills, risk, investment(self.roadmap, council))

    def _platform(self, plan: PlatformPlan) -> PlatformView:
        record = self.portfolio.catalogue.platforms[plan.platform]
        joining = tuple((full_name(self.portfolio, system), live) for system, live in plan.joining)
        return PlatformView(
            id=plan.platform,
            name=record.name,
            status=record.status or "not recorded",
            members=record.members,
            joining=tuple(sorted(joining, key=lambda pair: (pair[1], pair[0]))),
            opens=plan.opens,
            price=plan.price,
            barriers=record.barriers,
            plan=plan,
        )

    def _policy(self) -> tuple[tuple[str, str], ...]:
        policy = self.roadmap.policy
        return (
            ("How far the plan looks", plural(policy.horizon_months, "month")),
            ("Counted after that, with nothing changing", plural(policy.tail_months, "month")),
            ("Discount rate", f"{float(policy.discount_rate) * 100:g}% a year"),
            ("Price of a point of overall risk", f"{pounds(policy.risk_price)} a year"),
            ("Where a score is a range", f"its {policy.unknown_risk} counts"),
            (
                "Likelihood that is left of what an option deals with",
                f"{decimal(policy.residual_likelihood)} of 6",
            ),
        )


def _year(year: YearMoney) -> YearView:
    return YearView(
        YearCost(
            label=year.label,
            running=year.running,
            capital=year.capital,
            revenue=year.revenue,
            running_before=year.running_before,
            other=year.other,
            months=year.months,
        ),
        Purses(year.capital, year.capital_limit, year.revenue, year.revenue_limit, year.unrecorded),
    )


def _onto(record: Option, ref: SystemRef) -> str | None:
    if record.kind == "join" and record.platform:
        return f"platform:{record.platform}"
    if record.kind == "consolidate" and record.onto:
        return str(SystemRef.parse(record.onto, ref.council))
    return None


def _benefits(record: Option) -> tuple[str, ...]:
    found = []
    for benefit in record.benefits:
        unit = f" {benefit.unit}" if benefit.unit else ""
        ends = [f"{end:g}{unit}" for end in (benefit.baseline, benefit.target) if end is not None]
        found.append(f"{benefit.measure}: {' to '.join(ends)}" if ends else benefit.measure)
    return tuple(found)
