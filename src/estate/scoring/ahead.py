"""When the score of a system can change while nothing is done to it: the quarters to look at.

Only four criteria look at the date, and each of them only at a few dates of the record. A date
matters on the few days on which it passes from one band to the next; between two of those days
nothing can change, so nothing is worked out again.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from estate.portfolio import split_product
from estate.portfolio.dates import Quarter, add_months, first_of, month_number
from estate.scoring.rules import contract_windows, hardware_age, support_dates
from estate.scoring.rules.derived import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from estate.portfolio import Version
    from estate.scoring.rules.derived import Bands, Case

MONTHS_A_QUARTER = 3


def quarters_ahead(as_of: date, horizon_months: int) -> tuple[date, ...]:
    """Return a date, and the first day of each quarter to begin after it, as a plan has them."""
    begun = month_number(Quarter.of(as_of).starts)
    later = range(MONTHS_A_QUARTER, horizon_months + 1, MONTHS_A_QUARTER)
    return (as_of, *(first_of(begun + months) for months in later))


class Changes:
    """At which of some dates each criterion of a system can differ from the date before.

    The dates are told by their places, as the bits of a number: 0b1010 is the second and fourth.
    A bit may be set where nothing changes after all; where it is not set, nothing does.
    """

    def __init__(self, days: Sequence[date]) -> None:
        """Take the dates, ascending."""
        self._days = days
        self._known: dict[tuple[date, Bands], int] = {}
        self._ages: dict[date, int] = {}

    def of(self, case: Case) -> dict[str, int]:
        """Return the changes by criterion; what cannot change is left out."""
        support = self._support(case)
        found = {
            "L1": support,
            "L2": self._contracts(case),
            "L5": self._hardware(case),
            "L6": support,
        }
        return {code: bits for code, bits in found.items() if bits}

    def _support(self, case: Case) -> int:
        bits = 0
        for version in _versions(case):
            for until in (version.security_support_until, version.extended_support_until):
                bits |= self._bits(until, support_dates.BANDS)
        return bits

    def _contracts(self, case: Case) -> int:
        bits = 0
        for name, contract in case.graph.contracts_of(case.ref):
            for _, one in contract_windows.chain_of(case, name, contract):
                bits |= self._bits(one.end_by_right, contract_windows.BANDS)
                bits |= self._bits(contract_windows.renews_until(one), contract_windows.BANDS)
        return bits

    def _hardware(self, case: Case) -> int:
        hardware = case.system.hardware
        if hardware is None:
            return 0
        bits = self._bits(hardware.supported_until, hardware_age.BANDS)
        return bits | self._by_age(hardware.installed)

    def _bits(self, until: date | None, bands: Bands) -> int:
        if until is None:
            return 0
        key = (until, bands)
        if key not in self._known:
            self._known[key] = _bits([place(until, day, bands).score for day in self._days])
        return self._known[key]

    def _by_age(self, installed: date | None) -> int:
        if installed is None:
            return 0
        if installed not in self._ages:
            ages = [
                sum(installed < add_months(day, -12 * years) for years, _ in hardware_age.AGES)
                for day in self._days
            ]
            self._ages[installed] = _bits(ages)
        return self._ages[installed]


def _versions(case: Case) -> Iterator[Version]:
    products = case.graph.portfolio.catalogue.products
    for use in (case.system.product, *case.system.technology):
        name, version = split_product(use) if use else ("", None)
        product = products.get(name)
        found = product.versions.get(version) if product and version else None
        if found is not None:
            yield found


def _bits(figures: Sequence[int]) -> int:
    """Return the places, as bits, at which a figure differs from the one before it."""
    return sum(1 << at for at, (one, other) in enumerate(pairwise(figures), 1) if one != other)
