"""Which known word was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LIKENESS = 0.6
"""The least likeness, by difflib's ratio of 0 to 1, at which a word is suggested."""


def likely(
    word: str, known: Iterable[str], most: int = 1, likeness: float = LIKENESS
) -> tuple[str, ...]:
    """Return the known words that are most like a word, the likeliest first."""
    return tuple(difflib.get_close_matches(word, sorted(known), most, likeness))


def did_you_mean(word: str, known: Iterable[str], most: int = 1) -> str | None:
    """Return a question such as `did you mean ledger?`; None where no known word is near."""
    found = likely(word, known, most)
    return f"did you mean {' or '.join(found)}?" if found else None
