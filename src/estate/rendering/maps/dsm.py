"""The dependency structure matrix of the systems chosen, and the platforms that they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import platform_of
from estate.rendering.kit.terminal import Terminal
from estate.rendering.maps.asking import Chart
from estate.rendering.pictures.dsm import TITLE, dsm_svg, dsm_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.maps.asking import Ask, Sheet


def dsm(ask: Ask) -> Iterator[Sheet]:
    """Yield one matrix; beyond 80 rows each row is a group of capabilities."""
    platforms = {
        on
        for system in ask.systems
        for on in ask.graph.dependencies_of(system)
        if platform_of(on) is not None
    }
    nodes = (*ask.systems, *sorted(platforms))
    name, title = ask.chart_name("dsm"), ask.chart_title(TITLE)
    svg = dsm_svg(ask.graph, nodes, name=name, title=title)
    yield Chart(name, title, svg, dsm_text(ask.graph, nodes, Terminal(), title=title))
