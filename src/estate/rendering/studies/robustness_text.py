"""How firm a plan is, as text, CSV and JSON: always with what was assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import facts_json
from estate.rendering.kit.csv_text import csv_text
from estate.rendering.kit.terminal import Cell, Column, Ink, Terminal, table
from estate.rendering.kit.words import month, percent, plural, short_pounds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.planning.problem.calendar import Calendar
    from estate.rendering.kit.as_json import Json, Where
    from estate.studies.robustness import (
        FirmBudget,
        FirmStep,
        Overruns,
        Point,
        Range,
        Robustness,
        Triangle,
    )

UNLIKELY = 0.5
"""A chance below which a figure is marked."""


def assumed(overruns: Overruns) -> str:
    """Return what is assumed and how well it was sampled, in sentences."""
    return (
        f"Assumed, and not a fact: each step takes {_said(overruns.months)} of its planned months "
        f"and costs {_said(overruns.cost)} of its planned money (least, likeliest, most; "
        f"triangular, each step by itself). {overruns.samples:,} samples, seed {overruns.seed}: a "
        f"chance is known to within {100 * overruns.error:.1f} points."
    )


def assumed_short(overruns: Overruns) -> str:
    """Return the same in one line, for a picture."""
    return (
        f"Assumed, not a fact: steps take {_said(overruns.months)} of the months and "
        f"{_said(overruns.cost)} of the money planned; {overruns.samples:,} samples"
    )


def _said(triangle: Triangle) -> str:
    return ", ".join(
        f"{100 * factor:g}%" for factor in (triangle.low, triangle.mode, triangle.high)
    )


def robustness_text(
    found: Robustness, calendar: Calendar, terminal: Terminal, where: Where, most: int | None
) -> str:
    """Return the steps that are least firm, the deadlines, the budgets, and the money."""
    lines = terminal.wrap(assumed(found.overruns))
    lines += ["", *terminal.wrap(overall(found))]
    steps = sorted(found.steps, key=lambda step: (step.live.holds, step.system))
    shown = steps if most is None else steps[:most]
    lines += ["", terminal.heading("Go-live dates, the least firm first"), ""]
    lines += table(_STEPS, [_step(step, calendar) for step in shown], terminal)
    if hidden := len(steps) - len(shown):
        lines.append(f"Not shown here: {plural(hidden, 'more step')}; --all shows them.")
    due = [step for step in found.steps if step.meets is not None]
    if due:
        lines += ["", terminal.heading("Deadlines"), ""]
        lines += table(_DEADLINES, [_deadline(step, calendar, where) for step in due], terminal)
    if found.budgets:
        budgets = sorted(found.budgets, key=lambda each: each.holds)
        few = budgets if most is None else budgets[:most]
        lines += ["", terminal.heading("Budgets, the least firm first"), ""]
        lines += table(_BUDGETS, [_budget(each) for each in few], terminal)
        if hidden := len(budgets) - len(few):
            lines.append(f"Not shown here: {plural(hidden, 'more budget')}; --all shows them.")
    lines += ["", terminal.heading("One-off money by financial year"), ""]
    lines += table(_YEARS, [_year(label, spent) for label, spent in _years(found)], terminal)
    plain = (terminal.letters(line) if not terminal.unicode else line for line in lines)
    return "\n".join(plain) + "\n"


def overall(found: Robustness) -> str:
    """Return in sentences the chance that the whole plan holds."""
    parts = []
    if found.all_deadlines is not None:
        parts.append(f"Every deadline is met with a chance of {percent(found.all_deadlines, 0)}.")
    if found.all_budgets is not None:
        parts.append(f"Every budget holds with a chance of {percent(found.all_budgets, 0)}.")
    late = found.running
    parts.append(
        f"Changing later than planned makes running costs {_signed(round(late.mean))} dearer on "
        f"average ({_signed(late.low)} to {_signed(late.high)})."
    )
    return " ".join(parts)


def _signed(amount: int) -> str:
    return short_pounds(amount)


_STEPS = (
    Column("System", least=20),
    Column("Planned", right=True),
    Column("Holds", right=True),
    Column("Average", right=True),
    Column("In 8 of 10 samples", right=True),
)
_DEADLINES = (
    Column("System", least=20),
    Column("Due", right=True),
    Column("Met", right=True),
    Column("Where", least=20),
)
_BUDGETS = (
    Column("Budget", least=24),
    Column("There is", right=True),
    Column("Planned", right=True),
    Column("Holds", right=True),
    Column("In 8 of 10 samples", right=True),
)
_YEARS = (
    Column("Year"),
    Column("Planned", right=True),
    Column("Average", right=True),
    Column("In 8 of 10 samples", right=True),
)


def _chance(holds: float) -> str | Cell:
    return Cell(percent(holds, 0), (Ink.RED,) if holds < UNLIKELY else ())


def _month(calendar: Calendar, number: float) -> str:
    return month(calendar.first_day(round(number)))


def _between(calendar: Calendar, found: Range) -> str:
    return f"{_month(calendar, found.low)} to {_month(calendar, found.high)}"


def _step(step: FirmStep, calendar: Calendar) -> list[str | Cell]:
    live = step.live.month
    return [
        step.system,
        _month(calendar, live.planned),
        _chance(step.live.holds),
        _month(calendar, live.mean),
        _between(calendar, live),
    ]


def _deadline(step: FirmStep, calendar: Calendar, where: Where) -> list[str | Cell]:
    place = next((found for fact in step.deadline_facts if (found := where(fact))), "")
    return [
        step.system,
        _month(calendar, step.deadline or 0),
        _chance(step.meets or 0.0),
        place,
    ]


def _budget(each: FirmBudget) -> list[str | Cell]:
    return [
        f"{each.council}: {each.purse} {each.year}",
        short_pounds(each.limit),
        short_pounds(each.spent.planned),
        _chance(each.holds),
        _pounds_between(each.spent),
    ]


def _years(found: Robustness) -> Iterator[tuple[str, Range]]:
    yield from (each for each in found.years if each[1].high or each[1].planned)
    yield "All", found.once


def _year(label: str, spent: Range) -> list[str | Cell]:
    mean = short_pounds(round(spent.mean))
    return [label, short_pounds(spent.planned), mean, _pounds_between(spent)]


def _pounds_between(spent: Range) -> str:
    return f"{short_pounds(spent.low)} to {short_pounds(spent.high)}"


# -- as data ---------------------------------------------------------------------------------

HEADERS = ("kind", "subject", "what", "planned", "holds", "average", "low", "high", "limit")


def robustness_csv(found: Robustness, calendar: Calendar) -> str:
    """Return a row a date and a row a budget year; low and high hold 80% of the samples."""
    return csv_text(HEADERS, _rows(found, calendar))


def _rows(found: Robustness, calendar: Calendar) -> Iterator[list[object]]:
    day = calendar.first_day
    for step in found.steps:
        for point in step.points:
            months = point.month
            ends = (day(months.planned), point.holds, day(round(months.mean)))
            yield ["date", step.system, point.name, *ends, day(months.low), day(months.high), None]
        if step.meets is not None and step.deadline is not None:
            yield [
                *("deadline", step.system, "must have changed", None, step.meets),
                *(None, None, None, day(step.deadline)),
            ]
    for each in found.budgets:
        spent = each.spent
        yield [
            *("budget", each.council, f"{each.purse} {each.year}", spent.planned, each.holds),
            *(round(spent.mean), spent.low, spent.high, each.limit),
        ]


def robustness_json(
    found: Robustness, calendar: Calendar, as_of: date, source: str | None, where: Where
) -> Json:
    """Return everything, with what was assumed first."""
    overruns = found.overruns
    return {
        "as_of": as_of.isoformat(),
        "plan": source,
        "assumed": {
            "distribution": "triangular",
            "months": _triangle(overruns.months),
            "cost": _triangle(overruns.cost),
            "samples": overruns.samples,
            "seed": overruns.seed,
            "largest_sampling_error": round(overruns.error, 6),
        },
        "every_deadline_is_met": found.all_deadlines,
        "every_budget_holds": found.all_budgets,
        "steps": [_step_json(step, calendar, where) for step in found.steps],
        "budgets": [
            {
                "council": each.council,
                "purse": each.purse.value,
                "year": each.year,
                "limit": each.limit,
                "holds": each.holds,
                "spent": _range_json(each.spent),
                "facts": facts_json(each.facts, where),
            }
            for each in found.budgets
        ],
        "one_off_by_year": [{"year": label, **_range_json(spent)} for label, spent in found.years],
        "one_off": _range_json(found.once),
        "running_costs_dearer_by": _range_json(found.running),
    }


def _triangle(triangle: Triangle) -> Json:
    return {"least": triangle.low, "likeliest": triangle.mode, "most": triangle.high}


def _range_json(found: Range) -> Json:
    ends = {"low": found.low, "high": found.high}
    return {"planned": found.planned, "mean": round(found.mean, 4), **ends}


def _step_json(step: FirmStep, calendar: Calendar, where: Where) -> Json:
    due = None if step.deadline is None else calendar.first_day(step.deadline).isoformat()
    return {
        "system": step.system,
        "option": step.option,
        "dates": [_point(point, calendar) for point in step.points],
        "deadline": due,
        "deadline_is_met": step.meets,
        "deadline_facts": facts_json(step.deadline_facts, where) if due else [],
    }


def _point(point: Point, calendar: Calendar) -> Json:
    months, day = point.month, calendar.first_day
    return {
        "name": point.name,
        "planned": day(months.planned).isoformat(),
        "holds": point.holds,
        "months_late_on_average": round(months.mean - months.planned, 4),
        "low": day(months.low).isoformat(),
        "high": day(months.high).isoformat(),
    }
