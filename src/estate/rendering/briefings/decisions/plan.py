"""Decisions that a plan asks for: to begin, to join a shared platform, to find money."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.briefings.decisions.one import Decision
from estate.rendering.briefings.services import council_of, service, service_at
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import day, decimal, listing, month, plural, pounds, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Scope
    from estate.rendering.plan.view import PlatformView, StepView, YearView

BEGUN = frozenset({"approved", "in-progress"})
"""Steps on record in this way have been decided."""
MOST_NAMED = 4
APRIL = 4


def start_decisions(scope: Scope) -> Iterator[Decision]:
    """Yield the steps that have to be begun, but for those that join a platform."""
    as_of = scope.material.as_of
    for step in scope.steps:
        if step.kind == "join" or step.status in BEGUN or step.start < as_of:
            continue
        yield Decision(
            by=step.start,
            kind="start",
            subject=service_at(scope.portfolio, step.system),
            what=_begin(step),
            owner=visible(step.owner) if step.owner else None,
            otherwise=_not_begun(scope, step),
            ref=Ref("system", step.system),
            where=next((at for fact in step.facts if (at := scope.material.where(fact))), None),
            planned=True,
            stake=step.capital + step.revenue,
        )


def _begin(step: StepView) -> str:
    once = step.capital + step.revenue
    money = f" for {pounds(once)} once" if once else " at no one-off cost"
    first = "Begin to buy" if step.delivery > step.start else "Begin the work"
    return f"{first}: {visible(step.words)}{money}, live {month(step.live)}."


def _not_begun(scope: Scope, step: StepView) -> str:
    """Return what follows if a step is never taken: for dates, money and risk."""
    record = scope.portfolio.system(SystemRef.parse(step.system))
    said = []
    if record.must_change_by is not None:
        said.append(f"It must have changed by {day(record.must_change_by)}.")
    if step.better > 0:
        said.append(f"Keeping it is {pounds(step.better)} worse over the years, risk priced in.")
    if step.rise is not None and step.rise_range is None:
        said.append(f"Its risk score rises to {decimal(step.rise[1])} of 30 by {step.rise[0]}.")
    return " ".join(said) or "The system stays as it is."


def platform_decisions(scope: Scope) -> Iterator[Decision]:
    """Yield the shared platforms that systems of these councils are to join."""
    plan = scope.material.plan
    for platform in plan.platforms if plan is not None else ():
        own = [step for step in scope.steps if step.onto == f"platform:{platform.id}"]
        open_ = [step for step in own if step.status not in BEGUN]
        first = min((step.start for step in open_), default=None)
        if first is None or first < scope.material.as_of:
            continue
        yield _joining(scope, platform, open_, first)


def _joining(scope: Scope, platform: PlatformView, steps: list[StepView], first: date) -> Decision:
    record = scope.material.portfolio.catalogue.platforms.get(platform.id)
    sponsor = record.sponsor if record is not None else None
    owners = sorted({step.owner for step in steps if step.owner})
    who = [*([f"{sponsor} (sponsor)"] if sponsor else []), *owners]
    return Decision(
        by=first,
        kind="platform",
        subject=visible(platform.name),
        what=_commit(scope, platform, steps),
        owner=visible(listing(who, MOST_NAMED)) or None,
        otherwise=_alone(platform, steps),
        ref=Ref("platform", platform.id),
        planned=True,
        stake=sum(step.capital + step.revenue for step in steps),
    )


def _commit(scope: Scope, platform: PlatformView, steps: list[StepView]) -> str:
    several = len(scope.portfolio.councils) > 1
    joining = sorted(steps, key=lambda step: (step.live, step.system))
    named = [
        f"{council_of(scope.portfolio, step.system)} ({month(step.live)})"
        if several
        else f"{service(scope.portfolio, step.system)}, live {month(step.live)}"
        for step in joining
    ]
    opens = f" It is to be set up by {month(platform.opens)}." if platform.opens else ""
    price = "" if platform.price is None else f" Each pays {pounds(platform.price)} a year."
    said = f"Commit to join: {listing(named, MOST_NAMED)}.{opens}{price}"
    if platform.barriers:
        said += f" In its way: {visible(listing(platform.barriers, MOST_NAMED))}."
    return said


def _alone(platform: PlatformView, steps: list[StepView]) -> str:
    said = f"{plural(len(steps), 'system')} would have to be planned again."
    if len(steps) == 1 and steps[0].better > 0:
        worse = pounds(steps[0].better)
        said += f" Keeping what is there is {worse} worse over the years, risk priced in."
    others = len(platform.joining) - len(steps)
    if others > 0:
        said += f" {plural(others, 'other system')} that {_join(others)} would share its cost anew."
    return said


def _join(count: int) -> str:
    return "joins" if count == 1 else "join"


def money_decisions(scope: Scope) -> Iterator[Decision]:
    """Yield the years for which the plan needs money that no recorded budget has."""
    plan = scope.plan
    for year in plan.years if plan is not None else ():
        start = date(int(year.cost.label[:4]), APRIL, 1)
        if year.cost.other and scope.material.plan is not None:
            yield _unfunded(scope, year, max(start, scope.material.plan.start))


def _unfunded(scope: Scope, year: YearView, by: date) -> Decision:
    return Decision(
        by=by,
        kind="money",
        subject=f"Money for {year.cost.label}",
        what=f"Find {pounds(year.cost.other)} that no recorded budget covers.",
        owner=None,
        otherwise="Contracts cannot be left, nor interfaces be built again, as planned.",
        ref=Ref("working", f"money/{scope.name}/{year.cost.label}/other"),
        planned=True,
        stake=year.cost.other,
    )
