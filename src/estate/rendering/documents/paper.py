"""A briefing as a paper: blocks taken down to the few pieces that every paper format has."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING, assert_never

from estate.rendering.briefings.glossary import words_used
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
from estate.rendering.documents.pieces import Grid, Heading, Image, Items, Paper, Paragraph, Run
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from estate.rendering.canvas.blocks import Block, Briefing, Section, Text
    from estate.rendering.canvas.page_model import Cell, Line, Picture, StepCard
    from estate.rendering.documents.pieces import Piece, Runs

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
_SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')
SQUARE = (1.0, 1.0)
LONG = 14
"""A table in more rows than this stands in the annex, where only some readers want it."""
FIRST = 10
"""As many of its rows stand in the paper itself."""
ANNEX = "Annex: figures and tables in full"
WIDE = 1.2
"""A wide picture lies across the page if it is so many times as wide as it is high."""


def paper(
    briefing: Briefing, as_of: date, made: Iterable[str], *, illustrative: bool = False
) -> Paper:
    """Return a briefing as a paper; its longest tables and the words that it uses end it."""
    main, annex = _parted(piece for section in briefing.sections for piece in _section(section))
    words = words_used(briefing)
    used, _ = _parted(_section(words) if words.blocks else ())
    pieces = (*main, *((Heading(1, ANNEX), *annex) if annex else ()), *used)
    return Paper(
        visible(briefing.title),
        visible(briefing.subtitle),
        as_of,
        illustrative,
        tuple(_without_echo(pieces)),
        tuple(visible(line) for line in made),
    )


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands in the annex."""

    pieces: tuple[Piece | _Behind, ...]


def _parted(pieces: Iterable[Piece | _Behind]) -> tuple[list[Piece], list[Piece]]:
    """Return what stands in the paper itself, and what stands in its annex."""
    main: list[Piece] = []
    annex: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, _Behind):
            own, further = _parted(piece.pieces)
            annex += [*own, *further]
        else:
            main.append(piece)
    return main, annex


def _without_echo(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces; a table is not named again that is called what the heading over it says."""
    above = ""
    for piece in pieces:
        echo = isinstance(piece, Grid) and piece.caption == above
        yield replace(piece, caption="") if echo and isinstance(piece, Grid) else piece
        above = piece.words if isinstance(piece, Heading) else ""


def _section(section: Section) -> Iterator[Piece | _Behind]:
    yield Heading(1, visible(section.title))
    for block in section.blocks:
        yield from _pieces(block, 2)


def _pieces(block: Block, level: int) -> Iterator[Piece | _Behind]:
    match block:
        case Prose(text, tone):
            yield Paragraph(_runs(text), tone)
        case Points() | Terms() | Tiles() | Cards():
            yield _items(block)
        case Steps(items):
            yield from (piece for item in items for piece in _step(item, level))
        case Figure(picture, table):
            yield _image(picture)
            yield from () if table is None else _shown(_grid(table), visible(picture.caption))
        case Table():
            yield from _cut(_grid(block))
        case Listing(lines, first):
            yield _listed(lines, first)
        case Folded(title, blocks):
            yield from _folded(visible(title), blocks, level)
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


def _shown(grid: Grid, of: str) -> Iterator[Piece | _Behind]:
    """Yield the figures of a picture, in the annex under its name where they are many."""
    if len(grid.rows) <= LONG:
        yield grid
        return
    yield Paragraph((Run("The figures of this picture stand in the annex."),), "quiet")
    yield _Behind((Heading(2, of), grid))


def _cut(grid: Grid) -> Iterator[Piece | _Behind]:
    """Yield a table; of a long one the first rows, and all of them in the annex."""
    if len(grid.rows) <= LONG:
        yield grid
        return
    yield replace(
        grid,
        caption=f"{grid.caption}: the first {FIRST} of {len(grid.rows):,}",
        rows=grid.rows[:FIRST],
        foot=(),
    )
    yield Paragraph((Run("The annex has all of them."),), "quiet")
    yield _Behind((Heading(2, grid.caption), grid))


def _folded(title: str, blocks: Iterable[Block], level: int) -> Iterator[Piece | _Behind]:
    """Yield where to find what only some readers want: the annex has it, with all of its rows."""
    pieces = [piece for each in blocks for piece in _whole(each, level + 1)]
    yield Paragraph((Run(f"In the annex: {title}."),), "quiet")
    yield _Behind((Heading(2, title), *pieces))


def _whole(block: Block, level: int) -> Iterator[Piece | _Behind]:
    """Yield the pieces of a block; a table with all of its rows."""
    yield from (_grid(block),) if isinstance(block, Table) else _pieces(block, level)


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
