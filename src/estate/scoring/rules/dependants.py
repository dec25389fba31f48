"""C6 `dependants`: how many other systems depend on it, directly or through others.

| other systems | score |
|---|---|
| none | 1 |
| 1 or 2 | 2 |
| 3 to 5 | 3 |
| 6 to 10 | 4 |
| more | 5 |

The count is exact when it, and all that is found to depend on it, is declared to have its
interfaces recorded completely; otherwise it is a lower bound, and the score may be anything up to
5. The bands are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio.judgements import MAX_IMPACT
from estate.scoring.rules.derived import Derived, unknown_impact

if TYPE_CHECKING:
    from estate.portfolio import Fact
    from estate.scoring.rules.derived import Case

RULE = "dependants"
BANDS = ((0, 1), (2, 2), (5, 3), (10, 4))
"""Up to so many systems score so much; more score 5."""


def other_systems(case: Case) -> Derived:
    """Return C6 from the systems that depend on it."""
    count = case.graph.dependent_systems(case.ref)
    score = count_score(count)
    complete = case.graph.dependants_complete(case.ref)
    if score == 1 and not complete:
        return unknown_impact(
            "Not all of its interfaces are recorded, and no dependant is among them."
        )
    because = _words(count)
    if complete or score == MAX_IMPACT:
        return Derived(score, score, RULE, because, _facts(case))
    because += " There may be more: not all interfaces are recorded."
    return Derived(score, MAX_IMPACT, RULE, because, _facts(case))


def count_score(count: int) -> int:
    """Return C6 for so many dependent systems."""
    for up_to, score in BANDS:
        if count <= up_to:
            return score
    return MAX_IMPACT


def _words(count: int) -> str:
    if count == 0:
        return "No other system depends on it."
    who = "1 other system depends" if count == 1 else f"{count} other systems depend"
    return f"{who} on it, directly or through others."


def _facts(case: Case) -> tuple[Fact, ...]:
    return tuple(
        reason.fact
        for dependant in case.graph.dependants_of(case.ref)
        for reason in case.graph.reasons(dependent=dependant, on=case.ref)
    )
