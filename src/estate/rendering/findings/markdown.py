"""Findings as Markdown, for a comment on a pull request or the summary of a CI step."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from estate.diagnostics import Finding, Severity, by_place
from estate.rendering.findings.sarif import relative
from estate.rendering.kit.tables import tally
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.kit.found import Found

MOST_CHARACTERS = 60_000
"""A comment on GitHub holds 65,536 characters; the rest is left to what stands around this one."""
MOST_OWNERS = 100
_BREAK = "<!-- -->"
# What GitHub would turn into a link or a call to somebody, and where it is broken.
_CALLS = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)


def findings_markdown(found: Found) -> str:
    """Return counts, a table by council, then errors and warnings as far as the length goes."""
    ordered = sorted(found.findings, key=by_place)
    parts = [f"## Estate check: {tally(ordered, found.left_out)}\n"]
    if ordered:
        parts.append(_by_owner(ordered))
    worse = [finding for finding in ordered if finding.severity is not Severity.NOTE]
    worse.sort(key=lambda finding: finding.severity.rank)
    if worse:
        room = MOST_CHARACTERS - sum(map(len, parts)) - 500
        parts.append(_listed(worse, found.folder, room))
    allowed = sum(finding.allowed is not None for finding in ordered)
    if allowed:
        parts.append(f"Allowed, each for a reason: {allowed:,}.\n")
    return "\n".join(parts)


def _by_owner(ordered: Sequence[Finding]) -> str:
    counts = Counter((_owner(finding), finding.severity) for finding in ordered)
    owners = sorted({owner for owner, _ in counts})
    lines = ["| council | errors | warnings | notes |", "|---|--:|--:|--:|"]
    for owner in owners[:MOST_OWNERS]:
        figures = " | ".join(f"{counts[owner, severity]:,}" for severity in Severity)
        lines.append(f"| {text(owner)} | {figures} |")
    if len(owners) > MOST_OWNERS:
        lines += ["", f"{len(owners) - MOST_OWNERS:,} more are not shown."]
    return "\n".join([*lines, ""])


def _owner(finding: Finding) -> str:
    return (finding.subject or "").partition("/")[0] or "(files)"


def _listed(worse: Sequence[Finding], folder: str, room: int) -> str:
    lines = ["### Errors and warnings", "", "| | where | what |", "|---|---|---|"]
    used = sum(len(line) + 1 for line in lines)
    for number, finding in enumerate(worse):
        row = _row(finding, folder)
        used += len(row) + 1
        if used > room:
            lines += ["", f"{len(worse) - number:,} more are not shown: `estate check` lists them."]
            break
        lines.append(row)
    return "\n".join([*lines, ""])


def _row(finding: Finding, folder: str) -> str:
    place = ""
    if finding.span:
        span = finding.span
        place = code(f"{relative(span.path, folder)}:{span.line}")
    said = text(finding.message)
    if finding.hint:
        said += f"<br>{text(finding.hint)}"
    return f"| {finding.severity} {finding.code} | {place} | {said} |"


def code(words: str) -> str:
    """Return words of a record as code that fits into a table, on one line."""
    shown = _plain(words).replace("`", "'").replace("|", "\\|")
    return f"`{shown}`" if shown else ""


def text(words: str) -> str:
    """Return words as text in which only our own backticks mean something to Markdown.

    Between two backticks stands code, where nothing else has a meaning; outside, everything that
    would have one is escaped, and what would call a person or lead somewhere is broken.
    """
    parts = _plain(words).split("`")
    if len(parts) % 2 == 0:
        return _escaped("`".join(parts))
    return "".join(code(part) if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _plain(words: str) -> str:
    return visible(" ".join(words.split()))


def _escaped(words: str) -> str:
    harmless = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    harmless = re.sub(r"([\\`*_\[\]~|$])", r"\\\1", harmless)
    return _CALLS.sub(_BREAK, harmless)
