"""Which of the recorded options can be planned."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import half_up
from estate.planning.making.deadlines import ends_support, support_end
from estate.planning.making.platforms import first_month
from estate.planning.making.risk import risk_after
from estate.planning.problem.cases import Kind, Option, Requirement
from estate.portfolio import Fact, SystemRef

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.graph import EstateGraph
    from estate.planning.making.notes import Notes
    from estate.planning.problem.calendar import Calendar
    from estate.portfolio import Option as Recorded
    from estate.portfolio import System


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
                if recorded.kind != "retain"
                and self._usable(ref, key, recorded)
                and self._in_support(ref, system, key, recorded)
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

    def _in_support(self, ref: SystemRef, system: System, key: str, recorded: Recorded) -> bool:
        """Whether an option ends the use of a product whose support ends, where that is due."""
        due = support_end(system, ref, self._graph.portfolio.catalogue, self._policy)
        if due is None or ends_support(recorded.kind or ""):
            return True
        if not 0 <= self._calendar.month_of(due.day) <= self._calendar.horizon:
            return True
        words = f"it would keep {system.product}, whose support ends: the policy forbids that"
        self._notes.refuse(f"{ref}: {key}", words, (), due.facts[0])
        return False

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
        procurement = self._procurement(ref, key, recorded)
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
            earliest=first_month(self._calendar, recorded.earliest_start),
            platform=recorded.platform if recorded.kind == "join" else None,
            onto=self._onto(ref, recorded),
            facts=(fact,),
        )

    def _procurement(self, ref: SystemRef, key: str, recorded: Recorded) -> int:
        """Return months of procurement: as recorded, or by its route as the policy has it."""
        if recorded.procurement_months is not None:
            return recorded.procurement_months
        route = recorded.procurement_route
        if route is None:
            return 0
        months = self._policy.procurement_months_by_route.get(route)
        if months is None and route not in {"none", "in-house"}:
            self._notes.assume("procurement-unknown", f"{ref}: {key}")
        return months or 0

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


def _fact(ref: SystemRef, key: str) -> Fact:
    return Fact(ref.council, ("systems", ref.system, "options", key))
