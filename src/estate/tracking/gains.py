"""Benefits as they came. Only financial ones are ever added up, and only within one unit."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.tracking.results import FinancialGain, Gain, TrackedBenefit
from estate.tracking.work import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from estate.portfolio import Benefit, Step
    from estate.portfolio.planned import PlannedBenefit
    from estate.tracking.work import Work

FINANCIAL = "financial"


def benefits_of(
    system: str, work: Work, record: Step | None, as_of: date
) -> tuple[TrackedBenefit, ...]:
    """Return the benefits of a step: the recorded ones, then those that only the plan has.

    The same measure of the same kind is the same benefit.
    """
    own = () if record is None else record.benefits
    outcomes = () if record is None else record.outcomes
    found = [_tracked(system, each, as_of, outcome=each in outcomes) for each in own]
    known = {(each.kind, each.measure) for each in found}
    rest = [each for each in work.benefits if (each.kind, each.measure) not in known]
    return (*found, *(_tracked(system, each, as_of, outcome=False) for each in rest))


def _tracked(
    system: str, benefit: Benefit | PlannedBenefit, as_of: date, *, outcome: bool
) -> TrackedBenefit:
    """Return a benefit as it came; one that only the plan has has not been measured."""
    actual = exact(getattr(benefit, "actual", None))
    baseline, target = exact(benefit.baseline), exact(benefit.target)
    gain, share = _gain(baseline, target, actual, benefit.due, as_of)
    return TrackedBenefit(
        system=system,
        kind=benefit.kind,
        measure=benefit.measure,
        unit=benefit.unit,
        baseline=baseline,
        target=target,
        actual=actual,
        due=benefit.due,
        measured=getattr(benefit, "measured", None),
        outcome=outcome,
        gain=gain,
        share=share,
    )


def _gain(
    baseline: Fraction | None,
    target: Fraction | None,
    actual: Fraction | None,
    due: date | None,
    as_of: date,
) -> tuple[Gain, Fraction | None]:
    """Return how far a benefit has come, and how much of the way has been made.

    The way goes from the baseline to the target, up or down. Where both are the same, only
    whether it was kept can be told.
    """
    if actual is None:
        return (Gain.OVERDUE if due is not None and due < as_of else Gain.TO_COME), None
    if baseline is None or target is None:
        return Gain.UNTOLD, None
    if baseline == target:
        return (Gain.REACHED if actual == target else Gain.WORSE), None
    share = (actual - baseline) / (target - baseline)
    if share >= 1:
        return Gain.REACHED, share
    if share > 0:
        return Gain.IN_PART, share
    return (Gain.NONE if share == 0 else Gain.WORSE), share


def by_kind(benefits: Iterable[TrackedBenefit]) -> Mapping[str, Mapping[Gain, int]]:
    """Return for each kind of benefit how many stand how; kinds by name."""
    found: dict[str, Counter[Gain]] = {}
    for each in benefits:
        found.setdefault(each.kind, Counter())[each.gain] += 1
    return {kind: dict(found[kind]) for kind in sorted(found)}


def financial(benefits: Iterable[TrackedBenefit]) -> tuple[FinancialGain, ...]:
    """Return the sums of the financial benefits, one for each unit; other kinds are left out.

    What rises and what falls count alike: by how much it goes towards the target.
    """
    units: dict[str, list[TrackedBenefit]] = {}
    for each in benefits:
        if each.kind == FINANCIAL:
            units.setdefault(each.unit or "", []).append(each)
    return tuple(_sum(unit or None, units[unit]) for unit in sorted(units))


def _sum(unit: str | None, benefits: list[TrackedBenefit]) -> FinancialGain:
    aims = [(each, aim) for each in benefits if (aim := _aim(each)) is not None]
    measured = [(each, aim) for each, aim in aims if each.share is not None]
    return FinancialGain(
        unit=unit,
        benefits=len(benefits),
        aimed=sum((aim for _, aim in aims), Fraction(0)),
        measured=len(measured),
        aimed_of_measured=sum((aim for _, aim in measured), Fraction(0)),
        realised=sum((aim * (each.share or 0) for each, aim in measured), Fraction(0)),
    )


def _aim(benefit: TrackedBenefit) -> Fraction | None:
    """Return by how much a benefit is to change; None where an end is not recorded."""
    if benefit.baseline is None or benefit.target is None:
        return None
    return abs(benefit.target - benefit.baseline)
