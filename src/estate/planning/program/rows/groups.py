"""Systems that go live in the same quarter or not at all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.planning.program.columns import Generator
    from estate.planning.program.draft import Draft


def groups(draft: Draft, _generator: Generator) -> None:
    """Write that each group moves as one."""
    index = {case.id: i for i, case in enumerate(draft.problem.systems)}
    for group in draft.problem.groups:
        lives = [draft.going_live(index[member]) for member in group]
        for quarter in sorted(set().union(*lives)):
            for one, other in pairwise(lives):
                draft.equal(one.get(quarter, []), other.get(quarter, []))
