"""How a figure of a report was worked out: terms that add up to it, each with its origin.

The terms come from the definitions, month by month, not from the accounts that they are held
against: a working that did not add up would show a fault in one of the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from estate.rendering.canvas.page_model import Ref

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Scope

Unit = Literal["pounds", "points", "count", "person-days", "point-years", "units"]
ROUNDING = "Rounding to the whole"
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sum: what it is, what it leads to, and where its fact stands."""

    label: str
    value: Fraction | int
    ref: Ref | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """A figure, its formula in words, and the terms that add up to it exactly."""

    id: str
    """Such as `money/strathallan/2028-29/capital`: `Ref("working", id)` leads to it."""
    title: str
    formula: str
    terms: tuple[Term, ...]
    result: Fraction | int
    unit: Unit


def rounded(terms: list[Term], result: Fraction | int) -> tuple[Term, ...]:
    """Return terms with what rounding adds, where it adds anything."""
    rest = result - sum(term.value for term in terms)
    return (*terms, Term(ROUNDING, rest)) if rest else tuple(terms)


def by_council(scope: Scope, path: tuple[str, str], values: dict[str, int]) -> list[Term]:
    """Return a term for each council of the estate, which leads to its own working.

    `path` is what stands before and after the council in the working's id.
    """
    councils = scope.material.portfolio.councils
    return [
        Term(
            councils[name].council.name,
            value,
            Ref("working", "/".join(filter(None, (path[0], name, path[1])))),
        )
        for name, value in sorted(values.items())
    ]


def exactly(value: Fraction | int, unit: Unit) -> str:
    """Return a figure without any rounding: `£1,234.5`, `12.375`, or `£33 1/3`."""
    sign, size = ("-" if value < 0 else ""), abs(Fraction(value))
    pound = "£" if unit == "pounds" else ""
    if 10**_PLACES % size.denominator == 0:
        number = Decimal(size.numerator) / Decimal(size.denominator)
        return f"{sign}{pound}{number.normalize():,f}" if number else f"{pound}0"
    whole, rest = divmod(size.numerator, size.denominator)
    part = f"{rest}/{size.denominator}"
    return f"{sign}{pound}{whole:,} {part}" if whole else f"{sign}{pound}{part}"
