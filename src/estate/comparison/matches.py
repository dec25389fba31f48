"""Why two ids are taken for one, what is left to ask, and what was declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NounKind = Literal["product", "supplier"]
How = Literal["declared", "alias", "former-name", "company-number", "parent"]


@dataclass(frozen=True, slots=True)
class Match:
    """Two ids that are taken for one, or of which one owns the other, and the reason."""

    kind: NounKind
    first: str
    """The id under which both are counted; of a parent, the owner."""
    second: str
    how: How
    because: str
    """In words: which alias, which parent, or the reason that was declared."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two ids that may be the same, which nothing settles: for people to answer."""

    kind: NounKind
    first: str
    second: str
    because: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Ids that somebody declared to be the same, or to be different, and why."""

    kind: NounKind
    same: bool
    ids: tuple[str, ...]
    because: str
    source: str | None = None
