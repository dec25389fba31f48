"""Tolerate, invest, migrate or eliminate: where a system stands by technical and functional fit.

The four quadrants are Gartner's (TIME). It publishes no numbers; these are ours:

* **Technical fit**, 1 to 5, is worked out from the likelihood criteria that speak of technology,
  L1 end of support, L5 environment, L6 vulnerabilities and L7 incidents. Their total t is the
  framework's, (mean + maximum) / 2, and fit is 1 + 4 x (6 - t) / 5: t of 1 is 5, t of 6 is 1. A
  recorded `technical_fit` narrows the range that the facts leave, where it lies in it or would by
  rounding; otherwise the facts stand.
* **Functional fit**, 1 to 5, is what is recorded as `functional_fit`, and what the score of L4
  (business needs), where it is known, makes of it: 1 + 4 x (6 - L4) / 5. Where both are recorded
  and differ by more than a half, fit is the range between them.
* High is 3, the midpoint, or more.

| | functional fit low | functional fit high |
|---|---|---|
| technical fit high | tolerate | invest |
| technical fit low | eliminate | migrate |

A hint at what to do with it follows only where one quadrant is certain and facts carry the hint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from estate.portfolio import Fact
from estate.portfolio.judgements import MAX_LIKELIHOOD
from estate.scoring.estate_scores import case_of
from estate.scoring.framework import LEGACY_FROM, category_total
from estate.scoring.results import Interval
from estate.scoring.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.graph import EstateGraph
    from estate.scoring.results import CriterionScore, LegacyScore

TECHNICAL = ("L1", "L5", "L6", "L7")
"""The criteria that speak of technology; contract, people and business needs do not."""
WORST, BEST, MIDPOINT = 1, 5, 3
ROUNDING = Fraction(1, 2)
"""A whole number on record agrees with what would round to it."""

Disposition = Literal["retain", "retire", "rehost", "replatform", "replace", "consolidate"]


class Quadrant(StrEnum):
    """What Gartner's model would have done with a system."""

    TOLERATE = "tolerate"
    INVEST = "invest"
    MIGRATE = "migrate"
    ELIMINATE = "eliminate"


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a system fits in one respect: a range from 1 to 5, and why."""

    fit: Interval
    because: str
    facts: tuple[Fact, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anything at all is known of it."""
        return self.fit.low > WORST or self.fit.high < BEST


@dataclass(frozen=True, slots=True)
class Hint:
    """What facts point to, and which; a hint, not a decision."""

    disposition: Disposition
    because: str


@dataclass(frozen=True, slots=True)
class TimeView:
    """Where a system stands: both fits, the quadrants that are still possible, and hints."""

    technical: Fit
    functional: Fit
    quadrants: tuple[Quadrant, ...]
    hints: tuple[Hint, ...]

    @property
    def quadrant(self) -> Quadrant | None:
        """Return the quadrant; None where more than one is possible."""
        return self.quadrants[0] if len(self.quadrants) == 1 else None


def time_view(graph: EstateGraph, score: LegacyScore, as_of: date) -> TimeView:
    """Return where a system stands, from its score at a date and what is recorded of it."""
    technical, functional = _technical(graph, score), _functional(graph, score)
    quadrants = tuple(_quadrants(technical.fit, functional.fit))
    hints = tuple(_hints(graph, score, as_of, quadrants[0])) if len(quadrants) == 1 else ()
    return TimeView(technical, functional, quadrants, hints)


def fit_of(likelihood: Fraction | int) -> Fraction:
    """Return the fit, 5 to 1, that a likelihood of 1 to 6 makes."""
    return WORST + Fraction(BEST - WORST) * (MAX_LIKELIHOOD - likelihood) / (MAX_LIKELIHOOD - 1)


def _technical(graph: EstateGraph, score: LegacyScore) -> Fit:
    criteria = [score.criterion(code) for code in TECHNICAL]
    fit = Interval(
        fit_of(category_total([one.high for one in criteria])),
        fit_of(category_total([one.low for one in criteria])),
    )
    worst = max(criteria, key=lambda one: (one.low, one.high))
    because = f"From {', '.join(f'{one.code} {_span(one)}' for one in criteria)}."
    because += f" {worst.code} weighs most: {worst.because}"
    facts = tuple(fact for one in criteria for fact in one.facts)
    stated = graph.portfolio.system(score.ref).technical_fit
    if stated is None:
        return Fit(fit, because, facts)
    at = (_fact(score, "technical_fit"), *facts)
    nearest = min(max(Fraction(stated), fit.low), fit.high)
    if abs(nearest - stated) > ROUNDING:
        return Fit(fit, f"{because} The recorded {stated} is set aside: the facts exclude it.", at)
    if fit.low == fit.high:
        return Fit(fit, because, at)
    return Fit(Interval(nearest, nearest), f"Recorded as {stated}. {because}", at)


