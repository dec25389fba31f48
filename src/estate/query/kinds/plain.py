"""Kinds that are a table of each council and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from estate.portfolio import Aim, Barrier, Budget, Freeze, Need, Risk, Skill, Step
from estate.query.columns import POUNDS, Column
from estate.query.kind import Kind
from estate.query.kinds.common import OF_COUNCIL, numbers, of_councils
from estate.query.values import Range, number
from estate.query.world import Entry, World


def _needs(world: World) -> Iterator[Entry]:
    for council, inventory in sorted(world.portfolio.councils.items()):
        for index, need in enumerate(inventory.needs):
            yield Entry(council, str(index + 1), need, ("needs", index))


def _step_cost(_world: World, entry: Entry) -> Range | None:
    cost = entry.record.cost
    return number(cost.capital + cost.revenue) if cost else None


STEP_COST = numbers("cost", "What it costs once, capital and revenue.", _step_cost, POUNDS)


def _kind(
    name: str, one: str, about: str, model: type, shown: str, derived: tuple[Column, ...] = ()
) -> Kind:
    return Kind(
        name=name,
        one=one,
        about=about,
        model=model,
        rows=of_councils(name),
        shown=("council", "id", *shown.split()),
        derived=(*OF_COUNCIL, *derived),
    )


KINDS = (
    _kind(
        "steps",
        "step",
        "Steps of the roadmap, published or under way.",
        Step,
        "system option status starts finishes cost",
        (STEP_COST,),
    ),
    _kind("risks", "risk", "Risks on the register.", Risk, "name kind likelihood impact owner"),
    _kind("barriers", "barrier", "What stands in the way of change.", Barrier, "name kind owner"),
    _kind("aims", "aim", "Aims that steps can serve.", Aim, "name strategy"),
    _kind("budgets", "budget", "Money for change by financial year.", Budget, "capital revenue"),
    _kind("freezes", "freeze", "When nothing may go live.", Freeze, "name capabilities from to"),
    _kind(
        "skills",
        "skill",
        "Skills for change work.",
        Skill,
        "people person_days_per_quarter",
    ),
    Kind(
        name="needs",
        one="need",
        about="Capabilities that are needed and not provided.",
        model=Need,
        rows=_needs,
        shown=("council", "capability", "because"),
        derived=OF_COUNCIL,
    ),
)
