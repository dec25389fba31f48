"""What shared platforms ask of those who join."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import members_since
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
        since = members_since(platform, placed)
        members = platform.members + len(since)
        if members < platform.minimum:
            words = f"{platform.id} has {members} members of {platform.minimum}."
            yield Violation("minimum", words, platform.id)
        if min(lives) < platform.available:
            words = f"A member goes live on {platform.id} before it is available."
            yield Violation("available", words, platform.id)
        busiest = max(Counter(live // 3 for live in since.values()).values(), default=0)
        if platform.onboarding is not None and busiest > platform.onboarding:
            words = f"{busiest} join {platform.id} in one quarter, not {platform.onboarding}."
            yield Violation("onboarding", words, platform.id)
