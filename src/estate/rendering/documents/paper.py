"""A briefing as a paper: blocks taken down to the few pieces that every paper format has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from math import isqrt
from typing import TYPE_CHECKING, TypeAlias, assert_never

from estate.rendering.canvas.blocks import (
    Cards,
    Figure,
    Folded,
    Link,
    Listing,
    Points,
    Prose,
    Steps,
    Strong,
    Terms,
    Tiles,
)
from estate.rendering.canvas.page_model import Table
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from estate.rendering.canvas.blocks import Block, Briefing, Section, Text, Tone
    from estate.rendering.canvas.page_model import Cell, Line, Picture, StepCard

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
_SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')
SQUARE = (1.0, 1.0)
MANY_COLUMNS = 9
"""A table with more columns than this lies across the page."""
WIDE = 1.2
"""A wide picture lies across the page if it is so many times as wide as it is high."""
LONGEST = 45
"""The most that a column's words count when room is shared out."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are set alike."""

    words: str
    strong: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is of a section."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its tone."""

    runs: Runs
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, rows of cells, each of lines, and perhaps a last row of sums."""

    caption: str
    heads: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    foot: tuple[tuple[str, ...], ...] = ()

    @property
    def across(self) -> bool:
        """Whether it has so many columns that it lies across the page."""
        return len(self.heads) > MANY_COLUMNS

    @property
    def shares(self) -> tuple[int, ...]:
        """Return how much of the page's width each column needs, beside the others.

        A word is never to be broken; beyond its longest word a column needs less than it has
        letters, since words can stand one below another.
        """
        return tuple(self._share(place) for place in range(len(self.heads)))

    def _share(self, place: int) -> int:
        cells = [row[place] for row in (*self.rows, self.foot) if row]
        words = [word for cell in cells for line in cell for word in line.split()]
        longest = max([len(word) for word in (*words, *self.heads[place].split())], default=1)
        letters = max([sum(map(len, cell)) for cell in cells], default=0)
        return min(LONGEST, longest + 2 + 2 * isqrt(max(0, letters - longest)))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: what it is called, what it shows in words, and how large it is by nature."""

    svg: str
    name: str
    """Its file's name, without an ending."""
    caption: str
    title: str
    description: str
    size: tuple[float, float]
    across: bool

    @property
    def alternative(self) -> str:
        """What is said to those who cannot see it."""
        return f"{self.title}. {self.description}" if self.description else self.title


Piece: TypeAlias = Heading | Paragraph | Items | Grid | Image


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title, when it is of, and its pieces in order of reading.

    `made` is what its last lines say of where it comes from.
    """

    title: str
    subtitle: str
    as_of: date
    illustrative: bool
    pieces: tuple[Piece, ...]
    made: tuple[str, ...]

    @property
    def images(self) -> tuple[Image, ...]:
        """Return its pictures, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Image))


def lots(pieces: Iterable[Piece]) -> Iterator[tuple[bool, tuple[Piece, ...]]]:
    """Yield pieces that lie the same way together; headings go with what they stand over."""
    lot: list[Piece] = []
    way = False
    for piece in pieces:
        across = isinstance(piece, Grid | Image) and piece.across
        heads = _heads_at_end(lot)
        if isinstance(piece, Heading) or across == way:
            lot.append(piece)
            continue
        yield from ((way, tuple(lot[: len(lot) - heads])),) if len(lot) > heads else ()
        lot, way = [*lot[len(lot) - heads :], piece], across
    yield from ((way, tuple(lot)),) if lot else ()


def _heads_at_end(lot: Sequence[Piece]) -> int:
    """Return how many headings stand at the end."""
    return next(
        (number for number, one in enumerate(reversed(lot)) if not isinstance(one, Heading)),
        len(lot),
    )


ILLUSTRATIVE = "Illustrative: everything in this paper is fictional."


def paper(
    briefing: Briefing, as_of: date, made: Iterable[str], *, illustrative: bool = False
) -> Paper:
    """Return a briefing as a paper."""
    return Paper(
        visible(briefing.title),
        visible(briefing.subtitle),
        as_of,
        illustrative,
        tuple(piece for section in briefing.sections for piece in _section(section)),
        tuple(visible(line) for line in made),
    )


