"""The words of LikeC4's language: strings, names and blocks.

Its grammar takes a string in double quotes, in which a backslash makes the next letter stand for
itself; a name begins with a letter, goes on with letters, digits, `_` and `-`, and is no keyword.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

INDENT = "  "
SYSTEM, GROUP, COUNCIL, CONTRACT, PLATFORM, SUPPLIER = "s-", "g-", "c-", "k-", "p-", "v-"
"""What a name begins with: so no id can be a keyword, or begin with a digit."""

_WORDS = """
alt and autoLayout border break browser catch color component description document element else
exclude extend extends finally from global group head icon if import include instance kind left
line link loop max metadata min mobile model multiple navigateTo node none not notation notes of
opacity open or padding par person predicate primary queue rank relationship right same secondary
sequence shape sink size source specification storage style summary tag tail target technology
title top try variant view views when where with
"""
KEYWORDS = frozenset(_WORDS.split())
"""Words that its grammar keeps for itself, as far as a key of the record could be one."""


def name(mark: str, slug: str) -> str:
    """Return an id as a name of the language.

    A dot after a hyphen would not be read as one, so a last hyphen is followed by `_`, which no
    id contains.
    """
    return f"{mark}{slug}_" if slug.endswith("-") else f"{mark}{slug}"


def quoted(text: str) -> str:
    """Return a text as a string of the language; lines stay, other steering letters are shown."""
    shown = "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def block(head: str, body: Iterable[str]) -> Iterator[str]:
    """Yield a head and, in braces below it, its lines; the head alone where there are none."""
    inside = tuple(body)
    if not inside:
        yield head
        return
    yield f"{head} {{"
    for line in inside:
        yield f"{INDENT}{line}"
    yield "}"


def key(path: str) -> str:
    """Return a key of metadata: `annual_cost-licence`; a word of the language ends in `_`."""
    word = path.replace(".", "-")
    return f"{word}_" if word in KEYWORDS else word


def metadata(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a block of metadata; nothing where there are no pairs."""
    if pairs:
        yield from block("metadata", (f"{key(path)} {quoted(text)}" for path, text in pairs))


def described(text: str | None) -> Iterator[str]:
    """Yield a description, where there is one."""
    if text:
        yield f"description {quoted(text)}"


def tagged(tags: Sequence[str]) -> Iterator[str]:
    """Yield tags in one line, where there are any; they come first in a block."""
    if tags:
        yield " ".join(f"#{tag}" for tag in tags)


def document(*parts: Iterable[str]) -> str:
    """Return parts as a file, with an empty line between them."""
    made = ["\n".join(part) for part in parts]
    return "\n\n".join(text for text in made if text) + "\n"
