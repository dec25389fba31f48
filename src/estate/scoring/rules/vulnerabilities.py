"""L6 `open-vulnerabilities`: what is known to be open, and whether updates still come.

| recorded | software supported | not known | out of support |
|---|---|---|---|
| any open vulnerability | 6 | 6 | 6 |
| none open, assessed within 12 months | 1 | 1 to 5 | 5 |
| none open, assessed longer ago or at no known date | 1 to 6 | 1 to 6 | 5 to 6 |
| not, or not all counts | unknown | unknown | 5 to 6 |

Software is out of support when L1's facts say 6. Then new weaknesses are no longer mended, as the
National Cyber Security Centre's guidance on obsolete products explains. The bands are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio.dates import add_months, in_words
from estate.scoring.rules.derived import CERTAIN, Derived, unknown_likelihood
from estate.scoring.rules.support_dates import end_of_support

if TYPE_CHECKING:
    from estate.portfolio import Vulnerabilities
    from estate.scoring.rules.derived import Case

RULE = "open-vulnerabilities"
FRESH_MONTHS = 12
WITHOUT_UPDATES = 5
_NO_UPDATES = "No security updates come any more:"


def known_vulnerabilities(case: Case) -> Derived:
    """Return L6 from the counts of open vulnerabilities and the support of the software."""
    recorded = case.system.vulnerabilities
    opened = _open(recorded)
    if opened:
        because = f"{opened} known vulnerabilities are open."
        if opened == 1:
            because = "1 known vulnerability is open."
        return Derived(CERTAIN, CERTAIN, RULE, because, (case.fact("vulnerabilities"),))
    gap = _gap(case, recorded)
    support = end_of_support(case)
    facts = (case.fact("vulnerabilities"),) if recorded is not None else ()
    if support.low == CERTAIN:
        high = CERTAIN if gap else WITHOUT_UPDATES
        because = f"{gap or _none_open(recorded)} {_NO_UPDATES} {support.because}"
        return Derived(WITHOUT_UPDATES, high, RULE, because, (*facts, *support.facts))
    if gap:
        return unknown_likelihood(gap, facts)
    if support.high == CERTAIN:
        because = f"{_none_open(recorded)} {support.because}"
        return Derived(1, WITHOUT_UPDATES, RULE, because, (*facts, *support.facts))
    return Derived(1, 1, RULE, _none_open(recorded), facts)


def _open(recorded: Vulnerabilities | None) -> int:
    if recorded is None:
        return 0
    return (recorded.critical or 0) + (recorded.high or 0) + (recorded.other or 0)


def _none_open(recorded: Vulnerabilities | None) -> str:
    when = recorded.assessed if recorded is not None else None
    return f"No known vulnerability was open on {in_words(when)}." if when else ""


def _gap(case: Case, recorded: Vulnerabilities | None) -> str:
    """Return what stops a clean record from being taken as such; empty if nothing does."""
    if recorded is None or None in {recorded.critical, recorded.high, recorded.other}:
        return "Open vulnerabilities are not, or not all, recorded."
    if recorded.assessed is None:
        return "When vulnerabilities were last assessed is not recorded."
    if recorded.assessed < add_months(case.assessed_by, -FRESH_MONTHS):
        return f"Vulnerabilities were last assessed on {in_words(recorded.assessed)}, too long ago."
    return ""
