"""The part of a comparison that says which names were taken for one, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.comparison.view import known
from estate.rendering.comparing.section import Section
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import listing, plural

if TYPE_CHECKING:
    from estate.comparison.identity import Identity
    from estate.comparison.matches import Match
    from estate.rendering.comparing.section import Compared

HOW = {
    "declared": "declared",
    "alias": "a name in common",
    "former-name": "a former name",
    "company-number": "the same company number",
    "parent": "owned by",
}
MATCHES = (
    Column("kind", "What", filter=True),
    Column("counted_as", "Counted as, or owner", least=16),
    Column("also", "Also, or owned", least=16),
    Column("how", "How", filter=True),
    Column("because", "Because", least=24),
)
QUESTIONS = (
    Column("kind", "What"),
    Column("first", "One", least=16),
    Column("second", "Other", least=16),
    Column("because", "Why it is asked", least=24),
)
PORTFOLIO = (
    Column("group", "Supplier's group", least=16),
    Column("capability", "Capability", least=16),
    Column("products", "Products", least=16),
    Column("councils", "Councils", "number"),
)


def section(compared: Compared) -> Section:
    """Return every match with its reason, and what is left for people to answer."""
    identity = compared.identity
    matches = Grid("matches", "Names taken for one, and why", MATCHES, _matches(identity))
    questions = Grid("questions", "Near names, not taken for one", QUESTIONS, _questions(identity))
    group = Grid("groups", "Different products of one group", PORTFOLIO, _groups(compared))
    return Section(
        "matches",
        "What was taken for the same",
        (
            (
                f"{plural(len(identity.matches), 'match', 'matches')} by the catalogue or by "
                f"declaration; {plural(len(identity.questions), 'pair')} of near names to ask "
                "about. Nothing is joined because its name is near."
            ),
        ),
        (matches, questions, group),
        tuple(_narrow(grid) for grid in (matches, questions) if grid.rows),
        notes=(
            (
                "A file given with --identity settles questions and sets matches aside: it says "
                "which ids are the same or different, and why."
            ),
        ),
    )


def _narrow(grid: Grid) -> Grid:
    """Return a table as a terminal has room for: the reason is kept, what kind it is of is not."""
    kept = [place for place, column in enumerate(grid.columns) if column.id not in {"kind", "how"}]
    return replace(
        grid,
        columns=tuple(grid.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in grid.rows),
    )


def _matches(identity: Identity) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (each.kind, *_counted(identity, each), HOW[each.how], each.because)
        for each in identity.matches
    )


def _counted(identity: Identity, match: Match) -> tuple[str, str]:
    """Return the id that both are counted under, and the others; of a parent, owner and owned."""
    if match.how == "parent":
        return match.first, match.second
    under = identity.product if match.kind == "product" else identity.supplier
    counted = under(match.first)
    return counted, ", ".join(sorted({match.first, match.second} - {counted}))


def _questions(identity: Identity) -> tuple[tuple[str, ...], ...]:
    return tuple((each.kind, each.first, each.second, each.because) for each in identity.questions)


def _groups(compared: Compared) -> tuple[tuple[str | int, ...], ...]:
    """Return, for each capability, groups of which councils run more than one product."""
    identity, sector, rows = compared.identity, compared.sector, []
    for capability in compared.capabilities:
        found: dict[str, tuple[set[str], set[str]]] = {}
        for council, system in sector.systems_for(capability):
            product, supplier = known(system.product), known(system.supplier)
            if product is not None and supplier is not None:
                products, councils = found.setdefault(identity.group(supplier), (set(), set()))
                products.add(identity.product_name(product))
                councils.add(council.id)
        rows += [
            (
                identity.group_name(group),
                sector.capability_name(capability),
                listing(sorted(products)),
                len(councils),
            )
            for group, (products, councils) in sorted(found.items())
            if len(products) > 1
        ]
    return tuple(rows)
