"""The heat map of the systems chosen: capabilities by group down, councils across."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.portfolio import Portfolio
from estate.rendering.maps.asking import Chart
from estate.rendering.pictures.heat import heat_of
from estate.rendering.pictures.heatmap import heatmap_svg, heatmap_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.maps.asking import Ask, Sheet
    from estate.rendering.pictures.heat import HeatMap

MOST_ROWS = 80
"""Beyond so many rows there is an overview by group, and then parts of at most so many."""


def heatmap(ask: Ask) -> Iterator[Sheet]:
    """Yield one heat map, or an overview by group and then parts that fit a page."""
    whole = ask.portfolio
    own = {council: whole.councils[council] for council in ask.members}
    portfolio = Portfolio(whole.workspace, whole.catalogue, own)
    heat = heat_of(portfolio, ask.scores(ask.systems))
    if len(own) < len(whole.councils) or len(ask.systems) < _all(portfolio):
        heat = replace(heat, idle=0)
    name, title = ask.chart_name("heatmap"), ask.chart_title("Systems and risk by capability")
    if len(heat.rows) + len(heat.groups) <= MOST_ROWS:
        yield _chart(ask, name, title, heat)
        return
    yield _chart(ask, name, f"{title}, by group", heat.by_group())
    parts = heat.parts(MOST_ROWS)
    for number, part in enumerate(parts, start=1):
        yield _chart(ask, f"{name}.{number}", f"{title}, part {number} of {len(parts)}", part)


def _all(portfolio: Portfolio) -> int:
    return sum(len(own.systems) for own in portfolio.councils.values())


def _chart(ask: Ask, name: str, title: str, heat: HeatMap) -> Chart:
    svg = heatmap_svg(name, title, heat, ask.stamp)
    return Chart(name, title, svg, heatmap_text(title, heat))
