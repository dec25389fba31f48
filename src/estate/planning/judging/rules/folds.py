"""Which systems may be folded into others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.judging.violation import Placed
    from estate.planning.problem.cases import PlanningProblem


def folds(_problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield systems folded into one that goes away."""
    gone = {case.id for case, option, _, _ in placed if option.kind in _GONE}
    for case, option, _, _ in placed:
        if option.onto in gone:
            words = f"{case.id} is folded into {option.onto}, which goes away."
            yield Violation("onto", words, case.id)


_GONE = {"retire", "join", "consolidate"}
