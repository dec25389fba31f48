"""What people declare of names: which products or suppliers are the same, and which are not."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from estate.portfolio.base import Noun, Slug, Text

TWO = 2
Ids = Annotated[tuple[Slug, ...], Field(strict=False)]


class Declared(Noun):
    """One decision about some ids: that they are the same, or that they are not."""

    kind: Literal["product", "supplier"]
    """What the ids are of: product or supplier."""
    same: Ids = ()
    """Ids that are counted as one, under the first."""
    different: Ids = ()
    """Ids that are never counted as one, whatever their names say."""
    because: Text
    """Why."""
    source: Text | None = None
    """Where that is published."""

    @model_validator(mode="after")
    def _one_list_of_two(self) -> Declared:
        if bool(self.same) == bool(self.different):
            message = "say either `same` or `different`, with the ids that it holds for"
            raise ValueError(message)
        if len(set(self.ids)) < TWO:
            message = "name at least two different ids"
            raise ValueError(message)
        return self

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids that it is about."""
        return self.same or self.different


class IdentityFile(Noun):
    """A file of decisions."""

    identity: Annotated[tuple[Declared, ...], Field(strict=False)] = ()
    """The decisions."""
