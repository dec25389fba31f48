"""L7 `incident-log`: issues and failures on record.

| recorded | score |
|---|---|
| issues or failures occurring now | 6 |
| severe incidents in the period | 5 |
| major | 4 |
| moderate | 3 |
| minor | 2 |
| none of any kind | 1 |

A kind that is not recorded could have occurred: it raises the upper end only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.scoring.rules.derived import CERTAIN, Derived, listed, unknown_likelihood

if TYPE_CHECKING:
    from estate.portfolio import Fact, Incidents
    from estate.scoring.rules.derived import Case

RULE = "incident-log"
KINDS = (("severe", 5), ("major", 4), ("moderate", 3), ("minor", 2))


def issues_on_record(case: Case) -> Derived:
    """Return L7 from the counts of incidents by severity."""
    log = case.system.incidents
    if log is None:
        return unknown_likelihood("No incident log is recorded.")
    if log.ongoing:
        because = "Issues or failures are occurring now."
        return Derived(CERTAIN, CERTAIN, RULE, because, (case.fact("incidents", "ongoing"),))
    low, because, facts = _known(case, log)
    missing = [(kind, score) for kind, score in _missing(log) if score > low]
    if not missing:
        return Derived(low, low, RULE, because, facts)
    high = max(score for _, score in missing)
    names = [kind for kind, _ in missing]
    gap = f"Not recorded: {listed(names)} incidents."
    if low == 1 and high == CERTAIN:
        return unknown_likelihood(gap, facts)
    return Derived(low, high, RULE, f"{because} {gap}".strip(), facts)


def _known(case: Case, log: Incidents) -> tuple[int, str, tuple[Fact, ...]]:
    for kind, score in KINDS:
        count: int = getattr(log, kind) or 0
        if count:
            plural = "" if count == 1 else "s"
            because = f"{count} {kind} incident{plural} on record{_period(log)}."
            return score, because, (case.fact("incidents", kind),)
    return 1, f"No incidents on record{_period(log)}.", (case.fact("incidents"),)


def _missing(log: Incidents) -> list[tuple[str, int]]:
    missing = [(kind, score) for kind, score in KINDS if getattr(log, kind) is None]
    return [("ongoing", CERTAIN), *missing] if log.ongoing is None else missing


def _period(log: Incidents) -> str:
    return f" in {log.period_months} months" if log.period_months else ""
