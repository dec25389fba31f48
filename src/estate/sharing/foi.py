"""What a request for information is answered with: what is released, and what is withheld and why.

Scottish councils are under the Freedom of Information (Scotland) Act 2002 (FOISA). The program does
not decide that an exemption applies. It names, for each class of facts that a public pack does not
tell, the one that may cover it: those that public decisions name, with the decision, and those
that still have to be looked up, as such. Where it knows of none it says so. Nothing here looks at
what is recorded: only at the manifest, which is the same whatever the council withholds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from estate.sharing.classes import Kind
from estate.sharing.manifest import Because, Manifest


@dataclass(frozen=True, slots=True)
class Exemption:
    """A section of the Act that may cover something; without `sources` where it is unconfirmed."""

    section: str
    about: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a class of facts that is not released."""

    kind: str
    never: bool
    """Whether nothing of the class leaves the council at any level."""
    open_to_ask: bool
    """Whether some of it could be released, and was only not asked for or has no place."""
    exemptions: tuple[Exemption, ...]


SEPA = "Scottish Information Commissioner, decision 012/2023 (SEPA)"
BORDERS = "Scottish Borders Council, answers that withheld the products of two systems"
PARTLY = (
    "The Scottish Information Commissioner has found that of one public body some was rightly "
    "withheld and some wrongly (decision 125/2022, Police Scotland): a refusal of everything is "
    "not safe."
)
"""Why an answer is partial."""

_CRIME = Exemption("35(1)(a)", "crime prevention", (SEPA, BORDERS))
_AFFAIRS = Exemption("30(c)", "in play for details of a cyber-attack", (SEPA,))
_COMMERCE = Exemption("33", "commercial interests")
_PEOPLE = Exemption("38", "personal information")
_SECURITY = Exemption("31", "national security")

EXEMPTIONS: Mapping[Kind, tuple[Exemption, ...]] = MappingProxyType(
    {
        Kind.AGE: (_CRIME, _AFFAIRS),
        Kind.INTERFACE: (_CRIME,),
        Kind.LOCATION: (_CRIME, _AFFAIRS, _SECURITY),
        Kind.PERSON: (_PEOPLE,),
        Kind.PRICE: (_COMMERCE,),
        Kind.PLAN: (_COMMERCE,),
        Kind.RISK: (_CRIME, _AFFAIRS),
        Kind.VULNERABILITY: (_CRIME, _AFFAIRS, _SECURITY),
    }
)
"""What may cover each class. Classes that are not here have none that the program knows of."""

_COULD_BE: frozenset[Because] = frozenset({"not-asked", "left-out"})


def withheld_kinds(manifest: Manifest) -> tuple[Answer, ...]:
    """Return what is to be said of each class that a pack does not tell all of, by name."""
    reasons: dict[str, set[Because]] = {}
    for each in manifest.withheld:
        reasons.setdefault(each.kind, set()).add(each.because)
    return tuple(_answer(kind, found) for kind, found in sorted(reasons.items()))


def _answer(kind: str, reasons: set[Because]) -> Answer:
    known = next((each for each in Kind if each.value == kind), Kind.UNCLASSIFIED)
    shut = reasons - _COULD_BE - {"no-place"}
    return Answer(
        kind,
        never=reasons == {"never-leaves"},
        open_to_ask=bool(reasons & _COULD_BE),
        exemptions=EXEMPTIONS.get(known, ()) if shut else (),
    )
