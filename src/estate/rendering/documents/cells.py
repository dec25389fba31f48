"""What is written in a cell where a record says yes, no or nothing, or names several things."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio import Fact
from estate.rendering.kit.grids import Column, Value
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from estate.planning.roadmap import Reason
    from estate.portfolio import SystemRef
    from estate.rendering.briefings.material import Material
    from estate.rendering.kit.grids import Kind
    from estate.scoring.results import LegacyScore

UNKNOWN = "not recorded"
"""The word for what nobody has recorded, in every sheet and file."""
NONE = ""
"""A cell that does not apply: it is left empty, unlike one that nobody knows."""
PLACES = 4

ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "cannot tell"}

WHOSE = (Column("council_name", "Council"), Column("council", "Council's id"))
SYSTEM = (Column("system_name", "System"), *WHOSE, Column("system", "System's id"))
WHERE = Column("where", "Where it is recorded")


def columns(*given: tuple[str, str] | tuple[str, str, Kind]) -> tuple[Column, ...]:
    """Return columns from their ids, headings and, where they hold no text, kinds."""
    return tuple(Column(*each) for each in given)


def yes(value: bool | None) -> Value:  # noqa: FBT001  # the value is what is shown
    """Return `yes`, `no`, or what is not recorded."""
    return None if value is None else "yes" if value else "no"


def among(items: Iterable[str]) -> Value:
    """Return names as one text; none are not recorded."""
    return ", ".join(items) or None


def capability_names(material: Material, ids: Iterable[str]) -> list[str]:
    """Return what capabilities are called; the id of one that the catalogue does not know."""
    known = material.portfolio.catalogue.capabilities
    return [known[key].name if key in known else key for key in ids]


def exact(value: Fraction | int) -> Value:
    """Return a score for a cell, rounded to four decimals."""
    return round(Fraction(value), PLACES)


def said(reasons: Sequence[Reason]) -> str:
    """Return reasons as one text; empty where there is none."""
    return " ".join(reason.words for reason in reasons)


def council_cells(material: Material, council: str) -> tuple[Value, Value]:
    """Return a council's name and id."""
    return material.portfolio.councils[council].council.name, council


def system_cells(material: Material, ref: SystemRef) -> tuple[Value, ...]:
    """Return a system's name, whose it is, and its id, `council/system`."""
    name = material.portfolio.system(ref).name
    return (name, *council_cells(material, ref.council), str(ref))


def place(material: Material, owner: str, *path: str | int) -> Value:
    """Return `file:line` of a record; not recorded where it stands in no file."""
    return material.where(Fact(owner, path))


def first_place(material: Material, facts: Iterable[Fact]) -> Value:
    """Return `file:line` of the first fact that stands in a file; empty where none does."""
    return next((found for fact in facts if (found := material.where(fact))), NONE)


def in_use(material: Material) -> Iterator[tuple[SystemRef, LegacyScore]]:
    """Yield the systems in use with their scores, by council and id."""
    for ref, score in sorted(material.scores.systems.items()):
        if material.portfolio.system(ref).in_use:
            yield ref, score
