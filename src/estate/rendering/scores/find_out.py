"""What to find out for the scores, as plain text for a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.completeness.kinds import QUESTIONS
from estate.rendering.findings.coverage_sheets import thing
from estate.rendering.kit.terminal import Column, Terminal, table
from estate.rendering.kit.words import decimal, listing, plural, span
from estate.rendering.scores.words import settling_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.scores.questions import FindOut, KindOfQuestion, Question
    from estate.scoring.worth_estate import Asking
    from estate.scoring.worth_order import TopOrder

ALIKE = (
    "Shares of outcomes: each whole score that the facts leave open counts alike. That is exact, "
    "and says nothing about how likely any of them is."
)
MOST_THINGS = 3


def find_out_text(found: FindOut, terminal: Terminal) -> str:
    """Return what to find out: by kind of question, one by one, and for the top of the list."""
    lead = (
        f"Of {found.undecided:,} of {plural(found.systems, 'system')} it cannot be told whether "
        "they are red-rated."
        if found.undecided
        else "It is known of every system here whether it is red-rated."
    )
    lines = [terminal.heading("What to find out first"), *terminal.wrap(lead)]
    if found.kinds:
        lines += ["", *_kinds(found.kinds, terminal)]
    if found.first:
        lines += ["", *_first(found, terminal)]
    if found.by_system:
        lines += ["", *_by_system(found, terminal)]
    lines += _order(found.order, terminal)
    return "\n".join(lines) + "\n"


def _kinds(kinds: Sequence[KindOfQuestion], terminal: Terminal) -> list[str]:
    columns = (
        Column("Ask for", least=20),
        Column("Number", right=True),
        Column("Whom to ask"),
        Column("Could settle", right=True),
        Column("Narrows by", right=True),
    )
    rows = [
        (
            one.kind.many,
            f"{len(one.items):,}",
            one.kind.office,
            f"{len(one.systems):,}",
            decimal(one.narrows_by),
        )
        for one in kinds
    ]
    note = (
        "Could settle: each answer by itself, if it turns out so. Narrows by: points of score, the "
        "mean of the best and the worst answers, summed over those systems."
    )
    return [*table(columns, rows, terminal), *terminal.wrap(note)]


def _first(found: FindOut, terminal: Terminal) -> list[str]:
    lines = [terminal.heading("One after the other")]
    for at, one in enumerate(found.first, 1):
        lines += terminal.wrap(_asking(one), "     ", f"{at:>3}. ")
    last = found.first[-1]
    note = (
        f"{plural(last.asked, 'fact')} could settle {last.settled:,} of the {found.undecided:,}: "
        "each step is the one that could settle most more a fact, with all answers before it."
    )
    return [*lines, *terminal.wrap(note)]


def _asking(one: Asking[Question]) -> str:
    """Return a step in words: of what, which facts, whom to ask, and how far that goes."""
    settles = f"could settle {len(one.settles):,} more" if one.settles else "settles no more"
    return (
        f"{things(one)}: {kinds_words(one)}; ask {offices(one)} "
        f"({settles}, {one.settled:,} so far; narrows by {decimal(one.narrows_by)})"
    )


def things(one: Asking[Question]) -> str:
    """Return what a step asks about: `strathallan/ledger`, or `a, b and 4 more`."""
    return listing(list(dict.fromkeys(thing(item) for _, item in one.facts)), MOST_THINGS)


def kinds_words(one: Asking[Question]) -> str:
    """Return what a step asks for: `contract end`, or `contract ends and incident log`."""
    numbers = Counter(kind for kind, _ in one.facts)
    words = [
        QUESTIONS[kind].one if number == 1 else QUESTIONS[kind].many
        for kind, number in numbers.items()
    ]
    return listing(words)


def offices(one: Asking[Question]) -> str:
    """Return whom a step asks: `ICT`, or `ICT and Procurement`."""
    return listing(sorted({QUESTIONS[kind].office for kind, _ in one.facts}))


def _by_system(found: FindOut, terminal: Terminal) -> list[str]:
    lines = [terminal.heading("System by system: those nearest to being settled")]
    for would in found.by_system:
        lines.append(f"{would.score.ref}: {span(would.score.overall)} of 30")
        for words in settling_words(would):
            lines += terminal.wrap(words, "    ", "  ")
    return [*lines, *terminal.wrap(ALIKE)]


def _order(order: TopOrder, terminal: Terminal) -> list[str]:
    if not order.deciding:
        return []
    top = len(order.top)
    columns = (
        Column("System", least=20),
        Column("Criterion", least=16),
        Column("Orders it could decide", right=True),
    )
    rows = [
        (
            str(one.ref),
            f"{one.criterion.code} {one.criterion.name}",
            f"{len(one.against):,}",
        )
        for one in order.deciding[: max(top, 1)]
    ]
    lead = (
        f"Among the first {top:,} on the list, {order.open_pairs:,} of {order.pairs:,} pairs could "
        f"turn out the other way round, and {plural(len(order.contenders), 'system')} further down "
        "could belong above one of them. What could decide most:"
    )
    heading = terminal.heading("The order at the top")
    return ["", heading, *terminal.wrap(lead), *table(columns, rows, terminal)]
