"""Sentences whose words lead to the glossary, and figures that lead to how they were worked out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from estate.rendering.canvas.blocks import Link, Prose, Strong, Tone
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import short_pounds, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.canvas.blocks import Text

Said: TypeAlias = "str | int | Link | Strong | tuple[str | Link | Strong, ...]"
"""What can be put into a sentence; a number is written with commas."""
_MARK = re.compile(r"\[([^\]|]+)(?:\|([a-z-]+))?\]|\{\}")


def told(template: str, *values: Said) -> Text:
    """Return a sentence: `[red-rated]` and `[words|term]` lead to a term, `{}` takes a value.

    Values are never searched for marks: what stands in a record stays what it is.

    Raises:
        ValueError: unless there are as many values as places for them.
    """
    if template.count("{}") != len(values):
        raise ValueError(f"{len(values)} values for {template!r}")
    return joined(*_parts(template, list(values)))


def _parts(template: str, values: list[Said]) -> Iterator[Said]:
    place = 0
    for found in _MARK.finditer(template):
        yield template[place : found.start()]
        place = found.end()
        if found.group() == "{}":
            yield _value(values.pop(0))
        else:
            words = found.group(1)
            yield Link(words, Ref("term", found.group(2) or words.lower().replace(" ", "-")))
    yield template[place:]


def _value(value: Said) -> Said:
    if isinstance(value, int):
        return f"{value:,}"
    return visible(value) if isinstance(value, str) else value


def joined(*parts: Said) -> Text:
    """Return a text of some parts, plain words put together."""
    found: list[str | Link | Strong] = []
    for part in parts:
        for piece in part if isinstance(part, tuple) else (part,):
            words = f"{piece:,}" if isinstance(piece, int) else piece
            if isinstance(words, str) and found and isinstance(found[-1], str):
                found[-1] += words
            elif words != "":
                found.append(words)
    return tuple(found)


def said_of(template: str, *values: Said, tone: Tone = "") -> Prose:
    """Return a sentence as a paragraph."""
    return Prose(told(template, *values), tone)


def plain(text: Text) -> str:
    """Return the words of a text alone."""
    return "".join(part if isinstance(part, str) else part.words for part in text)


def worked(words: str, *path: str) -> Link:
    """Return a figure that leads to how it was worked out."""
    return Link(words, Ref("working", "/".join(path)))


def about(amount: int, *path: str) -> Link:
    """Return a sum rounded for reading, which leads to the exact one."""
    return worked(short_pounds(amount), *path)
