"""From an opportunity to a candidate platform that a plan can weigh."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom

if TYPE_CHECKING:
    from estate.comparison.opportunities import Opportunity
    from estate.comparison.windows import Case, JointDate
    from estate.portfolio.candidate import Assumptions

_LONGEST_ID = 60
_WHY = {
    Freedom.UNSURE: "it is not recorded whether it can leave on that day",
    Freedom.OVER: "nothing that it has reaches that day; bridge the time, and add it",
    Freedom.UNKNOWN: "it is not known whether it can leave on that day",
    Freedom.WITHHELD: "its contract is withheld",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A platform that is proposed to some councils, with all that is assumed of it."""

    opportunity: Opportunity
    best: JointDate
    """The joint date."""
    assumptions: Assumptions
    joining: tuple[Case, ...]
    """The councils that can leave on the joint date, and whose inventory is at hand."""
    left_out: tuple[tuple[Case, str], ...]
    """The others, and why."""

    @property
    def id(self) -> str:
        """Its id in the scenario: `joint-` and the capabilities."""
        joined = "-".join(each.replace(".", "-") for each in self.opportunity.capabilities)
        return f"joint-{joined}"[:_LONGEST_ID].rstrip("-")

    @property
    def name(self) -> str:
        """Its name."""
        return self.assumptions.name or f"Joint platform: {self.opportunity.name}"

    @property
    def first_day(self) -> date:
        """The first day on which a council can go live on it: the one after the joint date."""
        return self.best.day + timedelta(days=1)

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems that may join, `council/system`."""
        return tuple(str(system.ref) for case in self.joining for system in case.systems)


def candidate(
    opportunity: Opportunity, assumptions: Assumptions, on: date | None = None
) -> Candidate | None:
    """Return an opportunity as a candidate platform; None where there is no such joint date.

    The date is the one on which the most councils leave free, or the best date `on` a day.
    """
    best = opportunity.date
    if on is not None:
        best = next((each for each in opportunity.windows.best if each.day == on), None)
    if best is None:
        return None
    can = {case.council.id for case in opportunity.joining(best)}
    joining, left_out = [], []
    for place, case in enumerate(opportunity.cases):
        if case.council.source != "inventory":
            left_out.append((case, "only a share pack is at hand, which a plan cannot weigh"))
        elif case.council.id not in can:
            left_out.append((case, _WHY[best.span.positions[place].freedom]))
        else:
            joining.append(case)
    return Candidate(opportunity, best, assumptions, tuple(joining), tuple(left_out))
