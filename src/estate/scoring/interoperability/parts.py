"""The semantic, organisational and legal parts of an interface, each from 0 to 5.

The four layers are those of the European Interoperability Framework; the levels are ours. What is
not recorded is not taken as absent: it makes a range.

| level | semantic | organisational | legal |
|---|---|---|---|
| 0 | no agreement on meaning | no owner | personal data without an agreement |
| 1 | each side's own codes | an owner at one end | |
| 2 | a documented mapping | | |
| 3 | a shared identifier or vocabulary | owners at both ends | an agreement, out of date |
| 4 | a named payload standard | | |
| 5 | both, and checked against it | both, service level, notice | in date, or no personal data |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio.dates import in_words

if TYPE_CHECKING:
    from datetime import date

    from estate.scoring.interoperability.declared import Declared

TOP = 5
SHARED_NAMES = frozenset({"identifier", "vocabulary"})
SEMANTIC_LEVELS = {"none": 0, "local-codes": 1, "documented-mapping": 2, "payload-standard": 4}


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four parts of an interface: a range from 0 to 5, and why."""

    name: str
    low: int
    high: int
    because: str


def semantic(interface: Declared) -> Part:
    """Return how far meaning is agreed, from `semantics`, `standards` and `validated`."""
    stated, kinds = interface.semantics, interface.kinds
    low = SEMANTIC_LEVELS[stated] if stated is not None else 0
    shared = not SHARED_NAMES.isdisjoint(kinds)
    payload = "payload" in kinds or stated == "payload-standard"
    low = max(low, 3 if shared else 0, 4 if payload else 0)
    if payload and shared and interface.validated:
        low = TOP
    # Where nothing is stated, a better agreement than the standards show may be unrecorded.
    top = 4 if interface.validated is False else TOP
    open_end = stated is None or (payload and shared and interface.validated is None)
    high = max(low, top) if open_end else low
    because = "How meaning is agreed is not recorded."
    if stated is not None:
        because = f"Meaning is agreed by: {stated}."
    if interface.standards:
        because = f"{because} Standards in use: {', '.join(sorted(interface.standards))}."
    return Part("semantic", low, high, because)


def organisational(interface: Declared) -> Part:
    """Return how far people answer for it: owners, service level, notice of changes."""
    owners = [interface.from_owner, interface.to_owner]
    missing = [
        words
        for value, words in (
            (owners[0], "an owner of the sending end"),
            (owners[1], "an owner of the receiving end"),
            (interface.service_level, "a service level"),
            (interface.change_notice_days, "notice of changes"),
        )
        if value is None
    ]
    if not missing:
        return Part("organisational", TOP, TOP, "Owners, service level and notice are recorded.")
    low = (0, 1, 3)[2 - owners.count(None)]
    return Part("organisational", low, TOP, f"Not recorded: {', '.join(missing)}.")


def legal(interface: Declared, as_of: date) -> Part:
    """Return whether personal data passes under an agreement that is in date."""
    if interface.personal_data is False:
        return Part("legal", TOP, TOP, "No personal data passes.")
    until = interface.agreement_until
    if interface.agreement is None:
        what = "an agreement" if interface.personal_data else "whether personal data passes"
        return Part("legal", 0, _in_date(interface, as_of), f"Not recorded: {what}.")
    if until is None:
        return Part("legal", 3, TOP, "An agreement is recorded, but not until when.")
    if until < as_of:
        high = _in_date(interface, as_of)
        return Part("legal", 3, high, f"The agreement ended on {in_words(until)}.")
    return Part("legal", TOP, TOP, f"An agreement holds until {in_words(until)}.")


def _in_date(interface: Declared, as_of: date) -> int:
    """Return the most that is possible where what is recorded of an agreement is its end."""
    until = interface.agreement_until
    return 3 if interface.personal_data and until is not None and until < as_of else TOP
