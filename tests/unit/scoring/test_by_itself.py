"""The days on which a score changes by itself."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.scoring.cases import REF, TODAY, estate

from estate.scoring import overall_by_date
from estate.scoring.by_itself import turns


def test_days_worked_by_hand() -> None:
    last = date(2028, 3, 31)
    graph = estate({"product": "app@1"}, products={"app": {"security_support_until": last}})
    found = turns(graph, REF, TODAY, 36)
    # On 22 November 2026 support ends in 16 months: within 24, score 4. Within 12 from the same
    # day of the month a year before, score 5; over from the day after, score 6, and then software
    # gets no security updates, whatever its unknown vulnerabilities: L6 from 1-6 to 5-6.
    assert [
        (turn.on, [(b.code, b.low, b.high, a.low, a.high) for b, a in turn.changes])
        for turn in found
    ] == [
        (date(2027, 3, 31), [("L1", 4, 4, 5, 5)]),
        (date(2028, 4, 1), [("L1", 5, 5, 6, 6), ("L6", 1, 6, 5, 6)]),
    ]


def test_nothing_dated_never_changes() -> None:
    assert turns(estate({"support": {"people": 1}}), REF, TODAY, 120) == ()


DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(DAYS, DAYS, DAYS)
def test_every_day_of_three_years_agrees_with_asking_day_by_day(
    support: date, contract: date, hardware: date
) -> None:
    graph = estate(
        {"product": "app@1", "hardware": {"supported_until": hardware}},
        products={"app": {"security_support_until": support}},
        contracts={"k": {"systems": ["it"], "ends": contract, "renewal": "none"}},
    )
    found = {turn.on: turn.overall for turn in turns(graph, REF, TODAY, 36)}
    days = [TODAY + timedelta(days=n) for n in range(0, 1_096, 7)]
    now = overall_by_date(graph, REF, [TODAY])[0]
    for day, slow in zip(days, overall_by_date(graph, REF, days), strict=True):
        expected = [overall for on, overall in sorted(found.items()) if on <= day]
        assert (expected[-1] if expected else now) == slow
