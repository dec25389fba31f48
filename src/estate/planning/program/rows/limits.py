"""Shared limits: what all steps together take of each is at most what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from estate.planning.program.columns import Generator, Limit
    from estate.planning.program.draft import Draft


def limits(draft: Draft, generator: Generator) -> None:
    """Write each limit that the steps could exceed together.

    This rule comes after those whose variables take of a limit too.
    """
    rows: dict[Limit, dict[int, int]] = {}
    most: dict[Limit, dict[int | str, int]] = {}

    def take(limit: Limit, taker: int | str, variable: int, amount: int) -> None:
        rows.setdefault(limit, {})[variable] = amount
        own = most.setdefault(limit, {})
        own[taker] = max(own.get(taker, 0), amount)

    for k, column in enumerate(draft.columns):
        for limit, amount in column.use:
            take(limit, column.system, k, amount)
    for limit, takings in draft.takings.items():
        for taking in takings:
            take(limit, taking.key, taking.variable, taking.amount)
    for limit in sorted(rows):
        if sum(most[limit].values()) > generator.limits[limit]:
            draft.limit_rows[limit] = draft.row(rows[limit], -FREE, generator.limits[limit])
