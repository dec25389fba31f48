"""Steps added up: of one council, or of all."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from estate.portfolio.dates import extend_end
from estate.scoring import Interval
from estate.tracking.gains import by_kind, financial
from estate.tracking.results import Forecast, PurseSum, RiskStatus, ScopeStatus, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from estate.tracking.results import PurseMoney, RiskPoint, TrackedStep
    from estate.tracking.work import Work

_HAS_BEGUN = frozenset({State.UNDER_WAY, State.LIVE, State.DONE, State.STOPPED})


def scope_status(
    steps: Sequence[TrackedStep],
    works: Sequence[Work],
    points: Sequence[RiskPoint],
    today: Sequence[Interval],
    as_of: date,
) -> ScopeStatus:
    """Return steps added up; `works` are what was planned of them, in their order.

    Those beyond the planned ones are in no plan: what is spent on them counts, and what they gain.
    """
    benefits = [each for step in steps for each in step.benefits]
    states = Counter(step.state for step in steps)
    return ScopeStatus(
        states={state: states[state] for state in State if states[state]},
        late=sum(step.late for step in steps),
        capital=_purse([(step, step.money.capital) for step in steps]),
        revenue=_purse([(step, step.money.revenue) for step in steps]),
        risk=_risk(list(zip(steps, works, strict=False)), points, today, as_of),
        gains=by_kind(benefits),
        financial=financial(benefits),
        forecast=forecast(steps, as_of),
    )


def _purse(money: Iterable[tuple[TrackedStep, PurseMoney]]) -> PurseSum:
    pairs = list(money)
    return PurseSum(
        planned=sum(one.planned or 0 for _, one in pairs),
        to_date=sum(one.to_date or 0 for _, one in pairs),
        spent=sum(one.spent or 0 for _, one in pairs),
        known=sum(one.spent is not None for _, one in pairs),
        unknown=sum(one.spent is None and step.state in _HAS_BEGUN for step, one in pairs),
    )


def _risk(
    planned: Sequence[tuple[TrackedStep, Work]],
    points: Sequence[RiskPoint],
    today: Sequence[Interval],
    as_of: date,
) -> RiskStatus:
    past = [point for point in points if point.on <= as_of] or list(points[:1])
    now = past[-1] if past else None
    zero = Fraction(0)
    return RiskStatus(
        first=points[0].planned if points else None,
        planned=now.planned if now else None,
        nothing=now.nothing if now else None,
        today=Interval(sum((one.low for one in today), zero), sum((o.high for o in today), zero)),
        systems=len(today),
        planned_away=sum(
            (_away(work) for _, work in planned if work.live and work.live <= as_of), zero
        ),
        done_away=sum((_away(work) for step, work in planned if step.state.over), zero),
    )


def _away(work: Work) -> Fraction:
    if work.before is None or work.after is None:
        return Fraction(0)
    return work.before - work.after


def forecast(steps: Sequence[TrackedStep], as_of: date) -> Forecast | None:
    """Return when the last open step is over, by plain arithmetic on those that have begun.

    A step ends when its owner expects it to; else its planned finish moves by its own slip; else,
    where it has none yet, by the mean slip of the open steps that have one, rounded up to whole
    months. Nothing that is open ends before the day that is looked at.
    """
    ends = [
        (step, finish)
        for step in steps
        if step.state.open and (finish := step.finish.planned) is not None
    ]
    slips = [step.slip for step, _ in ends if step.slip is not None]
    if not slips:
        return None
    mean = ceil(Fraction(sum(slips), len(slips)))
    expected = [(_end(step, finish, mean, as_of), step.system) for step, finish in ends]
    last, system = max(expected)
    return Forecast(
        planned_end=max(finish for _, finish in ends),
        expected_end=last,
        system=system,
        mean=mean,
        known=len(slips),
        open=len(ends),
    )


def _end(step: TrackedStep, finish: date, mean: int, as_of: date) -> date:
    if step.finish.expected is not None:
        return max(step.finish.expected, as_of)
    slip = mean if step.slip is None else step.slip
    return max(extend_end(finish, slip), as_of)
