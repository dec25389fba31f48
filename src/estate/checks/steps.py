"""Steps of the roadmap that councils published or have under way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.checks.wording import listed
from estate.portfolio import Fact, Milestone, Step
from estate.portfolio.dates import in_words

_PARTS = ("milestones", "work", "disposition")
"""What a plan to modernise has to say: US Government Accountability Office, GAO-19-471."""
_WAITING = frozenset({"proposed", "approved"})
_GONE_LIVE = frozenset({"live", "done"})
_OVER = frozenset({"live", "done", "stopped"})
_NOTHING_OLD = frozenset({"retain", "upgrade", "refactor"})
"""What leaves no old system behind."""


def steps_of(view: View) -> Iterator[tuple[str, str, Step]]:
    """Yield every step: its council, its id, and itself."""
    for council, inventory in view.councils:
        for name in sorted(inventory.steps):
            yield council, name, inventory.steps[name]


def part_missing(view: View) -> Iterator[Issue]:
    """EST506: a step to come or under way without milestones, work, or disposition of the old."""
    for council, name, step in steps_of(view):
        if step.status in _OVER or step.option == "retain":
            continue
        missing = [f"`{key}`" for key in _PARTS if not getattr(step, key) and _asked(key, step)]
        if missing:
            message = f"the step `{name}` does not say {listed(missing)}"
            hint = "say what is done, by when what is reached, and what becomes of the old system"
            yield Issue(Fact(council, ("steps", name)), message, hint)


def _asked(key: str, step: Step) -> bool:
    return key != "disposition" or step.option not in _NOTHING_OLD


def impossible_dates(view: View) -> Iterator[Issue]:
    """EST507: a step that finishes before it starts, by its plan or by what became of it."""
    for council, name, step in steps_of(view):
        if step.starts is not None and step.finishes is not None and step.finishes < step.starts:
            message = (
                f"the step `{name}` finishes on {in_words(step.finishes)}, before it starts on "
                f"{in_words(step.starts)}"
            )
            yield Issue(Fact(council, ("steps", name, "finishes")), message)
        if step.started and step.finished and step.finished < step.started:
            message = (
                f"the step `{name}` was over on {in_words(step.finished)}, before it began on "
                f"{in_words(step.started)}"
            )
            yield Issue(Fact(council, ("steps", name, "finished")), message)


def status_contradicts(view: View) -> Iterator[Issue]:
    """EST508: a step whose status or milestones its dates contradict."""
    for council, name, step in steps_of(view):
        for keys, words in (*_of_status(step, view.as_of), *_of_milestones(step, view.as_of)):
            hint = "mend the date or the status: what is late is best said with a new date"
            yield Issue(Fact(council, ("steps", name, *keys)), f"the step `{name}` {words}", hint)


_Said = tuple[tuple[str | int, ...], str]


def _of_status(step: Step, on: date) -> Iterator[_Said]:
    starts, status = step.starts, step.status
    if status == "in-progress" and step.started is None and starts is not None and starts > on:
        yield ("starts",), f"is in progress, and starts on {in_words(starts)}"
    if status in _WAITING and starts is not None and starts < on:
        yield ("starts",), f"is {status}, and was to start on {in_words(starts)}"
    if status in _WAITING and step.started is not None:
        yield ("started",), f"is {status}, and began on {in_words(step.started)}"
    yield from _of_end(step, on)


def _of_end(step: Step, on: date) -> Iterator[_Said]:
    status, finishes = step.status, step.finishes
    late = "expected_finish" if step.expected_finish is not None else "finishes"
    ends = step.expected_finish or finishes
    if status == "in-progress" and ends is not None and ends < on:
        yield (late,), f"is in progress, and was to finish on {in_words(ends)}"
    if status in _GONE_LIVE and step.finished is None and finishes is not None and finishes > on:
        yield ("finishes",), f"is {status}, and finishes on {in_words(finishes)}"
    if status not in {None, *_OVER} and step.finished is not None:
        yield ("finished",), f"is {status}, and was over on {in_words(step.finished)}"


def _of_milestones(step: Step, on: date) -> Iterator[_Said]:
    for index, milestone in enumerate(step.milestones):
        found = _of_milestone(step, milestone, on)
        if found is not None:
            key, words = found
            yield ("milestones", index, key), words.replace("#", str(index + 1))


def _of_milestone(step: Step, milestone: Milestone, on: date) -> tuple[str, str] | None:
    """Return at which key of a milestone something is wrong, and what; `#` is its number."""
    reached, due = milestone.reached, milestone.due
    if reached is not None and reached > on:
        return "reached", f"has a milestone that was reached on {in_words(reached)}"
    if reached is not None and step.started is not None and reached < step.started:
        began = f"began on {in_words(step.started)}"
        return "reached", f"{began}, and its milestone # was reached on {in_words(reached)}"
    if step.status in _GONE_LIVE and reached is None and due is not None:
        return "due", f"is {step.status}, and its milestone # was not reached"
    if due is not None and step.finishes is not None and due > step.finishes:
        return (
            "due",
            f"finishes on {in_words(step.finishes)}, and a milestone is due on {in_words(due)}",
        )
    return None
