"""Councils that are compared with one another: all, those of a size, those of a kind of place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from estate.comparison.view import bounds, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.comparison.view import CouncilView, SectorView

GroupKind = Literal["all", "size", "rurality"]
SIZES = (50_000, 100_000, 200_000)
"""Populations at which a band of size begins. This program's own choice: round figures, published
nowhere; a file of rates may say otherwise."""


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """Councils that are alike in one way."""

    kind: GroupKind
    name: str
    """all councils, `50,000 to 99,999 people`, rural."""
    councils: tuple[str, ...]


def peer_groups(sector: SectorView, sizes: Sequence[int] = SIZES) -> tuple[PeerGroup, ...]:
    """Return all councils, then the bands of size from small to large, then rurality by name.

    A council of which the population or rurality is not known, or only too roughly, is in the
    first alone.
    """
    groups = [PeerGroup("all", "all councils", tuple(sorted(one.id for one in sector.councils)))]
    by_size: dict[int, list[str]] = {}
    by_place: dict[str, list[str]] = {}
    for council in sorted(sector.councils, key=lambda one: one.id):
        size = _size(council, sizes)
        if size is not None:
            by_size.setdefault(size, []).append(council.id)
        place = known(council.rurality)
        if place is not None:
            by_place.setdefault(place, []).append(council.id)
    groups += [
        PeerGroup("size", size_words(band, sizes), tuple(own))
        for band, own in sorted(by_size.items())
    ]
    groups += [PeerGroup("rurality", place, tuple(own)) for place, own in sorted(by_place.items())]
    return tuple(groups)


def size_words(band: int, sizes: Sequence[int]) -> str:
    """Return a band of size in words: `under 50,000 people`."""
    if not sizes:
        return "any population"
    if band == 0:
        return f"under {sizes[0]:,} people"
    if band == len(sizes):
        return f"{sizes[-1]:,} people or more"
    return f"{sizes[band - 1]:,} to {sizes[band] - 1:,} people"


def _size(council: CouncilView, sizes: Sequence[int]) -> int | None:
    found = bounds(council.population)
    if found is None:
        return None
    low, high = found
    band = sum(low >= limit for limit in sizes)
    last = len(sizes) if high is None else sum(high >= limit for limit in sizes)
    return band if band == last else None
