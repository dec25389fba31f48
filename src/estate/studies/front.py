"""The front of money against residual risk: plans of which none is better by both.

Its ends first, and the plan at the policy's price; then sums weighted by the slopes between
them, which find the front's corners; then, in its widest gaps, the least money under a ceiling on
risk, which finds what lies behind the corners. Questions of one round do not depend on one
another, and may be answered at once by others; the rounds are the same however many answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from estate.planning import Effort, NoRoadmapStatus, PlanningProblem
from estate.planning.problem.measures import THOUSANDTHS, Ceiling, Measure
from estate.studies.front_asking import EXACT, Question, Reply, ask, least, weighted, weights_of
from estate.studies.front_bounds import Certificate, certificates
from estate.studies.front_making import Candidate, finished, nondominated

if TYPE_CHECKING:
    from estate.studies.front_types import Front

AskAll = Callable[[Callable[[Question], Reply], Sequence[Question]], Sequence[Reply]]
"""Calls a function with each item and returns the answers in order, whoever was quicker."""
Tell = Callable[[int, int], None]
"""Hears how many points there are, and how many are wanted."""

POINTS = 7
MORE = 100_000
_ROUNDS = 6
_NARROW = Fraction(1, 100)
"""A gap narrower than this share of the whole front is not looked into."""


def one_by_one(function: Callable[[Question], Reply], items: Sequence[Question]) -> list[Reply]:
    """Answer questions one after the other, in this process."""
    return [function(item) for item in items]


def front(
    problem: PlanningProblem,
    effort: Effort,
    points: int = POINTS,
    more: int = MORE,
    ask_all: AskAll = one_by_one,
    tell: Tell = lambda _found, _wanted: None,
) -> Front | NoRoadmapStatus:
    """Return the front of a problem with about so many points, or why there is none.

    `effort` is for each plan. `more` is the money whose worth is asked for beyond the plan at the
    policy's price, in pounds; 0 leaves it out.

    Raises:
        KeyboardInterrupt: when a search was stopped.
    """
    search = _Search(problem, effort, points, ask_all, tell)
    search.ends()
    if search.none is not None:
        return search.none
    search.corners(more)
    for _ in range(_ROUNDS):
        if not search.gaps():
            break
    return finished(search.problem, search.candidates, tuple(search.proven), search.work)


class _Search:
    """The plans that have been found so far, and what has been asked."""

    def __init__(
        self, problem: PlanningProblem, effort: Effort, points: int, ask_all: AskAll, tell: Tell
    ) -> None:
        self.problem = problem
        self.candidates: list[Candidate] = []
        self.proven: list[Certificate] = []
        self.none: NoRoadmapStatus | None = None
        self.work = 0.0
        self._effort = effort
        self._points = points
        self._ask_all = ask_all
        self._tell = tell
        self._thresholds: list[int] = []

    def ends(self) -> None:
        """Ask for the least money, the least risk, and the plan at the policy's price."""
        base = self.problem
        asked = [
            (least(base, Measure.MONEY), "least-money", None),
            (least(base, Measure.RISK), "least-risk", None),
        ]
        if base.policy.risk_price:
            priced = weighted(base, weights_of(Fraction(base.policy.risk_price), EXACT))
            asked.append((priced, "policy", None))
        replies = self._round(asked)
        if not self.candidates:
            proven = any(reply.infeasible for reply in replies)
            self.none = NoRoadmapStatus.INFEASIBLE if proven else NoRoadmapStatus.UNKNOWN

    def corners(self, more: int) -> None:
        """Ask at the slopes between what there is, and for what `more` pounds would buy."""
        asked: list[tuple[PlanningProblem, str, Candidate | None]] = []
        line = nondominated(self.candidates)
        for one, other in pairwise(line):
            slope = Fraction((other.money - one.money) * THOUSANDTHS, one.risk - other.risk)
            asked.append((weighted(self.problem, weights_of(slope)), "", other))
        policy = next((each for each in line if "policy" in each.roles), line[0])
        if more and policy is not line[-1]:
            ceiling = Ceiling(Measure.MONEY, policy.money + more)
            bought = least(self.problem, Measure.RISK, ceiling)
            asked.append((bought, f"next-{more}", policy))
        self._round(asked)

    def gaps(self) -> bool:
        """Ask for the least money in the widest gaps; tell whether there was one to ask in."""
        line = nondominated(self.candidates)
        wanted = self._points - len(line)
        if wanted <= 0:
            return False
        asked: list[tuple[PlanningProblem, str, Candidate | None]] = []
        for threshold, other in self._widest(line)[:wanted]:
            self._thresholds.append(threshold)
            ceiling = Ceiling(Measure.RISK, threshold)
            below = least(self.problem, Measure.MONEY, ceiling)
            asked.append((below, "", other))
        self._round(asked)
        return bool(asked)

    def _widest(self, line: list[Candidate]) -> list[tuple[int, Candidate]]:
        """Return where to look: a risk between two neighbours, the widest gap first."""
        money, risk = line[-1].money - line[0].money, line[0].risk - line[-1].risk
        found: list[tuple[Fraction, int, Candidate]] = []
        for one, other in pairwise(line):
            tried = [t for t in self._thresholds if other.risk <= t < one.risk]
            low = max([other.risk, *tried])
            threshold = (low + one.risk) // 2
            wide = max(
                Fraction(other.money - one.money, max(1, money)),
                Fraction(one.risk - other.risk, max(1, risk)),
            ) * Fraction(one.risk - low, max(1, one.risk - other.risk))
            if low < threshold and wide > _NARROW:
                found.append((wide, threshold, other))
        found.sort(key=lambda each: (-each[0], each[1]))
        return [(threshold, other) for _, threshold, other in found]

    def _round(
        self, asked: Sequence[tuple[PlanningProblem, str, Candidate | None]]
    ) -> Sequence[Reply]:
        questions = [
            Question(each, self._effort, () if near is None else near.plan)
            for each, _, near in asked
        ]
        replies = self._ask_all(ask, questions)
        for (each, role, _), reply in zip(asked, replies, strict=True):
            self.work += reply.work
            if reply.figures is not None:
                roles = (role,) if role else ()
                figures = reply.figures
                self.candidates.append(Candidate(figures.money, figures.risk, reply.plan, roles))
                self.proven += certificates(self.problem, each, reply.passes)
        self._tell(len(nondominated(self.candidates)), self._points)
        return replies
