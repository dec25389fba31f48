"""A paper as the source of a typesetter, typst, that makes tagged PDF of it.

Nothing of a record is ever markup: every text stands in a string, where only the backslash and the
quotation mark have a meaning, and both are escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from estate.rendering.documents.letters import typeable
from estate.rendering.documents.pieces import (
    ILLUSTRATIVE,
    Grid,
    Heading,
    Image,
    Items,
    Paragraph,
    lots,
)
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.documents.pieces import Paper, Piece, Runs

MAIN = "main"
SMALL = 7
"""Points of the letters of a table with many columns."""
MILLIMETRES = 25.4 / 96
"""Of a user unit of a picture."""
UPRIGHT, ACROSS = (170.0, 225.0), (257.0, 135.0)
"""The room on a page for a picture with its caption, in millimetres: wide and high."""

_HEAD = """\
#set page(paper: "a4", margin: 20mm, footer: context [
  #set text(size: 8pt, fill: ink-quiet)
  #name #h(1fr) Page #counter(page).display() of #counter(page).final().first()
])
#set text(font: "Arimo", size: 10pt, lang: "en", region: "GB", fill: ink)
#set par(leading: 0.62em, spacing: 0.9em)
#set list(indent: 0.4em, spacing: 0.6em)
#set enum(indent: 0.4em, spacing: 0.6em)
#show title: set text(size: 22pt, fill: brand)
#show heading.where(level: 1): set text(size: 15pt, fill: brand)
#show heading.where(level: 2): set text(size: 12pt)
#show heading.where(level: 3): set text(size: 10.5pt)
#show heading: set block(above: 1.4em, below: 0.7em, sticky: true)
#show table.cell.where(y: 0): set text(weight: "bold")
#show figure.caption: set text(size: 9pt, weight: "bold")
#show figure.caption: set align(left)
#show figure.caption: it => block(sticky: true, it.body)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#let rule = (_, y) => (bottom: if y == 0 { 1pt + ink-quiet } else { 0.4pt + ink-rule })
#let shade = (_, y) => if y == 0 { paper-head }
#let lead(body) = text(size: 12pt, body)
#let quiet(body) = text(size: 8.5pt, fill: ink-quiet, body)
#let inset(body) = block(
  width: 100%, inset: (left: 10pt, y: 6pt), stroke: (left: 3pt + ink-quiet), body,
)
"""
_COLOURS = """\
#let ink = rgb("#1a1a1a")
#let ink-quiet = rgb("#4d545c")
#let ink-rule = rgb("#9aa3ad")
#let paper-head = rgb("#e6eaee")
#let brand = rgb("#002d54")
"""


def typst_files(made: Paper) -> dict[str, bytes]:
    """Return the source, under the name `MAIN`, and the pictures that it shows, by name."""
    texts = {MAIN: "".join(_source(made))}
    for number, image in enumerate(made.images):
        texts[_file(number)] = typeable(image.svg)
    return {name: text.encode() for name, text in texts.items()}


def _file(number: int) -> str:
    return f"picture-{number}.svg"


def _source(made: Paper) -> Iterator[str]:
    name = literal(made.title)
    on = made.as_of
    about = literal(" ".join(made.made))
    yield (
        f"#set document(title: {name}, date: datetime(year: {on.year}, month: {on.month}, "
        f"day: {on.day}), description: {about})\n"
        f"#let name = {name}\n{_COLOURS}{_HEAD}#title()\n"
    )
    yield f"#lead({literal(made.subtitle)})\n\n"
    yield f"#{literal(f'As of {day(on)}.')}\n\n"
    if made.illustrative:
        yield f"#inset(strong({literal(ILLUSTRATIVE)}))\n"
    pictures = 0
    for across, lot in lots(made.pieces):
        yield "#page(flipped: true)[\n" if across else ""
        for piece in lot:
            yield _piece(piece, pictures)
            pictures += isinstance(piece, Image)
        yield "]\n" if across else ""
    for line in made.made:
        yield f"#quiet({literal(line)})\n\n"


def literal(text: str) -> str:
    r"""Return a text as a string of the source: `a "b"` is `"a \"b\""`."""
    escaped = typeable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped.replace(chr(10), " ")}"'


def _piece(piece: Piece, pictures: int) -> str:
    match piece:
        case Heading(level, words):
            return f"#heading(level: {level}, {literal(words)})\n"
        case Paragraph(runs, tone):
            return f"#{tone}[{_set(runs)}]\n\n" if tone else f"{_set(runs)}\n\n"
        case Items(items, ordered):
            body = ", ".join(f"[{_set(item)}]" for item in items)
            return f"#{'enum' if ordered else 'list'}({body})\n\n"
        case Grid():
            return f"{_table(piece)}\n"
        case Image():
            return f"{_figure(piece, _file(pictures))}\n"
        case _:
            assert_never(piece)


def _set(runs: Runs) -> str:
    return "".join(
        f"#strong({literal(run.words)});" if run.strong else f"#{literal(run.words)};"
        for run in runs
    )


def _table(grid: Grid) -> str:
    if not grid.heads:
        return ""
    heads = ", ".join(literal(head) for head in grid.heads)
    rows = "".join(f"  {', '.join(_cell(cell) for cell in row)},\n" for row in grid.rows)
    foot = ", ".join(f"strong({_cell(cell)})" for cell in grid.foot)
    aligned = ", ".join("right" if number else "left" for number in grid.numbers)
    shares = ", ".join(f"{share}fr" for share in grid.shares)
    size = SMALL if grid.small else 8.5
    caption = literal(grid.caption) if grid.caption else "none"
    return (
        f"#figure(kind: table, supplement: none, numbering: none, caption: {caption}, [\n"
        f"#set text(size: {size}pt)\n"
        f"#table(columns: ({shares},), align: ({aligned},), stroke: rule, fill: shade,\n"
        f"  table.header(repeat: true, {heads}),\n{rows}{f'  {foot},' if foot else ''}\n)])\n"
    )


def _cell(lines: tuple[str, ...]) -> str:
    if len(lines) > 1:
        return f"[{' #linebreak() '.join(f'#{literal(line)};' for line in lines)}]"
    return literal(lines[0]) if lines else "[]"


def _figure(image: Image, file: str) -> str:
    wide, high = image.size
    room = ACROSS if image.across else UPRIGHT
    scale = min(MILLIMETRES, room[0] / wide, room[1] / high)
    return (
        f'#figure(image("{file}", width: {wide * scale:.2f}mm, '
        f"alt: {literal(image.alternative)}), supplement: none, numbering: none, "
        f"caption: {literal(image.caption)})\n"
    )
