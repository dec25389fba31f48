"""What else concerns one system on a screen: contracts, options, register, plan, findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.rendering.kit.tables import tally
from estate.rendering.kit.words import day, listing, month, plural, pounds
from estate.rendering.records.contract_words import (
    costs,
    decide_by,
    standing,
    to_do,
    way_out_with_cost,
)
from estate.rendering.showing.parts import INDENT, cut, named, point

if TYPE_CHECKING:
    from datetime import date

    from estate.portfolio import Option
    from estate.portfolio.deadlines import Deadline
    from estate.portfolio.planned import PlannedStep
    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.records.contract_book import Sheet
    from estate.rendering.showing.view import SystemView

NOT_RECORDED = "not recorded"
WINDOWS = 5
LISTED = 6
DATE = 13
HOW_TO_PLAN = (
    "--plan FILE says its place in a plan: `estate plan --out FOLDER` writes roadmap.json."
)


def next_day(view: SystemView) -> str:
    """Return the next day that its contracts ask something, and what; empty where none does."""
    ahead = _ahead(view)
    if not ahead:
        return ""
    first = ahead[0]
    return f"{day(first.on)}: {to_do(first, view.book.by_key[first.council, first.contract])}"


def _ahead(view: SystemView) -> list[Deadline]:
    keys = {sheet.key for sheet in view.sheets}
    return [one for one in view.book.ahead if one.contract in keys]


def contract_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return what its contracts ask next, then each with its ways out."""
    lines: list[str] = []
    days = [
        named(day(one.on), to_do(one, view.book.by_key[one.council, one.contract]), terminal, 11)
        for one in _ahead(view)
    ]
    lines += cut(days, LISTED, "day")
    for sheet in view.sheets:
        lines += _contract(sheet, view, terminal)
    return lines or point("No contract that names it is recorded.", terminal)


def _contract(sheet: Sheet, view: SystemView, terminal: Terminal) -> list[str]:
    place = f" [{view.near(sheet.where)}]" if sheet.where else ""
    lines = point(contract_words(sheet, view) + place, terminal)
    windows = [
        terminal.wrap(one, INDENT * 3, INDENT * 2) for one in window_words(sheet, view.as_of)
    ]
    return lines + cut(windows, WINDOWS, "way out", "ways out")


def contract_words(sheet: Sheet, view: SystemView) -> str:
    """Return what a contract is, how it stands, and what it costs to leave."""
    contract = sheet.contract
    others = [name for name in contract.systems if name != view.ref.system]
    parts = [contract.name, sheet.supplier, f"with {listing(others, 4)}" if others else None]
    if contract.annual_value is not None:
        parts.append(f"{pounds(contract.annual_value)} a year")
    about = ", ".join(part for part in parts if part)
    said = f"{sheet.key}: {about}. " if about else f"{sheet.key}: "
    return f"{said}{standing(sheet, view.as_of)} {costs(sheet, view.as_of)}".strip()


def window_words(sheet: Sheet, as_of: date) -> list[str]:
    """Return each way out of a contract, with the day by which it has to be decided."""
    return [
        f"Can end {day(window.ends)}, decided by {decide_by(window, as_of)}: "
        f"{way_out_with_cost(window, sheet, as_of)}."
        if window.acts
        else f"Can end {day(window.ends)}: {way_out_with_cost(window, sheet, as_of)}."
        for window in sheet.windows
    ]


def option_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return its options, with what each costs and takes."""
    lines: list[str] = []
    for key, option in sorted(view.system.options.items()):
        place = view.place("options", key)
        at = f" [{view.near(place)}]" if place else ""
        lines += named(key, f"{option_words(option)}.{at}", terminal)
    return lines or point("No option is recorded, so no plan can change it.", terminal)


def option_words(option: Option) -> str:
    """Return what an option does, costs and takes."""
    parts = [option.name] if option.name else []
    if option.platform:
        parts.append(f"onto platform {option.platform}")
    if option.onto:
        parts.append(f"onto {option.onto}")
    if option.cost is None:
        parts.append(f"cost {NOT_RECORDED}, so it cannot be planned")
    else:
        parts.append(
            f"{pounds(option.cost.capital)} capital, {pounds(option.cost.revenue)} revenue"
        )
    months = option.months
    parts.append(f"{plural(months, 'month')} of work" if months else f"duration {NOT_RECORDED}")
    if option.procurement_months:
        parts.append(f"{plural(option.procurement_months, 'month')} of buying before it")
    if option.annual_cost_after is not None:
        parts.append(f"{pounds(option.annual_cost_after)} a year after")
    if option.skills:
        skills = plural(len(option.skills), "skill")
        parts.append(f"{sum(option.skills.values()):,} person-days of {skills}")
    return ", ".join(parts)


def register_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return recorded risks, barriers and steps that name it."""
    told = registered_words(view)
    return cut([point(one, terminal) for one in told], LISTED, "entry", "entries")


