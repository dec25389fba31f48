"""Every working of a report, of the whole estate and of each council."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings import (
    workings_causes,
    workings_counts,
    workings_money,
    workings_plan,
    workings_totals,
)

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material, Scope
    from estate.rendering.briefings.working import Working


def workings(material: Material) -> Iterator[tuple[Scope, tuple[Working, ...]]]:
    """Yield every working of the whole estate, and then of each council."""
    for council in (None, *material.councils):
        scope = material.of(council)
        yield scope, of_scope(scope)


def of_scope(scope: Scope) -> tuple[Working, ...]:
    """Return every working of the whole estate or of one council."""
    parts = [workings_counts, workings_causes]
    roadmap = scope.material.roadmap
    # A council without systems has no part in a plan.
    if roadmap is not None and scope.council in {None, *roadmap.councils}:
        parts += [workings_totals, workings_money, workings_plan]
    return tuple(working for part in parts for working in part.workings(scope))
