"""What is recorded of one council's systems and is otherwise with its peers: facts, side by side.

Nothing is guessed: a fact that is not recorded is named as not recorded, and none of it is said to
be the cause.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.comparison.view import WITHHELD, bounds, exact, exact_day, known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from estate.comparison.view import SectorView, SystemView
    from estate.portfolio.identifiers import SystemRef

_CHANGING = {"phase-in": "being brought in", "phase-out": "being phased out"}


def differences(
    sector: SectorView, own: Sequence[SystemRef], others: Sequence[Sequence[SystemRef]]
) -> tuple[str, ...]:
    """Return what of some systems of a council differs from those of each of its peers."""
    mine = _views(sector, own)
    peers = [_views(sector, refs) for refs in others]
    return (
        *_running(mine, peers),
        *_hosting(mine, peers),
        *_users(mine, peers),
        *_people(sector, mine, peers),
        *_age(sector, mine, peers),
        *_price_basis(sector, mine),
        *_gaps(sector, mine),
    )


def _views(sector: SectorView, refs: Sequence[SystemRef]) -> list[SystemView]:
    return [sector.council_by_id[ref.council].system_by_id[ref.system] for ref in refs]


def _running(mine: list[SystemView], peers: list[list[SystemView]]) -> Iterator[str]:
    """Yield that more systems run than with any peer, and which of them come or go."""
    most = max((len(each) for each in peers), default=0)
    if len(mine) > most:
        yield f"{len(mine)} systems run side by side; no peer runs more than {most}"
    for one in mine:
        words = _CHANGING.get(known(one.lifecycle) or "")
        if words:
            yield f"{one.ref} is {words}"
        if known(one.bespoke):
            yield f"{one.ref} was made for this council"
        platform = known(one.platform)
        if platform:
            yield f"{one.ref} is on the shared platform {platform}"


def _hosting(mine: list[SystemView], peers: list[list[SystemView]]) -> Iterator[str]:
    own = sorted({known(one.hosting) or "" for one in mine} - {""})
    theirs = Counter(
        hosting for each in peers for hosting in {known(one.hosting) for one in each} if hosting
    )
    if not own or not theirs:
        return
    same = sum(any(known(one.hosting) in own for one in each) for each in peers)
    common = min(theirs, key=lambda name: (-theirs[name], name))
    if same * 2 < len(peers) and common not in own:
        yield (
            f"hosted {' and '.join(own)}, like {same} of {len(peers)} peers; "
            f"most often it is {common} ({theirs[common]})"
        )


def _users(mine: list[SystemView], peers: list[list[SystemView]]) -> Iterator[str]:
    own = _sum_of_users(mine)
    theirs = [found for found in map(_sum_of_users, peers) if found is not None]
    if own is None or not theirs:
        return
    if own < min(theirs):
        yield f"{own:,} users, the fewest; its peers have {min(theirs):,} to {max(theirs):,}"
    elif own > max(theirs):
        yield f"{own:,} users, the most; its peers have {min(theirs):,} to {max(theirs):,}"


def _sum_of_users(systems: list[SystemView]) -> int | None:
    found = [bounds(one.users) for one in systems]
    if any(each is None or each[0] != each[1] for each in found):
        return None
    return sum(each[0] for each in found if each is not None)


def _people(
    sector: SectorView, mine: list[SystemView], peers: list[list[SystemView]]
) -> Iterator[str]:
    own, *theirs = (
        exact(sector.council_by_id[each[0].ref.council].population) for each in (mine, *peers)
    )
    known_ones = [each for each in theirs if each is not None]
    if own is not None and known_ones and own < min(known_ones):
        yield f"{own:,} people live there, the fewest; with its peers {min(known_ones):,} or more"
    elif own is not None and known_ones and own > max(known_ones):
        yield f"{own:,} people live there, the most; with its peers {max(known_ones):,} or fewer"


def _age(
    sector: SectorView, mine: list[SystemView], peers: list[list[SystemView]]
) -> Iterator[str]:
    own = _oldest(sector, mine)
    theirs = [found for found in (_oldest(sector, each) for each in peers) if found is not None]
    if own is None or not theirs:
        return
    if own < min(theirs):
        yield f"contract since {own}, the oldest; its peers' are of {min(theirs)} or later"
    elif own > max(theirs):
        yield f"contract since {own}, the newest; its peers' are of {max(theirs)} or earlier"


def _oldest(sector: SectorView, systems: list[SystemView]) -> date | None:
    days = [
        exact_day(contract.starts)
        for one in systems
        for contract in sector.council_by_id[one.ref.council].contracts_of(one)
    ]
    return min((each for each in days if each is not None), default=None)


def _price_basis(sector: SectorView, mine: list[SystemView]) -> Iterator[str]:
    for one in mine:
        for contract in sector.council_by_id[one.ref.council].contracts_of(one):
            if known(contract.price_basis) == "fixed":
                yield f"the price of {one.ref} is fixed, whatever the number of users"


def _gaps(sector: SectorView, mine: list[SystemView]) -> Iterator[str]:
    """Yield what nobody recorded; what was not shared is no gap of the record."""
    for one in mine:
        gaps = ["where it is hosted"] if one.hosting is None else []
        gaps += ["its users"] if one.users is None else []
        bare = not sector.council_by_id[one.ref.council].contracts_of(one)
        gaps += ["a contract"] if bare and one.contracts is not WITHHELD else []
        if gaps:
            yield f"not recorded of {one.ref}: {', '.join(gaps)}"
