"""From a plan to its timeline sheets: of the estate, of each council, of the shared platforms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.portfolio.dates import Quarter
from estate.rendering.canvas.plateau_strip import PlateauBand
from estate.rendering.canvas.sheets import Bar, FreezeBand, Lane, Row, Sheet
from estate.rendering.kit.groups import groups_of
from estate.rendering.kit.words import day, plural, pounds, short_pounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from estate.portfolio import Freeze, Inventory, Portfolio
    from estate.rendering.plan.view import PlanView, StepView

KEPT = "Kept as they are, with a contract that ends"
ILLUSTRATIVE = "The estate is invented: figures are illustrative."
MOST_ROWS = 120
"""A council with more steps than this has its bars close together."""


def estate_sheet(plan: PlanView, portfolio: Portfolio, as_of: date) -> Sheet:
    """Return one sheet for all councils: bars close together, one lane a council."""
    lanes = []
    for council, inventory in sorted(portfolio.councils.items()):
        steps = plan.steps_of(council)
        if steps:
            once = sum(step.capital + step.revenue for step in steps)
            note = f"{plural(len(steps), 'step')}, {short_pounds(once)} once"
            rows = _by_group(steps, inventory, groups_of(portfolio, council))
            lanes.append(Lane(inventory.council.name, rows, note, node=f"council:{council}"))
    common = [freeze for freeze in portfolio.catalogue.freezes.values() if _for_all(freeze)]
    sheet = _sheet(plan, None, as_of, tuple(lanes), _bands(common, plan))
    return _told(sheet, portfolio)


def _told(sheet: Sheet, portfolio: Portfolio) -> Sheet:
    """Return a sheet that says of itself whether its estate is made up."""
    if not portfolio.workspace.illustrative:
        return sheet
    return replace(sheet, subtitle=f"{sheet.subtitle} {ILLUSTRATIVE}")


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
        touching = [_touching(step, inventory, partial, plan) for step in own]
        rows = [_row(step, inventory, bands) for step, bands in zip(own, touching, strict=True)]
        lanes.append(Lane(group, tuple(rows)))
    kept = _kept(plan, inventory, council)
    packed = len(steps) > MOST_ROWS
    if kept and not packed:
        lanes.append(Lane(KEPT, kept, tight=True))
    common = _bands([freeze for freeze in freezes if _for_all(freeze)], plan)
    sheet = _sheet(plan, council, as_of, tuple(lanes), common, inventory.council.name)
    return _told(replace(sheet, packed=packed), portfolio)


def platform_sheet(
    plan: PlanView, portfolio: Portfolio, as_of: date, council: str | None = None
) -> Sheet | None:
    """Return a sheet with a lane for each shared platform that somebody joins; None without any.

    Of one council's own steps only where one is given.
    """
    lanes, shown = [], []
    for platform in plan.platforms:
        node = f"platform:{platform.id}"
        steps = [step for step in plan.steps_of(council) if step.onto == node]
        if steps:
            shown += steps
            rows = tuple(_joining(step, portfolio) for step in sorted(steps, key=_by_live))
            note = [plural(len(steps), "system joins", "systems join")]
            note += [f"{short_pounds(platform.price)} a year each"] if platform.price else []
            said, opens = ", ".join(note), platform.opens
            lanes.append(Lane(platform.name, rows, said, node=node, opens=opens))
    if not lanes:
        return None
    common = [freeze for freeze in portfolio.catalogue.freezes.values() if _for_all(freeze)]
    sheet = _sheet(plan, council, as_of, tuple(lanes), _bands(common, plan))
    once = pounds(sum(step.capital + step.revenue for step in shown))
    sheet = replace(
        sheet,
        name="timeline-platforms" + (f"-{council}" if council else ""),
        title="Roadmap by shared platform",
        subtitle=(
            f"{plural(len(shown), 'system')} to {plural(len(lanes), 'platform')} for {once} of "
            f"one-off money, as of {day(as_of)}."
        ),
        money={},
        skills=(),
        packed=False,
    )
    return _told(sheet, portfolio)


def _by_live(step: StepView) -> tuple[date, str]:
    return step.live, step.system


def _joining(step: StepView, portfolio: Portfolio) -> Row:
    """Return the row of a step on a platform's lane, where every step is one that joins."""
    inventory = portfolio.councils[step.council]
    row = _row(step, inventory, ())
    once = step.capital + step.revenue
    words = f"Join, {short_pounds(once)}" if once else "Join"
    bar = replace(row.bar, words=words) if row.bar else None
    return replace(row, name=f"{inventory.council.name}: {step.name}", bar=bar)


def _by_group(
    steps: Sequence[StepView], inventory: Inventory, groups: Mapping[str, str]
) -> tuple[Row, ...]:
    """Return a council's rows by group of capabilities, each row with its group beside it."""
    ordered = sorted(steps, key=lambda step: groups[step.system])
    return tuple(replace(_row(step, inventory, ()), group=groups[step.system]) for step in ordered)


def _sheet(
    plan: PlanView,
    council: str | None,
    as_of: date,
    lanes: tuple[Lane, ...],
    freezes: tuple[FreezeBand, ...],
    name: str | None = None,
) -> Sheet:
    steps, scope = plan.steps_of(council), plan.scope(council)
    live = {step.system: step.live for step in steps}
    once = pounds(sum(step.capital + step.revenue for step in steps))
    return Sheet(
        name=f"timeline-{council or 'estate'}",
        title=f"Roadmap: {name or 'the whole estate'}",
        subtitle=f"{plural(len(steps), 'step')} for {once} of one-off money, as of {day(as_of)}.",
        as_of=as_of,
        start=min(plan.start, Quarter.of(as_of).starts),
        end=plan.end,
        lanes=tuple(_within(lane, live) for lane in lanes),
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


def _within(lane: Lane, live: Mapping[str, date]) -> Lane:
    """Return a lane whose rows wait for nothing but steps of the sheet that are live by then."""
    rows = tuple(
        replace(row, waits_for=tuple(name for name in row.waits_for if _before(row, live, name)))
        for row in lane.rows
    )
    return replace(lane, rows=rows)


def _before(row: Row, live: Mapping[str, date], name: str) -> bool:
    return row.bar is not None and name in live and live[name] <= row.bar.start


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
    ends, notice = _contract_end(inventory, key)
    option = system.options.get(step.option)
    return Row(
        step.name,
        bar,
        ends,
        system.must_change_by,
        freezes,
        notice,
        step.system,
        waits_for=tuple(
            str(SystemRef.parse(need.system, step.council))
            for need in (option.requires if option else ())
        ),
    )


def _kept(plan: PlanView, inventory: Inventory, council: str) -> tuple[Row, ...]:
    changed = {step.system for step in plan.steps_of(council)}
    found = []
    for key, system in inventory.systems.items():
        end, notice = _contract_end(inventory, key)
        name = f"{council}/{key}"
        if name not in changed and end and plan.start <= end < plan.end:
            row = Row(system.name, contract_ends=end, notice=notice, system=name)
            found.append((end, row))
    return tuple(row for _, row in sorted(found, key=lambda pair: (pair[0], pair[1].name)))


def _contract_end(inventory: Inventory, system: str) -> tuple[date | None, date | None]:
    """Return the last end of the contracts that cover a system, as things stand.

    Beside it stands the last day on which notice can be given for that end, where recorded.
    """
    ends = [
        (contract.current_end, contract)
        for contract in inventory.contracts.values()
        if system in contract.systems and contract.current_end
    ]
    if not ends:
        return None, None
    end, contract = max(ends, key=lambda pair: pair[0])
    return end, contract.notice_deadline(end)


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
