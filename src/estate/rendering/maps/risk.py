"""The risk matrix, of the systems chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.words import LEGACY_WORDS, RED_WORDS, span, visible, worst_first
from estate.rendering.maps.asking import Chart
from estate.rendering.pictures.matrix import matrix_svg
from estate.scoring import Scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.rendering.maps.asking import Ask, Sheet

MOST_TOGETHER = 600
"""More systems than this are drawn council by council."""


def risk(ask: Ask) -> Iterator[Sheet]:
    """Yield one matrix, or one for each council where one would be too full."""
    if len(ask.systems) <= MOST_TOGETHER or len(ask.members) == 1:
        only = next(iter(ask.members)) if len(ask.members) == 1 else None
        yield _matrix(ask, f"risk-{only}" if only else "risk", only, ask.systems)
        return
    for council, systems in ask.members.items():
        if systems:
            yield _matrix(ask, f"risk-{council}", council, systems)


def _matrix(ask: Ask, name: str, council: str | None, systems: Sequence[str]) -> Chart:
    title = ask.chart_title("Risk matrix", council)
    scores = ask.scores(systems)
    svg = matrix_svg(name, title, scores, ask.portfolio)
    return Chart(name, title, svg, _text(ask, title, scores))


def _text(ask: Ask, title: str, scores: Scores) -> str:
    lines = [title, "Likelihood x impact, the worst first; red-rated from 16.", ""]
    for score in worst_first(scores):
        legacy = LEGACY_WORDS[score.legacy]
        lines.append(
            f"- {ask.names.name(str(score.ref))} ({score.ref}): {RED_WORDS[score.red_rated]}, "
            f"{'' if legacy == RED_WORDS[score.red_rated] else legacy + ', '}"
            f"overall {span(score.overall)}, likelihood {span(score.likelihood)}, "
            f"impact {span(score.impact)}"
        )
    return "\n".join(visible(line) for line in lines) + "\n"
