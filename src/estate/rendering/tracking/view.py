"""A plan against the record as readers meet it: titled tables with a few sentences each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Column
from estate.rendering.kit.words import decimal, month, plural, pounds, span
from estate.rendering.tracking.words import (
    figure,
    forecast_words,
    gain_words,
    point_words,
    spent_words,
    sum_words,
    telling,
)
from estate.tracking import Gain, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.tracking import ScopeStatus, TrackedBenefit, TrackedStep, Tracking
    from estate.tracking.results import FinancialGain

ALL = "All"
NO_RECORD = "no record"
TODAY = (
    "Sums of overall risk scores. Today: by the record as it is; a range where facts are missing."
)
WHOLE_MONTHS = "To date: what was to be spent in the whole months that are over."
_QUIET = frozenset({State.NOT_DUE})


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its title and what is to be said of it; `asides` stand below their rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    """One a row, or none at all; empty where there is nothing to say."""


def sections(tracking: Tracking) -> tuple[Section, ...]:
    """Return steps, money, risk, benefits and forecast, each where there is something to say."""
    found = [_steps(tracking)]
    if tracking.steps or tracking.unplanned:
        found += [_money(tracking), _risk(tracking), *_benefits(tracking), *_forecast(tracking)]
    return tuple(section for section in found if section.rows or section.words)


_STEP_COLUMNS = (
    Column("System", least=16),
    Column("Stands"),
    Column("Start"),
    Column("Finish"),
    Column("Capital", right=True),
    Column("Revenue", right=True),
)


def _steps(tracking: Tracking) -> Section:
    every = (*tracking.steps, *tracking.unplanned)
    shown = [step for step in every if step.state not in _QUIET]
    unplanned = set(map(id, tracking.unplanned))
    words = []
    if quiet := len(every) - len(shown):
        words.append(f"{plural(quiet, 'more step is', 'more steps are')} not due yet.")
    if shown:
        words.append(
            "Months as planned, and how many later (+) or earlier (-) it came; in brackets, how "
            "many so far or as expected now. Capital and one-off revenue: what is spent of what "
            "was to be spent by now. ?: not recorded."
        )
    return Section(
        "Steps",
        _STEP_COLUMNS,
        tuple(_step(step) for step in shown),
        tuple(words),
        tuple(_aside(step, unplanned=id(step) in unplanned) for step in shown),
    )


def _step(step: TrackedStep) -> tuple[str, ...]:
    return (
        step.system,
        NO_RECORD if step.state is State.NOT_RECORDED else step.state.value,
        point_words(step.start),
        point_words(step.finish),
        spent_words(step.money.capital),
        spent_words(step.money.revenue),
    )


def _aside(step: TrackedStep, *, unplanned: bool) -> str:
    said = ["Not in the plan."] if unplanned else []
    return " ".join([*said, *telling(step)])


def _scopes(tracking: Tracking) -> Iterator[tuple[str, ScopeStatus]]:
    """Yield each council that has steps, then all of them where there are several."""
    own = {step.council for step in (*tracking.steps, *tracking.unplanned)}
    shown = [(name, scope) for name, scope in tracking.councils.items() if name in own]
    yield from shown
    if len(shown) != 1:
        yield ALL, tracking.total


def _money(tracking: Tracking) -> Section:
    rows = tuple(
        (
            name,
            sum_words(scope.capital),
            pounds(scope.capital.to_date),
            pounds(scope.capital.planned),
            sum_words(scope.revenue),
            pounds(scope.revenue.to_date),
            pounds(scope.revenue.planned),
        )
        for name, scope in _scopes(tracking)
    )
    gaps = [
        f"{purse.unknown:,} of {words}"
        for purse, words in (
            (tracking.total.capital, "capital"),
            (tracking.total.revenue, "one-off revenue"),
        )
        if purse.unknown
    ]
    said = (
        (f"+: and what is not recorded of steps that have begun: {' and '.join(gaps)}.",)
        if gaps
        else ()
    )
    columns = ("Council", "Capital", "To date", "In all", "Revenue", "To date", "In all")
    return Section("Money spent, against the plan", _right(columns), rows, (WHOLE_MONTHS, *said))


def _right(names: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(name, right=index > 0) for index, name in enumerate(names))


def _risk(tracking: Tracking) -> Section:
    planned = tracking.total.risk.planned is not None
    names: tuple[str, ...] = ("Council", "Systems", "Today")
    if planned:
        names = ("Council", "At first", "If kept", "Planned by now", "Today", "Away", "Planned")
    rows = []
    for name, scope in _scopes(tracking):
        risk = scope.risk
        if planned:
            known = [risk.first, risk.nothing, risk.planned]
            figures = ["" if value is None else decimal(value) for value in known]
            away = decimal(risk.done_away), decimal(risk.planned_away)
            rows.append((name, *figures, span(risk.today), *away))
        else:
            rows.append((name, f"{risk.systems:,}", span(risk.today)))
    words = [TODAY]
    if planned:
        words.append(
            "Away: points that the steps now live were planned to take; planned: the same of those "
            "that were to be live by now."
        )
    return Section("Risk", _right(names), tuple(rows), tuple(words))


_BENEFIT_COLUMNS = (
    Column("System", least=14),
    Column("Kind", least=6),
    Column("Measure", least=16),
    Column("From", right=True),
    Column("To", right=True),
    Column("Now", right=True),
    Column("How far"),
)


def _benefits(tracking: Tracking) -> Iterator[Section]:
    every = [b for step in (*tracking.steps, *tracking.unplanned) for b in step.benefits]
    shown = [each for each in every if each.gain is not Gain.TO_COME]
    words = []
    if quiet := len(every) - len(shown):
        words.append(f"{plural(quiet, 'more is', 'more are')} not due yet.")
    if shown:
        words.append("Each in its own unit: only financial ones are added up, below.")
    yield Section("Benefits", _BENEFIT_COLUMNS, tuple(map(_benefit, shown)), tuple(words))
    money = tracking.total.financial
    if money:
        columns = ("Unit", "Benefits", "Aimed at", "Measured", "Aimed at", "Realised")
        rows = tuple(_financial(each) for each in money)
        title = "Financial benefits: all, and those that are measured"
        yield Section(title, _right(columns), rows)


def _benefit(benefit: TrackedBenefit) -> tuple[str, ...]:
    unit = f" ({benefit.unit})" if benefit.unit else ""
    return (
        benefit.system,
        benefit.kind,
        benefit.measure + unit,
        figure(benefit.baseline),
        figure(benefit.target),
        figure(benefit.actual) if benefit.actual is not None else "",
        gain_words(benefit),
    )


def _financial(gain: FinancialGain) -> tuple[str, ...]:
    return (
        gain.unit or "not recorded",
        f"{gain.benefits:,}",
        figure(gain.aimed),
        f"{gain.measured:,}",
        figure(gain.aimed_of_measured),
        figure(gain.realised),
    )


def _forecast(tracking: Tracking) -> Iterator[Section]:
    total = tracking.total.forecast
    if total is None:
        return
    rows = tuple(
        (
            name,
            f"{scope.forecast.known:,} of {scope.forecast.open:,}",
            f"{scope.forecast.mean:+d}" if scope.forecast.mean else "0",
            month(scope.forecast.planned_end),
            month(scope.forecast.expected_end),
        )
        for name, scope in _scopes(tracking)
        if scope.forecast is not None
    )
    columns = _right(("Council", "Known of open", "Mean slip", "Planned end", "Forecast end"))
    yield Section("If the open steps go on as they have", columns, rows, (forecast_words(total),))
