"""The front of money against risk as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Column, Ink, Terminal, table
from estate.rendering.kit.words import pounds
from estate.rendering.studies.front_words import (
    MEASURES,
    PROOFS,
    TITLE,
    changes_words,
    next_words,
    other_words,
    price_words,
    proof_words,
    role_words,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.studies.front_types import Front

NAMED = 4
"""As many systems are named in a step."""
_POINTS = (
    Column("Plan"),
    Column("Money", right=True),
    Column("More", right=True),
    Column("Risk", right=True),
    Column("Less", right=True),
    Column("Changes", right=True),
    Column("Proof"),
    Column("What it is", least=12),
)
_STEPS = (
    Column("Step"),
    Column("More money", right=True),
    Column("Point-years less", right=True),
    Column("For each", right=True),
    Column("Systems", right=True),
)
_OTHERS = (
    Column("Way of planning"),
    Column("Money", right=True),
    Column("Risk", right=True),
    Column("Against the front", least=20),
)


def front_text(front: Front, terminal: Terminal) -> str:
    """Return the plans of the front, what each step along it buys, and where others stand."""
    lines = [terminal.heading(TITLE), "", *terminal.wrap(MEASURES), "", *_points(front, terminal)]
    lines += ["", *terminal.wrap(PROOFS)]
    if front.steps:
        lines += ["", terminal.heading("What more money buys"), "", *_steps(front, terminal)]
    if words := next_words(front):
        lines += ["", *terminal.wrap(words)]
    lines += ["", terminal.heading("Beside the front"), "", *_others(front, terminal)]
    shown = lines if terminal.unicode else [terminal.letters(line) for line in lines]
    return "\n".join(shown) + "\n"


def _points(front: Front, terminal: Terminal) -> list[str]:
    first = front.points[0]
    rows = [
        [
            point.name,
            pounds(point.money),
            pounds(point.money - first.money) if point is not first else "",
            years(point.risk),
            years(first.risk - point.risk) if point is not first else "",
            f"{len(point.plan):,}",
            proof_words(point),
            role_words(point, front),
        ]
        for point in front.points
    ]
    return table(_POINTS, rows, terminal)


def _steps(front: Front, terminal: Terminal) -> Iterator[str]:
    rows = [
        [
            f"{step.start} to {step.end}",
            pounds(step.money),
            years(step.risk),
            price_words(step),
            f"{len(step.changes):,}",
        ]
        for step in front.steps
    ]
    head, rule, *lines = table(_STEPS, rows, terminal)
    yield from (head, rule)
    for line, step in zip(lines, front.steps, strict=True):
        yield line
        for words in terminal.wrap(f"{changes_words(step, NAMED)}.", " " * 8, hyphens=False):
            yield terminal.paint(words, Ink.DIM)


def _others(front: Front, terminal: Terminal) -> list[str]:
    rows = [
        [
            other.name.replace("-", " ").capitalize(),
            "" if other.money is None else pounds(other.money),
            "" if other.risk is None else years(other.risk),
            other_words(other, front),
        ]
        for other in front.others
    ]
    return table(_OTHERS, rows, terminal)
