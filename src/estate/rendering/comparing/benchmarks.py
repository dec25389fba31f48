"""The part of a comparison that says what a capability costs beside a council's peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.comparison.benchmarks import (
    LEAST_FROM_PACKS,
    MEASURE_WORDS,
    MEASURES,
    benchmarks,
    unit_costs,
)
from estate.comparison.peer_groups import SIZES, size_words
from estate.comparison.quantiles import LEAST_FOR_FENCES
from estate.rendering.comparing.figures import assumptions_of, pence, whole
from estate.rendering.comparing.section import PictureOf, Section
from estate.rendering.comparing.unit_cost_chart import unit_cost_chart
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.comparison.benchmarks import Benchmark, Measure
    from estate.rendering.comparing.section import Compared
    from estate.rendering.kit.grids import Value

FEW = 3
"""Of fewer councils than this, no line is shown on a terminal."""
PER_HEAD: Measure = "per-head"
SUMMARY = (
    Column("capability", "Per head of population", least=20),
    Column("councils", "Councils", "number"),
    Column("lower", "Lower quartile", "pence"),
    Column("median", "Median", "pence"),
    Column("upper", "Upper quartile", "pence"),
    Column("far", "Outliers", "number"),
)
BENCHMARKS = (
    Column("capability", "Capability", filter=True),
    Column("measure", "Cost a year", filter=True),
    Column("peers", "Peers", filter=True),
    Column("councils", "Councils", "number"),
    Column("least", "Least", "pence"),
    Column("lower", "Lower quartile", "pence"),
    Column("median", "Median", "pence"),
    Column("upper", "Upper quartile", "pence"),
    Column("most", "Most", "pence"),
    Column("without", "Without a figure", "number"),
    Column("shown", "Shown", filter=True),
)
UNIT_COSTS = (
    Column("capability", "Capability", filter=True),
    Column("measure", "Cost a year", filter=True),
    Column("council", "Council", filter=True),
    Column("systems", "Systems", "number"),
    Column("cost", "Cost a year in all", "pounds"),
    Column("units", "Users, people or 1,000s", "decimal"),
    Column("value", "Unit cost", "pence"),
    Column("because", "Why there is none"),
)
OUTLIERS = (
    Column("capability", "Capability", filter=True, least=14),
    Column("measure", "Cost a year", filter=True, least=10),
    Column("peers", "Peers", filter=True),
    Column("council", "Council", filter=True, least=10),
    Column("value", "Unit cost", "pence"),
    Column("side", "Beyond", filter=True),
    Column("fence", "Fence", "pence"),
    Column("differs", "What is recorded otherwise than of its peers", least=30),
)
FAR = (OUTLIERS[0], *OUTLIERS[3:6], OUTLIERS[7])
"""What of them stands on a terminal."""
MOST_FAR = 15


def section(compared: Compared) -> Section:
    """Return quartiles, unit costs and outliers, with the method."""
    given = assumptions_of(compared)
    sizes = SIZES if given is None or given.sizes is None else given.sizes
    found = benchmarks(compared.sector, compared.capabilities, sizes)
    return Section(
        "benchmarks",
        "What it costs beside peers",
        _lead(compared, found),
        (
            Grid("benchmarks", "Unit costs by peers", BENCHMARKS, _rows(compared, found)),
            Grid("unit-costs", "Unit costs by council", UNIT_COSTS, tuple(_costs(compared))),
            Grid(
                "outliers",
                "Unit costs far from those of peers",
                OUTLIERS,
                tuple(_outliers(compared, found)),
                "No unit cost lies beyond the fences.",
            ),
        ),
        _shown(compared, found),
        _pictures(compared, found),
        _notes(sizes),
    )


def _all_per_head(found: Sequence[Benchmark]) -> list[Benchmark]:
    return [
        one
        for one in found
        if one.group.kind == "all" and one.measure == PER_HEAD and one.count >= FEW
    ]


def _lead(compared: Compared, found: Sequence[Benchmark]) -> tuple[str, ...]:
    every = [one for one in found if one.group.kind == "all"]
    with_some = {one.capability for one in every if one.count >= FEW}
    far = {(each.cost.council, one.capability) for one in every for each in one.outliers}
    pairs = plural(
        len(far), "pair of council and capability lies", "pairs of council and capability lie"
    )
    said = (
        f"{len(with_some)} of {plural(len(compared.capabilities), 'capability', 'capabilities')} "
        f"have a unit cost of {FEW} councils or more. {pairs} far from the peers; what is recorded "
        "otherwise of them stands beside each: a fact, not a cause."
    )
    return (said,)


def _rows(compared: Compared, found: Sequence[Benchmark]) -> tuple[tuple[Value, ...], ...]:
    return tuple(_row(compared, one) for one in found)


def _row(compared: Compared, one: Benchmark) -> tuple[Value, ...]:
    own = one.quartiles
    figures: tuple[Value, ...] = ("-",) * 5
    if own is not None:
        figures = tuple(
            pence(each) for each in (own.least, own.lower, own.median, own.upper, own.most)
        )
    return (
        compared.sector.capability_name(one.capability),
        MEASURE_WORDS[one.measure],
        one.group.name,
        one.count,
        *figures,
        len(one.missing),
        f"no: fewer than {LEAST_FROM_PACKS} councils" if one.suppressed else "yes",
    )


def _costs(compared: Compared) -> Iterator[tuple[Value, ...]]:
    sector = compared.sector
    for capability in compared.capabilities:
        for measure in MEASURES:
            costs, missing = unit_costs(sector, capability, measure)
            lead = (sector.capability_name(capability), MEASURE_WORDS[measure])
            if not costs:
                continue
            hidden = any(one.from_pack for one in costs) and len(costs) < LEAST_FROM_PACKS
            for one in () if hidden else costs:
                name = sector.council_by_id[one.council].name
                figures = (whole(one.cost), whole(one.units), pence(one.value))
                yield (*lead, name, len(one.systems), *figures, "")
            for gone in missing:
                name = sector.council_by_id[gone.council].name
                yield (*lead, name, None, None, None, None, gone.because)


def _outliers(compared: Compared, found: Sequence[Benchmark]) -> Iterator[tuple[Value, ...]]:
    for one in found:
        for each in one.outliers:
            limits = one.fences
            fence = None if limits is None else (limits.high if each.above else limits.low)
            yield (
                compared.sector.capability_name(one.capability),
                MEASURE_WORDS[one.measure],
                one.group.name,
                compared.sector.council_by_id[each.cost.council].name,
                pence(each.cost.value),
                "above" if each.above else "below",
                fence,
                "; ".join(each.differs) or "nothing that is recorded",
            )


def _shown(compared: Compared, found: Sequence[Benchmark]) -> tuple[Grid, ...]:
    rows = tuple(
        (
            compared.sector.capability_name(one.capability),
            one.count,
            pence(one.quartiles.lower),
            pence(one.quartiles.median),
            pence(one.quartiles.upper),
            len(one.outliers),
        )
        for one in _all_per_head(found)
        if one.quartiles is not None
    )
    caption = "Cost a year per head of population, among all councils"
    empty = f"no capability has a cost per head of {FEW} councils or more."
    per_head = Grid("per-head", caption, SUMMARY, rows, empty)
    far = tuple(
        (row[0], row[3], row[4], row[5], row[7])
        for row in _outliers(compared, _all_per_head(found))
    )
    called = "Far from the peers, and what is recorded otherwise of them"
    outliers = Grid("outliers", called, FAR, far[:MOST_FAR])
    return (per_head, outliers) if far else (per_head,)


def _pictures(compared: Compared, found: Sequence[Benchmark]) -> tuple[PictureOf, ...]:
    picture = unit_cost_chart(_all_per_head(found), compared.sector)
    if picture is None:
        return ()
    return (PictureOf("unit-costs", "Cost per head, beside the median of all councils", picture),)


def _notes(sizes: Sequence[int]) -> tuple[str, ...]:
    bands = ", ".join(size_words(band, sizes) for band in range(len(sizes) + 1))
    return (
        (
            "Quartiles are R's type 7, which spreadsheets call QUARTILE.INC: between the two "
            "values nearest to the place (n - 1) p + 1 in order, by the rest. Figures are exact "
            "and rounded only to be shown. A figure known as a range makes a range."
        ),
        (
            "Beyond the fences is what lies more than one and a half interquartile ranges outside "
            f"the quartiles (Tukey 1977), in groups of {LEAST_FOR_FENCES} councils or more."
        ),
        (
            "A council counts where the running cost of every system in use for the capability is "
            "recorded, and none of them serves anything else. Users of several systems may be the "
            "same people, so their number runs from the largest to the sum."
        ),
        (
            f"Peers: all councils; by population ({bands}: this program's own bands, unless the "
            "file given with --rates has others); by rurality. Where a figure comes from a pack, "
            f"fewer than {LEAST_FROM_PACKS} councils are never shown."
        ),
    )
