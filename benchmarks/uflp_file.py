"""Reads OR-Library's facility location files ("uncap": cap71 to cap134, capa to capc).

The layout is that of Beasley, OR-Library: distributing test problems by electronic mail, Journal
of the Operational Research Society 41 (1990): numbers apart from each other, in lines of any
length. Facilities and customers; for each facility its capacity, which plays no part here and may
be the word `capacity`, and its fixed cost; for each customer its demand, which plays no part
either, and the cost of all that it needs from each facility.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NoReturn

from malformed import Malformed


@dataclass(frozen=True)
class Location:
    """A facility location problem."""

    name: str
    fixed: tuple[Decimal, ...]
    """What opening each facility costs."""
    serving: tuple[tuple[Decimal, ...], ...]
    """For each customer what serving it from each facility costs."""


class _Words:
    """The words of a file in turn, each with its line."""

    def __init__(self, path: Path) -> None:
        self._path, self._at = path, 1
        self._words = self._every(path.read_text(encoding="utf-8", errors="replace"))

    def _every(self, text: str) -> Iterator[str]:
        for number, line in enumerate(text.replace("\x1a", "").splitlines(), start=1):
            for word in line.split():
                self._at = number
                yield word

    def fail(self, words: str) -> NoReturn:
        raise Malformed(f"{self._path}:{self._at}: {words}")

    def skip(self, what: str) -> None:
        """Pass over a word that plays no part, whatever it is."""
        if next(self._words, None) is None:
            self.fail(f"the file ends before {what}")

    def number(self, what: str) -> Decimal:
        """Return the next word as a number that is not below zero."""
        word = next(self._words, None)
        if word is None:
            return self.fail(f"the file ends before {what}")
        try:
            value = Decimal(word)
        except InvalidOperation:
            return self.fail(f"{word[:40]!r} is no number: {what} is expected here")
        if not value.is_finite() or value < 0:
            self.fail(f"{what} is {word}")
        return value

    def count(self, what: str) -> int:
        """Return the next word as a whole number of at least 1."""
        value = self.number(what)
        if value < 1 or value != int(value):
            self.fail(f"{what} is {value}")
        return int(value)

    def end(self) -> None:
        """Make sure that nothing is left."""
        if next(self._words, None) is not None:
            self.fail("there is more in the file than its first line announces")


def read_location(path: Path) -> Location:
    """Return the problem of a file.

    Raises:
        Malformed: if the file is not in the format.
        OSError: if it cannot be read.
    """
    words = _Words(path)
    facilities = words.count("the number of facilities")
    customers = words.count("the number of customers")
    fixed: list[Decimal] = []
    for i in range(1, facilities + 1):
        words.skip(f"the capacity of facility {i}")
        fixed.append(words.number(f"the fixed cost of facility {i}"))
    serving: list[tuple[Decimal, ...]] = []
    for j in range(1, customers + 1):
        words.skip(f"the demand of customer {j}")
        what = f"a cost of customer {j}"
        serving.append(tuple(words.number(what) for _ in range(facilities)))
    words.end()
    return Location(path.name, tuple(fixed), tuple(serving))
