"""What councils could buy together: when, for how much, under which frameworks and rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom
from estate.comparison.procurement_rules import Outcome
from estate.rendering.briefings.market import opportunity_ref
from estate.rendering.canvas.page_model import Cell, Head, Table, cells, heads
from estate.rendering.comparing.window_words import FREEDOM_WORDS
from estate.rendering.kit.words import day, listing, plural, pounds, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.comparison.opportunities import Opportunity, Spread
    from estate.comparison.procurement_rules import Rule
    from estate.rendering.briefings.market import Market

MOST = 600
"""Opportunities of a table; there are as many at most as capabilities."""
OUTCOMES = (Outcome.APPLIES, Outcome.PASS, Outcome.FAILS, Outcome.CANNOT_TELL)


def ranked_table(found: Sequence[Opportunity], market: Market, council: str | None = None) -> Table:
    """Return the opportunities in order, each with its date, councils, and range of value.

    Of one council it says how that one stands on the date.
    """
    columns = (
        Head("Opportunity"),
        Head("Rank", number=True),
        Head("Joint date"),
        Head("Councils", number=True),
        Head("Free on that day", number=True),
        *((Head("This council", filter=True),) if council else ()),
        Head("Value a year that is free", number=True),
        Head("Value a year, all", number=True),
        Head("Cost for each user, a year", number=True),
        Head("Framework that covers all", filter=True),
    )
    rows = tuple(_ranked_row(one, market, council) for one in found[:MOST])
    more = f": the first {len(rows):,} of {len(found):,}" if len(rows) < len(found) else ""
    caption = f"What could be bought together, by the value that is free on one day{more}"
    return Table(caption, columns, rows, tools=True)


def _ranked_row(one: Opportunity, market: Market, council: str | None) -> tuple[Cell, ...]:
    ref = opportunity_ref(one)
    best = one.date
    return (
        Cell(visible(one.name), ref=ref),
        Cell(f"{market.ranks[ref.id]:,}"),
        Cell("not known") if best is None else Cell(day(best.day), key=best.day.isoformat()),
        Cell(f"{len(one.cases):,}"),
        Cell(f"{len(one.free()):,}"),
        *((Cell(stands(one, council)),) if council else ()),
        Cell(pounds(one.free_value), key=str(one.free_value)),
        Cell(_least(one), key=str(one.annual_value)),
        Cell(spread_words(one.per_user), key=_middle(one.per_user)),
        Cell(covered(one)),
    )


def stands(one: Opportunity, council: str) -> str:
    """Return how a council stands on the joint date."""
    if one.date is None:
        return FREEDOM_WORDS[Freedom.UNKNOWN]
    [place] = [place for place, case in enumerate(one.cases) if case.council.id == council]
    return FREEDOM_WORDS[one.date.span.positions[place].freedom]


def _least(one: Opportunity) -> str:
    return f"{'at least ' * bool(one.unvalued())}{pounds(one.annual_value)}"


def value_words(one: Opportunity) -> str:
    """Return pounds a year of all councils; at least so many where that of some is not known."""
    unknown = len(one.unvalued())
    said = pounds(one.annual_value)
    return f"{said} or more: {unknown:,} not known" if unknown else said


def spread_words(spread: Spread | None) -> str:
    """Return the least and the greatest of some figures, in pounds, or that none is known."""
    if spread is None:
        return "not known"
    least, most = pounds(round(spread.least)), pounds(round(spread.most))
    return least if least == most else f"{least} to {most}"


def _middle(spread: Spread | None) -> str:
    return "" if spread is None else repr(float(spread.middle))


def covered(one: Opportunity) -> str:
    """Return whether a framework of the catalogue covers all that would join."""
    if any(each.outcome is Outcome.PASS for each in one.frameworks):
        return "yes"
    perhaps = any(each.outcome is Outcome.CANNOT_TELL for each in one.frameworks)
    return "perhaps, to be confirmed" if perhaps else "none"


def frameworks_table(found: Sequence[Opportunity], market: Market) -> Table | None:
    """Return for each framework how many of the joint purchases it covers."""
    counts: dict[str, Counter[Outcome]] = {}
    sure: dict[str, list[str]] = {}
    for one in found:
        for each in one.frameworks:
            counts.setdefault(each.id, Counter())[each.outcome] += 1
            if each.outcome is Outcome.PASS:
                sure.setdefault(each.id, []).append(visible(one.name))
    if not counts:
        return None
    known = market.compared.sector.catalogue.frameworks
    rows = tuple(
        cells(
            known[name].name if name in known else name,
            f"{own[Outcome.PASS]:,}",
            f"{own[Outcome.CANNOT_TELL]:,}",
            f"{own[Outcome.FAILS]:,}",
            listing(sure.get(name, ()), 5),
        )
        for name, own in sorted(counts.items())
    )
    names = ("Framework", "#Covers all who join", "#Perhaps", "#Does not", "Surely covers")
    return Table("Frameworks, held against each joint purchase", heads(*names), rows)


def rules_table(found: Sequence[Opportunity]) -> Table | None:
    """Return each procurement rule that was held against the purchases, and what came of it."""
    counts: dict[Rule, Counter[Outcome]] = {}
    for one in found:
        for check in one.checks:
            counts.setdefault(check.rule, Counter())[check.outcome] += 1
    if not counts:
        return None
    rows = tuple(
        (
            Cell(rule.id),
            Cell(rule.says),
            *(Cell(f"{own[outcome]:,}") for outcome in OUTCOMES),
            Cell(f"{rule.source} ({rule.status})"),
        )
        for rule, own in sorted(counts.items(), key=lambda pair: pair[0].id)
    )
    names = ("Rule", "What it says", *(f"#{one.value.capitalize()}" for one in OUTCOMES), "Source")
    caption = "Procurement rules, as checks of every joint purchase"
    return Table(caption, heads(*names), rows)


def lead(found: Sequence[Opportunity]) -> str:
    """Return how much could be bought together, and what is best, in sentences."""
    dated = [one for one in found if one.date is not None]
    if not dated:
        return "No date is known on which two councils could leave together what they have."
    best = dated[0]
    assert best.date is not None  # noqa: S101  # only those with a date
    number = plural(len(found), "capability", "capabilities")
    return (
        f"{number} that two councils or more have something for; for {len(dated):,} of them a "
        f"joint date is known. The most value that is free on one day: {visible(best.name)}, "
        f"{day(best.date.day)}, {pounds(best.free_value)} a year of "
        f"{plural(len(best.free()), 'council')} of {len(best.cases):,}."
    )
