"""A plan read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from estate.reading.plan_file import PlanFault, parse_plan, read_plan

KEPT = Path(__file__).parents[2] / "gold" / "roadmap.json"


def changed(**changes: Any) -> bytes:  # noqa: ANN401
    return json.dumps(json.loads(KEPT.read_bytes()) | changes).encode()


def test_what_the_program_writes_is_read() -> None:
    raw = json.loads(KEPT.read_bytes())
    plan = read_plan(KEPT)
    assert [step.system for step in plan.steps] == [step["system"] for step in raw["steps"]]
    assert [kept.system for kept in plan.kept] == [kept["system"] for kept in raw["kept"]]
    first = plan.steps[0]
    assert first.start.isoformat() == raw["steps"][0]["start"]
    assert [why.words for why in first.why] == [why["words"] for why in raw["steps"][0]["why"]]
    assert plan.step_of(first.system) == first
    assert plan.step_of("no/such") is None
    assert plan.kept_of("no/such") is None


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "not JSON, or cut off: Expecting value at line 1, column 1"),
        (b'{"steps": [', "not JSON, or cut off"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"[]", "JSON, but not a plan; `estate plan --out FOLDER` writes roadmap.json"),
        (b'{"councils": {}}', "JSON, but not a plan"),
        (b'{"status": "infeasible", "steps": []}', "it says that no plan was found"),
        (b"[" * 100_000, "JSON beyond reason"),
        (b'{"steps": 9e999999}', "as_of"),
        (changed(as_of="soon"), "as_of: "),
        (changed(kept=None), "kept: "),
        (changed(steps=[{"system": "a/b"}]), "steps[0].option: Field required"),
    ],
)
def test_what_is_not_a_plan_is_told_where(raw: bytes, words: str) -> None:
    with pytest.raises(PlanFault) as fault:
        parse_plan(raw)
    assert str(fault.value).startswith(words)
    assert fault.value.exit_status == 1


def test_a_plan_with_a_mark_before_it_as_windows_writes_one() -> None:
    assert parse_plan(b"\xef\xbb\xbf" + KEPT.read_bytes()).steps


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PlanFault, match=r"none\.json: No such file or directory; `estate plan"):
        read_plan(tmp_path / "none.json")
    with pytest.raises(PlanFault, match=r"directory|denied"):
        read_plan(tmp_path)


def test_the_file_is_named_harmlessly(tmp_path: Path) -> None:
    bad = tmp_path / "a\x1bb.json"
    bad.write_bytes(b"{")
    with pytest.raises(PlanFault) as fault:
        read_plan(bad)
    assert "\x1b" not in str(fault.value)
