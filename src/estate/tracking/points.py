"""Days that were planned, days that came, and the calendar months between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from estate.portfolio.dates import month_number

if TYPE_CHECKING:
    from datetime import date


class Basis(StrEnum):
    """On what it rests how late a point is."""

    HAPPENED = "happened"
    """The day on which it happened is recorded."""
    EXPECTED = "expected"
    """It has not happened: the record says when it is expected now."""
    OVERDUE = "overdue"
    """It was planned for a day that is past, and nothing says for when it is expected: so far."""
    TO_COME = "to come"
    """It is planned for a day that is still to come, and nothing says otherwise."""
    OFF = "off"
    """It will not happen: the step was stopped before."""
    UNKNOWN = "unknown"
    """No day was planned, or it happened and nobody recorded when."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day in a step's life: as planned, as it came, and as it is expected."""

    planned: date | None
    actual: date | None
    expected: date | None
    basis: Basis
    late: int | None
    """Calendar months later than planned, negative if earlier; None where nobody can tell yet."""


def months_late(planned: date, came: date) -> int:
    """Return by how many calendar months one day is later than another; negative if earlier.

    Plans are made of months: any day of the month that was planned is on time.
    """
    return month_number(came) - month_number(planned)


def point(
    planned: date | None,
    actual: date | None,
    expected: date | None,
    as_of: date,
    *,
    happened: bool = False,
    off: bool = False,
) -> Point:
    """Return how a day stands on another.

    `happened` says that it did although no day is recorded; `off`, that it will not any more.
    What is expected on a day that is past counts as expected today at the earliest.
    """
    if actual is not None:
        late = None if planned is None else months_late(planned, actual)
        basis = Basis.UNKNOWN if late is None else Basis.HAPPENED
        return Point(planned, actual, expected, basis, late)
    if off:
        return Point(planned, None, None, Basis.OFF, None)
    if happened or planned is None:
        return Point(planned, None, expected, Basis.UNKNOWN, None)
    if expected is not None:
        late = months_late(planned, max(expected, as_of))
        return Point(planned, None, expected, Basis.EXPECTED, late)
    if planned < as_of:
        return Point(planned, None, None, Basis.OVERDUE, months_late(planned, as_of))
    return Point(planned, None, None, Basis.TO_COME, None)
