"""The steps of a roadmap as ArchiMate: work packages, what they deliver, what comes after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.exchange.archimate.catalogue import put_on
from estate.rendering.exchange.archimate.facts import dated, ends, properties, source
from estate.rendering.exchange.archimate.model import (
    Details,
    Element,
    Prop,
    ident,
    node_id,
    one_line,
    several_lines,
)
from estate.rendering.kit.words import day, decimal, span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from estate.portfolio import Option
    from estate.rendering.exchange.archimate.model import Model
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


def work_id(system: str) -> str:
    """Return the id of the work package of a system."""
    return ident("work", *system.split("/", 1))


def after_id(system: str) -> str:
    """Return the id of what a system is once its step is live."""
    return ident("after", *system.split("/", 1))


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
            (dated("Live", step.live),),
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


def _milestones(model: Model, step: StepView, folder: tuple[str, ...]) -> None:
    for number, (name, due) in enumerate(step.milestones, 1):
        facts = (dated("Due", due),) if due else (Prop("Due", "string", "not recorded"),)
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
