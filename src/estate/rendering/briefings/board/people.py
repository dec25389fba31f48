"""The board's paper: people by quarter, against those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.glossary.links import said_of
from estate.rendering.briefings.people import by_quarter, scarce_table, skills_table
from estate.rendering.canvas.blocks import Figure, Folded
from estate.rendering.canvas.page_model import Picture
from estate.rendering.kit.words import listing, plural, visible
from estate.rendering.pictures.people_chart import TITLE, people_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block
    from estate.rendering.canvas.sheets import SkillUse

MOST_NAMED = 6


def people(scope: Scope) -> Iterator[Block]:
    """Yield the days of each skill by quarter, against what there is, and where it is short."""
    plan, whole = scope.plan, scope.material.plan
    if plan is None or whole is None:
        return
    used = [skill for skill in plan.skills if skill.used]
    if not used:
        if scope.steps:
            yield said_of("Which people the changes take is [not recorded].")
        return
    days = sum(skill.used for skill in used)
    yield said_of(
        "The plan takes {} of {}. A quarter at 85% or more of what there is has no room for "
        "anything else.",
        plural(days, "person-day"),
        plural(len(used), "skill"),
    )
    yield from _unknown(scope, used)
    svg = people_svg(f"people-{scope.name}", used)
    yield Figure(Picture(svg, TITLE, f"people-{scope.name}.svg"), by_quarter(used))
    if table := skills_table(used):
        yield table
    if scope.council is None and (scarce := scarce_table(whole, scope.portfolio)):
        yield Folded(scarce.caption, (scarce,))


def _unknown(scope: Scope, used: list[SkillUse]) -> Iterator[Block]:
    if dark := [visible(skill.name) for skill in used if _not_recorded(skill)]:
        named = listing(dark, MOST_NAMED)
        yield said_of("How many days there are is [not recorded] for {}.", named)
    if without := sum(not step.skills for step in scope.steps):
        total = plural(len(scope.steps), "change")
        yield said_of("Which people they take is [not recorded] for {} of {}.", without, total)


def _not_recorded(skill: SkillUse) -> bool:
    return all(limit is None for used, limit in skill.quarters.values() if used)
