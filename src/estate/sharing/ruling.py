"""What one pack may tell: every field ruled upon, with the reason where it is withheld.

A field is told where its class lets it reach the pack's level by default and the recipe does not
leave it out; or, up to its ceiling, where the recipe asks for it and the agreement names it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from estate.portfolio.agreement import Agreement, Recipe, Score, ShareLevel
from estate.sharing.classes import CLASSES, class_of, lowest, reaches
from estate.sharing.manifest import Because, How, SharedField, WithheldKind
from estate.sharing.places import IN_BANDS, NEVER_EXACT, PLACES, THROUGH, Shape

_DAYS: Mapping[str, How] = {
    "as-recorded": "as-recorded",
    "by-quarter": "by-quarter",
    "by-half-year": "by-half-year",
    "by-financial-year": "by-financial-year",
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a recipe and an agreement together let a pack of a level tell."""

    level: ShareLevel
    recipe: Recipe
    agreement: Agreement

    def because(self, field: str) -> Because | None:
        """Return why a field is withheld; None where it is told."""
        found = class_of(field)
        if found.ceiling == "council":
            return "never-leaves"
        if not reaches(lowest(found.ceiling, self.agreement.level), self.level):
            return "not-at-this-level"
        if field not in PLACES or field in self.recipe.leave_out:
            return "left-out" if field in PLACES else "no-place"
        return None if reaches(found.default, self.level) else self._not_raised(field)

    def _not_raised(self, field: str) -> Because | None:
        if field not in self.recipe.fields:
            return "not-asked"
        return None if field in self.agreement.fields else "not-agreed"

    def tells(self, field: str) -> bool:
        """Whether the pack tells a field."""
        return self.because(field) is None

    def exact(self, field: str) -> bool:
        """Whether a number is told as it is: both recipe and agreement must name it."""
        shape = PLACES[field].shape
        if shape not in IN_BANDS:
            return shape not in NEVER_EXACT
        return field in self.recipe.exact and field in self.agreement.exact

    def how(self, field: str) -> How:
        """Return how a field that is told is told."""
        match PLACES[field].shape:
            case Shape.DAY:
                return _DAYS[self.recipe.bands.days]
            case Shape.YEAR:
                return "by-financial-year"
            case _:
                return "as-recorded" if self.exact(field) else "in-bands"

    @property
    def scores(self) -> tuple[Score, ...]:
        """Scores that are asked for and agreed to; only at sector level."""
        if self.level != "sector":
            return ()
        return tuple(sorted(set(self.recipe.scores) & set(self.agreement.scores)))

    def shared(self) -> tuple[SharedField, ...]:
        """Return every field that is told, by place."""
        told = (
            SharedField(
                field=field, place=place.path, kind=class_of(field).kind.value, how=self.how(field)
            )
            for field, place in PLACES.items()
            if self.tells(field)
        )
        return tuple(sorted(told, key=lambda each: (each.place, each.field)))

    def withheld(self) -> tuple[WithheldKind, ...]:
        """Return what is not told, counted by class and reason; the record plays no part in it."""
        found = Counter(
            (class_of(field).kind.value, because)
            for field in CLASSES
            if (because := self.because(THROUGH.get(field, field))) is not None
        )
        return tuple(
            WithheldKind(kind=kind, because=because, fields=fields)
            for (kind, because), fields in sorted(found.items())
        )


def why_not(agreement: Agreement | None, council: str, level: ShareLevel, on: date) -> str | None:
    """Return why nothing may leave, in a sentence; None where the agreement lets it."""
    if agreement is None:
        return f"there is no agreement of {council}, and without one nothing leaves"
    if agreement.council != council:
        return f"the agreement is of {agreement.council}, not of {council}: nothing leaves"
    if on < agreement.signed_on:
        return f"the agreement holds only from {agreement.signed_on}: at {on} nothing leaves"
    if on > agreement.expires:
        return f"the agreement ended on {agreement.expires}: at {on} nothing leaves"
    if not reaches(agreement.level, level):
        return f"the agreement is for level {agreement.level}, not {level}: nothing leaves"
    return None
