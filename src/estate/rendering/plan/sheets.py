"""From a plan to its timeline sheets: an overview of the estate, and a sheet for each council."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.portfolio.dates import Quarter
from estate.rendering.canvas.plateau_strip import PlateauBand
from estate.rendering.canvas.sheets import Bar, FreezeBand, Lane, Row, Sheet
from estate.rendering.kit.groups import groups_of
from estate.rendering.kit.words import day, plural, pounds, short_pounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.portfolio import Freeze, Inventory, Portfolio
    from estate.rendering.plan.view import PlanView, StepView

KEPT = "Kept as they are, with a contract that ends"


def estate_sheet(plan: PlanView, portfolio: Portfolio, as_of: date) -> Sheet:
    """Return one sheet for all councils: bars close together, one lane a council."""
    lanes = []
    for council, inventory in sorted(portfolio.councils.items()):
        steps = plan.steps_of(council)
        if steps:
            once = sum(step.capital + step.revenue for step in steps)
            note = f"{plural(len(steps), 'step')}, {short_pounds(once)} once"
            rows = tuple(_row(step, inventory, ()) for step in steps)
            lanes.append(Lane(inventory.council.name, rows, note))
    common = [freeze for freeze in portfolio.catalogue.freezes.values() if _for_all(freeze)]
    return _sheet(plan, None, as_of, tuple(lanes), _bands(common, plan))


def council_sheet(plan: PlanView, portfolio: Portfolio, council: str, as_of: date) -> Sheet:
    """Return a council's sheet: lanes by capability group, and contracts that end meanwhile."""
    inventory = portfolio.councils[council]
    groups = groups_of(portfolio, council)
    steps = plan.steps_of(council)
    freezes = [*portfolio.catalogue.freezes.values(), *inventory.freezes.values()]
    partial = [freeze for freeze in freezes if not _for_all(freeze)]
    lanes = []
    for group in sorted({groups[step.system] for step in steps}):
        own = [step for step in steps if groups[step.system] == group]
        lanes.append(
            Lane(
                group,
                tuple(_row(s, inventory, _touching(s, inventory, partial, plan)) for s in own),
            )
        )
    kept = _kept(plan, inventory, council)
    if kept:
        lanes.append(Lane(KEPT, kept))
    common = _bands([freeze for freeze in freezes if _for_all(freeze)], plan)
    return _sheet(plan, council, as_of, tuple(lanes), common, inventory.council.name)


def _sheet(
    plan: PlanView,
    council: str | None,
    as_of: date,
    lanes: tuple[Lane, ...],
    freezes: tuple[FreezeBand, ...],
    name: str | None = None,
) -> Sheet:
    steps, scope = plan.steps_of(council), plan.scope(council)
    once = pounds(sum(step.capital + step.revenue for step in steps))
    return Sheet(
        name=f"timeline-{council or 'estate'}",
        title=f"Roadmap: {name or 'the whole estate'}",
        subtitle=f"{plural(len(steps), 'step')} for {once} of one-off money, as of {day(as_of)}.",
        as_of=as_of,
        start=min(plan.start, Quarter.of(as_of).starts),
        end=plan.end,
        lanes=lanes,
        freezes=freezes,
        money={year.cost.label: year.purses for year in scope.years},
        skills=scope.skills if council is not None else (),
        packed=council is None,
        plateaus=tuple(
            PlateauBand(one.number, one.begins, one.ends)
            for one in plan.plateaus_of(council)
            if steps
        ),
    )


def _row(step: StepView, inventory: Inventory, freezes: tuple[FreezeBand, ...]) -> Row:
    key = SystemRef.parse(step.system).system
    once = step.capital + step.revenue
    detail = (
        f"{step.words}, from {day(step.start)}, live {day(step.live)}, {pounds(step.capital)} "
        f"capital and {pounds(step.revenue)} one-off revenue"
    )
    words = f"{step.words}, {short_pounds(once)}" if once else step.words
    bar = Bar(step.kind, words, step.start, step.delivery, step.live, step.old_until, detail)
    system = inventory.systems[key]
    return Row(step.name, bar, _contract_end(inventory, key), system.must_change_by, freezes)


def _kept(plan: PlanView, inventory: Inventory, council: str) -> tuple[Row, ...]:
    changed = {step.system for step in plan.steps_of(council)}
    found = []
    for key, system in inventory.systems.items():
        end = _contract_end(inventory, key)
        if f"{council}/{key}" not in changed and end and plan.start <= end < plan.end:
            found.append((end, Row(system.name, contract_ends=end)))
    return tuple(row for _, row in sorted(found, key=lambda pair: (pair[0], pair[1].name)))


def _contract_end(inventory: Inventory, system: str) -> date | None:
    """Return the last end of the contracts that cover a system, as things stand."""
    ends = [
        contract.current_end
        for contract in inventory.contracts.values()
        if system in contract.systems and contract.current_end
    ]
    return max(ends, default=None)


def _for_all(freeze: Freeze) -> bool:
    return "*" in freeze.capabilities


def _touching(
    step: StepView, inventory: Inventory, freezes: Sequence[Freeze], plan: PlanView
) -> tuple[FreezeBand, ...]:
    """Return the freezes that hold for one of a system's capabilities."""
    own = inventory.systems[SystemRef.parse(step.system).system].capabilities
    held = [
        freeze
        for freeze in freezes
        if any(
            _covers(pattern, capability) for pattern in freeze.capabilities for capability in own
        )
    ]
    return _bands(held, plan)


def _covers(pattern: str, capability: str) -> bool:
    if pattern.endswith(".*"):
        return capability.startswith(pattern[:-1])
    return pattern == capability


def _bands(freezes: Iterable[Freeze], plan: PlanView) -> tuple[FreezeBand, ...]:
    return tuple(
        FreezeBand(freeze.name, start, end)
        for freeze in sorted(freezes, key=lambda freeze: freeze.name)
        for start, end in _dates(freeze, plan)
        if end >= plan.start and start < plan.end
    )


def _dates(freeze: Freeze, plan: PlanView) -> Sequence[tuple[date, date]]:
    if isinstance(freeze.from_, date) and isinstance(freeze.to, date):
        return [(freeze.from_, freeze.to)]
    found = []
    for year in range(plan.start.year - 1, plan.end.year + 1):
        start = _on(year, str(freeze.from_))
        end = _on(year, str(freeze.to))
        found.append((start, end if end >= start else _on(year + 1, str(freeze.to))))
    return found


def _on(year: int, month_day: str) -> date:
    """Return a day of a year; 29 February is the 28th where there is none."""
    month, number = (int(part) for part in month_day.split("-"))
    try:
        return date(year, month, number)
    except ValueError:
        return date(year, month, number - 1)
