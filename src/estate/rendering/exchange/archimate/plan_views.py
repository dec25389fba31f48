"""Views of a roadmap: each council's steps along time, and the plateaus with what leads to them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from estate.rendering.exchange.archimate.model import (
    Box,
    Line,
    View,
    ident,
    one_line,
)
from estate.rendering.exchange.archimate.plan import work_id
from estate.rendering.exchange.archimate.plateaus import gap_id, plateau_id
from estate.rendering.exchange.archimate.views import GAP, HEAD, HIGH, WIDE, framed
from estate.rendering.kit.words import month

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from estate.planning.plateaus import Plateau
    from estate.rendering.exchange.archimate.model import Model
    from estate.rendering.exchange.material import Material
    from estate.rendering.plan.view import PlanView, StepView

MONTH = 14
"""A month, in pixels."""
LEAST = 280
"""A work package is at least as wide, so that its name can be read."""
ROW, ROW_HIGH = 66, 56
COLUMN = 280
"""A plateau's column is as wide."""


def add_plan_views(model: Model, material: Material) -> None:
    """Add the views of the roadmap, if there is one that does something."""
    plan, steps = material.plan, material.steps()
    if plan is None or not steps:
        return
    for council, inventory in material.inventories():
        own = [step for step in steps if step.council == council]
        if own:
            model.views.append(
                _roadmap(model, plan, (council, one_line(inventory.council.name)), own)
            )
    model.views.append(_plateaus(model, material.plateaus()))


def _roadmap(
    model: Model, plan: PlanView, council: tuple[str, str], steps: Sequence[StepView]
) -> View:
    own = ident("roadmap", council[0])
    years = tuple(_years(own, plan))
    boxes = {
        step.system: Box(
            f"{own}.{work_id(step.system)}",
            GAP + MONTH * _months(plan.start, step.start),
            GAP + HEAD + ROW * row,
            max(LEAST, MONTH * _months(step.start, step.live)),
            ROW_HIGH,
            work_id(step.system),
        )
        for row, step in enumerate(steps)
    }
    return View(
        own,
        f"Roadmap of {council[1]}",
        "Implementation and Migration",
        "Each step from its start on, by start. A short step's box is wider than its time, so that "
        "its name can be read: its properties have the days.",
        (*years, *boxes.values()),
        tuple(_order(model, own, {work_id(key): box for key, box in boxes.items()})),
        ("Roadmap",),
    )


def _years(own: str, plan: PlanView) -> Iterator[Box]:
    """Yield a note for the plan's start and for each first of April after it, by its month."""
    yield _note(own, plan, plan.start)
    for year in range(plan.start.year, plan.end.year + 1):
        april = plan.start.replace(year=year, month=4, day=1)
        if plan.start < april < plan.end and _months(plan.start, april) * MONTH > NOTE:
            yield _note(own, plan, april)


NOTE = 80


def _note(own: str, plan: PlanView, day: date) -> Box:
    left = GAP + MONTH * _months(plan.start, day)
    return Box(f"{own}.{day.isoformat()}", left, GAP, NOTE, HEAD - 8, label=month(day), note=True)


def _months(since: date, until: date) -> int:
    return max(0, (until.year - since.year) * 12 + until.month - since.month)


def _order(model: Model, own: str, boxes: Mapping[str, Box]) -> Iterator[Line]:
    for name, relation in sorted(model.relations.items()):
        source, target = boxes.get(relation.source), boxes.get(relation.target)
        if source is not None and target is not None and relation.type == "Triggering":
            yield Line(f"line-{own}.{name}", name, source.id, target.id)


def _plateaus(model: Model, plateaus: Sequence[Plateau]) -> View:
    own = "plateaus"
    tops = tuple(_top(own, plateau) for plateau in plateaus)
    gaps = tuple(_between(own, number) for number in range(1, len(plateaus)))
    frames = tuple(_wave(model, own, plateau) for plateau in plateaus if plateau.steps)
    return View(
        own,
        "Plateaus and the gaps between them",
        "Implementation and Migration",
        "What stands between the waves of change; below each plateau, the steps that led to it.",
        (*tops, *gaps, *(frame for frame in frames if frame.inner)),
        tuple(_joined(model, own, tops, gaps)),
        ("Roadmap",),
    )


def _left(number: int) -> int:
    """Return where a plateau's column begins; between two columns there is room for a gap."""
    return GAP + number * (COLUMN + WIDE + 4 * GAP)


def _top(own: str, plateau: Plateau) -> Box:
    name = plateau_id(plateau.number)
    return Box(f"{own}.{name}", _left(plateau.number), GAP, COLUMN + 2 * GAP, HIGH, name)


def _between(own: str, number: int) -> Box:
    left = _left(number) - WIDE - GAP
    return Box(f"{own}.{gap_id(number)}", left, 2 * GAP + HIGH, WIDE, HIGH, gap_id(number))


def _wave(model: Model, own: str, plateau: Plateau) -> Box:
    names = [work_id(system) for system in plateau.steps if work_id(system) in model.elements]
    inner = [
        Box(f"{own}.{name}", GAP, HEAD + ROW * row, COLUMN, ROW_HIGH, name)
        for row, name in enumerate(names)
    ]
    label = f"Live by {month(plateau.begins)}"
    top = 4 * GAP + 2 * HIGH
    return framed(f"{own}.{plateau.number}", label, top, inner, _left(plateau.number))


def _joined(model: Model, own: str, tops: Sequence[Box], gaps: Iterable[Box]) -> Iterator[Line]:
    for before, after in pairwise(tops):
        name = f"then-{before.element}_to_{after.element}"
        if name in model.relations:
            yield Line(f"line-{own}.{name}", name, before.id, after.id)
    by_element = {top.element: top for top in tops}
    for gap in gaps:
        for element, top in by_element.items():
            name = f"between-{gap.element}_to_{element}"
            if name in model.relations:
                yield Line(f"line-{own}.{name}", name, gap.id, top.id)
