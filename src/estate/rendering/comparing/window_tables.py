"""The tables of joint windows and opportunities, for all formats alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom
from estate.comparison.procurement_rules import Outcome
from estate.comparison.view import known
from estate.rendering.comparing.window_words import FREEDOM_WORDS, acts_words, dates_words
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import listing, pounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from estate.comparison.departures import Way
    from estate.comparison.opportunities import Opportunity, Spread
    from estate.comparison.procurement import Coverage
    from estate.comparison.view import ContractView
    from estate.comparison.windows import Case, JointDate
    from estate.rendering.comparing.section import Compared
    from estate.rendering.kit.grids import Value

Row = tuple["Value", ...]

RANKED = (
    Column("rank", "Rank", "number"),
    Column("capability", "Capability", filter=True),
    Column("name", "Name"),
    Column("joint_date", "Joint date", "date"),
    Column("councils", "Councils", "number"),
    Column("free", "Free", "number"),
    Column("at_cost", "At a cost", "number"),
    Column("by_agreement", "By agreement", "number"),
    Column("free_value", "Pounds a year free", "pounds"),
    Column("annual_value", "Pounds a year, all", "pounds"),
    Column("value_unknown", "Councils without a known value", "number"),
    Column("user_least", "Per user, least", "pounds"),
    Column("user_middle", "Per user, middle", "pounds"),
    Column("user_most", "Per user, most", "pounds"),
    Column("user_councils", "Per user, councils", "number"),
    Column("head_least", "Per head, least", "decimal"),
    Column("head_middle", "Per head, middle", "decimal"),
    Column("head_most", "Per head, most", "decimal"),
    Column("head_councils", "Per head, councils", "number"),
    Column("products", "Products"),
    Column("frameworks", "Frameworks that cover all"),
    Column("perhaps", "Frameworks that may, to be confirmed"),
    Column("missing", "Not known"),
)
SHORT = (
    Column("rank", "", "number"),
    Column("name", "Capability", least=16),
    Column("joint_date", "Joint date", "date"),
    Column("free", "Free", least=4),
    Column("paying", "Pay", "number"),
    Column("agreeing", "Agree", "number"),
    Column("free_value", "£ a year free", "pounds"),
    Column("annual_value", "£ a year, all", "pounds"),
    Column("per_user", "Per user", least=10),
)
DATES = (
    Column("capability", "Capability", filter=True),
    Column("joint_date", "Date", "date"),
    Column("first", "As good from", "date"),
    Column("last", "As good until", "date"),
    Column("free", "Free", "number"),
    Column("at_cost", "At a cost", "number"),
    Column("by_agreement", "By agreement", "number"),
    Column("perhaps", "Perhaps", "number"),
    Column("over", "Over", "number"),
    Column("unknown", "Not known", "number"),
    Column("withheld", "Withheld", "number"),
    Column("cost", "To pay, as far as known", "pounds"),
    Column("why", "Why this date", least=24),
)
ACTS = (
    Column("capability", "Capability", filter=True),
    Column("joint_date", "Date", "date"),
    Column("council", "Council", filter=True, least=10),
    Column("contract", "Contract"),
    Column("stands", "Leaves", filter=True, least=10),
    Column("cost", "Pays", "pounds"),
    Column("by", "First act by", "date"),
    Column("extended", "Extended, months", "number"),
    Column("what", "What it takes", least=30),
    Column("also", "Contract also covers"),
)
FRAMEWORKS = (
    Column("capability", "Capability", filter=True),
    Column("framework", "Framework", filter=True),
    Column("covers_all", "Covers all", filter=True),
    Column("missing", "Not named"),
    Column("ends", "Ends", "date"),
    Column("latest", "With extensions", "date"),
    Column("left", "At most left", "pounds"),
    Column("because", "Because", least=24),
)
RULES = (
    Column("capability", "Capability", filter=True),
    Column("rule", "Rule", filter=True),
    Column("outcome", "Check", filter=True),
    Column("because", "Because", least=24),
    Column("says", "What the rule says", least=24),
    Column("source", "Source"),
    Column("status", "Status", filter=True, least=9),
)
LOTS = (
    Column("capability", "Capability", filter=True),
    Column("lot", "Lot", "number"),
    Column("councils", "Councils", least=24),
    Column("share", "Share of the value", "percent"),
    Column("says", "About the split", least=24),
)


def joined(opportunity: Opportunity) -> str:
    """Return the capabilities' ids in one cell."""
    return ", ".join(opportunity.capabilities)


def _count(best: JointDate | None, freedom: Freedom) -> int | None:
    return None if best is None else len(best.span.councils(freedom))


def _three(spread: Spread | None) -> Row:
    if spread is None:
        return None, None, None, 0
    return spread.least, spread.middle, spread.most, spread.councils


def ranked(found: Sequence[Opportunity], compared: Compared) -> Grid:
    """Return the opportunities in order, with everything that is known of each in a row."""
    rows = []
    for rank, each in enumerate(found, 1):
        covering = [one.id for one in each.frameworks if one.outcome is Outcome.PASS]
        perhaps = [one.id for one in each.frameworks if one.outcome is Outcome.CANNOT_TELL]
        rows.append(
            (
                rank,
                joined(each),
                each.name,
                None if each.date is None else each.date.day,
                len(each.cases),
                _count(each.date, Freedom.FREE),
                _count(each.date, Freedom.AT_COST),
                _count(each.date, Freedom.BY_AGREEMENT),
                each.free_value,
                each.annual_value,
                len(each.unvalued()),
                *_three(each.per_user),
                *_three(each.per_head),
                _products(each, compared),
                ", ".join(covering),
                ", ".join(perhaps),
                "; ".join(each.missing()),
            )
        )
    return Grid("opportunities", "Ranked opportunities", RANKED, tuple(rows))


