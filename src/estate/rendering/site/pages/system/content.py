"""What a system's page says: the same as `estate show`, with ways to all it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from estate.rendering.canvas.blocks import (
    Block,
    Link,
    Points,
    Section,
    Strong,
    Terms,
    Text,
    said,
)
from estate.rendering.kit.words import day, month, points, span, visible
from estate.rendering.scores.words import settling_words
from estate.rendering.showing.around import (
    interoperability_words,
    neighbours,
    structure_sentences,
)
from estate.rendering.showing.facts import (
    ASKED,
    known_words,
    recorded_facts,
    reviewed_words,
)
from estate.rendering.showing.record import (
    HOW_TO_PLAN,
    contract_words,
    option_words,
    registered_words,
    step_sentences,
    window_words,
)
from estate.rendering.showing.risk import (
    four_words,
    gap_words,
    place_of,
    plainly_recorded,
    turn_words,
    unjudged,
)
from estate.rendering.showing.system import glance
from estate.rendering.site.pages.system.picture import neighbourhood_figure
from estate.rendering.site.pages.system.words import (
    capability_links,
    fact_words,
    node_name,
    node_ref,
    sourced,
)

if TYPE_CHECKING:
    from estate.planning import Reason
    from estate.rendering.records.contract_book import Sheet
    from estate.rendering.site.pages.system.shared import SharedView
    from estate.scoring.results import CriterionScore

SHOWN = 6
"""As many ways out of a contract are told, as on the screen; the contract book has all."""


def sections(view: SharedView) -> Iterator[Section]:
    """Yield what is told of a system, without sections that have nothing to tell."""
    for name, title, blocks in (
        ("short", "In short", _short(view)),
        ("facts", "What is recorded", _facts(view)),
        ("risk", "Legacy risk", _risk(view)),
        ("narrow", "What would change the score", _change(view)),
        ("around", "What it works with", _around(view)),
        ("contracts", "Contracts", _contracts(view)),
        ("plan", "In the plan", _plan(view)),
        ("options", "What could be done with it", _options(view)),
        ("findings", "To put right in the record", _findings(view)),
    ):
        found = tuple(blocks)
        if found:
            yield Section(name, title, found)


def _terms(items: Iterable[tuple[str, Text]]) -> Terms:
    return Terms(tuple((visible(name), text) for name, text in items))


def _short(view: SharedView) -> Iterator[Block]:
    if view.system.description:
        yield said(visible(view.system.description))
    shown = glance(view)
    if view.plan is None:
        shown = tuple(pair for pair in shown if pair[1] != HOW_TO_PLAN)
    yield _terms((name, (visible(words),)) for name, words in shown)


# -- the record ------------------------------------------------------------------------------


def _facts(view: SharedView) -> Iterator[Block]:
    facts = recorded_facts(view.system)
    told = [(name, _fact(view, key, value)) for key, name, value in facts if value]
    if told:
        yield _terms(told)
    missing = [name.lower() for key, name, value in facts if key in ASKED and not value]
    if missing:
        yield said(f"Not recorded: {', '.join(missing)}.")
    yield said(visible(reviewed_words(view)), "quiet")


def _fact(view: SharedView, key: str, value: str) -> Text:
    """Return a fact, how it is known, and where it stands; what it names leads on."""
    known, system = known_words(view, key), view.system
    if key == "product" and not system.product:
        key = "bespoke"  # what is made for a council has no product: this line says so
    if key == "capabilities":
        return (*capability_links(view), *sourced(known, view.place(key), view))
    if key == "platform" and system.platform:
        node = f"platform:{system.platform}"
        link = Link(node_name(node, view), node_ref(node))
        return (link, *sourced(known, view.place(key), view))
    return sourced(f"{fact_words(key, value, view)}{known}", view.place(key), view)


def _options(view: SharedView) -> Iterator[Block]:
    options = sorted(view.system.options.items())
    if options:
        yield _terms(
            (key, sourced(f"{option_words(option)}.", view.place("options", key), view))
            for key, option in options
        )
    else:
        yield said("No option is recorded, so no plan can change it.")
    registered = registered_words(view)
    if registered:
        yield Points(tuple((visible(words),) for words in registered))


def _findings(view: SharedView) -> Iterator[Block]:
    ordered = sorted(view.findings, key=lambda one: one.severity.rank)
    if ordered:
        yield Points(
            tuple(
                sourced(
                    f"{one.code} {one.severity}: {one.message}",
                    f"{one.span.path}:{one.span.line}" if one.span else None,
                    view,
                )
                for one in ordered
            )
        )


# -- risk ------------------------------------------------------------------------------------


def _risk(view: SharedView) -> Iterator[Block]:
    score = view.score
    yield said(
        f"Likelihood {span(score.likelihood, 2)} times impact {span(score.impact, 2)} is "
        f"{span(score.overall)} of 30, by the Legacy IT Risk Assessment Framework. Each criterion, "
        "the rule by which it came about, and the fact that it rests on:"
    )
    yield _terms(
        (f"{one.code} {one.name}", _criterion(one, view))
        for one in score.criteria
        if not plainly_recorded(one) and not unjudged(one)
    )
    left = [
        f"{one.code} {one.name} {points(one.low, one.high)}"
        for one in score.criteria
        if unjudged(one)
    ]
    if left:
        yield said(f"Not judged, and not following from facts: {', '.join(left)}.")
    plain = [one for one in score.criteria if plainly_recorded(one)]
    if plain:
        yield said("As recorded:")
        yield _terms(
            (f"{one.code} {one.name}", sourced(str(one.low), place_of(one, view), view))
            for one in plain
        )
    yield said(f"Risks that councils report: {visible(four_words(view))}.")


def _criterion(one: CriterionScore, view: SharedView) -> Text:
    rule = "" if one.rule in {"recorded", "unknown"} else f" ({one.rule})"
    told = sourced(f": {one.because}{rule}", place_of(one, view), view)
    return (Strong(points(one.low, one.high)), *told)


def _change(view: SharedView) -> Iterator[Block]:
    told = [*settling_words(view.settling), *(gap_words(gap) for gap in view.gaps)]
    if told:
        yield Points(tuple((visible(words),) for words in told))
    months = view.graph.portfolio.workspace.planning.horizon_months
    if view.turns:
        yield said("By itself, if nothing is done and nothing else is recorded:")
        yield _terms((day(turn.on), (visible(turn_words(turn)),)) for turn in view.turns)
    else:
        yield said(f"By itself it does not change within {months} months, as far as is recorded.")


# -- neighbours, contracts -------------------------------------------------------------------


def _around(view: SharedView) -> Iterator[Block]:
    found = neighbours(view, wide=True)
    if found:
        yield neighbourhood_figure(view, found)
    else:
        yield said("No interface or dependency is recorded.")
    yield said(visible(interoperability_words(view)))
    yield Points(tuple((visible(words),) for words in structure_sentences(view)))


def _contracts(view: SharedView) -> Iterator[Block]:
    for sheet in view.sheets:
        yield from _contract(sheet, view)
    if not view.sheets:
        yield said("No contract that names it is recorded.")


def _contract(sheet: Sheet, view: SharedView) -> Iterator[Block]:
    yield Points(
        (
            sourced(contract_words(sheet, view), sheet.where, view),
            *((visible(words),) for words in window_words(sheet, view.as_of)[:SHOWN]),
        )
    )
    left = len(sheet.windows) - SHOWN
    if left > 0:
        yield said(f"And {left} more ways out, later.", "quiet")


# -- the plan --------------------------------------------------------------------------------


def _plan(view: SharedView) -> Iterator[Block]:
    plan, name = view.plan, str(view.ref)
    if plan is None:
        return
    step, kept = plan.step_of(name), plan.kept_of(name)
    told = view.all.steps.get(name)
    if step is not None and told is not None:
        yield from (said(words) for words in step_sentences(step))
        if told.milestones:
            yield said(f"Milestones: {', '.join(_milestones(told.milestones))}.")
        for title, reasons in (
            ("Why", told.why),
            ("Why not earlier", told.not_earlier),
            ("Waits for", told.waits_for),
            ("Frees", told.frees),
        ):
            yield from _reasons(title, reasons, view)
    elif kept is not None:
        best = "" if kept.best_option is None else f" Its best option: {kept.best_option}."
        yield said(f"Kept.{best}")
        reasons = view.all.material.plan.kept.get(name, ()) if view.all.material.plan else ()
        yield from _reasons("Why", reasons, view)
    else:
        yield said("It is not among what the plan could choose for: see what could be done.")
    if step is not None or kept is not None:
        command = f"estate plan --why {name} --plan roadmap.json"
        yield said(f"Every option, weighed against the others: `{command}`.", "quiet")
    for one in plan.not_plannable:
        words = f"Not planned for want of facts: {one.subject}: {one.reason}."
        yield said(visible(words))


def _milestones(milestones: Iterable[tuple[str, object]]) -> Iterator[str]:
    from datetime import date  # noqa: PLC0415  # to tell days from what has none

    for name, on in milestones:
        yield visible(name) + (f" {month(on)}" if isinstance(on, date) else "")


def _reasons(title: str, reasons: tuple[Reason, ...], view: SharedView) -> Iterator[Block]:
    if not reasons:
        return
    yield said(f"{title}:")
    yield Points(
        tuple(
            sourced(one.words, next((at for f in one.facts if (at := view.where(f))), None), view)
            for one in reasons
            if one.words
        )
    )
