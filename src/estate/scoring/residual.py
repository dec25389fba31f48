"""The risk that is left once something has been done about a system."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from estate.scoring.estate_scores import case_of, criterion_score
from estate.scoring.framework import CRITERIA, LIKELIHOOD, overall_interval
from estate.scoring.results import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping
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
    if option.kind == "retire":
        return Interval(Fraction(0), Fraction(0))
    platform = graph.portfolio.catalogue.platforms.get(option.platform or "")
    joined = platform.likelihood if platform and option.kind == "join" else None
    case = case_of(graph, ref, as_of)
    addressed = ADDRESSES.get(option.kind or "retain", frozenset())
    ends = []
    for criterion in CRITERIA:
        stated = _stated(option.likelihood_after, criterion)
        if stated is None and criterion.key in addressed:
            stated = _stated(joined, criterion)
        now = criterion_score(case, criterion)
        if stated is not None:
            ends.append((stated, stated))
        elif criterion.key in addressed:
            ends.append(_lowered(now, policy.residual_likelihood))
        else:
            ends.append((now.low, now.high))
    return overall_interval([low for low, _ in ends], [high for _, high in ends])


def _stated(likelihood: Likelihood | None, criterion: Criterion) -> int | None:
    if criterion.table != "likelihood":
        return None
    judgement = getattr(likelihood, criterion.key, None)
    return None if judgement is None else judgement.score


def _lowered(now: CriterionScore, residual: int) -> tuple[int, int]:
    return min(now.low, residual), min(now.high, residual)
