"""One joint opportunity in full: who, when, for how much, by which way, and what stands against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.comparison.view import known
from estate.rendering.briefings.market import opportunity_ref
from estate.rendering.briefings.procurement.conditions import conditions, risks
from estate.rendering.briefings.procurement.joint import spread_words, value_words
from estate.rendering.briefings.procurement.words import grid_table
from estate.rendering.canvas.blocks import (
    Block,
    Figure,
    Folded,
    Points,
    Section,
    Terms,
    Tiles,
    said,
)
from estate.rendering.canvas.page_model import Cell, Head, Picture, Ref, Table, Tile, heads
from estate.rendering.comparing.window_full import full
from estate.rendering.comparing.window_words import FREEDOM_WORDS, count_words
from estate.rendering.comparing.windows import notes
from estate.rendering.kit.grid_values import value_words as cell_words
from estate.rendering.kit.words import day, listing, month, plural, pounds, short_pounds, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.comparison.opportunities import Opportunity, Spread
    from estate.comparison.view import SystemView
    from estate.comparison.windows import Case
    from estate.rendering.briefings.material import Material
    from estate.rendering.comparing.section import Section as InFull
    from estate.rendering.kit.grids import Grid
    from estate.rendering.plan.view import StepView

NOT_RECORDED = "not recorded"
MOST, MOST_OF_OTHERS = 250, 60
"""Rows of a table: on the joint date, and on other dates; `estate compare` has all of them."""


def sections(one: Opportunity, material: Material) -> tuple[Section, ...]:
    """Return everything that is told of an opportunity."""
    whole = full(one)
    grids = {grid.name: grid for grid in whole.tables}
    made = (
        Section("short", "In short", tuple(_short(one, material))),
        Section("who", "Who has what", tuple(_who(one, material))),
        Section("when", "When they could leave together", tuple(_when(whole, grids))),
        Section("acts", "Who has to do what, by when", tuple(_acts(one, grids))),
        Section("how", "How it could be bought", tuple(_how(one, grids))),
        Section("conditions", "What would have to be true", _listed(conditions(one))),
        Section("risks", "What speaks against it", _listed(risks(one, material))),
        Section("assumed", "What is taken for granted", _listed(notes(one.asked))),
    )
    return tuple(section for section in made if section.blocks)


def _listed(items: tuple[str, ...]) -> tuple[Block, ...]:
    return (Points(tuple((item,) for item in items)),) if items else ()


def _short(one: Opportunity, material: Material) -> Iterator[Block]:
    best = one.date
    when = "not known" if best is None else day(best.day)
    yield Tiles(
        (
            Tile(
                when, "joint date, the last day of what they have", "open" if best is None else ""
            ),
            Tile(f"{len(one.free())} of {len(one.cases)}", "councils can leave free on that day"),
            Tile(short_pounds(one.free_value), "a year is free on that day, as far as recorded"),
            Tile(_total(one), "a year in all, as far as recorded"),
        )
    )
    market = material.market
    rank = market.ranks[opportunity_ref(one).id]
    yield said(_lead(one, rank, len(market.found)), "lead")
    terms = [
        ("Value a year, all councils", (value_words(one),)),
        ("Cost for each user, a year", (_spread(one.per_user, "user"),)),
        ("Cost for each inhabitant, a year", (_pence(one),)),
    ]
    if one.purchase is not None:
        least = pounds(round(one.purchase.least_value))
        terms.append((f"Value over {one.purchase.months} months", (f"{least} or more",)))
    missing = "; ".join(one.missing())
    terms.append(("Not known", (missing or "nothing that counts here",)))
    yield Terms(tuple(terms))


def _total(one: Opportunity) -> str:
    more = "+" if one.unvalued() else ""
    return f"{short_pounds(one.annual_value)}{more}"


def _lead(one: Opportunity, rank: int, of: int) -> str:
    place = f"Number {rank:,} of {of:,} by the value a year that is free on one day."
    if one.date is None:
        return f"No date is known on which these councils could leave together. {place}"
    span = one.date.span
    days = f"any day from {day(span.first)} to {day(span.last)} is as good"
    alone = span.first == span.last
    return f"{day(one.date.day)}: {count_words(span)}{'' if alone else f'; {days}'}. {place}"


def _spread(spread: Spread | None, what: str) -> str:
    if spread is None:
        return "not known"
    middle = pounds(round(spread.middle))
    number = plural(spread.councils, "council")
    return f"{spread_words(spread)}, middle {middle}, of {number} whose {what}s and cost are known"


def _pence(one: Opportunity) -> str:
    spread = one.per_head
    if spread is None:
        return "not known"
    least, most = (cell_words(each, "pence") for each in (spread.least, spread.most))
    number = plural(spread.councils, "council")
    return f"{least} to {most}, of {number}" if least != most else f"{least}, of {number}"


def _who(one: Opportunity, material: Material) -> Iterator[Block]:
    columns = (
        Head("Council"),
        Head("Systems"),
        Head("Product", filter=True),
        Head("Supplier", filter=True),
        Head("Contracts a year", number=True),
        Head("Users", number=True),
        Head("On the joint date", filter=True),
        Head("In the plan"),
    )
    steps = {step.system: step for step in material.plan.steps} if material.plan else {}
    rows = tuple(
        _row(one, place, case, system, steps)
        for place, case in enumerate(one.cases)
        for system in case.systems
    )
    shown = rows[:MOST]
    more = f": the first {len(shown):,} of {len(rows):,} systems" if len(shown) < len(rows) else ""
    yield Table(f"What each council has for it{more}", columns, shown, tools=True)
    yield _products(one, material)


def _row(
    one: Opportunity,
    place: int,
    case: Case,
    system: SystemView,
    steps: Mapping[str, StepView],
) -> tuple[Cell, ...]:
    ref = str(system.ref)
    leaves = FREEDOM_WORDS[one.date.span.positions[place].freedom] if one.date else "not known"
    value = case.annual_value
    step = steps.get(ref)
    planned = f"{step.words}, live {month(step.live)}" if step else "kept" if steps else ""
    return (
        Cell(visible(case.council.name), ref=Ref("council", case.council.id)),
        Cell(visible(known(system.name) or system.ref.system), ref=Ref("system", ref)),
        Cell(_product(system)),
        Cell(visible(known(system.supplier_name) or known(system.supplier) or NOT_RECORDED)),
        Cell(NOT_RECORDED if value is None else pounds(value), key=f"{value or ''}"),
        Cell(cell_words(system.users, "number")),
        Cell(leaves),
        Cell(visible(planned)),
    )


def _product(system: SystemView) -> str:
    name = known(system.product_name) or known(system.product)
    if name is None:
        return "made for the council" if known(system.bespoke) else NOT_RECORDED
    version = known(system.version)
    return visible(f"{name} {version}" if version else name)


def _products(one: Opportunity, material: Material) -> Table:
    identity = material.market.compared.identity
    lots: dict[str, list[SystemView]] = {}
    for case in one.cases:
        for system in case.systems:
            product = known(system.product)
            name = identity.product_name(product) if product else _product(system)
            lots.setdefault(visible(name), []).append(system)
    ranked = sorted(lots.items(), key=lambda lot: (-len(lot[1]), lot[0]))
    rows = tuple(
        (
            Cell(name),
            Cell(f"{len({system.ref.council for system in own}):,}"),
            Cell(f"{len(own):,}"),
            Cell(listing(sorted({known(system.version) or "?" for system in own}), 6)),
        )
        for name, own in ranked
    )
    columns = heads("Product", "#Councils", "#Systems", "Versions (? is not recorded)")
    return Table("Similar products", columns, rows, wide=False)


def _when(whole: InFull, grids: Mapping[str, Grid]) -> Iterator[Block]:
    [picture] = whole.pictures
    table = grid_table(grids["positions"])
    yield Figure(Picture(picture.svg, picture.caption, f"{picture.name}.svg"), table)
    yield grid_table(grids["joint-dates"], without={"capability"})


def _acts(one: Opportunity, grids: Mapping[str, Grid]) -> Iterator[Block]:
    best = one.windows.best
    own = [(place, each) for place, each in enumerate(best, 1) if each is one.date]
    rest = [(place, each) for place, each in enumerate(best, 1) if each is not one.date]
    hidden = {"capability", "joint_date"}
    for place, _ in own:
        yield grid_table(grids[f"who-does-what-{place}"], without=hidden, most=MOST)
    others = [grids[f"who-does-what-{place}"] for place, _ in rest]
    tables = tuple(grid_table(each, without=hidden, most=MOST_OF_OTHERS) for each in others)
    if tables:
        yield Folded(f"For {plural(len(rest), 'other date')}", tables)


def _how(one: Opportunity, grids: Mapping[str, Grid]) -> Iterator[Block]:
    if one.date is None:
        yield said("Without a joint date no framework or rule can be held against it.")
        return
    yield grid_table(grids["frameworks"], without={"capability"})
    yield grid_table(grids["lots"], without={"capability"})
    yield grid_table(grids["rules"], without={"capability"})
