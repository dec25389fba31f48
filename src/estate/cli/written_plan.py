"""A plan that was written earlier, put on the record of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from pathlib import Path

    from estate.cli.load import Loaded
    from estate.planning import Roadmap


def written_plan(loaded: Loaded, councils: tuple[str, ...], kept: Path) -> Roadmap:
    """Return the roadmap in a file, of the councils that it was drawn up for.

    Raises:
        UsageFault: where the record has changed since, so that the plan's proof no longer holds.
    """
    from estate.planning import problem_of
    from estate.planning.again import roadmap_from
    from estate.planning.plateaus import PlanMisfit
    from estate.reading.plan_file import read_plan

    planned = read_plan(kept)
    named = {name.partition("/")[0] for name in planned.systems}
    own = [name for name in councils if name in named] if named else list(councils)
    try:
        return roadmap_from(problem_of(loaded.graph, planned.as_of, own), planned)
    except PlanMisfit as fault:
        raise UsageFault(
            f"{kept} is not a plan for this record: {fault}. Plan again: estate plan --out"
        ) from fault
