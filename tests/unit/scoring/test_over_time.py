"""The same record at later dates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.unit.scoring.cases import REF, TODAY, estate

from estate.scoring import Interval, overall_by_date, score_system

KNOWN = {
    "likelihood": {"skills": 1, "business_need": 1, "history": 1},
    "impact": {
        "safety": 1,
        "reputation": 1,
        "financial": 1,
        "stakeholders": 1,
        "operations": 1,
        "other_systems": 1,
    },
    "hosting": "saas",
    "technology": ["p@1"],
    "vulnerabilities": {"critical": 0, "high": 0, "other": 0, "assessed": date(2026, 11, 1)},
}
PRODUCTS = {"p": {"security_support_until": date(2028, 6, 30)}}
CONTRACTS = {"k": {"systems": ["it"], "ends": date(2040, 3, 31)}}


def exactly(value: Fraction) -> Interval:
    return Interval(value, value)


def test_support_runs_out_and_with_it_the_trust_in_a_clean_record() -> None:
    graph = estate(KNOWN, products=PRODUCTS, contracts=CONTRACTS)
    found = overall_by_date(graph, REF, [TODAY, date(2028, 6, 30), date(2028, 7, 1)])
    # Today L1 is 4 (19 months left), all else 1: (10/7 + 4) / 2 = 38/14.
    # On the last day L1 is 5: (11/7 + 5) / 2 = 46/14.
    # A day later L1 is 6 and L6 is 5: (16/7 + 6) / 2 = 58/14. Impact is 1.
    assert found == tuple(exactly(Fraction(n, 14)) for n in (38, 46, 58))


def test_an_assessment_does_not_grow_stale_in_a_look_ahead() -> None:
    later = date(2028, 1, 1)
    graph = estate(KNOWN, products=PRODUCTS, contracts=CONTRACTS)
    assert overall_by_date(graph, REF, [TODAY, later])[1].exact
    assert not score_system(graph, REF, later).overall.exact
    assert not overall_by_date(graph, REF, [later])[0].exact


def test_contracts_lapse_and_hardware_ages() -> None:
    machines = {"installed": date(2021, 12, 1), "supported_until": date(2045, 1, 1)}
    hardware = {"hosting": "on-premises", "hardware": {**machines, "unsuitable": False}}
    soon = {"k": {"systems": ["it"], "ends": date(2028, 3, 31)}}
    graph = estate({**KNOWN, **hardware}, products=PRODUCTS, contracts=soon)
    dates = [TODAY, date(2026, 12, 2), date(2028, 4, 1)]
    # L1, L2, L5: 4, 3, 2 (supported for long) -> 4 + 3 + 2 + 4 ones = 13: (13 + 28) / 14.
    # A day later the hardware is more than five years old: 4, 3, 3 -> 42/14.
    # In April 2028: L1 5, L2 6, L5 3: 5 + 6 + 3 + 4 = 18: (18 + 42) / 14.
    assert overall_by_date(graph, REF, dates) == tuple(
        exactly(Fraction(n, 14)) for n in (41, 42, 60)
    )


def test_it_agrees_with_scoring_at_each_date_where_nothing_goes_stale() -> None:
    fresh = {**KNOWN, "vulnerabilities": {"critical": 1}}
    graph = estate(fresh, products=PRODUCTS, contracts=CONTRACTS)
    dates = [date(2027 + year, month, 1) for year in range(16) for month in (1, 7)]
    assert overall_by_date(graph, REF, dates) == tuple(
        score_system(graph, REF, day).overall for day in dates
    )
    assert overall_by_date(graph, REF, []) == ()
