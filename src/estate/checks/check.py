"""Running the rules over a portfolio."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from estate.checks.rule import Issue, Rule
from estate.checks.rules import RULES
from estate.checks.view import View
from estate.diagnostics import Finding, Severity, Span, by_place
from estate.portfolio import CATALOGUE, WORKSPACE, Fact, Portfolio
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
    at fault. Rules below the severity `least` are not run. A warning or note that the record, its
    council or the workspace allows becomes a note that says why; errors cannot be allowed.
    """
    view = View(portfolio, as_of, unread)
    findings = (
        _finding(view, rule, issue, locate)
        for rule in RULES
        if rule.severity.rank <= least.rank
        for issue in rule.run(view)
    )
    return tuple(sorted(findings, key=by_place))


def _finding(view: View, rule: Rule, issue: Issue, locate: Locate) -> Finding:
    severity, message, hint = rule.severity, issue.message, issue.hint
    allowance = None if severity is Severity.ERROR else _allowance(view, rule.code, issue.fact)
    if allowance is not None:
        severity, hint = Severity.NOTE, None
        message = f"{message} (allowed: {allowance.because})"
    return Finding(rule.code, severity, message, locate(issue.fact), hint, issue.subject)


def _allowance(view: View, code: str, fact: Fact) -> Allowance | None:
    """Return what allows a rule to be broken at a fact, the nearest first; None if nothing does."""
    for allowance in reversed(list(_allowances(view, fact))):
        in_force = allowance.until is None or view.as_of <= allowance.until
        if allowance.rule == code and in_force:
            return allowance
    return None


def _allowances(view: View, fact: Fact) -> Iterator[Allowance]:
    """Yield the allowances over a fact: the workspace's, its council's, those of its records."""
    portfolio = view.portfolio
    yield from portfolio.workspace.allow
    if fact.owner == WORKSPACE:
        return
    node: object = portfolio.catalogue
    if fact.owner != CATALOGUE:
        inventory = portfolio.councils[fact.owner]
        yield from inventory.council.allow
        node = inventory
    for part in fact.path:
        if isinstance(node, Mapping):
            node = node.get(part)
        elif isinstance(node, tuple) and isinstance(part, int):
            node = node[part] if part < len(node) else None
        else:
            node = getattr(node, str(part), None)
        yield from getattr(node, "allow", ())
