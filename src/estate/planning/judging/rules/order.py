"""Which steps wait for others, and which go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.judging.violation import Placed
    from estate.planning.problem.cases import PlanningProblem


def precedence(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield steps that do not wait for what they need."""
    lives = {case.id: live for case, _, _, live in placed}
    bound = _bound(problem)
    for case, option, start, _ in placed:
        for need in option.requires:
            if need.system in bound.get(case.id, ()):
                continue
            if need.system not in lives or lives[need.system] + need.lag > start:
                words = f"{case.id} starts before {need.system} has been live long enough."
                yield Violation("precedence", words, case.id)


def groups(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield groups that do not move as one."""
    lives = {case.id: live // 3 for case, _, _, live in placed}
    for group in problem.groups:
        if len({lives.get(member) for member in group}) > 1:
            words = f"{', '.join(group)} do not go live in the same quarter."
            yield Violation("group", words, group[0])


def ties(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield systems that are bound to one another of which only one changes."""
    changed = {case.id for case, *_ in placed}
    for adapter in problem.adapters:
        if adapter.tied and (adapter.one in changed) != (adapter.other in changed):
            words = f"Only one of {adapter.one} and {adapter.other} changes: they are bound."
            yield Violation("tie", words, adapter.one)


def _bound(problem: PlanningProblem) -> dict[str, set[str]]:
    """Return with whom each system is bound: for those it does not wait."""
    found: dict[str, set[str]] = {}
    pairs = [(adapter.one, adapter.other) for adapter in problem.adapters if adapter.tied]
    pairs += [(one, other) for group in problem.groups for one in group for other in group]
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found
