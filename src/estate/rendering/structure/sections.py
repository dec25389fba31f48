"""A page about the structure of a council or of the estate, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.graph.structure import Role
from estate.portfolio import platform_of
from estate.rendering.kit.terminal import Column
from estate.rendering.kit.words import RED_WORDS, day, decimal, listing, percent, plural, span
from estate.rendering.structure.holdings import people, products, suppliers
from estate.rendering.structure.model import NAMED, Names, Page, Section, left_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from estate.graph.structure import Structure
    from estate.rendering.structure.model import Where
    from estate.rendering.structure.view import Blast, Chain, Circle, Part, Row, StructureView

SMALL = 4
"""Circles up to this size are named in a chain."""
SERVICES = 3
"""As many services are named on a line."""


def estate_page(view: StructureView, where: Where) -> Page:
    """Return the page of the whole estate, with a line for each council."""
    part = view.estate()
    sections = list(_sections(part, Names(None, where), view.most))
    if len(view.councils) > 1:
        sections.insert(1, _councils(view.rows()))
    return Page("Structure of the estate", _lead(part, view), tuple(sections))


def council_page(view: StructureView, council: str, where: Where) -> Page:
    """Return the page of a council."""
    part = view.council(council)
    name = view.graph.portfolio.councils[council].council.name
    sections = _sections(part, Names(council, where), view.most)
    return Page(f"Structure of {name}", _lead(part, view), tuple(sections))


def _lead(part: Part, view: StructureView) -> str:
    systems = sum(platform_of(node) is None for node in part.own.successors)
    said = f"{plural(systems, 'system')} in use on {day(view.as_of)}"
    platforms = part.own.size - systems
    if platforms:
        said += f", and {plural(platforms, 'shared platform')} on which some rest"
    if not systems:
        return f"{said}."
    if not part.incomplete:
        return f"{said}; all their interfaces are said to be recorded."
    return (
        f"{said}. Of {part.incomplete:,} nobody has said that all interfaces are recorded, so "
        "every count means at least so many."
    )


def _sections(part: Part, names: Names, most: int) -> Iterator[Section]:
    yield _tightness(part, names)
    yield _circles(part, names)
    yield _cuts(part, names)
    yield _blasts(part, names)
    yield _chains(part, names)
    yield suppliers(part.concentration, most)
    yield products(part.concentration, most)
    if part.hands is not None:
        yield people(part.hands, names, most)


def _tightness(part: Part, names: Names) -> Section:
    columns = (
        Column("", least=12),
        Column("Nodes", right=True),
        Column("Pairs", right=True),
        Column("Propagation cost", right=True),
        Column("Without diagonal", right=True),
        Column("Shape"),
    )
    rows = [_shape("Own systems" if part.council else "The estate", part.own)]
    if part.around is not None:
        rows.append(_shape("With what lies outside", part.around))
    roles = listing([f"{count:,} {role}" for role, count in part.own.roles().items()])
    points = [f"Classes: {roles}, by {_limits(part.own)}."]
    core = [node for node in part.own.successors if part.own.role(node) is Role.CORE]
    if core and part.own.limits.from_core:
        points.append(f"Core: {names.names(core)}.")
    if len(part.longest) > 1:
        chain = " > ".join(_link(link, names) for link in part.longest)
        points.append(f"Longest chain of dependencies, {len(part.longest)} in a row: {chain}.")
    note = (
        "Propagation cost: the share of pairs in which the first depends on the second, directly "
        "or not; the diagonal is that each depends on itself."
    )
    return Section("How tightly it hangs together", "", tuple(points), columns, tuple(rows), note)


def _link(link: Sequence[str], names: Names) -> str:
    """Return a link of a chain: a system, or those of a small circle, or how large it is."""
    if len(link) > SMALL:
        return f"circle of {len(link):,}"
    return "+".join(names.name(node) for node in link)


def _shape(name: str, shape: Structure) -> tuple[str, ...]:
    return (
        name,
        f"{shape.size:,}",
        f"{shape.pairs:,}",
        _percent(shape.propagation_cost()),
        _percent(shape.propagation_cost(include_diagonal=False)),
        shape.architecture.value,
    )


def _limits(shape: Structure) -> str:
    by = "the core's" if shape.limits.from_core else "the medians:"
    ins, outs = decimal(shape.limits.fan_in), decimal(shape.limits.fan_out)
    return f"{by} fan-in {ins} and fan-out {outs}"


def _councils(rows: Sequence[Row]) -> Section:
    columns = (
        Column("Council", least=16),
        Column("Systems", right=True),
        Column("Pairs", right=True),
        Column("Propagation cost", right=True),
        Column("With outside", right=True),
        Column("Shape"),
        Column("Circles", right=True),
        Column("Cut points", right=True),
    )
    cells = tuple(
        (
            row.council,
            f"{row.own.size:,}",
            f"{row.own.pairs:,}",
            _percent(row.own.propagation_cost()),
            _percent(row.outside),
            row.own.architecture.value,
            f"{row.circles:,}",
            f"{row.cuts:,}",
        )
        for row in rows
    )
    note = "One council in full: --council ID."
    return Section(plural(len(rows), "council"), "", (), columns, cells, note)


def _circles(part: Part, names: Names) -> Section:
    if not part.circle_count:
        return Section("No circles: no systems need one another")
    title = f"{plural(part.circle_count, 'circle')} of systems that need one another"
    lead = "The systems of a circle move together, unless it is opened first."
    points = tuple(_circle(circle, names) for circle in part.circles)
    return Section(title, lead, points, note=left_out(part.circle_count, len(points)))


def _circle(circle: Circle, names: Names) -> str:
    opening = circle.opening
    said = [
        f"{names.name(one.dependent)} on {names.name(one.on)} ({one.kind},{names.at(one.fact)})"
        for one in circle.reasons[:NAMED]
    ]
    rest = len(circle.reasons) > NAMED or circle.more
    these = "" if len(opening.pairs) == 1 else f" these {len(opening.pairs):,}"
    if rest:
        these = f" {len(opening.pairs):,} dependencies"
    if not opening.fewest:
        these += " (perhaps fewer would do)"
    such = ", such as" if rest else ":"
    members = f"{len(circle.members):,} systems: {names.names(circle.members)}."
    return f"{members} Opens without{these}{such} {'; '.join(said)}."


def _cuts(part: Part, names: Names) -> Section:
    if not part.cut_count:
        return Section("No cut points: no system alone holds others together")
    title = f"{plural(part.cut_count, 'cut point')}, without which others are cut off"
    points = []
    for cut in part.cuts:
        parted = [node for piece in cut.parted for node in piece]
        points.append(
            f"{names.name(cut.node)}{names.of(cut.node)}: without it {cut.cut_off:,} of "
            f"{cut.cut_off + cut.rest:,} are cut off: {names.names(parted)}."
        )
    return Section(title, "", tuple(points), note=left_out(part.cut_count, len(points)))


def _blasts(part: Part, names: Names) -> Section:
    if not part.blasts:
        return Section("Blast radius: nothing recorded depends on anything")
    columns = (
        Column("If this fails", least=20),
        Column("Systems", right=True),
        *([Column("Elsewhere", right=True)] if part.council else []),
        Column("By distance"),
        Column("Services", right=True),
        Column("Such as", least=16),
    )
    title = f"Blast radius: {plural(part.blast_count, 'failure')} would touch other systems"
    rows = tuple(_blast(blast, part, names) for blast in part.blasts)
    return Section(title, "", (), columns, rows, left_out(part.blast_count, len(rows)))


def _blast(blast: Blast, part: Part, names: Names) -> tuple[str, ...]:
    elsewhere = (f"{blast.elsewhere:,}",) if part.council else ()
    return (
        names.name(blast.node),
        f"{blast.systems:,}",
        *elsewhere,
        "+".join(f"{ring:,}" for ring in blast.rings),
        f"{len(blast.services):,}",
        "; ".join(list(dict.fromkeys(blast.services))[:SERVICES]),
    )


def _chains(part: Part, names: Names) -> Section:
    title = f"Critical paths: {plural(part.service_count, 'service')} that citizens meet"
    points = tuple(_chain(chain, part, names) for chain in part.chains)
    lead = "The worst legacy risk of all that a service rests on, and the way to it." * bool(points)
    remarks = []
    if part.untold:
        them = "it" if len(part.untold) == 1 else "them"
        systems = plural(len(part.untold), "system")
        remarks.append(f"Of {systems} nobody wrote whether citizens meet {them}.")
    remarks.append(left_out(part.service_count, len(points)))
    return Section(title, lead, points, note=" ".join(one for one in remarks if one))


def _chain(chain: Chain, part: Part, names: Names) -> str:
    """Return a service's chain; what it carries stands beside its own score, never in it."""
    council = "" if part.council else f" ({chain.service.council})"
    worst = chain.weakest
    way = " > ".join(names.name(node) for node in chain.way)
    said = (
        f"{chain.service.name}{council}: {span(worst.overall)}, {RED_WORDS[worst.red_rated]}: {way}"
    )
    if chain.carried is None or str(chain.carried.score.ref) == chain.way[-1]:
        return f"{said}."
    carried = chain.carried.score
    by = " > ".join(names.name(node) for node in chain.carried.path)
    return f"{said}. Beside it, carried from what that relies on: {span(carried.overall)}: {by}."


def _percent(share: Fraction) -> str:
    return percent(float(share))
