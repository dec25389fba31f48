"""Running the rules over a portfolio."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from estate.checks.allowances import allowances_over
from estate.checks.rule import Issue, Rule
from estate.checks.rules import RULES
from estate.checks.severities import severities
from estate.checks.view import View
from estate.diagnostics import Finding, Severity, Span, by_place
from estate.portfolio import Fact, Portfolio
from estate.portfolio.base import Allowance

Locate = Callable[[Fact], Span | None]


def check(
    portfolio: Portfolio,
    as_of: date,
    locate: Locate,
    unread: Collection[Fact] = (),
    least: Severity = Severity.NOTE,
) -> tuple[Finding, ...]:
    """Return where the rules are broken, in reading order.

    `unread` is what a fault kept from being read, so that nothing is called absent that is only
    at fault. Rules below the severity `least` of their own are not run. A finding has the severity
    that the workspace gives its rule, else the rule's own; one that its record, its council or the
    workspace allows becomes a note that says why. What is an error of its own stays one.
    """
    view = View(portfolio, as_of, unread)
    given = severities(portfolio.workspace, RULES)
    # The rules about allowances come last, when it is known which were needed.
    findings = [
        _finding(view, rule, given, issue, locate)
        for rule in RULES
        if rule.severity.rank <= least.rank
        for issue in rule.run(view)
    ]
    return tuple(sorted(findings, key=by_place))


def _finding(
    view: View, rule: Rule, given: Mapping[str, Severity], issue: Issue, locate: Locate
) -> Finding:
    severity, message, hint = given.get(rule.code, rule.severity), issue.message, issue.hint
    allowance = _allowance(view, rule, issue.fact)
    if allowance is not None:
        view.used.add(id(allowance))
        severity, hint = Severity.NOTE, None
        message = f"{message} (allowed: {allowance.because})"
    allowed = allowance.because if allowance else None
    return Finding(rule.code, severity, message, locate(issue.fact), hint, issue.subject, allowed)


def _allowance(view: View, rule: Rule, fact: Fact) -> Allowance | None:
    """Return what allows a rule to be broken at a fact, the nearest first; None if nothing does."""
    if not rule.allowable or not view.allowances:
        return None
    for allowance in reversed(list(allowances_over(view.portfolio, fact))):
        in_force = allowance.until is None or view.as_of <= allowance.until
        if allowance.rule == rule.code and in_force:
            return allowance
    return None
