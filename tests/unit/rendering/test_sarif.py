"""SARIF: by its own schema, within GitHub's limits, and stable from run to run."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from tests.support.documents import ROOT
from tests.unit.rendering import sample

from estate.diagnostics import Finding, Severity, Span
from estate.rendering.findings import sarif
from estate.rendering.findings.rule_pages import rule_pages
from estate.rendering.findings.sarif import findings_sarif
from estate.rendering.kit.found import Found
from estate.rendering.kit.terminal import Terminal

SCHEMA = ROOT / "tests" / "support" / "sarif-schema-2.1.0.json"


@cache
def validator() -> jsonschema.Draft4Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def log(*findings: Finding, folder: str = "") -> dict[str, Any]:
    """Return the run of a log that its schema accepts."""
    document = json.loads(findings_sarif(Found(findings, Terminal(), lambda *_: None, folder)))
    assert [fault.message for fault in validator().iter_errors(document)] == []
    (run,) = document["runs"]
    return dict(run)


def finding(line: int = 3, message: str = "it is wrong", **others: str) -> Finding:
    span = Span("councils/a b.toml", line, 5, (line, 9))
    return Finding("EST203", Severity.WARNING, message, span, subject="a/web", **others)


def test_the_schema_would_refuse_a_slip() -> None:
    document = json.loads(findings_sarif(Found((finding(),), Terminal(), lambda *_: None)))
    document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert len(list(validator().iter_errors(document))) == 1


def test_hostile_findings_pass_the_schema_and_show_what_would_steer() -> None:
    results = log(*sample.findings())["results"]
    assert [result["ruleId"] for result in results] == ["EST301", "EST013", "EST204"]
    assert "\\u202e" in results[1]["message"]["text"]
    assert "locations" not in results[0]


def test_a_result_has_level_place_and_hint() -> None:
    (result,) = log(finding(hint="mend it"))["results"]
    assert result["level"] == "warning"
    assert result["message"]["text"] == "it is wrong\nmend it"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "councils/a%20b.toml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
    }


def test_the_severity_of_a_workspace_is_the_result_s_and_the_rule_keeps_its_own() -> None:
    raised = Finding("EST203", Severity.ERROR, "x", Span("a.toml", 1))
    run = log(raised)
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (result["level"], rule["id"]) == ("error", "EST203")
    assert rule["defaultConfiguration"]["level"] == "warning"


def test_each_rule_has_name_summary_and_help() -> None:
    rules = log()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(rule_pages())
    notice = next(rule for rule in rules if rule["id"] == "EST203")
    assert notice["name"] == "NoticeIsDue"
    assert notice["shortDescription"] == {"text": "Notice is due"}
    assert notice["fullDescription"]["text"].startswith("The last day to give notice is within")
    assert notice["help"]["markdown"].startswith("# EST203: Notice is due\n")
    assert "How to mend it" in notice["help"]["text"]
    assert len({rule["name"] for rule in rules}) == len(rules)


def test_what_is_allowed_is_suppressed_with_its_reason() -> None:
    (result,) = log(finding(message="old (allowed: it goes in May)", allowed="it goes in May"))[
        "results"
    ]
    assert result["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "it goes in May"}
    ]


def marks(*findings: Finding) -> list[str]:
    return [
        result["partialFingerprints"]["primaryLocationLineHash"]
        for result in log(*findings)["results"]
    ]


def test_a_fingerprint_survives_moved_lines_later_figures_and_an_allowance() -> None:
    (here,) = marks(finding(message="not reviewed for 13 months"))
    assert marks(finding(90, "not reviewed for 14 months")) == [here]
    allowed = finding(message="not reviewed for 13 months (allowed: soon)", allowed="soon")
    assert marks(allowed) == [here]


def test_fingerprints_tell_code_subject_and_message_apart() -> None:
    others = [
        finding(),
        finding(message="it is doubtful"),
        Finding("EST203", Severity.WARNING, "it is wrong", Span("a", 1), subject="b/web"),
        Finding("EST204", Severity.WARNING, "it is wrong", Span("a", 1), subject="a/web"),
    ]
    assert len(set(marks(*others))) == 4


def test_the_same_twice_is_told_apart_by_its_turn() -> None:
    first, second = marks(finding(3), finding(8))
    assert (first[:-1], first[-2:], second[-2:]) == (second[:-1], ":1", ":2")


@pytest.mark.parametrize(
    ("path", "folder", "uri", "base"),
    [
        ("/srv/repo/councils/x.toml", "/srv/repo", "councils/x.toml", "%SRCROOT%"),
        ("/srv/repo2/x.toml", "/srv/repo", "file:///srv/repo2/x.toml", None),
        ("C:/repo/x y.toml", "D:/else", "file:///C:/repo/x%20y.toml", None),
        ("./x#1.toml", "", "x%231.toml", "%SRCROOT%"),
        ("a:b.toml", "", "a%3Ab.toml", "%SRCROOT%"),
    ],
)
def test_places_are_told_from_the_root(path: str, folder: str, uri: str, base: str | None) -> None:
    (result,) = log(Finding("EST203", Severity.NOTE, "x", Span(path, 1)), folder=folder)["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (place["uri"], place.get("uriBaseId")) == (uri, base)


def test_beyond_the_limit_errors_are_kept_and_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Five findings, three kept: both errors and the first warning; two are left out."""
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    kinds = [Severity.NOTE, Severity.WARNING, Severity.ERROR, Severity.WARNING, Severity.ERROR]
    found = [Finding("EST203", kind, "x", Span("a", line + 1)) for line, kind in enumerate(kinds)]
    run = log(*found)
    assert [result["level"] for result in run["results"]] == ["warning", "error", "error"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith("2 findings beyond 3 left out, the least severe")
    assert sarif.MOST_RESULTS == 3


def test_no_limit_no_remark() -> None:
    assert log(finding())["invocations"] == [{"executionSuccessful": True}]


def test_order_of_input_does_not_matter() -> None:
    assert log(*sample.findings()) == log(*reversed(sample.findings()))
