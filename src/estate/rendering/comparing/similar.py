"""The part of a comparison that says whose estates are alike, and what the likest did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.comparison.similar import all_likenesses, deeds
from estate.comparison.view import WITHHELD, known
from estate.rendering.comparing.section import Section
from estate.rendering.kit.grid_values import number_words
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate.comparison.quantiles import Between
    from estate.comparison.similar import Deed, Likeness
    from estate.rendering.comparing.section import Compared
    from estate.rendering.kit.grids import Value

LIKE = "like"
"""The setting that names the council that asks."""
NEAREST = 3
"""So many of the likest councils are asked what they did."""
MOST_SHOWN = 15
LIKENESS = (
    Column("council", "Council", filter=True),
    Column("other", "Other", filter=True),
    Column("least", "At least", "percent"),
    Column("most", "at most", "percent"),
    Column("shared", "Capabilities of both", "number"),
    Column("same", "same product", "number"),
    Column("only_one", "only the first", "number"),
    Column("only_other", "only the other", "number"),
    Column("unknown", "Products not known", "number"),
    Column("which", "On the same product"),
)
DEEDS = (
    Column("council", "Council", filter=True),
    Column("capability", "Capability", filter=True, least=18),
    Column("what", "What", filter=True),
    Column("status", "Status", filter=True),
    Column("platform", "Platform"),
    Column("finishes", "Over, or planned for", "date"),
    Column("once", "Once", "pounds"),
    Column("same", "Same product", filter=True),
    Column("system", "System"),
)


def section(compared: Compared) -> Section:
    """Return every pair; for the council that asks, what the likest did for what it serves."""
    found = all_likenesses(compared.sector, compared.identity)
    asker = compared.settings.get(LIKE)
    council = asker if isinstance(asker, str) else None
    table = Grid(
        "likeness", "How alike two estates are", LIKENESS, tuple(_pairs(compared, found, council))
    )
    if council is None:
        short = tuple(
            _line(compared, name, own[0])[:6] for name, own in sorted(found.items()) if own
        )
        shown = Grid("likest", "The likest estate of each", LIKENESS[:6], short)
        lead = (
            "Whose estate is most like each council's. --like COUNCIL adds what the likest did "
            "for what that council serves."
        )
        return Section(
            "similar", "Whose estate is alike", (lead,), (table,), (shown,), (), _notes()
        )
    return _asked(compared, found[council], council, table)


def _asked(compared: Compared, own: Sequence[Likeness], council: str, table: Grid) -> Section:
    done = [
        deed
        for one in own[:NEAREST]
        for deed in deeds(compared.sector, compared.identity, council, one.council)
        if deed.capability in compared.capabilities
    ]
    called = f"What the {plural(min(NEAREST, len(own)), 'likest council')} did, or could do"
    grid = Grid("deeds", called, DEEDS, tuple(_deed(compared, one) for one in done))
    decided = tuple(_deed(compared, one)[:6] for one in done if one.decided)
    shown = (
        Grid("likeness", table.caption, LIKENESS[:6], tuple(row[:6] for row in table.rows)),
        Grid(
            "deeds",
            "Done, under way or approved for what you serve or need too",
            DEEDS[:6],
            decided[:MOST_SHOWN],
            "none of them records anything.",
        ),
    )
    title = f"Whose estate is like that of {compared.sector.council_by_id[council].name}"
    return Section("similar", title, _lead(compared, own, done), (table, grid), shown, (), _notes())


def _lead(compared: Compared, own: Sequence[Likeness], done: Sequence[Deed]) -> tuple[str, ...]:
    if not own:
        return ("There is no other council to compare with.",)
    first = own[0]
    name = compared.sector.council_by_id[first.council].name
    said = (
        f"{name} is the likest, {_range(first.value)} alike: "
        f"{plural(len(first.shared), 'capability', 'capabilities')} in common, "
        f"{len({capability for capability, _ in first.same})} of them on the same product."
    )
    decided = sum(one.decided for one in done)
    more = f"The likest record {plural(decided, 'step')} done, under way or approved"
    more += f", and {len(done) - decided} that could be taken, for what you serve or need too."
    hidden = [
        compared.sector.council_by_id[one.council].name
        for one in own[:NEAREST]
        if compared.sector.council_by_id[one.council].steps is WITHHELD
    ]
    if hidden:
        more += f" {listing(hidden)} shared no steps."
    return said, more


def _range(value: Between) -> str:
    low = number_words(value.low, "percent")
    if value.exact or value.high is None:
        return low
    return f"{low} to {number_words(value.high, 'percent')}"


def _pairs(
    compared: Compared, found: Mapping[str, Sequence[Likeness]], council: str | None
) -> Iterator[tuple[Value, ...]]:
    for name, own in sorted(found.items()):
        if council in {None, name}:
            yield from (_line(compared, name, one) for one in own)


def _line(compared: Compared, name: str, one: Likeness) -> tuple[Value, ...]:
    sector, identity = compared.sector, compared.identity
    same = [
        f"{sector.capability_name(capability)}: {identity.product_name(product)}"
        for capability, product in one.same
    ]
    return (
        sector.council_by_id[name].name,
        sector.council_by_id[one.council].name,
        one.value.low,
        one.value.high,
        len(one.shared),
        len({capability for capability, _ in one.same}),
        len(one.mine),
        len(one.theirs),
        one.unknown,
        "; ".join(same),
    )


def _deed(compared: Compared, one: Deed) -> tuple[Value, ...]:
    step = one.step
    platform = known(step.platform)
    record = compared.sector.catalogue.platforms.get(platform) if platform else None
    return (
        compared.sector.council_by_id[one.council].name,
        compared.sector.capability_name(one.capability),
        step.kind,
        "could be done" if known(step.status) == "option" else step.status,
        record.name if record else (platform or ""),
        step.finishes,
        step.cost,
        "yes" if one.same_product else "no, or not known",
        str(step.ref),
    )


def _notes() -> tuple[str, ...]:
    return (
        (
            "Alike is Jaccard's measure over two sorts of features, each weighing one: the "
            "capabilities that a system in use serves, and the products that serve each. Those of "
            "both, over those of either. A product that is not known may be any, which makes the "
            "range. Size and money play no part."
        ),
    )
