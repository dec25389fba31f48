"""Choosing among findings: those of some councils, of some rules, of some weight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from estate.diagnostics import Finding, Severity

COUNCILS = "councils/"
"""How the path of a council's file begins, as seen from the workspace."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for; nothing asked is everything.

    `root` is the folder of the workspace as findings show it, "." for the current one. What the
    catalogue and the workspace itself have at fault belongs to no council.
    """

    councils: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    least: Severity = Severity.NOTE
    root: str = "."

    def holds(self, finding: Finding) -> bool:
        """Whether a finding is asked for."""
        return (
            finding.severity.rank <= self.least.rank
            and (not self.rules or finding.code in self.rules)
            and (not self.councils or council_of(finding, self.root) in self.councils)
        )

    def parted(
        self, findings: Iterable[Finding]
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Return what is asked for, and what is left out, each in the order given."""
        shown: list[Finding] = []
        left: list[Finding] = []
        for finding in findings:
            (shown if self.holds(finding) else left).append(finding)
        return tuple(shown), tuple(left)


def council_of(finding: Finding, root: str = ".") -> str:
    """Return the owner that a finding names, else the council whose file it stands in; else ""."""
    if finding.subject:
        return finding.subject.partition("/")[0]
    path = finding.span.path if finding.span else ""
    inside = path if root == "." else path.removeprefix(f"{root.rstrip('/')}/")
    if not inside.startswith(COUNCILS):
        return ""
    return inside.removeprefix(COUNCILS).partition("/")[0].removesuffix(".toml")
