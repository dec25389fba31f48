"""L2 `contract-windows`: until when contracts for the system are secured.

| secured until | score |
|---|---|
| before the as-of date | 6 |
| within 6 months of it | 5 |
| within 12 months | 4 |
| within 24 months | 3 |
| within 36 months | 2 |
| later | 1 |

Secured means: by extensions that the council may use alone, and by a successor contract where one
is recorded. A contract that renews itself goes on, and scores 2; if it may do so only so often, no
better than 2 by the day on which that ends. The worst contract counts; one whose end is not
recorded could be anything. The bands are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from estate.portfolio import Fact
from estate.portfolio.dates import in_words
from estate.scoring.rules.derived import (
    CERTAIN,
    Bands,
    Derived,
    listed,
    place,
    unknown_likelihood,
)

if TYPE_CHECKING:
    from datetime import date

    from estate.portfolio import Contract
    from estate.portfolio.terms import Terms
    from estate.scoring.rules.derived import Case

RULE = "contract-windows"
BANDS = Bands(((6, 5), (12, 4), (24, 3), (36, 2)), later=1)
RENEWS_ITSELF = 2


class _Secured(NamedTuple):
    name: str
    low: int
    high: int
    because: str
    facts: tuple[Fact, ...]


def vendor_contract(case: Case) -> Derived:
    """Return L2 from the contracts that name the system."""
    contracts = case.graph.contracts_of(case.ref)
    if not contracts:
        return unknown_likelihood("No contract is recorded for it.")
    secured = [_secured(case, name, contract) for name, contract in contracts]
    worst = min(secured, key=lambda one: (-one.low, one.high))
    missing = [one for one in secured if one.low != one.high]
    high = max(one.high for one in secured)
    gap = f"Until when {listed([one.name for one in missing])} is secured is not known."
    if len(missing) == len(secured) and (worst.low, high) == (1, CERTAIN):
        return unknown_likelihood(gap, tuple(fact for one in missing for fact in one.facts))
    because, facts = worst.because, worst.facts
    if missing and high > worst.low:
        because = f"{because} {gap}".lstrip()
        facts += tuple(fact for one in missing if one is not worst for fact in one.facts)
    return Derived(worst.low, high, RULE, because, facts)


def _secured(case: Case, name: str, contract: Contract) -> _Secured:
    chain = chain_of(case, name, contract)
    title = f"contract '{contract.name or name}'"
    last_name, last = chain[-1]
    council = case.ref.council
    followed = tuple(Fact(council, ("contracts", one, "successor")) for one, _ in chain[:-1])
    if last.renews:
        return _renewing(case, title, last_name, last, followed)
    terms = [(it.terms, one) for one, it in chain]
    ends = [(it.end_by_right, one) for it, one in terms]
    known = [(end, one) for end, one in ends if end is not None]
    if not known:
        unended = Fact(council, ("contracts", last_name))
        return _Secured(title, 1, CERTAIN, "", (*followed, unended))
    until, decisive = max(known)
    placed = place(until, case.as_of, BANDS)
    # A successor without an end secures it at least as long as what went before.
    low = 1 if ends[-1][0] is None else placed.score
    facts = (*followed, Fact(council, ("contracts", decisive, "ends")))
    because = _words(title, until, placed.words, [it for it, _ in terms])
    return _Secured(title, low, placed.score, because, facts)


def _renewing(
    case: Case, title: str, name: str, contract: Contract, followed: tuple[Fact, ...]
) -> _Secured:
    council = case.ref.council
    facts = (*followed, Fact(council, ("contracts", name, "renewal")))
    if contract.renewals_at_most is None:
        because = f"{_capital(title)} renews itself unless notice is given."
        return _Secured(title, RENEWS_ITSELF, RENEWS_ITSELF, because, facts)
    facts += (Fact(council, ("contracts", name, "renewals_at_most")),)
    until = renews_until(contract)
    if until is None:
        return _Secured(title, RENEWS_ITSELF, CERTAIN, "", facts)
    placed = place(until, case.as_of, BANDS)
    score = max(RENEWS_ITSELF, placed.score)
    last = f"renewed itself for the last time until {in_words(until)}"
    if placed.words:
        last = f"renews itself until {in_words(until)} at most, {placed.words}"
    return _Secured(title, score, score, f"{_capital(title)} {last}.", facts)


def renews_until(contract: Contract) -> date | None:
    """Return the last day of the last renewal; None if that is unknown or there is no limit."""
    if contract.renewals_at_most is None or not contract.renews:
        return None
    terms = contract.terms
    return terms.end_after(terms.taken, contract.renewals_at_most)


def chain_of(case: Case, name: str, contract: Contract) -> list[tuple[str, Contract]]:
    """Return the contract and those that follow it, as far as they are recorded."""
    chain = {name: contract}
    follower = contract.successor
    while follower is not None and follower not in chain:
        successor = case.inventory.contracts.get(follower)
        if successor is None:
            break
        chain[follower] = successor
        follower = successor.successor
    return list(chain.items())


def _words(title: str, until: date, when: str, chain: list[Terms]) -> str:
    followers = " with what follows it" if len(chain) > 1 else ""
    if not when:
        return f"{_capital(title)}{followers} ended on {in_words(until)}."
    unused = any(one.extensions and one.end_by_right != one.current_end for one in chain)
    rights = ", counting extensions that the council may use alone" if unused else ""
    return f"{_capital(title)}{followers} is secured until {in_words(until)}, {when}{rights}."


def _capital(title: str) -> str:
    return title[0].upper() + title[1:]
