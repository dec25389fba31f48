"""The few pieces that every format of a paper has, and how they lie on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from estate.rendering.canvas.blocks import Tone

ROOM, ROOM_SMALL, ROOM_ACROSS = 98, 122, 185
"""Letters that fit beside one another: on an upright page, in small letters, and across."""
FEW, MANY = 7, 8
"""A table of more columns than `FEW` has small letters; of more than `MANY` it may lie across."""
ROOMY = 170
"""It does where its columns could do with more letters than this."""
NARROWEST = 7
"""Letters that a column has room for at the least."""
LONGEST = 45
"""The most letters that a column is given for the sake of its words."""


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
    def small(self) -> bool:
        """Whether it has so many columns that its letters are small."""
        return len(self.heads) > FEW

    @property
    def across(self) -> bool:
        """Whether it has so many columns that it lies across the page."""
        hard, soft = sum(self._hard), sum(self._soft)
        return hard > ROOM_SMALL or (len(self.heads) > MANY and hard + soft > ROOMY)

    @property
    def shares(self) -> tuple[int, ...]:
        """Return how much of the page's width each column gets, beside the others.

        First of all no word is broken; what is left goes to the columns with most to say, to each
        by the root of it, since words can stand one below another.
        """
        hard, soft = self._hard, self._soft
        room = ROOM_ACROSS if self.across else ROOM_SMALL if self.small else ROOM
        left = max(0, room - sum(hard))
        return tuple(
            100 * need + 100 * left * wish // max(1, sum(soft))
            for need, wish in zip(hard, soft, strict=True)
        )

    @property
    def _hard(self) -> tuple[int, ...]:
        return tuple(self._longest_word(place) for place in range(len(self.heads)))

    @property
    def _soft(self) -> tuple[int, ...]:
        return tuple(
            2 * isqrt(max(0, self._letters(place) - need)) for place, need in enumerate(self._hard)
        )

    def _letters(self, place: int) -> int:
        return max([sum(map(len, cell)) for cell in self._cells(place)], default=0)

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
