"""The manifest of a share pack: what it is, for whom, until when, and what was withheld."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from estate.portfolio.base import Count, Noun, Slug, Text

PackLevel = Literal["sector", "public"]
How = Literal["as-recorded", "in-bands", "by-quarter", "by-half-year", "by-financial-year"]
Because = Literal[
    "never-leaves", "no-place", "not-at-this-level", "not-asked", "not-agreed", "left-out"
]
FieldName = Annotated[str, Field(pattern=r"^[A-Za-z]+\.[a-z_]+$", max_length=80)]
"""A field of the inventory by its type: `Contract.annual_value`."""
Place = Annotated[str, Field(pattern=r"^[a-z]+(\.[a-z]+)?\.[a-z_]+$", max_length=80)]
"""Where a field stands in the pack: `contracts.annual_value`."""


class SharedField(Noun):
    """A field that the pack tells, wherever it is known."""

    field: FieldName
    """The field of the inventory."""
    place: Place
    """Where it stands in the pack."""
    kind: Slug
    """The class of the field."""
    how: How
    """As recorded, or how coarse."""


class WithheldKind(Noun):
    """How many fields of a class are withheld, and why; not of how many records."""

    kind: Slug
    """The class of the fields."""
    because: Because
    """never-leaves, no-place (packs have none for it), not-at-this-level, not-asked, not-agreed, or
    left-out by the recipe."""
    fields: Count
    """How many fields of the inventory's form they are, whatever is recorded in them."""


class AgreementTerms(Noun):
    """Under which agreement the pack was made."""

    signed_on: date
    """The day on which it was signed off."""
    expires: date
    """The last day on which it holds."""


class Manifest(Noun):
    """What a pack is, for whom, until when, and what was withheld."""

    format: Literal["estate-share-pack"]
    """What the file is."""
    version: Annotated[int, Field(ge=1, le=1_000)]
    """The version of its form."""
    tool: Text
    """The version of the program that made it."""
    council: Slug
    """Whose pack it is."""
    level: PackLevel
    """sector or public."""
    purpose: Text
    """What for, as the recipe says."""
    recipients: Annotated[tuple[Text, ...], Field(strict=False)]
    """For whom, as the agreement says; at `public` for anyone."""
    agreement: AgreementTerms
    """The agreement's dates."""
    as_of: date
    """The date at which facts were judged."""
    illustrative: bool = False
    """Whether the council is fictional."""
    fields: Annotated[tuple[SharedField, ...], Field(strict=False)] = ()
    """Fields that the pack tells, by place."""
    scores: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    """Scores that the council agreed to have counted."""
    withheld: Annotated[tuple[WithheldKind, ...], Field(strict=False)] = ()
    """Fields that it does not tell, counted by class and reason."""
    content_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the content in the pack's canonical form."""
