"""What stands on a roadmap sheet: its own few types, so that a plan of any origin can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.rendering.kit.words import day, plural

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from estate.rendering.canvas.plateau_strip import PlateauBand


@dataclass(frozen=True, slots=True)
class Bar:
    """A step: procurement from its start, then delivery, then live; the old may run on a while."""

    kind: str
    words: str
    start: date
    delivery: date
    live: date
    old_until: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FreezeBand:
    """A time in which nothing may go live."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Row:
    """A system: at most one bar, and the dates of its record that matter."""

    name: str
    bar: Bar | None = None
    contract_ends: date | None = None
    deadline: date | None = None
    freezes: tuple[FreezeBand, ...] = ()
    """Freezes of its own capabilities, besides those of the whole sheet."""
    notice: date | None = None
    """The last day on which notice can be given for the end of its contract."""
    system: str = ""
    """Its place in the estate, `council/system`; empty where it has none."""
    group: str = ""
    """What stands beside packed bars."""
    waits_for: tuple[str, ...] = ()
    """The systems on the sheet whose steps must be live before this one starts."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Systems drawn together, by capability group, council or platform.

    `note` stands after its name; the rows of a `tight` one, which has no bars, are close together.
    """

    name: str
    rows: tuple[Row, ...]
    note: str = ""
    tight: bool = False
    node: str = ""
    """What it stands for in the estate, as `platform:ID`; empty for nothing of the kind."""
    opens: date | None = None
    """When a shared platform can be joined first, where that is yet to come."""


@dataclass(frozen=True, slots=True)
class Purses:
    """Money for change in one financial year: pounds used, and the budget where there is one."""

    capital: int
    capital_budget: int | None
    revenue: int
    revenue_budget: int | None
    unrecorded: tuple[str, ...] = ()
    """`capital`, `revenue`: where none is recorded for the year though for others; it counts as 0.
    """


@dataclass(frozen=True, slots=True)
class SkillUse:
    """Person-days of one skill by quarter label: used, and capacity where it is recorded."""

    name: str
    quarters: Mapping[str, tuple[int, int | None]]

    @property
    def used(self) -> int:
        """Return the days that are used in all."""
        return sum(days for days, _ in self.quarters.values())


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on one sheet. `packed` draws bars close together, each with its system's name."""

    name: str
    title: str
    subtitle: str
    as_of: date
    start: date
    end: date
    lanes: tuple[Lane, ...]
    freezes: tuple[FreezeBand, ...]
    money: Mapping[str, Purses]
    skills: tuple[SkillUse, ...]
    packed: bool = False
    plateaus: tuple[PlateauBand, ...] = ()

    @property
    def has_freezes(self) -> bool:
        """Whether a freeze is drawn anywhere."""
        rows = (row for lane in self.lanes for row in lane.rows)
        return bool(self.freezes) or (not self.packed and any(row.freezes for row in rows))

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows of all lanes."""
        return tuple(row for lane in self.lanes for row in lane.rows)

    @property
    def waits(self) -> tuple[tuple[str, str], ...]:
        """Return what waits for what, as pairs of systems, the first before the second."""
        return tuple((first, row.system) for row in self.rows for first in row.waits_for)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of step on the sheet."""
        rows = (row for lane in self.lanes for row in lane.rows)
        return tuple(sorted({row.bar.kind for row in rows if row.bar}))

    @property
    def description(self) -> str:
        """Return what the picture shows, for those who cannot see it."""
        steps = sum(row.bar is not None for lane in self.lanes for row in lane.rows)
        return (
            f"{self.subtitle} Timeline from {day(self.start)} to {day(self.end)} with a bar for "
            f"each of {plural(steps, 'step')} in {plural(len(self.lanes), 'lane')}. "
            f"{self._plateaus()}{self._waits()}Contract ends, last days for notice, "
            "deadlines and change freezes are marked; money by financial year and person-days by "
            "quarter stand below. The tables on the page hold the same figures."
        )

    def _waits(self) -> str:
        return f"{plural(len(self.waits), 'step')} waiting for another. " if self.waits else ""

    def _plateaus(self) -> str:
        said = [f"{one.number} from {day(one.begins)}" for one in self.plateaus if one.number]
        return f"Plateaus between waves of change: {', '.join(said)}. " if said else ""
