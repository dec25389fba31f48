"""A roadmap as ArchiMate: work packages, what they deliver, plateaus and the gaps between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.exchange.archimate_catalogue import put_on
from estate.rendering.exchange.archimate_facts import ends, properties, source
from estate.rendering.exchange.archimate_model import (
    Details,
    Element,
    Prop,
    ident,
    node_id,
    one_line,
    several_lines,
)
from estate.rendering.kit.words import day, decimal, listing, month, plural, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from fractions import Fraction

    from estate.planning.plateaus import Plateau, SystemState
    from estate.portfolio import Option
    from estate.rendering.exchange.archimate_model import Model
    from estate.rendering.exchange.material import Material
    from estate.rendering.plan.view import StepView
    from estate.scoring.results import Interval

GONE = frozenset({"retire", "join", "consolidate"})
"""What leaves no system of its own behind."""
OF_OPTION = frozenset({"requires", "aims", "platform", "onto", "kind", "owner"})
"""Keys of an option that the step says in its own way."""


def add_plan(model: Model, material: Material) -> None:
    """Add the roadmap of the councils that are written; the estate is there already."""
    steps = material.steps()
    for step in steps:
        _step(model, material, step)
    _order(model, material, {step.system: step for step in steps})
    plateaus = material.plateaus()
    for plateau in plateaus:
        _plateau(model, material, plateau)
    for before, after in pairwise(plateaus):
        _gap(model, material, before, after)


def work_id(system: str) -> str:
    """Return the id of the work package of a system."""
    return ident("work", *system.split("/", 1))


def after_id(system: str) -> str:
    """Return the id of what a system is once its step is live."""
    return ident("after", *system.split("/", 1))


def plateau_id(number: int) -> str:
    """Return the id of a plateau."""
    return ident("plateau", str(number))


def gap_id(number: int) -> str:
    """Return the id of the gap that leads to a plateau."""
    return ident("gap", str(number))


def _step(model: Model, material: Material, step: StepView) -> None:
    ref = SystemRef.parse(step.system)
    name = material.portfolio.councils[ref.council].council.name
    folder = (one_line(name),)
    several = len(material.councils) > 1
    title = one_line(f"{step.words}: {step.name}" + (f" ({name})" if several else ""))
    option = material.portfolio.system(ref).options.get(step.option)
    place = (ref.council, "systems", ref.system, "options", step.option)
    work = model.add(
        Element(
            work_id(step.system),
            "WorkPackage",
            title,
            _words(step, option),
            (
                *_money_and_days(step),
                *_risks(step),
                *(properties(option, OF_OPTION) if option else ()),
                *source(material, *place),
            ),
            folder,
        )
    )
    made = model.add(
        Element(
            ident("result", ref.council, ref.system),
            "Deliverable",
            one_line(f"{step.name}: {step.words}, live {day(step.live)}"),
            "",
            (_date("Live", step.live),),
            folder,
        )
    )
    said_by = f"{step.system}: {step.option}"
    model.relate("delivers", work, made, said_by)
    model.relate("changes", work, node_id(step.system), said_by)
    model.relate("does", ident("council", ref.council), work, said_by)
    for aim in option.aims if option else ():
        model.relate("pursues", work, ident("aim", ref.council, aim), said_by)
    _milestones(model, step, folder)
    _afterwards(model, step, made, folder)
    _becomes(model, material, step, option)


def _words(step: StepView, option: Option | None) -> str:
    """Return a step's reasons, sentence by sentence."""
    parts = (
        ("Why", step.why),
        ("Why not earlier", step.not_earlier),
        ("Waits for", step.waits_for),
        ("Makes possible or cheaper", step.frees),
    )
    said = (
        f"{head}: {' '.join(reason.words for reason in reasons)}"
        for head, reasons in parts
        if reasons
    )
    return several_lines([option.description if option else None, *said])


