"""A small fictional estate, its scores and findings: the same for every test of rendering."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from estate.diagnostics import Finding, Severity, Span
from estate.portfolio import (
    IMPACT_CODES,
    LIKELIHOOD_CODES,
    Catalogue,
    Fact,
    Inventory,
    Portfolio,
    SystemRef,
    Workspace,
)
from estate.scoring.results import (
    Answer,
    CriterionScore,
    Interval,
    LegacyScore,
    Scores,
    Totals,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

AS_OF = date(2026, 11, 1)
HOSTILE = "<script>alert('é & \"x\"')</script> \u202eevil\x07 \\"

CATALOGUE = {
    "groups": {
        "revenues": {"name": "Revenues and benefits"},
        "education": {"name": "Education"},
        "corporate": {"name": "Corporate services"},
    },
    "capabilities": {
        "revenues.council-tax": {"name": "Council tax"},
        "revenues.benefits": {"name": "Benefits"},
        "education.pupil-records": {"name": "Pupil records"},
        "corporate.finance": {"name": "Finance"},
        "corporate.payroll": {"name": "Payroll"},
    },
    "products": {"revmaster": {"name": "RevMaster", "kind": "application"}},
    "platforms": {
        "pupil-hub": {
            "name": "Pupil Hub",
            "status": "existing",
            "capabilities": ["education.pupil-records"],
            "members": ["glenmore"],
        }
    },
    "skills": {"developer": {"name": "Developer"}, "analyst": {"name": "Business analyst"}},
    "freezes": {
        "year-end": {
            "name": "Financial year end",
            "capabilities": ["corporate.finance"],
            "from": "03-01",
            "to": "04-30",
        }
    },
}

STRATHALLAN: dict[str, Any] = {
    "council": {"name": "Strathallan Council", "population": 91_400},
    "systems": {
        "council-tax": {
            "name": "Council tax billing",
            "capabilities": ["revenues.council-tax"],
            "product": "revmaster@8",
            "owner": "Head of Revenues",
            "hosting": "on-premises",
            "users": 64,
            "annual_cost": {"licence": 118_000, "hosting": 21_000, "support_staff": 46_000},
            "options": {
                "replace": {
                    "cost": {"capital": 735_000, "revenue": 60_000},
                    "months": 14,
                    "procurement_months": 6,
                    "skills": {"developer": 120},
                    "owner": "Head of Revenues",
                }
            },
        },
        "benefits": {
            "name": "Housing benefit",
            "capabilities": ["revenues.benefits"],
            "depends_on": ["council-tax"],
        },
        "ledger": {
            "name": "General ledger",
            "capabilities": ["corporate.finance"],
            "annual_cost": {"licence": 90_000},
        },
        "pupils": {"name": "Pupil records", "capabilities": ["education.pupil-records"]},
        "odd": {"name": HOSTILE},
    },
    "interfaces": [
        {"from": "council-tax", "to": "ledger", "mechanism": "scheduled-file", "format": "csv"},
        {"from": "benefits", "to": "ledger", "status": "missing"},
        {"from": "pupils", "to": "glenmore/payroll", "mechanism": "email"},
        {"from": "platform:pupil-hub", "to": "pupils"},
    ],
    "contracts": {
        "council-tax": {
            "systems": ["council-tax"],
            "starts": date(2019, 4, 1),
            "ends": date(2027, 3, 31),
            "extensions": [{"months": 12, "by": "council"}, {"months": 12, "by": "agreement"}],
            "notice_months": 6,
            "annual_value": 118_000,
        }
    },
    "skills": {"developer": {"people": 3, "person_days_per_quarter": 40}},
    "budgets": {
        "2026-27": {"capital": 200_000, "revenue": 50_000},
        "2027-28": {"capital": 600_000, "revenue": 50_000},
    },
}

GLENMORE: dict[str, Any] = {
    "council": {"name": "Glenmore Council"},
    "systems": {
        "payroll": {"name": "Payroll & HR", "capabilities": ["corporate.payroll"]},
        "pupils": {"name": "Pupil records", "platform": "pupil-hub"},
    },
}

ONES = (1, 1, 1, 1, 1, 1)
UNKNOWN_IMPACT = ((1, 5),) * 6
Range = int | tuple[int, int]


def portfolio(councils: Mapping[str, Any] | None = None, *, illustrative: bool = True) -> Portfolio:
    """Return the estate, or one of other councils."""
    given = councils or {"glenmore": GLENMORE, "strathallan": STRATHALLAN}
    return Portfolio(
        Workspace(name="The sample estate", illustrative=illustrative),
        Catalogue.model_validate(CATALOGUE),
        {key: Inventory.model_validate(value) for key, value in given.items()},
    )


def _criterion(system: SystemRef, code: str, key: str, value: Range) -> CriterionScore:
    low, high = value if isinstance(value, tuple) else (value, value)
    unknown = (low, high) != (low, low) and low == 1
    return CriterionScore(
        code=code,
        key=key,
        name=key.replace("_", " ").capitalize(),
        low=low,
        high=high,
        rule="unknown" if unknown else "recorded",
        because="nothing is recorded" if unknown else f"recorded as {low}",
        facts=() if unknown else (Fact(system.council, ("systems", system.system, key)),),
    )


def _total(values: Sequence[int]) -> Fraction:
    """The framework's category total: half of mean plus maximum."""
    return (Fraction(sum(values), len(values)) + max(values)) / 2


