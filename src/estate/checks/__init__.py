"""Is the record sound? One function a rule, each with a code and a page in `docs/rules`."""

from __future__ import annotations

from estate.checks.check import check
from estate.checks.rule import Issue, Rule
from estate.checks.rules import RULES

__all__ = ["RULES", "Issue", "Rule", "check"]
