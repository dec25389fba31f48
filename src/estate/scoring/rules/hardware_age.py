"""L5 `hardware-age`: whether the machines, and the place they stand in, can be relied on.

| what is recorded | score |
|---|---|
| hardware or room unsuitable now | 6 |
| hosted as a service or in a public cloud | 1 |
| hardware support over / within 12 / 24 / 36 months / later | 6 / 5 / 4 / 3 / 2 |
| hardware older than 10 / 7 / 5 / 3 years / newer | 5 / 4 / 3 / 2 / 1 |

The first line that applies counts; of the last two, the worse. What is not recorded raises the
upper end only: to 5 by age, to 6 by support and by whether it is unsuitable. The bands are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio.dates import add_months, in_words
from estate.scoring.rules.derived import (
    CERTAIN,
    Bands,
    Derived,
    listed,
    place,
    unknown_likelihood,
)

if TYPE_CHECKING:
    from datetime import date

    from estate.portfolio import Hardware
    from estate.scoring.rules.derived import Case

RULE = "hardware-age"
BANDS = Bands(((12, 5), (24, 4), (36, 3)), later=2)
AGES = ((10, 5), (7, 4), (5, 3), (3, 2))
"""Hardware older than so many years scores so much; newer scores 1."""
GAPS = (
    ("unsuitable", CERTAIN, "whether it or its room is unsuitable now"),
    ("supported_until", CERTAIN, "until when its maker supports it"),
    ("installed", AGES[0][1], "when it was installed"),
)
"""What each fact could raise it to where it is not recorded, and that in words."""
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
    if hardware is None or not found:
        return unknown_likelihood("Neither the age nor the support of its hardware is recorded.")
    return _with_gaps(max(found, key=lambda one: one.low), hardware)


def _with_gaps(worst: Derived, hardware: Hardware) -> Derived:
    """Return the range up to what the facts that are not recorded would make of it."""
    gaps = [
        (high, words)
        for key, high, words in GAPS
        if high > worst.low and getattr(hardware, key) is None
    ]
    if not gaps:
        return worst
    high = max(high for high, _ in gaps)
    because = f"{worst.because} Not recorded: {listed([words for _, words in gaps])}."
    if worst.low == 1 and high == CERTAIN:
        return unknown_likelihood(because, worst.facts)
    return Derived(worst.low, high, RULE, because, worst.facts)


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
