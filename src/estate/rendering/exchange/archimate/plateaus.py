"""The plateaus of a roadmap as ArchiMate: what stands at each, and the gaps between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from estate.rendering.exchange.archimate.facts import dated
from estate.rendering.exchange.archimate.model import (
    Details,
    Element,
    Prop,
    ident,
    node_id,
    one_line,
    several_lines,
)
from estate.rendering.exchange.archimate.plan import GONE, after_id, work_id
from estate.rendering.kit.words import decimal, listing, month, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.planning.plateaus import Plateau, SystemState
    from estate.rendering.exchange.archimate.model import Model
    from estate.rendering.exchange.material import Material


def add_plateaus(model: Model, material: Material) -> None:
    """Add the plateaus of the roadmap and the gaps between them; its steps are there already."""
    plateaus = material.plateaus()
    for plateau in plateaus:
        _plateau(model, material, plateau)
    for before, after in pairwise(plateaus):
        _gap(model, material, before, after)


def plateau_id(number: int) -> str:
    """Return the id of a plateau."""
    return ident("plateau", str(number))


def gap_id(number: int) -> str:
    """Return the id of the gap that leads to a plateau."""
    return ident("gap", str(number))


def _plateau(model: Model, material: Material, plateau: Plateau) -> None:
    standing, own = plateau.standing, f"plan: plateau {plateau.number}"
    states = [state for state in standing.systems if state.council in material.councils]
    risk = standing.risk
    made = model.add(
        Element(
            plateau_id(plateau.number),
            "Plateau",
            f"Plateau {plateau.number}: {month(plateau.begins)} to {month(plateau.ends)}",
            _about(material, plateau),
            (
                dated("Begins", plateau.begins),
                dated("Ends", plateau.ends),
                Prop("Steps of its wave", "number", str(len(plateau.steps))),
                Prop("Risk, all scores added up", "number", decimal(risk.total)),
                Prop("Risk at least", "number", decimal(risk.low)),
                Prop("Risk at most", "number", decimal(risk.high)),
                Prop("Risk if nothing were done", "number", decimal(plateau.without.risk.total)),
                Prop("Red-rated for certain", "number", str(risk.red)),
                Prop("Red-rated at most", "number", str(risk.red + risk.cannot_tell)),
                Prop("Running cost a year (£)", "currency", str(standing.running)),
                Prop(
                    "Systems whose running cost is not recorded",
                    "number",
                    str(len(standing.running_unknown)),
                ),
                Prop("Capital spent by then (£)", "currency", str(standing.capital)),
                Prop("Revenue spent by then (£)", "currency", str(standing.revenue)),
            ),
        )
    )
    for component in _standing(states):
        model.relate("stands", made, component, own)
    for platform in standing.platforms:
        if platform.open:
            model.relate("stands", made, ident("platform", platform.platform), own)
    for system in plateau.steps:
        if work_id(system) in model.elements:
            model.relate("reaches", work_id(system), made, own)
            model.relate("reaches", ident("result", *system.split("/", 1)), made, own)
    if plateau.number:
        model.relate("then", plateau_id(plateau.number - 1), made, own)


def _about(material: Material, plateau: Plateau) -> str:
    """Return what a plateau is, and of whom its figures are where that is not who is written."""
    said = "What stands once its wave of changes is live, until the next wave begins."
    if plateau.wave is None:
        said = "What stands before anything is changed."
    beside = set(material.plan.councils if material.plan else ()) - set(material.councils)
    if beside and len(material.councils) > 1:
        others = listing(sorted(beside), len(beside))
        said = f"{said}\n\nIts figures are those of the whole plan: of {others} too."
    return said


def _standing(states: Iterable[SystemState]) -> list[str]:
    """Return the components that stand on a day: changed ones as what they have become."""
    found = []
    for state in states:
        if state.kind is None:
            found.append(node_id(state.system))
        elif state.kind.value not in GONE:
            found.append(after_id(state.system))
    return found


def _gap(model: Model, material: Material, before: Plateau, after: Plateau) -> None:
    own = f"plan: plateau {after.number}"
    changed = [system for system in after.steps if work_id(system) in model.elements]
    names = [model.elements[work_id(system)].name for system in changed]
    rebuilt = [
        sum(state.fate.value == "rebuilt" for state in plateau.standing.interfaces)
        for plateau in (before, after)
    ]
    made = model.add(
        Element(
            gap_id(after.number),
            "Gap",
            f"Between plateau {before.number} and plateau {after.number}",
            several_lines([f"{plural(len(changed), 'change')}: {listing(names, len(names) + 1)}."]),
            (
                Prop("Changes", "number", str(len(changed))),
                Prop("Interfaces rebuilt", "number", str(rebuilt[1] - rebuilt[0])),
                *(
                    Prop(
                        "Person-days", "string", f"{skill_name(material, each.skill)}: {each.days}"
                    )
                    for each in after.people
                ),
            ),
        )
    )
    model.relate("between", made, plateau_id(before.number), own)
    model.relate("between", made, plateau_id(after.number), own)
    for system in changed:
        model.relate("drops", made, node_id(system), own, Details("no longer as it was"))
        if after_id(system) in model.elements:
            model.relate("brings", made, after_id(system), own, Details("comes"))


def skill_name(material: Material, skill: str) -> str:
    """Return a skill by its name, or its id where the catalogue does not know it."""
    kind = material.portfolio.catalogue.skills.get(skill)
    return one_line(kind.name if kind else skill)