def _products(each: Opportunity, compared: Compared) -> str:
    products = {known(system.product) for case in each.cases for system in case.systems} - {None}
    return ", ".join(
        sorted({compared.identity.product_name(one) for one in products if one is not None})
    )


def ranked_in_short(found: Sequence[Opportunity], of: int) -> Grid:
    """Return the best opportunities for a terminal."""
    rows = tuple(
        (
            rank,
            each.name,
            None if each.date is None else each.date.day,
            f"{len(each.free())} of {len(each.cases)}",
            _count(each.date, Freedom.AT_COST),
            _count(each.date, Freedom.BY_AGREEMENT),
            each.free_value,
            each.annual_value,
            _range(each.per_user),
        )
        for rank, each in enumerate(found, 1)
    )
    caption = f"The best {len(found)} of {of} (estate compare --windows CAPABILITY has one in full)"
    return Grid("opportunities-in-short", caption, SHORT, rows)


def _range(spread: Spread | None) -> str | None:
    if spread is None:
        return None
    least, most = pounds(round(spread.least)), pounds(round(spread.most))
    return f"{least} to {most}" if least != most else least


def dates(found: Iterable[Opportunity]) -> Grid:
    """Return each best date: how many councils leave how, and why it is proposed."""
    rows: list[Row] = [
        (
            joined(each),
            best.day,
            best.span.first,
            best.span.last,
            *(len(best.span.councils(freedom)) for freedom in Freedom),
            each.windows.cost(best.span)[0],
            dates_words(best),
        )
        for each in found
        for best in each.windows.best
    ]
    nothing = "No date is known on which a council could leave."
    return Grid("joint-dates", "Best joint dates", DATES, tuple(rows), nothing)


def acts(found: Iterable[tuple[Opportunity, JointDate | None]]) -> Grid:
    """Return what each council has to do for a date: what, by when, and what it pays."""
    rows = [
        row
        for each, best in found
        if best is not None
        for case in each.cases
        for row in _acts_of(each, best, case)
    ]
    return Grid("who-does-what", "Who has to do what, by when", ACTS, tuple(rows))


def _acts_of(each: Opportunity, best: JointDate, case: Case) -> Iterator[Row]:
    start = (joined(each), best.day, case.council.name)
    for contract, way in case.ways(best.day):
        yield (*start, contract.id, *_way(contract, way), ", ".join(case.also_covered))
    for system in case.systems:
        if not case.council.contracts_of(system):
            freedom = Freedom.UNKNOWN if known(system.contracts) is not None else Freedom.WITHHELD
            what = f"No contract is recorded for {system.ref.system}."
            words = what if freedom is Freedom.UNKNOWN else "Withheld."
            yield (*start, "", FREEDOM_WORDS[freedom], None, "", "", words, "")


def _way(contract: ContractView, way: Way) -> Row:
    first = way.acts[0].by if way.acts else ""
    extended = way.extension_months or ""
    return FREEDOM_WORDS[way.freedom], way.cost, first, extended, acts_words(contract, way)


def frameworks(found: Iterable[Opportunity]) -> Grid:
    """Return each framework held against each purchase."""
    rows = [
        (
            joined(each),
            one.id,
            one.outcome.value,
            ", ".join(one.missing),
            one.framework.ends,
            one.last,
            one.left,
            _because(one),
        )
        for each in found
        for one in each.frameworks
    ]
    nothing = "The catalogue has no framework that has not ended."
    return Grid("frameworks", "Frameworks for all of them", FRAMEWORKS, tuple(rows), nothing)


def _because(one: Coverage) -> str:
    return " ".join(
        f"{check.rule.id} ({check.outcome.value}): {check.because}"
        for check in one.checks
        if one.outcome is Outcome.PASS or check.outcome is not Outcome.PASS
    )


def rules(found: Iterable[Opportunity]) -> Grid:
    """Return the rules for each purchase, with what they say, their source and its status."""
    rows = [
        (
            joined(each),
            check.rule.id,
            check.outcome.value,
            check.because,
            check.rule.says,
            check.rule.source,
            check.rule.status,
        )
        for each in found
        for check in each.checks
    ]
    return Grid("rules", "Procurement rules, as checks", RULES, tuple(rows))


def lots(found: Iterable[Opportunity]) -> Grid:
    """Return the lots that keep each supplier below the cap, or why there are none."""
    rows = [row for each in found if each.date is not None for row in _lots_of(each)]
    return Grid("lots", "Lots that keep more than one supplier", LOTS, tuple(rows))


def _lots_of(each: Opportunity) -> Iterator[Row]:
    split = each.lots
    cap = f"{float(split.cap * 100):g}%"
    if split.alone_above:
        words = (
            f"No split keeps each supplier to {cap}: alone above it: {listing(split.alone_above)}."
        )
        yield joined(each), None, "", None, words
        return
    if not split.lots:
        yield joined(each), None, "", None, "No value is known to split."
        return
    known_ones = sum(len(lot) for lot in split.lots)
    words = f"{'Fewest' if split.fewest else 'Fewest found, not proven fewest,'} for {cap} at most"
    if known_ones < len(each.joining()):
        words += f"; {len(each.joining()) - known_ones} of unknown value left out"
    words += "; whoever wins one lot wins no other."
    for number, (lot, share) in enumerate(zip(split.lots, split.shares, strict=True), 1):
        yield joined(each), number, ", ".join(lot), share, words
