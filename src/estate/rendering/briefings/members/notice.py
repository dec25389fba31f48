"""The members' page: what citizens and staff will notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.briefings.benefits import from_to, gains, option_of
from estate.rendering.briefings.glossary.links import said_of, told
from estate.rendering.briefings.services import (
    DONE,
    citizens_use,
    council_of,
    service,
    service_at,
    share,
    who_uses,
)
from estate.rendering.canvas.blocks import Points
from estate.rendering.canvas.page_model import Cell, Ref, Table, cells, heads
from estate.rendering.kit.words import listing, month, plural, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from estate.portfolio import Freeze
    from estate.rendering.briefings.benefits import Gain
    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block, Prose, Text
    from estate.rendering.plan.view import StepView

MOST = 12
MOST_GAINS = 6
MOST_NAMED = 2
PEOPLE_FIRST = ("citizens", "communities", "satisfaction", "staff", "work-life-balance")


def notice(scope: Scope) -> Iterator[Block]:
    """Yield which services change when, what is gained, and what is taken away."""
    if scope.material.plan is None:
        yield said_of("Nothing can be said of that yet, because there is no [plan].")
        return
    if not scope.steps:
        yield said_of("Nothing new: the [plan] changes no service.")
        return
    meet = [step for step in scope.steps if _citizens(scope, step)]
    yield from _services(scope, meet)
    yield from _gained(scope)
    yield from _taken(scope)
    yield from _spared(scope)


def _citizens(scope: Scope, step: StepView) -> bool:
    record = scope.portfolio.system(SystemRef.parse(step.system))
    return citizens_use(scope.portfolio, record) is True


def _services(scope: Scope, meet: Sequence[StepView]) -> Iterator[Block]:
    """Yield the services that citizens use themselves; of others, how many there are."""
    others = len(scope.steps) - len(meet)
    if meet:
        lots = _by_service(scope, meet)
        shown = lots[:MOST]
        more = f"; {len(lots) - MOST:,} more change later" if len(lots) > MOST else ""
        names = ("Service", "When", "What changes", "Who uses it today")
        rows = tuple(_row(scope, name, steps) for name, steps in shown)
        yield Table(
            f"Services that citizens use themselves, and that change{more}", heads(*names), rows
        )
    else:
        yield said_of("No service that citizens are recorded to use themselves is changed.")
    if others:
        count = plural(others, "more change" if meet else "change")
        yield said_of(
            f"{{}} {'is to a system' if others == 1 else 'are to systems'} that citizens are not "
            f"recorded to use themselves. Staff will notice {'it' if others == 1 else 'these'}.",
            count,
        )


def _by_service(scope: Scope, steps: Iterable[StepView]) -> list[tuple[str, list[StepView]]]:
    """Return steps by the service that they change, the first to go live first."""
    lots: dict[str, list[StepView]] = {}
    for step in sorted(steps, key=lambda step: (step.live, step.system)):
        lots.setdefault(service(scope.portfolio, step.system), []).append(step)
    return list(lots.items())


def _row(scope: Scope, name: str, steps: list[StepView]) -> tuple[Cell, ...]:
    only = steps[0] if len(steps) == 1 else None
    does = list(dict.fromkeys(DONE.get(step.kind, "it is changed") for step in steps))
    said = " or ".join(filter(None, [", ".join(does[:-1]), does[-1]]))
    return (
        Cell(name, ref=Ref("system", only.system) if only else None),
        Cell(_when(scope, steps), key=steps[0].live.isoformat()),
        *cells(f"{said[:1].upper()}{said[1:]}", _users(scope, steps)),
    )


def _when(scope: Scope, steps: list[StepView]) -> str:
    if len(scope.portfolio.councils) == 1:
        return listing([month(step.live) for step in steps], MOST_NAMED + 1)
    if len(steps) <= MOST_NAMED:
        said = [f"{council_of(scope.portfolio, step.system)}, {month(step.live)}" for step in steps]
        return "; ".join(said)
    councils = {step.council for step in steps}
    return f"{plural(len(councils), 'council')}, {month(steps[0].live)} to {month(steps[-1].live)}"


def _users(scope: Scope, steps: list[StepView]) -> str:
    if len(steps) == 1:
        return who_uses(scope.portfolio, steps[0].system)
    counts = [scope.portfolio.system(SystemRef.parse(step.system)).users for step in steps]
    known = [count for count in counts if count is not None]
    if not known:
        return "Citizens; how many is not recorded"
    least = "at least " if len(known) < len(counts) else ""
    return f"Citizens; {least}{plural(sum(known), 'recorded user')}"


def _gained(scope: Scope) -> Iterator[Block]:
    """Yield what people gain, as far as somebody recorded it."""
    own = [gain for gain in gains(scope) if not gain.financial]
    lacking = sum(not option_of(scope, step).benefits for step in scope.steps)
    if own:
        whose = "council's" if len(scope.councils) == 1 else "councils'"
        yield said_of(f"What people should gain, as the {whose} own record has it:")
        shown = sorted(own, key=lambda gain: (_rank(gain), gain.step.live, gain.step.system))
        alike = list(_alike(scope, shown).values())
        yield Points(tuple(_gain(scope, lot) for lot in alike[:MOST_GAINS]))
        if rest := sum(len(lot) for lot in alike[MOST_GAINS:]):
            more = plural(rest, "more [benefit]", "more [benefits|benefit]")
            yield said_of(f"{more} {_is(rest)} in the board's paper.")
    if lacking:
        yield said_of(
            "For {} nobody recorded what is gained.",
            share(lacking, len(scope.steps), "change"),
        )


def _rank(gain: Gain) -> int:
    kind = gain.benefit.kind
    return PEOPLE_FIRST.index(kind) if kind in PEOPLE_FIRST else len(PEOPLE_FIRST)


def _alike(scope: Scope, shown: Iterable[Gain]) -> dict[tuple[str, str, str], list[Gain]]:
    """Return gains by what is said of them: councils that do the same are told of together."""
    lots: dict[tuple[str, str, str], list[Gain]] = {}
    for gain in shown:
        name = service(scope.portfolio, gain.step.system)
        lots.setdefault((name, gain.benefit.measure, from_to(gain.benefit)), []).append(gain)
    return lots


def _gain(scope: Scope, lot: list[Gain]) -> Text:
    first, benefit = lot[0].step.system, lot[0].benefit
    councils = dict.fromkeys(council_of(scope.portfolio, gain.step.system) for gain in lot)
    name = service_at(scope.portfolio, first)
    if len(councils) > 1:
        name = f"{service(scope.portfolio, first)} ({listing(list(councils), MOST_NAMED + 1)})"
    return told("{}: {}, {}.", name, benefit.measure, from_to(benefit))


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _taken(scope: Scope) -> Iterator[Prose]:
    """Yield which ways of reaching a service go away."""
    lost = [(step, option_of(scope, step).channels_removed) for step in scope.steps]
    gone = [(step, channels) for step, channels in lost if channels]
    if not gone:
        yield said_of("No change is recorded as closing a way to reach a service.")
        return
    said = [
        f"{service_at(scope.portfolio, step.system)} (by {visible(listing(channels))}, from "
        f"{month(step.live)})"
        for step, channels in gone
    ]
    yield said_of("Ways to reach a service that close: {}.", listing(said, MOST_GAINS))


def _spared(scope: Scope) -> Iterator[Prose]:
    """Yield when nothing goes live, who is asked, and that downtime is not known."""
    names = [visible(freeze.name) for freeze in _freezes(scope)]
    if names:
        more = len(names) - MOST_GAINS
        which = "; ".join([*names[:MOST_GAINS], *([f"{more:,} more"] if more > 0 else [])])
        yield said_of("Busy times are kept free of change ([freezes|freeze]): {}.", which)
    asked = sum(option_of(scope, step).engagement is not None for step in scope.steps)
    yield said_of(
        "How citizens and staff take part is recorded for {}. How long a service is closed "
        "on the day of its change is [not recorded].",
        share(asked, len(scope.steps), "change"),
    )


def _freezes(scope: Scope) -> list[Freeze]:
    """Return the freezes that hold for a changed system, each once, by name."""
    found: dict[str, Freeze] = {}
    for step in scope.steps:
        ref = SystemRef.parse(step.system)
        own = scope.portfolio.system(ref).capabilities
        inventory = scope.portfolio.councils[ref.council]
        for freeze in (*scope.portfolio.catalogue.freezes.values(), *inventory.freezes.values()):
            if any(_covers(each, name) for each in freeze.capabilities for name in own):
                found[freeze.name] = freeze
    return [freeze for _, freeze in sorted(found.items())]


def _covers(pattern: str, capability: str) -> bool:
    if pattern == "*":
        return True
    return capability.startswith(pattern[:-1]) if pattern.endswith(".*") else pattern == capability
