"""Every working of a report, of the whole estate and of each council."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings.workings import causes, counts, money, totals
from estate.rendering.briefings.workings import plan as workings_plan

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
    parts = [counts, causes]
    roadmap = scope.material.roadmap
    # A council without systems has no part in a plan.
    if roadmap is not None and scope.council in {None, *roadmap.councils}:
        parts += [totals, money, workings_plan]
    return tuple(working for part in parts for working in part.workings(scope))
