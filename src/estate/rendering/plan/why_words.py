"""Sentences that an answer to why has on a screen and in JSON alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.explaining.why import Decision
from estate.rendering.kit.words import month, pounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate.planning.explaining.given import Examined
    from estate.planning.explaining.why import Why
    from estate.portfolio import Fact
    from estate.rendering.kit.as_json import Where

KEEP = "keep"
"""What keeping a system is called among its options."""


def decision_words(why: Why) -> str:
    """Return what the plan does with a system, and what that is worth."""
    match why.decision:
        case Decision.NOT_PLANNABLE:
            return "The plan keeps it: nothing that is recorded could be planned for it."
        case Decision.KEPT:
            return "The plan keeps it as it is."
        case _:
            pass
    when = f"{month(why.start)}, live {month(why.live)}" if why.start and why.live else ""
    worth = f"{pounds(abs(why.better))} {'better' if why.better >= 0 else 'worse'} than keeping it"
    head = "Under way" if why.decision is Decision.UNDER_WAY else f"The plan: {why.option}"
    range_ = ""
    if why.better_between is not None:
        low, high = why.better_between
        range_ = f" ({pounds(low)} to {pounds(high)} over what is not known of its risk)"
    return f"{head} from {when}. {worth}{range_}, in today's money."


def standing(plan: Examined) -> Iterator[str]:
    """Yield whether a plan from a file still holds; nothing of one that was found just now."""
    if plan.drawn_up is None:
        return
    if plan.holds:
        yield f"The plan of {plan.drawn_up.isoformat()} keeps every rule of today's record."
    else:
        yield (
            f"The facts have changed since the plan of {plan.drawn_up.isoformat()}: it no longer"
            " keeps every rule. What follows holds beside the steps that are left of it."
        )


def against(dearer: int) -> str:
    """Return what another start would do to the plan's cost."""
    if not dearer:
        return "as good"
    return f"{pounds(abs(dearer))} {'worse' if dearer > 0 else 'better'}"


def place_of(facts: Iterable[Fact], where: Where) -> str | None:
    """Return the first place that is known of some facts."""
    return next((found for fact in facts if (found := where(fact))), None)
