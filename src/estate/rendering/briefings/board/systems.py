"""The board's paper: systems and steps in a line each; their own pages tell the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.briefings.members.risks import wrong_with
from estate.rendering.briefings.services import NOT_RECORDED
from estate.rendering.canvas.page_model import Cell, Ref, Table, cells, filled, heads, risk_tag
from estate.rendering.canvas.palette import risk_style
from estate.rendering.kit.words import month, plural, pounds, span, visible, worst_first
from estate.rendering.plan.words import risk_figure, running_figure
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Scope
    from estate.rendering.plan.view import StepView
    from estate.scoring.results import LegacyScore

TOP = 10
MOST_REASONS = 2
"""As many sentences say why a system is left; its own page has all."""


def at_risk(scope: Scope) -> Table:
    """Return the systems most at risk: their class, score, what is wrong, what the plan does."""
    steps = {step.system: step for step in scope.steps}
    shown = worst_first(scope.scores)[:TOP]
    names = ["System", "Risk", "#Score of 30", "What is wrong", "#Rely on it"]
    if scope.material.plan is not None:
        names.append("What the plan does")
    rows = tuple(
        (
            named(scope, score.ref),
            Cell(risk=risk_tag(risk_style(score.red_rated, score.legacy))),
            *cells(
                span(score.overall),
                _wrong(score),
                f"{scope.material.graph.dependent_systems(score.ref):,}",
                does(steps.get(str(score.ref))),
            ),
        )[: len(names)]
        for score in shown
    )
    most = "system" if len(shown) == 1 else f"{len(shown):,} systems"
    return Table(f"The {most} most at risk", heads(*names), rows)


def _wrong(score: LegacyScore) -> str:
    """Return what is certainly wrong with a system, and how much is not known of it."""
    missing = sum(not one.known for one in score.criteria)
    said = wrong_with(score)
    are = "is" if missing == 1 else "are"
    return f"{said}; {missing} of {len(score.criteria)} answers {are} missing" if missing else said


def does(step: StepView | None) -> str:
    """Return what the plan does with a system, and by when."""
    return "Kept as it is" if step is None else f"{step.words}, live {month(step.live)}"


def named(scope: Scope, ref: SystemRef) -> Cell:
    """Return a system by name, and its council where there are several."""
    name = scope.portfolio.system(ref).name
    if len(scope.portfolio.councils) > 1:
        name = f"{name} ({scope.portfolio.councils[ref.council].council.name})"
    return Cell(visible(name), ref=Ref("system", str(ref)))


def left(scope: Scope) -> Table | None:
    """Return the red-rated systems that the plan leaves as they are, and in short why."""
    changed = {step.system for step in scope.steps}
    rows = tuple(
        (
            named(scope, score.ref),
            *cells(span(score.overall), why_left(scope, score.ref)),
        )
        for score in worst_first(scope.scores)
        if score.red_rated is Answer.YES and str(score.ref) not in changed
    )
    if not rows:
        return None
    names = ("System", "#Score of 30", "Why, in short")
    count = plural(len(rows), "red-rated system")
    return Table(f"{count} that the plan leaves as {_it(len(rows))}", heads(*names), rows)


def _it(count: int) -> str:
    return "it is" if count == 1 else "they are"


def why_left(scope: Scope, ref: SystemRef) -> str:
    """Return in a few sentences why a system is left as it is."""
    plan = scope.material.plan
    options = scope.portfolio.system(ref).options
    able = [key for key, option in sorted(options.items()) if option.kind != "retain"]
    if plan is None or not able:
        return "No option is recorded: what could be done with it is not known."
    reasons = plan.kept.get(str(ref), ())
    if reasons:
        return " ".join(reason.words for reason in reasons[:MOST_REASONS])
    lacks = dict(plan.not_plannable)
    said = [f"{key}: {lacks[name]}" for key in able if (name := f"{ref}: {key}") in lacks]
    return f"Nothing can be planned for it. {'; '.join(said)}." if said else "It is kept."


def steps_in_short(scope: Scope) -> Table | None:
    """Return every step of the plan, a line each; the step's system's page says why."""
    if not scope.steps:
        return None
    names = (
        "System",
        "What is done",
        "Start",
        "Live",
        "#Capital",
        "#One-off revenue",
        "#Running cost change a year",
        "#Platform's price a year",
        "#Risk score",
        "Owner",
    )
    rows = tuple(_step(scope, step) for step in scope.steps)
    capital, revenue = (sum(each) for each in zip(*map(_once, scope.steps), strict=True))
    foot = cells("All", "", "", "", pounds(capital), pounds(revenue), "", "", "", "")
    return filled(Table("Every step of the plan", heads(*names), rows, foot, tools=True))


def _once(step: StepView) -> tuple[int, int]:
    return step.capital, step.revenue


def _step(scope: Scope, step: StepView) -> tuple[Cell, ...]:
    return (
        named(scope, SystemRef.parse(step.system)),
        Cell(visible(step.words)),
        Cell(month(step.start), key=step.start.isoformat()),
        Cell(month(step.live), key=step.live.isoformat()),
        Cell(pounds(step.capital), key=str(step.capital)),
        Cell(pounds(step.revenue), key=str(step.revenue)),
        *cells(
            running_figure(step),
            "" if step.price is None else pounds(step.price),
            risk_figure(step),
            step.owner or NOT_RECORDED,
        ),
    )
