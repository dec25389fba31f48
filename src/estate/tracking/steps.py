"""One step: as planned, as recorded, and what lies between."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from estate.portfolio.dates import month_number
from estate.tracking.gains import benefits_of
from estate.tracking.pairing import does_the_same
from estate.tracking.points import Point, point
from estate.tracking.results import (
    PurseMoney,
    State,
    StepMoney,
    StepRisk,
    TrackedMilestone,
    TrackedStep,
)

if TYPE_CHECKING:
    from estate.portfolio import Milestone, Step
    from estate.scoring import Interval
    from estate.tracking.pairing import Recorded
    from estate.tracking.work import Work

_RECORDED_STATES = {
    "in-progress": State.UNDER_WAY,
    "live": State.LIVE,
    "done": State.DONE,
    "stopped": State.STOPPED,
}


def tracked(
    system: str, work: Work, found: Recorded | None, today: Interval | None, as_of: date
) -> TrackedStep:
    """Return a planned step held against the recorded one, if there is one."""
    record = None if found is None else found.step
    state = _state(work, record, as_of)
    other = record is not None and not does_the_same(work.kind, work.platform, record)
    return TrackedStep(
        system=system,
        council=system.partition("/")[0],
        kind=work.kind,
        title=record.name if record else None,
        owner=(record.owner if record else None) or work.owner,
        record=found.fact if found else None,
        state=state,
        claimed=record is not None and record.status == "done" and state is State.LIVE,
        other=_done_instead(record) if other and record is not None else None,
        because=record.stopped_because if record else None,
        start=_start(work, record, state, as_of),
        milestones=_milestones(work, record, state, as_of),
        finish=_finish(work, record, state, as_of),
        money=_money(work, record, as_of),
        risk=StepRisk(work.before, work.after, today),
        benefits=benefits_of(system, work, record, as_of),
    )


def _done_instead(record: Step) -> str:
    return f"{record.option} {record.platform}" if record.platform else record.option


def _state(work: Work, record: Step | None, as_of: date) -> State:
    """Return where a step stands: what is done and not measured is live, whatever it says."""
    if record is not None:
        said = _RECORDED_STATES.get(record.status or "") or _by_dates(record)
        if said is State.DONE and not record.outcome_measured:
            return State.LIVE
        if said is not None:
            return said
    if work.start is None or work.start >= as_of:
        return State.NOT_DUE
    return State.NOT_BEGUN if record is not None else State.NOT_RECORDED


def _by_dates(record: Step) -> State | None:
    """Return what the days of a step say that has begun, whatever its status leaves out."""
    if record.finished is not None:
        return State.DONE if record.outcome_measured else State.LIVE
    return State.UNDER_WAY if record.started is not None else None


def _start(work: Work, record: Step | None, state: State, as_of: date) -> Point:
    begun = record is not None and state not in {State.NOT_DUE, State.NOT_BEGUN}
    actual = _came(record.started, record.begun, work.start) if record and begun else None
    said = record.starts if record is not None and not begun else None
    return point(
        work.start,
        actual,
        _other_than(said, work.start),
        as_of,
        happened=begun and state is not State.STOPPED,
        off=state is State.STOPPED,
    )


def _finish(work: Work, record: Step | None, state: State, as_of: date) -> Point:
    if record is None:
        return point(work.finish, None, None, as_of)
    if state is State.STOPPED:
        return point(work.finish, None, None, as_of, off=True)
    over = _came(record.finished, record.over, work.finish) if state.over else None
    expected = record.expected_finish or _other_than(record.finishes, work.finish)
    return point(
        work.finish,
        over,
        None if state.over else expected,
        as_of,
        happened=state.over,
    )


def _came(recorded: date | None, as_planned: date | None, planned: date | None) -> date | None:
    """Return the day on which something came: the recorded one, else the one agreed for it since.

    Where that is the planned day itself, nobody recorded a day, and it cannot be told.
    """
    return recorded or _other_than(as_planned, planned)


def _milestones(
    work: Work, record: Step | None, state: State, as_of: date
) -> tuple[TrackedMilestone, ...]:
    """Return the planned milestones, then those that only the record has; the same by name."""
    own = {} if record is None else {each.name: each for each in record.milestones}
    start = None if record is None else (record.started or record.starts)
    planned = list(work.milestones)
    names = {name for name, _ in planned}
    planned += [(name, own[name].planned_for(start)) for name in own if name not in names]
    found = [
        TrackedMilestone(name, _milestone(due, own.get(name), start, state, as_of))
        for name, due in planned
    ]
    return tuple(sorted(found, key=lambda each: each.point.planned or date.max))


def _milestone(
    planned: date | None, own: Milestone | None, start: date | None, state: State, as_of: date
) -> Point:
    off = state is State.STOPPED
    if own is None:
        return point(planned, None, None, as_of, happened=state.over, off=off)
    expected = own.expected or _other_than(own.planned_for(start), planned)
    return point(planned, own.reached, expected, as_of, happened=state.over, off=off)


def _other_than(said: date | None, planned: date | None) -> date | None:
    """Return a recorded date where it says something else than the plan."""
    return said if said != planned else None


def _money(work: Work, record: Step | None, as_of: date) -> StepMoney:
    spent = record.spent if record else None
    end = month_number(as_of + timedelta(days=1))
    return StepMoney(
        PurseMoney(work.capital, work.to_date(work.capital, end), spent.capital if spent else None),
        PurseMoney(work.revenue, work.to_date(work.revenue, end), spent.revenue if spent else None),
        spent.on if spent else None,
    )
