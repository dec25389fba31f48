"""The parts of a page that say who is needed when, and what councils share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.page_model import Cell, Table, cells, heads
from estate.rendering.kit.words import listing, quarter_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.portfolio import Portfolio
    from estate.rendering.canvas.sheets import SkillUse
    from estate.rendering.plan.view import PlanView

FULL = 0.85
"""From this share of its capacity up, a skill has no room for anything else."""


def skills_table(skills: Sequence[SkillUse]) -> Table | None:
    """Return for each skill how much of it the plan takes, and when it is scarce."""
    rows = [_skill_row(skill) for skill in skills]
    names = (
        "Skill",
        "#Days in all",
        "Busiest quarter",
        "#Days then",
        "#Capacity then",
        "#Quarters at 85% or more",
    )
    if not rows:
        return None
    return Table("People: person-days by skill", heads(*names), tuple(rows))


def by_quarter(skills: Sequence[SkillUse]) -> Table | None:
    """Return the days of each skill by quarter, used and there: the figures behind the picture."""
    rows = tuple(
        cells(
            skill.name,
            quarter_words(label),
            f"{days:,}",
            "not recorded" if capacity is None else f"{capacity:,}",
        )
        for skill in skills
        for label, (days, capacity) in sorted(skill.quarters.items())
        if days
    )
    if not rows:
        return None
    caption = "Person-days by skill and quarter, where any are taken"
    return Table(caption, heads("Skill", "Quarter", "#Days", "#Days there are"), rows, wide=False)


def _skill_row(skill: SkillUse) -> tuple[Cell, ...]:
    total = sum(days for days, _ in skill.quarters.values())
    label, (days, capacity) = max(
        sorted(skill.quarters.items()), key=lambda item: item[1][0], default=("", (0, None))
    )
    limit = "not recorded" if capacity is None else f"{capacity:,}"
    full = len(_full_quarters(skill))
    return cells(
        skill.name,
        f"{total:,}",
        quarter_words(label) if days else "none",
        f"{days:,}",
        limit,
        str(full),
    )


def _full_quarters(skill: SkillUse) -> list[str]:
    """Return the quarters in which a skill is at 85% of its capacity or more."""
    return [
        label
        for label, (days, capacity) in sorted(skill.quarters.items())
        if capacity is not None and days > 0 and days >= FULL * capacity
    ]


def scarce_table(plan: PlanView, portfolio: Portfolio) -> Table | None:
    """Return which council is short of which skill, and when: sums over councils hide that."""
    found = [
        (len(quarters), council, skill.name, quarters)
        for council in sorted(portfolio.councils)
        for skill in plan.scope(council).skills
        if (quarters := _full_quarters(skill))
    ]
    found.sort(key=lambda row: (-row[0], row[1], row[2]))
    rows = tuple(
        cells(
            _council(portfolio, council),
            name,
            str(count),
            listing([quarter_words(each) for each in quarters]),
        )
        for count, council, name, quarters in found
    )
    if not rows:
        return None
    names = ("Council", "Skill", "#Quarters at 85% or more", "Which")
    return Table("Where people are scarce", heads(*names), rows)


def _council(portfolio: Portfolio, council: str) -> str:
    inventory = portfolio.councils.get(council)
    return inventory.council.name if inventory else council
