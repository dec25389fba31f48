"""Ranked opportunities: what councils could buy together, when, and what is for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom
from estate.comparison.lots import SHARE_CAP, split
from estate.comparison.procurement import Purchase, bridging_checks, coverages, purchase_checks
from estate.comparison.procurement_rules import FRAMEWORK_MONTHS
from estate.comparison.view import Withheld, bounds, exact, known
from estate.comparison.windows import HORIZON_MONTHS, LEAD_MONTHS, Measure, joint_windows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.comparison.lots import Split
    from estate.comparison.procurement import Coverage
    from estate.comparison.procurement_rules import Check
    from estate.comparison.view import Amount, SectorView
    from estate.comparison.windows import Case, Departures, JointDate, JointWindows


@dataclass(frozen=True, slots=True)
class Asked:
    """What is taken for granted in looking for opportunities; all of it is printed with them."""

    lead_months: int = LEAD_MONTHS
    """Months before which no joint date is looked for."""
    horizon_months: int = HORIZON_MONTHS
    """Months within which joint dates are looked for."""
    contract_months: int = FRAMEWORK_MONTHS
    """Months that a joint contract lasts with its options, for its value."""
    share_cap: Fraction = SHARE_CAP
    """The most that one supplier is to have of the value."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, middle and greatest of some figures, and of how many councils they are."""

    least: Fraction
    middle: Fraction
    most: Fraction
    councils: int


@dataclass(frozen=True)
class Opportunity:
    """What councils have for a capability, or for several, as something to buy together."""

    view: SectorView
    windows: JointWindows
    asked: Asked

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Ids of the capabilities."""
        return self.windows.capabilities

    @property
    def name(self) -> str:
        """The capabilities' plain names."""
        return ", ".join(self.view.capability_name(each) for each in self.capabilities)

    @property
    def cases(self) -> tuple[Case, ...]:
        """The councils that have something for it, by id."""
        return self.windows.cases

    @property
    def date(self) -> JointDate | None:
        """The joint date: the one on which the most councils leave free."""
        return self.windows.main

    def joining(self, best: JointDate | None = None) -> tuple[Case, ...]:
        """Return the councils that can leave on a date, at whatever cost or agreement.

        Without one it is the joint date.
        """
        best = best or self.date
        if best is None:
            return ()
        can = best.span.councils(Freedom.FREE, Freedom.AT_COST, Freedom.BY_AGREEMENT)
        return tuple(self.cases[k] for k in can)

    def free(self) -> tuple[Case, ...]:
        """Return the councils that leave free on the joint date."""
        if self.date is None:
            return ()
        return tuple(self.cases[k] for k in self.date.span.councils(Freedom.FREE))

    @property
    def annual_value(self) -> int:
        """Pounds a year of the contracts whose price is known exactly, of all councils."""
        return sum(case.weight(Measure.VALUE) for case in self.cases)

    @property
    def free_value(self) -> int:
        """Pounds a year of the councils that leave free on the joint date, as far as known."""
        return sum(case.weight(Measure.VALUE) for case in self.free())

    def unvalued(self) -> tuple[Case, ...]:
        """Return the councils whose annual value is not known exactly."""
        return tuple(case for case in self.cases if case.annual_value is None)

    @cached_property
    def per_user(self) -> Spread | None:
        """Running cost for each user, pounds a year; None where no council's is known."""
        return _spread(_unit(case, [each.users for each in case.systems]) for case in self.cases)

    @cached_property
    def per_head(self) -> Spread | None:
        """Running cost for each inhabitant, pounds a year; None where no council's is known."""
        return _spread(_unit(case, [case.population]) for case in self.cases)

    @cached_property
    def purchase(self) -> Purchase | None:
        """What would be bought together on the joint date; None where there is no such date."""
        if self.date is None:
            return None
        return Purchase(self.joining(), self.date.day, self.asked.contract_months)

    @cached_property
    def frameworks(self) -> tuple[Coverage, ...]:
        """The frameworks held against the purchase, those that cover all councils first."""
        return () if self.purchase is None else coverages(self.view, self.purchase)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The rules for the purchase, and for what has to be prolonged until its date."""
        if self.purchase is None or self.date is None:
            return ()
        found = list(purchase_checks(self.purchase, self.view.as_of))
        for case in self.cases:
            found += bridging_checks(case, self.date.day, case.ways(self.date.day))
        return tuple(found)

    @cached_property
    def lots(self) -> Split:
        """The joining councils in lots, none above the share that one supplier is to have."""
        values = {
            case.council.id: case.annual_value
            for case in self.joining()
            if case.annual_value is not None
        }
        return split(values, self.asked.share_cap)

    def missing(self) -> tuple[str, ...]:
        """Return what is unknown and withheld, in sentences' parts, with how many councils."""
        return tuple(_missing(self.cases))


