"""What a capability costs a council per user, head or thousand transactions, beside its peers.

The systems in use that serve a capability are taken together, council by council. A council counts
only where the running cost of each of them is known, and each serves nothing else: a cost that
covers several capabilities is not split. Users (and transactions) of several systems may be the
same people, so their number runs from the largest of them to their sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from estate.comparison.differences import differences
from estate.comparison.peer_groups import SIZES, peer_groups
from estate.comparison.quantiles import (
    Between,
    between,
    fences,
    quartiles,
    ratio,
    total,
)
from estate.comparison.view import WITHHELD, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.comparison.peer_groups import PeerGroup
    from estate.comparison.quantiles import Fences, Quartiles
    from estate.comparison.view import Amount, CouncilView, SectorView, SystemView
    from estate.portfolio.identifiers import SystemRef

Measure = Literal["per-user", "per-head", "per-1000-transactions"]
MEASURES: tuple[Measure, ...] = ("per-user", "per-head", "per-1000-transactions")
MEASURE_WORDS: dict[Measure, str] = {
    "per-user": "per user",
    "per-head": "per head of population",
    "per-1000-transactions": "per 1,000 transactions",
}
LEAST_FROM_PACKS = 3
"""So many councils stand behind a figure, or more, once one of them is known from a pack."""
ONE = Between(Fraction(1), Fraction(1))
_UNITS: dict[Measure, str] = {
    "per-user": "users",
    "per-head": "population",
    "per-1000-transactions": "transactions",
}


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What a capability costs one council, pounds a year for each unit."""

    council: str
    systems: tuple[SystemRef, ...]
    cost: Between
    """Pounds a year, all of its systems together."""
    units: Between
    """Users, heads, or thousands of transactions."""
    value: Between
    from_pack: bool = False


@dataclass(frozen=True, slots=True)
class NoFigure:
    """A council that serves a capability and has no unit cost, and why."""

    council: str
    because: str


