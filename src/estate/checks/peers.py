"""Figures a hundred times off what others record: pence for pounds, thousands for units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from operator import itemgetter
from typing import NamedTuple

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.checks.wording import pounds
from estate.portfolio import Fact, System, split_product

TIMES = 100
"""How many times more or less than the median is taken for a slip."""
FEWEST_PEERS = 5
"""The fewest others with which a figure is compared."""

_Figure = tuple[float, int, int, str, str]
"""A quotient, roughly; what is divided and by what, exactly; the council and the record's id."""
_Figures = list[tuple[_Figure, System]]


class _Stray(NamedTuple):
    """A figure that is out of line: whose it is, who its peers are, and their median."""

    council: str
    name: str
    value: Fraction
    peers: str
    median: Fraction


def out_of_line(view: View) -> Iterator[Issue]:
    """EST313: a figure at least 100 times the median of its peers, or at most a hundredth.

    Peers use the same product or, where fewer than five others do, serve the same capability. A
    number of users may well be small: it is only said to be too great. The cost a user is compared
    where neither cost nor users are out of line.
    """
    costs, users, per_user = _figures(view)
    told: set[tuple[str, str]] = set()
    for stray in _strays(costs):
        told.add((stray.council, stray.name))
        yield _of_cost(stray, "an annual cost", "")
    for stray in _strays(users):
        if stray.value > stray.median:
            told.add((stray.council, stray.name))
            yield _of_users(stray)
    for stray in _strays(per_user):
        if (stray.council, stray.name) not in told:
            yield _of_cost(stray, "an annual cost per user", " per user")
    for stray in _strays(_contract_values(view)):
        peers = stray.peers.replace("others that", "other contracts for systems that")
        message = _words("a contract's annual value", stray._replace(peers=peers), "")
        fact = Fact(stray.council, ("contracts", stray.name, "annual_value"))
        yield Issue(fact, message, _UNIT)


def _figures(view: View) -> tuple[_Figures, _Figures, _Figures]:
    """Return annual costs, users, and costs a user of the systems in use."""
    costs: _Figures = []
    users: _Figures = []
    per_user: _Figures = []
    for ref, system in view.current:
        cost, count = system.annual_cost, system.users
        total = cost.total if cost is not None else None
        if total:
            costs.append(((float(total), total, 1, ref.council, ref.system), system))
        if count:
            users.append(((float(count), count, 1, ref.council, ref.system), system))
        if total and count:
            per_user.append(((total / count, total, count, ref.council, ref.system), system))
    return costs, users, per_user


def _contract_values(view: View) -> _Figures:
    """Return the annual values of contracts that cover one system in use each."""
    found: _Figures = []
    for signed in view.contracts:
        value, covered = signed.contract.annual_value, signed.contract.systems
        if value and len(covered) == 1:
            system = signed.inventory.systems.get(covered[0])
            if system is not None and system.in_use:
                found.append(((float(value), value, 1, signed.council, signed.name), system))
    return found


def _strays(figures: _Figures) -> Iterator[_Stray]:
    """Compare by product first; what has too few peers there is compared by capability."""
    by_product: dict[str, list[_Figure]] = {}
    for figure, system in figures:
        if system.product is not None:
            by_product.setdefault(split_product(system.product)[0], []).append(figure)
    compared: set[_Figure] = set()
    for product, group in _large(by_product):
        compared.update(group)
        yield from _in_group(group, f"use `{product}`")
    if len(compared) < len(figures):
        yield from _strays_by_capability(figures, compared)


def _strays_by_capability(figures: _Figures, compared: set[_Figure]) -> Iterator[_Stray]:
    groups: dict[str, list[_Figure]] = {}
    for figure, system in figures:
        for capability in system.capabilities:
            groups.setdefault(capability, []).append(figure)
    told = {figure[3:] for figure in compared}
    for capability, group in _large(groups):
        if compared.issuperset(group):
            continue
        for stray in _in_group(group, f"serve `{capability}`"):
            if (stray.council, stray.name) not in told:
                told.add((stray.council, stray.name))
                yield stray


def _large(groups: Mapping[str, list[_Figure]]) -> Iterable[tuple[str, list[_Figure]]]:
    """Return the groups in which each figure has enough peers."""
    return [(name, groups[name]) for name in sorted(groups) if len(groups[name]) > FEWEST_PEERS]


def _in_group(group: list[_Figure], kind: str) -> Iterator[_Stray]:
    """Yield what is out of line in a group: looked for roughly, and then decided exactly."""
    group.sort(key=itemgetter(0))
    middle = group[(len(group) - 1) // 2], group[len(group) // 2]
    about = (middle[0][0] + middle[1][0]) / 2
    few, many = about * 2 / TIMES, about * TIMES / 2
    perhaps = [figure for figure in group if not few < figure[0] < many]
    median = sum((Fraction(one[1], one[2]) for one in middle), Fraction(0)) / 2
    for _, over, under, council, name in perhaps:
        value = Fraction(over, under)
        if value >= median * TIMES or value * TIMES <= median:
            yield _Stray(council, name, value, f"the {len(group) - 1} others that {kind}", median)


_UNIT = "sums are whole pounds a year: was it written in pence, in thousands, or by month?"


def _of_cost(stray: _Stray, what: str, per: str) -> Issue:
    fact = Fact(stray.council, ("systems", stray.name, "annual_cost"))
    return Issue(fact, _words(what, stray, per), _UNIT)


def _of_users(stray: _Stray) -> Issue:
    message = (
        f"{int(stray.value):,} users are {_times(stray)} the median of "
        f"{float(stray.median):,.0f} of {stray.peers}"
    )
    fact = Fact(stray.council, ("systems", stray.name, "users"))
    return Issue(fact, message, "was something else counted, such as citizens or transactions?")


def _words(what: str, stray: _Stray, per: str) -> str:
    value, median = _amount(stray.value), _amount(stray.median)
    return f"{what} of {value} is {_times(stray)} the median of {median}{per} of {stray.peers}"


def _times(stray: _Stray) -> str:
    if stray.value >= stray.median:
        return f"{int(stray.value / stray.median):,} times"
    return f"a {int(stray.median / stray.value):,}th of"


def _amount(value: Fraction) -> str:
    whole = value >= TIMES or value.denominator == 1
    return pounds(int(value)) if whole else f"£{float(value):.2f}"
