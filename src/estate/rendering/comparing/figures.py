"""Figures that may be ranges, as cells of a comparison."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from estate.comparison.view import Band
from estate.portfolio.saving_rates import SavingAssumptions
from estate.rendering.kit.grid_values import number_words
from estate.rendering.kit.words import listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.comparison.quantiles import Between
    from estate.comparison.view import SectorView
    from estate.rendering.comparing.section import Compared
    from estate.rendering.kit.grids import Value


RATES = "rates"
"""The setting that holds what the file of rates says."""


def whole(figure: Between | None) -> Value:
    """Return a figure for a column of whole pounds or numbers: a range is widened to whole ones."""
    if figure is None:
        return None
    if figure.exact:
        return figure.low
    return Band(floor(figure.low), None if figure.high is None else ceil(figure.high))


def pence(figure: Between | None) -> Value:
    """Return a figure for a column of pounds and pence; a range in words."""
    if figure is None:
        return None
    if figure.exact:
        return figure.low
    low = number_words(figure.low, "pence")
    high = figure.high
    return f"{low} or more" if high is None else f"{low} to {number_words(high, 'pence')}"


def names(sector: SectorView, councils: Iterable[str]) -> str:
    """Return the names of some councils, for a cell."""
    known_ones = sector.council_by_id
    return listing([known_ones[one].name if one in known_ones else one for one in councils])


def assumptions_of(compared: Compared) -> SavingAssumptions | None:
    """Return the assumptions that were given with the command; None where there are none."""
    given = compared.settings.get(RATES)
    return given if isinstance(given, SavingAssumptions) else None
