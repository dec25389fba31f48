"""What shared platforms ask of those who join."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.judging.violation import Placed
    from estate.planning.problem.cases import PlanningProblem


def platforms(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield platforms with too few members, or too many or too early."""
    for platform in problem.platforms:
        lives = [live for _, option, _, live in placed if option.platform == platform.id]
        if not lives:
            continue
        if platform.members + len(lives) < platform.minimum:
            words = (
                f"{platform.id} has {platform.members + len(lives)} members of {platform.minimum}."
            )
            yield Violation("minimum", words, platform.id)
        if min(lives) < platform.available:
            words = f"A member goes live on {platform.id} before it is available."
            yield Violation("available", words, platform.id)
        busiest = max(Counter(live // 3 for live in lives).values())
        if platform.onboarding is not None and busiest > platform.onboarding:
            words = f"{busiest} go live on {platform.id} in one quarter, not {platform.onboarding}."
            yield Violation("onboarding", words, platform.id)
