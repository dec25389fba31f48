"""What a council's inventory says of what is done, or could be done, with its systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.comparison.view import StepView
from estate.portfolio.identifiers import SystemRef

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.portfolio import Inventory
    from estate.portfolio.options import OneOffCost
    from estate.portfolio.steps import Step

OPTION = "option"
"""The status of what could be done, and of which nothing is decided."""


def steps_of(council: str, inventory: Inventory) -> tuple[StepView, ...]:
    """Return the steps that a council records, then its systems' options, each by id."""
    return (*_steps(council, inventory), *_options(council, inventory))


def _steps(council: str, inventory: Inventory) -> Iterator[StepView]:
    for _, step in sorted(inventory.steps.items()):
        yield StepView(
            ref=SystemRef.parse(step.system, council),
            kind=step.option,
            status=step.status,
            platform=step.platform,
            starts=step.begun or step.starts,
            finishes=_finish(step),
            cost=_once(step.cost),
        )


def _finish(step: Step) -> date | None:
    return step.over or step.expected_finish or step.finishes


def _options(council: str, inventory: Inventory) -> Iterator[StepView]:
    for key, system in sorted(inventory.systems.items()):
        for _, option in sorted(system.options.items()):
            yield StepView(
                ref=SystemRef(council, key),
                kind=option.kind,
                status=OPTION,
                platform=option.platform,
                cost=_once(option.cost),
            )


def _once(cost: OneOffCost | None) -> int | None:
    return None if cost is None else cost.capital + cost.revenue
