"""What the record says of a step: its option, or the step that the council has under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import Option, SystemRef
from estate.rendering.canvas.palette import kind_style

if TYPE_CHECKING:
    from estate.planning.problem.cases import Kind
    from estate.planning.roadmap import RoadStep
    from estate.portfolio import Milestone, Portfolio, Step


def record_of(portfolio: Portfolio, step: RoadStep) -> Option:
    """Return a step's option; of a step under way, one that says what the step's record says."""
    return recorded_option(portfolio, step.system, step.option, step.kind, step.platform)


def recorded_option(
    portfolio: Portfolio, system: str, option: str, kind: Kind, platform: str | None
) -> Option:
    """Return the same by the system, the option's id, its kind and the platform it joins."""
    ref = SystemRef.parse(system)
    options = portfolio.system(ref).options
    if option in options:
        return options[option]
    same = (o for o in options.values() if o.kind == kind.value and o.platform == platform)
    like = next(same, Option(kind=kind.value, platform=platform))
    recorded = _under_way(portfolio, ref)
    if recorded is None:
        return like
    own = {
        "name": recorded.name,
        "owner": recorded.owner,
        "sponsor": recorded.sponsor,
        "disposition": recorded.disposition,
        "engagement": recorded.engagement,
        "benefits": recorded.benefits,
        "milestones": _dated(recorded),
        "aims": recorded.aims,
    }
    return like.model_copy(update={key: value for key, value in own.items() if value})


def words_of(portfolio: Portfolio, record: Option, kind: str, system: str) -> str:
    """Return what an option does to a system: its own name, or its kind and where that leads."""
    if record.name:
        return record.name
    if kind == "join" and record.platform:
        platform = portfolio.catalogue.platforms.get(record.platform)
        return f"Move to {platform.name if platform else record.platform}"
    if kind == "consolidate" and record.onto:
        ref = SystemRef.parse(system)
        onto = SystemRef.parse(record.onto, ref.council)
        if onto.council != ref.council:
            return f"Fold into {full_name(portfolio, str(onto))}"
        return f"Fold into {portfolio.system(onto).name}"
    return kind_style(kind).words


def full_name(portfolio: Portfolio, system: str) -> str:
    """Return a system's name and its council's."""
    ref = SystemRef.parse(system)
    return f"{portfolio.system(ref).name}, {portfolio.councils[ref.council].council.name}"


def _dated(step: Step) -> tuple[Milestone, ...]:
    """Return a recorded step's milestones with their days as counted from its own start."""
    start = step.started or step.starts
    return tuple(
        each.model_copy(update={"due": each.planned_for(start)}) for each in step.milestones
    )


def _under_way(portfolio: Portfolio, ref: SystemRef) -> Step | None:
    for _, step in sorted(portfolio.councils[ref.council].steps.items()):
        if step.status == "in-progress" and SystemRef.parse(step.system, ref.council) == ref:
            return step
    return None


def running_costs(portfolio: Portfolio, step: RoadStep) -> tuple[int | None, int | None]:
    """Return a step's running cost a year, before and after; None where it is not recorded.

    A platform's price comes besides. The planner counts what is not recorded as unchanged.
    """
    cost = portfolio.system(SystemRef.parse(step.system)).annual_cost
    before = step.running_before if cost is not None and cost.total is not None else None
    if step.kind.value == "retire":
        return before, 0
    after = record_of(portfolio, step).annual_cost_after
    platform = portfolio.catalogue.platforms.get(step.platform or "")
    if before is None or after is None:
        paid = after is None and platform is not None and platform.tiers
        return before, step.running_after if paid else after
    return before, step.running_after
