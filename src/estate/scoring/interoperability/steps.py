"""What would raise an interface's score: the smallest changes of its facts, found by trying.

For each part of the score, sets of one fact are tried, then of two, and so on, each with every
value that it could take next, through the rules that score it today. The smallest sets that raise
the score for certain are kept. Nothing here says what is good: the rules do.

Setting only facts that are not recorded is *finding out*: it may cost no more than asking, and
may turn out otherwise. Anything else is *doing*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING, get_args

from estate.portfolio.interfaces import SemanticMapping
from estate.scoring.interoperability.declared import Declared
from estate.scoring.interoperability.links import measure
from estate.scoring.interoperability.parts import SHARED_NAMES, TOP
from estate.scoring.interoperability.technical import (
    MECHANISMS,
    OPEN_FORMATS,
    STANDARD_SIGN_IN,
    technical,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from estate.scoring.interoperability.links import Measured

Value = str | bool | int | date
Changes = tuple[tuple[str, Value], ...]
IDENTIFIER, PAYLOAD = "identifier", "payload"
SOME = "recorded"
"""Stands for any text, such as the name of a role."""
_TELLING = SHARED_NAMES | {PAYLOAD}
LARGEST = 4
"""Most facts that are changed at once."""

_NEXT: dict[str, tuple[Value, ...]] = {
    "mechanism": MECHANISMS,
    # Of values that the rules treat alike, one is tried.
    "format": ("csv",),
    "authentication": ("oauth",),
    "documented": (True,),
    "published": (True,),
    "semantics": get_args(SemanticMapping),
    "standards": (IDENTIFIER, PAYLOAD),
    "validated": (True,),
    "from_owner": (SOME,),
    "to_owner": (SOME,),
    "service_level": (SOME,),
    "change_notice_days": (0,),
    "personal_data": (False,),
    "agreement": (SOME,),
    "agreement_until": (date.max,),
}
_OF_PART: dict[str, tuple[str, ...]] = {
    "technical": ("mechanism", "format", "documented", "published", "authentication"),
    "semantic": ("semantics", "standards", "validated"),
    "organisational": ("from_owner", "to_owner", "service_level", "change_notice_days"),
    "legal": ("personal_data", "agreement", "agreement_until"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A smallest change that raises an interface's score for certain.

    `changes` are facts with their new values: a text that stands for any is `SOME`, a date
    `date.max`, a format or a sign-in one of those that count alike, a standard its kind. `gain`
    is by how many points the lower end rises.
    """

    part: str
    changes: Changes
    find_out: bool
    gain: Fraction
    facts: Declared
    as_of: date

    @property
    def after(self) -> Measured:
        """Return what would follow from the facts then."""
        return measure(_changed(self.facts, self.changes), self.as_of)

    @property
    def mechanism(self) -> str | None:
        """Return the way in which data would pass instead, where that changes."""
        return next((str(value) for key, value in self.changes if key == "mechanism"), None)


def next_steps(facts: Declared, as_of: date) -> tuple[Step, ...]:
    """Return the steps of an interface, the greatest gain first; none where it cannot rise.

    For each part: of facts that are not recorded the set with the greatest gain, and of others
    one for each gain that a smallest set can have.
    """
    found = [
        Step(part, changes, find_out, gain, facts, as_of)
        for part in _OF_PART
        for find_out in (False, True)
        for changes, gain in _smallest(_plain(facts, part, as_of), part, as_of, find_out=find_out)
    ]
    # Sorting is stable: equals stay in the order of the parts, and doing before finding out.
    return tuple(sorted(found, key=lambda step: (-step.gain, len(step.changes))))


def _plain(facts: Declared, part: str, as_of: date) -> Declared:
    """Return the facts that bear on one part, in values that the rules treat alike.

    So each case is worked out once. Meaning bears on how data passes too: both name payloads.
    """
    if part == "organisational":
        return Declared(
            from_owner=facts.from_owner and SOME,
            to_owner=facts.to_owner and SOME,
            service_level=facts.service_level and SOME,
            change_notice_days=facts.change_notice_days and 0,
        )
    if part == "legal":
        until = facts.agreement_until
        return Declared(
            personal_data=facts.personal_data,
            agreement=facts.agreement and SOME,
            agreement_until=until and (date.min if until < as_of else date.max),
        )
    meaning, sign_in = facts.semantics, facts.authentication
    kinds = facts.kinds & _TELLING
    if part == "semantic" and not _bears_on_passage(facts):
        return Declared("manual", semantics=meaning, validated=facts.validated, kinds=kinds)
    if part == "technical":
        kinds = kinds & {PAYLOAD}
        meaning = meaning and ("payload-standard" if meaning == "payload-standard" else "none")
    return Declared(
        mechanism=facts.mechanism,
        format=facts.format and ("csv" if facts.format in OPEN_FORMATS else "pdf"),
        authentication=sign_in and ("oauth" if sign_in in STANDARD_SIGN_IN else "none"),
        documented=facts.documented,
        published=facts.published,
        semantics=meaning,
        validated=facts.validated if part == "semantic" else None,
        kinds=kinds,
        shared=facts.shared,
    )


