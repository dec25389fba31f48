"""What could be saved a year, as ranges, with everything that is taken for granted beside it.

Three sorts, never added up, because they overlap: what follows if all paid what their peers pay;
what follows from a shared platform's recorded prices; and what a declared rate makes of recorded
costs. None is a plan: `estate plan` weighs contracts, people, money and risk.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from estate.comparison.benchmarks import MEASURE_WORDS
from estate.comparison.moving import cheapest_moves
from estate.comparison.quantiles import Between, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate.comparison.benchmarks import Benchmark, UnitCost
    from estate.comparison.moving import Moving
    from estate.comparison.view import SectorView
    from estate.portfolio.saving_rates import Rate

SavingKind = Literal["median", "lower-quartile", "rate"]
LEAST_PEERS = 3
"""So many councils with a known cost make a price that others could pay; of fewer, none does."""
NOTHING = Fraction(0)

PEER_ASSUMPTIONS = (
    "Every council that pays more than its peers comes down to their price; those below it stay.",
    (
        "A cost above the fences may be for something else: the least saving leaves it out, the "
        "most has it."
    ),
    "What they get for it is alike: same work, same service, same parts of the cost recorded.",
    "The number of users, heads and transactions stays as it is.",
    "Leaving contracts early and moving are not taken off: moving stands beside it.",
)
RATE_ASSUMPTIONS = (
    "The rate and its source are those of the file given with --rates; this program has none.",
    "It applies to the recorded running cost whole; what is not recorded saves nothing here.",
)


@dataclass(frozen=True, slots=True)
class Saving:
    """What could be saved a year under stated assumptions, and by whom."""

    kind: SavingKind
    capability: str
    basis: str
    """In words: the price that all would pay, or the rate and its source."""
    peers: str
    """Among whom: a group of peers."""
    councils: tuple[str, ...]
    """Who would save something, in the best case."""
    saving: Between
    """Pounds a year."""
    spent: Between
    """Pounds a year that those with a known cost pay today."""
    unknown: int
    """Councils that serve the capability and whose cost is not known: they save nothing here."""
    moving: Moving
    """What moving would cost those who would save, once."""


def peer_savings(sector: SectorView, found: Sequence[Benchmark]) -> tuple[Saving, ...]:
    """Return what would be saved if all paid the median, or the lower quartile, of their peers."""
    return tuple(saving for one in found for saving in _peers(sector, one))


def rate_savings(
    sector: SectorView, costs: Mapping[str, Sequence[UnitCost]], rates: Mapping[str, Rate]
) -> tuple[Saving, ...]:
    """Return what declared rates make of the recorded costs of capabilities, by rate and id.

    `costs` has, for each capability, what it costs the councils whose cost is known.
    """
    return tuple(
        _rated(sector, capability, own, rate)
        for _, rate in sorted(rates.items())
        for capability, own in sorted(costs.items())
        if own and rate.applies_to(capability)
    )


def _peers(sector: SectorView, one: Benchmark) -> Iterator[Saving]:
    if one.quartiles is None or one.count < LEAST_PEERS:
        return
    far = {each.cost.council for each in one.outliers if each.above}
    targets: tuple[tuple[SavingKind, Between], ...] = (
        ("median", one.quartiles.median),
        ("lower-quartile", one.quartiles.lower),
    )
    for kind, target in targets:
        by_council = {
            cost.council: _above(cost, target, doubtful=cost.council in far) for cost in one.costs
        }
        gaining = [name for name, saved in by_council.items() if saved.high != 0]
        yield Saving(
            kind=kind,
            capability=one.capability,
            basis=f"{kind.replace('-', ' ')} {MEASURE_WORDS[one.measure]}",
            peers=one.group.name,
            councils=tuple(gaining),
            saving=total(by_council.values()),
            spent=total(cost.cost for cost in one.costs),
            unknown=len(one.missing),
            moving=cheapest_moves(
                sector, [cost.systems for cost in one.costs if cost.council in gaining]
            ),
        )


def _above(cost: UnitCost, target: Between, *, doubtful: bool) -> Between:
    """Return by how much a council pays more than a price makes for its units, pounds a year.

    At least nothing where it is doubtful that what it pays for is alike.
    """
    low = high = NOTHING
    if target.high is not None and cost.units.high is not None and not doubtful:
        low = max(NOTHING, cost.cost.low - target.high * cost.units.high)
    if cost.cost.high is None:
        return Between(low, None)
    high = max(NOTHING, cost.cost.high - target.low * cost.units.low)
    return Between(low, high)


def _rated(sector: SectorView, capability: str, costs: Sequence[UnitCost], rate: Rate) -> Saving:
    spent = total(one.cost for one in costs)
    least, most = (Fraction(str(each)) / 100 for each in (rate.percent[0], rate.percent[-1]))
    high = None if spent.high is None else spent.high * most
    councils = tuple(sorted(one.council for one in costs))
    serving = {council.id for council, _ in sector.systems_for(capability)}
    return Saving(
        kind="rate",
        capability=capability,
        basis=f"{rate.name} ({rate.source})",
        peers="all councils",
        councils=councils,
        saving=Between(spent.low * least, high),
        spent=spent,
        unknown=len(serving) - len(councils),
        moving=cheapest_moves(sector, [one.systems for one in costs]),
    )
