"""Which recorded step carries out which step of a plan."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from estate.portfolio import Fact, SystemRef

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from estate.portfolio import Portfolio, Step
    from estate.portfolio.planned import PlannedStep


class Recorded(NamedTuple):
    """A recorded step, and where it stands."""

    council: str
    id: str
    system: str
    """`council/system`."""
    step: Step

    @property
    def fact(self) -> Fact:
        """Return where it is recorded."""
        return Fact(self.council, ("steps", self.id))


def recorded_steps(portfolio: Portfolio, councils: Collection[str]) -> tuple[Recorded, ...]:
    """Return the recorded steps of some councils, by council and id."""
    return tuple(
        Recorded(council, key, str(SystemRef.parse(step.system, council)), step)
        for council in sorted(councils)
        if council in portfolio.councils
        for key, step in sorted(portfolio.councils[council].steps.items())
    )


def pair(
    steps: Sequence[PlannedStep], recorded: Sequence[Recorded], plan_as_of: date
) -> tuple[tuple[tuple[PlannedStep, Recorded | None], ...], tuple[Recorded, ...]]:
    """Return each planned step with the recorded one that carries it out, and those left over.

    It is a step of the same system that is not history: first one that does the same (and joins
    the same platform), then one that does something else; of several, one that was not stopped,
    then the first by its id. The others are left over like those of systems that the plan leaves.
    """
    rest: dict[str, list[Recorded]] = {}
    for each in recorded:
        if not each.step.was_over_before(plan_as_of):
            rest.setdefault(each.system, []).append(each)
    pairs = tuple(
        (step, min(rest.get(step.system, ()), key=lambda each: _order(step, each), default=None))
        for step in steps
    )
    taken = {found.fact for _, found in pairs if found is not None}
    left = [each for each in chain.from_iterable(rest.values()) if each.fact not in taken]
    return pairs, tuple(sorted(left, key=lambda each: (each.council, each.id)))


def _order(step: PlannedStep, found: Recorded) -> tuple[bool, bool, str, str]:
    return (
        not does_the_same(step.kind, step.platform, found.step),
        found.step.status == "stopped",
        found.council,
        found.id,
    )


def does_the_same(kind: str, platform: str | None, record: Step) -> bool:
    """Whether a recorded step does what was planned."""
    return record.option == kind and (kind != "join" or record.platform == platform)
