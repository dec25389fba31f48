"""Contracts: what their dates and systems say, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import Contract, Fact, Inventory
from estate.portfolio.dates import add_months, extend_end, in_words
from estate.portfolio.terms import Terms
from estate.portfolio.windows import Act, How, windows

NOTICE_WINDOW = 6
"""Months before a notice deadline from which it is pointed out."""


def _live(inventory: Inventory, contract: Contract) -> list[str]:
    """Return the systems of a contract that are in use, by id."""
    return sorted(
        name
        for name in set(contract.systems)
        if name in inventory.systems and inventory.systems[name].in_use
    )


def no_end(view: View) -> Iterator[Issue]:
    """EST201: a contract without an end date."""
    for signed in view.contracts:
        if signed.first_end is None:
            message = f"{signed.title} has no end date, so nothing can be planned by it"
            hint = "write ends = the last day of its first term; leave extensions aside"
            yield Issue(signed.fact(), message, hint)


def lapsed(view: View) -> Iterator[Issue]:
    """EST202: a contract that has ended, for a system in use, and nothing follows it."""
    covered = {
        (signed.council, system)
        for signed in view.contracts
        if signed.may_run
        for system in signed.contract.systems
    }
    for signed in view.contracts:
        inventory, contract = signed.inventory, signed.contract
        end = contract.current_end if signed.term is None else None
        if end is None or end >= view.as_of or contract.renews:
            continue
        uncovered = [
            system
            for system in _live(inventory, contract)
            if (signed.council, system) not in covered
        ]
        if uncovered and not _followed(inventory, contract):
            using = ", ".join(f"`{system}`" for system in uncovered[:3])
            message = f"{signed.title} ended on {in_words(end)}; still in use: {using}"
            hint = "record the extension taken, the renewal or the contract that follows"
            yield Issue(signed.fact("ends"), message, hint)


def _followed(inventory: Inventory, contract: Contract) -> bool:
    return contract.successor is not None and contract.successor in inventory.contracts


def notice_due(view: View) -> Iterator[Issue]:
    """EST203: notice must soon be given, or could have been, before a contract renews itself."""
    latest = add_months(view.as_of, NOTICE_WINDOW)
    for signed in view.contracts:
        contract = signed.contract
        if signed.term is None or contract.notice_months is None or contract.renewal == "none":
            continue
        terms = contract.terms
        act = _next_notice(terms, view.as_of)
        if act is not None and act.by is not None and act.by <= latest:
            message = f"{signed.title} {_notice_words(terms, act, act.by, view.as_of)}"
            hint = _notice_hint(terms, act.by, view.as_of)
            yield Issue(signed.fact("notice_months"), message, hint)


def _notice_hint(terms: Terms, deadline: date, on: date) -> str:
    """Return what to do: what was said of the renewal decides, and whether there is time."""
    if not terms.renews:
        return 'record whether it renews itself: write renewal = "tacit" or renewal = "none"'
    if deadline < on:
        return "too late for this term: allow this rule; estate contracts says when it can end next"
    return 'decide now: once notice is given, write renewal = "none"; if it stays, allow this rule'


def _next_notice(terms: Terms, on: date) -> Act | None:
    """Return the notice that ends the first term which it can end; None where none is needed.

    What is irrevocable until later renews itself before, and after its last renewal a contract
    ends by itself.
    """
    without_more = replace(terms, extensions=terms.extensions[: terms.taken])
    for window in windows(without_more, on, on):
        if window.how is not How.BREAK:
            return window.acts[-1] if window.acts else None
    return None


def _notice_words(terms: Terms, act: Act, deadline: date, on: date) -> str:
    by = in_words(deadline)
    if not terms.renews:
        until = in_words(act.closes)
        return f"needs notice by {by} to end on {until}; whether it renews itself is not recorded"
    if deadline < on:
        longer = terms.end_after(terms.taken, act.number) or date.max
        return f"renews itself until {in_words(longer)}: the last day for notice was {by}"
    if act.closes == date.max:
        return f"renews itself after {in_words(act.closes)} unless notice is given by {by}"
    renewed = in_words(act.closes + timedelta(days=1))
    return f"renews itself on {renewed} unless notice is given by {by}"


def impossible_dates(view: View) -> Iterator[Issue]:
    """EST204: a contract that ends before it starts, or was awarded after its end."""
    for signed in view.contracts:
        contract = signed.contract
        if contract.ends is None:
            continue
        for key in ("starts", "awarded"):
            first: date | None = getattr(contract, key)
            if first is not None and contract.ends < first:
                message = (
                    f"{signed.title} ends on {in_words(contract.ends)}, before it "
                    f"{'starts' if key == 'starts' else 'is awarded'} on {in_words(first)}"
                )
                yield Issue(signed.fact("ends"), message)


def framework_over(view: View) -> Iterator[Issue]:
    """EST205: a contract called off from a framework that had ended, extensions included."""
    frameworks = view.portfolio.catalogue.frameworks
    for signed in view.contracts:
        contract = signed.contract
        framework = frameworks.get(contract.framework) if contract.framework else None
        called_off = contract.awarded or contract.starts
        if framework is None or framework.ends is None or called_off is None:
            continue
        last = extend_end(framework.ends, framework.extension_months or 0)
        if last < called_off:
            message = (
                f"{signed.title} dates from {in_words(called_off)}, after "
                f"{framework.name} ended on {in_words(last)}"
            )
            hint = "correct the dates or the framework; record `awarded` if it was earlier"
            yield Issue(signed.fact("framework"), message, hint)


def no_contract(view: View) -> Iterator[Issue]:
    """EST206: a bought system in use with no contract; once for a council that has none."""
    for council, inventory in view.councils:
        if not view.is_whole(council, "contracts"):
            continue
        bought = _bought(inventory)
        if bought and not inventory.contracts:
            message = f"no contract is recorded, though {len(bought)} of its systems are bought"
            yield Issue(Fact(council, ("council",)), message, "record them under [contracts.ID]")
            continue
        covered = {name for contract in inventory.contracts.values() for name in contract.systems}
        for name, product in sorted(bought.items()):
            if name not in covered:
                message = f"no contract is recorded for `{name}`, which uses {product}"
                hint = "name it in the `systems` of a contract"
                yield Issue(Fact(council, ("systems", name)), message, hint)


def _bought(inventory: Inventory) -> Mapping[str, str]:
    """Return the systems in use that have a product of their own, each with it."""
    return {
        name: system.product
        for name, system in inventory.systems.items()
        if system.product is not None and system.platform is None and system.in_use
    }
