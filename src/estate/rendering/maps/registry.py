"""The views that there are: what each takes, and which formats it comes in."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from estate.rendering.maps.asking import Ask, Sheet

DIAGRAMS = ("svg", "png", "pdf", "mermaid", "dot", "text")
CHARTS = ("svg", "png", "pdf", "text")
CHOICE = frozenset({"council", "capability"})
OF_A_PLAN = frozenset({"plan", "council"})
AROUND = frozenset({"focus", "colour-by"})


@dataclass(frozen=True, slots=True)
class View:
    """A view: the options it takes, the formats it comes in, and what it is in one line.

    `planned` ones are of a plan, which has to be given.
    """

    words: str
    takes: frozenset[str]
    formats: tuple[str, ...]
    planned: bool = False


VIEWS: Mapping[str, View] = {
    "landscape": View(
        "every system by group of capabilities", CHOICE | {"colour-by", "plan"}, DIAGRAMS
    ),
    "neighbourhood": View("one system and what is around it", AROUND | {"depth"}, DIAGRAMS),
    "flows": View(
        "flows of personal data, or of one class or standard",
        CHOICE | {"data-class", "standard", "colour-by"},
        DIAGRAMS,
    ),
    "blast": View("what a failure can touch, by distance", AROUND, DIAGRAMS),
    "risk": View("likelihood against impact", CHOICE, CHARTS),
    "heatmap": View("systems and risk by capability and council", CHOICE, CHARTS),
    "dsm": View("what depends on what, as a matrix", CHOICE, CHARTS),
    "trend": View("what becomes of risk if nothing is done", CHOICE, CHARTS),
    "roadmap": View(
        "what changes when, by council and by platform", OF_A_PLAN, CHARTS, planned=True
    ),
    "cost": View(
        "what each year costs, with the plan and without", OF_A_PLAN, CHARTS, planned=True
    ),
    "burndown": View("risk by quarter, with the plan and without", OF_A_PLAN, CHARTS, planned=True),
    "people": View("days of work by skill against what there is", OF_A_PLAN, CHARTS, planned=True),
    "plateaus": View("how systems stand between waves of change", OF_A_PLAN, CHARTS, planned=True),
}


def draw(view: str, ask: Ask) -> tuple[Sheet, ...]:
    """Return the sheets of a view, of which there is at least one.

    Raises:
        UsageFault: when there is nothing to draw, and why.
    """
    module_name = "planned" if VIEWS[view].planned else view
    module = importlib.import_module(f"estate.rendering.maps.{module_name}")
    drawn = cast("Callable[[Ask], Iterable[Sheet]]", getattr(module, view))
    return tuple(drawn(ask))
