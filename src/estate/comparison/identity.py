"""Same product or supplier by meaning: by the catalogue and by what people declared, never by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

NounKind = Literal["product", "supplier"]
How = Literal["declared", "alias", "former-name", "company-number", "parent"]


@dataclass(frozen=True, slots=True)
class Match:
    """Two ids that are taken for one, and the reason."""

    kind: NounKind
    first: str
    second: str
    how: How
    because: str
    """In words: which alias, which parent, or the reason that was declared."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two ids whose names are near, and which nothing says to be the same: for people to answer."""

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


@dataclass(frozen=True)
class Identity:
    """Which ids stand for the same thing. An id that is in no match stands for itself."""

    product_of: Mapping[str, str] = field(default_factory=dict)
    supplier_of: Mapping[str, str] = field(default_factory=dict)
    group_of: Mapping[str, str] = field(default_factory=dict)
    """For each supplier the one that owns it in the end, itself where nobody does."""
    matches: tuple[Match, ...] = ()
    questions: tuple[Question, ...] = ()

    def product(self, name: str) -> str:
        """Return the id under which a product is counted."""
        return self.product_of.get(name, name)

    def supplier(self, name: str) -> str:
        """Return the id under which a supplier is counted, takeovers aside."""
        return self.supplier_of.get(name, name)

    def group(self, name: str) -> str:
        """Return the supplier that owns a supplier in the end, itself where nobody does."""
        one = self.supplier(name)
        return self.group_of.get(one, one)
