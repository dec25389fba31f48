"""The Markdown summary: counts by hand, escaped by a parser's judgement, cut to its length."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from tests.unit.rendering import sample

from estate.diagnostics import Finding, Severity, Span
from estate.rendering.findings import markdown
from estate.rendering.kit.found import Found
from estate.rendering.kit.terminal import Terminal


def summary(*findings: Finding) -> str:
    return markdown.findings_markdown(Found(findings, Terminal(), lambda *_: None))


def html(text: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(text))


def finding(severity: Severity, message: str, subject: str, **others: str) -> Finding:
    return Finding("EST203", severity, message, Span("a.toml", 7), subject=subject, **others)


def test_the_whole_summary() -> None:
    text = summary(
        finding(Severity.WARNING, "the contract `hr` renews itself", "beta/hr", hint="decide"),
        finding(Severity.ERROR, "no such system", "alpha/web"),
        finding(Severity.NOTE, "old (allowed: soon)", "beta", allowed="soon"),
        Finding("EST001", Severity.NOTE, "empty"),
    )
    assert text == (
        "## Estate check: 1 error, 1 warning, 2 notes\n"
        "\n"
        "| council | errors | warnings | notes |\n"
        "|---|--:|--:|--:|\n"
        "| (files) | 0 | 0 | 1 |\n"
        "| alpha | 1 | 0 | 0 |\n"
        "| beta | 0 | 1 | 1 |\n"
        "\n"
        "### Errors and warnings\n"
        "\n"
        "| | where | what |\n"
        "|---|---|---|\n"
        "| error EST203 | `a.toml:7` | no such system |\n"
        "| warning EST203 | `a.toml:7` | the contract `hr` renews itself<br>decide |\n"
        "\n"
        "Allowed, each for a reason: 1.\n"
    )


def test_nothing_found() -> None:
    assert summary() == "## Estate check: 0 errors, 0 warnings, 0 notes\n"


HOSTILE = (
    sample.HOSTILE,
    "a | b",
    "`a | b` and \\| c",
    "`<b>` <img src=x onerror=y> `",
    "``<b>``",
    "`a``|<b>",
    "[x](javascript:y) ![p](//q) *s* _t_ ~u~ $v$",
    "\n# heading\n- item\n<script>",
    "&lt;b&gt; &#64;",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_data_makes_neither_tags_nor_cells(hostile: str) -> None:
    page = html(summary(finding(Severity.ERROR, hostile, f"x{hostile}/y", hint=hostile)))
    for tag in ("<script", "<img", "<a ", "<b>", "<em>", "<li>", "<h1>"):
        assert tag not in page
    assert page.count("<td") == 4 + 3
    assert page.count("<tr>") == 4


def test_nobody_is_called_and_nothing_is_linked() -> None:
    text = markdown.text("ask @alphagov about #12 at https://x.example or www.y.example")
    assert text == (
        "ask @<!-- -->alphagov about #<!-- -->12 at https:<!-- -->//x.example "
        "or www<!-- -->.y.example"
    )


def test_beyond_its_length_rows_are_left_out_and_counted() -> None:
    many = [finding(Severity.WARNING, f"{number} " + "x" * 200, "a/b") for number in range(1_000)]
    text = summary(*many, finding(Severity.ERROR, "the only error", "a/b"))
    assert len(text) <= markdown.MOST_CHARACTERS
    shown = text.count("| warning EST203 |")
    assert f"\n{1_000 - shown:,} more are not shown" in text
    assert shown > 200
    assert "the only error" in text


def test_many_councils_are_cut_and_counted() -> None:
    text = summary(*(finding(Severity.NOTE, "x", f"c{number:03}") for number in range(130)))
    assert "| c099 | 0 | 0 | 1 |\n\n30 more are not shown." in text
