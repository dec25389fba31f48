"""Patterns of `*` and `?`, matched in time that no pattern can blow up.

Regular expressions were refused: one as short as `(a+)+$` keeps a backtracking matcher busy for
hours. Here a text is gone through once for each piece between stars.
"""

from __future__ import annotations

from collections.abc import Callable


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
    part = text[place : place + len(piece)]
    return len(part) == len(piece) and all(
        letter in {"?", other} for letter, other in zip(piece, part, strict=True)
    )


def _find(piece: str, text: str, start: int, end: int) -> int | None:
    """Return the first place from `start` where a piece stands and ends by `end`."""
    if "?" not in piece:
        found = text.find(piece, start, end)
        return None if found < 0 else found
    places = range(start, end - len(piece) + 1)
    return next((place for place in places if _fits(piece, text, place)), None)