def _money_and_days(step: StepView) -> tuple[Prop, ...]:
    said = (
        ("Kind of step", "string", step.kind),
        ("Start", "date", step.start.isoformat()),
        ("Delivery starts", "date", step.delivery.isoformat()),
        ("Live", "date", step.live.isoformat()),
        ("Old system runs until", "date", step.old_until and step.old_until.isoformat()),
        ("Capital, once (£)", "currency", str(step.capital)),
        ("Revenue, once (£)", "currency", str(step.revenue)),
        ("Better than keeping it (£, in today's money)", "currency", str(step.better)),
        ("Owner", "string", step.owner and one_line(step.owner)),
        ("Status on record", "string", step.status),
        ("Becomes part of", "string", step.onto),
    )
    skills = (
        Prop("Person-days", "string", f"{one_line(name)}: {days}") for name, days in step.skills
    )
    running = (
        _running("Running cost a year before", step.running_before),
        _running("Running cost a year after", step.running_after),
    )
    return (*(Prop(name, kind, value) for name, kind, value in said if value), *running, *skills)


def _running(name: str, pounds: int | None) -> Prop:
    if pounds is None:
        return Prop(name, "string", "not recorded")
    return Prop(f"{name} (£)", "currency", str(pounds))


def _risks(step: StepView) -> tuple[Prop, ...]:
    return (
        *_risk("Risk if kept, when it goes live", step.risk_before, step.before_range),
        *_risk("Risk with it, when it goes live", step.risk_after, step.after_range),
    )


def _risk(name: str, counted: Fraction | int, within: Interval | None) -> tuple[Prop, ...]:
    """Return a score that the plan counts, and the range that it stands for."""
    if within is None:
        return (Prop(name, "string", decimal(counted)),)
    words = f"{span(within)}, of which the plan counts {decimal(counted)}"
    return (Prop(name, "string", words), *ends(name, within))


def _date(name: str, value: date) -> Prop:
    return Prop(name, "date", value.isoformat())


def _milestones(model: Model, step: StepView, folder: tuple[str, ...]) -> None:
    for number, (name, due) in enumerate(step.milestones, 1):
        facts = (_date("Due", due),) if due else (Prop("Due", "string", "not recorded"),)
        council, _, system = step.system.partition("/")
        event = Element(
            ident("milestone", council, system, str(number)),
            "ImplementationEvent",
            one_line(f"{name} ({step.name})"),
            "",
            facts,
            folder,
        )
        made = model.add(event)
        model.relate("then", work_id(step.system), made, f"{step.system}: {step.option}")


def _afterwards(model: Model, step: StepView, made: str, folder: tuple[str, ...]) -> None:
    """Add what a system is once its step is live, where it stays a system of its own."""
    said_by = f"{step.system}: {step.option}"
    if step.kind in GONE:
        if step.onto is not None:
            model.relate("with", made, node_id(step.onto), said_by, Details("becomes part of it"))
        return
    after = model.add(
        Element(
            after_id(step.system),
            "ApplicationComponent",
            one_line(f"{step.name}, after: {step.words}"),
            f"What stands in place of {one_line(step.name)} from {day(step.live)} on.",
            (
                Prop("Id", "string", step.system),
                Prop("Is", "string", "after the step of the roadmap"),
                *_risk("Risk when it goes live", step.risk_after, step.after_range),
                _running("Running cost a year", step.running_after),
            ),
            (*folder, "After the roadmap"),
        )
    )
    model.relate("delivers", made, after, said_by)
    model.relate("takes-place-of", after, node_id(step.system), said_by, Details("in place of"))
    model.relate("serves", after, ident("council", step.council), said_by)


def _becomes(model: Model, material: Material, step: StepView, option: Option | None) -> None:
    """Relate what a system becomes to what it is for, and to its product where that is known."""
    after, said_by = after_id(step.system), f"{step.system}: {step.option}"
    if after not in model.elements:
        return
    for capability in material.portfolio.system(SystemRef.parse(step.system)).capabilities:
        model.relate("provides", after, ident("capability", capability), said_by)
    if option is not None and option.product:
        put_on(model, option.product, after, said_by)


def _order(model: Model, material: Material, steps: Mapping[str, StepView]) -> None:
    """Relate steps that have to wait for others, as their options record it."""
    for system, step in steps.items():
        ref = SystemRef.parse(system)
        option = material.portfolio.system(ref).options.get(step.option)
        for needed in option.requires if option else ():
            before = str(SystemRef.parse(needed.system, ref.council))
            if before in steps:
                said_by = f"{system}: {step.option}"
                model.relate("then", work_id(before), work_id(system), said_by)


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
                _date("Begins", plateau.begins),
                _date("Ends", plateau.ends),
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
