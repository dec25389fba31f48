"""The board's paper: other ways, how sure all of it is, and what changed since the last plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings import outlook
from estate.rendering.briefings.glossary.links import said_of
from estate.rendering.briefings.risk import unknown_lead
from estate.rendering.briefings.steps import assumptions, comparisons_table, not_plannable
from estate.rendering.canvas.blocks import Folded, Points
from estate.rendering.kit.words import at_least, visible
from estate.rendering.plan import moves
from estate.rendering.plan.measures import in_measure
from estate.rendering.plan.page_words import NEARLY_ALL, findings_words, proof
from estate.rendering.scores.questions import first_questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block
    from estate.rendering.plan.view import PlanView

MOST_ASKED = 10


def options(scope: Scope) -> Iterator[Block]:
    """Yield doing nothing and other ways of planning, each measured as the plan is."""
    plan = scope.material.plan
    if plan is None or not plan.plannable:
        return
    if scope.council is not None and len(scope.material.councils) > 1:
        yield said_of(
            "These ways were compared for all councils of the plan together, because what they "
            "share cannot be divided."
        )
    yield said_of(
        "The plan was weighed against [doing nothing|do-nothing] and against simple ways of "
        "choosing. All are measured alike: the plan comes to {}, doing nothing to {}.",
        in_measure(plan, plan.objective),
        in_measure(plan, plan.nothing),
    )
    if table := comparisons_table(plan):
        yield table
    if plan.policy:
        said = [f"{name}: {value}" for name, value in plan.policy]
        yield Folded(
            "The judgements behind it", (Points(tuple((visible(each),) for each in said)),)
        )


def sure(scope: Scope) -> Iterator[Block]:
    """Yield how good the plan is proven to be, what is taken for granted and what is not known."""
    plan = scope.material.plan
    if plan is not None and plan.plannable:
        if scope.council is not None and len(scope.material.councils) > 1:
            yield said_of("What is proven holds for the plan of all councils together.")
        yield said_of("{}", _good(plan), tone="lead")
        yield Folded("The proof", tuple(said_of("{}", words) for words in proof(plan)))
        if taken := assumptions(plan, scope.council):
            yield Folded("Taken for granted", (Points(tuple((words,) for words in taken)),))
        if table := not_plannable(plan, scope.council):
            yield Folded(table.caption, (table,))
    if not scope.scores.totals.systems:
        return
    words, kinds = outlook.ask_lead(scope.material.graph, scope.scores)
    yield said_of("{}", f"{unknown_lead(scope.scores)} {words}".strip())
    if table := outlook.kinds_table(kinds):
        yield table
    first = first_questions(scope.material.graph, scope.scores, MOST_ASKED)
    if table := outlook.asks_table(first):
        yield Folded(table.caption, (table,))
    yield said_of("{}", findings_words(scope.findings), tone="quiet")


def _good(plan: PlanView) -> str:
    """Return the gap in words."""
    if plan.optimal:
        return "No better plan exists by the measure that was used: that is proven."
    reached = (
        f"reaches at least {at_least(plan.share)} of what any plan could save over doing nothing"
    )
    if plan.share >= NEARLY_ALL:
        return (
            f"A better plan may exist, but not a much better one: this one {reached}. That is "
            "proven."
        )
    return f"This plan {reached}. A longer search may find a better one."


def since(scope: Scope) -> Iterator[Block]:
    """Yield what became of the plan before, where this one continues it."""
    plan = scope.material.plan
    if plan is None or plan.moves is None:
        return
    if scope.council is None or len(scope.material.councils) == 1:
        yield said_of("{}", moves.summary(plan.moves))
    table = moves.moves_table(plan.moves, scope.council, scope.material.where)
    if table is not None:
        yield table
    else:
        yield said_of("Nothing has changed here that needs telling.")
