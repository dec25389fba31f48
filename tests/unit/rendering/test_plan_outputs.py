"""A plan as JSON and as text."""

from __future__ import annotations

import json

from tests.unit.rendering import gold, sample, sample_plan

from estate.rendering import as_json
from estate.rendering.plan_json import roadmap_json
from estate.rendering.plan_text import plan_text
from estate.rendering.terminal import Terminal, columns_of


def test_the_kept_document() -> None:
    document = roadmap_json(sample_plan.plan(), sample.where)
    gold.same("roadmap.json", as_json.to_text(document))


def test_the_kept_text() -> None:
    gold.same("plan.txt", plan_text(sample_plan.plan(), Terminal()))


def test_steps_name_their_platform_and_dates() -> None:
    steps = roadmap_json(sample_plan.plan(), sample.where)["steps"]
    assert [step["platform"] for step in steps] == [None, None, "pupil-hub"]
    assert steps[0]["start"] == "2027-01-01"
    assert steps[0]["finish"] == "2028-10-01"
    assert steps[0]["person_days"] == {"developer": 120}
    json.dumps(steps)


def test_text_is_safe_and_fits() -> None:
    text = plan_text(sample_plan.plan(), Terminal(width=90, unicode=False))
    assert text.isascii()
    assert "\x07" not in text
    assert max(columns_of(line) for line in text.splitlines()) <= 98


def test_fewer_steps_say_how_many_are_left_out() -> None:
    text = plan_text(sample_plan.plan(), Terminal(), most=1)
    assert "2 more steps are not shown." in text
