"""Money against residual risk: the plans on the front, their proofs, and the steps between them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.problem.measures import THOUSANDTHS

if TYPE_CHECKING:
    from datetime import date

    from estate.planning import PlanningProblem
    from estate.planning.roadmap import Comparison
    from estate.studies.front_bounds import Certificate

Plan = tuple[tuple[str, tuple[str, int]], ...]
"""Option and month of start of each changed system, by system."""


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """One plan of the front: no plan that was found takes less money for as little risk."""

    name: str
    """`A`, `B` and so on, from the least money to the least risk."""
    money: int
    """Discounted pounds that are paid."""
    risk: int
    """Discounted thousandths of a point-year."""
    least_money: int
    """No plan that carries as little risk takes less: certain."""
    proven: bool
    """Whether it is certain that no plan is as good by one measure and better by the other."""
    plan: Plan
    once: int
    """Pounds of one-off money from budgets, capital and revenue, not discounted."""
    roles: tuple[str, ...] = ()
    """least-money, least-risk, policy, next."""

    @property
    def dearer(self) -> int:
        """Return by how many pounds it is at most dearer than need be for its risk."""
        return self.money - self.least_money

    @property
    def gap(self) -> float:
        """Return (money - least money) / money."""
        return self.dearer / max(1, abs(self.money))


@dataclass(frozen=True, slots=True)
class Change:
    """What two neighbouring plans do differently with one system; None keeps it."""

    system: str
    before: tuple[str, date] | None
    """Option and start in the plan of less money."""
    after: tuple[str, date] | None


@dataclass(frozen=True, slots=True)
class FrontStep:
    """From one plan of the front to the next: what so much more money buys."""

    start: str
    end: str
    money: int
    """Pounds more."""
    risk: int
    """Thousandths of a point-year less."""
    changes: tuple[Change, ...]

    @property
    def price(self) -> Fraction:
        """Return pounds for each point-year taken away."""
        return Fraction(self.money * THOUSANDTHS, max(1, self.risk))


@dataclass(frozen=True, slots=True)
class NextMoney:
    """What so much more money than the policy's plan takes could buy."""

    pounds: int
    point: str
    """The plan of the front that it buys."""
    money: int
    """Pounds more that this plan takes."""
    risk: int
    """Thousandths of a point-year that this plan carries less."""
    at_most: int
    """No plan within that money carries less risk than this below the policy's: certain."""


@dataclass(frozen=True)
class Front:
    """The front of money against residual risk, as far as it was found, and what is proven."""

    problem: PlanningProblem
    points: tuple[FrontPoint, ...]
    """From the least money to the least risk; each takes more money and carries less risk."""
    steps: tuple[FrontStep, ...]
    following: NextMoney | None
    """None where the policy's plan already carries the least risk, or was not asked for."""
    others: tuple[Comparison, ...]
    """Doing nothing, and plans by simple rules."""
    certificates: tuple[Certificate, ...]
    """What is proven of every plan: the least money for any risk follows from it."""
    work: float
    """Deterministic time spent in all."""

    def point(self, role: str) -> FrontPoint | None:
        """Return the plan with a role; None where it has none."""
        return next((each for each in self.points if role in each.roles), None)
