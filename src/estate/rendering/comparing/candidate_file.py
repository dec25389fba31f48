"""A candidate platform as a scenario file, with every assumption marked; and the form for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from estate.rendering.comparing.window_words import count_words
from estate.rendering.kit.words import day, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.comparison.candidates import Candidate
    from estate.portfolio.candidate import Assumptions
    from estate.portfolio.options import OneOffCost

FORM = """\
[assumptions]
source = "..."                               # who assumes this, and from what
set_up = { capital = ..., revenue = ... }    # pounds once, to set it up
tiers = [{ members = ..., annual_price = ... }]   # pounds a year for each member, from so many on
minimum_members = ...                        # the fewest with which it would be set up
cost = { capital = ..., revenue = ... }      # pounds once, for each council that joins
months = ...                                 # whole months of a council's move
annual_cost_after = ...                      # pounds a year for each council besides the price
# Not needed: name, procurement_months, dual_running_months, onboarding_per_quarter, skills
"""
"""What has to be filled in; nothing in it is given by the program."""
_ASSUMED = "  # assumed"


def candidate_toml(candidate: Candidate) -> str:
    """Return the scenario file that makes a plan weigh a candidate platform."""
    return "\n".join(_lines(candidate)) + "\n"


def _lines(candidate: Candidate) -> Iterator[str]:
    opportunity, assumptions = candidate.opportunity, candidate.assumptions
    because = f"Assumed by: {assumptions.source}"
    yield from _heading(candidate)
    yield "[scenario]"
    yield f"name = {quoted(candidate.name)}"
    yield f"because = {quoted(_because(candidate))}"
    yield ""
    yield "[[scenario.platform]]"
    yield f"id = {quoted(candidate.id)}"
    yield f"because = {quoted(because)}"
    yield ""
    yield "[scenario.platform.record]"
    yield f"name = {quoted(candidate.name)}"
    yield 'status = "proposed"'
    yield f"capabilities = [{', '.join(map(quoted, opportunity.capabilities))}]"
    yield f"available_from = {candidate.first_day.isoformat()}  # the day after the joint date"
    yield from _platform(assumptions)
    for case in candidate.joining:
        for system in case.systems:
            yield from _join(str(system.ref), assumptions)


def _heading(candidate: Candidate) -> Iterator[str]:
    yield f"# A candidate platform from joint windows, for {_plain(candidate.opportunity.name)}."
    yield "# Prices and months are assumptions, each marked; none was made by the program."
    yield "# Weigh it with: estate plan INVENTORIES --scenario THIS-FILE"
    span = candidate.best.span
    yield f"# On {day(candidate.best.day)}: {count_words(span)}."
    for case, why in candidate.left_out:
        yield f"# Left out: {_plain(case.council.name)}: {why}."
    yield ""


def _because(candidate: Candidate) -> str:
    number = len(candidate.joining)
    return f"{number} councils could leave what they have on {day(candidate.best.day)}"


def _platform(assumptions: Assumptions) -> Iterator[str]:
    if assumptions.set_up is not None:
        yield f"set_up = {_once(assumptions.set_up)}{_ASSUMED}"
    tiers = ", ".join(
        f"{{ members = {tier.members}, annual_price = {tier.annual_price} }}"
        for tier in assumptions.tiers
    )
    yield f"tiers = [{tiers}]{_ASSUMED}"
    yield from _numbers(
        assumptions, "minimum_members", "onboarding_per_quarter", "procurement_months"
    )


def _join(system: str, assumptions: Assumptions) -> Iterator[str]:
    yield ""
    yield "[[scenario.platform.join]]"
    yield f"system = {quoted(system)}"
    if assumptions.cost is not None:
        yield f"cost = {_once(assumptions.cost)}{_ASSUMED}"
    yield from _numbers(assumptions, "months", "dual_running_months", "annual_cost_after")
    if assumptions.skills:
        days = ", ".join(f"{name} = {days}" for name, days in sorted(assumptions.skills.items()))
        yield f"skills = {{ {days} }}{_ASSUMED}"


def _numbers(assumptions: Assumptions, *keys: str) -> Iterator[str]:
    for key in keys:
        value = getattr(assumptions, key)
        if value is not None:
            yield f"{key} = {value}{_ASSUMED}"


def _once(cost: OneOffCost) -> str:
    return f"{{ capital = {cost.capital}, revenue = {cost.revenue} }}"


def quoted(text: str) -> str:
    """Return a text as a basic string of TOML; what steers a terminal is shown, not obeyed."""
    return json.dumps(_plain(text), ensure_ascii=False)


def _plain(text: str) -> str:
    return visible(text).replace("\\x7f", "")
