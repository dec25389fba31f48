"""GitHub's workflow commands: escaped, within its limits, and nothing else can be taken for one."""

from __future__ import annotations

import re

from tests.unit.rendering import sample

from estate.diagnostics import Finding, Severity, Span
from estate.rendering.findings.annotations import findings_annotations
from estate.rendering.kit.found import Found
from estate.rendering.kit.terminal import Terminal


def lines(*findings: Finding, folder: str = "") -> list[str]:
    found = Found(findings, Terminal(), lambda *_: None, folder)
    return findings_annotations(found).splitlines()


def test_a_finding_is_a_command_with_its_place_and_title() -> None:
    span = Span("councils/a.toml", 10, 17, (10, 18))
    told = lines(Finding("EST203", Severity.WARNING, "it renews", span, "decide"))
    assert told == [
        (
            "::warning file=councils/a.toml,line=10,col=17,endLine=10,endColumn=18,"
            "title=EST203%3A Notice is due::it renews%0Adecide"
        ),
        "0 errors, 1 warning, 0 notes",
    ]


def test_a_value_over_several_lines_has_no_last_column() -> None:
    span = Span("a.toml", 1, 5, (4, 2))
    assert "col=5,endLine=4,title" in lines(Finding("EST012", Severity.ERROR, "x", span))[0]


def test_what_would_end_a_property_or_the_line_is_escaped() -> None:
    span = Span("a,b:c%d\n::error::e.toml", 1)
    (told, _) = lines(Finding("EST203", Severity.NOTE, "50% of\r\n::error::this", span))
    assert told == (
        "::notice file=a%2Cb%3Ac%25d\\x0a%3A%3Aerror%3A%3Ae.toml,line=1,col=1,"
        "title=EST203%3A Notice is due::50%25 of\\x0d\\x0a::error::this"
    )


def test_ten_of_a_kind_errors_first_then_the_others_as_lines() -> None:
    many = [
        Finding("EST203", kind, "x", Span("a.toml", line + 1))
        for line in range(12)
        for kind in (Severity.NOTE, Severity.ERROR)
    ]
    told = lines(*many)
    assert [line.split(" ")[0] for line in told[:20]] == ["::error"] * 10 + ["::notice"] * 10
    assert told[20:] == [
        "4 more findings, which GitHub would not show:",
        "- a.toml:11:1: EST203 error: x",
        "- a.toml:12:1: EST203 error: x",
        "- a.toml:11:1: EST203 note: x",
        "- a.toml:12:1: EST203 note: x",
        "12 errors, 0 warnings, 12 notes",
    ]


def test_what_is_allowed_is_only_counted() -> None:
    allowed = Finding("EST203", Severity.NOTE, "x", Span("a.toml", 1), allowed="known")
    assert lines(allowed) == ["0 errors, 0 warnings, 1 note (1 of the notes allowed)"]


def test_no_line_from_data_is_obeyed() -> None:
    """The runner obeys `::` at the start of a line and `##[` anywhere in one."""
    hostile = [
        Finding("EST203", Severity.ERROR, text, Span("::error::x", line))
        for line in range(1, 9)
        for text in ("::error::y", "##[error]z", "a\n::set-output name=x::y", sample.HOSTILE)
    ]
    told = lines(*hostile)
    obeyed = [line for line in told if line.lstrip().startswith("::")]
    assert len(obeyed) == 10
    assert all(re.match(r"::error file=%3A%3Aerror%3A%3Ax,line=\d", line) for line in obeyed)
    assert not any("##[" in line for line in told if line not in obeyed)


def test_paths_below_the_folder_are_told_from_there() -> None:
    told = lines(Finding("EST203", Severity.ERROR, "x", Span("/srv/w/a.toml", 1)), folder="/srv/w")
    assert told[0].startswith("::error file=a.toml,")