def registered_words(view: SystemView) -> list[str]:
    """Return each recorded risk, barrier and step that names it, in a sentence."""
    told = [
        _registered("Risk", key, risk.name, risk.response, risk.owner) for key, risk in view.risks
    ]
    told += [
        _registered("Barrier", key, barrier.name, barrier.response, barrier.owner)
        for key, barrier in view.barriers
    ]
    for key, step in view.steps:
        when = f"{month(step.starts)} to " if step.starts else ""
        when += month(step.finishes) if step.finishes else "no last day recorded"
        what = f"{step.name or step.option}, {when}"
        told.append(_registered("Step", key, what, step.status, step.owner))
    return told


def _registered(sort: str, key: str, name: str, response: str | None, owner: str | None) -> str:
    parts = [f"{sort} {key}: {name}", response, owner]
    return "; ".join(part.rstrip(".") for part in parts if part) + "."


def plan_words(view: SystemView) -> str:
    """Return its place in the plan in short; how to get one where none was read."""
    if view.plan is None:
        return HOW_TO_PLAN
    step = view.plan.step_of(str(view.ref))
    if step is not None:
        return f"{_does(step)}, {month(step.start)} to {month(step.live)}."
    if view.plan.kept_of(str(view.ref)) is not None:
        return "kept."
    return "not in it."


def _does(step: PlannedStep) -> str:
    where = step.platform or step.onto
    named_option = step.option if step.option == step.kind else f"{step.kind} ({step.option})"
    return f"{named_option}{f' onto {where}' if where else ''}"


def plan_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return what the plan does with it, when, why, and why not earlier; or why it is kept."""
    plan, ref = view.plan, str(view.ref)
    if plan is None:
        return point(HOW_TO_PLAN, terminal)
    lines = point(_about_plan(view), terminal)
    step, kept = plan.step_of(ref), plan.kept_of(ref)
    if step is not None:
        lines += _step(step, terminal)
    elif kept is not None:
        said = (
            "Kept." if kept.best_option is None else f"Kept; its best option: {kept.best_option}."
        )
        lines += point(said, terminal)
        lines += [line for why in kept.why for line in point(f"- {why.words}", terminal)]
    else:
        lines += point("It is not among what the plan could choose for: see its options.", terminal)
    left_out = [one for one in plan.not_plannable if one.system == ref]
    for one in left_out:
        lines += point(f"Not planned for want of facts: {one.subject}: {one.reason}.", terminal)
    return lines


def _about_plan(view: SystemView) -> str:
    plan = view.plan
    if plan is None:
        return ""
    said = f"A plan from {day(plan.starts)}, drawn up as of {day(plan.as_of)} ({plan.status})"
    if plan.as_of != view.as_of:
        return f"{said}; what stands above is as of {day(view.as_of)}."
    return f"{said}."


def _step(step: PlannedStep, terminal: Terminal) -> list[str]:
    lines = [line for said in step_sentences(step) for line in point(said, terminal)]
    lines += [line for why in step.why for line in point(f"- {why.words}", terminal)]
    if step.why_not_earlier:
        lines += point("Not earlier, because:", terminal)
    return lines + [
        line for why in step.why_not_earlier for line in point(f"- {why.words}", terminal)
    ]


def step_sentences(step: PlannedStep) -> tuple[str, str]:
    """Return what is done and when, and what it costs and is worth."""
    buying = f", delivery from {month(step.delivery)}" if step.delivery > step.start else ""
    said = _does(step)
    when = (
        f"{said[0].upper()}{said[1:]}: from {month(step.start)}{buying}, live {day(step.live)}; "
        f"the old system runs until {day(step.old_system_until)}."
    )
    worth = (
        f"{pounds(step.capital)} capital, {pounds(step.revenue)} revenue; "
        f"{pounds(step.better_than_keeping)} better than keeping it, in today's money."
    )
    return when, worth


def findings_words(view: SystemView) -> str:
    """Return how many findings of `check` concern it, with their codes."""
    if not view.findings:
        return "none."
    codes = Counter(finding.code for finding in view.findings)
    told = [f"{code} x{count}" if count > 1 else code for code, count in sorted(codes.items())]
    return f"{tally(view.findings)}: {listing(told, 10)}."


def findings_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return the findings of `check` about it, the worst first."""
    ordered = sorted(view.findings, key=lambda one: one.severity.rank)
    told = [
        point(
            f"{one.code} {one.severity}: {one.message}"
            + (f" [{view.near(f'{one.span.path}:{one.span.line}')}]" if one.span else ""),
            terminal,
        )
        for one in ordered
    ]
    return cut(told, LISTED, "finding")
