"""People: owners, experts, and names where a role belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from estate.checks.rule import Issue
from estate.checks.uses import Placed
from estate.checks.view import View
from estate.portfolio import Fact, Inventory, KeyPath

_OF_SYSTEM = ("owner", "technical_owner", "sponsor", "reviewed_by")
_OF_CHANGE = ("owner", "sponsor")
_OF_INTERFACE = ("from_owner", "to_owner")
_TITLED = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof|cllr)\.?\s+[a-z]", re.IGNORECASE)
_TWO_NAMES = re.compile(
    r"([A-Z][a-z]+)\s+(?:[A-Z]\.?\s+)?(?:Mac|Mc|O')?[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
)
# Given names that are no words of a job's title; few on purpose, so that roles are left alone.
_GIVEN_NAMES = frozenset(
    [
        "Aileen",
        "Alan",
        "Alasdair",
        "Alison",
        "Andrew",
        "Angus",
        "Anna",
        "Anne",
        "Callum",
        "Calum",
        "Catherine",
        "Catriona",
        "Christine",
        "Claire",
        "Colin",
        "Craig",
        "David",
        "Derek",
        "Donald",
        "Douglas",
        "Duncan",
        "Eilidh",
        "Elaine",
        "Elizabeth",
        "Emma",
        "Ewan",
        "Fiona",
        "Fraser",
        "Gavin",
        "Gillian",
        "Gordon",
        "Hamish",
        "Heather",
        "Iain",
        "Ian",
        "Isla",
        "James",
        "Jane",
        "Jennifer",
        "John",
        "Karen",
        "Kathleen",
        "Kenneth",
        "Kirsty",
        "Laura",
        "Lesley",
        "Linda",
        "Lorna",
        "Louise",
        "Lynn",
        "Mairi",
        "Malcolm",
        "Margaret",
        "Mary",
        "Michael",
        "Moira",
        "Morag",
        "Murdo",
        "Neil",
        "Nicola",
        "Pamela",
        "Patricia",
        "Paul",
        "Peter",
        "Rachel",
        "Robert",
        "Ross",
        "Ruth",
        "Sandra",
        "Sarah",
        "Sheila",
        "Shona",
        "Stephen",
        "Steven",
        "Stuart",
        "Susan",
        "Thomas",
        "Tracey",
        "William",
    ]
)


def no_owner(view: View) -> Iterator[Issue]:
    """EST303: a system in use that nobody owns."""
    for ref, system in view.current:
        if system.owner is None:
            message = f"no owner is recorded for `{ref.system}`"
            hint = "write owner = the role that owns it in the business"
            yield Issue(Fact(ref.council, ("systems", ref.system)), message, hint)


def single_expert(view: View) -> Iterator[Issue]:
    """EST304: a system in use that one person or nobody can support, and no supplier does."""
    for ref, system in view.current:
        support = system.support
        if support is None or support.people is None or support.supplier:
            continue
        if support.people <= 1:
            who = "one person" if support.people else "nobody"
            message = f"{who} can support `{ref.system}`"
            hint = "train another, document it, or have a supplier support it"
            yield Issue(
                Fact(ref.council, ("systems", ref.system, "support", "people")), message, hint
            )


def person_named(view: View) -> Iterator[Issue]:
    """EST307: a person's name or address where a role belongs."""
    for fact, said in _all_roles(view):
        if _is_person(said):
            message = (
                f"`{fact.path[-1]}` looks like a person's name or address, and should be a role"
            )
            hint = "write the role, such as Head of Revenues: it outlives whoever holds it"
            yield Issue(fact, message, hint)


def _all_roles(view: View) -> Iterator[tuple[Fact, str]]:
    """Yield every place where a role is written, and who recorded what is evidenced."""
    for council, inventory in view.councils:
        for path, said in _roles(inventory, view.options[council]):
            yield Fact(council, path), said
    for owner, path, record in view.evidenced:
        for key, evidence in record.evidence.items():
            if evidence.by is not None:
                yield Fact(owner, (*path, "evidence", key, "by")), evidence.by


@lru_cache(maxsize=4096)
def _is_person(said: str) -> bool:
    if "@" in said or _TITLED.match(said):
        return True
    found = _TWO_NAMES.fullmatch(said)
    return found is not None and found.group(1) in _GIVEN_NAMES


def _roles(inventory: Inventory, options: Iterable[Placed]) -> Iterator[tuple[KeyPath, str]]:
    """Yield every place in a council's record where a role is written."""
    for name, system in inventory.systems.items():
        yield from _said(("systems", name), system, _OF_SYSTEM)
    for path, _, option in options:
        yield from _said(path, option, _OF_CHANGE)
    for index, interface in enumerate(inventory.interfaces):
        yield from _said(("interfaces", index), interface, _OF_INTERFACE)
    for name, step in inventory.steps.items():
        yield from _said(("steps", name), step, _OF_CHANGE)
    for table in ("barriers", "risks"):
        for name, record in getattr(inventory, table).items():
            yield from _said((table, name), record, ("owner",))


def _said(path: KeyPath, record: object, keys: tuple[str, ...]) -> Iterator[tuple[KeyPath, str]]:
    for key in keys:
        said = getattr(record, key)
        if said is not None:
            yield (*path, key), said
