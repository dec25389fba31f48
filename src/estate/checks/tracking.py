"""What became of steps: whether the record lets plan and actual be compared, and benefits told."""

from __future__ import annotations

from collections.abc import Iterator

from estate.checks.rule import Issue
from estate.checks.steps import steps_of
from estate.checks.view import View
from estate.checks.wording import listed, pounds
from estate.portfolio import Benefit, Fact, Step, SystemRef
from estate.portfolio.dates import in_words

_TO_COME = frozenset({"proposed", "approved", "in-progress"})
_ANSWERED_FOR = frozenset({"approved", "in-progress", "live"})
_COMMITTED = frozenset({"approved", "in-progress", "live", "done"})
_Placed = tuple[str, str, Step, int, Benefit]


def _benefits(view: View) -> Iterator[_Placed]:
    for council, name, step in steps_of(view):
        for index, benefit in enumerate(step.benefits):
            yield council, name, step, index, benefit


def done_without_outcome(view: View) -> Iterator[Issue]:
    """EST512: a step that is said to be done, and no measure of what it was for has been taken."""
    for council, name, step in steps_of(view):
        if step.status == "done" and not step.outcome_measured:
            words = "what it was for has not been measured" if step.benefits else "nothing says why"
            message = f"the step `{name}` is done, and {words}"
            hint = 'record `actual` and `measured` of a benefit; until then its status is "live"'
            yield Issue(Fact(council, ("steps", name, "status")), message, hint)


def over_without_date(view: View) -> Iterator[Issue]:
    """EST513: a step that is live, done or stopped, and nothing says since when."""
    for council, name, step in steps_of(view):
        ended = step.finished if step.status == "stopped" else step.over
        if step.status in {"live", "done", "stopped"} and ended is None:
            message = f"the step `{name}` is {step.status}, and nothing says since when"
            hint = "record `finished`, the last day of work"
            yield Issue(Fact(council, ("steps", name, "status")), message, hint)


def benefit_due(view: View) -> Iterator[Issue]:
    """EST514: a benefit that should have been reached by now, and has not been measured."""
    for council, name, step, index, benefit in _benefits(view):
        due = benefit.due
        if step.status == "stopped" or benefit.actual is not None or due is None:
            continue
        if due < view.as_of:
            message = f"`{benefit.measure}` of the step `{name}` was due on {in_words(due)}"
            hint = "measure it, and record `actual` and `measured`, whatever they show"
            yield Issue(Fact(council, ("steps", name, "benefits", index, "due")), message, hint)


def benefit_untold(view: View) -> Iterator[Issue]:
    """EST515: a benefit of a step that was agreed, without the value before or aimed at."""
    for council, name, step, index, benefit in _benefits(view):
        missing = [f"`{key}`" for key in ("baseline", "target") if getattr(benefit, key) is None]
        if step.status in _COMMITTED and missing:
            message = f"`{benefit.measure}` of the step `{name}` has no {listed(missing)}"
            hint = "measure it before the work begins: afterwards nobody can"
            yield Issue(Fact(council, ("steps", name, "benefits", index)), message, hint)


def overspent(view: View) -> Iterator[Issue]:
    """EST516: a step for which more has been paid than it was to cost, by purse."""
    for council, name, step in steps_of(view):
        if step.cost is None or step.spent is None:
            continue
        for purse in ("capital", "revenue"):
            paid, planned = getattr(step.spent, purse), getattr(step.cost, purse)
            if paid is not None and paid > planned:
                message = (
                    f"{pounds(paid)} of {purse} is spent on the step `{name}`, "
                    f"{pounds(paid - planned)} more than it was to cost"
                )
                hint = "have the new cost agreed; `cost` stays what was agreed last"
                yield Issue(Fact(council, ("steps", name, "spent", purse)), message, hint)


def nobody_answers(view: View) -> Iterator[Issue]:
    """EST517: a step that is approved, in progress or live, and no role answers for it."""
    for council, name, step in steps_of(view):
        if step.status in _ANSWERED_FOR and step.owner is None:
            message = f"the step `{name}` is {step.status}, and nobody answers for it"
            hint = "name the role that tells how it stands: owner = ..."
            yield Issue(Fact(council, ("steps", name)), message, hint)


def of_what_is_retired(view: View) -> Iterator[Issue]:
    """EST518: a step to come or under way that changes a system which is retired already."""
    known = dict(view.every_system)
    for council, name, step in steps_of(view):
        system = known.get(SystemRef.parse(step.system, council))
        if step.status in _TO_COME and system is not None and system.lifecycle == "retired":
            message = f"the step `{name}` is {step.status}, and `{step.system}` is retired"
            hint = "say what became of the step, or of which system it is"
            yield Issue(Fact(council, ("steps", name, "system")), message, hint)


def figure_without_day(view: View) -> Iterator[Issue]:
    """EST519: what was measured or spent, and nothing says on which day."""
    for council, name, _, index, benefit in _benefits(view):
        if benefit.actual is not None and benefit.measured is None:
            message = f"`{benefit.measure}` of the step `{name}` was measured on no recorded day"
            fact = Fact(council, ("steps", name, "benefits", index, "actual"))
            yield Issue(fact, message, "record `measured`, the day of the measurement")
    for council, name, step in steps_of(view):
        if step.spent is not None and step.spent.on is None:
            message = f"what is spent on the step `{name}` is counted up to no recorded day"
            hint = "record `on`, the day up to which it is counted"
            yield Issue(Fact(council, ("steps", name, "spent")), message, hint)


def stopped_without_reason(view: View) -> Iterator[Issue]:
    """EST520: a step that was stopped, and nothing says why."""
    for council, name, step in steps_of(view):
        if step.status == "stopped" and step.stopped_because is None:
            message = f"the step `{name}` was stopped, and nothing says why"
            hint = "record `stopped_because`: the next who tries will ask"
            yield Issue(Fact(council, ("steps", name, "status")), message, hint)
