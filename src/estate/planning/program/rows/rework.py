"""Interfaces that two ends build again together: paid once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.program.draft import Both

if TYPE_CHECKING:
    from estate.planning.problem.cases import Rework
    from estate.planning.program.columns import Generator
    from estate.planning.program.draft import Draft


def rework(draft: Draft, _generator: Generator) -> None:
    """Give back one of two payments for each interface."""
    for pair in draft.problem.rework:
        _rework(draft, pair)


def _rework(draft: Draft, pair: Rework) -> None:
    """Give back one of the two payments where both ends go live in the same quarter."""
    index = draft.problem.number_of
    if pair.other not in index:
        return
    i, j = index[pair.one], index[pair.other]
    one, other = draft.reworking(i), draft.reworking(j)
    for quarter in sorted(set(one) & set(other)):
        credit = draft.discounted(pair.pounds, quarter * MONTHS_A_QUARTER)
        variable = draft.variable(-credit, (i, j))
        draft.at_most([variable], one[quarter])
        draft.at_most([variable], other[quarter])
        draft.definitions.append(Both(variable, one[quarter], other[quarter]))
