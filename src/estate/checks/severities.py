"""How much each rule matters in a workspace: what `estate.toml` says, or its own severity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from estate.checks.rule import Rule
from estate.diagnostics import Severity
from estate.portfolio import Workspace


def severities(workspace: Workspace, rules: Iterable[Rule]) -> Mapping[str, Severity]:
    """Return the severity of every rule, by code; an error cannot be lowered."""
    return {
        rule.code: rule.severity
        if rule.severity is Severity.ERROR
        else Severity(workspace.rules.get(rule.code, rule.severity.value))
        for rule in rules
    }
