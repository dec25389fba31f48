"""What a format could not carry: which facts, of how many records, of which, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Lost:
    """A kind of fact that did not go along."""

    kind: str
    """What is lost, in plain words: `system: retention rule`, `interfaces to other councils`."""
    why: str
    """Why, in a sentence; what stands for it instead, if anything does."""
    records: tuple[str, ...]
    """The records that lose it, as `council/system` or `owner: table.id`; sorted."""

    @property
    def count(self) -> int:
        """Return how many records lose it."""
        return len(self.records)


@dataclass(frozen=True, slots=True)
class Loss:
    """What one format could not carry of what was to be written."""

    format: str
    """Its name on the command line."""
    entries: tuple[Lost, ...]
    """By kind; each loses something."""

    @property
    def facts(self) -> int:
        """Return how many facts are lost: one for each record of each kind."""
        return sum(entry.count for entry in self.entries)

    @property
    def records(self) -> int:
        """Return how many records lose something."""
        return len({record for entry in self.entries for record in entry.records})


class Losing:
    """Collects what is lost while a format is written."""

    def __init__(self, format_: str) -> None:
        """Take the format's name."""
        self._format = format_
        self._found: dict[tuple[str, str], set[str]] = {}

    def lose(self, kind: str, why: str, *records: str) -> None:
        """Note that records lose a kind of fact."""
        self._found.setdefault((kind, why), set()).update(records)

    def lose_all(self, found: Mapping[str, Iterable[str]], why: str) -> None:
        """Note records by the kind of fact that they lose, all for one reason."""
        for kind, records in found.items():
            self.lose(kind, why, *records)

    def loss(self) -> Loss:
        """Return all that was noted, by kind."""
        entries = [
            Lost(kind, why, tuple(sorted(records)))
            for (kind, why), records in self._found.items()
            if records
        ]
        return Loss(self._format, tuple(sorted(entries)))
