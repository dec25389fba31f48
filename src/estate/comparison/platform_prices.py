"""What a shared platform's recorded prices would mean for the councils that could join it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from estate.comparison.moving import Moving, cheapest_moves
from estate.comparison.quantiles import Between, between, total
from estate.comparison.view import known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estate.comparison.view import CouncilView, SectorView, SystemView
    from estate.portfolio.catalogue import Platform

Scope = Literal["recorded", "all"]
SCOPE_WORDS: dict[Scope, str] = {
    "recorded": "councils that record joining as an option",
    "all": "all councils that run something for it",
}
PLATFORM_ASSUMPTIONS = (
    "All of the councils meant join, once there are as many as the platform needs.",
    (
        "The least saving has only those whose cost is known; the most has the others too, which "
        "may lower the price for all. What those others save themselves is not counted."
    ),
    "The recorded price is all that a member pays a year; what it runs today for it stops whole.",
    "The host goes on running the system behind it, at today's cost: nothing is saved there.",
    "Members of today pay by the same tiers, and gain where more join.",
)


@dataclass(frozen=True, slots=True)
class PlatformSaving:
    """What joining a platform would save a year, and cost once."""

    platform: str
    name: str
    scope: Scope
    status: str | None
    members: int
    joining: tuple[str, ...]
    """Councils that could join and whose cost is known."""
    unknown: tuple[str, ...]
    """Councils that could join and whose cost is not known."""
    dearer: tuple[str, ...]
    """Those of `joining` that would pay more than today, whoever else joins."""
    price: Between
    """Pounds a year for each member: with all, to with those whose cost is known."""
    saving: Between
    """Pounds a year, those who pay more taken off; negative where it costs more in all."""
    members_gain: Between
    """Of it, what falls to the members of today."""
    set_up: int | None
    """Pounds, once; None where it is not recorded."""
    moving: Moving


def platform_savings(sector: SectorView, capabilities: Sequence[str]) -> tuple[PlatformSaving, ...]:
    """Return what each platform with recorded prices would save those who could join it."""
    wanted = frozenset(capabilities)
    scopes: tuple[Scope, ...] = ("recorded", "all")
    found = (
        _platform(sector, name, platform, scope)
        for name, platform in sorted(sector.catalogue.platforms.items())
        if wanted.intersection(platform.capabilities)
        for scope in scopes
    )
    return tuple(one for one in found if one is not None)


def _platform(
    sector: SectorView, name: str, platform: Platform, scope: Scope
) -> PlatformSaving | None:
    if platform.status in {"stalled", "closing"} or not platform.tiers:
        return None
    serving = _outside(sector, name, platform, scope)
    costs = {council: _cost(own, platform) for council, own in serving.items()}
    joining = {council: cost for council, cost in costs.items() if cost is not None}
    now = len(platform.members)
    fewer, more = now + len(joining), now + len(costs)
    prices = [price for price in (_price(platform, n) for n in (fewer, more)) if price is not None]
    if not joining or fewer < (platform.minimum_members or 0) or not prices:
        return None
    price = Between(Fraction(min(prices)), Fraction(max(prices)))
    gain = _members_gain(platform, now, price)
    saved = total(joining.values())
    count = len(joining)
    return PlatformSaving(
        platform=name,
        name=platform.name,
        scope=scope,
        status=platform.status,
        members=now,
        joining=tuple(sorted(joining)),
        unknown=tuple(sorted(costs.keys() - joining.keys())),
        dearer=tuple(
            sorted(
                one
                for one, cost in joining.items()
                if cost.high is not None and cost.high < price.low
            )
        ),
        price=price,
        saving=Between(
            saved.low - count * max(prices) + gain.low,
            None if saved.high is None else saved.high - count * min(prices) + (gain.high or 0),
        ),
        members_gain=gain,
        set_up=_set_up(platform),
        moving=cheapest_moves(
            sector, [[system.ref for system in serving[one]] for one in sorted(joining)], name
        ),
    )


def _outside(
    sector: SectorView, name: str, platform: Platform, scope: Scope
) -> Mapping[str, list[SystemView]]:
    """Return the systems in use that a platform would stand for, by council.

    Members are left out, and the system behind the platform.
    """
    found: dict[str, list[SystemView]] = {}
    for council in sector.councils:
        own = [
            system
            for system in council.systems
            if system.in_use
            and known(system.platform) != name
            and str(system.ref) != platform.runs_on
            and set(platform.capabilities).intersection(known(system.capabilities) or ())
        ]
        asked = scope == "all" or _has_option(council, name)
        if own and asked and council.id not in platform.members:
            found[council.id] = own
    return found


def _has_option(council: CouncilView, platform: str) -> bool:
    """Return whether a council records joining a platform as something it could do or does."""
    steps = known(council.steps) or ()
    return any(known(one.platform) == platform and one.status != "stopped" for one in steps)


def _cost(systems: Sequence[SystemView], platform: Platform) -> Between | None:
    """Return what systems cost a year; None where it is not known, or covers other things too."""
    covered = set(platform.capabilities)
    if any(set(known(one.capabilities) or ()) - covered for one in systems):
        return None
    found = [between(one.annual_cost) for one in systems]
    costs = [one for one in found if one is not None]
    return total(costs) if len(costs) == len(found) else None


def _price(platform: Platform, members: int) -> int | None:
    """Return the price for each of so many members; None below the first tier."""
    reached = [tier for tier in platform.tiers if tier.members <= members]
    return max(reached, key=lambda tier: tier.members).annual_price if reached else None


def _members_gain(platform: Platform, now: int, price: Between) -> Between:
    today = _price(platform, now) if now else None
    if today is None:
        return Between(Fraction(0), Fraction(0))
    high = Fraction(0) if price.high is None else price.high
    return Between(now * (today - high), now * (today - price.low))


def _set_up(platform: Platform) -> int | None:
    return None if platform.set_up is None else platform.set_up.capital + platform.set_up.revenue