@dataclass(frozen=True, slots=True)
class Outlier:
    """A unit cost beyond the fences, whatever the unknown turns out to be."""

    cost: UnitCost
    above: bool
    differs: tuple[str, ...]
    """What is recorded of it and is otherwise with its peers; facts beside one another, no proof.
    """


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The unit costs of one capability, by one measure, in one group of peers."""

    capability: str
    measure: Measure
    group: PeerGroup
    costs: tuple[UnitCost, ...]
    """By council; empty where too few councils stand behind them to be shown."""
    count: int
    """How many councils stand behind the figure."""
    missing: tuple[NoFigure, ...]
    suppressed: bool = False
    quartiles: Quartiles | None = None
    fences: Fences | None = None
    outliers: tuple[Outlier, ...] = ()


def benchmarks(
    sector: SectorView, capabilities: Sequence[str], sizes: Sequence[int] = SIZES
) -> tuple[Benchmark, ...]:
    """Return the benchmarks of some capabilities, where one council at least has a figure."""
    groups = peer_groups(sector, sizes)
    found = []
    for capability in capabilities:
        for measure in MEASURES:
            costs, missing = unit_costs(sector, capability, measure)
            made = (_benchmark(sector, capability, measure, one, costs, missing) for one in groups)
            found += [one for one in made if one.count]
    return tuple(found)


def unit_costs(
    sector: SectorView, capability: str, measure: Measure
) -> tuple[tuple[UnitCost, ...], tuple[NoFigure, ...]]:
    """Return what a capability costs each council by a measure, and who has no figure and why."""
    serving: dict[str, list[SystemView]] = {}
    for council, system in sector.systems_for(capability):
        serving.setdefault(council.id, []).append(system)
    costs: list[UnitCost] = []
    missing: list[NoFigure] = []
    for name, systems in sorted(serving.items()):
        one = _unit_cost(sector.council_by_id[name], systems, measure)
        if isinstance(one, UnitCost):
            costs.append(one)
        else:
            missing.append(one)
    return tuple(costs), tuple(missing)


def known_costs(sector: SectorView, capability: str) -> tuple[UnitCost, ...]:
    """Return what a capability costs each council whose cost is known; the unit is the council."""
    serving: dict[str, list[SystemView]] = {}
    for council, system in sector.systems_for(capability):
        serving.setdefault(council.id, []).append(system)
    found = []
    for name, systems in sorted(serving.items()):
        cost = _cost(systems)
        if not isinstance(cost, str):
            refs = tuple(one.ref for one in systems)
            pack = sector.council_by_id[name].source == "pack"
            found.append(UnitCost(name, refs, cost, ONE, cost, pack))
    return tuple(found)


def _unit_cost(
    council: CouncilView, systems: Sequence[SystemView], measure: Measure
) -> UnitCost | NoFigure:
    cost = _cost(systems)
    if isinstance(cost, str):
        return NoFigure(council.id, cost)
    units = _units(council, systems, measure)
    if isinstance(units, str):
        return NoFigure(council.id, units)
    value = ratio(cost, units)
    if value is None:
        return NoFigure(council.id, f"{_UNITS[measure]} is recorded as 0")
    refs = tuple(one.ref for one in systems)
    return UnitCost(council.id, refs, cost, units, value, council.source == "pack")


def _cost(systems: Sequence[SystemView]) -> Between | str:
    """Return what systems cost a year together, or why that is not known."""
    shared = [one for one in systems if len(known(one.capabilities) or ()) > 1]
    if shared:
        return f"{shared[0].ref} serves other capabilities too"
    return _sum((one.annual_cost for one in systems), "running cost")


def _sum(amounts: Iterable[Amount], called: str) -> Between | str:
    """Return the sum of some amounts, or why there is none."""
    listed = list(amounts)
    if any(one is WITHHELD for one in listed):
        return f"{called} withheld"
    found = [each for each in map(between, listed) if each is not None]
    return f"{called} not recorded" if len(found) < len(listed) else total(found)


def _units(council: CouncilView, systems: Sequence[SystemView], measure: Measure) -> Between | str:
    called = _UNITS[measure]
    if measure == "per-head":
        return _sum([council.population], called)
    amounts = [one.users if measure == "per-user" else one.transactions for one in systems]
    summed = _sum(amounts, called)
    if isinstance(summed, str):
        return summed
    least = max(each.low for each in map(between, amounts) if each is not None)
    scale = Fraction(1, 1000) if measure == "per-1000-transactions" else Fraction(1)
    high = None if summed.high is None else summed.high * scale
    return Between(least * scale, high)


def _benchmark(
    sector: SectorView,
    capability: str,
    measure: Measure,
    group: PeerGroup,
    costs: Sequence[UnitCost],
    missing: Sequence[NoFigure],
) -> Benchmark:
    inside = frozenset(group.councils)
    own = tuple(one for one in costs if one.council in inside)
    gone = tuple(one for one in missing if one.council in inside)
    if any(one.from_pack for one in own) and len(own) < LEAST_FROM_PACKS:
        return Benchmark(capability, measure, group, (), len(own), gone, suppressed=True)
    found = quartiles([one.value for one in own])
    limits = fences(found)
    return Benchmark(
        capability=capability,
        measure=measure,
        group=group,
        costs=own,
        count=len(own),
        missing=gone,
        quartiles=found,
        fences=limits,
        outliers=_outliers(sector, own, limits),
    )


def _outliers(
    sector: SectorView, costs: Sequence[UnitCost], limits: Fences | None
) -> tuple[Outlier, ...]:
    if limits is None:
        return ()
    found = []
    for one in costs:
        above = limits.high is not None and one.value.low > limits.high
        below = one.value.high is not None and one.value.high < limits.low
        if above or below:
            others = [other.systems for other in costs if other is not one]
            found.append(Outlier(one, above, differences(sector, one.systems, others)))
    return tuple(found)
