"""Contracts: terms that are missing, that contradict one another or reach beyond a framework."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from estate.checks.rule import Issue
from estate.checks.view import Signed, View
from estate.checks.wording import pounds
from estate.portfolio import Contract, Fact, Framework, Inventory
from estate.portfolio.dates import in_words, months_until

FEWEST_PARTS = 2
"""How many times too small or too great a total must be before it is said to contradict."""


def no_notice(view: View) -> Iterator[Issue]:
    """EST207: a contract that renews itself, and nobody recorded by when notice must be given."""
    for signed in view.contracts:
        contract = signed.contract
        if contract.renewal == "tacit" and contract.notice_months is None and signed.may_run:
            message = f"{signed.title} renews itself, and its notice is not recorded"
            hint = "write notice_months = the whole months of notice it asks for; 0 for none"
            yield Issue(signed.fact(), message, hint)


def no_renewal(view: View) -> Iterator[Issue]:
    """EST208: a contract with an end, of which neither the renewal nor the notice is recorded."""
    for signed in view.contracts:
        contract = signed.contract
        known = contract.renewal is not None or contract.notice_months is not None
        if not known and signed.term is not None:
            message = f"how {signed.title} ends is not recorded: by itself, or by notice"
            hint = 'write renewal = "none" or "tacit", and notice_months where notice is asked for'
            yield Issue(signed.fact(), message, hint)


def no_value(view: View) -> Iterator[Issue]:
    """EST209: a contract with neither an annual nor a total value."""
    for signed in view.contracts:
        contract = signed.contract
        known = contract.annual_value is not None or contract.total_value is not None
        if not known and signed.may_run:
            message = f"no value is recorded for {signed.title}"
            hint = "write annual_value, or total_value where it is paid once; an estimate will do"
            yield Issue(signed.fact(), message, hint)


def value_contradicts(view: View) -> Iterator[Issue]:
    """EST211: a total value that is less than half, or more than twice, what its years come to.

    The years count from the start: the initial term for what is too small, every extension
    besides for what is too great. Of a contract that renews itself the second is not asked.
    """
    for signed in view.contracts:
        contract = signed.contract
        total, yearly = contract.total_value, contract.annual_value
        if not total or not yearly or contract.starts is None:
            continue
        first, last = signed.first_end, contract.last_end
        if first is None or last is None or last < contract.starts:
            continue
        least = yearly * _months(contract.starts, first)
        most = yearly * _months(contract.starts, last)
        too_small = 12 * total * FEWEST_PARTS < least
        too_great = not contract.renews and 12 * total > most * FEWEST_PARTS
        if too_small or too_great:
            months = _months(contract.starts, first if too_small else last)
            message = (
                f"{signed.title} has a total value of {pounds(total)}, and "
                f"{pounds(yearly)} a year for {months} months come to "
                f"{pounds((least if too_small else most) // 12)}"
            )
            hint = "is one of them for another time, or in another unit?"
            yield Issue(signed.fact("total_value"), message, hint)


def _months(starts: date, last: date) -> int:
    return months_until(starts, last + timedelta(days=1)) if last < date.max else 0


def for_what_is_retired(view: View) -> Iterator[Issue]:
    """EST212: a contract in force whose systems are all out of use."""
    for signed in view.contracts:
        contract, end = signed.contract, signed.term
        if end is None or not _all_retired(signed.inventory, contract):
            continue
        if contract.starts is not None and contract.starts > view.as_of:
            continue
        message = f"{signed.title} runs until {in_words(end)}, and what it covers is retired"
        hint = "end it if it is still paid; else take out the systems that it no longer covers"
        yield Issue(signed.fact("systems"), message, hint)


def _all_retired(inventory: Inventory, contract: Contract) -> bool:
    systems = inventory.systems
    return bool(contract.systems) and all(
        name in systems and systems[name].lifecycle == "retired" for name in contract.systems
    )


def two_ends(view: View) -> Iterator[Issue]:
    """EST214: a last day that is not the one that the start and the months of the term give."""
    for signed in view.contracts:
        if signed.contract.term_months is None:
            continue
        contradiction = signed.contract.terms.contradiction
        if contradiction is not None:
            recorded, counted = contradiction
            message = (
                f"{signed.title} ends on {in_words(recorded)}, and its start and its "
                f"{signed.contract.term_months} months give {in_words(counted)}"
            )
            hint = "record one of them; `ends` is the last day on which it runs"
            yield Issue(signed.fact("ends"), message, hint)


def out_of_order(view: View) -> Iterator[Issue]:
    """EST215: an extension taken before one that is not, or bound for longer than it can last."""
    for signed in view.contracts:
        yield from _taken_out_of_order(signed)
        terms = signed.contract.terms
        bound, last = terms.irrevocable_until, terms.final_end
        if bound is None or last is None or terms.renewal is None:
            continue
        if last < bound:
            message = (
                f"{signed.title} is irrevocable until {in_words(bound)}, and can last until "
                f"{in_words(last)} at most"
            )
            hint = "correct the day, or record the extensions and renewals that lead there"
            yield Issue(signed.fact("irrevocable_until"), message, hint)


def _taken_out_of_order(signed: Signed) -> Iterator[Issue]:
    """Yield the first extension that counts for nothing, since one before it was not taken."""
    extensions = signed.contract.extensions
    missing = signed.contract.terms.taken
    for place in range(missing, len(extensions)):
        if extensions[place].taken:
            message = (
                f"{signed.title}: extension {place + 1} is marked as taken and does not count, "
                f"since extension {missing + 1} before it is not"
            )
            hint = "write taken = true on each that was used, in their order"
            fact = Fact(signed.council, ("contracts", signed.name, "extensions", place, "taken"))
            yield Issue(fact, message, hint)
            return


def beyond_framework(view: View) -> Iterator[Issue]:
    """EST213: a call-off that its framework does not cover."""
    frameworks = view.portfolio.catalogue.frameworks
    for signed in view.contracts:
        contract = signed.contract
        framework = frameworks.get(contract.framework) if contract.framework else None
        if framework is not None:
            for key, reason in _beyond(signed.council, contract, framework):
                message = f"{signed.title}: {reason}"
                hint = "correct the contract, or the framework in the catalogue"
                yield Issue(signed.fact(key), message, hint)


def _beyond(council: str, contract: Contract, framework: Framework) -> Iterator[tuple[str, str]]:
    called_off = contract.awarded or contract.starts
    if framework.may_call_off and council not in framework.may_call_off:
        yield "framework", f"{council} is not among those who may call off from {framework.name}"
    if framework.suppliers and contract.supplier and contract.supplier not in framework.suppliers:
        yield "supplier", f"`{contract.supplier}` is not among the suppliers on {framework.name}"
    if framework.starts and called_off and called_off < framework.starts:
        key = "awarded" if contract.awarded else "starts"
        since = in_words(framework.starts)
        yield key, f"it dates from before {framework.name}, which started on {since}"
    if framework.value_limit and (contract.total_value or 0) > framework.value_limit:
        most = pounds(framework.value_limit)
        yield "total_value", f"its value is above the {most} that may be bought by {framework.name}"
