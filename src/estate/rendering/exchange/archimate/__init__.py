"""The estate and its roadmap as an ArchiMate model, for Archi and other modelling tools."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.rendering.exchange.archimate.catalogue import add_catalogue
from estate.rendering.exchange.archimate.estate import add_estate
from estate.rendering.exchange.archimate.model import Model, Prop, one_line
from estate.rendering.exchange.archimate.plan import add_plan
from estate.rendering.exchange.archimate.plan_views import add_plan_views
from estate.rendering.exchange.archimate.plateaus import add_plateaus
from estate.rendering.exchange.archimate.views import add_views
from estate.rendering.exchange.archimate.xml import written
from estate.rendering.exchange.fields import (
    KIND,
    keys_of,
    lose_records,
    lose_the_rest,
    records,
)
from estate.rendering.exchange.loss import Losing
from estate.rendering.exchange.losses import NO_PLACE, lose_links
from estate.rendering.exchange.material import Export
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.words import at_most

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate.rendering.exchange.material import Material
    from estate.rendering.plan.view import PlanView

NAME = "estate.archimate.xml"
LEFT = {
    "budgets": "ArchiMate has no element for money by year",
    "freezes": "ArchiMate has no calendar",
    "needs": "ArchiMate has no element for what is not there",
    "options": "only the options that a roadmap has chosen are written, as work packages",
    "skills": "ArchiMate has no element for a supply of people by quarter",
    "steps": "only the steps of a computed roadmap are written",
}
"""Tables of which no record is written as an element, and why."""
KEPT_BACK = ("allow", "notes", "sharing")
REMARKS = "the source, its date and how sure it is go along, and remarks stay"


def archimate(material: Material) -> Export:
    """Return the model as one file, and what it could not carry."""
    losing = Losing("archimate")
    model = Model(_name(material), _about(material), tuple(_facts(material)), losing)
    add_catalogue(model, material)
    add_estate(model, material)
    add_plan(model, material)
    add_plateaus(model, material)
    add_views(model, material)
    add_plan_views(model, material)
    if material.portfolio.workspace.illustrative:
        model.views = [replace(view, name=f"{view.name} (illustrative)") for view in model.views]
    _lose(losing, material)
    return Export((Artifact(NAME, "application/xml", written(model)),), losing.loss())


def _name(material: Material) -> str:
    workspace = material.portfolio.workspace
    name = one_line(workspace.name or "Estate")
    if len(material.councils) == 1 and not material.whole:
        name = one_line(material.portfolio.councils[material.councils[0]].council.name)
    what = "ICT estate and roadmap" if material.plan else "ICT estate"
    return f"{name}: {what}" + (" (illustrative)" if workspace.illustrative else "")


def _about(material: Material) -> str:
    workspace = material.portfolio.workspace
    invented = "Illustrative: councils, suppliers, prices and people are made up.\n\n"
    return (invented if workspace.illustrative else "") + (
        f"Facts and scores as on {material.as_of.isoformat()}. A property 'Recorded in' says which "
        "line of the inventory a record stands on. What is not a property is not recorded: it is "
        "not nought."
    )


def _facts(material: Material) -> list[Prop]:
    found = [
        Prop("As of", "date", material.as_of.isoformat()),
        Prop("Written by", "string", f"estate {material.version}"),
        Prop("Hash of the inventory's files (SHA-256)", "string", material.digest or "not known"),
    ]
    if material.plan is not None:
        found += [
            Prop("Plan starts", "date", material.plan.start.isoformat()),
            Prop("Plan ends", "date", material.plan.end.isoformat()),
            Prop("Plan is above the best possible by at most", "string", _gap(material.plan)),
        ]
    return found


def _gap(plan: PlanView) -> str:
    return at_most(Fraction(plan.objective - plan.lower_bound, max(1, abs(plan.objective))), 2)


def _lose(losing: Losing, material: Material) -> None:
    """Note what is recorded or planned and is not in the model."""
    taken = {f"{step.system}: {step.option}" for step in material.steps()}
    lose_records(losing, material, LEFT, taken)
    for table, address, record in records(material):
        if any(each.note for each in getattr(record, "evidence", {}).values()):
            losing.lose(f"{KIND.get(table, table)}: remarks on evidence", REMARKS, address)
    lose_the_rest(losing, material, {table: _keys(table) for table in KIND}, {}, NO_PLACE)
    lose_links(losing, material, itself=False)
    if material.plan is not None:
        for kind, why, lost in _plan_lost(material.plan):
            losing.lose(f"roadmap: {kind}", why, *lost)


def _keys(table: str) -> tuple[str, ...]:
    """Return the keys of a table that are written, or of which `lose_records` has told."""
    kept_back = {*KEPT_BACK} if table not in LEFT else set()
    return tuple(key for key in keys_of(table) if key not in kept_back)


def _plan_lost(plan: PlanView) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield what the plan says besides its steps and plateaus."""
    yield "why systems are kept", "what does not change is no work", plan.kept
    yield "what could not be planned", "it is no work yet", (name for name, _ in plan.not_plannable)
    years = (year.cost.label for year in plan.estate.years)
    yield "money by year", "the sums of each step and plateau go along instead", years
    skills = (use.name for use in plan.estate.skills)
    yield "people by quarter", "the days of each step and gap go along instead", skills
    names = (each.name for each in plan.comparisons)
    yield "other ways of planning", "the model is of one plan", names
