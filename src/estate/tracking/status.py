"""A plan against the record: every step of it, and what goes on without it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.portfolio.dates import Quarter, month_number
from estate.tracking.pairing import pair, recorded_steps
from estate.tracking.results import MoneyPoint, RiskPoint, State, Tracking
from estate.tracking.steps import tracked
from estate.tracking.sums import scope_status
from estate.tracking.work import exact, of_plan, of_record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from estate.portfolio import Portfolio
    from estate.portfolio.planned import PlannedRoadmap, PlannedScope
    from estate.scoring import Interval, Scores
    from estate.tracking.pairing import Recorded
    from estate.tracking.results import TrackedStep
    from estate.tracking.work import Work

_SINCE = frozenset({State.UNDER_WAY, State.LIVE, State.DONE, State.STOPPED})


def track(
    portfolio: Portfolio,
    scores: Scores,
    as_of: date,
    plan: PlannedRoadmap | None = None,
    councils: Collection[str] | None = None,
) -> Tracking:
    """Return a plan against the record on a day; the record's own dates where there is no plan.

    `scores` are those of the same day. Narrowed to some councils, only their steps and systems
    count.
    """
    names = sorted(portfolio.councils if councils is None else councils)
    recorded = recorded_steps(portfolio, names)
    today = _scores_of(portfolio, scores, plan, names)
    if plan is None:
        lines = _by_itself(recorded, scores, as_of)
        unplanned: tuple[TrackedStep, ...] = ()
    else:
        lines, unplanned = _against(plan, names, recorded, scores, as_of)
    return _gathered(plan, names, lines, unplanned, today, as_of)


_Line = tuple["Work", "TrackedStep"]


def _by_itself(recorded: Sequence[Recorded], scores: Scores, as_of: date) -> list[_Line]:
    found = []
    for each in recorded:
        work = of_record(each.step)
        found.append((work, tracked(each.system, work, each, _score(scores, each.system), as_of)))
    return sorted(found, key=_by_start)


def _against(
    plan: PlannedRoadmap,
    names: Sequence[str],
    recorded: Sequence[Recorded],
    scores: Scores,
    as_of: date,
) -> tuple[list[_Line], tuple[TrackedStep, ...]]:
    own = [step for step in plan.steps if step.system.partition("/")[0] in names]
    pairs, left = pair(own, recorded, plan.as_of)
    lines = []
    for step, found in pairs:
        work = of_plan(step, found.step if found else None)
        lines.append((work, tracked(step.system, work, found, _score(scores, step.system), as_of)))
    others = [
        tracked(each.system, of_record(each.step), each, _score(scores, each.system), as_of)
        for each in left
    ]
    return sorted(lines, key=_by_start), tuple(one for one in others if one.state in _SINCE)


def _by_start(line: _Line) -> tuple[date, str, str]:
    work, step = line
    return work.start or date.max, step.system, str(step.record)


def _score(scores: Scores, system: str) -> Interval | None:
    found = scores.systems.get(SystemRef.parse(system, ""))
    return None if found is None else found.overall


def _scores_of(
    portfolio: Portfolio, scores: Scores, plan: PlannedRoadmap | None, names: Collection[str]
) -> dict[str, Interval]:
    """Return today's scores of the systems in use that the plan is about, or of all."""
    about = frozenset(plan.systems) if plan is not None else frozenset()
    return {
        str(ref): score.overall
        for ref, score in scores.systems.items()
        if ref.council in names
        and portfolio.system(ref).in_use
        and (not about or str(ref) in about)
    }


def _gathered(
    plan: PlannedRoadmap | None,
    names: Sequence[str],
    lines: Sequence[_Line],
    unplanned: tuple[TrackedStep, ...],
    today: Mapping[str, Interval],
    as_of: date,
) -> Tracking:
    steps, works = tuple(step for _, step in lines), tuple(work for work, _ in lines)
    points = {name: _points(plan.councils.get(name)) if plan else () for name in names}
    whole = plan is not None and set(plan.councils) <= set(names)
    risk = _points(plan.estate) if plan is not None and whole else _added(points.values())
    return Tracking(
        as_of=as_of,
        plan_as_of=None if plan is None else plan.as_of,
        steps=steps,
        unplanned=unplanned,
        total=scope_status((*steps, *unplanned), works, risk, list(today.values()), as_of),
        councils={
            name: scope_status(
                tuple(step for step in (*steps, *unplanned) if step.council == name),
                tuple(work for work, step in lines if step.council == name),
                points[name],
                [score for system, score in today.items() if system.partition("/")[0] == name],
                as_of,
            )
            for name in names
        },
        money=_money(works),
        risk=risk,
    )


def _points(scope: PlannedScope | None) -> tuple[RiskPoint, ...]:
    found = []
    for each in scope.risk if scope is not None else ():
        planned, nothing = exact(each.planned), exact(each.if_nothing_is_done)
        on = _first_day(each.quarter)
        if on is not None and planned is not None and nothing is not None:
            found.append(RiskPoint(on, planned, nothing))
    return tuple(sorted(found, key=lambda point: point.on))


def _first_day(label: str) -> date | None:
    """Return the first day of a quarter such as `2027-Q2`; None where it is none."""
    year, _, number = label.partition("-Q")
    if not (year.isdecimal() and len(year) == 4 and number in {"1", "2", "3", "4"}):  # noqa: PLR2004
        return None
    return Quarter(int(year), int(number)).starts if int(year) else None


def _added(all_points: Iterable[tuple[RiskPoint, ...]]) -> tuple[RiskPoint, ...]:
    """Return several councils' risk as one, day by day."""
    sums: dict[date, tuple[Fraction, Fraction]] = {}
    for point in (point for points in all_points for point in points):
        planned, nothing = sums.get(point.on, (Fraction(0), Fraction(0)))
        sums[point.on] = planned + point.planned, nothing + point.nothing
    return tuple(RiskPoint(on, *sums[on]) for on in sorted(sums))


def _money(works: Sequence[Work]) -> tuple[MoneyPoint, ...]:
    """Return the planned money month by month: what is to be spent by the end of each."""
    capital: Counter[date] = Counter()
    revenue: Counter[date] = Counter()
    for work in works:
        for month in work.all_months():
            end = month_number(month) + 1
            for spent, pounds in ((capital, work.capital), (revenue, work.revenue)):
                spent[month] += work.to_date(pounds, end) or 0
                spent[month] -= work.to_date(pounds, end - 1) or 0
    months = sorted(capital)
    sums = [accumulate([spent[month] for month in months]) for spent in (capital, revenue)]
    return tuple(map(MoneyPoint, months, *sums))
