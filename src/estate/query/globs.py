"""Patterns of `*` and `?`, matched in time that no pattern can blow up.

Regular expressions were refused: one as short as `(a+)+$` keeps a backtracking matcher busy for
hours. Here the pieces between stars are looked for one after another, and never again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

LONGEST_PATTERN = 200
"""A pattern has at most so many characters: time is at most this times the text's length."""


def matcher(pattern: str) -> Callable[[str], bool]:
    """Return a test of whether a pattern fits a whole text, upper and lower case alike.

    `*` stands for any number of characters, none included; `?` for exactly one.
    """
    first, *others = pattern.casefold().split("*")
    if not others:
        return lambda text: _fits(first, text.casefold(), 0) and len(first) == len(text.casefold())
    *middle, last = others

    def matches(text: str) -> bool:
        folded = text.casefold()
        end = len(folded) - len(last)
        if not _fits(first, folded, 0) or end < len(first) or not _fits(last, folded, end):
            return False
        place = len(first)
        for piece in middle:
            found = _find(piece, folded, place, end)
            if found is None:
                return False
            place = found + len(piece)
        return True

    return matches


def _fits(piece: str, text: str, place: int) -> bool:
    """Whether a piece without stars stands at a place of a text."""
    if "?" not in piece:
        return text.startswith(piece, place)
    return _of_one_length(piece).match(text, place) is not None


def _find(piece: str, text: str, start: int, end: int) -> int | None:
    """Return the first place from `start` where a piece stands and ends by `end`."""
    if "?" not in piece:
        found = text.find(piece, start, end)
        return None if found < 0 else found
    match = _of_one_length(piece).search(text, start, end)
    return match.start() if match else None


@cache
def _of_one_length(piece: str) -> re.Pattern[str]:
    """Return a regular expression that repeats nothing, so that there is nothing to try again."""
    return re.compile("".join("." if one == "?" else re.escape(one) for one in piece), re.DOTALL)
