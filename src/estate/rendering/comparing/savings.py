"""The part of a comparison that says what could be saved, with all that is taken for granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.comparison.benchmarks import LEAST_FROM_PACKS, benchmarks, known_costs
from estate.comparison.peer_groups import SIZES
from estate.comparison.platform_prices import (
    PLATFORM_ASSUMPTIONS,
    SCOPE_WORDS,
    platform_savings,
)
from estate.comparison.savings import (
    LEAST_PEERS,
    PEER_ASSUMPTIONS,
    RATE_ASSUMPTIONS,
    peer_savings,
    rate_savings,
)
from estate.rendering.comparing.figures import assumptions_of, names, whole
from estate.rendering.comparing.section import Section
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.comparison.benchmarks import UnitCost
    from estate.comparison.moving import Moving
    from estate.comparison.platform_prices import PlatformSaving
    from estate.comparison.savings import Saving
    from estate.rendering.comparing.section import Compared
    from estate.rendering.kit.grids import Value

FEW = 10
ALL = "all councils"
PER_HEAD = "per head of population"
PEERS = (
    Column("capability", "Capability", filter=True, least=16),
    Column("basis", "If all paid the", filter=True, least=16),
    Column("peers", "Among", filter=True),
    Column("councils", "Councils", "number"),
    Column("saving", "Saved a year", "pounds"),
    Column("spent", "of", "pounds"),
    Column("unknown", "Cost not known", "number"),
    Column("once", "Moving, once", "pounds"),
    Column("moves_priced", "for systems", "number"),
    Column("moves_unknown", "Moving not priced", "number"),
    Column("which", "Which councils"),
)
RATED = (PEERS[0], Column("basis", "Rate and its source", filter=True, least=16), *PEERS[2:])
SHORT = (PEERS[0], *PEERS[3:6], PEERS[7])
"""What of it stands on a terminal."""
PLATFORMS = (
    Column("platform", "Platform", filter=True, least=16),
    Column("scope", "If these join", filter=True, least=16),
    Column("joining", "Councils", "number"),
    Column("price", "Price each", "pounds"),
    Column("saving", "Saved a year", "pounds"),
    Column("set_up", "Set-up, once", "pounds"),
    Column("once", "Moving, once", "pounds"),
    Column("moves_unknown", "Moving not priced", "number"),
    Column("members_gain", "of it, members of today", "pounds"),
    Column("unknown", "Cost not known", "number"),
    Column("status", "Status", filter=True),
    Column("dearer", "Who would pay more"),
    Column("which", "Which councils"),
)


def section(compared: Compared) -> Section:
    """Return what peers' prices, platforms' prices and declared rates would save."""
    given = assumptions_of(compared)
    sizes = SIZES if given is None or given.sizes is None else given.sizes
    sector = compared.sector
    by_peers = peer_savings(sector, benchmarks(sector, compared.capabilities, sizes))
    by_platform = platform_savings(sector, compared.capabilities)
    rates = {} if given is None else given.rates
    by_rate = rate_savings(sector, _costs(compared), rates)
    tables = (
        Grid("savings-peers", "If all paid what peers pay", PEERS, _rows(compared, by_peers)),
        Grid(
            "savings-platforms",
            "If councils joined shared platforms at their recorded prices",
            PLATFORMS,
            tuple(_platform(compared, one) for one in by_platform),
            "no platform has prices that councils could join at.",
        ),
        Grid(
            "savings-rates",
            "By the rates of the file given with --rates",
            RATED,
            _rows(compared, by_rate),
            "no rate is declared: --rates FILE gives some.",
        ),
    )
    return Section(
        "savings",
        "What could be saved, under stated assumptions",
        _lead(by_peers, by_platform),
        tables,
        _shown(compared, by_peers, by_platform, tables),
        notes=_notes(),
    )


def _costs(compared: Compared) -> dict[str, tuple[UnitCost, ...]]:
    """Return the known costs of each capability; too few councils from packs are left out."""
    found = {}
    for capability in compared.capabilities:
        costs = known_costs(compared.sector, capability)
        if any(one.from_pack for one in costs) and len(costs) < LEAST_FROM_PACKS:
            continue
        found[capability] = costs
    return found


def _lead(by_peers: Iterable[Saving], by_platform: Iterable[PlatformSaving]) -> tuple[str, ...]:
    capabilities = len({one.capability for one in by_peers})
    platforms = len({one.platform for one in by_platform})
    return (
        (
            f"Peers' prices for {plural(capabilities, 'capability', 'capabilities')} of which "
            f"{LEAST_PEERS} councils or more know their cost, and recorded prices of "
            f"{plural(platforms, 'platform')}. These overlap and are not to be added up, and none "
            "is a plan: `estate plan` weighs contracts, people, money and risk."
        ),
    )


def _rows(compared: Compared, found: Iterable[Saving]) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        (
            compared.sector.capability_name(one.capability),
            one.basis,
            one.peers,
            len(one.councils),
            whole(one.saving),
            whole(one.spent),
            one.unknown,
            _once(one.moving),
            one.moving.systems,
            one.moving.unknown,
            names(compared.sector, one.councils),
        )
        for one in found
    )


def _once(moving: Moving) -> Value:
    return whole(moving.once) if moving.systems else None


def _platform(compared: Compared, one: PlatformSaving) -> tuple[Value, ...]:
    return (
        one.name,
        SCOPE_WORDS[one.scope],
        len(one.joining),
        whole(one.price),
        whole(one.saving),
        one.set_up,
        _once(one.moving),
        one.moving.unknown,
        whole(one.members_gain),
        len(one.unknown),
        one.status,
        names(compared.sector, one.dearer) or "nobody",
        names(compared.sector, one.joining),
    )


def _shown(
    compared: Compared,
    by_peers: Iterable[Saving],
    by_platform: Iterable[PlatformSaving],
    tables: tuple[Grid, ...],
) -> tuple[Grid, ...]:
    most = sorted(
        (
            one
            for one in by_peers
            if one.peers == ALL and one.kind == "median" and one.basis.endswith(PER_HEAD)
        ),
        key=lambda one: (-one.saving.low, one.capability),
    )
    peers = Grid(
        "savings-peers",
        "If all paid the median per head of all councils: the most first",
        SHORT,
        tuple((row[0], row[3], row[4], row[5], row[7]) for row in _rows(compared, most[:FEW])),
    )
    recorded = [one for one in by_platform if one.scope == "recorded"]
    platforms = Grid(
        "savings-platforms",
        "If those join a platform who record it as an option",
        (PLATFORMS[0], *PLATFORMS[2:7]),
        tuple((row[0], *row[2:7]) for row in (_platform(compared, one) for one in recorded)),
        tables[1].empty,
    )
    rates = tables[2]
    rows_of_rates = tuple((*row[:2], *row[3:7]) for row in rates.rows)
    rated = Grid(rates.name, rates.caption, (*RATED[:2], *RATED[3:7]), rows_of_rates)
    return (peers, platforms, rated) if rates.rows else (peers, platforms)


def _notes() -> tuple[str, ...]:
    return (
        *(f"Peers: {said}" for said in PEER_ASSUMPTIONS),
        *(f"Platforms: {said}" for said in PLATFORM_ASSUMPTIONS),
        *(f"Rates: {said}" for said in RATE_ASSUMPTIONS),
        (
            "Moving, once, runs from the cheapest to the dearest option that each system records "
            "for replacing, joining or folding in; contingency is not in it."
        ),
    )
