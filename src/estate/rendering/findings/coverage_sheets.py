"""How much is known, and what to find out first, as tables for people; laid out elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.completeness import FACTS, PARTS, QUESTIONS
from estate.completeness.plan_gaps import (
    NO_OPTION,
    OPTION_UNPLANNABLE,
    RISK_RANGE,
    RUNNING_AFTER_UNKNOWN,
    RUNNING_UNKNOWN,
    UNLIMITED,
)
from estate.rendering.kit.groups import NO_GROUP
from estate.rendering.kit.terminal import Column
from estate.rendering.kit.words import day, decimal, plural, pounds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from estate.completeness import Ask, Count, Coverage, Item, PlanGap, PlanGaps, Questions
    from estate.portfolio import Portfolio

SHOWN = 10
"""As many single answers, and as many systems for the plan, are listed."""

REASONS = {
    NO_OPTION: "No option is recorded: kept as it is, with its risk",
    OPTION_UNPLANNABLE: "An option lacks what planning needs: it cannot be chosen",
    RISK_RANGE: "The score is a range: one point of it is priced",
    RUNNING_AFTER_UNKNOWN: "Running cost afterwards unknown: counts as unchanged",
    RUNNING_UNKNOWN: "Running cost unknown: counts as unchanged by any option",
    UNLIMITED: "Money, people or changes at once unknown: count as unlimited",
}
"""What the plan does for want of a fact, by reason, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what stands before it, its columns and rows. A row of one cell is a heading."""

    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def share(count: Count) -> str:
    """Return `3/5`; a dash where it applies to none."""
    return f"{count.known:,}/{count.of:,}" if count.of else "-"


def by_fact(coverage: Coverage) -> Sheet:
    """Return each fact, of how many systems it is known, and how well."""
    right = ("Known", "Verified", "Reported", "Estimated", "Assumed", "No evidence", "Old")
    columns = (
        Column("Fact", least=18),
        *(Column(name, right=True) for name in right),
        Column("Serves", least=6),
    )
    rows: list[tuple[str, ...]] = []
    for part, title in PARTS.items():
        rows.append((title,))
        for fact in FACTS:
            count = coverage.count(fact=fact.key)
            if fact.part == part and count.of:
                quality = _quality(count, scored=part in {"likelihood", "impact"})
                rows.append((fact.name, share(count), *quality, fact.serves))
    months = coverage.months
    told = "" if coverage.months_given else " (estate.toml gives no review_months)"
    note = (
        "Known: of how many systems, of those to which the fact applies; likelihood and impact as "
        "far as the score can tell. Verified to No evidence: how sure the evidence is. Old: last "
        f"confirmed, by evidence or review, more than {months} months before{told}; what has no "
        "date is not called old."
    )
    return Sheet("What is known, by fact", in_one_sentence(coverage), columns, tuple(rows), note)


def _quality(count: Count, *, scored: bool) -> tuple[str, ...]:
    """Return how sure what is known is; a score's criterion has no evidence of its own."""
    if scored:
        return ("",) * 6
    numbers = (*count.confidence, count.unstated, count.old)
    return tuple(f"{number:,}" if number else "" for number in numbers)


def in_one_sentence(coverage: Coverage) -> str:
    """Return how many of the facts that apply are known."""
    count = coverage.count()
    return (
        f"{plural(len(coverage.councils), 'council')}, "
        f"{plural(coverage.systems_in(), 'system')} in use on {day(coverage.as_of)}: "
        f"{count.known:,} of {count.of:,} facts that apply to them are known."
    )


def by_council(coverage: Coverage) -> Sheet:
    """Return for each council how much is known, by part."""
    rows = [
        (council, *_parts(coverage, council=council), _last(coverage, council=council))
        for council in coverage.councils
    ]
    if len(rows) > 1:
        rows.append(("all", *_parts(coverage), _last(coverage)))
    return Sheet("By council", "", _part_columns("Council"), tuple(rows))


