"""What bringing support dates up to date would change in a catalogue, and whom it touches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from estate.portfolio.identifiers import SystemRef

Recorded = date | bool | str | None
"""A value of a version's key; None where it is not recorded."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A key of a version: what is recorded, and what is published."""

    key: str
    old: Recorded
    new: Recorded


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A version that changes. `differences` are its dates; `stamps` their source and day.

    `is_new` is set for a version that the catalogue did not have.
    """

    product: str
    version: str
    release: str
    differences: tuple[Difference, ...]
    stamps: tuple[Difference, ...]
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """Differences that are left as they are, and why."""

    product: str
    version: str
    differences: tuple[Difference, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A product, or a version of one, that is not found in what is published.

    `near` are names there that come near, best first.
    """

    product: str
    version: str | None
    because: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Until:
    """Until when a system can rely on a version: a day, or whether support has ended, or neither.

    `ended` is looked at only where there is no day.
    """

    day: date | None = None
    ended: bool | None = None


@dataclass(frozen=True, slots=True)
class Affected:
    """A system that relies on a version for longer or shorter than was thought."""

    system: SystemRef
    use: str
    before: Until
    after: Until


@dataclass(frozen=True, slots=True)
class SupportUpdate:
    """All of it. `others` are products that nothing published was sought for: applications.

    `addable` are versions that systems use, that the catalogue lacks and the answer has; `absent`
    are products that systems use and the catalogue lacks.
    """

    changes: tuple[VersionChange, ...]
    left: tuple[Left, ...]
    unmatched: tuple[Unmatched, ...]
    affected: tuple[Affected, ...]
    unchanged: tuple[str, ...]
    others: tuple[str, ...]
    addable: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
