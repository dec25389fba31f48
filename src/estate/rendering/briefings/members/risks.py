"""The members' page: what the risks to services are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.rendering.briefings.glossary.links import said_of, told, worked
from estate.rendering.briefings.services import (
    DONE,
    TROUBLE,
    service_at,
    who_uses,
)
from estate.rendering.canvas.blocks import Points
from estate.rendering.canvas.page_model import Cell, Ref, Table, cells, heads
from estate.rendering.kit.words import listing, month, plural, worst_first
from estate.scoring.council_risks import council_risks
from estate.scoring.framework import LEGACY_FROM
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block, Prose, Text
    from estate.rendering.plan.view import StepView
    from estate.scoring.results import LegacyScore

MOST = 5
MOST_CAUSES = 3
CAUSES = {
    "staff": "Too few people can look after them",
    "security": "They are open to attack, or no longer get security repairs",
    "interoperability": "They do not pass data on to other systems as they should",
    "hardware": "They run on failing machines, or have failed before",
}
"""The four risks that councils report, in plain words."""


def risks(scope: Scope) -> Iterator[Block]:
    """Yield how many systems are at risk, which services they serve, and why."""
    if not scope.scores.totals.systems:
        yield said_of("No [system] in use is recorded, so nothing can be said of its risks.")
        return
    yield from _counted(scope)
    red = [one for one in worst_first(scope.scores) if one.red_rated is Answer.YES]
    if red:
        yield _table(scope, red)
    yield said_of("Four things make systems risky. So many systems have each of them:")
    yield Points(tuple(_causes(scope)))
    yield from _later(scope)


def _counted(scope: Scope) -> Iterator[Prose]:
    totals = scope.scores.totals
    red, open_ = totals.red_rated.get(Answer.YES, 0), totals.red_rated.get(Answer.UNKNOWN, 0)
    places = len(scope.councils)
    run = (
        "The council runs {}."
        if scope.council or places == 1
        else f"These {places} councils run {{}}."
    )
    count = plural(totals.systems, "computer system")
    are = "is" if red <= 1 else "are"
    harm = "trouble is likely, and it would do serious harm" if red else "for none is it certain"
    more = "" if red else " that trouble is likely and would do serious harm"
    yield said_of(
        f"{run} {{}} {are} [red-rated]: {harm}{more}.",
        worked(count, "risk", scope.name, "systems"),
        worked(f"{red:,}" if red else "None", "risk", scope.name, "red"),
        tone="lead",
    )
    if open_:
        they = "It" if open_ == 1 else "They"
        it = they.lower()
        bad = "as bad" if red else "red-rated"
        yield said_of(
            f"For {{}} {'more ' if red else ''}we [cannot tell], because facts are "
            f"[not recorded]. {they} may be {bad}, or {it} may be sound.",
            worked(f"{open_:,}", "risk", scope.name, "cannot-tell"),
        )


def _table(scope: Scope, red: list[LegacyScore]) -> Table:
    """Return the worst services: who uses them, what is wrong, what the plan does."""
    steps = {step.system: step for step in scope.steps}
    names = ["Service", "Who uses it", "What is wrong"]
    if scope.material.plan is not None:
        names.append("What the plan does")
    rows = tuple(_row(scope, one, steps)[: len(names)] for one in red[:MOST])
    rest = len(red) - MOST
    more = f"; {rest:,} more {'is' if rest == 1 else 'are'} red-rated" if rest > 0 else ""
    return Table(f"Services at most risk{more}", heads(*names), rows)


def _row(scope: Scope, score: LegacyScore, steps: dict[str, StepView]) -> tuple[Cell, ...]:
    system = str(score.ref)
    return (
        Cell(service_at(scope.portfolio, system), ref=Ref("system", system)),
        *cells(who_uses(scope.portfolio, system), wrong_with(score), _does(steps.get(system))),
    )


def wrong_with(score: LegacyScore) -> str:
    """Return the worst of what is certain about a system, in plain words."""
    known = sorted(
        (one for one in score.criteria if one.key in TROUBLE and one.low >= LEGACY_FROM),
        key=lambda one: (-one.low, one.code),
    )
    said = listing([TROUBLE[one.key] for one in known[:MOST_CAUSES]])
    return f"{said[:1].upper()}{said[1:]}" or "Nothing for certain"


def _does(step: StepView | None) -> str:
    if step is None:
        return "Kept as it is"
    does = DONE.get(step.kind, "it is changed")
    by = "done by" if step.kind == "retire" else "in use from"
    return f"{does[:1].upper()}{does[1:]}; {by} {month(step.live)}"


def _causes(scope: Scope) -> Iterator[Text]:
    """Yield the four risks that councils report, by how many systems have them."""
    counts: dict[str, Counter[Answer]] = {kind: Counter() for kind in CAUSES}
    for ref, score in sorted(scope.scores.systems.items()):
        for risk in council_risks(score, scope.material.relations.systems[ref]):
            counts[risk.kind][risk.present] += 1
    for kind, words in CAUSES.items():
        sure, open_ = counts[kind][Answer.YES], counts[kind][Answer.UNKNOWN]
        count = worked(plural(sure, "system") if sure else "no system", "risk", scope.name, kind)
        more = f"; for {open_:,} we cannot tell" if open_ else ""
        yield told("{}: {} for certain{}.", words, count, more)


def _later(scope: Scope) -> Iterator[Block]:
    """Yield how many would be red-rated if nothing is done, and with the plan."""
    now = scope.scores.totals.red_rated.get(Answer.YES, 0)
    plan = scope.material.plan
    plateaus = plan.plateaus_of(scope.council) if plan is not None and scope.steps else ()
    if plan is not None and plateaus:
        last = plateaus[-1]
        yield _nothing(plan.end, last.without_at_end.risk.red, now)
        yield with_plan(last.risk_at_end.red, last.without_at_end.risk.red, now)
        return
    end = scope.trend.points[-1] if scope.trend.points else None
    if end is not None:
        yield _nothing(end.day, end.red_rated.get(Answer.YES, 0), now)


def with_plan(then: int, without: int, now: int) -> Prose:
    """Return how many would be red-rated with the plan, and why more than today if they are."""
    said = f"With the [plan] it would be {then or 'none'}"
    if then < without:
        said += f", {without - then:,} fewer"
    if then > now:
        said += ". That is still more than today, because the systems that are kept grow older"
    return said_of(f"{said}.")


def _nothing(day: date, red: int, now: int) -> Prose:
    if red == now:
        none = "no system" if not red else plural(red, "system")
        return said_of(
            "If [nothing is done|do-nothing], {} would be red-rated for certain by {}, as today.",
            none,
            month(day),
        )
    return said_of(
        "[Doing nothing|do-nothing] is not standing still: support ends and machines grow old. "
        f"By {{}}, {{}} would be red-rated for certain, against {now or 'none'} today.",
        month(day),
        plural(red, "system") if red else "no system",
    )
