"""Findings as SARIF 2.1.0, which code hosts show beside the lines that they are about.

The form is that of the OASIS standard, "Static Analysis Results Interchange Format (SARIF) Version
2.1.0", errata 01; the limit of results and the fingerprint's name are those of GitHub.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from estate import __version__
from estate.diagnostics import by_place
from estate.rendering.findings.rule_pages import RulePage, rule_pages
from estate.rendering.findings.rule_text import page_text
from estate.rendering.kit.as_json import Json, to_text
from estate.rendering.kit.tables import left_out_text
from estate.rendering.kit.terminal import Terminal
from estate.rendering.kit.words import plural, visible

if TYPE_CHECKING:
    from estate.diagnostics import Finding, Span
    from estate.rendering.kit.found import Found

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MOST_RESULTS = 25_000
"""As many results as GitHub takes of one run; it refuses the whole file beyond."""
ROOT = "%SRCROOT%"
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}


def findings_sarif(found: Found) -> str:
    """Return findings as a SARIF log of one run; beyond the limit errors are kept first."""
    ordered = sorted(found.findings, key=by_place)
    kept = _worst(ordered)
    run = {
        "tool": {"driver": _driver()},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "The folder in which the check was started."}}
        },
        "invocations": [_invocation(len(ordered) - len(kept), left_out_text(found.left_out))],
        "results": list(_results(kept, found.folder)),
    }
    return to_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def relative(path: str, folder: str) -> str:
    """Return a path as from a folder, where it leads into it from the root; else as it is."""
    return path.removeprefix(f"{folder.rstrip('/')}/") if folder else path


def _worst(ordered: Sequence[Finding]) -> list[Finding]:
    """Return the findings to keep, in reading order."""
    if len(ordered) <= MOST_RESULTS:
        return list(ordered)
    ranked = sorted(ordered, key=lambda finding: finding.severity.rank)[:MOST_RESULTS]
    return sorted(ranked, key=by_place)


@cache
def _driver() -> Json:
    return {
        "name": "estate",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(page) for page in rule_pages().values()],
    }


def _rule(page: RulePage) -> Json:
    return {
        "id": page.code,
        "name": "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", page.title)),
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.summary},
        "help": {"text": page_text(page, Terminal()), "markdown": page.markdown},
        "defaultConfiguration": {"level": page.severity},
        "properties": {"problem.severity": _PROBLEM[page.severity]},
    }


def _invocation(beyond: int, not_asked: str) -> Json:
    """Return how it went; what the log lacks is notified, so that nobody takes it for mended."""
    told: list[Json] = []
    if beyond:
        text = (
            f"{plural(beyond, 'finding')} beyond {MOST_RESULTS:,} left out, the least severe; "
            "`estate check --format json` has all."
        )
        told.append({"level": "warning", "message": {"text": text}})
    if not_asked:
        text = f"Only some findings were asked for: {not_asked}."
        told.append({"level": "note", "message": {"text": text}})
    if not told:
        return {"executionSuccessful": True}
    return {"executionSuccessful": True, "toolExecutionNotifications": told}


def _results(findings: Sequence[Finding], folder: str) -> Iterator[Json]:
    places = {code: place for place, code in enumerate(rule_pages())}
    met: Counter[str] = Counter()
    for finding in findings:
        mark = _fingerprint(finding)
        met[mark] += 1
        yield _result(finding, folder) | {
            # Without an entry of its own, a code points at no rule.
            **({"ruleIndex": places[finding.code]} if finding.code in places else {}),
            "partialFingerprints": {"primaryLocationLineHash": f"{mark}:{met[mark]}"},
        }


def _result(finding: Finding, folder: str) -> Json:
    text = finding.message if not finding.hint else f"{finding.message}\n{finding.hint}"
    result: Json = {
        "ruleId": finding.code,
        "level": finding.severity.value,
        "message": {"text": "\n".join(map(visible, text.split("\n")))},
    }
    if finding.span:
        result["locations"] = [{"physicalLocation": _location(finding.span, folder)}]
    if finding.allowed:
        reason = visible(finding.allowed)
        result["suppressions"] = [
            {"kind": "inSource", "status": "accepted", "justification": reason}
        ]
    return result


def _location(span: Span, folder: str) -> Json:
    path = relative(span.path, folder)
    region = {"startLine": span.line, "startColumn": span.column}
    if span.end:
        region |= {"endLine": span.end[0], "endColumn": span.end[1]}
    return {"artifactLocation": _artifact(path), "region": region}


def _artifact(path: str) -> Json:
    known = path.encode(errors="backslashreplace")
    if path.startswith("/"):
        return {"uri": f"file://{quote(known)}"}
    if re.match(r"[A-Za-z]:/", path):
        return {"uri": f"file:///{quote(known, safe='/:')}"}
    return {"uri": quote(known.removeprefix(b"./")), "uriBaseId": ROOT}


def _fingerprint(finding: Finding) -> str:
    """Return what a finding is known by from one run to the next.

    That is its code, what it is about and what it says, without figures and without the reason why
    it is allowed; not the line, which moves when something is written above it.
    """
    said = finding.message.removesuffix(f" (allowed: {finding.allowed})")
    about = finding.subject or (finding.span.path if finding.span else "")
    known_by = "\0".join([finding.code, about, re.sub(r"\d+", "0", said)])
    return sha256(known_by.encode(errors="backslashreplace")).hexdigest()[:32]