def _answer(low: bool, high: bool) -> Answer:
    return Answer.YES if low else Answer.UNKNOWN if high else Answer.NO


def score(system: str, likelihood: Sequence[Range], impact: Sequence[Range]) -> LegacyScore:
    """Return a system's score from thirteen numbers or ranges."""
    ref = SystemRef.parse(system)
    ls = [
        _criterion(ref, code, key, value)
        for (key, code), value in zip(LIKELIHOOD_CODES.items(), likelihood, strict=True)
    ]
    cs = [
        _criterion(ref, code, key, value)
        for (key, code), value in zip(IMPACT_CODES.items(), impact, strict=True)
    ]
    like = Interval(_total([c.low for c in ls]), _total([c.high for c in ls]))
    imp = Interval(_total([c.low for c in cs]), _total([c.high for c in cs]))
    overall = Interval(like.low * imp.low, like.high * imp.high)
    return LegacyScore(
        ref,
        (*ls, *cs),
        like,
        imp,
        overall,
        legacy=_answer(any(c.low >= 3 for c in ls), any(c.high >= 3 for c in ls)),
        red_rated=_answer(overall.low >= 16, overall.high >= 16),
    )


def _totals(scores: Iterable[LegacyScore]) -> Totals:
    ordered = list(scores)
    return Totals(
        systems=len(ordered),
        legacy={a: sum(s.legacy is a for s in ordered) for a in Answer},
        red_rated={a: sum(s.red_rated is a for s in ordered) for a in Answer},
        criteria_known=sum(c.known for s in ordered for c in s.criteria),
        criteria_total=sum(len(s.criteria) for s in ordered),
    )


def scores(reverse: bool = False) -> Scores:
    """Return the scores of the estate; `reverse` builds them in the opposite order."""
    every = [
        score("strathallan/council-tax", (5, 5, 5, 5, 6, 6, 6), (5, 5, 2, 5, 5, 4)),
        score("strathallan/benefits", (3, 1, 1, 1, 1, 1, 1), ONES),
        score("strathallan/ledger", (2, 2, 2, 2, 2, 2, 2), (5, 5, 5, 5, 5, 5)),
        score("strathallan/pupils", (6, (1, 6), 1, 1, 1, 1, 1), UNKNOWN_IMPACT),
        score("strathallan/odd", ((1, 6),) * 7, UNKNOWN_IMPACT),
        score("glenmore/payroll", (1,) * 7, ONES),
        score("glenmore/pupils", (4, 4, 4, 4, 4, 4, 4), (4, 4, 4, 4, 4, 4)),
    ]
    if reverse:
        every.reverse()
    councils = sorted({s.ref.council for s in every}, reverse=reverse)
    return Scores(
        AS_OF,
        {s.ref: s for s in every},
        _totals(every),
        {c: _totals(s for s in every if s.ref.council == c) for c in councils},
    )


def where(fact: Fact) -> str | None:
    """Return a made-up place."""
    return f"councils/{fact.owner}.toml:{len(fact.path) * 10}" if fact.owner else None


def findings() -> tuple[Finding, ...]:
    """Return a finding of each severity, one without a place, one with a hostile text."""
    return (
        Finding(
            "EST204",
            Severity.WARNING,
            "The contract 'council-tax' ends on 31 Mar 2027 and nothing follows it.",
            Span("councils/strathallan.toml", 40, 8),
            "Record `successor`, or an option that leaves it.",
            "strathallan/council-tax",
        ),
        Finding(
            "EST013",
            Severity.ERROR,
            f"Unknown key '{HOSTILE}'",
            Span("councils/glenmore.toml", 3, 1),
        ),
        Finding("EST301", Severity.NOTE, "Three criteria are unknown."),
    )
