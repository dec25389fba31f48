"""What a page is made of: tables whose cells can say where a figure comes from, and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from estate.portfolio import Fact
from estate.rendering.canvas.palette import LEGACY, RED, SOUND, RiskStyle
from estate.rendering.kit.words import visible

Where = Callable[[Fact], str | None]

Kind = Literal[
    "council",
    "system",
    "platform",
    "capability",
    "opportunity",
    "working",
    "source",
    "term",
    "page",
]


@dataclass(frozen=True, slots=True)
class Ref:
    """What a text or figure leads to, whatever the format; a format that has no way shows none.

    `id` is the record's id (`council/system` of a system), a working's, `path:line` of a source, a
    term of the glossary, or the name of a page, such as `board` or `council/board`.
    """

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line in a cell, and where its fact stands."""

    text: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: a text or lines, perhaps a link, a class of risk, and where the fact stands."""

    text: str = ""
    href: str | None = None
    where: str | None = None
    risk: RiskTag | None = None
    lines: tuple[Line, ...] = ()
    ref: Ref | None = None
    """What the text leads to; of a figure, how it was worked out."""
    key: str = ""
    """What it is sorted by, where that is not its text: a plain number, or a date as 2028-04-01."""


@dataclass(frozen=True, slots=True)
class RiskTag:
    """A class of risk, in words and by a name of the style sheet."""

    css: str
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading; figures stand to the right. `filter` offers its values to choose from."""

    name: str
    number: bool = False
    filter: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is its heading."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[Cell, ...] = ()
    wide: bool = True
    tools: bool = False
    """Whether a page offers to search, sort and filter it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, its caption, its file, and whether it is wider than a page and scrolls."""

    svg: str
    """Drawn by this package, which escapes every text in it: it stands in the page as it is."""
    caption: str
    file: str
    wide: bool = False
    title: str = ""
    """What it is called where it is folded away."""
    apart: bool = False
    """Whether a page shows it from its file, since it is large and there are several like it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Some plain sentences, and the question that they answer."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure to be seen first: `tone` is `bad`, `open` or nothing."""

    figure: str
    words: str
    tone: str = ""
    ref: Ref | None = None
    """How the figure was worked out."""


@dataclass(frozen=True, slots=True)
class Card:
    """A council, with a link to its page."""

    name: str
    href: str
    words: str
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step to be taken soon."""

    when: str
    until: str
    title: str
    words: str
    facts: tuple[str, ...]
    people: tuple[str, ...]
    why: tuple[Line, ...]
    not_earlier: tuple[Line, ...]
    where: str | None
    waits_for: tuple[Line, ...] = ()
    frees: tuple[Line, ...] = ()
    ref: Ref | None = None
    """The system that it changes."""


@dataclass(frozen=True, slots=True)
class Plateaus:
    """How things stand between waves of change."""

    words: str
    chart: Picture | None
    table: Table
    more: tuple[Table, ...]
    """What changed, and how scores, interfaces, platforms and people are at each."""
    landscapes: tuple[Picture, ...]
    unknown: str


RISK_CSS = {RED: "red", LEGACY: "legacy", SOUND: "sound"}


def risk_tag(style: RiskStyle) -> RiskTag:
    """Return a class of risk as a tag."""
    return RiskTag(RISK_CSS.get(style, "unknown"), style.words)


def cells(*texts: str) -> tuple[Cell, ...]:
    """Return plain cells, with control characters shown."""
    return tuple(Cell(visible(text)) for text in texts)


def heads(*names: str) -> tuple[Head, ...]:
    """Return headings; a name that begins with `#` stands over figures."""
    return tuple(Head(name.removeprefix("#"), name.startswith("#")) for name in names)


def filled(table: Table) -> Table:
    """Return a table without the columns in which every cell is empty."""
    keep = [i for i in range(len(table.heads)) if any(row[i] != Cell() for row in table.rows)]
    return replace(
        table,
        heads=tuple(table.heads[i] for i in keep),
        rows=tuple(tuple(row[i] for i in keep) for row in table.rows),
        foot=tuple(table.foot[i] for i in keep) if table.foot else (),
    )
