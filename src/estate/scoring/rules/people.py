"""L3 `support-people`: how many people can keep the system running and change it.

| people, inside the council and out | score |
|---|---|
| none | 6 |
| 1 | 5 |
| 2 | 4 |
| 3 | 3 |
| 4 or 5 | 2 |
| 6 or more | 1 |

Where a supplier supports it under contract, the score is at most 3; where that is not recorded it
may be. The bands are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.scoring.rules.derived import Derived, unknown_likelihood

if TYPE_CHECKING:
    from estate.portfolio import Fact
    from estate.scoring.rules.derived import Case

RULE = "support-people"
BY_PEOPLE = (6, 5, 4, 3, 2, 2)
"""Scores for 0 to 5 people; more score 1."""
SUPPLIER_AT_MOST = 3
_SUPPLIED = "A supplier supports it under contract."
_MAY_BE_SUPPLIED = "Whether a supplier supports it under contract is not recorded."


def knowledge_and_skills(case: Case) -> Derived:
    """Return L3 from the number of people who can support it."""
    support = case.system.support
    if support is None or support.people is None:
        return _uncounted(case)
    people = support.people
    score = BY_PEOPLE[people] if people < len(BY_PEOPLE) else 1
    facts: tuple[Fact, ...] = (case.fact("support", "people"),)
    because = _words(people)
    if score <= SUPPLIER_AT_MOST or support.supplier is False:
        return Derived(score, score, RULE, because, facts)
    if support.supplier is None:
        return Derived(SUPPLIER_AT_MOST, score, RULE, f"{because} {_MAY_BE_SUPPLIED}", facts)
    facts += (case.fact("support", "supplier"),)
    return Derived(SUPPLIER_AT_MOST, SUPPLIER_AT_MOST, RULE, f"{because} {_SUPPLIED}", facts)


def _uncounted(case: Case) -> Derived:
    gap = "How many people can support it is not recorded."
    support = case.system.support
    if support is None or not support.supplier:
        return unknown_likelihood(gap)
    supplied = (case.fact("support", "supplier"),)
    return Derived(1, SUPPLIER_AT_MOST, RULE, f"{_SUPPLIED} {gap}", supplied)


def _words(people: int) -> str:
    if people == 0:
        return "Nobody is left with the knowledge to support and change it."
    who = "1 person has" if people == 1 else f"{people} people have"
    return f"{who} the knowledge to support and change it."
