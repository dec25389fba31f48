"""A plan against the record on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Ink, table
from estate.rendering.tracking.view import sections
from estate.rendering.tracking.words import heading, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.tracking.view import Section
    from estate.tracking import Tracking

INDENT = "    "


def status_text(tracking: Tracking, terminal: Terminal) -> str:
    """Return how every step stands, the money, the risk, the benefits, and how it may end."""
    lines = [terminal.heading(heading(tracking)), ""]
    lines += terminal.wrap(" ".join(summary(tracking)))
    for section in sections(tracking):
        lines += ["", terminal.heading(section.title), *_body(section, terminal)]
    return "\n".join(lines) + "\n"


def _body(section: Section, terminal: Terminal) -> Iterator[str]:
    if section.rows:
        head, rule, *rows = table(section.columns, section.rows, terminal)
        yield from ("", head, rule)
        asides = section.asides or ("",) * len(rows)
        for row, aside in zip(rows, asides, strict=True):
            yield row
            if aside:
                yield from (terminal.paint(line, Ink.DIM) for line in terminal.wrap(aside, INDENT))
    for words in section.words:
        yield from terminal.wrap(words)
