"""The first page: the estate in short, four ways in, every council, what comes first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings import risk
from estate.rendering.briefings.steps import first_steps, planned_words, soon_words, step_cards
from estate.rendering.canvas.blocks import Block, Cards, Figure, Section, Steps, Terms, Tiles, said
from estate.rendering.canvas.page_model import Card, Picture, Ref
from estate.rendering.kit.words import plural, short_pounds, visible
from estate.rendering.pictures.matrix import matrix_svg
from estate.rendering.pictures.timeline import timeline_svg
from estate.rendering.plan.page_words import lead, proof, subtitle, tiles
from estate.rendering.plan.sheets import council_sheet, estate_sheet
from estate.rendering.site.frame import Page
from estate.rendering.site.links import INDEX, Target
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material, Scope

MOST_ROWS = 500
"""Up to so many systems the picture's table names each; the search page has all of any number."""
WAYS = (
    ("members", "Members", "Risks to services, what comes first, cost, what people will notice."),
    ("board", "Digital board", "Decisions by date, roadmap, money, people, risks, benefits."),
    ("architects", "Architects", "Landscape, interfaces, scores with evidence, findings."),
    ("procurement", "Procurement", "Contract calendar, joint windows, opportunities, suppliers."),
)


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the first page."""
    del material
    yield Ref("page", "index"), Target(INDEX)


def pages(material: Material) -> Iterator[Page]:
    """Yield the first page."""
    alone = len(material.councils) == 1
    scope = material.of(material.councils[0] if alone else None)
    plan = material.plan
    yield Page(
        INDEX,
        "overview",
        visible(scope.title),
        tuple(section for section in _sections(scope) if section.blocks),
        subtitle(material.as_of, plan),
    )


def _sections(scope: Scope) -> Iterator[Section]:
    yield Section("summary", "In short", tuple(_short(scope)))
    yield Section("ways", "Four ways in", (_ways(),))
    yield Section("councils", "Council by council", tuple(_councils(scope)))
    yield Section("risk", "What is at risk", tuple(_risk(scope)))
    yield Section("first", "What to do first", tuple(_first(scope)))
    yield Section("roadmap", "The roadmap", tuple(_roadmap(scope)))
    yield Section("how", "How good the plan is", tuple(_proof(scope)))


def _short(scope: Scope) -> Iterator[Block]:
    plan = scope.material.plan
    yield Tiles(tiles(scope.scores.totals, plan, scope.council))
    told = lead(scope.scores, len(scope.councils), plan, scope.council)
    yield Terms(tuple((one.title, (one.words,)) for one in told))


def _ways() -> Cards:
    return Cards(tuple(Card(name, "", words, Ref("page", page)) for page, name, words in WAYS))


def _councils(scope: Scope) -> Iterator[Block]:
    yield Cards(tuple(_card(scope.material.of(council)) for council in scope.councils))


def _card(scope: Scope) -> Card:
    red = scope.scores.totals.red_rated
    words = (
        f"{plural(scope.scores.totals.systems, 'system')}: {red.get(Answer.YES, 0)} red-rated, "
        f"{red.get(Answer.UNKNOWN, 0)} cannot tell."
    )
    if scope.material.plan is not None:
        once = short_pounds(scope.plan.budgets if scope.plan is not None else 0)
        if not scope.steps:
            return Card(
                visible(scope.title),
                "",
                f"{words} No change is planned.",
                Ref("council", scope.name),
            )
        words += f" {plural(len(scope.steps), 'change')} planned for {once} once from its budgets."
    return Card(visible(scope.title), "", words, Ref("council", scope.name))


def _risk(scope: Scope) -> Iterator[Block]:
    material = scope.material
    yield said(
        "Each system is scored by the United Kingdom government's Legacy IT Risk Assessment "
        "Framework: likelihood (1 to 6) times impact (1 to 5). From 16 a system is red-rated. "
        "Where facts are missing the score is a range, never a guess; if the range reaches across "
        "16, we cannot tell."
    )
    planned = planned_words(material.plan)
    table = risk.at_risk(
        scope.scores,
        scope.portfolio,
        material.graph,
        material.where,
        planned,
        material.plan,
    )
    name = f"matrix-{scope.name}"
    title = "Risk of every system in use"
    svg = matrix_svg(name, title, scope.scores, scope.portfolio)
    yield table
    yield Figure(
        Picture(svg, "Risk matrix: likelihood against impact", f"{name}.svg"),
        risk.register(scope.scores, scope.portfolio, planned)
        if len(scope.scores.systems) <= MOST_ROWS
        else None,
    )


def _first(scope: Scope) -> Iterator[Block]:
    plan = scope.material.plan
    if plan is None or not plan.plannable:
        return
    soon, of = first_steps(plan, scope.council)
    if not soon:
        yield said("Nothing is to begin within the next 18 months.")
        return
    yield said(soon_words(len(soon), of))
    yield Steps(tuple(step_cards(soon, scope.portfolio, scope.material.where)))


def _roadmap(scope: Scope) -> Iterator[Block]:
    plan = scope.material.plan
    if plan is None or not scope.steps:
        return
    yield said(
        "Each bar is a change. The hatched part is buying, the solid part is the work; at its end "
        "the change is live. A freeze is a time in which nothing may go live, such as annual "
        "billing."
    )
    as_of = scope.material.as_of
    sheet = (
        estate_sheet(plan, scope.portfolio, as_of)
        if scope.council is None
        else council_sheet(plan, scope.portfolio, scope.council, as_of)
    )
    yield Figure(Picture(timeline_svg(sheet), "The roadmap", f"{sheet.name}.svg", wide=True))


def _proof(scope: Scope) -> Iterator[Block]:
    if scope.material.plan is not None and scope.material.plan.plannable:
        for words in proof(scope.material.plan):
            yield said(words)
