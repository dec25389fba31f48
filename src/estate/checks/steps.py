"""Steps of the roadmap that councils published or have under way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.checks.wording import listed
from estate.portfolio import Fact, Step
from estate.portfolio.dates import in_words

_PARTS = ("milestones", "work", "disposition")
"""What a plan to modernise has to say: US Government Accountability Office, GAO-19-471."""
_OVER = frozenset({"done", "stopped"})
_NOTHING_OLD = frozenset({"retain", "upgrade", "refactor"})
"""What leaves no old system behind."""


def _steps(view: View) -> Iterator[tuple[str, str, Step]]:
    for council, inventory in view.councils:
        for name in sorted(inventory.steps):
            yield council, name, inventory.steps[name]


def part_missing(view: View) -> Iterator[Issue]:
    """EST506: a step to come or under way without milestones, work, or disposition of the old."""
    for council, name, step in _steps(view):
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
    """EST507: a step that finishes before it starts."""
    for council, name, step in _steps(view):
        if step.starts is not None and step.finishes is not None and step.finishes < step.starts:
            message = (
                f"the step `{name}` finishes on {in_words(step.finishes)}, before it starts on "
                f"{in_words(step.starts)}"
            )
            yield Issue(Fact(council, ("steps", name, "finishes")), message)


def status_contradicts(view: View) -> Iterator[Issue]:
    """EST508: a step whose status or milestones its dates contradict."""
    for council, name, step in _steps(view):
        for keys, words in (*_of_status(step, view.as_of), *_of_milestones(step, view.as_of)):
            hint = "mend the date or the status: what is late is best said with a new date"
            yield Issue(Fact(council, ("steps", name, *keys)), f"the step `{name}` {words}", hint)


_Said = tuple[tuple[str | int, ...], str]


def _of_status(step: Step, on: date) -> Iterator[_Said]:
    starts, finishes, status = step.starts, step.finishes, step.status
    if status == "in-progress" and starts is not None and starts > on:
        yield ("starts",), f"is in progress, and starts on {in_words(starts)}"
    if status == "in-progress" and finishes is not None and finishes < on:
        yield ("finishes",), f"is in progress, and was to finish on {in_words(finishes)}"
    if status in {"proposed", "approved"} and starts is not None and starts < on:
        yield ("starts",), f"is {status}, and was to start on {in_words(starts)}"
    if status == "done" and finishes is not None and finishes > on:
        yield ("finishes",), f"is done, and finishes on {in_words(finishes)}"


def _of_milestones(step: Step, on: date) -> Iterator[_Said]:
    for index, milestone in enumerate(step.milestones):
        reached, due = milestone.reached, milestone.due
        path = ("milestones", index)
        if reached is not None and reached > on:
            yield (*path, "reached"), f"has a milestone that was reached on {in_words(reached)}"
        elif step.status == "done" and reached is None and due is not None:
            yield (*path, "due"), f"is done, and its milestone {index + 1} was not reached"
        elif due is not None and step.finishes is not None and due > step.finishes:
            yield (
                (*path, "due"),
                f"finishes on {in_words(step.finishes)}, and a milestone is due on {in_words(due)}",
            )
