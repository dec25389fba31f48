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
    for case, option, start, _ in placed:
        for need in option.requires:
            if need.system in problem.group_of.get(case.id, ()):
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
