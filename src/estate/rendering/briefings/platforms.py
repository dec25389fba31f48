"""The part of a page that says who joins a shared platform and why, and who does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.page_model import Cell, Line, Table, cells, filled, heads
from estate.rendering.kit.words import month, visible
from estate.rendering.plan.why_platform import NOT_OPENED, outsider_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.planning.roadmap import PlatformPlan, Reason
    from estate.rendering.canvas.page_model import Where
    from estate.rendering.plan.view import PlanView

MOST = 6
"""As many reasons of one system are shown; `estate plan --why` has all."""


def platform_reasons(plan: PlanView, council: str | None, where: Where) -> Table | None:
    """Return, for each system that joins a platform or could, why it does or does not."""
    rows = [
        row
        for platform in plan.platforms
        if platform.plan is not None
        for row in _rows(platform.name, platform.plan, council, where)
    ]
    if not rows:
        return None
    names = ("Platform", "System", "In the plan", "Why")
    return filled(Table("Who joins, and who does not", heads(*names), tuple(rows)))


def _rows(
    name: str, found: PlatformPlan, council: str | None, where: Where
) -> Iterator[tuple[Cell, ...]]:
    if found.lacks is not None:
        yield (*cells(name, "", NOT_OPENED), _why(found.lacks.reasons, where))
    for joiner in found.joiners:
        if _of(joiner.system, council):
            said = f"joins, live {month(joiner.live)}"
            yield (*cells(name, joiner.system, said), _why(joiner.reasons, where))
    for other in found.others:
        if _of(other.system, council):
            reasons = other.reasons if other.start is None else (*other.reasons, *other.blockers)
            said = outsider_words(other)
            yield (*cells(name, other.system, said), _why(reasons, where))


def _of(system: str, council: str | None) -> bool:
    return council is None or system.startswith(f"{council}/")


def _why(reasons: Sequence[Reason], where: Where) -> Cell:
    lines = [
        Line(
            visible(each.words),
            next((found for fact in each.facts if (found := where(fact))), None),
        )
        for each in reasons[:MOST]
    ]
    if len(reasons) > MOST:
        lines.append(Line(f"and {len(reasons) - MOST} more, which `estate plan --why` tells"))
    return Cell(lines=tuple(lines))
