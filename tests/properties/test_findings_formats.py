"""Whatever stands in an inventory, no format of check can be made to say something else."""

from __future__ import annotations

import json
import re
from functools import cache

import jsonschema
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.support.documents import ROOT

from estate.diagnostics import Finding, Severity, Span
from estate.rendering.findings.formats import FORMATS, written
from estate.rendering.kit.found import Found
from estate.rendering.kit.terminal import Terminal

PIECES = (
    "`", "``", "|", "\\", "<b>", "<!-- ", " -->", "&lt;", "[x](y)", "![", "::error::", "##[error]",
    "%0A", "%", ":", ",", "\n", "\r", "@you", "#1", "https://x.y", "www.", "*", "_", "~~", "$", " ",
    "\x1b[31m", "\u202e", "\ud800", "é", "漢", "a", "1", "\t", "```", "# ", "- ", "> ", "<br>", "]",
)  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=12).map("".join)
SPANS = st.builds(
    lambda path, line, column, more: Span(path, line, column, (line, column + more)),
    WORDS,
    st.integers(1, 9),
    st.integers(1, 40),
    st.integers(1, 40),
)
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(("EST010", "EST203", "EST999")),
        st.sampled_from(Severity),
        WORDS,
        st.none() | SPANS,
        st.none() | WORDS,
        st.none() | WORDS,
        st.none() | WORDS,
    ),
    max_size=14,
).map(tuple)
TAGS = {"h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "code", "br", "p"}


def in_format(findings: tuple[Finding, ...], name: str) -> str:
    return written(Found(findings, Terminal(), lambda *_: None), name)


@given(FINDINGS)
def test_no_line_for_the_runner_is_a_command_but_ours(findings: tuple[Finding, ...]) -> None:
    told = [finding for finding in findings if finding.allowed is None or not finding.allowed]
    lines = in_format(findings, "github").split("\n")
    commands = [line for line in lines if line.lstrip().startswith("::")]
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    for severity, kind in kinds.items():
        there = sum(finding.severity is severity for finding in told)
        assert sum(line.startswith(f"::{kind} ") for line in commands) == min(10, there)
    # What the runner reads as properties is what we wrote: six names at most, each once.
    for line in commands:
        properties = line.split(" ", 1)[1].split("::", 1)[0]
        names = [part.partition("=")[0] for part in properties.split(",")]
        assert set(names) <= {"file", "line", "col", "endLine", "endColumn", "title"}
        assert len(set(names)) == len(names)
    others = [line for line in lines if line not in commands]
    assert not any("##[" in line for line in others)


@given(FINDINGS)
def test_markdown_makes_one_row_a_finding_and_no_tag_of_its_own(
    findings: tuple[Finding, ...],
) -> None:
    page = MarkdownIt("commonmark").enable("table").render(in_format(findings, "md"))
    tags = set(re.findall(r"</?([a-zA-Z][^\s>/]*)", page))
    assert tags <= TAGS
    worse = sum(finding.severity is not Severity.NOTE for finding in findings)
    # Every row of the second table begins with the severity and the code.
    rows = re.findall(r"<tr>\n<td>(?:error|warning) EST\d{3}</td>\n<td>", page)
    assert len(rows) == worse
    owners = page.count("<tr>") - 1 - (worse + 1 if worse else 0) if findings else 0
    assert page.count("<td") == 4 * owners + 3 * worse


@cache
def sarif() -> jsonschema.Draft4Validator:
    schema = ROOT / "tests" / "support" / "sarif-schema-2.1.0.json"
    return jsonschema.Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))


@given(FINDINGS)
def test_sarif_is_valid_and_tells_every_finding_apart(findings: tuple[Finding, ...]) -> None:
    document = json.loads(in_format(findings, "sarif"))
    assert [fault.message for fault in sarif().iter_errors(document)] == []
    results = document["runs"][0]["results"]
    marks = {result["partialFingerprints"]["primaryLocationLineHash"] for result in results}
    assert len(marks) == len(results) == len(findings)


@given(FINDINGS)
def test_nothing_in_any_format_steers_a_terminal(findings: tuple[Finding, ...]) -> None:
    for name in FORMATS.keys() - {"json"}:
        text = in_format(findings, name)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text), name
        text.encode()
