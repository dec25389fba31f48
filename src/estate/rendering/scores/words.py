"""What would settle a class, and where to begin asking: in words that every output shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.words import listing, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from estate.rendering.scores.questions import KindOfQuestion
    from estate.scoring.worth import Settling, WouldSettle

BEST = 3
ALTERNATIVES = 3


def best_questions(kinds: Sequence[KindOfQuestion], undecided: int) -> str:
    """Return the best questions in a sentence; nothing where no question could settle a class.

    Undecided are the systems of which it cannot be told whether they are red-rated.
    """
    if not kinds:
        return ""
    parts = [_asked_for(one) for one in kinds[:BEST]]
    first, *others = [
        f"{words} could settle {len(one.systems):,}"
        for words, one in zip(parts, kinds[:BEST], strict=True)
    ]
    of = f"{first} of the {undecided:,} that cannot be told"
    return f"Ask first: {'; '.join([of, *others])}."


def _asked_for(one: KindOfQuestion) -> str:
    number = len(one.items)
    return f"{plural(number, one.kind.one, one.kind.many)} ({one.kind.office})"


def settling_words(would: WouldSettle) -> tuple[str, ...]:
    """Return what would settle a system's class, in sentences; none where it is settled."""
    if would.settled:
        return ()
    unknown = sum(not one.known for one in would.score.criteria)
    many = len(would.surely[0].criteria)
    if unknown == 1:
        said = f"Settled by {_names(would.surely[0])}, the only unknown."
    elif many == unknown:
        said = f"Settled for certain only by all {unknown} unknown."
    else:
        said = f"Settled for certain by {_names(would.surely[0])}: {many} of {unknown} unknown."
    if len(would.surely) > 1:
        said += f" {plural(len(would.surely) - 1, 'other set')} of as many would do too."
    found = [said]
    if would.possibly:
        could = [_possibly(one) for one in would.possibly[:ALTERNATIVES]]
        more = len(would.possibly) - len(could)
        tail = f"; {plural(more, 'other set')} no more often" if more else ""
        found.append(f"Could be settled by {'; '.join(could)}{tail}.")
    return tuple(found)


def _possibly(one: Settling) -> str:
    return f"{_names(one)} ({one.settles:,} of {one.outcomes:,} outcomes, {share(one.share)})"


def _names(one: Settling) -> str:
    """Return one criterion by its code and name, several by their codes."""
    if len(one.criteria) == 1:
        return f"{one.criteria[0].code} {one.criteria[0].name}"
    return listing([each.code for each in one.criteria], len(one.criteria))


def share(ratio: Fraction) -> str:
    """Return a share in per cent, rounded, but never to 0% or 100% where it is neither."""
    if 0 < ratio < 1:
        return f"{min(99, max(1, round(ratio * 100)))}%"
    return f"{round(ratio * 100)}%"
