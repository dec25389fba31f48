"""Shared limits: what all steps together take of each is at most what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from estate.planning.program.columns import Generator, Limit
    from estate.planning.program.draft import Draft


def limits(draft: Draft, generator: Generator) -> None:
    """Write each limit that the steps could exceed together."""
    rows: dict[Limit, dict[int, int]] = {}
    most: dict[Limit, dict[int, int]] = {}
    for k, column in enumerate(draft.columns):
        for limit, amount in column.use:
            rows.setdefault(limit, {})[k] = amount
            own = most.setdefault(limit, {})
            own[column.system] = max(own.get(column.system, 0), amount)
    for limit in sorted(rows):
        if sum(most[limit].values()) > generator.limits[limit]:
            draft.limit_rows[limit] = draft.row(rows[limit], -FREE, generator.limits[limit])
