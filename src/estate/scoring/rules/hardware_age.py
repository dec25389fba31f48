"""L5 `hardware-age`: whether the machines, and the place they stand in, can be relied on.

| what is recorded | score |
|---|---|
| hardware or room unsuitable now | 6 |
| hosted as a service or in a public cloud | 1 |
| hardware support over / within 12 / 24 / 36 months / later | 6 / 5 / 4 / 3 / 2 |
| hardware older than 10 / 7 / 5 / 3 years / newer | 5 / 4 / 3 / 2 / 1 |

The first line that applies counts; of the last two, the worse where both are known. Ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio.dates import add_months, in_words
from estate.scoring.rules.derived import (
    CERTAIN,
    Bands,
    Derived,
    place,
    unknown_likelihood,
)

if TYPE_CHECKING:
    from datetime import date

    from estate.scoring.rules.derived import Case

RULE = "hardware-age"
BANDS = Bands(((12, 5), (24, 4), (36, 3)), later=2)
AGES = ((10, 5), (7, 4), (5, 3), (3, 2))
"""Hardware older than so many years scores so much; newer scores 1."""
ELSEWHERE = frozenset({"saas", "public-cloud"})


def physical_environment(case: Case) -> Derived:
    """Return L5 from the hosting and the hardware."""
    hardware = case.system.hardware
    if hardware is not None and hardware.unsuitable:
        because = "Its hardware, or the room it stands in, is unsuitable now."
        return Derived(CERTAIN, CERTAIN, RULE, because, (case.fact("hardware", "unsuitable"),))
    if case.system.hosting in ELSEWHERE:
        because = "It runs on a provider's shared infrastructure, which the provider renews."
        return Derived(1, 1, RULE, because, (case.fact("hosting"),))
    found = []
    if hardware is not None and hardware.supported_until is not None:
        found.append(_by_support(case, hardware.supported_until))
    if hardware is not None and hardware.installed is not None:
        found.append(_by_age(case, hardware.installed))
    if not found:
        return unknown_likelihood("Neither the age nor the support of its hardware is recorded.")
    return max(found, key=lambda one: one.low)


def _by_support(case: Case, until: date) -> Derived:
    placed = place(until, case.as_of, BANDS)
    verb = (
        f"ends on {in_words(until)}, {placed.words}"
        if placed.words
        else f"ended on {in_words(until)}"
    )
    because = f"Support for its hardware {verb}."
    fact = case.fact("hardware", "supported_until")
    return Derived(placed.score, placed.score, RULE, because, (fact,))


def _by_age(case: Case, installed: date) -> Derived:
    score, age = 1, f"at most {AGES[-1][0]} years old"
    for years, worse in AGES:
        if installed < add_months(case.as_of, -12 * years):
            score, age = worse, f"more than {years} years old"
            break
    because = f"Its hardware was installed on {in_words(installed)} and is {age}."
    return Derived(score, score, RULE, because, (case.fact("hardware", "installed"),))
