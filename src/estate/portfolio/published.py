"""What is published of products' support, as endoflife.date gives it, in our terms.

Days are the last on which there is support, as everywhere in the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PublishedRelease:
    """A release of a product, and until when it is supported, as far as that is published.

    `ended` is what is said of security support itself: over, not over, or nothing. It matters
    where no day is given.
    """

    name: str
    label: str
    codename: str | None = None
    released: date | None = None
    active_until: date | None = None
    security_until: date | None = None
    extended_until: date | None = None
    ended: bool | None = None


@dataclass(frozen=True, slots=True)
class PublishedProduct:
    """A product by its id there, the other names by which it is found, and its releases."""

    id: str
    label: str
    aliases: tuple[str, ...]
    releases: tuple[PublishedRelease, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One answer: products by id, the day on which it was made, and what to cite as its source."""

    products: dict[str, PublishedProduct]
    on: date
    source: str
