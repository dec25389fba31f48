"""Which of the recorded options can be planned, and the platforms that some of them join."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import half_up
from estate.planning.making.risk import risk_after
from estate.planning.problem.cases import Kind, Option, PlatformCase, Requirement
from estate.portfolio import CATALOGUE, Fact, SystemRef

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from estate.graph import EstateGraph
    from estate.planning.making.notes import Notes
    from estate.planning.problem.calendar import Calendar
    from estate.portfolio import Option as Recorded
    from estate.portfolio import Platform, System


class Shelf:
    """Takes the options off the record that a plan can use."""

    def __init__(
        self, graph: EstateGraph, calendar: Calendar, notes: Notes, known: frozenset[str]
    ) -> None:
        self._graph = graph
        self._policy = graph.portfolio.workspace.planning
        self._platforms = graph.portfolio.catalogue.platforms
        self._calendar = calendar
        self._notes = notes
        self._known = known

    def options(
        self,
        systems: Mapping[str, tuple[SystemRef, System]],
        under_way: Mapping[str, tuple[Option, ...]],
    ) -> dict[str, tuple[Option, ...]]:
        """Return the options that can be planned, by system; the notes say what others lack.

        A system with a step under way has only that.
        """
        found = {
            name: under_way[name]
            if name in under_way
            else tuple(
                self._option(ref, system, key, recorded)
                for key, recorded in sorted(system.options.items())
                if recorded.kind != "retain" and self._usable(ref, key, recorded)
            )
            for name, (ref, system) in systems.items()
        }
        return self._without_dead_ends(found)

    def _usable(self, ref: SystemRef, key: str, recorded: Recorded) -> bool:
        fact = _fact(ref, key)
        lacks = [name for name in ("kind", "cost", "months") if getattr(recorded, name) is None]
        for kind, key_needed in (("join", "platform"), ("consolidate", "onto")):
            if recorded.kind == kind and getattr(recorded, key_needed) is None:
                lacks.append(key_needed)
        if lacks:
            words = "not recorded: " + ", ".join(lacks)
            self._notes.refuse(f"{ref}: {key}", words, tuple(lacks), fact)
            return False
        if recorded.kind != "join":
            return True
        platform = self._platforms.get(recorded.platform or "")
        if platform is None or platform.status == "closing":
            words = f"the platform {recorded.platform} cannot be joined"
            self._notes.refuse(f"{ref}: {key}", words, (), fact)
            return False
        return True

    def _without_dead_ends(
        self, found: dict[str, tuple[Option, ...]]
    ) -> dict[str, tuple[Option, ...]]:
        """Leave out options that wait for a system that nothing can be planned for."""
        while True:
            dead = [
                (name, option, need)
                for name, own in found.items()
                for option in own
                for need in option.requires
                if not found.get(need.system)
            ]
            if not dead:
                return found
            for name, option, need in dead:
                words = f"it waits for {need.system}, for which nothing can be planned"
                if option in found[name]:
                    self._notes.refuse(f"{name}: {option.id}", words, (), need.facts[0])
                    found[name] = tuple(other for other in found[name] if other is not option)

    def _option(self, ref: SystemRef, system: System, key: str, recorded: Recorded) -> Option:
        fact = _fact(ref, key)
        if recorded.kind == "retire" and self._graph.dependants_of(ref):
            self._notes.assume("retire-relied-on", f"{ref}: {key}")
        more = 1 + Fraction(str(recorded.contingency_percent or 0)) / 100
        cost, months = recorded.cost, recorded.months or 1
        risk = risk_after(self._graph, ref, recorded, self._policy, self._calendar)
        procurement = recorded.procurement_months or 0
        return Option(
            id=key,
            kind=Kind(recorded.kind or "replace"),
            months=months,
            capital=half_up(cost.capital * more) if cost else 0,
            revenue=half_up(cost.revenue * more) if cost else 0,
            procurement=procurement,
            dual_months=recorded.dual_running_months or 0,
            running_after=self._running(ref, system, key, recorded),
            risk_after=risk.scores,
            risk_ranges=risk.ranges,
            skills=tuple(sorted((skill, n) for skill, n in recorded.skills.items() if n)),
            requires=self._requires(ref, key, recorded),
            earliest=self._from(recorded.earliest_start),
            platform=recorded.platform if recorded.kind == "join" else None,
            onto=self._onto(ref, recorded),
            facts=(fact,),
        )

    def _running(self, ref: SystemRef, system: System, key: str, recorded: Recorded) -> int:
        before = system.annual_cost.total if system.annual_cost else None
        if recorded.kind == "retire":
            return 0
        if recorded.kind == "join" and self._platforms[recorded.platform or ""].tiers:
            if recorded.annual_cost_after is None:
                self._notes.assume("platform-running-unknown", f"{ref}: {key}")
            return recorded.annual_cost_after or 0
        if before is None:
            return 0
        if recorded.annual_cost_after is None:
            self._notes.assume("running-after-unknown", f"{ref}: {key}")
            return before
        return recorded.annual_cost_after

    @staticmethod
    def _onto(ref: SystemRef, recorded: Recorded) -> str | None:
        if recorded.kind != "consolidate" or recorded.onto is None:
            return None
        return str(SystemRef.parse(recorded.onto, ref.council))

    def _requires(self, ref: SystemRef, key: str, recorded: Recorded) -> tuple[Requirement, ...]:
        needs = [
            (SystemRef.parse(need.system, ref.council), need.lag_months, k)
            for k, need in enumerate(recorded.requires)
        ]
        return tuple(
            Requirement(
                str(needed),
                lag,
                (Fact(ref.council, ("systems", ref.system, "options", key, "requires", k)),),
            )
            for needed, lag, k in needs
            if not self._met(f"{ref}: {key}", needed)
        )

    def _met(self, subject: str, needed: SystemRef) -> bool:
        """Whether a change that is waited for has happened, or is nobody's to plan here."""
        inventory = self._graph.portfolio.councils.get(needed.council)
        if inventory is None or needed.system not in inventory.systems:
            return False
        steps = inventory.steps.values()
        done = any(
            step.status in {"live", "done"}
            and SystemRef.parse(step.system, needed.council) == needed
            for step in steps
        )
        if done or inventory.systems[needed.system].lifecycle == "retired":
            return True
        outside = str(needed) not in self._known and inventory.systems[needed.system].in_use
        if outside:
            self._notes.assume("waits-outside", subject)
        return outside

    def _from(self, day: date | None) -> int:
        """Return the first month that begins on or after a day; 0 for none."""
        if day is None:
            return 0
        return max(0, self._calendar.month_of(day) + (day.day > 1))

    # -- platforms ---------------------------------------------------------------------------

    def platforms(self, options: Mapping[str, tuple[Option, ...]]) -> tuple[PlatformCase, ...]:
        """Return the platforms that some option joins."""
        joiners: dict[str, set[str]] = {}
        for name, own in options.items():
            for platform in sorted({option.platform for option in own if option.platform}):
                joiners.setdefault(platform, set()).add(_council(name))
        return tuple(
            self._platform(name, self._platforms[name], councils)
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
            available=max(ready, self._from(platform.available_from)),
            minimum=platform.minimum_members or 0,
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
        councils = {_council(name) for name in self._known}
        if platform.host is None:
            behind = platform.runs_on and SystemRef.parse(platform.runs_on, "").council
            return behind if behind in councils else None
        named = platform.host.strip().casefold()
        portfolio = self._graph.portfolio
        return next(
            (
                council
                for council in sorted(councils)
                if named in (council, portfolio.councils[council].council.name.strip().casefold())
            ),
            None,
        )


def _council(name: str) -> str:
    return name.split("/", maxsplit=1)[0]


def _fact(ref: SystemRef, key: str) -> Fact:
    return Fact(ref.council, ("systems", ref.system, "options", key))
