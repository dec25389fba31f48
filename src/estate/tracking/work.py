"""What was planned: of a plan's step, or of a recorded step that is its own plan."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING

from estate.portfolio.dates import first_of, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.portfolio import Step
    from estate.portfolio.planned import PlannedBenefit, PlannedMilestone, PlannedStep

UNDER_WAY = "under-way"
"""The option of a plan's step that holds what was under way already."""
_DAY = 1


@dataclass(frozen=True, slots=True)
class Work:
    """What was to be done, when, and for how much."""

    kind: str
    platform: str | None
    start: date | None
    delivery: date | None
    """First day on which money is spent."""
    finish: date | None
    """Last day of work."""
    capital: int | None
    revenue: int | None
    milestones: tuple[tuple[str, date | None], ...]
    benefits: tuple[PlannedBenefit, ...]
    """As the plan has them; the record's own come first where there is a recorded step."""
    owner: str | None = None
    before: Fraction | None = None
    after: Fraction | None = None
    live: date | None = None
    """The day on which it was to go live; None where no plan says so."""

    @property
    def months(self) -> int | None:
        """Return over how many months its money is spread; None where it has no dates."""
        if self.delivery is None or self.finish is None or self.finish < self.delivery:
            return None
        return month_number(self.finish) - month_number(self.delivery) + _DAY

    def to_date(self, pounds: int | None, end: int) -> int | None:
        """Return what of a sum is to be spent before the month with the number `end` begins.

        Sums are spread evenly over the months of delivery, as the planner does it: after k of n
        months floor(sum k / n) are spent.
        """
        if pounds is None or self.delivery is None or self.months is None:
            return None
        over = min(max(end - month_number(self.delivery), 0), self.months)
        return pounds * over // self.months

    def all_months(self) -> Iterator[date]:
        """Yield the first day of each month over which its money is spread."""
        if self.delivery is not None and self.months is not None:
            first = month_number(self.delivery)
            yield from (first_of(first + count) for count in range(self.months))


def of_plan(step: PlannedStep, record: Step | None) -> Work:
    """Return what a plan's step was to be.

    Of a step that was under way when the plan was drawn up, the plan holds only what was left:
    start, money and milestones are those of its record, so that all of it is compared with all.
    """
    held = _of_held(step, record) if step.option == UNDER_WAY and record is not None else None
    risk = step.risk
    return Work(
        kind=step.kind,
        platform=step.platform,
        start=held.start if held else step.start,
        delivery=held.delivery if held else step.delivery,
        finish=_last_day(step.live),
        capital=held.capital if held else step.capital,
        revenue=held.revenue if held else step.revenue,
        milestones=_dated(step.milestones) or (held.milestones if held else ()),
        benefits=step.benefits,
        owner=step.owner,
        before=exact(risk.before) if risk else None,
        after=exact(risk.after) if risk else None,
        live=step.live,
    )


def _of_held(step: PlannedStep, record: Step) -> Work:
    own = of_record(record)
    begun = own.start or record.started or step.start
    cost = record.cost
    return Work(
        kind=own.kind,
        platform=own.platform,
        start=begun,
        delivery=begun,
        finish=own.finish,
        capital=step.capital if cost is None else cost.capital,
        revenue=step.revenue if cost is None else cost.revenue,
        milestones=own.milestones,
        benefits=(),
    )


def of_record(record: Step) -> Work:
    """Return what a recorded step was to be by its own dates and its own cost."""
    cost = record.cost
    return Work(
        kind=record.option,
        platform=record.platform,
        start=record.starts,
        delivery=record.starts,
        finish=record.finishes,
        capital=None if cost is None else cost.capital,
        revenue=None if cost is None else cost.revenue,
        milestones=tuple(
            (each.name, each.planned_for(record.starts)) for each in record.milestones
        ),
        benefits=(),
        owner=record.owner,
    )


def exact(value: float | None) -> Fraction | None:
    """Return a recorded figure as it is written: 0.1 is a tenth. None where it is no number."""
    return None if value is None or not isfinite(value) else Fraction(repr(value))


def _dated(milestones: tuple[PlannedMilestone, ...]) -> tuple[tuple[str, date | None], ...]:
    return tuple((each.name, each.due) for each in milestones)


def _last_day(live: date) -> date:
    return live.fromordinal(live.toordinal() - _DAY)