def _bears_on_passage(facts: Declared) -> bool:
    """Whether naming a payload standard would raise how data passes."""
    without = facts._replace(semantics="none", kinds=frozenset())
    named = facts._replace(semantics="payload-standard")
    return technical(without).low < technical(named).low


_Found = tuple[tuple[Changes, "Fraction"], ...]


@lru_cache(maxsize=65_536)
def _smallest(facts: Declared, part: str, as_of: date, *, find_out: bool) -> _Found:
    """Return the changes of one part with the fewest facts, and their gains; one for each gain."""
    now = measure(facts, as_of)
    if now.part(part).low == TOP:
        return ()
    asked = not find_out and bool(_smallest(facts, part, as_of, find_out=True))
    for size in range(1, LARGEST + 1):
        best: dict[Fraction, tuple[tuple[Fraction, int], Changes]] = {}
        for changes in _changes(facts, part, size):
            if not _of_sort(facts, changes, find_out=find_out, mixed=not asked):
                continue
            after = measure(_changed(facts, changes), as_of).score
            gain = after.low - now.score.low
            # Of things to do that gain alike, the one with more to come; of questions the first.
            if gain <= 0 or (find_out and gain in best):
                continue
            more = (after.high, 0 if find_out else _room(changes))
            if gain not in best or best[gain][0] < more:
                best[gain] = more, changes
        if best:
            gains = [max(best)] if find_out else sorted(best, reverse=True)
            return tuple((best[gain][1], gain) for gain in gains)
    return ()


def _room(changes: Changes) -> int:
    """Return how far a new way for data to pass could lead, whatever else is so."""
    mechanism = dict(changes).get("mechanism")
    return 0 if mechanism is None else _best(str(mechanism))


@cache
def _best(mechanism: str) -> int:
    return technical(Declared(mechanism=mechanism)).high


def _of_sort(facts: Declared, changes: Changes, *, find_out: bool, mixed: bool) -> bool:
    """Whether changes are all questions, or all deeds; `mixed` lets questions be among deeds.

    How data passes cannot be changed before it is known.
    """
    open_ = [key for key, _ in changes if _unrecorded(facts, key)]
    if find_out:
        return len(open_) == len(changes)
    return not open_ or (mixed and len(open_) < len(changes) and "mechanism" not in open_)


def _changes(facts: Declared, part: str, size: int) -> Iterator[Changes]:
    """Yield every way to set so many of a part's facts to a value that they do not have."""
    for keys in combinations(_OF_PART[part], size):
        values = [[value for value in _NEXT[key] if _could(facts, key, value)] for key in keys]
        for chosen in product(*values):
            yield tuple(zip(keys, chosen, strict=True))


def _could(facts: Declared, key: str, value: Value) -> bool:
    """Whether a fact could come to have a value that it does not have."""
    if key == "standards":
        return facts.kinds.isdisjoint({PAYLOAD} if value == PAYLOAD else SHARED_NAMES)
    if key == "format":
        return facts.format not in OPEN_FORMATS
    if key == "authentication":
        return facts.authentication not in STANDARD_SIGN_IN
    if key == "personal_data":
        return facts.personal_data is None  # what must pass must pass
    return bool(getattr(facts, key) != value)


def _unrecorded(facts: Declared, key: str) -> bool:
    """Whether a fact may be so already; standards may, where it is not stated what is agreed."""
    return (facts.semantics if key == "standards" else getattr(facts, key)) is None


def _changed(facts: Declared, changes: Changes) -> Declared:
    values = dict(changes)
    kind = values.pop("standards", None)
    kinds = facts.kinds | {str(kind)} if kind else facts.kinds
    return facts._replace(kinds=kinds, **values)  # type: ignore[arg-type]  # each of its own type
