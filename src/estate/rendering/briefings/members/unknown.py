"""The members' page: what is not known, and who could find out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.benefits import without_gain
from estate.rendering.briefings.glossary.links import said_of, told, worked
from estate.rendering.briefings.members.cost import unpriced
from estate.rendering.briefings.services import share
from estate.rendering.canvas.blocks import Points
from estate.rendering.kit.words import listing, plural
from estate.rendering.scores.questions import best_kinds
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block, Text
    from estate.rendering.plan.view import YearView

MOST_KINDS = 3
WHOLE_YEAR = 12


def unknown(scope: Scope) -> Iterator[Block]:
    """Yield what is not known of risk, money, people and gain."""
    totals = scope.scores.totals
    if not totals.systems:
        yield said_of("Everything: no [system] is recorded yet.")
        return
    missing = totals.criteria_total - totals.criteria_known
    if missing:
        are = "is" if missing == 1 else "are"
        yield said_of(
            f"Of the {{}} answers that the [risk scores|risk-score] rest on, {{}} {are} missing. "
            "What is not known is never taken as good or as bad: it is shown as a [range], or said "
            "to be [not recorded].",
            totals.criteria_total,
            worked(
                f"{missing:,}" if totals.criteria_known else "all", "risk", scope.name, "missing"
            ),
            tone="lead",
        )
    else:
        yield said_of("Every answer that the [risk scores|risk-score] rest on is recorded.")
    points = (*_risk(scope), *_money(scope), *_steps(scope))
    if points:
        yield Points(points)


def _risk(scope: Scope) -> Iterator[Text]:
    open_ = scope.scores.totals.red_rated.get(Answer.UNKNOWN, 0)
    if not open_:
        return
    kinds = best_kinds(scope.material.graph, scope.scores)[:MOST_KINDS]
    offices = list(dict.fromkeys(one.kind.office for one in kinds))
    said = [f"{one.kind.many} ({plural(len(one.systems), 'system')})" for one in kinds]
    yield told(
        "Whether {} [red-rated].",
        f"{plural(open_, 'system')} {'is' if open_ == 1 else 'are'}",
    )
    if kinds:
        yield told(
            "What would help most to know: {}. To be asked: {}.", listing(said), listing(offices)
        )


def _money(scope: Scope) -> Iterator[Text]:
    systems = scope.scores.totals.systems
    if count := unpriced(scope):
        cost = "costs" if count == 1 else "cost"
        yield told(f"What {{}} {cost} to run.", share(count, systems, "system"))
    plan = scope.plan
    years = plan.years if plan is not None and scope.steps else ()
    gaps = [year.cost.label for year in years if _lacks_budget(year)]
    if gaps:
        yield told("How much money for change there is in {}.", listing(gaps, 8))


def _lacks_budget(year: YearView) -> bool:
    purses = year.purses
    return bool(purses.unrecorded) or None in (purses.capital_budget, purses.revenue_budget)


def _steps(scope: Scope) -> Iterator[Text]:
    steps = scope.steps
    if not steps:
        return
    total = len(steps)
    unknown_cost = sum(step.running_change is None for step in steps)
    if unknown_cost:
        do = "does" if unknown_cost == 1 else "do"
        yield told(f"What {{}} {do} to the [running cost].", share(unknown_cost, total, "change"))
    if unstaffed := sum(not step.skills for step in steps):
        takes = "takes" if unstaffed == 1 else "take"
        yield told(f"Which people {{}} {takes}.", share(unstaffed, total, "change"))
    if lacking := len(without_gain(scope)):
        yield told("What {} should gain.", share(lacking, total, "change"))
    nobody = sum(step.owner is None for step in steps)
    if nobody:
        yield told("Who answers for {}.", share(nobody, total, "change"))