def _unit(case: Case, sizes: Iterable[Amount]) -> Fraction | None:
    """Return a council's running cost for one of something; None where a part is not known."""
    costs = [exact(system.annual_cost) for system in case.systems]
    known_sizes = [exact(size) for size in sizes]
    if None in costs or None in known_sizes:
        return None
    size = sum(each for each in known_sizes if each is not None)
    return Fraction(sum(each for each in costs if each is not None), size) if size else None


def _spread(figures: Iterable[Fraction | None]) -> Spread | None:
    known_ones = sorted(each for each in figures if each is not None)
    if not known_ones:
        return None
    middle = median(known_ones)
    return Spread(known_ones[0], Fraction(middle), known_ones[-1], len(known_ones))


def _missing(cases: tuple[Case, ...]) -> Iterable[str]:
    """Yield each kind of gap with how many councils have it; those without any are left out."""
    kinds = (
        ("contract", [_contract_gap(case) for case in cases]),
        ("annual value", [_value_gap(case) for case in cases]),
        ("users", [_gap(each.users for each in case.systems) for case in cases]),
        ("population", [_gap([case.population]) for case in cases]),
    )
    for name, gaps in kinds:
        for word in ("unknown", "rough", "withheld"):
            number = gaps.count(word)
            if number:
                yield f"{name} {word} of {number}"


def _gap(amounts: Iterable[Amount]) -> str:
    own = list(amounts)
    if any(isinstance(each, Withheld) for each in own):
        return "withheld"
    if any(bounds(each) is None for each in own):
        return "unknown"
    return "" if all(exact(each) is not None for each in own) else "rough"


def _value_gap(case: Case) -> str:
    return _gap(contract.annual_value for contract in case.contracts) if case.contracts else ""


def _contract_gap(case: Case) -> str:
    bare = [each for each in case.systems if not case.council.contracts_of(each)]
    if not bare:
        return ""
    return "unknown" if any(known(each.contracts) is not None for each in bare) else "withheld"


def opportunities(
    view: SectorView, capabilities: Iterable[str], asked: Asked = Asked()
) -> tuple[Opportunity, ...]:
    """Return what two councils or more could buy together, the best first.

    Best is: the most pounds a year that leave free on the joint date; then the most councils that
    do; then the most pounds a year in all; then by id. What is not known counts as nothing.
    """
    shared: Departures = {}
    found = [opportunity(view, (name,), asked, shared) for name in sorted(set(capabilities))]
    return tuple(sorted((each for each in found if len(each.cases) > 1), key=_rank))


def opportunity(
    view: SectorView,
    capabilities: Iterable[str],
    asked: Asked = Asked(),
    known_ones: Departures | None = None,
) -> Opportunity:
    """Return some capabilities, taken together, as something to buy together."""
    months = asked.lead_months, asked.horizon_months
    found = joint_windows(view, capabilities, *months, known_ones)
    return Opportunity(view, found, asked)


def _rank(each: Opportunity) -> tuple[int, int, int, tuple[str, ...]]:
    return -each.free_value, -len(each.free()), -each.annual_value, each.capabilities