def by_group(coverage: Coverage, portfolio: Portfolio) -> Sheet:
    """Return for each group of capabilities how much is known, by part."""
    rows = tuple(
        (
            group_name(portfolio, group),
            *_parts(coverage, group=group),
            _last(coverage, group=group),
        )
        for group in coverage.groups
    )
    return Sheet("By group of capabilities", "", _part_columns("Group"), rows)


def group_name(portfolio: Portfolio, group: str) -> str:
    """Return the name of a group of capabilities, or its id; in words where there is none."""
    record = portfolio.catalogue.groups.get(group)
    return record.name if record else group or NO_GROUP


def _part_columns(first: str) -> tuple[Column, ...]:
    names = ("Systems", "Record", "Contracts", "Likelihood", "Impact", "Planning", "All")
    return (Column(first, least=12), *(Column(name, right=True) for name in names))


def _parts(coverage: Coverage, **where: str) -> tuple[str, ...]:
    shares = (share(coverage.count(part=part, **where)) for part in PARTS)
    return (f"{coverage.systems_in(**where):,}", *shares)


def _last(coverage: Coverage, **where: str) -> str:
    return share(coverage.count(**where))


def matrix(coverage: Coverage, widest: int) -> Sheet:
    """Return each fact by council, ids cut to so many columns."""
    councils = coverage.councils
    columns = (
        Column("Fact", least=18),
        *(Column(_cut(council, widest), right=True) for council in councils),
    )
    rows: list[tuple[str, ...]] = []
    for fact in FACTS:
        cells = [share(coverage.count(council=council, fact=fact.key)) for council in councils]
        if any(cell != "-" for cell in cells):
            rows.append((fact.name, *cells))
    return Sheet("By fact and council", "", columns, tuple(rows))


def _cut(council: str, widest: int) -> str:
    return council if len(council) <= widest else council[: widest - 1] + "."


def narrowest(councils: Sequence[str], cells: int) -> int:
    """Return the least width in which councils' ids can be told apart, `cells` or more."""
    longest = max((len(council) for council in councils), default=0)
    for width in range(cells, longest):
        if len({_cut(council, width) for council in councils}) == len(councils):
            return width
    return max(cells, longest)


def offices(found: Questions, systems: int) -> Sheet:
    """Return whom to ask for what, the most telling first."""
    columns = (
        Column("Ask", least=24),
        Column("Questions", right=True),
        Column("Systems", right=True),
        Column("Could settle", right=True),
        Column("Narrows by", right=True),
    )
    rows: list[tuple[str, ...]] = []
    for office in found.offices:
        own = [kind for kind in found.kinds if QUESTIONS[kind.key].office == office.key]
        rows.append((f"{office.key}, for all of these", *_numbers(office)))
        rows += [(f"- {_words(kind)}", *_numbers(kind)) for kind in own]
    lead = undecided(found, systems)
    note = (
        "Could settle: systems whose class is open, and which these answers alone might close. "
        "Narrows by: points of score, the mean of the best and the worst answers, summed."
    )
    return Sheet("What to find out first, for the scores", lead, columns, tuple(rows), note)


def undecided(found: Questions, systems: int) -> str:
    """Return of how many systems the class is open, in a sentence."""
    return (
        f"Of {len(found.undecided):,} of {plural(systems, 'system')} it cannot be told whether "
        "they are red-rated."
    )


def _words(ask: Ask) -> str:
    kind = QUESTIONS[ask.key]
    return kind.one if ask.number == 1 else kind.many


def _numbers(ask: Ask) -> tuple[str, ...]:
    counts = (ask.number, len(ask.systems), len(ask.could_settle))
    return (*(f"{number:,}" for number in counts), decimal(ask.narrows_by))


def singles(found: Questions, most: int = SHOWN) -> Sheet:
    """Return the single answers that tell most; those of one thing together, the best first."""
    columns = (
        Column("Of", least=24),
        Column("Find out", least=20),
        Column("Whom to ask"),
        Column("Systems", right=True),
        Column("Could settle", right=True),
        Column("Narrows by", right=True),
    )
    rows = _singles(found, most)
    return Sheet("The single answers that tell most", "", columns, rows)


