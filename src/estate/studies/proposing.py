"""A scenario's proposed platforms: put into the record, with the systems that may join them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estate.diagnostics import did_you_mean
from estate.portfolio import CATALOGUE, KeyPath

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from estate.portfolio import Portfolio
    from estate.portfolio.scenario import Join, Proposal, Scenario

Fault = tuple[KeyPath, str, str | None]
"""Where in the scenario's file something is wrong, what, and what to do."""
_BESIDE = {"system"}


def option_of(platform: str) -> str:
    """Return the id of the option with which a system joins a proposed platform."""
    return f"join-{platform}"


def proposed(
    tables: Callable[[str], dict[str, Any]], portfolio: Portfolio, scenario: Scenario
) -> Iterator[Fault]:
    """Put the proposed platforms into the tables of the record; yield all that is wrong with them.

    `tables` gives those of an owner, to be changed. Each system that may join gets an option more,
    of the kind `join`; its recorded options stay.
    """
    for index, proposal in enumerate(scenario.platform):
        here: KeyPath = ("scenario", "platform", index)
        known = tables(CATALOGUE).setdefault("platforms", {})
        if proposal.id in known:
            message = f"the catalogue has a platform '{proposal.id}' already"
            yield (*here, "id"), message, "give the proposed one another id"
            continue
        known[proposal.id] = proposal.record.model_dump(by_alias=True, exclude_unset=True)
        for place, join in enumerate(proposal.join):
            fault = _joined(tables, portfolio, proposal, join)
            if fault is not None:
                yield (*here, "join", place, "system"), *fault


def _joined(
    tables: Callable[[str], dict[str, Any]], portfolio: Portfolio, proposal: Proposal, join: Join
) -> tuple[str, str | None] | None:
    """Give a system the option to join; return what is wrong instead, where something is."""
    council, _, system = join.system.partition("/")
    inventory = portfolio.councils.get(council)
    if inventory is None or system not in inventory.systems:
        near = did_you_mean(join.system, [str(ref) for ref, _ in portfolio.systems()])
        return f"there is no system '{join.system}'", near
    told = join.model_dump(by_alias=True, exclude_unset=True, exclude=_BESIDE)
    options = tables(council)["systems"][system].setdefault("options", {})
    if option_of(proposal.id) in options:
        return f"'{join.system}' joins '{proposal.id}' twice", "name it once"
    options[option_of(proposal.id)] = {**told, "kind": "join", "platform": proposal.id}
    return None
