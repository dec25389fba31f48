"""What a rule is, and what it says when it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.diagnostics import Severity
from estate.portfolio import Fact

if TYPE_CHECKING:
    from estate.checks.view import View


CHECK_ITSELF = "EST6"
"""How the codes begin of what is said about severities and allowances."""
READING = "EST0"
"""How the codes begin of what is found while files are read."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One place where a rule is broken: the fact at fault, and how to mend it."""

    fact: Fact
    message: str
    hint: str | None = None

    @property
    def subject(self) -> str:
        """What it is about: `council/system`, or the owner of the fact."""
        path = self.fact.path
        if len(path) > 1 and path[0] == "systems":
            return f"{self.fact.owner}/{path[1]}"
        return self.fact.owner


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, how much breaking it matters, and the function that finds where."""

    code: str
    severity: Severity
    title: str
    run: Callable[[View], Iterable[Issue]]

    @property
    def allowable(self) -> bool:
        """Whether an allowance can accept that it is broken.

        Errors cannot be allowed, and neither can what is said about allowances themselves.
        """
        return self.severity is not Severity.ERROR and not self.code.startswith(CHECK_ITSELF)
