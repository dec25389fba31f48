"""The board's paper: benefits, in money and otherwise, with who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.benefits import by_year, gains, gains_table, without_gain
from estate.rendering.briefings.glossary.links import said_of
from estate.rendering.briefings.members.cost import all_unpriced
from estate.rendering.briefings.services import service_at
from estate.rendering.kit.words import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block

MOST_NAMED = 8


def _undated(undated: int, of: int) -> str:
    if undated == of:
        return "None of them has a date" if of > 1 else "It has no date"
    return f"{undated:,} of {of:,} {'has' if undated == 1 else 'have'} no date"


def benefits(scope: Scope) -> Iterator[Block]:
    """Yield recorded benefits, what the plan saves by year, and where nothing is recorded."""
    plan = scope.plan
    if plan is None or not scope.steps:
        return
    found, lacking = gains(scope), without_gain(scope)
    total = plural(len(scope.steps), "change")
    if not found:
        yield said_of("No [benefit] is recorded for any of the {}.", total)
    else:
        others = sum(not gain.financial for gain in found)
        yield said_of(
            "{} on record, {} of them not in money. What is not money is not turned into pounds.",
            f"{plural(len(found), 'benefit is', 'benefits are')}",
            others or "none",
        )
        if undated := sum(gain.benefit.due is None for gain in found):
            yield said_of("{} by which to reach it.", _undated(undated, len(found)))
    if found and lacking:
        shown = [service_at(scope.portfolio, step.system) for step in lacking[:MOST_NAMED]]
        more = len(lacking) - len(shown)
        named = "; ".join([*shown, *([f"{more:,} more"] if more else [])])
        yield said_of("For {} of {} none is recorded: {}.", len(lacking), total, named)
    if table := gains_table(scope, found):
        yield table
    if not all_unpriced(scope) and (table := by_year(scope, plan.years)):
        yield table
