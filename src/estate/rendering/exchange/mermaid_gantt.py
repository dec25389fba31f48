"""The roadmap as Mermaid gantt charts: one of all steps, and one for each council in detail.

Mermaid draws a text of 50,000 characters at most, so a longer chart is cut into parts. A line of a
chart is `name :tags, id, first day, last day`; a name that begins with a word of the language has
its first letter written as a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.mermaid import INDENT, MOST_CHARACTERS, escaped
from estate.rendering.kit.words import day, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.rendering.exchange.material import Material
    from estate.rendering.plan.view import StepView

WORDS = (
    "acc",
    "axisformat",
    "click",
    "dateformat",
    "excludes",
    "gantt",
    "href",
    "includes",
    "inclusive",
    "section",
    "tickinterval",
    "title",
    "todaymarker",
    "topaxis",
    "weekday",
    "weekend",
)
"""What a line may begin with that is not a name."""
MOST_STEPS = 60
"""Steps of a chart: more make it too high to read."""
LETTER, MOST_LETTERS = 6, 60
"""Pixels that a letter of a section's name takes, and how many are given room at most."""
HEAD = (
    "dateFormat YYYY-MM-DD",
    "axisFormat %b %Y",
    "tickInterval 12month",
    "todayMarker off",
)


def charts(material: Material) -> Iterator[tuple[str, str]]:
    """Yield the name of each chart's file, and the chart."""
    steps = material.steps()
    councils = sorted({step.council for step in steps})
    yield from _whole(material, steps)
    for council in councils:
        own = [step for step in steps if step.council == council]
        yield from _council(material, council, own)


def _whole(material: Material, steps: Sequence[StepView]) -> Iterator[tuple[str, str]]:
    """Yield all steps, a bar each from its start to its go-live, by council."""
    ordered = sorted(steps, key=lambda step: (step.council, step.start, step.system))
    lines = [
        (_council_name(material, step.council), (_bar(step, at),))
        for at, step in enumerate(ordered, start=1)
    ]
    name = material.portfolio.workspace.name or "the whole estate"
    yield from _parted("roadmap", f"Roadmap: {name}", lines, material)


def _council(
    material: Material, council: str, steps: Sequence[StepView]
) -> Iterator[tuple[str, str]]:
    """Yield a council's steps: procurement, delivery, go-live, and how long the old one runs."""
    lines = [(step.name, tuple(_phases(step, at))) for at, step in enumerate(steps, start=1)]
    title = f"Roadmap: {_council_name(material, council)}"
    yield from _parted(f"roadmap-{council}", title, lines, material)


def _council_name(material: Material, council: str) -> str:
    return material.portfolio.councils[council].council.name


def _bar(step: StepView, at: int) -> str:
    words = f"{step.name} - {step.words}"
    return f"{told(words)} :s{at}, {step.start.isoformat()}, {step.live.isoformat()}"


def _phases(step: StepView, at: int) -> Iterator[str]:
    start, delivery, live = (each.isoformat() for each in (step.start, step.delivery, step.live))
    if step.delivery > step.start:
        yield f"Procure :p{at}, {start}, {delivery}"
    yield f"{told(step.words)} :active, d{at}, {delivery}, {live}"
    yield f"Live {told(day(step.live))} :milestone, l{at}, {live}, 0d"
    if step.old_until is not None and step.old_until > step.live:
        yield f"Old system runs on :done, o{at}, {live}, {step.old_until.isoformat()}"


def told(words: str) -> str:
    """Return words as the name of a task or a section, in which nothing is the language's own."""
    safe = escaped(words)
    if safe.lower().startswith(WORDS):
        return f"#{ord(safe[0])};{safe[1:]}"
    return safe


def _parted(
    name: str, title: str, lines: Sequence[tuple[str, tuple[str, ...]]], material: Material
) -> Iterator[tuple[str, str]]:
    parts = tuple(_parts(lines))
    for number, part in enumerate(parts, start=1):
        several = len(parts) > 1
        words = f"{title}, part {number} of {len(parts)}" if several else title
        suffix = f"-{number}" if several else ""
        yield f"{name}{suffix}.mmd", _chart(words, part, material)


def _parts(
    lines: Sequence[tuple[str, tuple[str, ...]]],
) -> Iterator[list[tuple[str, tuple[str, ...]]]]:
    part: list[tuple[str, tuple[str, ...]]] = []
    size, room = 0, MOST_CHARACTERS - 2_000
    for section, bars in lines:
        own = len(told(section)) + sum(map(len, bars)) + 20 * (len(bars) + 1)
        if part and (size + own > room or len(part) == MOST_STEPS):
            yield part
            part, size = [], 0
        part.append((section, bars))
        size += own
    if part:
        yield part


def _chart(title: str, lines: Sequence[tuple[str, tuple[str, ...]]], material: Material) -> str:
    fictional = ". Illustrative" if material.portfolio.workspace.illustrative else ""
    said = f"{title}, as of {day(material.as_of)}{fictional}"
    widest = max(len(section) for section, _ in lines)
    margin = LETTER * min(widest, MOST_LETTERS) + 2 * LETTER
    made = ["---", "config:", "  gantt:", f"    leftPadding: {margin}", "---"]
    made += ["gantt", f"{INDENT}title {told(said)}", f"{INDENT}accTitle: {escaped(title)}"]
    number = plural(len(lines), "step")
    made.append(f"{INDENT}accDescr: {number}, each from its start to the day it goes live")
    made += [f"{INDENT}{line}" for line in HEAD]
    before = None
    for section, bars in lines:
        if section != before or len(bars) > 1:
            made.append(f"{INDENT}section {told(section)}")
        before = section
        made += [f"{INDENT * 2}{bar}" for bar in bars]
    return "\n".join(made) + "\n"
