"""A paper as Markdown, with its pictures as files beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from estate.rendering.documents.pieces import (
    ILLUSTRATIVE,
    Grid,
    Heading,
    Image,
    Items,
    Paragraph,
)
from estate.rendering.findings.markdown import text
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.documents.pieces import Paper, Piece, Runs


def markdown(made: Paper) -> str:
    """Return the paper; a picture is looked for beside it, as `NAME.svg`."""
    return "\n".join(_parts(made))


def _parts(made: Paper) -> Iterator[str]:
    yield f"# {_words(made.title)}\n"
    yield f"{_words(made.subtitle)}\n"
    yield f"As of {day(made.as_of)}.\n"
    if made.illustrative:
        yield f"> **{ILLUSTRATIVE}**\n"
    for piece in made.pieces:
        yield _piece(piece)
    yield "---\n"
    for line in made.made:
        yield f"{_words(line)}\n"


def _words(words: str) -> str:
    """Return words as words: nothing in them is a mark, wherever on a line they stand."""
    shown = _inside(words)
    first = shown[:1]
    if first in {"#", "-", "+", "=", ">"}:
        return f"\\{shown}"
    number, dot, _ = shown.partition(".")
    return f"{number}\\{shown[len(number) :]}" if dot and number.isdigit() else shown


def _inside(words: str) -> str:
    """Return words as words where they cannot stand first on a line."""
    return text(words.replace("`", "'"))


def _piece(piece: Piece) -> str:
    match piece:
        case Heading(level, words):
            return f"{'#' * min(6, level + 1)} {_words(words)}\n"
        case Paragraph(runs, tone):
            return f"{'> ' if tone == 'inset' else ''}{_set(runs)}\n"
        case Items(items, ordered):
            return "".join(
                f"{f'{number}.' if ordered else '-'} {_set(item)}\n"
                for number, item in enumerate(items, 1)
            )
        case Grid():
            return _table(piece)
        case Image():
            return (
                f"![{_words(piece.alternative)}]({piece.name}.svg)\n\n*{_words(piece.caption)}*\n"
            )
        case _:
            assert_never(piece)


def _set(runs: Runs) -> str:
    return "".join(_run(run.words, run.strong) for run in runs)


def _run(words: str, strong: bool) -> str:  # noqa: FBT001  # a fact of the run
    shown = _words(words)
    if not shown:
        return ""
    before = " " if words[:1].isspace() else ""
    after = " " if words[-1:].isspace() else ""
    return f"{before}**{shown}**{after}" if strong else f"{before}{shown}{after}"


def _table(grid: Grid) -> str:
    rules = ["--:" if number else "---" for number in grid.numbers]
    rows = [[_inside(head) for head in grid.heads], rules]
    rows += [[_cell(cell) for cell in row] for row in grid.rows]
    if grid.foot:
        rows.append([f"**{said}**" if (said := _cell(cell)) else "" for cell in grid.foot])
    lines = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"**{_words(grid.caption)}**\n\n{lines}" if grid.caption else lines


def _cell(lines: tuple[str, ...]) -> str:
    return "<br>".join(_inside(line) for line in lines)