def _span(one: CriterionScore) -> str:
    return str(one.low) if one.known else f"{one.low} to {one.high}"


def _functional(graph: EstateGraph, score: LegacyScore) -> Fit:
    stated = graph.portfolio.system(score.ref).functional_fit
    need = score.criterion("L4")
    ends: list[Fraction] = []
    because: list[str] = []
    facts: list[Fact] = []
    if stated is not None:
        ends.append(Fraction(stated))
        because.append(f"Recorded as {stated}.")
        facts.append(_fact(score, "functional_fit"))
    differs = stated is None or abs(fit_of(need.low) - stated) > ROUNDING
    if stated is None or (need.known and differs):
        ends += [fit_of(need.high), fit_of(need.low)]
        facts += need.facts
    if need.known:
        because.append(f"L4 is {need.low}: {need.because}")
    said = " ".join(because) or "Neither `functional_fit` nor business needs (L4) are recorded."
    return Fit(Interval(min(ends), max(ends)), said, tuple(facts))


def _fact(score: LegacyScore, key: str) -> Fact:
    return Fact(score.ref.council, ("systems", score.ref.system, key))


def _quadrants(technical: Interval, functional: Interval) -> Iterator[Quadrant]:
    for quadrant, sound, useful in (
        (Quadrant.TOLERATE, True, False),
        (Quadrant.INVEST, True, True),
        (Quadrant.MIGRATE, False, True),
        (Quadrant.ELIMINATE, False, False),
    ):
        if _can_be(technical, high=sound) and _can_be(functional, high=useful):
            yield quadrant


def _can_be(fit: Interval, *, high: bool) -> bool:
    return fit.high >= MIDPOINT if high else fit.low < MIDPOINT


def _hints(
    graph: EstateGraph, score: LegacyScore, as_of: date, quadrant: Quadrant
) -> Iterator[Hint]:
    if quadrant is Quadrant.INVEST:
        yield Hint("retain", "It serves its purpose, and what it stands on is sound.")
        return
    if quadrant is Quadrant.TOLERATE:
        yield Hint("retain", "What it stands on is sound; it does less than the business needs.")
        return
    if quadrant is Quadrant.ELIMINATE and not graph.dependants_of(score.ref):
        surely = graph.dependants_complete(score.ref)
        because = "Nothing depends on it" if surely else "Nothing is recorded to depend on it"
        yield Hint("retire", f"{because}, and it fits neither the business nor technically.")
    yield from _elsewhere(graph, score)
    if quadrant is Quadrant.MIGRATE:
        yield from _moving(graph, score, as_of)


def _elsewhere(graph: EstateGraph, score: LegacyScore) -> Iterator[Hint]:
    """Yield where else what it is used for is provided: existing platforms, the same council."""
    portfolio, ref = graph.portfolio, score.ref
    system = portfolio.system(ref)
    wanted = set(system.capabilities)
    for name, platform in sorted(portfolio.catalogue.platforms.items()):
        shared = sorted(wanted & set(platform.capabilities))
        if shared and platform.status == "existing" and system.platform != name:
            yield Hint("consolidate", f"Platform {name} provides {shared[0]} already.")
    for name, other in sorted(portfolio.councils[ref.council].systems.items()):
        shared = sorted(wanted & set(other.capabilities))
        if shared and name != ref.system and other.in_use and other.lifecycle != "phase-out":
            yield Hint("consolidate", f"{ref.council}/{name} is used for {shared[0]} too.")


def _moving(graph: EstateGraph, score: LegacyScore, as_of: date) -> Iterator[Hint]:
    """Yield what is worn out of a system that the business still wants: itself, or its ground."""
    support, place = score.criterion("L1"), score.criterion("L5")
    if support.low >= LEGACY_FROM:
        itself = _support_of_itself(graph, score, as_of)
        if itself[0] >= LEGACY_FROM:
            yield Hint("replace", support.because if support.low == itself[0] else itself[2])
        elif itself[1] < LEGACY_FROM:
            why = "its product is supported" if itself[2] else "it was made for this council"
            yield Hint("replatform", f"What it runs on is the trouble, {why}. {support.because}")
    elif support.high < LEGACY_FROM <= place.low:
        yield Hint(
            "rehost", f"Its software is supported; where it runs is not fit. {place.because}"
        )


def _support_of_itself(graph: EstateGraph, score: LegacyScore, as_of: date) -> tuple[int, int, str]:
    """Return the range of L1 by its own product alone, and why; a bespoke system has no maker."""
    case = case_of(graph, score.ref, as_of)
    if case.system.product is None:
        return (1, 1, "") if case.system.bespoke else (1, MAX_LIKELIHOOD, "")
    alone = case.system.model_copy(update={"technology": ()})
    derived = RULES["L1"](replace(case, system=alone))
    return derived.low, derived.high, derived.because
