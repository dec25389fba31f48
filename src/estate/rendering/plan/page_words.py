"""The sentences at the head and the foot of a page."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.diagnostics import Severity
from estate.planning.problem.measures import Measure
from estate.rendering.canvas.page_model import Ref, Said, Tile
from estate.rendering.kit.words import (
    at_least,
    at_most,
    day,
    month,
    plural,
    pounds,
    short_pounds,
)
from estate.rendering.plan.measures import in_measure, proof_by_measure
from estate.rendering.plan.words import NOTHING_TO_PLAN, OTHER, what_next
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from estate.diagnostics import Finding
    from estate.planning.plateaus import Plateau
    from estate.planning.roadmap import Comparison
    from estate.rendering.plan.view import PlanView, StepView
    from estate.scoring.results import Scores, Totals


NEARLY_ALL = Fraction(19, 20)
"""From this share of the possible saving up, a plan cannot be much better."""


def subtitle(as_of: date, plan: PlanView | None) -> str:
    """Return what the page is, and as of when."""
    what = "ICT systems, their risk, and the roadmap" if plan else "ICT systems and their risk"
    return f"{what}, as the record stood on {day(as_of)}"


def lead(
    scores: Scores, councils: int, plan: PlanView | None, council: str | None
) -> tuple[Said, ...]:
    """Return the page in a few plain sentences, each under the question that it answers."""
    today = Said("Today", _today(scores, councils))
    if plan is None:
        return (today,)
    if not plan.plannable:
        words = " ".join((NOTHING_TO_PLAN, *what_next(plan, council)))
        return (today, Said("What could be planned", words))
    plateaus = plan.plateaus_of(council)
    said = (
        today,
        Said("If nothing is done", _nothing(plateaus, plan)),
        Said("What the plan does", _does(scores, plan, council)),
        Said("What that changes", _changes(plateaus, plan, council)),
        Said("What it costs", _costs(plan, council)),
        Said("Could it be better?", _better(plan) if council is None else ""),
    )
    return tuple(one for one in said if one.words)


def _today(scores: Scores, councils: int) -> str:
    """Return how many systems are legacy and red-rated, and of how many it is not known."""
    totals = scores.totals
    place = f" in {plural(councils, 'council')}" if councils > 1 else ""
    red, legacy = totals.red_rated, totals.legacy.get(Answer.YES, 0)
    certain, open_ = red.get(Answer.YES, 0), red.get(Answer.UNKNOWN, 0)
    said = (
        f"{plural(totals.systems, 'system')}{place}. {_are(legacy)} legacy: past "
        f"{'its' if legacy == 1 else 'their'} time, as when support or the contract has ended, or "
        f"too few people know {'it' if legacy == 1 else 'them'}. "
        f"{_are(certain)} red-rated: trouble is likely, and would do serious harm."
    )
    if open_:
        more = " more" if certain else ""
        said += f" Of {open_:,}{more} nobody can tell, because facts are not recorded."
    return said


def _are(count: int) -> str:
    if not count:
        return "None are"
    return f"{count:,} {'is' if count == 1 else 'are'}"


def _nothing(plateaus: Sequence[Plateau], plan: PlanView) -> str:
    """Return how many systems turn red-rated, for certain, if nothing is done."""
    if not plateaus:
        return ""
    now, then = plateaus[0].standing.risk.red, plateaus[-1].without_at_end.risk.red
    if then <= now:
        return f"The red-rated stay as many to {month(plan.end)}: {then or 'none'} for certain."
    return (
        f"Systems grow older: support and contracts end. {then:,} would be red-rated for certain "
        f"by {month(plan.end)}, instead of {now or 'none'}."
    )


def _does(scores: Scores, plan: PlanView, council: str | None) -> str:
    steps = plan.steps_of(council)
    if not steps:
        return "It changes nothing here: every system is kept as it is."
    count = max(0, len(plan.plateaus_of(council)) - 1)
    waves = f" in {plural(count, 'wave')}" if count else ""
    return (
        f"It makes {plural(len(steps), 'change')}{waves}, from {month(steps[0].start)} to "
        f"{month(max(step.live for step in steps))}, within every recorded budget, skill and date."
        f"{_dealt_with(scores, steps)}"
    )


def _dealt_with(scores: Scores, steps: Sequence[StepView]) -> str:
    changed = {step.system for step in steps}
    red = [str(ref) for ref, one in scores.systems.items() if one.red_rated is Answer.YES]
    dealt = sum(system in changed for system in red)
    if not red:
        return ""
    if dealt == len(red):
        return (
            f" Among them {'is the one' if dealt == 1 else f'are all {dealt:,}'} red-rated today."
        )
    return f" Of the {len(red):,} that are red-rated today it changes {dealt or 'none'}."


def _changes(plateaus: Sequence[Plateau], plan: PlanView, council: str | None) -> str:
    """Return how many systems are red-rated in the end, and why that may be more than today."""
    if not plateaus or not plan.steps_of(council):
        return ""
    now, last = plateaus[0].standing.risk.red, plateaus[-1]
    then, without = last.risk_at_end.red, last.without_at_end.risk.red
    said = f"{then or 'None'} would be red-rated for certain in {month(plan.end)}"
    if then < without:
        said += f": {without - then:,} fewer than if nothing is done"
    said += "."
    if then > now:
        said += (
            f" That is still more than the {now or 'none'} of today, because the systems that are "
            "kept grow older. The board's paper says which, and why they are kept."
        )
    return said


def _costs(plan: PlanView, council: str | None) -> str:
    steps, scope = plan.steps_of(council), plan.scope(council)
    if not steps:
        return ""
    said = f"{short_pounds(scope.budgets)} once, from budgets for change"
    if scope.other:
        said += f", and {short_pounds(scope.other)} more that no recorded budget bears: {OTHER}"
    year = scope.last_year
    if year is None or year.running == year.running_before:
        return f"{said}."
    change = year.running - year.running_before
    less = "less" if change < 0 else "more"
    return (
        f"{said}. In {year.label} running everything costs {short_pounds(abs(change))} {less} than "
        "if nothing is done."
    )


def _better(plan: PlanView) -> str:
    if plan.optimal:
        return "No. It is proven that no other plan costs less, by the measure explained below."
    said = "Not by much." if plan.share >= NEARLY_ALL else "Perhaps."
    return (
        f"{said} This plan reaches at least {at_least(plan.share)} of what any plan could "
        "save over doing nothing, by the measure explained below. That is proven."
    )


def tiles(totals: Totals, plan: PlanView | None, council: str | None) -> tuple[Tile, ...]:
    """Return the figures to be seen first."""
    red, risk = totals.red_rated, f"risk/{council or 'estate'}"
    found = [
        _tile(
            f"{totals.systems:,}",
            "system in use" if totals.systems == 1 else "systems in use",
            f"{risk}/systems",
        ),
        _tile(
            f"{red.get(Answer.YES, 0):,}",
            "red-rated: likely trouble, serious harm",
            f"{risk}/red",
            "bad",
        ),
        _tile(
            f"{red.get(Answer.UNKNOWN, 0):,}",
            "cannot tell: facts are missing",
            f"{risk}/cannot-tell",
            "open",
        ),
        _tile(f"{totals.legacy.get(Answer.YES, 0):,}", "legacy systems", f"{risk}/legacy"),
    ]
    if plan is not None and plan.steps_of(council):
        found += _plan_tiles(plan, council)
    return tuple(found)


def _tile(figure: str, words: str, working: str, tone: str = "") -> Tile:
    """Return a tile that leads to how its figure was worked out."""
    return Tile(figure, words, tone, Ref("working", working))


def _plan_tiles(plan: PlanView, council: str | None) -> Iterator[Tile]:
    steps, scope, own = plan.steps_of(council), plan.scope(council), council or "estate"
    more = f", and {short_pounds(scope.other)} more that no budget bears" if scope.other else ""
    changes = "change" if len(steps) == 1 else "changes"
    words = f"{changes} planned to {month(plan.end)}"
    yield _tile(f"{len(steps):,}", words, f"steps/{own}/count")
    yield _tile(
        short_pounds(scope.budgets), f"one-off money from budgets{more}", f"money/{own}/budgets"
    )
    year = scope.last_year
    if year is not None:
        change = year.running - year.running_before
        less = "lower" if change <= 0 else "higher"
        words = f"{less} running cost in {year.label} than if nothing is done"
        yield _tile(short_pounds(abs(change)), words, f"money/{own}/{year.label}/saved")
    if council is None:
        least = "" if plan.optimal else "at least "
        words = "of what any plan could save over doing nothing: proven"
        yield _tile(f"{least}{at_least(plan.share)}", words, "plan/estate/saving")


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
