"""The sentences at the head and the foot of a page."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.diagnostics import Severity
from estate.planning.problem.measures import Measure
from estate.rendering.measures import in_measure, proof_by_measure
from estate.rendering.page_model import Tile
from estate.rendering.plan_words import NOTHING_TO_PLAN, money_words, over_time, what_next
from estate.rendering.words import (
    at_least,
    at_most,
    day,
    month,
    plural,
    pounds,
    short_pounds,
)
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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
    place = f" in {plural(councils, 'council')}" if councils > 1 else ""
    what = (
        f"{plural(totals.systems, 'system')}{place}, of which "
        f"{totals.legacy.get(Answer.YES, 0):,} are legacy: out of support, out of contract, short "
        f"of people who know them, or otherwise past their time."
    )
    red = _red_lead(scores, plan, council)
    if plan is None:
        return (what, red)
    said = (what, red, _plan_lead(plan, council), over_time(plan, council))
    return tuple(words for words in said if words)


def _red_lead(scores: Scores, plan: PlanView | None, council: str | None) -> str:
    """Return how many systems are red-rated, each count once; apart, of how many it is not known.

    Certain is what no missing fact can change; the plan counts a point of each range.
    """
    red, today = scores.totals.red_rated, day(scores.as_of)
    certain, open_ = red.get(Answer.YES, 0), red.get(Answer.UNKNOWN, 0)
    said = f"{certain or 'none'} for certain on {today}"
    if plan is not None and plan.plannable:
        said += _dealt_with(scores, plan, council) + _red_planned(plan, council)
    more = " more" if certain else ""
    unknown = (
        f" Of {open_:,}{more} it cannot be told on {today} whether they are, because facts are not"
        " recorded."
        if open_
        else ""
    )
    return f"Red-rated systems, where trouble is likely and would do serious harm: {said}.{unknown}"


def _dealt_with(scores: Scores, plan: PlanView, council: str | None) -> str:
    changed = {step.system for step in plan.steps_of(council)}
    red = [str(ref) for ref, one in scores.systems.items() if one.red_rated is Answer.YES]
    dealt = sum(system in changed for system in red)
    return f" ({dealt or 'none'} of which the plan changes)" if red else ""


def _red_planned(plan: PlanView, council: str | None) -> str:
    if not plan.risks:
        return ""
    red = plan.red(council)
    return (
        f"; counted by the {plan.point} of each range, as the plan does, {red.first:,} when it"
        f" starts in {month(plan.start)}, and in {month(plan.end)} {red.planned:,} with it and"
        f" {red.nothing:,} without it"
    )


def _plan_lead(plan: PlanView, council: str | None) -> str:
    steps = plan.steps_of(council)
    if not plan.plannable:
        return " ".join((NOTHING_TO_PLAN, *what_next(plan, council)))
    if not steps:
        return "The plan changes nothing here: every system is kept as it is."
    return (
        f"The plan makes {plural(len(steps), 'change')} between {month(steps[0].start)} and "
        f"{month(max(step.live for step in steps))}, within every recorded budget, skill and date. "
        f"They cost {money_words(plan, council)}."
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
    if plan is not None and plan.steps_of(council):
        found += _plan_tiles(plan, council)
    return tuple(found)


def _plan_tiles(plan: PlanView, council: str | None) -> Iterator[Tile]:
    steps, scope = plan.steps_of(council), plan.scope(council)
    once = sum(step.capital + step.revenue for step in steps)
    more = f", and {short_pounds(scope.other)} more that no budget bears" if scope.other else ""
    yield Tile(f"{len(steps):,}", f"changes planned to {month(plan.end)}")
    yield Tile(short_pounds(once), f"one-off money from budgets{more}")
    year = scope.last_year
    if year is not None:
        change = year.running - year.running_before
        less = "lower" if change <= 0 else "higher"
        words = f"{less} running cost in {year.label} than if nothing is done"
        yield Tile(short_pounds(abs(change)), words)
    if council is None:
        least = "" if plan.optimal else "at least "
        words = "of what any plan could save over doing nothing: proven"
        yield Tile(f"{least}{at_least(plan.share)}", words)


def proof(plan: PlanView) -> tuple[str, ...]:
    """Return how good the plan is proven to be, and what it is measured by."""
    if plan.measure is not Measure.PRICED:
        return tuple(proof_by_measure(plan))
    measure = (
        "The plan is the cheapest that was found by one measure: everything that is paid over the "
        "years, and a price for each point of risk that is carried, both in today's money: a "
        "pound paid later counts a little less than a pound paid today."
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
            f"So this one is at most {_above(plan)} above the best, and reaches at least "
            f"{at_least(plan.share, 1)} of what any plan could save over doing nothing."
        )
    if plan.stopped_early:
        bound += " The search was stopped early."
    return measure, nothing, bound


def _above(plan: PlanView) -> str:
    """Return by how much the plan is at most dearer than the best: in percent where it can be."""
    dearer = plan.objective - plan.lower_bound
    if plan.lower_bound <= 0:
        return pounds(dearer)
    return at_most(Fraction(dearer, plan.lower_bound), 2)


def _missed(nothing: Comparison) -> str:
    missed = plural(nothing.broken, "deadline")
    return f" Doing nothing would also miss {missed}." if nothing.broken else ""


def comparison_name(comparison: Comparison) -> str:
    """Return another way of planning by name."""
    return comparison.name.replace("-", " ").capitalize()


def comparison_cost(comparison: Comparison, plan: PlanView) -> str:
    """Return what another way of planning costs by the same measure, or why it cannot be."""
    if comparison.cost is not None:
        return in_measure(plan, comparison.cost)
    if comparison.broken:
        return f"misses {plural(comparison.broken, 'deadline')}"
    return "does not fit"


def comparison_share(comparison: Comparison, plan: PlanView) -> str:
    """Return how much of the saving that is possible another way of planning reaches at least."""
    if comparison.cost is None or plan.nothing <= plan.lower_bound:
        return ""
    return at_least(plan.reached(comparison.cost))


def findings_words(findings: Iterable[Finding]) -> str:
    """Return how many findings there are in the record."""
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return "The check of the record found nothing."
    said = [plural(counts[severity], severity.value) for severity in Severity]
    return f"The check of the record has {said[0]}, {said[1]} and {said[2]}."
