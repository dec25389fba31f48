"""The few pieces that every format of a paper has, and how they lie on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from estate.rendering.canvas.blocks import Tone

HARD, MANY_COLUMNS, SOFT = 135, 8, 170
"""Letters: a table whose words alone need more than `HARD` lies across the page; so does one of
more than `MANY_COLUMNS` columns that could do with more than `SOFT`."""
NARROWEST = 8
"""Letters that a column has room for at the least."""
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
        columns = range(len(self.heads))
        if sum(self._longest_word(place) for place in columns) > HARD:
            return True
        return len(columns) > MANY_COLUMNS and sum(self.shares) > SOFT

    @property
    def shares(self) -> tuple[int, ...]:
        """Return how much of the page's width each column needs, beside the others.

        A word is never to be broken; beyond its longest word a column needs less than it has
        letters, since words can stand one below another.
        """
        return tuple(self._share(place) for place in range(len(self.heads)))

    def _share(self, place: int) -> int:
        longest = self._longest_word(place)
        letters = max([sum(map(len, cell)) for cell in self._cells(place)], default=0)
        return min(LONGEST, longest + 2 * isqrt(max(0, letters - longest)))

    def _longest_word(self, place: int) -> int:
        words = [word for cell in self._cells(place) for line in cell for word in line.split()]
        longest = max([len(word) for word in (*words, *self.heads[place].split())], default=0)
        return max(NARROWEST, min(LONGEST, longest + 2))

    def _cells(self, place: int) -> list[tuple[str, ...]]:
        return [row[place] for row in (*self.rows, self.foot) if row]


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
