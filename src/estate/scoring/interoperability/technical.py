"""The technical part of an interface, from 0 to 5, derived from how data passes.

| level | name | from |
|---|---|---|
| 0 | re-keyed | `manual` |
| 1 | hand-carried file | `email`, `portal`, `removable-media`; or a file not as in 2 |
| 2 | scheduled file | `scheduled-file` in an open format, documented; or any link not as in 3 |
| 3 | point to point | a database link or a programming interface, documented |
| 4 | open interface | a published one, with standard sign-in (OIDC, SAML, OAuth) |
| 5 | shared service | as 4, by a payload standard or events, with two consumers or more |

The levels are ours, after the interoperability models of LISI and five-star open data. Every fact
raises the level or leaves it, so a fact that is not recorded gives a range with exact ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, get_args

from estate.portfolio.interfaces import Mechanism
from estate.scoring.interoperability.parts import TOP, Part

if TYPE_CHECKING:
    from estate.scoring.interoperability.declared import Declared

OPEN_FORMATS = frozenset({"csv", "xml", "json", "edifact", "geojson", "gml"})
STANDARD_SIGN_IN = frozenset({"oidc", "saml", "oauth"})
HAND_CARRIED = frozenset({"email", "portal", "removable-media"})
DATABASES = frozenset({"database-link", "shared-database"})
MECHANISMS: tuple[str, ...] = get_args(Mechanism)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the level depends on; None is not recorded."""

    open_format: bool | None
    documented: bool | None
    published: bool | None
    standard_sign_in: bool | None
    payload_standard: bool | None
    shared: bool | None


_WORDS = {
    "open_format": "the format",
    "documented": "whether it is documented",
    "published": "whether its specification is published",
    "standard_sign_in": "how the ends sign in",
    "payload_standard": "whether a payload standard is used",
    "shared": "whether others use it too",
}


def technical(interface: Declared) -> Part:
    """Return how data passes."""
    mechanism = interface.mechanism
    if mechanism is None:
        high = max(_level(each, _facts(interface, each), unknown=True) for each in MECHANISMS)
        return Part("technical", 0, high, "How data passes is not recorded.")
    facts = _facts(interface, mechanism)
    low = _level(mechanism, facts, unknown=False)
    high = _level(mechanism, facts, unknown=True)
    because = f"Data passes by {mechanism}{_format(interface)}."
    if low != high:
        because += f" Not recorded: {', '.join(_missing(mechanism, facts))}."
    return Part("technical", low, high, because)


def _format(interface: Declared) -> str:
    return f" ({interface.format})" if interface.format else ""


def _facts(it: Declared, mechanism: str) -> _Facts:
    """Return what the level depends on if data passed by a mechanism.

    What is published is documented, so what is not documented is not published either.
    """
    published = False if it.documented is False and it.published is None else it.published
    payload = "payload" in it.kinds or it.semantics == "payload-standard" or mechanism == "event"
    return _Facts(
        open_format=None if it.format is None else it.format in OPEN_FORMATS,
        documented=True if it.published else it.documented,
        published=published,
        standard_sign_in=None
        if it.authentication is None
        else it.authentication in STANDARD_SIGN_IN,
        payload_standard=True if payload else (None if it.semantics is None else False),
        shared=it.shared_by(mechanism),
    )


@cache
def _missing(mechanism: str, facts: _Facts) -> tuple[str, ...]:
    """Return in words which facts would narrow the range if they were recorded."""
    low = _level(mechanism, facts, unknown=False)
    high = _level(mechanism, facts, unknown=True)
    return tuple(
        words
        for name, words in _WORDS.items()
        if getattr(facts, name) is None
        and (
            _level(mechanism, replace(facts, **{name: False}), unknown=True) < high
            or _level(mechanism, replace(facts, **{name: True}), unknown=False) > low
        )
    )


def _level(mechanism: str, facts: _Facts, *, unknown: bool) -> int:
    """Return the level with every fact that is not recorded taken as `unknown`."""

    def holds(fact: bool | None) -> bool:  # noqa: FBT001  # a value, not a switch
        return unknown if fact is None else fact

    if mechanism == "manual":
        return 0
    if mechanism in HAND_CARRIED:
        return 1
    if mechanism == "scheduled-file":
        return 2 if holds(facts.open_format) and holds(facts.documented) else 1
    documented = holds(facts.documented)
    if mechanism in DATABASES or not (holds(facts.published) and holds(facts.standard_sign_in)):
        return 3 if documented else 2
    return TOP if holds(facts.payload_standard) and holds(facts.shared) else 4
