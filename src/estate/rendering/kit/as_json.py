"""Results as JSON: for machines, with the same figures and the same way back to the record.

Scores are rounded to four decimals for reading; every class was decided before, on exact fractions.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from estate.diagnostics import Severity, by_place
from estate.portfolio import Fact
from estate.rendering.kit.words import worst_first
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from pydantic import BaseModel

    from estate.diagnostics import Finding
    from estate.portfolio import Contract, Interface, Portfolio, SystemRef
    from estate.rendering.kit.found import Found
    from estate.scoring.results import CriterionScore, Interval, LegacyScore, Scores, Totals

_STEERING = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Control, format and bidi characters, and those that break lines or paragraphs."""
Where = Callable[[Fact], str | None]
"""Turns a fact into `file:line`, or None where it stands in no file."""
Json = dict[str, Any]
PLACES = 4


def to_text(document: Json) -> str:
    r"""Return a document as text: keys sorted, two spaces, letters as they are, a last newline.

    Letters that steer what shows them are written as `\u202e`, which a reader of JSON takes for the
    letter: nothing is lost, and nobody who opens the file sees words in another order.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)
    return _STEERING.sub(_escaped, text) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def number(value: Fraction | int) -> float:
    """Return a figure rounded to four decimals."""
    return float(round(value, PLACES))


def interval_json(interval: Interval) -> Json:
    """Return a range as its two ends."""
    return {"low": number(interval.low), "high": number(interval.high)}


def fact_json(fact: Fact, where: Where) -> Json:
    """Return a fact: whose record, the key path in it, and where that stands."""
    return {"owner": fact.owner, "path": list(fact.path), "where": where(fact)}


def facts_json(facts: Iterable[Fact], where: Where) -> list[Json]:
    """Return facts in the order given."""
    return [fact_json(fact, where) for fact in facts]


def scores_json(scores: Scores, portfolio: Portfolio, where: Where) -> Json:
    """Return the scores of the estate, red-rated systems first, then by how bad they can be."""
    return {
        "as_of": scores.as_of.isoformat(),
        "systems": [score_json(score, portfolio, where) for score in worst_first(scores)],
        "totals": totals_json(scores.totals),
        "councils": {
            council: totals_json(totals) for council, totals in sorted(scores.by_council.items())
        },
    }


def score_json(score: LegacyScore, portfolio: Portfolio, where: Where) -> Json:
    """Return one system's score with each criterion and what it rests on."""
    return {
        "id": str(score.ref),
        "name": portfolio.system(score.ref).name,
        "likelihood": interval_json(score.likelihood),
        "impact": interval_json(score.impact),
        "overall": interval_json(score.overall),
        "legacy": score.legacy.value,
        "red_rated": score.red_rated.value,
        "criteria": [_criterion(criterion, where) for criterion in score.criteria],
    }


def _criterion(criterion: CriterionScore, where: Where) -> Json:
    return {
        "code": criterion.code,
        "key": criterion.key,
        "name": criterion.name,
        "low": criterion.low,
        "high": criterion.high,
        "rule": criterion.rule,
        "because": criterion.because,
        "where": next((place for fact in criterion.facts if (place := where(fact))), None),
        "facts": facts_json(criterion.facts, where),
    }


def totals_json(totals: Totals) -> Json:
    """Return counts; each class has all three answers, so that none is missed."""
    return {
        "systems": totals.systems,
        "legacy": {answer.value: totals.legacy.get(answer, 0) for answer in Answer},
        "red_rated": {answer.value: totals.red_rated.get(answer, 0) for answer in Answer},
        "criteria_known": totals.criteria_known,
        "criteria_total": totals.criteria_total,
    }


def findings_as_json(found: Found) -> str:
    """Return findings by place, with counts by severity, as text; what is left out is counted."""
    left = Counter(finding.severity for finding in found.left_out)
    counts = {severity.value: left[severity] for severity in Severity}
    return to_text({**findings_json(found.findings), "not_shown": counts})


def findings_json(findings: Iterable[Finding]) -> Json:
    """Return findings by place, with counts by severity."""
    ordered = sorted(findings, key=by_place)
    counts = Counter(finding.severity for finding in ordered)
    return {
        "counts": {severity.value: counts[severity] for severity in Severity},
        "findings": [_finding(finding) for finding in ordered],
    }


def _finding(finding: Finding) -> Json:
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": span.path if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end[0] if span and span.end else None,
        "end_column": span.end[1] if span and span.end else None,
        "hint": finding.hint,
        "subject": finding.subject,
        "allowed": finding.allowed,
    }


def system_json(
    portfolio: Portfolio,
    score: LegacyScore,
    where: Where,
    step: Json | None = None,
) -> Json:
    """Return one system: its record, contracts, interfaces, score, and its step where planned."""
    ref = score.ref
    inventory = portfolio.councils[ref.council]
    return {
        "id": str(ref),
        "where": where(Fact(ref.council, ("systems", ref.system))),
        "record": _plain(inventory.systems[ref.system]),
        "contracts": {
            key: _contract(contract)
            for key, contract in sorted(inventory.contracts.items())
            if ref.system in contract.systems
        },
        "interfaces": [
            {"of": owner, **_plain(interface)} for owner, interface in touching(portfolio, ref)
        ],
        "score": score_json(score, portfolio, where),
        "step": step,
    }


def touching(portfolio: Portfolio, ref: SystemRef) -> list[tuple[str, Interface]]:
    """Return the interfaces that end at a system, each with the council that records it."""
    return [
        (owner, interface)
        for owner, inventory in sorted(portfolio.councils.items())
        for interface in inventory.interfaces
        if str(ref) in {_full(owner, interface.from_), _full(owner, interface.to)}
    ]


def _full(council: str, end: str) -> str:
    return end if "/" in end or ":" in end else f"{council}/{end}"


def _contract(contract: Contract) -> Json:
    ends = {
        "current_end": contract.current_end,
        "end_by_right": contract.end_by_right,
        "last_end": contract.last_end,
    }
    return _plain(contract) | {
        "windows": {key: end.isoformat() if end else None for key, end in ends.items()}
    }


def _plain(noun: BaseModel) -> Json:
    return noun.model_dump(mode="json", by_alias=True, exclude_unset=True)
