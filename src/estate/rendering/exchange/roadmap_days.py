"""The days of a roadmap that belong in a diary: of steps, of their contracts, and of freezes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.portfolio.deadlines import DeadlineKind, calendar
from estate.rendering.kit.words import day, plural, pounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.portfolio import Freeze
    from estate.rendering.exchange.material import Material
    from estate.rendering.plan.view import StepView

MONTHS_A_YEAR = 12
NOTICES = {
    DeadlineKind.NOTICE: "Last day for notice",
    DeadlineKind.EXTEND: "Last day to use an extension",
    DeadlineKind.AGREE: "Last day to agree an extension",
    DeadlineKind.RENEWAL: "Contract renews itself",
    DeadlineKind.FREE: "Contract can be ended early",
    DeadlineKind.END: "Contract ends",
}


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """An entry: whole days, both ends included."""

    first: date
    uid: str
    """What it is about, never when: an entry that moves keeps it."""
    last: date
    summary: str
    description: str
    category: str
    reminds: bool = True


def days(material: Material) -> tuple[Day, ...]:
    """Return every entry from the as-of date on, in order."""
    found = [*_steps(material), *_platforms(material), *_notices(material), *_freezes(material)]
    return tuple(sorted(entry for entry in found if entry.last >= material.as_of))


def _steps(material: Material) -> Iterator[Day]:
    for step in material.steps():
        council = material.portfolio.councils[step.council].council.name
        told = f"{step.name}, {council}: {step.words}"
        said = _said(step, council)
        once = pounds(step.capital + step.revenue)
        eve = step.start - timedelta(days=1)
        yield _day(step.system, "decide", eve, f"Last day to decide: {told} ({once} once)", said)
        yield _day(step.system, "start", step.start, f"Starts: {told}", said)
        if step.delivery > step.start:
            yield _day(step.system, "delivery", step.delivery, f"Delivery begins: {told}", said)
        yield _day(step.system, "live", step.live, f"Goes live: {told}", said)
        if step.old_until is not None and step.old_until > step.live:
            yield _day(step.system, "off", step.old_until, f"Old system's last day: {told}", said)
        for number, (name, due) in enumerate(step.milestones, start=1):
            if due is not None:
                yield _day(step.system, f"milestone.{number}", due, f"{name}: {told}", said)


def _day(system: str, what: str, on: date, summary: str, said: str) -> Day:
    return Day(on, f"{system.replace('/', '.')}.{what}", on, summary, said, "Roadmap")


def _said(step: StepView, council: str) -> str:
    """Return a step in a few lines; what is not recorded is said to be so."""
    before, after = (_a_year(sum_) for sum_ in (step.running_before, step.running_after))
    lines = [
        f"{step.name}, {council}",
        step.words,
        f"Starts {day(step.start)}, delivery from {day(step.delivery)}, live {day(step.live)}",
        f"Once: {pounds(step.capital)} capital, {pounds(step.revenue)} revenue",
        f"Running cost: {before} before, {after} after",
        f"Owner: {step.owner or 'not recorded'}",
    ]
    lines += [f"Waits for: {reason.words}" for reason in step.waits_for]
    lines += [f"Why: {reason.words}" for reason in step.why[:1]]
    return "\n".join(lines)


def _a_year(amount: int | None) -> str:
    return "not recorded" if amount is None else f"{pounds(amount)} a year"


def _platforms(material: Material) -> Iterator[Day]:
    """Yield when platforms are set up that systems join which are written."""
    joined = {step.onto for step in material.steps()}
    for platform in material.plan.platforms if material.plan else ():
        if platform.opens is not None and f"platform:{platform.id}" in joined:
            joining = plural(len(platform.joining), "system joins", "systems join")
            summary = f"To be set up: {platform.name}"
            said = f"{platform.name}: {joining} by this roadmap."
            uid = f"platform.{platform.id}.opens"
            yield Day(platform.opens, uid, platform.opens, summary, said, "Roadmap")


def _notices(material: Material) -> Iterator[Day]:
    """Yield the days of contracts of systems that change, as long as the old system runs."""
    if material.plan is None:
        return
    steps = {step.system: step for step in material.steps()}
    end = material.plan.end
    months = MONTHS_A_YEAR * (end.year - material.as_of.year) + end.month - material.as_of.month
    for one in calendar(material.portfolio, material.as_of, months, material.councils, 0):
        own = [steps[node] for name in one.systems if (node := f"{one.council}/{name}") in steps]
        if own and one.on <= max(step.old_until or step.live for step in own):
            inventory = material.portfolio.councils[one.council]
            title = inventory.contracts[one.contract].name or one.contract
            summary = f"{NOTICES[one.kind]}: {title}, {inventory.council.name}"
            said = "\n".join(f"{step.name}: {step.words}, live {day(step.live)}" for step in own)
            number = f".{one.number}" if one.number else ""
            uid = f"{one.council}.{one.contract}.{one.kind.value}{number}"
            yield Day(one.on, f"contract.{uid}", one.on, summary, said, "Contracts")


def _freezes(material: Material) -> Iterator[Day]:
    """Yield each time in which something that changes may not go live."""
    portfolio = material.portfolio
    capabilities = {step.council: set[str]() for step in material.steps()}
    for step in material.steps():
        system = portfolio.system(SystemRef.parse(step.system))
        capabilities[step.council].update(system.capabilities)
    every = set[str]().union(*capabilities.values())
    yield from _held(material, "every council", "catalogue", portfolio.catalogue.freezes, every)
    for council, own in sorted(capabilities.items()):
        inventory = portfolio.councils[council]
        yield from _held(material, inventory.council.name, council, inventory.freezes, own)


def _held(
    material: Material,
    whose: str,
    owner: str,
    freezes: Mapping[str, Freeze],
    capabilities: set[str],
) -> Iterator[Day]:
    if material.plan is None:
        return
    for key, freeze in sorted(freezes.items()):
        if not any(_covers(pattern, capabilities) for pattern in freeze.capabilities):
            continue
        said = f"Nothing may go live that serves: {', '.join(freeze.capabilities)}"
        said += f"\n{freeze.because}" if freeze.because else ""
        for first, last in spans(freeze, material.as_of, material.plan.end):
            summary = f"No go-live: {freeze.name} ({whose})"
            uid = f"freeze.{owner}.{key}.{first.year}"
            yield Day(first, uid, last, summary, said, "Freezes", reminds=False)


def _covers(pattern: str, capabilities: set[str]) -> bool:
    if pattern == "*":
        return True
    if pattern.endswith(".*"):
        return any(each.startswith(pattern[:-1]) for each in capabilities)
    return pattern in capabilities


def spans(freeze: Freeze, first: date, stop: date) -> Iterator[tuple[date, date]]:
    """Yield the times of a freeze that touch the days from `first` to before `stop`.

    One of each year may reach over the year's end; 29 February is 28 in a year that has none.
    """
    if isinstance(freeze.from_, date) and isinstance(freeze.to, date):
        every = [(freeze.from_, freeze.to)]
    else:
        over = str(freeze.to) < str(freeze.from_)
        every = [
            (_in_year(str(freeze.from_), year), _in_year(str(freeze.to), year + over))
            for year in range(first.year - 1, stop.year + 1)
        ]
    for begins, ends in every:
        if ends >= first and begins < stop:
            yield begins, ends


def _in_year(month_day: str, year: int) -> date:
    month, number = map(int, month_day.split("-"))
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def after(last: date) -> date:
    """Return the day after, which iCalendar wants as the end."""
    return last + timedelta(days=1)
