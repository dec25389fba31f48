"""The risks of a plan itself, found in its own accounts, and those that councils recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.portfolio.dates import add_months
from estate.rendering.briefings.benefits import without_gain
from estate.rendering.briefings.board.money import tight_years
from estate.rendering.briefings.people import FULL
from estate.rendering.briefings.services import NOT_RECORDED, service_at
from estate.rendering.canvas.page_model import Cell, Table, cells, heads
from estate.rendering.kit.words import day, listing, month, plural, quarter_words, visible
from estate.rendering.plan.words import open_ranges

if TYPE_CHECKING:
    from estate.portfolio import Risk
    from estate.rendering.briefings.material import Scope
    from estate.rendering.plan.view import StepView

MOST_NAMED = 4
NARROW = 3
"""Months between going live and a deadline below which there is little room."""
LONG_WAIT = 3
"""From this number of changes that wait for one other, its delay moves much."""

Entry = tuple[str, str, str]


def plan_register(scope: Scope) -> Table:
    """Return the plan's own risks: what could go wrong, how it shows, and what would help."""
    every = (_people, _money, _unfunded, _dates, _platforms, _waits, _supplier, _ranges, _gains)
    rows = tuple(cells(*entry) for part in every for entry in part(scope))
    if not rows:
        rows = (cells("None was found in the plan's accounts", "", ""),)
    return Table(
        "Risks of the plan itself",
        heads("What could go wrong", "How it shows", "What would help"),
        rows,
    )


def _people(scope: Scope) -> Iterator[Entry]:
    """Yield the skills of each council that have quarters without room."""
    plan = scope.material.plan
    if plan is None:
        return
    found = []
    for council in scope.councils:
        for skill in plan.scope(council).skills:
            full = [
                label
                for label, (days, limit) in sorted(skill.quarters.items())
                if limit is not None and days and days >= FULL * limit
            ]
            if full:
                found.append((len(full), council, skill.name, full))
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    said = [_tight(scope, *one[1:]) for one in found[:MOST_NAMED]]
    if not said:
        return
    more = len(found) - len(said)
    rest = f"; and {more:,} more" if more > 0 else ""
    yield (
        "People are not free when they are needed",
        f"{'; '.join(said)}{rest}. Then 85% or more of the days there are is taken.",
        "Protect those people's time, train others, or buy days in.",
    )


def _tight(scope: Scope, council: str, skill: str, quarters: list[str]) -> str:
    own = scope.portfolio.councils[council].council.name
    name = f" ({own})" if len(scope.portfolio.councils) > 1 else ""
    first = quarter_words(quarters[0])
    more = f" and {len(quarters) - 1:,} more" if len(quarters) > 1 else ""
    return f"{skill}{name}: {first}{more}"


def _money(scope: Scope) -> Iterator[Entry]:
    tight = tight_years(scope.plan.years) if scope.plan is not None else []
    if tight:
        yield (
            "A change costs more than planned, and its budget is spent",
            f"95% or more of a budget is taken in {listing(tight)}.",
            "Hold something back, or agree beforehand which change gives way.",
        )


def _unfunded(scope: Scope) -> Iterator[Entry]:
    years = scope.plan.years if scope.plan is not None else ()
    lacking = [year.cost.label for year in years if year.cost.other]
    if lacking:
        yield (
            "Money that no budget covers is not found",
            f"Some is needed in {listing(lacking, 8)}; the table of money says how much.",
            "Settle who pays before the contracts and interfaces concerned are touched.",
        )


def _dates(scope: Scope) -> Iterator[Entry]:
    """Yield the changes that go live shortly before the day by which they must."""
    found = []
    for step in scope.steps:
        must = scope.portfolio.system(SystemRef.parse(step.system)).must_change_by
        if must is not None and must < add_months(step.live, NARROW):
            name = service_at(scope.portfolio, step.system)
            found.append((must, f"{name}: live {month(step.live)}, due {day(must)}"))
    if found:
        said = "; ".join(words for _, words in sorted(found)[:MOST_NAMED])
        more = f"; and {len(found) - MOST_NAMED:,} more" if len(found) > MOST_NAMED else ""
        yield (
            "A deadline is missed",
            f"{said}{more}.",
            "Begin these first, and have a second way ready.",
        )


