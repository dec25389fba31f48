"""What would have to be true for a joint purchase, and what speaks against it, as recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom
from estate.comparison.procurement_rules import Outcome
from estate.comparison.view import known
from estate.rendering.kit.words import day, listing, month, plural, pounds, visible
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from datetime import date

    from estate.comparison.opportunities import Opportunity
    from estate.comparison.windows import Case, JointDate
    from estate.rendering.briefings.material import Material

NAMED = 8
UNDATED = (
    "The ends and notice periods of these contracts have to be recorded before a joint date can "
    "be told."
)
MUST = {
    Freedom.AT_COST: "{names} must be willing to pay for leaving: see who has to do what.",
    Freedom.BY_AGREEMENT: "The suppliers of {names} must agree to extensions until then.",
    Freedom.OVER: "{names} must bridge the time from the end of what they have until then.",
    Freedom.UNSURE: "{names} must confirm the end and the notice period of what they have.",
    Freedom.UNKNOWN: "{names} must record on what contract they rest, and until when.",
}
"""What councils that stand so on the joint date have to do first."""


def conditions(one: Opportunity) -> tuple[str, ...]:
    """Return what would have to be true for the councils to buy together on the joint date."""
    if one.date is None:
        return (UNDATED,)
    return tuple(_conditions(one, one.date))


def _conditions(one: Opportunity, best: JointDate) -> Iterator[str]:
    if acts := _first_acts(one, best):
        first = min(on for on, _ in acts)
        who = sorted({name for on, name in acts if on == first})
        yield f"{listing(who, NAMED)} must act by {day(first)}, the first of the days to act."
    for freedom, words in MUST.items():
        if names := _names(one, best, freedom):
            yield words.format(names=names)
    if unvalued := [visible(case.council.name) for case in one.unvalued()]:
        yield f"{listing(unvalued, NAMED)} must record what they pay: the value is a lower bound."
    if not any(each.outcome is Outcome.PASS for each in one.frameworks):
        yield _way(one)


def _way(one: Opportunity) -> str:
    """Return what is needed to buy at all, where no framework is known to cover all."""
    perhaps = [
        visible(each.framework.name)
        for each in one.frameworks
        if each.outcome is Outcome.CANNOT_TELL
    ]
    if not perhaps:
        return "A competition of their own must be run: no recorded framework covers all."
    return (
        f"A framework must be confirmed to cover all of them ({listing(perhaps, 4)} may), or a "
        "competition of their own be run."
    )


def _names(one: Opportunity, best: JointDate, freedom: Freedom) -> str:
    places = best.span.councils(freedom)
    return listing([visible(one.cases[place].council.name) for place in places], NAMED)


def _first_acts(one: Opportunity, best: JointDate) -> list[tuple[date, str]]:
    return [
        (way.acts[0].by, visible(case.council.name))
        for case in one.joining(best)
        for _, way in case.ways(best.day)
        if way.acts and way.acts[0].by is not None
    ]


def risks(one: Opportunity, material: Material) -> tuple[str, ...]:
    """Return what speaks against it: risk while waiting, the plan, the market, failed rules."""
    return tuple(_risks(one, material))


def _risks(one: Opportunity, material: Material) -> Iterator[str]:
    systems = [system for case in one.cases for system in case.systems]
    red = [system for system in systems if system.red_rated is Answer.YES]
    if red and one.date is not None:
        verb = "is" if len(red) == 1 else "are"
        them = listing([str(system.ref) for system in red], NAMED)
        yield (
            f"{plural(len(red), 'system')} of {len(systems):,} {verb} red-rated today and would "
            f"run until {month(one.date.day)}: {them}."
        )
    yield from _planned(one, material)
    yield from _market(one)
    fails = sorted({check.rule.id for check in one.checks if check.outcome is Outcome.FAILS})
    if fails:
        yield f"Checks that fail: {listing(fails)}. The table of rules says why."
    also = sorted(
        {f"{case.council.id}/{name}" for case in one.joining() for name in case.also_covered}
    )
    if also:
        yield (
            f"The contracts cover other systems too, which would need a new home: "
            f"{listing(also, NAMED)}."
        )


def _planned(one: Opportunity, material: Material) -> Iterator[str]:
    if material.plan is None or one.date is None:
        return
    own = {str(system.ref) for case in one.cases for system in case.systems}
    before = [
        step for step in material.plan.steps if step.system in own and step.live <= one.date.day
    ]
    if before:
        them = listing([f"{step.system} ({month(step.live)})" for step in before], NAMED)
        yield (
            f"The plan changes {plural(len(before), 'system')} of {len(own):,} before the joint "
            f"date, each by itself or onto a platform: {them}. Decide which is to give way."
        )


def _market(one: Opportunity) -> Iterator[str]:
    held = Counter(
        name
        for case in one.cases
        for name in {_supplier(case, place) for place in range(len(case.systems))} - {None}
    )
    if held:
        name, most = min(held.items(), key=lambda pair: (-pair[1], str(pair[0])))
        if most * 2 > len(one.cases) and most > 1:
            yield (
                f"{visible(str(name))} supplies {most:,} of {len(one.cases):,} councils already: "
                "buying together may leave one supplier to all."
            )
    if one.date is not None and one.lots.alone_above:
        ids = {case.council.id: visible(case.council.name) for case in one.cases}
        names = listing([ids[each] for each in one.lots.alone_above], NAMED)
        yield (
            f"{names} alone holds more than {float(one.lots.cap * 100):g}% of the known value "
            f"({pounds(one.annual_value)} a year): no lots keep two suppliers at that share."
        )


def _supplier(case: Case, place: int) -> str | None:
    system = case.systems[place]
    return known(system.supplier_name) or known(system.supplier)
