"""A system's page in an estate so large that not all can be told of each: the most telling facts.

What stands here is what `estate show` says, in the same words; the page names that command for the
rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.canvas.blocks import Block, Link, Points, Section, Terms, Text, said
from estate.rendering.kit.tables import worst_criteria
from estate.rendering.kit.words import points, visible
from estate.rendering.showing.around import neighbours
from estate.rendering.showing.facts import recorded_facts
from estate.rendering.showing.record import HOW_TO_PLAN, contract_words, step_sentences
from estate.rendering.showing.risk import place_of
from estate.rendering.showing.system import glance
from estate.rendering.site.pages.system.words import fact_words, node_name, node_ref, sourced

if TYPE_CHECKING:
    from estate.rendering.site.pages.system.shared import SharedView

FACTS = ("capabilities", "product", "annual_cost", "support")
NEIGHBOURS = 6
REASONS = 2


def lean_sections(view: SharedView) -> Iterator[Section]:
    """Yield a system in short."""
    yield Section("short", "In short", (*_short(view), *_facts(view)))


def _short(view: SharedView) -> Iterator[Block]:
    shown = (pair for pair in glance(view) if pair[1] != HOW_TO_PLAN)
    yield Terms(tuple((name, (visible(words),)) for name, words in shown))
    told = view.all.steps.get(str(view.ref))
    step = view.plan.step_of(str(view.ref)) if view.plan else None
    if step is not None and told is not None:
        yield said(visible(" ".join(step_sentences(step))))
        yield Points(tuple((visible(one.words),) for one in told.why[:REASONS]))


def _facts(view: SharedView) -> Iterator[Block]:
    facts = recorded_facts(view.system)
    told: list[tuple[str, Text]] = [
        (name, sourced(fact_words(key, value, view), view.place(key), view))
        for key, name, value in facts
        if key in FACTS and value
    ]
    told += [
        (f"{one.code} {one.name}", sourced(one.because, place_of(one, view), view))
        for one in worst_criteria(view.score)[:REASONS]
    ]
    scores = ", ".join(f"{one.code} {points(one.low, one.high)}" for one in view.score.criteria)
    told.append(("All criteria", (scores,)))
    if beside := tuple(_beside(view)):
        told.append(("Works with", beside))
    told += [
        ("Contract", sourced(contract_words(one, view), one.where, view)) for one in view.sheets
    ]
    missing = [name.lower() for key, name, value in facts if key in FACTS and not value]
    if missing:
        told.append(("Not recorded", (", ".join(missing),)))
    yield Terms(tuple(told))
    yield said(f"The rest: `estate show {view.ref}`.", "quiet")


def _beside(view: SharedView) -> Iterator[str | Link]:
    nodes = list(dict.fromkeys(one.node for one in neighbours(view, wide=False)))
    for number, node in enumerate(nodes[:NEIGHBOURS]):
        if number:
            yield ", "
        yield Link(node_name(node, view), node_ref(node))
    if len(nodes) > NEIGHBOURS:
        yield f" and {len(nodes) - NEIGHBOURS} more"
