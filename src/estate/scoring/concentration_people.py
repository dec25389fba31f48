"""On how few people an estate rests: who can support it, and who could change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estate.portfolio import Inventory, Portfolio, System

FEW = 1
"""So many people, or fewer, and one who leaves takes all that is known along."""


@dataclass(frozen=True, slots=True)
class Team:
    """What one technical owner, a role, answers for.

    `few_hands` are those of its `systems` that at most one person can support.
    """

    name: str
    systems: tuple[str, ...]
    few_hands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkillNeed:
    """What the recorded options ask of one skill, and what a council has of it.

    `least` and `most` are person-days over all systems, by each system's least and most demanding
    option. `people` and `days_per_quarter` are what is recorded; None where nothing is.
    """

    skill: str
    name: str
    systems: tuple[str, ...]
    least: int
    most: int
    people: int | None
    days_per_quarter: int | None


@dataclass(frozen=True, slots=True)
class Hands:
    """The people on whom the systems in use of a council, or of several, rest.

    `unknown` are systems of which nobody wrote how many can support them; `unowned` have no
    technical owner; `without_options` have no option recorded, so what changing them asks is
    unknown.
    """

    systems: int
    few: tuple[str, ...]
    unknown: tuple[str, ...]
    teams: tuple[Team, ...]
    unowned: tuple[str, ...]
    skills: tuple[SkillNeed, ...]
    without_options: tuple[str, ...]


def hands(portfolio: Portfolio, council: str) -> Hands:
    """Return on whom the systems in use of a council rest; teams with most systems come first."""
    inventory = portfolio.councils[council]
    systems = {
        f"{council}/{key}": system
        for key, system in sorted(inventory.systems.items())
        if system.in_use
    }
    few = tuple(node for node, system in systems.items() if _few(system))
    return Hands(
        systems=len(systems),
        few=few,
        unknown=tuple(node for node, system in systems.items() if _supporters(system) is None),
        teams=_teams(systems, frozenset(few)),
        unowned=tuple(node for node, system in systems.items() if not system.technical_owner),
        skills=_skills(portfolio, inventory, systems),
        without_options=tuple(node for node, system in systems.items() if not system.options),
    )


def _supporters(system: System) -> int | None:
    return system.support.people if system.support else None


def _few(system: System) -> bool:
    people = _supporters(system)
    return people is not None and people <= FEW


def _teams(systems: Mapping[str, System], few: frozenset[str]) -> tuple[Team, ...]:
    owned: dict[str, list[str]] = {}
    for node, system in systems.items():
        if system.technical_owner:
            owned.setdefault(system.technical_owner, []).append(node)
    teams = [
        Team(name, tuple(nodes), tuple(node for node in nodes if node in few))
        for name, nodes in owned.items()
    ]
    return tuple(sorted(teams, key=lambda team: (-len(team.systems), team.name)))


def _skills(
    portfolio: Portfolio, inventory: Inventory, systems: Mapping[str, System]
) -> tuple[SkillNeed, ...]:
    asked: dict[str, list[str]] = {}
    for node, system in systems.items():
        for skill in sorted({skill for one in system.options.values() for skill in one.skills}):
            asked.setdefault(skill, []).append(node)
    found = []
    for skill, nodes in asked.items():
        needs = [_days(systems[node], skill) for node in nodes]
        held = inventory.skills.get(skill)
        known = portfolio.catalogue.skills.get(skill)
        found.append(
            SkillNeed(
                skill=skill,
                name=(held and held.name) or (known.name if known else skill),
                systems=tuple(nodes),
                least=sum(min(days) for days in needs),
                most=sum(max(days) for days in needs),
                people=held.people if held else None,
                days_per_quarter=held.person_days_per_quarter if held else None,
            )
        )
    return tuple(sorted(found, key=lambda need: (-need.most, need.skill)))


def _days(system: System, skill: str) -> Sequence[int]:
    return [option.skills.get(skill, 0) for option in system.options.values()]
