"""The forms that ids, references and codes must have, in words."""

from __future__ import annotations

import re

SLUG = r"^[a-z0-9][a-z0-9-]*$"
"""The pattern of a plain id."""

_FORMS: dict[str, tuple[str, str | None]] = {
    SLUG: ("an id of lower-case letters, digits and hyphens", None),
    r"^[a-z0-9-]+\.[a-z0-9-]+$": ("a capability's id: group, dot, name", "revenues.council-tax"),
    r"^[a-z0-9][a-z0-9-]*(@[A-Za-z0-9][A-Za-z0-9._+-]*)?$": (
        "a product's id, with @ and its version where known",
        "oracle-database@12.1",
    ),
    r"^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)?$": (
        "a system's id, or council/system",
        "strathallan/ledger",
    ),
    r"^(platform:[a-z0-9][a-z0-9-]*|[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)?)$": (
        "a system's id, council/system, or platform:id",
        "platform:my-account",
    ),
    r"^[a-z0-9][a-z0-9._+-]*$": ("an id as endoflife.date writes it", "mssqlserver"),
    r"^20\d\d-\d\d$": ("a financial year", "2027-28"),
    r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$": ("a month and day", "01-20"),
    r"^(\*|[a-z0-9-]+\.(\*|[a-z0-9-]+))$": (
        "a capability's id, a whole group or * for all",
        "revenues.*",
    ),
    r"^EST\d{3}$": ("the code of a rule", "EST203"),
    r"^[a-z0-9*?-]+$": ("an id, or a pattern with * and ?", "strathallan"),
    r"^[a-z0-9*?-]+/[a-z0-9*?-]+$": ("council/system, or a pattern with * and ?", "*/payroll"),
    r"^[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*$": ("council/system", "strathallan/payroll"),
    r"^20\d\d-Q[1-4]$": ("a calendar quarter", "2027-Q2"),
    r"^S12\d{6}$": ("a code of the register of areas: S12 and six digits", None),
    r"^[A-Z0-9]{8}$": ("a company number of eight characters", None),
    r"^[A-Za-z0-9][A-Za-z0-9._+-]*$": ("a version: letters, digits and . _ + -", "12.1"),
}


def form(pattern: str) -> str:
    """Return what a pattern asks for, in words, with an example where that helps."""
    words, example = _FORMS.get(pattern, (f"text of the form {pattern}", None))
    return f"{words}, such as {example}" if example else words


def has_words(pattern: str) -> bool:
    """Whether a pattern is described here."""
    return pattern in _FORMS


def as_id(text: str) -> str | None:
    """Return an id made from a text, or None if nothing is left of it."""
    made = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return made if made and made != text else None
