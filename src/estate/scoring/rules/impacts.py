"""C3 `share-of-budget` and C5 `staff-hours`: impact from sums and hours.

| C3: loss as a share of the net revenue budget | score | | C5: staff hours | score |
|---|---|---|---|---|
| less than 1% | 1 | | fewer than 100 | 1 |
| less than 5% | 2 | | up to 1,000 | 2 |
| less than 8% | 3 | | up to 100,000 | 3 |
| up to 10% | 4 | | up to 500,000 | 4 |
| more | 5 | | more | 5 |

The framework leaves gaps: what lies between 4 and 5, or 7 and 8, per cent goes to the band below,
and exactly 100 hours score 2. Those two rules are ours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.scoring.rules.derived import Derived, unknown_impact

if TYPE_CHECKING:
    from estate.portfolio import Fact
    from estate.scoring.rules.derived import Case

SHARE_RULE = "share-of-budget"
HOURS_RULE = "staff-hours"
SHARES_BELOW = ((1, 1), (5, 2), (8, 3))
"""Less than so many per cent scores so much."""
SHARE_UP_TO = (10, 4)
HOURS_BELOW = (100, 1)
HOURS_UP_TO = ((1_000, 2), (100_000, 3), (500_000, 4))
WORST = 5


def direct_financial_loss(case: Case) -> Derived:
    """Return C3 from a percentage of the budget, or from a sum and the budget."""
    judged = case.system.impact.financial if case.system.impact else None
    if judged is not None and judged.percent_of_budget is not None:
        share = Fraction(str(judged.percent_of_budget))
        return _share(share, (case.fact("impact", "financial", "percent_of_budget"),))
    if judged is None or judged.amount is None:
        return unknown_impact("The direct financial loss is not recorded.")
    fact = case.fact("impact", "financial", "amount")
    budget = case.inventory.council.net_revenue_budget
    if judged.amount == 0:
        return _share(Fraction(0), (fact,))
    if not budget:
        because = (
            "A loss is recorded, but not the net revenue budget of the council to set it against."
        )
        return unknown_impact(because, (fact,))
    return _share(
        Fraction(100 * judged.amount, budget),
        (fact, case.council_fact("council", "net_revenue_budget")),
    )


def operations(case: Case) -> Derived:
    """Return C5 from the staff hours that would be lost."""
    judged = case.system.impact.operations if case.system.impact else None
    if judged is None or judged.staff_hours is None:
        return unknown_impact("Staff hours lost if it fails are not recorded.")
    score = hours_score(judged.staff_hours)
    because = f"About {judged.staff_hours:,} staff hours would be lost."
    fact = case.fact("impact", "operations", "staff_hours")
    return Derived(score, score, HOURS_RULE, because, (fact,))


def share_score(percent: Fraction) -> int:
    """Return C3 for a loss of so many per cent of the budget."""
    for below, score in SHARES_BELOW:
        if percent < below:
            return score
    return SHARE_UP_TO[1] if percent <= SHARE_UP_TO[0] else WORST


def hours_score(hours: int) -> int:
    """Return C5 for so many staff hours."""
    if hours < HOURS_BELOW[0]:
        return HOURS_BELOW[1]
    for up_to, score in HOURS_UP_TO:
        if hours <= up_to:
            return score
    return WORST


def _share(percent: Fraction, facts: tuple[Fact, ...]) -> Derived:
    score = share_score(percent)
    because = f"The loss would be about {_percent(percent)}% of the net revenue budget."
    return Derived(score, score, SHARE_RULE, because, facts)


def _percent(percent: Fraction) -> str:
    """Return at most two decimals, for reading only."""
    hundredths = round(percent * 100)
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
