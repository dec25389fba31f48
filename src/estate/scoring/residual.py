"""The risk that is left once something has been done about a system."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from estate.scoring.estate_scores import case_of, criterion_score
from estate.scoring.framework import CRITERIA, LIKELIHOOD, overall_interval
from estate.scoring.results import Interval
from estate.scoring.rules import DATED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import Likelihood, Option, SystemRef
    from estate.scoring.framework import Criterion
    from estate.scoring.results import CriterionScore

_ALL = frozenset(criterion.key for criterion in LIKELIHOOD)
_SOFTWARE = frozenset({"end_of_support", "vulnerabilities"})
_PLACE = frozenset({"environment"})

ADDRESSES: Mapping[str, frozenset[str]] = {
    "retain": frozenset(),
    "upgrade": _SOFTWARE,
    "rehost": _PLACE,
    "replatform": _SOFTWARE | _PLACE,
    "refactor": _ALL,
    "replace": _ALL,
    "join": _ALL,
    "consolidate": _ALL,
    "retire": _ALL,
}
"""Which likelihood criteria each kind of option addresses: declared policy, ours.

* A system that is replaced, rewritten, or moved onto a platform or system run by others starts
  afresh in every respect: software, contract, people, fit, machines and history.
* An upgrade renews the software, and with it support and security updates; the contract, the
  people and the machines stay.
* A new host renews the machines and their room, and nothing else.
* A new platform underneath renews machines and the software under the application.
* A retired system has no risk left at all, whatever its impact was.
* Retaining changes nothing.

Impact is what happens if it fails. No option is taken to lower it, save retiring.
"""


class ResidualPolicy(Protocol):
    """What is asked of a planning policy here."""

    @property
    def residual_likelihood(self) -> int:
        """Likelihood taken for each criterion that an option addresses, once it is live."""


def after_option(
    graph: EstateGraph, ref: SystemRef, option: Option, policy: ResidualPolicy, as_of: date
) -> Interval:
    """Return the system's overall score at a date at which an option is live.

    A criterion that the kind of option addresses comes down to the policy's residual likelihood,
    if it is higher; for `join`, to what is recorded as the likelihood of the platform itself. A
    number stated in the option's `likelihood_after` counts before either, for any criterion.
    Everything else is as it would be at that date if nothing were done. A retired system scores
    0, which is off the framework's scale on purpose.
    """
    return after_option_by_date(graph, ref, option, policy, (as_of,))[0]


def after_option_by_date(
    graph: EstateGraph,
    ref: SystemRef,
    option: Option,
    policy: ResidualPolicy,
    dates: Sequence[date],
) -> tuple[Interval, ...]:
    """Return the overall score at each date, as if the option were live from the first.

    What an option does not address ages on: a contract lapses after an upgrade as before it.
    As in `overall_by_date`, vulnerabilities are taken to be assessed as often as now.
    """
    if option.kind == "retire":
        return (Interval(Fraction(0), Fraction(0)),) * len(dates)
    lowered = _Lowered(graph, option, policy)
    today = min(dates)
    first = case_of(graph, ref, today)
    fixed = [lowered.ends(criterion, criterion_score(first, criterion)) for criterion in CRITERIA]
    found = []
    for day in dates:
        case = case_of(graph, ref, day, assessed_by=today)
        ends = [
            lowered.ends(criterion, criterion_score(case, criterion))
            if criterion.code in DATED
            else known
            for criterion, known in zip(CRITERIA, fixed, strict=True)
        ]
        found.append(overall_interval([low for low, _ in ends], [high for _, high in ends]))
    return tuple(found)


class _Lowered:
    """What an option makes of a criterion."""

    def __init__(self, graph: EstateGraph, option: Option, policy: ResidualPolicy) -> None:
        platform = graph.portfolio.catalogue.platforms.get(option.platform or "")
        self._joined = platform.likelihood if platform and option.kind == "join" else None
        self._addressed = ADDRESSES.get(option.kind or "retain", frozenset())
        self._stated = option.likelihood_after
        self._residual = policy.residual_likelihood

    def ends(self, criterion: Criterion, now: CriterionScore) -> tuple[int, int]:
        """Return the lowest and highest that a criterion can score once the option is live."""
        stated = _stated(self._stated, criterion)
        if stated is None and criterion.key in self._addressed:
            stated = _stated(self._joined, criterion)
        if stated is not None:
            return stated, stated
        if criterion.key in self._addressed:
            return min(now.low, self._residual), min(now.high, self._residual)
        return now.low, now.high


def _stated(likelihood: Likelihood | None, criterion: Criterion) -> int | None:
    if criterion.table != "likelihood":
        return None
    judgement = getattr(likelihood, criterion.key, None)
    return None if judgement is None else judgement.score