def _section(section: Section) -> Iterator[Piece]:
    yield Heading(1, visible(section.title))
    for block in section.blocks:
        yield from _pieces(block, 2)


def _pieces(block: Block, level: int) -> Iterator[Piece]:
    match block:
        case Prose(text, tone):
            yield Paragraph(_runs(text), tone)
        case Points() | Terms() | Tiles() | Cards():
            yield _items(block)
        case Steps(items):
            yield from (piece for item in items for piece in _step(item, level))
        case Figure(picture, table):
            yield _image(picture)
            yield from () if table is None else (_grid(table),)
        case Table():
            yield _grid(block)
        case Listing(lines, first):
            yield _listed(lines, first)
        case Folded(title, blocks):
            yield Heading(level, visible(title))
            yield from (piece for each in blocks for piece in _pieces(each, level + 1))
        case _:
            assert_never(block)


def _items(block: Points | Terms | Tiles | Cards) -> Items:
    match block:
        case Points(points, ordered):
            return Items(tuple(_runs(point) for point in points), ordered)
        case Terms(terms):
            return Items(tuple((_strong(f"{name}: "), *_runs(text)) for name, text in terms))
        case Tiles(tiles):
            return Items(tuple((_strong(f"{one.figure} "), *_runs((one.words,))) for one in tiles))
        case Cards(cards):
            return Items(tuple((_strong(f"{one.name}: "), *_runs((one.words,))) for one in cards))


def _runs(text: Text) -> Runs:
    return tuple(_run(part) for part in text)


def _run(part: str | Link | Strong) -> Run:
    if isinstance(part, str):
        return Run(visible(part))
    return Run(visible(part.words), isinstance(part, Strong))


def _strong(words: str) -> Run:
    return Run(visible(words), strong=True)


def _step(step: StepCard, level: int) -> Iterator[Piece]:
    yield Heading(level, visible(f"{step.title}: {step.words}"))
    yield Paragraph((_strong(f"{step.when}, {step.until}. "), Run(visible(_sentences(step.facts)))))
    yield Paragraph((Run(visible(_sentences(step.people))),))
    for name, lines in (
        ("Why", step.why),
        ("Why not earlier", step.not_earlier),
        ("It waits for", step.waits_for),
        ("It frees", step.frees),
    ):
        if lines:
            yield Paragraph((_strong(f"{name}: "), Run(visible(_said(lines)))))


def _sentences(facts: Iterable[str]) -> str:
    return " ".join(fact if fact.endswith((".", "!", "?")) else f"{fact}." for fact in facts)


def _said(lines: Iterable[Line]) -> str:
    return " ".join(line.text for line in lines)


def _grid(table: Table) -> Grid:
    return Grid(
        visible(table.caption),
        tuple(visible(head.name) for head in table.heads),
        tuple(head.number for head in table.heads),
        tuple(tuple(_cell(cell) for cell in row) for row in table.rows),
        tuple(_cell(cell) for cell in table.foot),
    )


def _listed(lines: tuple[str, ...], first: int) -> Grid:
    rows = (((str(number),), (visible(line),)) for number, line in enumerate(lines, first))
    return Grid("", ("Line", "Text"), (True, False), tuple(rows))


def _cell(cell: Cell) -> tuple[str, ...]:
    said = (cell.text, cell.risk.words if cell.risk else "", *(line.text for line in cell.lines))
    return tuple(visible(words) for words in said if words)


def _image(picture: Picture) -> Image:
    svg, caption = picture.svg, visible(picture.caption)
    size = _size(svg)
    return Image(
        svg,
        picture.file.rpartition("/")[2].removesuffix(".svg"),
        caption,
        _element(_TITLE, svg) or caption,
        _element(_DESCRIPTION, svg),
        size,
        picture.wide and size[0] > WIDE * size[1],
    )


def _size(svg: str) -> tuple[float, float]:
    found = _SIZE.search(svg)
    return (float(found[1]), float(found[2])) if found else SQUARE


def _element(pattern: re.Pattern[str], svg: str) -> str:
    """Return the words of a picture's first title or description."""
    found = pattern.search(svg)
    return visible(unescape(found[1]).strip()) if found else ""
