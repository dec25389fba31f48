"""Contracts that run side by side for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from estate.checks.rule import Issue
from estate.checks.view import Signed, View
from estate.portfolio.dates import in_words

_Term = tuple[date, date, Signed]
"""First and last day of a contract as things stand, and itself."""


def overlapping(view: View) -> Iterator[Issue]:
    """EST210: two contracts for one system with one supplier, or on one subject, at a time.

    Subjects and lots that differ tell them apart, and so does one that is the other's successor.
    What overlapped and is over is left alone.
    """
    told: set[tuple[str, str]] = set()
    for terms in _groups(view):
        for one, other in _pairs(terms):
            name = (other[2].council, other[2].name)
            if name not in told:
                told.add(name)
                yield _issue(one, other)


def _groups(view: View) -> list[list[_Term]]:
    """Return the contracts that still run, by system and what tells contracts for it apart."""
    groups: dict[tuple[str, ...], list[_Term]] = {}
    for signed in view.contracts:
        contract, end = signed.contract, signed.term
        subject = (contract.subject or "").casefold().strip()
        if contract.starts is None or end is None or not (contract.supplier or subject):
            continue
        if contract.starts > view.as_of and signed.first_end is not None:
            end = max(end, signed.first_end)
        for system in dict.fromkeys(contract.systems):
            key = (signed.council, system, contract.supplier or "", subject, contract.lot or "")
            groups.setdefault(key, []).append((contract.starts, end, signed))
    return [terms for terms in groups.values() if len(terms) > 1]


def _pairs(terms: list[_Term]) -> Iterator[tuple[_Term, _Term]]:
    """Yield each contract that starts while another runs, with the one that runs longest."""
    terms.sort(key=lambda term: (term[0], term[2].name))
    longest = terms[0]
    for term in terms[1:]:
        if term[0] <= longest[1] and not _successive(longest[2], term[2]):
            yield longest, term
        longest = max(longest, term, key=lambda one: one[1])


def _successive(one: Signed, other: Signed) -> bool:
    return one.contract.successor == other.name or other.contract.successor == one.name


def _issue(one: _Term, other: _Term) -> Issue:
    message = (
        f"{other[2].title} starts on {in_words(other[0])}, while {one[2].title} for the same "
        f"runs until {in_words(one[1])}"
    )
    hint = "name it as the other's successor, or tell them apart by `subject`"
    return Issue(other[2].fact("starts"), message, hint)
