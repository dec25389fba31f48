"""Decisions that contracts ask for: notice, extensions, and what is to follow an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.portfolio.deadlines import DeadlineKind, calendar
from estate.rendering.briefings.decisions.one import Decision
from estate.rendering.briefings.services import council_of, service
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import day, listing, month, plural, visible
from estate.rendering.records.contract_words import money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from estate.portfolio.deadlines import Deadline
    from estate.rendering.briefings.material import Scope
    from estate.rendering.plan.view import StepView

MOST_NAMED = 2
ASKING = frozenset({DeadlineKind.NOTICE, DeadlineKind.EXTEND, DeadlineKind.AGREE, DeadlineKind.END})
"""What asks for a decision. A day from which a contract can be left asks for none, and one that
renews itself because its day for notice has passed can no longer be helped."""


def contract_decisions(scope: Scope, months: int) -> Iterator[Decision]:
    """Yield what has to be decided about contracts within so many months."""
    steps = {step.system: step for step in scope.steps}
    days = calendar(scope.portfolio, scope.material.as_of, months, scope.councils, look_back=0)
    going_on = {_term(one) for one in days if _prolongs(one)}
    for one in days:
        asked = not one.passed and one.kind in ASKING and one.systems
        if asked and not (_asks_less(one) and _term(one) in going_on):
            yield _decision(scope, one, steps)


def _term(one: Deadline) -> tuple[str, str, date]:
    return one.council, one.contract, one.term


def _asks_less(one: Deadline) -> bool:
    """Whether a day asks nothing that extending the contract, or not, does not decide."""
    return one.kind is DeadlineKind.END or (one.kind is DeadlineKind.NOTICE and one.then is None)


def _prolongs(one: Deadline) -> bool:
    """Whether a day still ahead decides if a contract goes on: its end then asks nothing more."""
    return one.kind in {DeadlineKind.EXTEND, DeadlineKind.AGREE} and not one.passed


def _decision(scope: Scope, one: Deadline, steps: Mapping[str, StepView]) -> Decision:
    systems = [f"{one.council}/{name}" for name in one.systems]
    services = _services(scope, systems)
    several = len(scope.portfolio.councils) > 1
    subject = f"{services} ({council_of(scope.portfolio, systems[0])})" if several else services
    owners = {scope.portfolio.system(SystemRef.parse(each)).owner for each in systems}
    named = sorted(each for each in owners if each)
    planned = [steps[each] for each in systems if each in steps]
    return Decision(
        by=one.on,
        kind="contract",
        subject=subject,
        what=_what(one) + _plan(planned, len(systems)),
        owner=visible(listing(named, MOST_NAMED)) or None,
        otherwise=_otherwise(one),
        ref=Ref("system", systems[0]),
        where=scope.material.where(one.fact),
        planned=bool(planned),
        stake=int(one.value or 0),
    )


def _services(scope: Scope, systems: list[str]) -> str:
    """Return what a contract is for: the first few services, each once."""
    named = list(dict.fromkeys(service(scope.portfolio, each) for each in systems))
    more = len(named) - MOST_NAMED
    return "; ".join([*named[:MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])])


def _what(one: Deadline) -> str:
    """Return what is to be decided."""
    match one.kind:
        case DeadlineKind.NOTICE:
            return f"Give notice, so that the contract ends on {day(one.term)}, or let it go on."
        case DeadlineKind.EXTEND:
            until = f" to {day(one.then)}" if one.then else ""
            closing = "" if one.known else " How much notice that takes is not recorded."
            return f"Extend the contract{until}, or let it end on {day(one.term)}.{closing}"
        case DeadlineKind.AGREE:
            until = f" to {day(one.then)}" if one.then else ""
            return f"Agree with the supplier to extend the contract{until}, or let it end."
        case _:
            return "Decide what follows the contract when it ends: no other is recorded."


def _plan(planned: list[StepView], systems: int) -> str:
    """Return what the plan does with the systems meanwhile."""
    if not planned:
        return ""
    lives = sorted({step.live for step in planned})
    said = f"in {month(lives[0])}"
    if len(lives) > 1:
        said = f"between {month(lives[0])} and {month(lives[-1])}"
    if systems == 1:
        return f" The plan changes this system; the change is live {said}."
    count = plural(len(planned), "system")
    return f" The plan changes {count} of {systems:,}; live {said}."


def _otherwise(one: Deadline) -> str:
    """Return what follows if nothing is decided, and what is at stake."""
    price = "" if one.value is None else money(one.value)
    match one.kind:
        case DeadlineKind.NOTICE if one.then is not None:
            paid = f", for {price} more" if price else "; what that costs is not recorded"
            return f"It renews itself to {day(one.then)}{paid}."
        case DeadlineKind.NOTICE:
            return "Whether it renews itself is not recorded."
        case DeadlineKind.EXTEND | DeadlineKind.AGREE:
            use = f"It ends on {day(one.term)} with {plural(len(one.systems), 'system')} in use."
            paid = f" The extension would cost {price}." if price else ""
            return f"{use}{paid}"
        case _:
            running = plural(len(one.systems), "system")
            return f"{running} would run without a contract from then."
