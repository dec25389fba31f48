"""Findings and scores as plain text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from estate.diagnostics import Severity, by_place
from estate.rendering.kit.terminal import Cell, Column, Ink, Terminal, columns_of, table
from estate.rendering.kit.words import RED_WORDS, plural, points, span, worst_first
from estate.scoring.framework import LEGACY_FROM
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from estate.diagnostics import Finding, Span
    from estate.rendering.kit.found import Found
    from estate.scoring.results import CriterionScore, Interval, LegacyScore, Scores, Totals

SourceLine = Callable[[str, int], str | None]
"""Returns a line of a file, so that it can be shown under a finding; None where it cannot."""

SEVERITY_INKS = {
    Severity.ERROR: (Ink.RED, Ink.BOLD),
    Severity.WARNING: (Ink.YELLOW, Ink.BOLD),
    Severity.NOTE: (Ink.BLUE, Ink.BOLD),
}
CLASS_INKS: dict[Answer, tuple[Ink, ...]] = {
    Answer.YES: (Ink.RED, Ink.BOLD),
    Answer.NO: (),
    Answer.UNKNOWN: (Ink.YELLOW,),
}
LONGEST_SOURCE = 160
CUT = "..."
TOP_REASONS = 2
SHORT = {
    "L1": "support",
    "L2": "contract",
    "L3": "skills",
    "L4": "need",
    "L5": "hardware",
    "L6": "security",
    "L7": "incidents",
}
"""The likelihood criteria in a word, for a narrow column."""


def findings_text(
    findings: Iterable[Finding],
    terminal: Terminal,
    source: SourceLine | None = None,
    left_out: Iterable[Finding] = (),
) -> str:
    """Return findings in reading order, each with its line of the record, and their count.

    The first line of each is `path:line:column: CODE severity: message`, which editors follow.
    """
    ordered = sorted(findings, key=by_place)
    lines: list[str] = []
    for finding in ordered:
        lines += _finding(finding, terminal, source)
    if ordered:
        worst = min(ordered, key=lambda finding: finding.severity.rank)
        lines.append(terminal.paint(f"more: estate explain {worst.code}", Ink.DIM))
    lines.append(tally(ordered, left_out))
    return "\n".join(lines) + "\n"


def findings_table(found: Found) -> str:
    """Return findings as a person reads them."""
    return findings_text(found.findings, found.terminal, found.source, found.left_out)


def findings_summary(found: Found) -> str:
    """Return how many findings there are, on one line."""
    return tally(found.findings, found.left_out) + "\n"


def tally(findings: Iterable[Finding], left_out: Iterable[Finding] = ()) -> str:
    """Return `2 errors, 1 warning, 0 notes`, and behind it `; 12 notes not shown` if so."""
    counts = Counter(finding.severity for finding in findings)
    said = ", ".join(plural(counts[severity], severity.value) for severity in Severity)
    hidden = left_out_text(left_out)
    return f"{said}; {hidden}" if hidden else said


def left_out_text(left_out: Iterable[Finding]) -> str:
    """Return `1 warning, 12 notes not shown`; nothing where nothing is left out."""
    counts = Counter(finding.severity for finding in left_out)
    said = ", ".join(plural(counts[one], one.value) for one in Severity if counts[one])
    return f"{said} not shown" if said else ""


def _finding(finding: Finding, terminal: Terminal, source: SourceLine | None) -> list[str]:
    place = f"{terminal.plain(str(finding.span))}: " if finding.span else ""
    kind = terminal.paint(f"{finding.code} {finding.severity}", *SEVERITY_INKS[finding.severity])
    lines = [f"{place}{kind}: {terminal.plain(finding.message)}"]
    if finding.span and source:
        lines += _excerpt(finding.span, source, terminal)
    if finding.hint:
        lines += terminal.wrap(finding.hint, indent="        ", first="  hint: ", hyphens=False)
    return lines


def _excerpt(span: Span, source: SourceLine, terminal: Terminal) -> list[str]:
    """Return the line of the record, and under it a mark as long as what is meant."""
    text = source(span.path, span.line)
    if text is None or not text.strip():
        return []
    gutter = f"{span.line:>6} | "
    room = min(LONGEST_SOURCE, max(terminal.width, 40) - len(gutter))
    before, meant, after = (terminal.letters(part) for part in _divided(text, span))
    width = columns_of(meant)
    if columns_of(before) + width + columns_of(after) > room:
        spare = len(CUT) if after else 0
        before = _last_columns(before, room - min(width, room // 2) - spare, terminal)
    shift = columns_of(before)
    line = gutter + terminal.cut(before + meant + after, room)
    mark = "^" * max(1, min(width, room - shift))
    return [line, " " * 7 + "| " + " " * shift + terminal.paint(mark, Ink.BOLD)]


def _divided(text: str, span: Span) -> tuple[str, str, str]:
    """Return what stands on a line before what is meant, what is meant, and what is behind it.

    What goes on over several lines is marked as far as the first goes.
    """
    end = len(text.rstrip())
    if span.end is None:
        end = span.column
    elif span.end[0] == span.line:
        end = span.end[1] - 1
    start, stop = (len(text[:place].expandtabs(4)) for place in (span.column - 1, end))
    line = text.expandtabs(4).rstrip()
    return line[:start].lstrip(), line[start:stop], line[stop:]


def _last_columns(text: str, room: int, terminal: Terminal) -> str:
    """Return as much of the end of a text as fits, with an ellipsis before it."""
    if columns_of(text) <= room:
        return text
    mark = "…" if terminal.unicode else CUT
    kept = text
    while kept and columns_of(mark + kept) > room:
        kept = kept[1:]
    return mark + kept


def scores_text(scores: Scores, terminal: Terminal, most: int | None = None, ask: str = "") -> str:
    """Return the ranking, worst first: a line a system with its main reasons, then totals.

    `ask` is a sentence that says what to find out; it stands after the totals.
    """
    ranked = worst_first(scores)
    shown = ranked if most is None else ranked[:most]
    columns = (
        Column("System", least=16),
        Column("Likelihood", right=True),
        Column("Impact", right=True),
        Column("Overall", right=True),
        Column("Class"),
        Column("Why", least=12),
    )
    lines = table(columns, [_score_row(score) for score in shown], terminal)
    lines.append("")
    lines += totals_lines(scores.totals, terminal)
    lines += terminal.wrap(ask)
    if len(shown) < len(ranked):
        lines.append(f"{len(ranked) - len(shown):,} more systems are not shown.")
    return "\n".join(lines) + "\n"


def _score_row(score: LegacyScore) -> list[str | Cell]:
    return [
        str(score.ref),
        range_text(score.likelihood),
        range_text(score.impact),
        range_text(score.overall),
        Cell(RED_WORDS[score.red_rated], CLASS_INKS[score.red_rated]),
        ", ".join([*reasons(score, TOP_REASONS), *gaps(score)]),
    ]


def range_text(interval: Interval) -> str:
    """Return `26.7`, or `8-26.7` for a range: for a narrow column."""
    return span(interval).replace(" to ", "-")


def worst_criteria(score: LegacyScore) -> list[CriterionScore]:
    """Return the likelihood criteria that make a system legacy, worst first."""
    known = [c for c in score.criteria if c.code.startswith("L") and c.low >= LEGACY_FROM]
    return sorted(known, key=lambda criterion: (-criterion.low, criterion.code))


def reasons(score: LegacyScore, most: int) -> list[str]:
    """Return what drives a score, a word and a score each, worst first; `show` says it whole."""
    worst = worst_criteria(score)[:most]
    return [f"{SHORT.get(c.code, c.name)} {points(c.low, c.high)}" for c in worst]


def gaps(score: LegacyScore) -> list[str]:
    """Return how many criteria are unknown where that leaves the class open."""
    unknown = sum(not criterion.known for criterion in score.criteria)
    if score.red_rated is not Answer.UNKNOWN or not unknown:
        return []
    return [f"{unknown} unknown"]


def totals_lines(totals: Totals, terminal: Terminal) -> list[str]:
    """Return the counts in one or two sentences."""
    red, legacy = totals.red_rated, totals.legacy
    said = (
        f"{plural(totals.systems, 'system')}: {red.get(Answer.YES, 0):,} red-rated, "
        f"{red.get(Answer.NO, 0):,} not red, {red.get(Answer.UNKNOWN, 0):,} cannot tell; "
        f"{legacy.get(Answer.YES, 0):,} legacy. "
        f"{totals.criteria_known:,} of {totals.criteria_total:,} criteria are known."
    )
    return terminal.wrap(said)
