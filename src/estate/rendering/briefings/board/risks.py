"""The board's paper: risk now, with the plan and without, and the plan's own risks."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from estate.rendering.briefings.board.register import plan_register, recorded_register
from estate.rendering.briefings.board.systems import at_risk, left
from estate.rendering.briefings.glossary.links import said_of
from estate.rendering.briefings.outlook import trend_table
from estate.rendering.briefings.risk import four_risks
from estate.rendering.canvas.blocks import Figure, Folded
from estate.rendering.canvas.page_model import Picture
from estate.rendering.kit.words import month, plural
from estate.rendering.pictures.chart_tables import risk_chart_table, trend_chart_table
from estate.rendering.pictures.charts import risk_svg
from estate.rendering.pictures.trend_chart import TITLE as TREND
from estate.rendering.pictures.trend_chart import trend_svg
from estate.rendering.plan.words import over_time
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block, Prose


def risks(scope: Scope) -> Iterator[Block]:
    """Yield the systems at most risk, what becomes of risk, what stays red, and the registers."""
    material, plan = scope.material, scope.material.plan
    if not scope.scores.totals.systems:
        yield said_of("No [system] in use is recorded, so nothing can be said of risk.")
        return
    yield at_risk(scope)
    yield Folded("Four risks that councils report", (four_risks(scope.scores, material.relations),))
    yield from _over_time(scope)
    if plan is not None and (stays := left(scope)):
        yield stays
    if plan is not None and scope.steps:
        yield said_of("The plan has risks of its own:")
        yield plan_register(scope)
    if table := recorded_register(scope):
        yield table


def _over_time(scope: Scope) -> Iterator[Block]:
    plan = scope.plan
    if plan is not None and plan.risk and scope.material.plan is not None:
        yield from _changes(scope)
        title = "Risk by quarter, with the plan and without"
        svg = risk_svg(f"risk-{scope.name}", title, plan.risk, _marks(scope))
        yield Figure(Picture(svg, title, f"risk-{scope.name}.svg"), risk_chart_table(plan.risk))
        return
    svg = trend_svg(scope.trend, f"trend-{scope.name}")
    picture = Picture(svg, TREND, f"trend-{scope.name}.svg")
    yield Figure(picture, trend_chart_table(scope.trend))
    table = trend_table(scope.trend, scope.material.where)
    yield Folded(table.caption, (table,))


def _marks(scope: Scope) -> list[tuple[int, float]]:
    """Return where plateaus begin: their numbers, and quarters from the plan's start."""
    plan = scope.material.plan
    plateaus = plan.plateaus_of(scope.council) if plan is not None else ()
    return [(each.number, each.standing.month / 3) for each in plateaus if each.number]


def _changes(scope: Scope) -> Iterator[Block]:
    """Yield how many are red-rated now and at the end, with the plan and without it."""
    plan = scope.material.plan
    if plan is None:
        return
    plateaus = plan.plateaus_of(scope.council)
    if plateaus:
        last = plateaus[-1]
        yield said_of(
            "Red-rated for certain: {} today; in {}, {} with the plan and {} if nothing is done.",
            scope.scores.totals.red_rated.get(Answer.YES, 0) or "none",
            month(plan.end),
            last.risk_at_end.red or "none",
            last.without_at_end.risk.red or "none",
        )
    if words := over_time(plan, scope.council):
        yield said_of("{}", words)
        yield from _open_sum(scope, plan.point)


def _open_sum(scope: Scope, point: str) -> Iterator[Prose]:
    """Yield how far the sum of scores is open today, and which point of a range counts in it."""
    scores = [score.overall for score in scope.scores.systems.values()]
    open_ = sum(score.low != score.high for score in scores)
    if open_:
        one = open_ == 1
        are = "score of {} of {} is a range" if one else "scores of {} of {} are ranges"
        yield said_of(
            f"The {are}, because facts are [not recorded]: of {'it' if one else 'each'} the {{}} "
            "counts. So today's sum is an estimate; it may be anything from {} to {}.",
            open_,
            plural(len(scores), "system"),
            point,
            floor(sum(score.low for score in scores)),
            ceil(sum(score.high for score in scores)),
        )
