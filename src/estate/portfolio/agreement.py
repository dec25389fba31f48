"""Who may see what of a council: the agreement that it signed, and the recipe of a pack."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from estate.portfolio.base import Money, Noun, Slug, Text

FieldNamed = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]+\.[A-Za-z0-9_]+$", max_length=80)]
"""A field of the inventory by its type: `System.users`."""
FieldsNamed = Annotated[tuple[FieldNamed, ...], Field(strict=False)]
ShareLevel = Literal["sector", "public"]
Score = Literal["legacy", "red-rated"]
Scores = Annotated[tuple[Score, ...], Field(strict=False)]
DaysShown = Literal["as-recorded", "by-quarter", "by-half-year", "by-financial-year"]
Bounds = Annotated[tuple[Money, ...], Field(strict=False, min_length=1, max_length=20)]

NARROWEST_MONEY = 5_000
"""Pounds: the first bound of a band of money is at least this."""
NARROWEST_PEOPLE = 10
"""The first bound of a band of people or cases is at least this."""
STEP_OF_YEARS = 5
"""Years: bounds of bands of age are multiples of it."""


class Agreement(Noun):
    """What a council agreed to let others see. Without one that holds, nothing leaves."""

    council: Slug
    """The council that agreed; its id in the inventory."""
    recipients: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    """Who may have it; every pack names them."""
    level: ShareLevel
    """How far anything may travel under it: sector, or public."""
    signed_off_by: Text
    """The role that signed it off; a role, not a person's name. It never leaves."""
    signed_on: date
    """The day from which it holds."""
    expires: date
    """The last day on which it holds."""
    fields: FieldsNamed = ()
    """Fields that may be told though by default they are not, such as `System.users`."""
    exact: FieldsNamed = ()
    """Those of them that may be told as they are, not in bands."""
    scores: Scores = ()
    """Scores of which it may be told how many systems stand in each class: legacy, red-rated."""

    @model_validator(mode="after")
    def _holds_some_day(self) -> Agreement:
        if self.expires < self.signed_on:
            message = "`expires` is before `signed_on`: it would never hold"
            raise ValueError(message)
        return self

    def holds(self, on: date) -> bool:
        """Whether it is signed, and has not ended, on a day."""
        return self.signed_on <= on <= self.expires


def _is_round(bound: int) -> bool:
    """Whether a number is 1, 2, 2.5 or 5 times a power of ten."""
    return str(bound).rstrip("0") in {"1", "2", "25", "5"}


class Bands(Noun):
    """How coarse what is told is; each number is where a band begins, from the lowest up."""

    money: Bounds = (10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000)
    """Pounds, from 5,000; each 1, 2, 2.5 or 5 times a power of ten, and double the one before."""
    people: Bounds = (10, 50, 250, 1_000, 5_000, 25_000, 100_000, 500_000)
    """People, cases or units, from 10; likewise."""
    years: Bounds = (5, 10, 15)
    """Whole years of age, rising; multiples of 5."""
    days: DaysShown = "as-recorded"
    """Dates of contracts: as-recorded, by-quarter, by-half-year or by-financial-year."""

    @model_validator(mode="after")
    def _wide_enough(self) -> Bands:
        for name, bounds, least in (
            ("money", self.money, NARROWEST_MONEY),
            ("people", self.people, NARROWEST_PEOPLE),
        ):
            if bounds[0] < least or any(above < 2 * below for below, above in pairwise(bounds)):
                message = f"`{name}` must begin at {least:,} or more, and each bound be double"
                raise ValueError(message)
            # Else bands of two recipes, cut with one another, would be narrower than either.
            if not all(map(_is_round, bounds)):
                message = f"`{name}` must be 1, 2, 2.5 or 5 times powers of ten"
                raise ValueError(message)
        rising = all(below < above for below, above in pairwise((0, *self.years)))
        if not rising or any(bound % STEP_OF_YEARS for bound in self.years):
            message = f"`years` must be rising multiples of {STEP_OF_YEARS}"
            raise ValueError(message)
        return self


class Recipe(Noun):
    """What a pack is to hold, and how coarse: for one purpose, the same for every council."""

    purpose: Text
    """What the pack is for; every pack says it."""
    fields: FieldsNamed = ()
    """Fields that are asked for though by default they are not told, such as `System.users`."""
    leave_out: FieldsNamed = ()
    """Fields that are not needed, though by default they are told."""
    exact: FieldsNamed = ()
    """Fields that are asked for as they are, not in bands."""
    scores: Scores = ()
    """Scores of which it is asked how many systems stand in each class: legacy, red-rated."""
    bands: Bands = Bands()
    """How coarse what is told is."""


class AgreementFile(Noun):
    """A file of one agreement."""

    agreement: Agreement
    """The agreement."""


class RecipeFile(Noun):
    """A file of one recipe."""

    recipe: Recipe
    """The recipe."""
