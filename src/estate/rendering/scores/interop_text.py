"""How well systems work together, on a screen: figures, what is missing, what would help most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import NARROWEST, Column, Ink, columns_of, table
from estate.rendering.kit.words import (
    at_least,
    at_most,
    day,
    decimal,
    listing,
    percent,
    plural,
    span,
)
from estate.rendering.scores.interop_words import (
    actual_words,
    advice_words,
    ends,
    gain_words,
    missing_words,
    more_steps,
    part_points,
    part_words,
    potential_words,
    reach_words,
    score_sentence,
    summary_sentence,
)
from estate.scoring.interoperability import LEVELS, offers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.scores.interop_view import InteropView
    from estate.scoring.interoperability import Advice, LinkScore, Summary
    from estate.scoring.results import Interval

INDENT = "  "
WIDE = 80
"""From so many columns on the table has the levels too."""
NAMED = 12
"""As many systems or pairs are named."""
PART = 14
POINTS = 6
GAIN = 15
RANKED = (
    "Ranked by points of the interface's score x the weight of the other end, at each end whose "
    "figure it counts in."
)


def interop_text(view: InteropView, terminal: Terminal) -> str:
    """Return the figures, then what is missing, what would help most, and interfaces whole."""
    note = ", of an invented estate" if view.graph.portfolio.workspace.illustrative else ""
    about = f"{view.system}: how well it works with others" if view.system else "Interoperability"
    lines = [terminal.heading(f"{about} as of {day(view.found.as_of)}{note}")]
    if view.system is not None:
        lines += _of_system(view, terminal)
    else:
        lines += _figures(view, terminal)
    lines += _section(
        "To do: what would raise it most", _advice(view.to_do, view, terminal), terminal
    )
    lines += _section(
        "To find out: what recording what is not known could raise",
        _advice(view.to_find_out, view, terminal),
        terminal,
    )
    if view.advice:
        lines += ["", *terminal.wrap(RANKED)]
    return "\n".join(lines + _cards(view, terminal)) + "\n"


def _section(heading: str, body: Sequence[str], terminal: Terminal) -> list[str]:
    return ["", terminal.heading(heading), *body] if body else []


def _figures(view: InteropView, terminal: Terminal) -> list[str]:
    wide = terminal.width >= WIDE
    columns = (
        Column("Council", least=8),
        Column("Assessed", right=True),
        Column("Actual", right=True),
        Column("Links", right=True),
        *(Column(name, right=True) for name in (*map(str, LEVELS), "?") if wide),
        Column("Required", right=True),
    )
    rows = [_row(council, summary, wide=wide) for council, summary in view.by_council]
    if len(rows) > 1:
        rows.append(_row("All", view.whole, wide=wide))
    names = ", ".join(f"{level} {name}" for level, name in LEVELS.items())
    by_level = f" by level: {names}; ? what is recorded leaves it open" if wide else ""
    lines = ["", *table(columns, rows, terminal), ""]
    lines += terminal.wrap(
        f"Actual: mean score of 100. Links: working interfaces{by_level}. "
        "Required: 1 all connected, 0 by hand or by file, -1 not there."
    )
    lines += terminal.wrap(summary_sentence(view.whole))
    lines += terminal.wrap(_shares(view.whole))
    missing = [missing_words(view, link) for link in view.whole.missing]
    lines += _section("Required, and not there", _named(missing, terminal), terminal)
    lines += _section("Offered, and not used", _unused(view, terminal), terminal)
    return lines + _section("Not assessed", _not_assessed(view.whole, terminal), terminal)


def _row(name: str, summary: Summary, *, wide: bool) -> list[str]:
    levels = [*(surely for surely, _ in summary.levels.values()), summary.open_levels]
    return [
        name,
        f"{summary.assessed} of {summary.systems}",
        _range(summary.actual),
        f"{summary.interfaces:,}",
        *(f"{count:,}" for count in levels if wide),
        "-" if summary.required is None else span(summary.required, 2),
    ]


def _range(actual: Interval | None) -> str:
    if actual is None:
        return "-"
    if actual.exact:
        return decimal(actual.low)
    return f"{decimal(actual.low)}-{decimal(actual.high)}"


def _shares(summary: Summary) -> str:
    """Return the share of interfaces at each level; only a range is rounded outwards."""
    if not summary.interfaces:
        return ""
    parts = []
    for level, (surely, possibly) in summary.levels.items():
        share = Fraction(surely, summary.interfaces)
        low, high = at_least(share), at_most(Fraction(possibly, summary.interfaces))
        said = percent(float(share), 0) if surely == possibly else f"{low} to {high}"
        parts.append(f"{LEVELS[level]} {said}")
    return f"Of the interfaces: {', '.join(parts)}."


def _named(told: Sequence[str], terminal: Terminal) -> list[str]:
    lines = [line for one in told[:NAMED] for line in terminal.wrap(one, INDENT * 2, INDENT)]
    return lines + _more(len(told) - NAMED)


def _more(count: int) -> list[str]:
    return [f"{INDENT}{count:,} more are not shown; --format json has all."] if count > 0 else []


def _unused(view: InteropView, terminal: Terminal) -> list[str]:
    if not view.unused:
        return []
    pairs = listing([ends(one.link) for one in view.unused], NAMED)
    said = (
        f"{plural(len(view.unused), 'interface')} by hand, by file or into a database, though an "
        f"end offers a programming interface: {pairs}."
    )
    return terminal.wrap(said, INDENT, INDENT)


def _not_assessed(summary: Summary, terminal: Terminal) -> list[str]:
    if not summary.not_assessed:
        return []
    said = (
        f"{plural(len(summary.not_assessed), 'system')} without a working interface on record, "
        f"which is not a score of 0: {listing([str(ref) for ref in summary.not_assessed], NAMED)}."
    )
    return terminal.wrap(said, INDENT, INDENT)


def _of_system(view: InteropView, terminal: Terminal) -> list[str]:
    found = view.of_system
    if found is None:
        return []
    lines = terminal.wrap(
        f"Actual: {actual_words(found.actual)}"
        + (
            " of 100, each interface weighted by the other end's criticality."
            if found.links
            else "."
        )
    )
    lines += terminal.wrap(f"Potential: {potential_words(found.potential)}.")
    missing = [missing_words(view, link) for link in found.missing]
    return lines + _section("Required, and not there", _named(missing, terminal), terminal)


def _advice(advice: Sequence[Advice], view: InteropView, terminal: Terminal) -> list[str]:
    lines: list[str] = []
    for one in advice[: view.listed]:
        lines += _ends_and_place(one.score, view, terminal)
        first = f"{INDENT}{gain_words(one):<{GAIN}}"
        said = f"{advice_words(one)} {reach_words(one)}".strip()
        lines += terminal.wrap(said, " " * len(first), first)
    left = len(advice) - view.listed
    if lines and left > 0:
        lines.append(f"{INDENT}{more_steps(left)}: --top N shows more.")
    return lines


def _ends_and_place(one: LinkScore, view: InteropView, terminal: Terminal) -> list[str]:
    head = terminal.plain(ends(one.link))
    place = terminal.plain(view.where(one.link.fact) or "")
    room = max(terminal.width, NARROWEST) - len(INDENT) - columns_of(head) - columns_of(place)
    if room > 1 and place:
        return [
            f"{INDENT}{terminal.paint(head, Ink.BOLD)}{' ' * room}{terminal.paint(place, Ink.DIM)}"
        ]
    lines = [INDENT + terminal.paint(line, Ink.BOLD) for line in terminal.wrap(head)]
    return lines + [INDENT * 2 + terminal.paint(place, Ink.DIM)] * bool(place)


def _cards(view: InteropView, terminal: Terminal) -> list[str]:
    lines: list[str] = []
    for one in view.shown_whole:
        lines += ["", *_card(one, view, terminal)]
    left = len(view.links) - len(view.shown_whole)
    if lines and left > 0:
        lines += ["", f"{plural(left, 'more interface')} not shown whole."]
    return lines if not lines else ["", terminal.heading("Interfaces"), *lines[1:]]


def _card(one: LinkScore, view: InteropView, terminal: Terminal) -> list[str]:
    lines = _ends_and_place(one, view, terminal)
    lines += terminal.wrap(score_sentence(one), INDENT * 2, INDENT * 2)
    for part in one.parts:
        head = f"{INDENT * 2}{part.name.capitalize():<{PART}}  {part_points(part):<{POINTS}}  "
        lines += terminal.wrap(f"{part_words(part)}. {part.because}", " " * len(head), head)
    for end, standards in offers(view.graph, one.link):
        said = f"{end} offers a programming interface: {', '.join(standards)}."
        lines += terminal.wrap(said, INDENT * 3, INDENT * 2)
    for step in view.by_link.get((one.link.council, one.link.index), ()):
        head = f"{INDENT * 2}{gain_words(step):<{PART}}  "
        lines += terminal.wrap(
            f"{advice_words(step)} {reach_words(step)}".strip(), " " * len(head), head
        )
    return lines
