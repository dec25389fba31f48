"""What is wrong with a pack that was received: not whole, not current, not for us, or too much.

A pack carries the hash of its content, and no signature. The hash shows that nothing was changed or
lost on the way; it does not show who made the pack, since whoever changes it can make a new hash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from estate.diagnostics import Severity
from estate.sharing.canonical import content_sha256
from estate.sharing.classes import class_of, reaches
from estate.sharing.pack import Pack
from estate.sharing.places import PLACES

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_BY_ITSELF = ("id", "withheld")
_OF_ITS_OWN = frozenset(
    {
        *(f"{part}.{name}" for part in ("council", "systems", "contracts") for name in _BY_ITSELF),
        *("steps.system", "counts.score", "counts.cells"),
    }
)
"""Places that hold no field of the inventory."""
_NAMED = ("capabilities", "products", "suppliers", "platforms", "frameworks")
NO_SIGNATURE = (
    "Packs carry a hash and no signature: it shows that a pack is as it was written, and not who "
    "wrote it. To be sure, have the council read out the first letters of its SHA-256."
)


@dataclass(frozen=True, slots=True)
class PackFinding:
    """One thing that is wrong with a pack, doubtful or worth knowing; `code` is a word for it."""

    code: str
    severity: Severity
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file that should be a pack: how people know it, its hash, and the pack or why it is none.

    `sha256` is that of the whole file; None where it cannot be read. `content_sha256` is that of
    the content as it was written; None for a pack that is not from a file.
    """

    path: str
    pack: Pack | None
    fault: PackFinding | None = None
    sha256: str | None = None
    content_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that should be a pack, and what was found in it, the worst first."""

    file: PackFile
    findings: tuple[PackFinding, ...]

    @property
    def usable(self) -> bool:
        """Whether it may be used: no error was found."""
        return self.file.pack is not None and not any(
            each.severity is _ERROR for each in self.findings
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """What a pack is held against: a day, how old it may be in days, and who reads it."""

    on: date
    max_age: int | None = None
    recipient: str | None = None


def check_packs(files: Iterable[PackFile], expected: Expected) -> tuple[Checked, ...]:
    """Return each file with what was found in it, by itself and beside the others."""
    alone = [Checked(file, _alone(file, expected)) for file in files]
    others = beside(
        {each.file.path: pack for each in alone if (pack := each.file.pack) and each.usable}
    )
    return tuple(
        Checked(each.file, _sorted((*each.findings, others[each.file.path])))
        if each.file.path in others
        else each
        for each in alone
    )


def _alone(file: PackFile, expected: Expected) -> tuple[PackFinding, ...]:
    if file.pack is not None:
        return findings_in(file.pack, expected, file.content_sha256)
    return (file.fault,) if file.fault else ()


def _sorted(found: Iterable[PackFinding]) -> tuple[PackFinding, ...]:
    return tuple(sorted(found, key=lambda each: (each.severity.rank, each.code, each.message)))


def findings_in(
    pack: Pack, expected: Expected, written: str | None = None
) -> tuple[PackFinding, ...]:
    """Return what is wrong with a pack by itself, the worst first.

    `written` is the hash of its content as it stands in its file.
    """
    digest = written or content_sha256(pack.content)
    return _sorted(
        (
            *_whole(pack, digest),
            *_fitting(pack, expected),
            *_current(pack, expected),
            *_inside(pack),
        )
    )


def beside(packs: Mapping[str, Pack]) -> Mapping[str, PackFinding]:
    """Return, of packs by name, which are not the one to be used for their council, and why.

    The latest is used; of one day that which others may see least of, which tells most; then the
    first by name.
    """
    found: dict[str, PackFinding] = {}
    used: dict[str, str] = {}
    for name in sorted(packs, key=lambda each: (_recency(packs[each]), each)):
        pack = packs[name]
        first = used.setdefault(pack.manifest.council, name)
        if first != name:
            found[name] = _second(pack, packs[first], first)
    return found


def _recency(pack: Pack) -> tuple[int, bool]:
    return -pack.manifest.as_of.toordinal(), pack.manifest.level != "sector"


def _second(pack: Pack, other: Pack, name: str) -> PackFinding:
    council, mine, theirs = pack.manifest.council, pack.manifest, other.manifest
    if mine == theirs:
        return PackFinding("twice", _NOTE, f"the same pack is there already: {name}")
    if (mine.as_of, mine.level) == (theirs.as_of, theirs.level):
        return PackFinding(
            "contradicts",
            _ERROR,
            f"{name} is another pack of {council} for the same day and level",
            "ask the council which one holds",
        )
    return PackFinding(
        "replaced", _NOTE, f"{name} is used for {council}: as of {theirs.as_of}, {theirs.level}"
    )


def _whole(pack: Pack, digest: str) -> Iterator[PackFinding]:
    if digest != pack.manifest.content_sha256:
        yield PackFinding(
            "changed",
            _ERROR,
            f"its content has been changed or cut since it was made: its SHA-256 is "
            f"{digest[:16]}…, its manifest says "
            f"{pack.manifest.content_sha256[:16]}…",
            "ask the council for it again",
        )
    if pack.manifest.council != pack.content.council.id:
        yield PackFinding(
            "two-councils",
            _ERROR,
            f"its manifest is of {pack.manifest.council}, its content of {pack.content.council.id}",
        )


def _fitting(pack: Pack, expected: Expected) -> Iterator[PackFinding]:
    """Yield what it tells beyond its level or its manifest, and whether it is meant for us."""
    level = pack.manifest.level
    listed = set()
    for shared in pack.manifest.fields:
        listed.add(shared.place)
        known = PLACES.get(shared.field)
        if known is None or known.path != shared.place:
            message = f"its manifest lists {shared.field} at {shared.place}, which is no place"
            yield PackFinding("unknown-field", _ERROR, f"{message} of this version")
        if not reaches(class_of(shared.field).ceiling, level):
            yield _too_much(f"{shared.field} may never be told at level {level}")
    for place in sorted(_told(pack) - listed - _OF_ITS_OWN):
        yield _too_much(f"it tells {place}, which its manifest does not list")
    if pack.content.counts and level != "sector":
        yield _too_much(f"it counts scores, which may never be told at level {level}")
    yield from _meant_for(pack, expected)


def _too_much(message: str) -> PackFinding:
    return PackFinding(
        "tells-too-much", _ERROR, message, "do not pass it on; tell the council that sent it"
    )


def _meant_for(pack: Pack, expected: Expected) -> Iterator[PackFinding]:
    recipients, asked = pack.manifest.recipients, expected.recipient
    if asked is None or pack.manifest.level == "public":
        return
    if asked.casefold() not in {name.casefold() for name in recipients}:
        yield PackFinding(
            "not-for-us",
            _ERROR,
            f"it is for {', '.join(recipients) or 'nobody'}, not for {asked}",
            "do not use it; ask the council",
        )


def _told(pack: Pack) -> frozenset[str]:
    """Return the places at which a pack tells anything."""
    content = pack.content.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    vocabulary = content.pop("vocabulary", {})
    told = {"vocabulary.capabilities.name"} if vocabulary.get("capabilities") else set()
    for part in _NAMED[1:]:
        told |= set(_under(f"vocabulary.{part}", vocabulary.get(part, {}).values()))
    for part, records in content.items():
        told |= set(_under(part, records if isinstance(records, list) else [records]))
    return frozenset(told)


def _under(part: str, records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for record in records:
        yield from (f"{part}.{name}" for name in record)


def _current(pack: Pack, expected: Expected) -> Iterator[PackFinding]:
    manifest, on = pack.manifest, expected.on
    agreement, age = manifest.agreement, (on - manifest.as_of).days
    if not agreement.signed_on <= manifest.as_of <= agreement.expires:
        yield PackFinding(
            "outside-agreement",
            _ERROR,
            f"it was made for {manifest.as_of}, and its agreement holds from {agreement.signed_on} "
            f"to {agreement.expires}",
        )
    if agreement.expires < on:
        yield PackFinding(
            "expired",
            _ERROR,
            f"its agreement ended on {agreement.expires}",
            "delete it, or ask the council to sign anew",
        )
    if age < 0:
        yield PackFinding("in-the-future", _WARNING, f"it is as of {manifest.as_of}, after {on}")
    elif expected.max_age is not None and age > expected.max_age:
        yield PackFinding(
            "old",
            _WARNING,
            f"it is {age} days old, more than {expected.max_age}",
            "ask the council for a new one",
        )
    if manifest.illustrative:
        yield PackFinding("illustrative", _NOTE, "its council is fictional")


def _inside(pack: Pack) -> Iterator[PackFinding]:
    """Yield ids that are there twice, and references to what is not there."""
    content = pack.content
    for what, ids in (
        ("system", [each.id for each in content.systems]),
        ("contract", [each.id for each in content.contracts]),
    ):
        for name in sorted(name for name, times in Counter(ids).items() if times > 1):
            yield PackFinding("twice-inside", _ERROR, f"two {what}s have the id {name}")
    known = {each.id for each in content.systems}
    asked = {name for each in content.contracts for name in each.systems}
    asked |= {each.system for each in content.steps}
    for name in sorted(asked - known):
        yield PackFinding("dangling", _WARNING, f"it refers to the system {name}, which it lacks")
