"""What the record says about the rules themselves: allowances and severities."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from estate.checks.rule import READING, Issue, Rule
from estate.checks.view import View
from estate.diagnostics import Severity
from estate.portfolio import WORKSPACE, Fact
from estate.portfolio.dates import in_words

Rules = Callable[[], tuple[Rule, ...]]


def allowance_over(view: View) -> Iterator[Issue]:
    """EST601: an allowance whose last day is past."""
    for fact, allowance in view.allowances:
        until = allowance.until
        if until is not None and until < view.as_of:
            message = f"the allowance of {allowance.rule} ended on {in_words(until)}"
            hint = "mend what it accepted, or accept it anew with a reason and a later date"
            yield Issue(_within(fact, "until"), message, hint)


def allowance_void(rules: Rules) -> Callable[[View], Iterator[Issue]]:
    """Return EST602: an allowance of what is no rule, or of what cannot be allowed."""

    def run(view: View) -> Iterator[Issue]:
        known = {rule.code: rule for rule in rules()}
        for fact, allowance in view.allowances:
            reason = _why_void(allowance.rule, known.get(allowance.rule))
            if reason is None:
                continue
            unknown = allowance.rule not in known and not allowance.rule.startswith(READING)
            allowed = [code for code, rule in known.items() if rule.allowable]
            hint = view.nearest(allowance.rule, allowed) if unknown else None
            yield Issue(_within(fact, "rule"), reason, hint or "take the allowance out")

    return run


def _why_void(code: str, rule: Rule | None) -> str | None:
    if code.startswith(READING):
        return f"{code} is found while files are read, and cannot be allowed"
    if rule is None:
        return f"there is no rule {code}, so nothing is allowed by this"
    if rule.severity is Severity.ERROR:
        return f"{code} is an error, and errors cannot be allowed"
    return None if rule.allowable else f"{code} is about the check itself, and cannot be allowed"


def allowance_idle(rules: Rules) -> Callable[[View], Iterator[Issue]]:
    """Return EST603: an allowance in force that nothing needs; to be run after all other rules.

    Where a part of the estate could not be read, what needs it may be there.
    """

    def run(view: View) -> Iterator[Issue]:
        known = {rule.code for rule in rules() if rule.allowable}
        for fact, allowance in view.allowances if not view.unread else ():
            over = allowance.until is not None and allowance.until < view.as_of
            if allowance.rule in known and not over and id(allowance) not in view.used:
                message = f"nothing here breaks {allowance.rule}, so this allows nothing"
                yield Issue(_within(fact, "rule"), message, "take the allowance out")

    return run


def severity_void(rules: Rules) -> Callable[[View], Iterator[Issue]]:
    """Return EST604: a severity given to what is no rule, or less than an error to an error."""

    def run(view: View) -> Iterator[Issue]:
        known = {rule.code: rule for rule in rules()}
        for code, severity in sorted(view.portfolio.workspace.rules.items()):
            fact = Fact(WORKSPACE, ("estate", "rules", code))
            rule = known.get(code)
            if code.startswith(READING):
                message = f"{code} is found while files are read: its severity is fixed"
                yield Issue(fact, message, "take the line out")
            elif rule is None:
                message = f"there is no rule `{code}` to give a severity to"
                hint = view.nearest(code.upper(), known) or "docs/rules lists the codes"
                yield Issue(fact, message, hint)
            elif rule.severity is Severity.ERROR and severity != Severity.ERROR.value:
                message = f"{code} is always an error: a {severity} it cannot be"
                hint = "take the line out: what it finds keeps the record from being used"
                yield Issue(fact, message, hint)

    return run


def _within(fact: Fact, key: str) -> Fact:
    return Fact(fact.owner, (*fact.path, key))
