"""The sentences at the head and the foot of a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.diagnostics import Severity
from estate.rendering.page_model import Tile
from estate.rendering.words import day, month, percent, plural, pounds, short_pounds
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from estate.diagnostics import Finding
    from estate.planning.roadmap import Comparison
    from estate.rendering.plan_view import PlanView
    from estate.scoring.results import Scores, Totals


def subtitle(as_of: date, plan: PlanView | None) -> str:
    """Return what the page is, and as of when."""
    what = "ICT systems, their risk, and the roadmap" if plan else "ICT systems and their risk"
    return f"{what}, as the record stood on {day(as_of)}"


def lead(
    scores: Scores, councils: int, plan: PlanView | None, council: str | None
) -> tuple[str, ...]:
    """Return the page in a few plain sentences."""
    totals = scores.totals
    red, legacy = totals.red_rated, totals.legacy
    place = f" in {plural(councils, 'council')}" if councils > 1 else ""
    risk = (
        f"{plural(totals.systems, 'system')}{place}: {red.get(Answer.YES, 0):,} are red-rated, "
        "which means that trouble is likely and would do serious harm. For "
        f"{red.get(Answer.UNKNOWN, 0):,} more it cannot be told, because facts are not recorded. "
        f"{legacy.get(Answer.YES, 0):,} are legacy: out of support, out of contract, short of "
        "people who know them, or otherwise past their time."
    )
    return (risk,) if plan is None else (risk, _plan_lead(scores, plan, council))


def _plan_lead(scores: Scores, plan: PlanView, council: str | None) -> str:
    steps = plan.steps_of(council)
    changed = {step.system for step in steps}
    red = [str(ref) for ref, one in scores.systems.items() if one.red_rated is Answer.YES]
    dealt = sum(system in changed for system in red)
    if not steps:
        return "The plan changes nothing here: every system is kept as it is."
    once = sum(step.capital + step.revenue for step in steps)
    points = plan.scope(council).risk
    lower = ""
    if points and points[-1].nothing:
        share = percent(1 - points[-1].planned / points[-1].nothing, 0)
        lower = f" By {month(plan.end)} it leaves {share} less risk than doing nothing would."
    return (
        f"The plan makes {plural(len(steps), 'change')} between {month(steps[0].start)} and "
        f"{month(max(step.live for step in steps))}, for {pounds(once)} of one-off money, within "
        f"every recorded budget, skill and date. It changes {dealt:,} of the "
        f"{plural(len(red), 'red-rated system')}.{lower}"
    )


def tiles(totals: Totals, plan: PlanView | None, council: str | None) -> tuple[Tile, ...]:
    """Return the figures to be seen first."""
    red = totals.red_rated
    found = [
        Tile(f"{totals.systems:,}", "systems in use"),
        Tile(f"{red.get(Answer.YES, 0):,}", "red-rated: likely trouble, serious harm", "bad"),
        Tile(f"{red.get(Answer.UNKNOWN, 0):,}", "cannot tell: facts are missing", "open"),
        Tile(f"{totals.legacy.get(Answer.YES, 0):,}", "legacy systems"),
    ]
    if plan is None:
        return tuple(found)
    steps = plan.steps_of(council)
    once = sum(step.capital + step.revenue for step in steps)
    change = sum(step.running_after - step.running_before for step in steps)
    less = "lower" if change <= 0 else "higher"
    found += [
        Tile(f"{len(steps):,}", f"changes planned to {month(plan.end)}"),
        Tile(short_pounds(once), "one-off money for them"),
        Tile(short_pounds(abs(change)), f"a year {less} running cost once all are live"),
    ]
    if council is None:
        share = (
            f"{percent(plan.share, 0)}" if plan.optimal else f"at least {percent(plan.share, 0)}"
        )
        found.append(Tile(share, "of what any plan could save over doing nothing: proven"))
    return tuple(found)


def proof(plan: PlanView) -> tuple[str, ...]:
    """Return how good the plan is proven to be, and what it is measured by."""
    measure = (
        "The plan is the cheapest that was found by one measure: everything that is paid over the "
        "years, and a price for each point of risk that is carried, both discounted. Discounting "
        "counts a pound paid later as a little less than a pound paid today."
    )
    nothing = (
        f"By that measure the plan costs {pounds(plan.objective)}. Doing nothing would cost "
        f"{pounds(plan.nothing)}: the plan is better by {pounds(plan.nothing - plan.objective)}."
        + "".join(_missed(each) for each in plan.comparisons if each.name == "nothing")
    )
    bound = f"No plan whatever can cost less than {pounds(plan.lower_bound)}: that is proven. "
    if plan.optimal:
        bound += "So this is the best there is."
    else:
        bound += (
            f"So this one is at most {percent(plan.gap, 2)} above the best, and reaches at least "
            f"{percent(plan.share)} of what any plan could save over doing nothing."
        )
    if plan.stopped_early:
        bound += " The search was stopped early."
    return measure, nothing, bound


def _missed(nothing: Comparison) -> str:
    missed = plural(nothing.broken, "deadline")
    return f" Doing nothing would also miss {missed}." if nothing.broken else ""


def comparison_name(comparison: Comparison) -> str:
    """Return another way of planning by name."""
    return comparison.name.replace("-", " ").capitalize()


def comparison_cost(comparison: Comparison) -> str:
    """Return what another way of planning costs by the same measure, or why it cannot be."""
    if comparison.cost is not None:
        return pounds(comparison.cost)
    if comparison.broken:
        return f"misses {plural(comparison.broken, 'deadline')}"
    return "does not fit"


def comparison_share(comparison: Comparison, plan: PlanView) -> str:
    """Return how much of the saving that is possible at all another way of planning reaches."""
    possible = plan.nothing - plan.lower_bound
    if comparison.cost is None or possible <= 0:
        return ""
    return percent((plan.nothing - comparison.cost) / possible, 0)


def findings_words(findings: Iterable[Finding]) -> str:
    """Return how many findings there are in the record."""
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return "The check of the record found nothing."
    said = [plural(counts[severity], severity.value) for severity in Severity]
    return f"The check of the record has {said[0]}, {said[1]} and {said[2]}."
