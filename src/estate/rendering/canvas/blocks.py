"""What a reader is told, in blocks that every format can show: HTML, Markdown, Word, PDF.

A briefing is sections of blocks; nothing in it knows of pages, files or marks of any format. Texts
may hold links to other things (`Ref`), which a format follows where it can.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from estate.rendering.canvas.page_model import Card, Picture, Ref, StepCard, Table, Tile


@dataclass(frozen=True, slots=True)
class Link:
    """Words within a text that lead somewhere."""

    words: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Strong:
    """Words within a text that matter most."""

    words: str


Text: TypeAlias = tuple[str | Link | Strong, ...]
"""Plain words, with links and emphasis among them; `("No more than ", Strong("two"), ".")`."""
Tone: TypeAlias = Literal["", "lead", "quiet", "inset"]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph: `lead` stands larger, `quiet` smaller, `inset` is a remark of its own."""

    text: Text
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list; `ordered` where the order says something."""

    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Names with what is to be said of each."""

    items: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """A few figures to be seen first."""

    items: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Ways on to other pages, with a sentence each."""

    items: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of a plan, each with its reasons."""

    items: tuple[StepCard, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, and what it shows as a table: nobody needs to see it to know what it says."""

    picture: Picture
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines of a file as they were read; each can be led to by its number."""

    lines: tuple[str, ...]
    first: int = 1
    """The number of the first of them."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What only some readers want: closed on a page, whole on paper."""

    title: str
    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Prose | Points | Terms | Tiles | Cards | Steps | Figure | Table | Listing | Folded
)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading; `id` is unique within its briefing and may be linked to."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that one kind of reader is told of the whole estate, or of one council.

    `id` names it among the pages: `board`, or `council/board`.
    """

    id: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]


def said(words: str, tone: Tone = "") -> Prose:
    """Return a paragraph of plain words."""
    return Prose((words,), tone)
