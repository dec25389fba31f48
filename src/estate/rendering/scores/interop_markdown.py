"""Interoperability as Markdown: the same figures and steps, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.findings.markdown import text
from estate.rendering.kit.words import day, span
from estate.rendering.scores.interop_words import (
    actual_words,
    advice_words,
    ends,
    gain_words,
    level_words,
    missing_words,
    more_steps,
    part_points,
    potential_words,
    reach_words,
    summary_sentence,
)
from estate.scoring.interoperability import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.rendering.scores.interop_view import InteropView
    from estate.scoring.interoperability import Advice, LinkScore, Summary


def interop_markdown(view: InteropView) -> str:
    """Return the figures, what is missing, what would help most, and interfaces whole."""
    about = f" of {text(str(view.system))}" if view.system else ""
    parts = [f"# Interoperability{about} as of {day(view.found.as_of)}\n"]
    if view.graph.portfolio.workspace.illustrative:
        parts.append("An invented estate: every figure is illustrative.\n")
    found = view.of_system
    if found is None:
        parts += _figures(view)
    else:
        parts.append(f"Actual: {actual_words(found.actual)}.\n")
        parts.append(f"Potential: {potential_words(found.potential)}.\n")
    missing = view.whole.missing if found is None else found.missing
    if missing:
        parts.append("## Required, and not there\n")
        parts.append("".join(f"- {text(missing_words(view, link))}\n" for link in missing))
    parts += _advice("To do", view.to_do, view) + _advice("To find out", view.to_find_out, view)
    if view.shown_whole:
        parts.append("## Interfaces\n")
        parts.append(_links(view.shown_whole))
    return "\n".join(parts)


def _figures(view: InteropView) -> list[str]:
    headings = ("Council", "Assessed", "Actual", "Interfaces", *LEVELS.values(), "Open", "Required")
    rows = [_row(text(council), summary) for council, summary in view.by_council]
    if len(rows) > 1:
        rows.append(_row("All", view.whole))
    said = [_table(headings, rows), f"{summary_sentence(view.whole)}\n"]
    names = [str(ref) for ref in view.whole.not_assessed]
    if names:
        said.append(f"Not assessed, which is not a score of 0: {text(', '.join(names))}.\n")
    return said


def _row(name: str, summary: Summary) -> tuple[str, ...]:
    return (
        name,
        f"{summary.assessed} of {summary.systems}",
        actual_words(summary.actual),
        str(summary.interfaces),
        *(str(surely) for surely, _ in summary.levels.values()),
        str(summary.open_levels),
        "none" if summary.required is None else span(summary.required, 2),
    )


def _advice(heading: str, advice: Sequence[Advice], view: InteropView) -> list[str]:
    if not advice:
        return []
    rows = [
        (
            text(ends(one.score.link)),
            gain_words(one),
            text(f"{advice_words(one)} {reach_words(one)}".strip()),
            text(view.where(one.score.link.fact) or ""),
        )
        for one in advice[: view.listed]
    ]
    left = len(advice) - len(rows)
    more = f"{more_steps(left)}.\n" if left else ""
    table = _table(("Interface", "Points x weight", "What it takes", "Where"), rows)
    return [f"## {heading}\n", table, *([more] if more else [])]


def _links(links: Iterable[LinkScore]) -> str:
    rows = [
        (
            text(ends(one.link)),
            span(one.score),
            level_words(one.level_low, one.level_high),
            *(part_points(part) for part in one.parts),
        )
        for one in links
    ]
    headings = ("Interface", "Score", "Level", "Technical", "Semantic", "Organisational", "Legal")
    return _table(headings, rows)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, ("---",) * len(headings), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