def best_singles(found: Questions, most: int, systems: int) -> Sheet:
    """Return a few of the single answers with fewer figures, so that the words have room."""
    columns = (
        Column("Of", least=24),
        Column("Find out", least=20),
        Column("Whom to ask"),
        Column("Could settle", right=True),
    )
    rows = tuple(
        (of, what, whom, settled) for of, what, whom, _, settled, _ in _singles(found, most)
    )
    return Sheet("The single answers that tell most", undecided(found, systems), columns, rows)


def _singles(found: Questions, most: int) -> tuple[tuple[str, ...], ...]:
    of: dict[Item, list[Ask]] = {}
    for item, ask in found.single[:most]:
        of.setdefault(item, []).append(ask)
    return tuple(
        (
            "" if index else thing(item),
            QUESTIONS[ask.key].one,
            QUESTIONS[ask.key].office,
            *_numbers(ask)[1:],
        )
        for item, asks in of.items()
        for index, ask in enumerate(asks)
    )


def thing(item: Item) -> str:
    """Return what is asked about, in words."""
    match item.table:
        case "contracts":
            return f"{item.owner}: contract {item.id}"
        case "products":
            return item.id
        case "council":
            return item.owner
        case _:
            return f"{item.owner}/{item.id}"


def for_the_plan(gaps: PlanGaps) -> Sheet:
    """Return what the plan lacks, by reason, with what is at stake."""
    columns = (
        Column("What the plan does for want of a fact", least=24),
        Column("Number", right=True),
        Column("At stake, pounds a year", right=True),
    )
    rows = tuple(
        (words, f"{len({gap.subject for gap in gaps.of(reason)}):,}", _sum(gaps, reason))
        for reason, words in REASONS.items()
        if gaps.of(reason)
    )
    note = (
        f"At stake: {pounds(gaps.risk_price)} a year, the policy's risk_price, for each point of "
        "score: of the whole score where nothing can be planned, of the width of its range where "
        "the score is one; for running cost, the cost. A point that an answer above narrows is "
        "worth as much. Each reason stands for itself: the sums overlap; nothing is planned again."
    )
    return Sheet("What to find out first, for the plan", "", columns, rows, note)


def _sum(gaps: PlanGaps, reason: str) -> str:
    stakes = [gap for gap in gaps.of(reason) if gap.at_stake is not None]
    return _stake(gaps.at_stake(reason)) if stakes else "not known"


def _stake(stake: tuple[Fraction, Fraction]) -> str:
    low, high = (round(end) for end in stake)
    if low == high:
        return pounds(high)
    return f"{pounds(low)} to {pounds(high)}" if low else f"up to {pounds(high)}"


def most_at_stake(gaps: PlanGaps, most: int = SHOWN) -> Sheet:
    """Return the systems of which nothing can be planned, and with which most is at stake."""
    columns = (
        Column("System", least=24),
        Column("Not recorded", least=20),
        Column("Else to choose from"),
        Column("At stake, pounds a year", right=True),
    )
    found = sorted(
        (*gaps.of(NO_OPTION), *gaps.of(OPTION_UNPLANNABLE)),
        key=lambda gap: (not gap.alone, -(gap.at_stake or (0, 0))[1], gap.subject),
    )
    rows = tuple(
        (gap.subject, missing(gap), "nothing" if gap.alone else "other options", _stake(stake))
        for gap in found[:most]
        if (stake := gap.at_stake) is not None
    )
    return Sheet("Where most is at stake", "", columns, rows)


def missing(gap: PlanGap) -> str:
    """Return which keys are not recorded, as they would be written."""
    where = ".".join(str(part) for part in gap.fact.path[2:])
    return ", ".join(f"{where}.{key}" if where else key for key in gap.missing)
