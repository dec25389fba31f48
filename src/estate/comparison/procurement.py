"""The rules of procurement held against what is recorded of a joint purchase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom, months_begun
from estate.comparison.procurement_rules import (
    CLEAR_CLAUSE,
    FOUR_YEARS,
    FRAMEWORK_MONTHS,
    HIGHER,
    IN_FORCE,
    NAMED,
    REGIME,
    REGULATED,
    SCOPE,
    SMALL_CHANGE,
    SMALL_CHANGE_PERCENT,
    VALUE_LEFT,
    WHOLE_VALUE,
    Check,
    Outcome,
    Rule,
    threshold,
)
from estate.comparison.view import exact, known
from estate.portfolio.dates import extend_end, in_words, term_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.comparison.departures import Way
    from estate.comparison.view import ContractView, SectorView
    from estate.comparison.windows import Case
    from estate.portfolio.catalogue import Framework


@dataclass(frozen=True, slots=True)
class Purchase:
    """A joint purchase: who, from when, for how many months, and at least how many pounds."""

    cases: tuple[Case, ...]
    day: date
    """The day on which what they have ends."""
    months: int
    """Months that the new contract lasts, all options counted: an assumption."""

    @property
    def least_value(self) -> Fraction:
        """Pounds over its months, at what the contracts that are known cost today."""
        known_ones = [case.annual_value for case in self.cases]
        return sum(
            (Fraction(each * self.months, 12) for each in known_ones if each is not None),
            Fraction(0),
        )

    @property
    def unvalued(self) -> int:
        """How many councils' value is not known exactly."""
        return sum(case.annual_value is None for case in self.cases)

    @property
    def councils(self) -> tuple[str, ...]:
        """Ids of its councils."""
        return tuple(case.council.id for case in self.cases)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A framework held against a joint purchase."""

    id: str
    framework: Framework
    missing: tuple[str, ...]
    """Councils that it does not name; () where it names all, or names none at all."""
    last: date | None
    """Its last day with every extension; None where it is not recorded."""
    left: Fraction | None
    """Pounds left, at most: its value less what councils here are known to have called off."""
    checks: tuple[Check, ...]

    @property
    def outcome(self) -> Outcome:
        """Whether it covers all: fails with one check, passes with all of them."""
        outcomes = {check.outcome for check in self.checks}
        if Outcome.FAILS in outcomes:
            return Outcome.FAILS
        return Outcome.CANNOT_TELL if Outcome.CANNOT_TELL in outcomes else Outcome.PASS


def money(amount: Fraction | int) -> str:
    """Return pounds for a sentence, rounded to the pound, halves to even."""
    return f"£{round(amount):,}"


def purchase_checks(purchase: Purchase, on: date) -> tuple[Check, ...]:
    """Return the rules for a joint purchase by its value, as they stand on a day."""
    value = _value_words(purchase)
    together = f"{value} counts {len(purchase.cases)} councils and {purchase.months} months"
    return (
        Check(REGIME, Outcome.CANNOT_TELL, "Who leads, and under which Act a framework was made."),
        _threshold_check(REGULATED, purchase, on),
        _threshold_check(HIGHER, purchase, on),
        Check(WHOLE_VALUE, Outcome.CANNOT_TELL, f"{together}; lots are counted together."),
    )


def _value_words(purchase: Purchase) -> str:
    sign = "at least " if purchase.unvalued else ""
    return f"{sign}{money(purchase.least_value)}"


def _threshold_check(rule: Rule, purchase: Purchase, on: date) -> Check:
    """Hold the value without VAT against a threshold: with VAT it is no less, whatever the rate."""
    found = threshold(rule, on)
    if found is None:
        return Check(rule, Outcome.CANNOT_TELL, f"No threshold is recorded for {in_words(on)}.")
    limit = f"{money(found.pounds)} {found.vat} VAT"
    if found.status != "verified":
        limit += " (to be confirmed)"
    value = _value_words(purchase)
    if purchase.least_value >= found.pounds:
        return Check(rule, Outcome.APPLIES, f"{value} without VAT reaches {limit}.")
    if purchase.unvalued or found.vat == "with":
        return Check(rule, Outcome.CANNOT_TELL, f"{value} without VAT; the threshold is {limit}.")
    return Check(rule, Outcome.PASS, f"{value} without VAT is below {limit}.")


def coverages(view: SectorView, purchase: Purchase) -> tuple[Coverage, ...]:
    """Return the catalogue's frameworks that have not ended, those that cover all first."""
    order = (Outcome.PASS, Outcome.CANNOT_TELL, Outcome.FAILS)
    found = [
        _coverage(view, purchase, name, framework)
        for name, framework in sorted(view.catalogue.frameworks.items())
        if (_last_day(framework) or date.max) >= view.as_of
    ]
    return tuple(sorted(found, key=lambda each: (order.index(each.outcome), each.id)))


def _last_day(framework: Framework) -> date | None:
    if framework.ends is None:
        return None
    return extend_end(framework.ends, framework.extension_months or 0)


def _coverage(view: SectorView, purchase: Purchase, name: str, framework: Framework) -> Coverage:
    named = framework.may_call_off
    missing = tuple(each for each in purchase.councils if named and each not in named)
    left, unknown = _left(view, name, framework)
    return Coverage(
        name,
        framework,
        missing,
        _last_day(framework),
        left,
        (
            _named_check(framework, missing),
            _term_check(framework),
            _force_check(framework, purchase, view.as_of),
            _left_check(purchase, left, unknown),
            _scope_check(purchase, name),
        ),
    )


