"""Tolerate, invest, migrate, eliminate: ranges are sound, and every quadrant named is reached."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.scoring.cases import REF, TODAY, estate

from estate.scoring import score_system
from estate.scoring.time_model import TimeView, time_view

JUDGED = ("end_of_support", "environment", "vulnerabilities", "history")
RECORDED = st.fixed_dictionaries({}, optional={key: st.integers(1, 6) for key in JUDGED})
FIT = st.none() | st.integers(1, 5)


def view(likelihood: dict[str, int], fit: int | None) -> TimeView:
    system: dict[str, Any] = {"likelihood": likelihood}
    if fit is not None:
        system["functional_fit"] = fit
    graph = estate(system)
    return time_view(graph, score_system(graph, REF, TODAY), TODAY)


@given(RECORDED, FIT, st.data())
def test_every_completion_is_among_the_quadrants(
    likelihood: dict[str, int], fit: int | None, data: st.DataObject
) -> None:
    before = view(likelihood, fit)
    rest = {key: data.draw(st.integers(1, 6)) for key in JUDGED if key not in likelihood}
    after = view(likelihood | rest, fit or data.draw(st.integers(1, 5)))
    assert after.quadrant in before.quadrants
    assert before.technical.fit.low <= after.technical.fit.low
    assert after.technical.fit.exact
    assert after.technical.fit.high <= before.technical.fit.high


@given(RECORDED, FIT)
def test_every_quadrant_named_is_reached(likelihood: dict[str, int], fit: int | None) -> None:
    reached = {
        view(dict.fromkeys(JUDGED, worst) | likelihood, fit or end).quadrant
        for worst in (1, 6)
        for end in (1, 5)
    }
    assert reached == set(view(likelihood, fit).quadrants)


@given(RECORDED, st.integers(1, 5), st.sampled_from(JUDGED))
def test_a_worse_criterion_never_fits_better(
    likelihood: dict[str, int], fit: int, key: str
) -> None:
    now = likelihood.get(key, 1)
    better, worse = (
        view(likelihood | {key: now}, fit),
        view(likelihood | {key: min(6, now + 1)}, fit),
    )
    assert worse.technical.fit.low <= better.technical.fit.low
    assert worse.technical.fit.high <= better.technical.fit.high
