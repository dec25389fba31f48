"""The members' page: what is done first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.glossary.links import said_of, told, worked
from estate.rendering.briefings.services import DONE, service_at
from estate.rendering.briefings.steps import SOON_MONTHS, first_steps
from estate.rendering.canvas.blocks import Link, Points
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import month, plural, short_pounds
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block, Prose, Text
    from estate.rendering.plan.view import PlanView, StepView

MOST = 6


def first(scope: Scope) -> Iterator[Block]:
    """Yield the changes that begin soonest, and what they are for."""
    plan = scope.material.plan
    if plan is None:
        yield said_of("There is no [plan] yet. This page tells of the systems as they are.")
        return
    if not scope.steps:
        yield from _none(scope, plan)
        return
    yield _all(scope)
    soon, of = first_steps(plan, scope.council)
    if not soon:
        yield said_of(f"None of them begins within {SOON_MONTHS} months.")
    else:
        shown = _most_telling(soon)
        yield said_of("{}", _which(len(shown), of, len(scope.steps)))
        yield Points(tuple(_point(scope, step) for step in shown), ordered=True)
    yield from _left(scope)


def _none(scope: Scope, plan: PlanView) -> Iterator[Prose]:
    if not plan.plannable:
        yield said_of(
            "The [plan] changes nothing, because it has nothing to choose from. For no system is "
            "it recorded what could be done, what that would cost and how long it would take."
        )
        return
    yield said_of("The [plan] changes nothing here: every system is kept as it is.")
    if any(name.partition("/")[0] in scope.councils for name in plan.kept):
        yield said_of(
            "Keeping them costs less than changing them, or the money or people are not there. The "
            "{} says why, system by system.",
            boards_paper(scope),
        )


def boards_paper(scope: Scope) -> Link:
    """Return the way to the board's paper on the same councils."""
    return Link("board's paper", Ref("page", scope.page_id("board")))


def _all(scope: Scope) -> Prose:
    steps = scope.steps
    last = max(step.live for step in steps)
    count = worked(plural(len(steps), "change"), "steps", scope.name, "count")
    other = scope.plan.other if scope.plan is not None else 0
    fits = "It fits" if len(steps) == 1 else "All fit"
    more = "{} more is needed that [no budget covers|unfunded]." if other else "{}"
    need = worked(short_pounds(other), "money", scope.name, "unfunded") if other else ""
    return said_of(
        f"The [plan] makes {{}}, from {{}} to {{}}. {fits} the [budgets|budget], the people and "
        f"the dates that are recorded{'; ' if other else '.'}{more}",
        count,
        month(steps[0].start),
        month(last),
        need,
        tone="lead",
    )


def _which(shown: int, of: int, steps: int) -> str:
    begin = "begins" if of == 1 else "begin"
    if of == steps:
        return f"{'It' if of == 1 else 'All of them'} {begin} within {SOON_MONTHS} months:"
    if shown == of:
        return f"{of} of them {begin} within {SOON_MONTHS} months:"
    return (
        f"{of} of them {begin} within {SOON_MONTHS} months. These {shown} take away the most risk:"
    )


def _most_telling(soon: list[StepView]) -> list[StepView]:
    """Return the steps that take most risk away, in the order in which they begin."""
    worth = sorted(soon, key=lambda step: (step.risk_after - step.risk_before, step.system))
    chosen = {step.system for step in worth[:MOST]}
    return [step for step in soon if step.system in chosen]


def _point(scope: Scope, step: StepView) -> Text:
    once = step.capital + step.revenue
    price = f"It costs {short_pounds(once)} once" if once else "No one-off cost"
    service = Link(service_at(scope.portfolio, step.system), Ref("system", step.system))
    return told(
        "{}: {}. {}, {} {}. {}.",
        service,
        DONE.get(step.kind, "it is changed"),
        "Under way" if step.status == "in-progress" else f"Starts {month(step.start)}",
        "done by" if step.kind == "retire" else "in use from",
        month(step.live),
        price,
    )


def _left(scope: Scope) -> Iterator[Prose]:
    """Yield what becomes of the red-rated systems, those that are left among them."""
    changed = {step.system for step in scope.steps}
    red = [
        str(ref)
        for ref, score in sorted(scope.scores.systems.items())
        if score.red_rated is Answer.YES
    ]
    left = [system for system in red if system not in changed]
    if not red:
        return
    if not left:
        which = "the one system that is" if len(red) == 1 else f"all {len(red):,} systems that are"
        yield said_of(f"The plan changes {which} [red-rated] today.")
        return
    if len(left) == len(red):
        which = "the one system that is" if len(red) == 1 else f"any of the {len(red):,} that are"
        yield said_of(
            f"It does not change {which} [red-rated] today: the {{}} says why.", boards_paper(scope)
        )
        return
    yield said_of(
        "Of the {} that are [red-rated] today it changes {}. The other {} "
        f"{_stay(len(left))}: the {{}} says why.",
        len(red),
        len(red) - len(left),
        f"{len(left):,}" if len(left) > 1 else "one",
        boards_paper(scope),
    )


def _stay(count: int) -> str:
    return "stays as it is" if count == 1 else "stay as they are"


def from_budgets(scope: Scope) -> int:
    """Return the one-off pounds that recorded budgets bear: steps, and platforms they set up."""
    return scope.plan.budgets if scope.plan is not None else 0


def takes_money(scope: Scope) -> bool:
    """Whether the plan takes one-off money here: a council may set a platform up for others."""
    plan = scope.plan
    return bool(scope.steps or from_budgets(scope) or (plan is not None and plan.other))


def spent_once(scope: Scope, say: Callable[[int], str] = short_pounds) -> Text:
    """Return what is taken from budgets, for steps and platforms, and what no budget covers."""
    plan, budgets = scope.plan, from_budgets(scope)
    steps = sum(step.capital + step.revenue for step in scope.steps)
    whole = worked(say(budgets), "money", scope.name, "budgets")
    set_up = worked(say(budgets - steps), "money", scope.name, "platforms")
    own = worked(say(steps), "money", scope.name, "once")
    said = told("{} once from [budgets for change|budget]", own)
    if budgets > steps and not scope.steps:
        said = told(
            "{} once from [budgets for change|budget], to set up [shared "
            "platforms|shared-platform] for others",
            set_up,
        )
    elif budgets > steps:
        said = told(
            "{} once from [budgets for change|budget] ({} for the changes, {} to set up [shared "
            "platforms|shared-platform])",
            whole,
            own,
            set_up,
        )
    if plan is None or not plan.other:
        return said
    other = worked(say(plan.other), "money", scope.name, "unfunded")
    return (*said, *told(", and {} [that no budget covers|unfunded]", other))