def _platforms(scope: Scope) -> Iterator[Entry]:
    """Yield the shared platforms on which several changes rest."""
    plan = scope.material.plan
    for platform in plan.platforms if plan is not None else ():
        own = [step for step in scope.steps if step.onto == f"platform:{platform.id}"]
        if not own:
            continue
        set_up = f" It is to be set up by {month(platform.opens)}." if platform.opens else ""
        barriers = (
            f" In its way: {visible(listing(platform.barriers, MOST_NAMED))}."
            if platform.barriers
            else ""
        )
        yield (
            f"{platform.name} comes late, or others do not join",
            (
                f"{plural(len(own), 'change')} {'rests' if len(own) == 1 else 'rest'} on it."
                f"{set_up}{barriers}"
            ),
            "Have every partner commit before the first one leaves a contract.",
        )


def _waits(scope: Scope) -> Iterator[Entry]:
    """Yield how many changes wait for another."""
    waiting = [step for step in scope.steps if step.waits_for]
    if len(waiting) >= LONG_WAIT:
        yield (
            "One change is late, and others wait for it",
            (
                f"{plural(len(waiting), 'change')} of {len(scope.steps):,} cannot begin or go live "
                "before something else is there."
            ),
            "Watch what others wait for most closely; the roadmap draws it.",
        )


def _supplier(scope: Scope) -> Iterator[Entry]:
    """Yield the supplier that most contracts of systems in use are with, from three up."""
    counts: Counter[str] = Counter()
    for inventory in scope.portfolio.councils.values():
        for contract in inventory.contracts.values():
            running = any(
                name in inventory.systems and inventory.systems[name].in_use
                for name in contract.systems
            )
            if contract.supplier is not None and running:
                counts[contract.supplier] += 1
    if not counts:
        return
    supplier, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if most < LONG_WAIT:
        return
    known = scope.portfolio.catalogue.suppliers.get(supplier)
    yield (
        "Much rests on one supplier",
        (
            f"{known.name if known else supplier} has {plural(most, 'contract')} of the "
            f"{sum(counts.values()):,} that name a supplier and have a system in use."
        ),
        "Know what it would take to leave; the page for procurement says when that can be done.",
    )


def _ranges(scope: Scope) -> Iterator[Entry]:
    plan = scope.material.plan
    words = open_ranges(plan, scope.council) if plan is not None else ""
    if words:
        yield (
            "What is not known turns out otherwise",
            words,
            "Find out first what could settle most; the end of this paper names it.",
        )


def _gains(scope: Scope) -> Iterator[Entry]:
    lacking = without_gain(scope)
    if lacking:
        yield (
            "Nobody can tell later whether a change did any good",
            f"No benefit is recorded for {len(lacking):,} of {plural(len(scope.steps), 'change')}.",
            "Record what is to be gained, from where to where, before the work begins.",
        )


def recorded_register(scope: Scope) -> Table | None:
    """Return the risks that councils recorded themselves, the worst first."""
    found = [
        (risk, council)
        for council, inventory in sorted(scope.portfolio.councils.items())
        for _, risk in sorted(inventory.risks.items())
    ]
    if not found:
        return None
    found.sort(key=lambda pair: -((pair[0].likelihood or 0) * (pair[0].impact or 0)))
    planned = {step.system: step for step in scope.steps}
    rows = tuple(_recorded(scope, risk, council, planned) for risk, council in found)
    names = ("Risk", "#Likelihood", "#Impact", "Response", "Action", "Owner", "What the plan does")
    return Table("Risks on the councils' own registers", heads(*names), rows)


def _recorded(
    scope: Scope, risk: Risk, council: str, planned: dict[str, StepView]
) -> tuple[Cell, ...]:
    name = risk.name
    if len(scope.portfolio.councils) > 1:
        name = f"{name} ({scope.portfolio.councils[council].council.name})"
    touched = [planned[key] for each in risk.systems if (key := f"{council}/{each}") in planned]
    does = listing(
        [
            f"{service_at(scope.portfolio, step.system)}, live {month(step.live)}"
            for step in touched
        ],
        MOST_NAMED,
    )
    return cells(
        name,
        NOT_RECORDED if risk.likelihood is None else f"{risk.likelihood} of 6",
        NOT_RECORDED if risk.impact is None else f"{risk.impact} of 5",
        risk.response or NOT_RECORDED,
        risk.action or NOT_RECORDED,
        risk.owner or NOT_RECORDED,
        f"changes {does}" if does else "nothing",
    )
