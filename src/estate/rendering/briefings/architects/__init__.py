"""What architects are told: landscape, interfaces, scores, structure, plateaus, findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings import interfaces, outlook, plateaus, risk, steps
from estate.rendering.briefings.architects import landscape, structure
from estate.rendering.briefings.architects import scores as architects_scores
from estate.rendering.canvas.blocks import (
    Block,
    Briefing,
    Figure,
    Folded,
    Link,
    Points,
    Prose,
    Section,
    Terms,
    said,
)
from estate.rendering.canvas.page_model import Picture, Ref
from estate.rendering.kit.words import day, visible
from estate.rendering.plan.page_words import findings_words, proof
from estate.rendering.plan.plateau_chart import TITLE as PLATEAUS
from estate.rendering.plan.plateau_chart import plateaus_svg
from estate.rendering.scores.questions import first_questions

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Scope


def briefing(scope: Scope) -> Briefing:
    """Return what architects are told of the whole estate, or of one council."""
    sections = (
        Section("landscape", "The landscape", tuple(landscape.blocks(scope))),
        Section("interfaces", "Interfaces", tuple(interfaces.blocks(scope))),
        Section("scores", "Scores, with their evidence", tuple(_scores(scope))),
        Section("structure", "Structure", tuple(structure.blocks(scope))),
        Section("plateaus", "Plateaus, and what changes", tuple(_plateaus(scope))),
        Section("plan", "How the plan was reached", tuple(_plan(scope))),
        Section("findings", "Findings in the record", tuple(_findings(scope))),
        Section("unknown", "What is not known", tuple(_unknown(scope))),
    )
    name = "architects" if scope.council is None else f"{scope.council}/architects"
    return Briefing(
        name,
        f"Architects: {visible(scope.title)}",
        f"Landscape, interfaces, scores, structure and findings, as of {day(scope.material.as_of)}",
        tuple(section for section in sections if section.blocks),
    )


def _scores(scope: Scope) -> Iterator[Block]:
    if not scope.scores.systems:
        return
    yield said(
        "Likelihood (1 to 6) times impact (1 to 5), by the United Kingdom government's Legacy IT "
        "Risk Assessment Framework; red-rated from 16. A criterion that is not known is a range "
        "of its whole scale."
    )
    yield architects_scores.register(scope)
    if len(scope.councils) > 1:
        yield said(
            "Each system's page has all its criteria; each council's page all its systems.",
            "quiet",
        )


def _plateaus(scope: Scope) -> Iterator[Block]:
    plan = scope.material.plan
    if plan is None:
        return
    own = plan.plateaus_of(scope.council)
    whole = scope.material.portfolio
    part = plateaus.plateaus_part(own, scope.portfolio, whole, None, ())
    if part is None:
        yield said("The plan changes nothing here, so there are no plateaus.")
        return
    yield said(part.words)
    name = f"plateaus-{scope.name}"
    yield Figure(Picture(plateaus_svg(name, own), PLATEAUS, f"{name}.svg"), part.table)
    yield from part.more
    yield said(part.unknown)


def _plan(scope: Scope) -> Iterator[Block]:
    plan = scope.material.plan
    if plan is None:
        return
    for words in proof(plan):
        yield said(words)
    comparisons = steps.comparisons_table(plan)
    if comparisons is not None:
        yield comparisons
    policy = Terms(tuple((name, (value,)) for name, value in plan.policy))
    yield Folded("The policy behind the plan: judgements, not facts", (policy,))
    if taken := steps.assumptions(plan, scope.council):
        yield Folded("What is taken for granted", (Points(tuple((one,) for one in taken)),))
    unable = steps.not_plannable(plan, scope.council)
    if unable is not None:
        yield Folded("What could not be planned", (unable,))


def _findings(scope: Scope) -> Iterator[Block]:
    yield said(findings_words(scope.findings))
    table = architects_scores.findings_table(scope)
    if table is not None:
        yield Prose(("What each rule means, and how to mend what it finds: ", RULES, "."))
        yield table


RULES = Link("the rules", Ref("page", "rules"))


def _unknown(scope: Scope) -> Iterator[Block]:
    graph, scores = scope.material.graph, scope.scores
    ask, kinds = outlook.ask_lead(graph, scores)
    yield said(f"{risk.unknown_lead(scores)} {ask}".rstrip())
    tables = (
        outlook.kinds_table(kinds),
        outlook.asks_table(first_questions(graph, scores, outlook.ASKS)),
        risk.unknown_by_criterion(scores),
    )
    for table in tables:
        if table is not None:
            yield table
