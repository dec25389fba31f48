"""Findings as commands to GitHub's runner, which shows them beside the lines of a pull request.

Form and limits: GitHub Docs, "Workflow commands for GitHub Actions", and the note there that a step
shows ten errors, ten warnings and ten notices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.diagnostics import Finding, Severity, by_place
from estate.rendering.findings.rule_pages import rule_pages
from estate.rendering.findings.sarif import relative
from estate.rendering.kit.tables import left_out_text, tally
from estate.rendering.kit.words import plural, visible

if TYPE_CHECKING:
    from estate.rendering.kit.found import Found

MOST_OF_A_KIND = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def findings_annotations(found: Found) -> str:
    """Return a command a finding, errors first, ten of a kind; then the others as plain lines.

    What is allowed is left to the count at the end. No line but a command can be taken for one.
    """
    ordered = sorted(found.findings, key=by_place)
    told = [finding for finding in ordered if not finding.allowed]
    shown: list[Finding] = []
    for severity in Severity:
        shown += [finding for finding in told if finding.severity is severity][:MOST_OF_A_KIND]
    beside = {id(finding) for finding in shown}
    rest = [finding for finding in told if id(finding) not in beside]
    rest.sort(key=lambda finding: finding.severity.rank)
    lines = [_command(finding, found.folder) for finding in shown]
    if rest:
        lines.append(f"{plural(len(rest), 'more finding')}, which GitHub would not show:")
        lines += [_line(finding, found.folder) for finding in rest]
    allowed = len(ordered) - len(told)
    hidden = left_out_text(found.left_out)
    said = tally(ordered) + (f" ({allowed:,} of the notes allowed)" if allowed else "")
    lines.append(f"{said}; {hidden}" if hidden else said)
    return "\n".join(lines) + "\n"


def _command(finding: Finding, folder: str) -> str:
    properties = {}
    if finding.span:
        span = finding.span
        properties = {"file": relative(span.path, folder), "line": span.line, "col": span.column}
        if span.end:
            properties["endLine"] = span.end[0]
            if span.end[0] == span.line:
                properties["endColumn"] = span.end[1]
    page = rule_pages().get(finding.code)
    properties["title"] = f"{finding.code}: {page.title}" if page else finding.code
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    text = visible(finding.message)
    if finding.hint:
        text += f"\n{visible(finding.hint)}"
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _line(finding: Finding, folder: str) -> str:
    """Return a finding as a line that the runner leaves alone, whatever is in it.

    It obeys `::` at the start of a line, and the older `##[` anywhere.
    """
    place = ""
    if finding.span:
        span = finding.span
        place = f"{relative(span.path, folder)}:{span.line}:{span.column}: "
    text = visible(f"{place}{finding.code} {finding.severity}: {finding.message}")
    return f"- {text}".replace("##[", "# #[")
