"""One system's legacy risk on a screen: by contribution, what would change it, what it inherits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.tables import CLASS_INKS
from estate.rendering.kit.words import LEGACY_WORDS, RED_WORDS, day, points, span
from estate.rendering.scores.words import settling_words
from estate.rendering.showing.parts import INDENT, cut, named, point
from estate.scoring.judging import RECORDED
from estate.scoring.results import Answer
from estate.scoring.rules.derived import UNKNOWN

if TYPE_CHECKING:
    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.showing.view import SystemView
    from estate.scoring import Gap
    from estate.scoring.by_itself import Turn
    from estate.scoring.results import CriterionScore
    from estate.scoring.time_model import Fit

NAME = 21
PRESENT = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "cannot tell"}
RED = RED_WORDS | {Answer.UNKNOWN: "cannot tell whether it is red-rated"}
LEGACY = LEGACY_WORDS | {Answer.UNKNOWN: "cannot tell whether it is legacy"}
SHORT = 17
WIDE = 90
"""From so many columns on criteria have their whole names, or nearly."""
GAPS = 4
TURNS = 3
FOR_PEOPLE = {"L4", "C1", "C2", "C4"}
"""Criteria that follow from no facts."""


def risk_words(view: SystemView) -> str:
    """Return the overall score and the classes."""
    score = view.score
    return f"{span(score.overall)} of 30: {RED[score.red_rated]}; {LEGACY[score.legacy]}."


def risk_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return the score with all thirteen criteria, then the four risks that councils report."""
    score = view.score
    lines = _overall(view, terminal)
    lines.append(
        f"{INDENT}Likelihood {span(score.likelihood, 2)} times impact {span(score.impact, 2)}."
    )
    for criterion in score.criteria:
        if not plainly_recorded(criterion) and not unjudged(criterion):
            lines += _criterion(criterion, view, terminal)
    left = [
        f"{one.code} {one.name} {points(one.low, one.high)}"
        for one in score.criteria
        if unjudged(one)
    ]
    if left:
        lines += point(f"Not judged, and not following from facts: {', '.join(left)}.", terminal)
    plain = [criterion for criterion in score.criteria if plainly_recorded(criterion)]
    if plain:
        told = ", ".join(f"{one.code} {one.name} {one.low}" for one in plain)
        places = {view.near(place) for one in plain if (place := place_of(one, view))}
        at = f" [{', '.join(sorted(places))}]" if places else ""
        lines += point(f"As recorded: {told}.{at}", terminal)
    return lines + _four(view, terminal)


def _overall(view: SystemView, terminal: Terminal) -> list[str]:
    said = f"Overall {risk_words(view)}"
    lines = point(said, terminal)
    if len(lines) > 1:
        return lines
    words = RED[view.score.red_rated]
    return [lines[0].replace(words, terminal.paint(words, *CLASS_INKS[view.score.red_rated]), 1)]


def unjudged(one: CriterionScore) -> bool:
    """Whether nobody has judged a criterion that is for people to judge."""
    return one.rule == UNKNOWN and one.code in FOR_PEOPLE


def plainly_recorded(one: CriterionScore) -> bool:
    """Whether all there is to say of a criterion is the number that was recorded."""
    return one.rule == RECORDED and one.because == f"Recorded as {one.low}."


def place_of(one: CriterionScore, view: SystemView) -> str | None:
    """Return where the first fact stands that a criterion rests on."""
    return next((found for fact in one.facts if (found := view.where(fact))), None)


def _four(view: SystemView, terminal: Terminal) -> list[str]:
    return point(f"Risks that councils report: {four_words(view)}.", terminal)


def four_words(view: SystemView) -> str:
    """Return the four risks that councils report; why is said above, save of interfaces."""
    return "; ".join(
        f"{risk.kind} {PRESENT[risk.present]}"
        + (f" ({risk.because.rstrip('.')})" if not risk.criteria else "")
        for risk in view.council_risks
    )


def _criterion(criterion: CriterionScore, view: SystemView, terminal: Terminal) -> list[str]:
    """Return a criterion with its reason, and the place of the first fact that it rests on."""
    place = place_of(criterion, view)
    width = NAME if terminal.width >= WIDE else SHORT
    name = terminal.cut(criterion.name, width)
    head = f"{INDENT}{criterion.code}  {name:<{width}}  "
    head += f"{points(criterion.low, criterion.high):>6}  "
    said = criterion.because + (f" [{view.near(place)}]" if place else "")
    return terminal.wrap(said, " " * len(head), head)


def change_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return what would settle or narrow the score, and the days on which it changes by itself."""
    lines: list[str] = []
    for said in settling_words(view.settling):
        lines += point(said, terminal)
    gaps = [point(gap_words(gap), terminal) for gap in view.gaps]
    lines += cut(gaps, GAPS, "criterion is not known", "criteria are not known")
    months = view.graph.portfolio.workspace.planning.horizon_months
    if not view.turns:
        said = f"By itself it does not change within {months} months, as far as is recorded."
        return lines + point(said, terminal)
    lines += point("By itself, if nothing is done and nothing else is recorded:", terminal)
    turns = [named(day(turn.on), turn_words(turn), terminal, 11) for turn in view.turns]
    return lines + cut(turns, TURNS, "such day", "such days")


def gap_words(gap: Gap) -> str:
    """Return what the score would be at both ends of what is not known."""
    one = gap.criterion
    return (
        f"{one.code} {one.name}: the score would be {span(gap.at_best)} if it is {one.low}, "
        f"{span(gap.at_worst)} if it is {one.high}."
    )


def turn_words(turn: Turn) -> str:
    """Return what changes on a day by itself, and why."""
    parts = [
        f"{after.code} from {points(before.low, before.high)} to {points(after.low, after.high)}"
        for before, after in turn.changes
    ]
    because = " ".join(after.because for _, after in turn.changes[:1])
    return f"{', '.join(parts)}; overall {span(turn.overall)}. {because}"


def inherited_words(view: SystemView) -> str:
    """Return the worst legacy system that it relies on, with the way to it."""
    found = view.inherited
    if found is None:
        return "No system that it relies on is legacy for certain, as far as is recorded."
    way = " -> ".join(found.path)
    return f"The worst legacy it relies on scores {span(found.score.overall)}: {way}."


def time_words(view: SystemView) -> str:
    """Return the quadrant of Gartner's model, or those that are possible."""
    quadrants = [quadrant.value for quadrant in view.time.quadrants]
    if view.time.quadrant is None:
        return f"cannot tell: {', '.join(quadrants[:-1])} or {quadrants[-1]}"
    hints = dict.fromkeys(hint.disposition for hint in view.time.hints)
    return quadrants[0] + (f"; facts point to: {' or '.join(hints)}" if hints else "")


def time_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return both fits with their reasons, the quadrant, and the hints with theirs."""
    lines = point(f"TIME: {time_words(view)}.", terminal)
    lines += named("Technical fit", _fit(view.time.technical), terminal)
    lines += named("Functional fit", _fit(view.time.functional), terminal)
    for hint in view.time.hints:
        lines += named(hint.disposition.capitalize(), hint.because, terminal)
    return lines


def _fit(fit: Fit) -> str:
    return f"{span(fit.fit)} of 5. {fit.because}"
