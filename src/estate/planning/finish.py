"""The answer to "how soon could everything that must change be done?"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.roadmap import Status


@dataclass(frozen=True)
class EarliestFinish:
    """A plan by which everything that must change is live soon; it keeps every rule, checked."""

    problem: PlanningProblem
    status: Status
    required: tuple[str, ...]
    """The systems that must change."""
    choices: Mapping[str, tuple[str, int]]
    """For each changed system its option and the month in which it starts."""
    month: int
    """Month on whose first day the last required step goes live; 0 where nothing must change."""
    bound: int
    """No plan is through before this month."""
    work: float
    """Deterministic time spent: repeats on any machine."""
    stopped_early: bool = False

    @property
    def day(self) -> date:
        """Return the day on which everything that must change is live."""
        return self.problem.calendar.first_day(self.month)
