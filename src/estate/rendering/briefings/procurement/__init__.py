"""What those are told who buy: days to act by, what to buy together, from whom, for the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.comparison.concentration import concentration
from estate.rendering.briefings import contracts_ahead as ahead
from estate.rendering.briefings import contracts_ahead_chart as ahead_chart
from estate.rendering.briefings.procurement import joint as joint
from estate.rendering.briefings.procurement import plan as buying
from estate.rendering.briefings.procurement import suppliers as suppliers
from estate.rendering.briefings.procurement.joint_chart import joint_dates_svg
from estate.rendering.canvas.blocks import (
    Block,
    Briefing,
    Figure,
    Folded,
    Section,
    Tiles,
    said,
)
from estate.rendering.canvas.page_model import Picture, Tile
from estate.rendering.comparing.windows import notes
from estate.rendering.kit.words import day, plural, pounds, short_pounds, visible

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Scope
    from estate.rendering.records.contract_book import ContractBook

AT_STAKE = (
    "At stake is the price of the time that acting wins or saves: of a renewal that would follow, "
    "of an extension that would be lost; of an end, the price of a year."
)


def briefing(scope: Scope) -> Briefing:
    """Return what procurement officers are told of the whole estate, or of one council."""
    book = ahead.book_of(scope)
    sections = (
        Section("decide", "What to decide in the next 12 months", tuple(_decide(scope, book))),
        Section("calendar", "The contract calendar", tuple(_calendar(scope, book))),
        Section("together", "What could be bought together", tuple(_together(scope))),
        Section("suppliers", "Suppliers", tuple(_suppliers(scope))),
        Section("plan", "What the plan buys, and when", tuple(_plan(scope))),
        Section("unknown", "What is not known of contracts", tuple(_unknown(scope, book))),
    )
    name = "procurement" if scope.council is None else f"{scope.council}/procurement"
    return Briefing(
        name,
        f"Procurement: {visible(scope.title)}",
        f"Contracts, joint purchases and suppliers, as of {day(scope.material.as_of)}",
        tuple(section for section in sections if section.blocks),
    )


def _decide(scope: Scope, book: ContractBook) -> Iterator[Block]:
    soon = ahead.within(book, ahead.SOON)
    value, unpriced = ahead.at_stake(soon)
    yield Tiles(
        (
            Tile(f"{len(soon):,}", "days within 12 months to act on, or to know of"),
            Tile(short_pounds(round(value)), "at stake on those days, as far as recorded"),
            Tile(
                f"{len(book.running):,}", f"contracts that run, {pounds(book.annual_value)} a year"
            ),
            Tile(f"{book.unpriced:,}", "of them without a recorded price", "open"),
        )
    )
    yield said(ahead.next_days(soon, book.as_of))
    if not soon:
        return
    yield ahead.kinds_table(soon, ahead.SOON)
    out = f" Days without a recorded price, {unpriced:,}, are not in the sum." if unpriced else ""
    yield said(f"{AT_STAKE}{out}", "quiet")
    caption = "Days within 12 months, in order"
    yield ahead.days_table(caption, soon, book, scope)


def _calendar(scope: Scope, book: ContractBook) -> Iterator[Block]:
    if not book.sheets:
        yield said(book.nothing)
        return
    quarters = ahead_chart.by_quarter(book.ahead, book.as_of)
    name = f"calendar-{scope.name}"
    svg = ahead_chart.calendar_svg(name, quarters, book.as_of)
    table = ahead_chart.quarters_table(quarters)
    yield Figure(Picture(svg, "What falls due, quarter by quarter", f"{name}.svg"), table)
    later = ahead.later_than(book, ahead.SOON)
    if later:
        yield ahead.days_table(f"Days later than that, until {day(book.until)}", later, book, scope)
    if book.passed:
        words = f"Days that have passed since {day(book.since)}, and ends that left systems bare"
        yield Folded(words, (ahead.passed_table(book, scope),))


def _together(scope: Scope) -> Iterator[Block]:
    market = scope.material.market
    found = market.of(scope.council)
    if not found:
        if len(scope.material.councils) > 1:
            yield said("No two councils have something for the same capability.")
        return
    yield said(joint.lead(found), "lead")
    if any(one.date is not None for one in found):
        name = f"joint-dates-{scope.name}"
        caption = "Joint dates of the best opportunities; the table below has all"
        yield Figure(Picture(joint_dates_svg(name, found), caption, f"{name}.svg"))
    yield joint.ranked_table(found, market, scope.council)
    for table in (joint.frameworks_table(found, market), joint.rules_table(found)):
        if table is not None:
            yield table
    yield said("Lots, and what each council has to do by when, are on each opportunity's page.")
    for note in notes(market.asked):
        yield said(note, "quiet")


def _suppliers(scope: Scope) -> Iterator[Block]:
    compared = scope.material.market.narrowed(scope.council)
    own = concentration(compared.sector, compared.identity)
    if not own.suppliers:
        yield said("No supplier is recorded of any system in use.")
        return
    yield said(suppliers.spread_words(own))
    yield suppliers.suppliers_table(own, compared)
    alone = suppliers.rests_on_one(compared) if scope.council is None else None
    moved = suppliers.takeovers_table(own, compared.sector.catalogue)
    for table in (alone, moved):
        if table is not None:
            yield table


def _plan(scope: Scope) -> Iterator[Block]:
    if scope.material.plan is None:
        return
    steps = buying.bought(scope.steps)
    if not steps:
        yield said("No step of the plan takes buying.")
        return
    yield said(buying.lead(steps, len(scope.steps) - len(steps)))
    yield buying.quarters_table(steps)
    yield buying.purchases_table(steps, scope)
    yield said(
        "Once is what the whole step costs, its work included; what buying alone costs is not "
        "recorded.",
        "quiet",
    )


def _unknown(scope: Scope, book: ContractBook) -> Iterator[Block]:
    bare = ahead.uncovered(scope)
    gaps = ahead.gaps_table(book, scope)
    if gaps is not None:
        yield said(
            "An end, a notice period or a price that is not recorded keeps a day out of the "
            "calendar, or makes it less sure. Nothing is taken as 0."
        )
        yield gaps
    if bare:
        yield said(
            f"No contract is recorded for {plural(len(bare), 'system')} in use; some of them may "
            "need none, such as those made in house."
        )
        yield Folded("Systems in use without a recorded contract", (ahead.bare_table(bare, scope),))
