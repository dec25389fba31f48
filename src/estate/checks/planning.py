"""What would keep a plan from using what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from estate.checks.rule import Issue
from estate.checks.steps import steps_of
from estate.checks.view import View
from estate.portfolio import CATALOGUE, Fact, Option, Skill, System
from estate.portfolio.dates import add_months, in_words


def option_unplannable(view: View) -> Iterator[Issue]:
    """EST501: an option without `cost` or `months`, which no plan can choose."""
    for council, options in view.options.items():
        for path, system, option in options:
            missing = [f"`{key}`" for key in ("cost", "months") if getattr(option, key) is None]
            if missing and option.kind != "retain":
                message = (
                    f"the option `{path[-1]}` of `{system}` cannot be planned without "
                    f"{' and '.join(missing)}"
                )
                hint = "an estimate will do; say so under `evidence`"
                yield Issue(Fact(council, path), message, hint)


def join_without_platform(view: View) -> Iterator[Issue]:
    """EST502: `join` without a platform to join, or `consolidate` without a system."""
    platforms = view.portfolio.catalogue.platforms
    for council, options in view.options.items():
        for path, _, option in options:
            if option.kind == "join" and option.platform is None:
                hint = view.nearest(str(path[-1]), platforms) or "write platform = its id"
                yield Issue(Fact(council, path), "`join` names no platform to join", hint)
            elif option.kind == "join" and not platforms and view.is_whole(CATALOGUE, "platforms"):
                message = f"the catalogue has no platform, so `{option.platform}` cannot be joined"
                yield Issue(Fact(council, (*path, "platform")), message, "add it to the catalogue")
            elif option.kind == "consolidate" and option.onto is None:
                message = "`consolidate` names no system that takes over"
                yield Issue(Fact(council, path), message, "write onto = its id")
    for council, name, step in steps_of(view):
        if step.option == "join" and step.platform is None:
            message = f"the step `{name}` is to join, and names no platform"
            hint = view.nearest(name, platforms) or "write platform = its id"
            yield Issue(Fact(council, ("steps", name, "option")), message, hint)


def skill_without_supply(view: View) -> Iterator[Issue]:
    """EST503: an option needs a skill of which the council has none to give."""
    for council, inventory in view.councils:
        if not inventory.skills or not view.is_whole(council, "skills"):
            continue
        for path, system, option in view.options[council]:
            for skill in sorted(option.skills):
                days = option.skills[skill]
                if days and not _has_supply(inventory.skills.get(skill)):
                    message = (
                        f"the option `{path[-1]}` of `{system}` needs {days} days of `{skill}`, "
                        f"and {council} has none to give"
                    )
                    hint = view.nearest(skill, inventory.skills) or f"record [skills.{skill}]"
                    yield Issue(Fact(council, (*path, "skills", skill)), message, hint)


def _has_supply(skill: Skill | None) -> bool:
    """Whether there is some supply of a skill; an amount that is not recorded counts as some."""
    if skill is None:
        return False
    usual = skill.person_days_per_quarter
    return usual is None or usual > 0 or any(skill.by_year.values())


def too_few_members(view: View) -> Iterator[Issue]:
    """EST504: a platform that cannot reach its least number of members."""
    could: dict[str, set[str]] = {}
    for council, inventory in view.councils:
        for _, _, option in view.options[council]:
            if option.kind == "join" and option.platform is not None:
                could.setdefault(option.platform, set()).add(council)
        for system in inventory.systems.values():
            if system.platform is not None:
                could.setdefault(system.platform, set()).add(council)
    whole = all(view.is_whole(council, "systems") for council, _ in view.councils)
    for name, platform in sorted(view.portfolio.catalogue.platforms.items()):
        within_reach = could.get(name, set()) | set(platform.members)
        least = platform.minimum_members
        if whole and name in could and least is not None and len(within_reach) < least:
            message = (
                f"{platform.name} needs {least} members, and only {len(within_reach)} have joined "
                "or have an option to"
            )
            hint = "record the option in more councils, or reconsider the platform"
            yield Issue(Fact(CATALOGUE, ("platforms", name, "minimum_members")), message, hint)


def deadline_out_of_reach(view: View) -> Iterator[Issue]:
    """EST505: a date by which a system must have changed is past, or no option can meet it."""
    for ref, system in view.current:
        deadline = system.must_change_by
        if deadline is None or (system.retired is not None and system.retired <= deadline):
            continue
        fact = Fact(ref.council, ("systems", ref.system, "must_change_by"))
        if deadline < view.as_of:
            message = f"`{ref.system}` had to have changed by {in_words(deadline)}"
            hint = "record the change that was made, or the new date"
            yield Issue(fact, message, hint)
            continue
        reasons = _too_late(system, deadline, view.as_of)
        if reasons is not None:
            message = f"`{ref.system}` must change by {in_words(deadline)}, and {reasons}"
            yield Issue(fact, message, "record a quicker option, or agree another date")


def _too_late(system: System, deadline: date, on: date) -> str | None:
    """Return why no option can be live by a deadline; None where one can or may."""
    changes = [option for option in system.options.values() if option.kind not in {None, "retain"}]
    if not changes:
        return "no option for it is recorded"
    finishes = [_earliest_finish(option, on) for option in changes]
    known = [finish for finish in finishes if finish is not None]
    if len(known) < len(finishes) or min(known) <= deadline:
        return None
    return f"its quickest option would be live on {in_words(min(known))} at the earliest"


def _earliest_finish(option: Option, on: date) -> date | None:
    """Return when an option begun at once could be live; None if its `months` are unknown."""
    if option.months is None:
        return None
    start = add_months(on, option.procurement_months or 0)
    if option.earliest_start is not None:
        start = max(start, option.earliest_start)
    return add_months(start, option.months)
