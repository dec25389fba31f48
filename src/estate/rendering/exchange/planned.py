"""The roadmap as exporters ask for it: the step of a system, its plateau, and what gets lost."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from estate.planning.plateaus import Plateau
    from estate.rendering.exchange.loss import Losing
    from estate.rendering.exchange.material import Material
    from estate.rendering.plan.view import StepView

STEP_WORDS = {
    "why": "reasons for it",
    "not_earlier": "why not earlier",
    "waits_for": "what it waits for",
    "frees": "what it frees",
    "benefits": "benefits",
    "milestones": "milestones",
    "skills": "person-days by skill",
    "risk_before": "risk before and after",
}
"""What a step of the plan says besides its dates, sums and owner."""


class Planned:
    """The steps and plateaus of what is written; all is empty where there is no plan."""

    def __init__(self, material: Material) -> None:
        """Take the material."""
        chosen = frozenset(material.councils)
        every = material.plan.steps if material.plan else ()
        self.steps = tuple(step for step in every if step.council in chosen)
        self.plateaus: tuple[Plateau, ...] = material.plateaus()
        covered = frozenset(material.plan.councils) if material.plan else frozenset()
        self.sums_fit = covered == chosen or len(chosen) == 1
        """Whether what a plateau sums up is about the councils that are written, and no other."""

    @cached_property
    def by_system(self) -> dict[str, StepView]:
        """The step of each system that has one."""
        return {step.system: step for step in self.steps}

    @cached_property
    def plateau_of(self) -> dict[str, int]:
        """The number of the plateau at which each changed system's step is live."""
        return {system: one.number for one in self.plateaus for system in self.changed(one)}

    def changed(self, plateau: Plateau) -> tuple[str, ...]:
        """Return the systems, of those that are written, whose step is live by a plateau first."""
        return tuple(system for system in plateau.steps if system in self.by_system)

    def lose(self, losing: Losing, carried: Collection[str] = ()) -> None:
        """Note what steps say that a format has no place for; `carried` are keys that it has."""
        for key, words in STEP_WORDS.items():
            if key not in carried:
                said = (step.system for step in self.steps if getattr(step, key))
                losing.lose(f"roadmap: {words}", "has no place in this format", *said)