def _named_check(framework: Framework, missing: tuple[str, ...]) -> Check:
    if missing:
        return Check(NAMED, Outcome.FAILS, f"Not named: {', '.join(missing)}.")
    if not framework.may_call_off:
        return Check(NAMED, Outcome.CANNOT_TELL, "The record names no council: see its notice.")
    return Check(NAMED, Outcome.PASS, "Every council is named.")


def _term_check(framework: Framework) -> Check:
    last = _last_day(framework)
    if framework.starts is None or last is None:
        return Check(FOUR_YEARS, Outcome.CANNOT_TELL, "Its first or last day is not recorded.")
    longest = term_end(framework.starts, FRAMEWORK_MONTHS)
    words = f"{in_words(framework.starts)} to {in_words(last)}"
    if last <= longest:
        return Check(FOUR_YEARS, Outcome.PASS, f"{words}, extensions counted.")
    return Check(FOUR_YEARS, Outcome.FAILS, f"{words}, extensions counted, is more than 4 years.")


def _force_check(framework: Framework, purchase: Purchase, as_of: date) -> Check:
    last, first = _last_day(framework), framework.starts
    if last is None:
        return Check(IN_FORCE, Outcome.CANNOT_TELL, "Its last day is not recorded.")
    if first is not None and first > purchase.day:
        return Check(IN_FORCE, Outcome.FAILS, f"It begins on {in_words(first)}, after the date.")
    if last < as_of:
        return Check(IN_FORCE, Outcome.FAILS, f"It ended on {in_words(last)}.")
    sure = framework.ends or last
    if sure >= purchase.day:
        return Check(IN_FORCE, Outcome.PASS, f"In force until {in_words(sure)}.")
    words = f"Call off by {in_words(sure)}, before the joint date"
    if last > sure:
        words += f"; by {in_words(last)} if it is extended"
    return Check(IN_FORCE, Outcome.CANNOT_TELL, f"{words}.")


def _left(view: SectorView, name: str, framework: Framework) -> tuple[Fraction | None, int]:
    """Return the pounds left at most, and how many call-offs are known without their value."""
    calls = [
        contract
        for council in view.councils
        for contract in council.contracts
        if contract.framework == name
    ]
    values = [exact(contract.total_value) for contract in calls]
    known_ones = [value for value in values if value is not None]
    if framework.value_limit is None:
        return None, len(calls) - len(known_ones)
    return Fraction(framework.value_limit - sum(known_ones)), len(calls) - len(known_ones)


def _left_check(purchase: Purchase, left: Fraction | None, unknown: int) -> Check:
    if left is None:
        return Check(VALUE_LEFT, Outcome.CANNOT_TELL, "Its value is not recorded.")
    need = _value_words(purchase)
    words = f"At most {money(left)} is left; {need} is needed"
    if left < purchase.least_value:
        return Check(VALUE_LEFT, Outcome.FAILS, f"{words}.")
    others = f"{unknown} known call-offs have no value, and others" if unknown else "Others"
    return Check(VALUE_LEFT, Outcome.CANNOT_TELL, f"{words}. {others} may have called off too.")


def _scope_check(purchase: Purchase, name: str) -> Check:
    lots = sorted(
        {
            f"{case.council.id}{f' ({known(contract.lot)})' if known(contract.lot) else ''}"
            for case in purchase.cases
            for contract in case.contracts
            if contract.framework == name
        }
    )
    if lots:
        return Check(SCOPE, Outcome.PASS, f"Called off for the same by {', '.join(lots)}.")
    return Check(SCOPE, Outcome.CANNOT_TELL, "No council here called off for the same under it.")


def bridging_checks(
    case: Case, day: date, ways: Iterable[tuple[ContractView, Way]]
) -> tuple[Check, ...]:
    """Return what lets a council prolong each contract until a day, or does not."""
    found = []
    for contract, way in ways:
        if way.extension_months:
            words = f"{case.council.id}/{contract.id}: an option of {way.extension_months} months"
            found.append(Check(CLEAR_CLAUSE, Outcome.PASS, f"{words} is recorded."))
        if way.freedom is Freedom.OVER and way.until is not None:
            found.append(_small_change(case, contract, way.until, day))
    return tuple(found)


def _small_change(case: Case, contract: ContractView, since: date, day: date) -> Check:
    """Hold the price of the months from an end to a day against a tenth of the contract's value."""
    months = months_begun(since, day)
    annual, whole = exact(contract.annual_value), exact(contract.total_value)
    name = f"{case.council.id}/{contract.id}"
    if annual is None or whole is None:
        words = f"{name}: {months} months to bridge; its value is not known exactly"
        return Check(SMALL_CHANGE, Outcome.CANNOT_TELL, f"{words}.")
    price = Fraction(annual * months, 12)
    limit = Fraction(whole * SMALL_CHANGE_PERCENT, 100)
    words = f"{name}: {months} months to bridge, {money(price)} of {money(whole)}"
    if price >= limit:
        return Check(SMALL_CHANGE, Outcome.FAILS, f"{words}, is not below 10%.")
    sum_words = f"{words}, is below 10%; whether it is below the threshold is to be confirmed"
    found = threshold(REGULATED, day)
    if found is not None and price < found.pounds:
        sum_words = f"{words}, is below 10% and below {money(found.pounds)}"
    return Check(SMALL_CHANGE, Outcome.CANNOT_TELL, f"{sum_words}.")
