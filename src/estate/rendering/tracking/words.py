"""How a plan against the record is put into words: days, money, benefits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.words import day, decimal, month, plural, pounds, short_pounds
from estate.tracking import Basis, Gain, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from estate.tracking import Forecast, Point, PurseSum, TrackedBenefit, TrackedStep, Tracking
    from estate.tracking.results import PurseMoney

NOT_KNOWN = "?"
PLACES = 6
"""So many places a measured figure is shown to at most."""


def point_words(point: Point) -> str:
    """Return a planned month and how late it came: `Mar 2027 +2`, `Mar 2027 on time`.

    In brackets what has not come yet: late so far, or as it is expected now.
    """
    if point.planned is None:
        came = point.actual or point.expected
        return f"{month(came)} unplanned" if came else NOT_KNOWN
    said = month(point.planned)
    if point.basis is Basis.UNKNOWN:
        return f"{said} {NOT_KNOWN}"
    if point.late is None or (not point.late and point.basis is not Basis.HAPPENED):
        return said
    if not point.late:
        return f"{said} on time"
    return f"{said} {point.late:+d}" if point.actual else f"{said} ({point.late:+d})"


def late_words(months: int) -> str:
    """Return `2 months late`, `1 month early` or `on time`."""
    if not months:
        return "on time"
    return f"{plural(abs(months), 'month')} {'late' if months > 0 else 'early'}"


def spent_words(purse: PurseMoney) -> str:
    """Return what is spent of what was to be spent by now: `£40k of £120k`."""
    if not (purse.planned or purse.spent):
        return "" if purse.planned is not None or purse.spent is not None else NOT_KNOWN
    spent = NOT_KNOWN if purse.spent is None else short_pounds(purse.spent)
    planned = NOT_KNOWN if purse.to_date is None else short_pounds(purse.to_date)
    return f"{spent} of {planned}"


def figure(value: Fraction | None) -> str:
    """Return a measured figure, to six places at most: `212,000`, `7.5`."""
    if value is None:
        return NOT_KNOWN
    return f"{int(value):,}" if value.denominator == 1 else decimal(value, PLACES)


def gain_words(benefit: TrackedBenefit) -> str:
    """Return how far a benefit has come: `reached`, `86% of the way`, `due Mar 2027`."""
    if benefit.gain is Gain.IN_PART and benefit.share is not None:
        # Rounded down, so that what is short of the target never reads 100%.
        return f"{benefit.share.numerator * 100 // benefit.share.denominator}% of the way"
    if benefit.due is not None and benefit.gain in {Gain.OVERDUE, Gain.TO_COME}:
        return f"due {month(benefit.due)}"
    return benefit.gain.value


def heading(tracking: Tracking) -> str:
    """Return what is held against what."""
    on = day(tracking.as_of)
    if tracking.plan_as_of is None:
        return f"Recorded steps against their own dates, as of {on}"
    return f"Plan of {day(tracking.plan_as_of)} against the record as of {on}"


def summary(tracking: Tracking) -> Iterator[str]:
    """Yield in sentences how many steps stand where."""
    total = tracking.total
    steps = len(tracking.steps) + len(tracking.unplanned)
    said = ", ".join(f"{total.states[state]:,} {state.value}" for state in total.states)
    yield f"{plural(steps, 'step')}: {said}." if steps else "No step is planned or on record."
    if total.late:
        yield f"{plural(total.late, 'step runs', 'steps run')} late."
    if tracking.unplanned:
        verb = plural(len(tracking.unplanned), "of them is", "of them are")
        yield f"{verb} not in the plan."
    claimed = sum(step.claimed for step in (*tracking.steps, *tracking.unplanned))
    if claimed:
        what = "it was" if claimed == 1 else "they were"
        yield (
            f"{plural(claimed, 'step is', 'steps are')} recorded as done and counted as live: what "
            f"{what} for has not been measured."
        )


def telling(step: TrackedStep) -> Iterator[str]:
    """Yield in sentences what else there is to know of a step."""
    if step.because:
        yield f"Stopped: {step.because.rstrip('.')}."
    if step.other:
        yield f"Planned was {step.kind}; the record says {step.other}."
    for each in step.milestones:
        late = each.point.late
        if late and each.point.basis is not Basis.HAPPENED:
            how = "so far" if each.point.basis is Basis.OVERDUE else "as expected now"
            yield f"{each.name}: {late_words(late)} {how}."
    if step.state is State.LIVE:
        yield from _to_measure(step)


def _to_measure(step: TrackedStep) -> Iterator[str]:
    waiting = [each for each in step.benefits if each.outcome and each.actual is None]
    if not step.benefits:
        yield "Nothing says by what it is known to have achieved what it was for."
    for each in waiting[:2]:
        yield f"Not done until it is measured: {each.measure}."


def sum_words(purse: PurseSum) -> str:
    """Return what is spent in all: `£40,000+` where some of it is not recorded, `?` where all."""
    if purse.unknown and not purse.known:
        return NOT_KNOWN
    return pounds(purse.spent) + ("+" if purse.unknown else "")


def forecast_words(forecast: Forecast) -> str:
    """Return when it all ends, if it goes on as it has begun."""
    mean = late_words(forecast.mean)
    of = f"{forecast.known:,} of {plural(forecast.open, 'open step')}"
    kept = forecast.expected_end.replace(day=1) == forecast.planned_end.replace(day=1)
    end = "as planned" if kept else f"planned for {month(forecast.planned_end)}"
    return (
        f"How late is known of {of}; they are {mean} in the mean, rounded up to whole months. If "
        f"each goes on with its own delay, or as its owner expects, and the others with that mean, "
        f"the last is over in {month(forecast.expected_end)} ({forecast.system}), {end}."
    )
