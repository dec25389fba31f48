"""Joining ids pair by pair, without ever joining what is declared different."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from estate.comparison.matches import Match


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of it: for each id that was joined, the one that it is counted under."""

    one_of: Mapping[str, str]
    kept: tuple[Match, ...]
    refused: tuple[Match, ...]
    """Ties that would have joined, over others, two ids that are declared different."""

    def under(self, name: str) -> str:
        """Return the id that an id is counted under."""
        return self.one_of.get(name, name)


def joined(ties: Sequence[Match], apart: Collection[frozenset[str]]) -> Joined:
    """Return ids joined by ties, the earlier first; a set counts under its first tie's first id.

    A tie is refused where the set that it would make holds a pair that is apart.
    """
    members: dict[str, tuple[str, ...]] = {}
    one_of: dict[str, str] = {}
    kept, refused = [], []
    for tie in ties:
        first, second = (one_of.get(name, name) for name in (tie.first, tie.second))
        left, right = (members.get(name, (name,)) for name in (first, second))
        if first != second and _meet(left, right, apart):
            refused.append(tie)
            continue
        kept.append(tie)
        if first != second:
            members.pop(second, None)
            members[first] = (*left, *right)
            one_of |= dict.fromkeys((*left, *right), first)
    return Joined(one_of, tuple(kept), tuple(refused))


def _meet(left: Sequence[str], right: Sequence[str], apart: Collection[frozenset[str]]) -> bool:
    return any(frozenset((one, other)) in apart for one in left for other in right)
