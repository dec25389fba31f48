"""The examples of the pages of the criteria, and what scoring says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.cases.checking import write

from estate.graph import build
from estate.portfolio import SystemRef
from estate.reading import Reading, read
from estate.scoring import (
    Answer,
    CriterionScore,
    Interval,
    LegacyScore,
    council_risks,
    interoperability_of,
    score_system,
)
from estate.scoring.rules.derived import Derived

PAGES = Path(__file__).resolve().parents[3] / "docs" / "criteria"
REF = SystemRef("strathallan", "council-tax")
WORKSPACE = {"estate.toml": "[estate]\nas_of = 2026-11-22\n"}
_FENCE = re.compile(
    r"^```(?:toml file=(?P<file>\S+)|(?P<text>text))\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_SAID = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "cannot tell"}
_CODE = {"judgements": "L3"}
"""The criterion that a page's examples are about, where the page has not its code."""


@dataclass(frozen=True)
class Example:
    """Files, and what the page prints for them."""

    files: dict[str, str]
    said: str


def examples(page: str) -> Iterator[Example]:
    """Yield a page's examples in turn; a file stays as it was until it is given anew."""
    files = dict(WORKSPACE)
    for block in _FENCE.finditer((PAGES / f"{page}.md").read_text(encoding="utf-8")):
        if block["text"]:
            yield Example(dict(files), block["body"].strip())
        else:
            files[block["file"]] = block["body"]


def result(page: str, example: Example, folder: Path) -> str:
    """Return what scoring says of an example, as the page has it."""
    reading = read(write(folder, example.files))
    assert reading.portfolio is not None
    assert [str(one) for one in reading.findings if one.severity == "error"] == []
    as_of = reading.portfolio.workspace.as_of
    assert as_of is not None
    graph = build(reading.portfolio)
    score = score_system(graph, REF, as_of)
    if page == "overall":
        return _overall(score)
    if page == "council-risks":
        risks = council_risks(score, interoperability_of(graph, REF, as_of))
        return "\n".join(f"{risk.name}: {_SAID[risk.present]}. {risk.because}" for risk in risks)
    return _criterion(score.criterion(_CODE.get(page, page)), reading, folder)


def _criterion(found: CriterionScore, reading: Reading, folder: Path) -> str:
    span = Derived(found.low, found.high, found.rule, found.because).span
    lines = [f"{found.code} {found.name}: {span} ({found.rule})", found.because]
    places = [reading.locate(fact) for fact in found.facts]
    shown = [f"{place.path}:{place.line}" for place in places if place]
    prefix = f"{folder.as_posix()}/"
    return "\n".join([*lines, *([", ".join(shown).replace(prefix, "")] if shown else [])])


def _overall(score: LegacyScore) -> str:
    totals = (("likelihood", score.likelihood), ("impact", score.impact))
    parts = [f"{name} {_range(value)}" for name, value in (*totals, ("overall", score.overall))]
    classes = f"legacy: {_SAID[score.legacy]}; red-rated: {_SAID[score.red_rated]}"
    return f"{', '.join(parts)}\n{classes}"


def _range(value: Interval) -> str:
    return str(value.low) if value.exact else f"{value.low} to {value.high}"
