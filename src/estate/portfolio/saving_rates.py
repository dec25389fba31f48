"""What somebody takes for granted about savings: rates with their source, and bands of size."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from estate.portfolio.base import Count, Noun, Percent, Slug, Text
from estate.portfolio.council import CapabilityPattern

Rates = Annotated[tuple[Percent, ...], Field(strict=False, min_length=1, max_length=2)]


class Rate(Noun):
    """A rate of saving that somebody published or found, from the least to the most."""

    name: Text
    """What saves, in plain words."""
    percent: Rates
    """The least and the most of running cost that is saved, in percent; one figure if exact."""
    capabilities: Annotated[tuple[CapabilityPattern, ...], Field(strict=False)] = ("*",)
    """What it applies to: ids, or `revenues.*`, or `*` for all."""
    source: Text
    """Where it is published, or who says so."""
    on: date | None = None
    """When it was published or looked up."""

    @model_validator(mode="after")
    def _in_order(self) -> Rate:
        if self.percent[0] > self.percent[-1]:
            message = "`percent` is the least, then the most"
            raise ValueError(message)
        return self

    def applies_to(self, capability: str) -> bool:
        """Whether it is about a capability."""
        group = capability.partition(".")[0]
        return any(one in {"*", capability, f"{group}.*"} for one in self.capabilities)


class SavingAssumptions(Noun):
    """The table `[savings]`."""

    sizes: Annotated[tuple[Count, ...], Field(strict=False, max_length=20)] | None = None
    """Populations at which a band of size begins, for comparing like with like."""
    rates: dict[Slug, Rate] = Field(default_factory=dict)
    """Rates of saving, by a name of your own."""

    @model_validator(mode="after")
    def _rising(self) -> SavingAssumptions:
        sizes = self.sizes or ()
        if any(one >= two for one, two in pairwise(sizes)) or 0 in sizes:
            message = "`sizes` rise, and begin above 0"
            raise ValueError(message)
        return self


class SavingsFile(Noun):
    """A file of assumptions about savings."""

    savings: SavingAssumptions
    """What is taken for granted."""
