"""The parts of a page that say what the plan does, costs and asks of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.measures import Measure
from estate.portfolio.dates import add_months
from estate.rendering.canvas.page_model import (
    Line,
    Ref,
    StepCard,
    Table,
    cells,
    heads,
)
from estate.rendering.kit.words import (
    listing,
    month,
    plural,
    pounds,
    visible,
)
from estate.rendering.plan.measures import in_measure
from estate.rendering.plan.page_words import comparison_cost, comparison_name, comparison_share
from estate.rendering.plan.status_sheet import card_lines
from estate.rendering.plan.words import (
    open_ranges,
    rise_words,
    risk_sentence,
    running_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.planning.roadmap import Reason
    from estate.portfolio import Portfolio
    from estate.rendering.canvas.page_model import Where
    from estate.rendering.plan.view import PlanView, StepView

SOON_MONTHS = 18
SOON_MOST = 12


def planned_words(plan: PlanView | None) -> dict[str, str]:
    """Return for each changed system what is done and by when."""
    if plan is None:
        return {}
    return {step.system: f"{step.words}, live {month(step.live)}" for step in plan.steps}


def first_steps(plan: PlanView, council: str | None) -> tuple[list[StepView], int]:
    """Return the steps to begin within 18 months, and how many there are in all.

    Of many, those that take away most risk.
    """
    limit = add_months(plan.start, SOON_MONTHS)
    soon = [step for step in plan.steps_of(council) if step.start < limit]
    worth = sorted(soon, key=lambda step: (step.risk_after - step.risk_before, step.system))
    chosen = {step.system for step in worth[:SOON_MOST]}
    return [step for step in soon if step.system in chosen], len(soon)


def step_cards(
    steps: Sequence[StepView], portfolio: Portfolio, where: Where
) -> tuple[StepCard, ...]:
    """Return steps as cards: when, what, why, for how much, and who answers for it."""
    return tuple(_step_card(step, portfolio, where) for step in steps)


def _step_card(step: StepView, portfolio: Portfolio, where: Where) -> StepCard:
    name = step.name
    if len(portfolio.councils) > 1:
        name = f"{name}, {portfolio.councils[step.council].council.name}"
    rise = rise_words(step).removesuffix(".")
    facts = (_once(step), running_words(step), risk_sentence(step), rise)
    people = (
        f"Owner: {step.owner or 'not recorded'}",
        f"People: {_people(step) or 'none recorded'}",
    )
    return StepCard(
        when=month(step.start),
        until=f"live {month(step.live)}",
        title=visible(name),
        words=visible(step.words),
        facts=tuple(words for words in facts if words),
        people=tuple(visible(words) for words in (*people, *card_lines(step))),
        why=_lines(step.why, where),
        not_earlier=_lines(step.not_earlier, where),
        waits_for=_lines(step.waits_for, where),
        frees=_lines(step.frees, where),
        where=next((found for fact in step.facts if (found := where(fact))), None),
        ref=Ref("system", step.system),
    )


def _lines(reasons: Sequence[Reason], where: Where) -> tuple[Line, ...]:
    return tuple(
        Line(
            visible(reason.words),
            next((found for fact in reason.facts if (found := where(fact))), None),
        )
        for reason in reasons
    )


def _once(step: StepView) -> str:
    parts = ((step.capital, "capital"), (step.revenue, "one-off revenue"))
    said = [f"{pounds(sum_)} {words}" for sum_, words in parts if sum_]
    return " and ".join(said) or "No one-off cost"


def _people(step: StepView) -> str:
    return listing([f"{days:,} days of {skill}" for skill, days in step.skills])


def comparisons_table(plan: PlanView) -> Table | None:
    """Return what other ways of going about it would cost."""
    if not plan.comparisons:
        return None
    rows = tuple(
        cells(
            comparison_name(each),
            each.words,
            comparison_cost(each, plan),
            "" if each.cost is None else in_measure(plan, each.cost - plan.objective),
            comparison_share(each, plan),
        )
        for each in plan.comparisons
    )
    names = (
        "Way of planning",
        "How",
        *_measured_heads(plan),
        "#Of the possible saving, at least",
    )
    return Table("Other ways of planning, measured alike", heads(*names), rows)


def _measured_heads(plan: PlanView) -> tuple[str, str]:
    if plan.measure is Measure.RISK:
        return "#Risk carried, by the same measure", "#More than the plan by"
    return "#Cost by the same measure, in today's money", "#Dearer than the plan by"


def assumptions(plan: PlanView, council: str | None) -> tuple[str, ...]:
    """Return what is taken for granted, with the systems it is said of."""
    ranges = open_ranges(plan, council)
    found = [ranges] if ranges else []
    for each in plan.assumptions:
        own = [s for s in each.subjects if council is None or _is_of(s, council)]
        if own or not each.subjects:
            about = f" This is said of {listing(own, 8)}." if own else ""
            found.append(visible(f"{each.words}{about}"))
    return tuple(found)


def _is_of(subject: str, council: str) -> bool:
    """Whether a subject, `council/system` or `council: what`, is a council's."""
    return subject.startswith((f"{council}/", f"{council}:"))


def not_plannable(plan: PlanView, council: str | None) -> Table | None:
    """Return what could not be planned, and why."""
    rows = tuple(
        cells(subject, reason)
        for subject, reason in plan.not_plannable
        if council is None or _is_of(subject, council)
    )
    if not rows:
        return None
    return Table("What could not be planned", heads("What", "Why"), rows, wide=False)


def soon_words(shown: int, of: int) -> str:
    """Return how many steps begin soon, and which of them are shown."""
    if shown == of:
        return f"The {plural(of, 'step')} to begin within {SOON_MONTHS} months."
    return (
        f"{of} steps are to begin within {SOON_MONTHS} months. These {shown} take away "
        "most risk; the table of every step has them all."
    )
