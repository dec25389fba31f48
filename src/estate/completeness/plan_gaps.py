"""Which unknown facts matter most to the plan: by the price of the risk that hangs on them.

A plan prices risk: `risk_price` pounds a year for each point of a system's overall score. What an
unknown fact keeps from being planned, or leaves uncertain, is put at that price. Nothing is
planned again: how much better a plan would be with the fact depends on the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.completeness.counting import in_use
from estate.portfolio import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.graph import EstateGraph
    from estate.portfolio import Inventory, Option, System, SystemRef
    from estate.scoring import LegacyScore, Scores

NO_OPTION = "no-option"
OPTION_UNPLANNABLE = "option-unplannable"
RISK_RANGE = "risk-range"
RUNNING_UNKNOWN = "running-unknown"
RUNNING_AFTER_UNKNOWN = "running-after-unknown"
UNLIMITED = "unlimited"

_NEEDS = ("kind", "cost", "months")
_NEEDED_BY_KIND = {"join": "platform", "consolidate": "onto"}


@dataclass(frozen=True, slots=True)
class PlanGap:
    """A fact, or several, that a plan lacks about one system, or about one council.

    `missing` are keys that are not recorded, as they would be written beneath `fact`. `at_stake`
    is a range of pounds a year: the price of the risk in question, between its lowest and its
    highest score; None where no price can be put on it. `alone` says that nothing else can be
    planned for the system.
    """

    reason: str
    subject: str
    fact: Fact
    missing: tuple[str, ...]
    at_stake: tuple[Fraction, Fraction] | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class PlanGaps:
    """What a plan lacks, by reason, most at stake first; `risk_price` is the policy's."""

    risk_price: int
    unknown_risk: str
    gaps: tuple[PlanGap, ...]

    def of(self, reason: str) -> tuple[PlanGap, ...]:
        """Return the gaps of one reason."""
        return tuple(gap for gap in self.gaps if gap.reason == reason)

    def at_stake(self, reason: str) -> tuple[Fraction, Fraction]:
        """Return the sum at stake over the gaps of one reason, each system once."""
        stakes = {gap.subject: gap.at_stake for gap in self.of(reason) if gap.at_stake}
        low = sum((stake[0] for stake in stakes.values()), Fraction(0))
        return low, sum((stake[1] for stake in stakes.values()), Fraction(0))


def plan_gaps(graph: EstateGraph, scores: Scores) -> PlanGaps:
    """Return what a plan would lack about the systems in use that have a score."""
    policy = graph.portfolio.workspace.planning
    found: list[PlanGap] = []
    refs = in_use(graph, scores.systems)
    for ref in refs:
        system = graph.portfolio.system(ref)
        found += _of_system(ref, system, scores.systems[ref], policy.risk_price)
    for council in sorted({ref.council for ref in refs}):
        found += _of_council(council, graph.portfolio.councils[council])
    # Sorting is stable: equals stay in order of council and system.
    ordered = sorted(found, key=lambda gap: (gap.reason, -_most(gap)))
    return PlanGaps(policy.risk_price, policy.unknown_risk, tuple(ordered))


def _most(gap: PlanGap) -> Fraction:
    return gap.at_stake[1] if gap.at_stake else Fraction(0)


def _of_system(ref: SystemRef, system: System, score: LegacyScore, price: int) -> Iterator[PlanGap]:
    carried = (price * score.overall.low, price * score.overall.high)
    fact = Fact(ref.council, ("systems", ref.system))
    if not system.options:
        yield PlanGap(NO_OPTION, str(ref), fact, ("options",), carried, alone=True)
    yield from _unplannable(ref, system, carried)
    if not score.overall.exact:
        missing = tuple(one.code for one in score.criteria if not one.known)
        spread = (Fraction(0), carried[1] - carried[0])
        yield PlanGap(RISK_RANGE, str(ref), fact, missing, spread)
    running = system.annual_cost.total if system.annual_cost else None
    if running is None:
        yield PlanGap(RUNNING_UNKNOWN, str(ref), fact, ("annual_cost",))
    else:
        yield from _running_after(ref, system, running)


def _unplannable(
    ref: SystemRef, system: System, carried: tuple[Fraction, Fraction]
) -> Iterator[PlanGap]:
    """Yield the options that no plan can choose; `alone` where no other can be chosen either."""
    changes = {key: one for key, one in system.options.items() if one.kind != "retain"}
    lacking = {key: lacks(option) for key, option in changes.items()}
    alone = all(lacking.values())
    for key, missing in sorted(lacking.items()):
        if missing:
            fact = Fact(ref.council, ("systems", ref.system, "options", key))
            yield PlanGap(OPTION_UNPLANNABLE, str(ref), fact, missing, carried, alone)


def lacks(option: Option) -> tuple[str, ...]:
    """Return the keys without which an option cannot be planned, as far as they are missing."""
    needs = [*_NEEDS, _NEEDED_BY_KIND.get(option.kind or "", "")]
    return tuple(key for key in needs if key and getattr(option, key) is None)


def _running_after(ref: SystemRef, system: System, running: int) -> Iterator[PlanGap]:
    """Yield the options that count as changing nothing about the running cost, for want of it."""
    stake = (Fraction(0), Fraction(running))
    for key, option in sorted(system.options.items()):
        if option.kind in {"retain", "retire", "join"} or option.annual_cost_after is not None:
            continue
        fact = Fact(ref.council, ("systems", ref.system, "options", key))
        yield PlanGap(RUNNING_AFTER_UNKNOWN, str(ref), fact, ("annual_cost_after",), stake)


def _of_council(council: str, inventory: Inventory) -> Iterator[PlanGap]:
    """Yield what counts as unlimited because the council has not recorded it."""
    if not inventory.budgets:
        yield PlanGap(UNLIMITED, council, Fact(council, ()), ("budgets",))
    if not any(skill.person_days_per_quarter is not None for skill in inventory.skills.values()):
        yield PlanGap(UNLIMITED, council, Fact(council, ()), ("skills",))
    if inventory.council.changes_at_once is None:
        yield PlanGap(UNLIMITED, council, Fact(council, ("council",)), ("changes_at_once",))
