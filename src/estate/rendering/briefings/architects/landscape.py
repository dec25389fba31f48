"""The landscape for architects: now, at each plateau and after, each with the same as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from estate.diagnostics import EnvironmentFault
from estate.rendering.canvas.blocks import Block, Cards, Figure, Folded, said
from estate.rendering.canvas.diagram_table import diagram_table
from estate.rendering.canvas.page_model import Card, Picture, Ref
from estate.rendering.canvas.svg import laid_out
from estate.rendering.kit.words import month, plural, visible
from estate.rendering.pictures import landscape
from estate.rendering.pictures.heat import heat_of
from estate.rendering.pictures.heatmap import heatmap_svg, heatmap_table

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.diagram import Diagram
    from estate.rendering.plan.view import PlanView
    from estate.scoring.results import Scores

INLINE = 400_000
"""Bytes of a picture up to which it is part of its page, so that its boxes can be followed."""
MANY = 100
"""Systems beyond which only the overview is drawn of what stands after the plan."""


def blocks(scope: Scope) -> Iterator[Block]:
    """Yield the landscapes of one council; of several a heat map, and the way to each council's."""
    if len(scope.councils) > 1:
        yield from _several(scope)
        return
    graph, scores = scope.material.graph, _own(scope)
    yield from _figures(scope, landscape.now(graph, scores), inline=1)
    plan = scope.material.plan
    if plan is None or not scope.steps:
        return
    plateaus = tuple(_figures(scope, _at_plateaus(scope, plan, scores), inline=0))
    if plateaus:
        yield Folded("The landscape at each plateau", plateaus)
    changes, end = _changes(plan), _end(plan)
    sheets = landscape.after(graph, scores, changes, end)
    shown = sheets[:1] if len(scores.systems) > MANY else sheets
    after = tuple(_figures(scope, shown, inline=0))
    if after:
        yield Folded("The landscape after the plan", after)


def picture_now(scope: Scope) -> Figure | None:
    """Return the landscape of one council as it is now, from its file and without its table.

    The page for architects has the table. None where the picture cannot be drawn.
    """
    sheet = next(iter(landscape.now(scope.material.graph, _own(scope))), None)
    drawn = _figures(scope, (sheet,), inline=0) if sheet else ()
    found = next((block for block in drawn if isinstance(block, Figure)), None)
    return replace(found, table=None) if found else None


def _own(scope: Scope) -> Scores:
    """Return the scores as those of the part's councils alone."""
    totals = scope.material.scores.by_council
    return replace(scope.scores, by_council={one: totals[one] for one in scope.councils})


def _several(scope: Scope) -> Iterator[Block]:
    heat = heat_of(scope.portfolio, scope.scores)
    name, title = f"heatmap-{scope.name}", "Systems by capability and council"
    svg = heatmap_svg(name, title, heat)
    picture = Picture(svg, title, f"{name}.svg", wide=True, apart=len(svg) > INLINE)
    table = heatmap_table(heat)
    yield Figure(picture, table)
    yield said("Each council's landscape, now, at each plateau and after, is on its own page:")
    yield Cards(tuple(_card(scope.material.of(council)) for council in scope.councils))


def _card(scope: Scope) -> Card:
    words = f"{plural(len(scope.scores.systems), 'system')} in use"
    steps = len(scope.steps)
    words += f", {plural(steps, 'change')} planned." if scope.material.plan else "."
    return Card(visible(scope.title), "", words, Ref("page", f"{scope.council}/architects"))


def _at_plateaus(scope: Scope, plan: PlanView, scores: Scores) -> Iterator[Diagram]:
    graph = scope.material.graph
    for council in scope.councils:
        for moment in plan.moments.get(council, ()):
            yield from landscape.then(graph, scores, {council: moment}, first_only=True)


def _changes(plan: PlanView) -> Mapping[str, landscape.Change]:
    return {
        step.system: landscape.Change(
            f"{step.words}, {step.live.year}", step.kind, step.onto, step.risk_end
        )
        for step in plan.steps
    }


def _end(plan: PlanView) -> landscape.End:
    last = {system: path.last for system, path in plan.risks.items()}
    return landscape.End(month(plan.end), last, plan.point)


def _figures(scope: Scope, sheets: Iterable[Diagram], *, inline: int) -> Iterator[Block]:
    """Yield each sheet as a picture; why it cannot be drawn, and its table, where it cannot.

    The first few are part of the page, so that their boxes can be followed; others stand in files.
    """
    for place, sheet in enumerate(sheets):
        table = diagram_table(sheet)
        try:
            svg = laid_out(sheet, scope.material.layout)
        except EnvironmentFault as fault:
            yield said(visible(f"{sheet.title} is not drawn: {fault}"), "inset")
            yield table
            continue
        caption = visible(f"{sheet.title}. {sheet.note}".removesuffix(". ").removesuffix("."))
        apart = place >= inline or len(svg) > INLINE
        yield Figure(Picture(svg, caption, f"{sheet.name}.svg", apart=apart), table)
