"""What is gained by the steps of a plan: as the record has it, and as the plan's accounts do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.planning.problem.cases import Kind
from estate.portfolio.dates import financial_year
from estate.rendering.briefings.services import NOT_RECORDED, service_at
from estate.rendering.canvas.page_model import Cell, Ref, Table, cells, filled, heads
from estate.rendering.kit.words import day, month, plural, pounds, visible
from estate.rendering.plan.step_records import recorded_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.portfolio import Benefit, Option
    from estate.rendering.briefings.material import Scope
    from estate.rendering.plan.view import StepView, YearView

MONEY = "financial"
MONTHS_A_YEAR = 12
NOT_DATED = "no date recorded"


@dataclass(frozen=True, slots=True)
class Gain:
    """A recorded benefit, and the step that is to bring it."""

    step: StepView
    benefit: Benefit
    owner: str | None
    """The role that answers for it: the step's."""

    @property
    def financial(self) -> bool:
        """Whether it is money."""
        return self.benefit.kind == MONEY


def option_of(scope: Scope, step: StepView) -> Option:
    """Return what the record says of a step."""
    onto = step.onto or ""
    platform = onto.removeprefix("platform:") if onto.startswith("platform:") else None
    portfolio = scope.material.portfolio
    return recorded_option(portfolio, step.system, step.option, Kind(step.kind), platform)


def gains(scope: Scope) -> tuple[Gain, ...]:
    """Return every recorded benefit of the planned steps: those for people first, then by step."""
    found = [
        Gain(step, benefit, step.owner)
        for step in scope.steps
        for benefit in option_of(scope, step).benefits
    ]
    return tuple(sorted(found, key=lambda gain: gain.financial))


def without_gain(scope: Scope) -> tuple[StepView, ...]:
    """Return the steps for which nobody recorded what is gained."""
    return tuple(step for step in scope.steps if not option_of(scope, step).benefits)


def value(number: float | None, unit: str | None) -> str:
    """Return a measured value with its unit; `not recorded` where there is none."""
    if number is None:
        return NOT_RECORDED
    shown = f"{number:,.10g}"
    if unit == "percent":
        return f"{shown}%"
    if unit and unit.startswith("pounds"):
        return f"£{shown}{unit.removeprefix('pounds')}"
    return visible(f"{shown} {unit}" if unit else shown)


def from_to(benefit: Benefit) -> str:
    """Return from where to where a measure is to go, as a clause."""
    low, high, unit = benefit.baseline, benefit.target, benefit.unit
    if low is None and high is None:
        return "with no figures recorded for today or for the aim"
    if low is None or high is None:
        return f"today {value(low, unit)}, aim {value(high, unit)}"
    if unit is None or _is_sign(unit):
        return f"from {value(low, unit)} to {value(high, unit)}"
    return f"from {value(low, None)} to {value(high, _unsaid(benefit))}"


def _unsaid(benefit: Benefit) -> str | None:
    """Return the unit of a measure, unless the words of the measure name it already."""
    unit = benefit.unit
    return None if unit is not None and unit in benefit.measure.split() else unit


def _is_sign(unit: str) -> bool:
    """Whether a unit is written as a sign at the figure."""
    return unit == "percent" or unit.startswith("pounds")


def gains_table(scope: Scope, shown: Sequence[Gain]) -> Table | None:
    """Return benefits as a table: what is measured, from where to where, by when, and who."""
    if not shown:
        return None
    rows = tuple(_row(scope, gain) for gain in shown)
    names = ("Change to", "Live", "What is gained", "Kind", "#Today", "#Aim", "Due", "Owner")
    return Table("Benefits on record", heads(*names), rows, tools=True)


def _row(scope: Scope, gain: Gain) -> tuple[Cell, ...]:
    benefit = gain.benefit
    counted = benefit.unit is not None and not _is_sign(benefit.unit)
    unit = None if counted else benefit.unit
    return (
        Cell(service_at(scope.portfolio, gain.step.system), ref=Ref("system", gain.step.system)),
        Cell(month(gain.step.live), key=gain.step.live.isoformat()),
        *cells(
            f"{benefit.measure} ({_unsaid(benefit)})"
            if counted and _unsaid(benefit)
            else benefit.measure,
            benefit.kind.replace("-", " "),
            value(benefit.baseline, unit),
            value(benefit.target, unit),
        ),
        Cell(day(benefit.due), key=benefit.due.isoformat()) if benefit.due else Cell(NOT_DATED),
        *cells(gain.owner or NOT_RECORDED),
    )


def by_year(scope: Scope, years: Sequence[YearView]) -> Table | None:
    """Return what is gained by financial year: running cost, changes live, benefits due."""
    if not years or not scope.steps:
        return None
    live = Counter(financial_year(step.live) for step in scope.steps)
    due = Counter(
        financial_year(gain.benefit.due) for gain in gains(scope) if gain.benefit.due is not None
    )
    rows = tuple(
        (
            Cell(year.cost.label + _months(year)),
            Cell(
                saved(year.cost.running_before - year.cost.running),
                ref=Ref("working", f"money/{scope.name}/{year.cost.label}/saved"),
            ),
            *cells(str(live[year.cost.label]), str(due[year.cost.label]) if due else ""),
        )
        for year in years
    )
    names = ("Financial year", "#Running cost saved", "#Changes that go live", "#Benefits due")
    return filled(Table("Benefits by financial year", heads(*names), rows, wide=False))


def _months(year: YearView) -> str:
    """Return how many months of a year are counted, where it is not the whole of it."""
    months = year.cost.months
    return f" ({plural(months, 'month')})" if months < MONTHS_A_YEAR else ""


def saved(pounds_less: int) -> str:
    """Return what is saved in a year; of more that is paid, that it is more."""
    return f"{pounds(-pounds_less)} more is paid" if pounds_less < 0 else pounds(pounds_less)
