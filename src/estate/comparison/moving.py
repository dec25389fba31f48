"""What it costs once to bring systems onto another product or platform, as councils recorded it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.comparison.quantiles import Between, between, total
from estate.comparison.view import known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.comparison.view import SectorView
    from estate.portfolio.identifiers import SystemRef

MOVING_KINDS = frozenset({"replace", "join", "consolidate"})
"""Kinds of options that bring a council onto another product or platform."""

OVER = frozenset({"done", "live", "stopped"})
"""Statuses of work that nobody has to pay for any more."""


@dataclass(frozen=True, slots=True)
class Moving:
    """What moving costs once, from the cheapest recorded option of each system to the dearest."""

    once: Between
    """Pounds, of the systems whose options are recorded and priced."""
    systems: int
    """How many systems those are."""
    unknown: int
    """Systems without such an option, or without a price for it."""


def cheapest_moves(
    sector: SectorView, systems: Sequence[Sequence[SystemRef]], platform: str | None = None
) -> Moving:
    """Return what moving some systems costs; with a platform, only onto that one."""
    found, unknown = [], 0
    for ref in (ref for own in systems for ref in own):
        costs = _costs(sector, ref, platform)
        if costs:
            highs = [one.high for one in costs]
            open_ended = any(high is None for high in highs)
            most = None if open_ended else max(high for high in highs if high is not None)
            found.append(Between(min(one.low for one in costs), most))
        else:
            unknown += 1
    return Moving(total(found), len(found), unknown)


def _costs(sector: SectorView, ref: SystemRef, platform: str | None) -> list[Between]:
    steps = sector.council_by_id[ref.council].steps_by_system.get(ref, ())
    own = [one for one in steps if one.status not in OVER]
    if platform is None:
        own = [one for one in own if known(one.kind) in MOVING_KINDS]
    else:
        own = [one for one in own if known(one.platform) == platform]
    return [cost for cost in (between(one.cost) for one in own) if cost is not None]
