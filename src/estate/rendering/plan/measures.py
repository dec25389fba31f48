"""What a plan goes by, in words and in JSON: money, risk, or both at a price, and each proof."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.explaining.aims import amount_words, point_years
from estate.planning.problem.measures import THOUSANDTHS, Measure
from estate.rendering.kit.words import at_most, plural, pounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.problem.measures import Figures
    from estate.planning.roadmap import Comparison, Pass, Roadmap
    from estate.rendering.kit.as_json import Json
    from estate.rendering.plan.view import PlanView

NAMES = {
    Measure.PRICED: "money and priced risk together",
    Measure.MONEY: "money",
    Measure.RISK: "risk carried",
    Measure.WEIGHTED: "money and risk, weighted",
}
"""What each measure is called in a sentence."""


def in_measure(plan: PlanView, amount: int) -> str:
    """Return an amount of what the plan goes by, in its unit."""
    return amount_words(plan.measure, amount)


def proof_by_measure(plan: PlanView) -> Iterator[str]:
    """Yield what a plan goes by that does not go by the price of risk, and how well it does."""
    order = [NAMES[each.measure] for each in plan.passes]
    then = f", and by {order[1]} among the plans that are as good" if len(order) > 1 else ""
    yield (
        f"The plan is the best that was found by {order[0]}{then}. Money is everything that is "
        "paid over the years, in today's money. Risk is counted in point-years: a point of a "
        "system's overall risk score carried for a year, a later year counting a little less, as "
        "with money. The policy's price of risk plays no part."
    )
    for number, each in enumerate(plan.passes):
        yield _pass(each, first=not number)
    if plan.figures is not None and plan.nothing_figures is not None:
        yield _against_nothing(plan.figures, plan.nothing_figures)
    yield from _missed(plan.comparisons)
    if plan.stopped_early:
        yield "The search was stopped early."


def _pass(each: Pass, *, first: bool) -> str:
    said = f"{NAMES[each.measure].capitalize()}: {amount_words(each.measure, each.value)}."
    among = "No plan whatever" if first else "No plan that is as good by the first"
    if each.optimal:
        return f"{said} {among} comes to less: that is proven."
    least = amount_words(each.measure, each.lower_bound)
    return f"{said} {among} can come to less than {least}, so it is at most {_above(each)} above."


def _above(each: Pass) -> str:
    """Return by how much a pass is at most above the least there can be."""
    more = each.value - each.lower_bound
    if each.lower_bound <= 0:
        return amount_words(each.measure, more)
    return at_most(Fraction(more, each.lower_bound), 2)


def _against_nothing(plan: Figures, nothing: Figures) -> str:
    more = plan.money - nothing.money
    does = f"{pounds(abs(more))} {'more' if more >= 0 else 'less'}"
    return (
        f"Doing nothing would take {pounds(nothing.money)} and carry "
        f"{point_years(nothing.risk)}: the plan takes {does}, and "
        f"{point_years(nothing.risk - plan.risk)} away."
    )


def _missed(comparisons: tuple[Comparison, ...]) -> Iterator[str]:
    for each in comparisons:
        if each.name == "nothing" and each.broken:
            yield f"Doing nothing would also miss {plural(each.broken, 'deadline')}."


def measures_json(roadmap: Roadmap) -> Json:
    """Return what a plan goes by, what it takes by each measure, and the proof of each search."""
    return {
        "measure": str(roadmap.measure),
        "then": None if roadmap.problem.then is None else str(roadmap.problem.then),
        "unit": unit(roadmap.measure),
        "plan": _figures(roadmap.figures),
        "doing_nothing": _figures(roadmap.nothing_figures),
        "passes": [_pass_json(each) for each in roadmap.passes],
    }


def unit(measure: Measure) -> str:
    """Return the unit that a measure is counted in."""
    if measure is Measure.RISK:
        return "thousandths of a discounted point-year"
    return "weighted units" if measure is Measure.WEIGHTED else "discounted pounds"


def _figures(figures: Figures | None) -> Json | None:
    if figures is None:
        return None
    return {
        "priced": figures.priced,
        "money": figures.money,
        "risk_point_years": figures.risk / THOUSANDTHS,
    }


def _pass_json(each: Pass) -> Json:
    return {
        "measure": str(each.measure),
        "unit": unit(each.measure),
        "value": each.value,
        "lower_bound": each.lower_bound,
        "gap": round(each.gap, 6),
        "optimal": each.optimal,
        "first_measure_within": each.within,
    }
