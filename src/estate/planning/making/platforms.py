"""The platforms that some option joins, and who runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.cases import PlatformCase
from estate.portfolio import CATALOGUE, Fact, SystemRef

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from estate.planning.making.notes import Notes
    from estate.planning.problem.calendar import Calendar
    from estate.planning.problem.cases import Option
    from estate.portfolio import Platform, Portfolio


def first_month(calendar: Calendar, day: date | None) -> int:
    """Return the first month of the plan that begins on or after a day; 0 for none."""
    if day is None:
        return 0
    return max(0, calendar.month_of(day) + (day.day > 1))


class PlatformBook:
    """Takes the platforms off the record that a plan can use."""

    def __init__(
        self, portfolio: Portfolio, calendar: Calendar, notes: Notes, known: Collection[str]
    ) -> None:
        self._portfolio = portfolio
        self._calendar = calendar
        self._notes = notes
        self._councils = sorted({council_of(name) for name in known})

    def platforms(self, options: Mapping[str, tuple[Option, ...]]) -> tuple[PlatformCase, ...]:
        """Return the platforms that some option joins."""
        joiners: dict[str, set[str]] = {}
        for name, own in options.items():
            for platform in sorted({option.platform for option in own if option.platform}):
                joiners.setdefault(platform, set()).add(council_of(name))
        return tuple(
            self._platform(name, self._portfolio.catalogue.platforms[name], councils)
            for name, councils in sorted(joiners.items())
        )

    def _platform(self, name: str, platform: Platform, joiners: set[str]) -> PlatformCase:
        existing = platform.status == "existing"
        ready = 0 if existing else platform.procurement_months or 0
        if not platform.tiers:
            self._notes.assume("platform-price-unknown", name)
        if platform.set_up is None and not existing:
            self._notes.assume("set-up-unknown", name)
        setup = platform.set_up.capital + platform.set_up.revenue if platform.set_up else 0
        host = self._host(platform)
        if setup and not existing and host is None:
            self._notes.assume("set-up-unborne", name)
        # Before a platform is there nobody pays for it: who has adopted it joins like others.
        already = joiners & set(platform.members) if existing else set()
        return PlatformCase(
            id=name,
            existing=existing,
            members=len(set(platform.members) - (joiners - already)),
            member_councils=frozenset(already),
            host=host,
            setup_capital=platform.set_up.capital if platform.set_up else 0,
            available=max(ready, first_month(self._calendar, platform.available_from)),
            minimum=0 if existing else platform.minimum_members or 0,
            setup=setup,
            onboarding=platform.onboarding_per_quarter,
            tiers=tuple(sorted((tier.members, tier.annual_price) for tier in platform.tiers))
            or ((0, 0),),
            facts=(Fact(CATALOGUE, ("platforms", name)),),
        )

    def _host(self, platform: Platform) -> str | None:
        """Return the council planned here that runs a platform: by its id or its name.

        Where no host is recorded it is whose system stands behind it.
        """
        councils = self._councils
        if platform.host is None:
            behind = platform.runs_on and SystemRef.parse(platform.runs_on, "").council
            return behind if behind in councils else None
        named = platform.host.strip().casefold()
        portfolio = self._portfolio
        return next(
            (
                council
                for council in councils
                if named in (council, portfolio.councils[council].council.name.strip().casefold())
            ),
            None,
        )


def council_of(name: str) -> str:
    """Return the council of a system: of `council/system` what stands before the stroke."""
    return name.split("/", maxsplit=1)[0]
