"""The board's paper: what it is for, and what is recommended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.decisions import AHEAD, agenda
from estate.rendering.briefings.glossary.links import joined, said_of, told, worked
from estate.rendering.briefings.members.cost import unpriced
from estate.rendering.briefings.members.first import from_budgets
from estate.rendering.canvas.blocks import Points, Prose
from estate.rendering.kit.words import day, month, plural, pounds
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block, Text


def purpose(scope: Scope) -> Iterator[Block]:
    """Yield what the board is asked, in a sentence and a list."""
    plan = scope.material.plan
    yield _today(scope)
    if plan is None or not plan.plannable:
        why = "no plan has been drawn up" if plan is None else "no system has an option to choose"
        yield said_of(
            f"The paper tells of the [estate] as it stands: {why}. The board is recommended to:",
            tone="lead",
        )
        yield Points(tuple(_without_plan(scope)), ordered=True)
        return
    if not scope.steps:
        yield said_of(
            "The [plan] changes nothing here: every system is kept. The board is recommended to:",
            tone="lead",
        )
    else:
        yield said_of(
            "This paper sets out a [plan] of {}, from {} to {}. The board is recommended to:",
            worked(plural(len(scope.steps), "change"), "steps", scope.name, "count"),
            month(scope.steps[0].start),
            month(max(step.live for step in scope.steps)),
            tone="lead",
        )
    yield Points(tuple(_with_plan(scope)), ordered=True)


def _today(scope: Scope) -> Prose:
    totals = scope.scores.totals
    if not totals.systems:
        return said_of("No [system] in use is recorded.")
    red, open_ = totals.red_rated.get(Answer.YES, 0), totals.red_rated.get(Answer.UNKNOWN, 0)
    said = told(
        f"{{}} in use; {{}} {'is' if red <= 1 else 'are'} [red-rated]",
        worked(plural(totals.systems, "system"), "risk", scope.name, "systems"),
        worked(f"{red:,}" if red else "none", "risk", scope.name, "red"),
    )
    more = (
        told(
            f", and of {{}}{' more' if red else ''} nobody [can tell|cannot-tell], because facts "
            "are not recorded",
            worked(f"{open_:,}", "risk", scope.name, "cannot-tell"),
        )
        if open_
        else ()
    )
    return Prose(joined(said, more, "."))


def _without_plan(scope: Scope) -> Iterator[Text]:
    found = agenda(scope)
    if found.decisions:
        yield told(
            "take {} on contracts within {} months, as listed below;",
            plural(len(found.decisions), "decision"),
            AHEAD,
        )
    if not scope.scores.totals.systems:
        yield told("have the systems recorded that are in use.")
        return
    yield told("have [options|choice] recorded for the systems at most risk, with cost and time;")
    yield told("have the facts found out that are named at the end of this paper.")


def _with_plan(scope: Scope) -> Iterator[Text]:
    steps, plan = scope.steps, scope.plan
    if steps or from_budgets(scope):
        yield told(
            "approve the plan, with {} of one-off money from recorded [budgets|budget];",
            worked(pounds(from_budgets(scope)), "money", scope.name, "budgets"),
        )
    if plan is not None and plan.other:
        yield told(
            "say where {} is to come from that [no budget covers|unfunded];",
            worked(pounds(plan.other), "money", scope.name, "unfunded"),
        )
    found = agenda(scope)
    if found.decisions:
        yield told(
            f"take the {{}} that {'falls' if len(found.decisions) == 1 else 'fall'} due by {{}};",
            plural(len(found.decisions), "decision"),
            day(found.until),
        )
    left = _red_left(scope)
    if left:
        yield told(
            f"accept, or have options recorded for, the {{}} {_stays(left)} as "
            f"{'it is' if left == 1 else 'they are'};",
            plural(left, "red-rated system"),
        )
    if unpriced(scope) or scope.scores.totals.red_rated.get(Answer.UNKNOWN, 0):
        yield told("have the missing facts found out, the most telling first.")
    else:
        yield told("look at the plan again when facts change.")


def _stays(count: int) -> str:
    return "that stays" if count == 1 else "that stay"


def _red_left(scope: Scope) -> int:
    changed = {step.system for step in scope.steps}
    return sum(
        score.red_rated is Answer.YES and str(ref) not in changed
        for ref, score in scope.scores.systems.items()
    )
