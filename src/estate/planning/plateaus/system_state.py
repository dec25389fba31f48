"""What has become of a system on the first day of a month of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.problem.calendar import MONTHS_A_QUARTER, MONTHS_A_YEAR
from estate.planning.problem.cases import Kind
from estate.scoring import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.planning.plateaus.record import Recorded
    from estate.planning.problem.calendar import Calendar
    from estate.planning.problem.cases import Option, SystemCase


@dataclass(frozen=True, slots=True)
class SystemState:
    """What has become of a system of today."""

    system: str
    council: str
    option: str | None
    """The option that is live; None while it is kept as it is."""
    kind: Kind | None
    live: date | None
    onto: str | None
    """`platform:ID` or `council/system` that it has become part of."""
    capabilities: tuple[str, ...]
    """What it serves; nothing once it is retired."""
    product: str | None
    """The catalogue's product; None where the record names none, as after most replacements."""
    risk: Fraction | int
    """The overall score that the plan counts."""
    risk_range: Interval | None
    """The range that it stands for; None where it is exact."""
    running: int
    """Pounds a year, what still runs of the old system included; a platform's price besides."""
    running_old: int
    """Of these, pounds a year for the old system, which still runs beside the new one."""
    old_until: date | None
    """The last day on which it does; None where it does not run any more, or none has begun to."""
    running_known: bool
    """Whether its running cost is recorded; if not it counts as nothing, or as unchanged."""

    @property
    def interval(self) -> Interval:
        """Return the range of its score, of which both ends are the score where it is exact."""
        return self.risk_range or Interval(Fraction(self.risk), Fraction(self.risk))


def kept(case: SystemCase, month: int, record: Recorded) -> SystemState:
    """Return a system that is as today, but for its age and its contracts."""
    quarter = month // MONTHS_A_QUARTER
    return SystemState(
        system=case.id,
        council=case.council,
        option=None,
        kind=None,
        live=None,
        onto=None,
        capabilities=record.capabilities(case.id),
        product=record.product(case.id, None),
        risk=_last(case.risk, quarter),
        risk_range=_range(case.risk_ranges, quarter),
        running=case.running + _premium(case, month),
        running_old=0,
        old_until=None,
        running_known=record.running_known(case.id, None),
    )


def changed(
    calendar: Calendar,
    case: SystemCase,
    step: tuple[Option, int],
    month: int,
    record: Recorded,
) -> SystemState:
    """Return a system whose step, an option and the month it goes live, is live by the month."""
    option, live = step
    quarter = month // MONTHS_A_QUARTER
    off = live + option.dual_months
    beside = month < off
    old = case.running + _premium(case, month) if beside else 0
    bound = not beside and not option.kind.leaves_contract
    gone = option.kind is Kind.RETIRE
    before = record.running_known(case.id, None)
    return SystemState(
        system=case.id,
        council=case.council,
        option=option.id,
        kind=option.kind,
        live=calendar.first_day(live),
        onto=onto_of(option),
        capabilities=() if gone else record.capabilities(case.id),
        product=record.product(case.id, option),
        risk=_last(option.risk_after, quarter),
        risk_range=_range(option.risk_ranges, quarter),
        running=option.running_after + old + (_premium(case, month) if bound else 0),
        running_old=old,
        old_until=calendar.first_day(off) - timedelta(days=1) if beside else None,
        running_known=record.running_known(case.id, option) and (not beside or before),
    )


def onto_of(option: Option) -> str | None:
    """Return the platform or system that a system becomes part of by an option; None if none."""
    return f"platform:{option.platform}" if option.platform is not None else option.onto


def _premium(case: SystemCase, month: int) -> int:
    """Return pounds a year, at the month's rate, for holding over after a contract's last end."""
    return MONTHS_A_YEAR * int(_last(case.premium, month)) if case.premium else 0


def _last(table: Sequence[Fraction | int], index: int) -> Fraction | int:
    return table[min(index, len(table) - 1)]


def _range(ranges: Sequence[Interval], quarter: int) -> Interval | None:
    found = ranges[min(quarter, len(ranges) - 1)] if ranges else None
    return None if found is None or found.exact else found
