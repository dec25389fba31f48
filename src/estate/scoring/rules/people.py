"""L3 `support-people`: how many people can keep the system running and change it.

| people, inside the council and out | score |
|---|---|
| none | 6 |
| 1 | 5 |
| 2 | 4 |
| 3 | 3 |
| 4 or 5 | 2 |
| 6 or more | 1 |

Where a supplier supports it under contract, the score is at most 3. The bands are ours.
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


def knowledge_and_skills(case: Case) -> Derived:
    """Return L3 from the number of people who can support it."""
    support = case.system.support
    if support is None or support.people is None:
        return unknown_likelihood("How many people can support it is not recorded.")
    people = support.people
    score = BY_PEOPLE[people] if people < len(BY_PEOPLE) else 1
    facts: tuple[Fact, ...] = (case.fact("support", "people"),)
    because = _words(people)
    if support.supplier and score > SUPPLIER_AT_MOST:
        score = SUPPLIER_AT_MOST
        because += " A supplier supports it under contract."
        facts += (case.fact("support", "supplier"),)
    return Derived(score, score, RULE, because, facts)


def _words(people: int) -> str:
    if people == 0:
        return "Nobody is left with the knowledge to support and change it."
    who = "1 person has" if people == 1 else f"{people} people have"
    return f"{who} the knowledge to support and change it."
