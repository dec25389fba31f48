"""The names that products and suppliers go by: which agree, and which are only near."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from estate.comparison.view import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.comparison.matches import How
    from estate.comparison.view import SectorView

NEAR = 0.85
"""The least likeness, by difflib's ratio of 0 to 1, at which two names are asked about."""
ALIKE_FROM = 3
"""Names are compared with those that begin with the same letters, so many of them."""
_BLANKS = re.compile(r"\s+")
_FORMS = re.compile(
    r"\b(limited|ltd|plc|llp|inc|gmbh|uk|group|holdings|company|co|software|systems|solutions|"
    r"services|technologies)\b"
)
"""Words that tell what a company is and not which: left out where nearness is judged."""
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A product or supplier, and the names it goes by."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    company_number: str | None = None
    supplier: str | None = None
    """Of a product: its supplier's id."""
    catalogued: bool = True


def products_named(sector: SectorView) -> dict[str, Named]:
    """Return the products that systems name, by id, in order."""
    found: dict[str, Named] = {}
    for council in sector.councils:
        for system in council.systems:
            name = known(system.product)
            if name is None or name in found:
                continue
            product = sector.catalogue.products.get(name)
            if product is not None:
                found[name] = Named(name, product.name, product.aliases, supplier=product.supplier)
            else:
                called = known(system.product_name) or name
                found[name] = Named(name, called, supplier=known(system.supplier), catalogued=False)
    return dict(sorted(found.items()))


def suppliers_named(sector: SectorView) -> dict[str, Named]:
    """Return the suppliers of systems and contracts and those that own them, by id, in order."""
    called: dict[str, str] = {}
    for council in sector.councils:
        for system in council.systems:
            if (name := known(system.supplier)) is not None:
                called.setdefault(name, known(system.supplier_name) or name)
        for contract in council.contracts:
            if (name := known(contract.supplier)) is not None:
                called.setdefault(name, name)
    suppliers = sector.catalogue.suppliers
    waiting = list(called)
    while waiting:
        known_one = suppliers.get(waiting.pop())
        owner = known_one.parent if known_one else None
        if owner is not None and owner not in called:
            called[owner] = owner
            waiting.append(owner)
    return {name: _supplier(sector, name, words) for name, words in sorted(called.items())}


def _supplier(sector: SectorView, name: str, called: str) -> Named:
    supplier = sector.catalogue.suppliers.get(name)
    if supplier is None:
        return Named(name, called, catalogued=False)
    return Named(
        name, supplier.name, supplier.aliases, supplier.former_names, supplier.company_number
    )


def agreements(named: Mapping[str, Named]) -> Iterator[tuple[str, str, How, str]]:
    """Yield pairs of ids that have a name or number in common, the one to count under first.

    That is the one in the catalogue, then the one whose former name the other still bears, then
    the first in order.
    """
    bearers: dict[str, list[tuple[str, How, str]]] = {}
    for each in named.values():
        for how, words in _names_of(each):
            key = words if how == "company-number" else same_name(words)
            bearers.setdefault(f"{how == 'company-number'}:{key}", []).append((each.id, how, words))
    seen: set[frozenset[str]] = set()
    for _, found in sorted(bearers.items()):
        for place, (one, how, words) in enumerate(found):
            for other, other_how, _ in found[place + 1 :]:
                pair = frozenset((one, other))
                if one == other or pair in seen:
                    continue
                seen.add(pair)
                reason: How = max(how, other_how, key=_weight)
                first, second = sorted(
                    ((one, how), (other, other_how)), key=lambda own: _rank(named, *own)
                )
                yield first[0], second[0], reason, _because(named, first, second, words)


def _names_of(each: Named) -> Iterator[tuple[How, str]]:
    yield "alias", each.name
    yield from (("alias", name) for name in each.aliases)
    yield from (("former-name", name) for name in each.former_names)
    if each.company_number is not None:
        yield "company-number", each.company_number


def _weight(how: How) -> int:
    return ("alias", "former-name", "company-number").index(how)


def _rank(named: Mapping[str, Named], name: str, how: How) -> tuple[bool, bool, str]:
    """Return a key to sort by: one that was renamed to stands before who bears the old name."""
    return not named[name].catalogued, how != "former-name", name


def _because(
    named: Mapping[str, Named], first: tuple[str, How], second: tuple[str, How], words: str
) -> str:
    if first[1] == "company-number":
        return f"both have the company number {words}"
    bearer = named[second[0]].name
    if first[1] == "former-name" or second[1] == "former-name":
        now, before = (first, second) if first[1] == "former-name" else (second, first)
        return f"{words} is a former name of {named[now[0]].name} ({now[0]}) and names {before[0]}"
    return f"{words} names both {named[first[0]].name} ({first[0]}) and {bearer} ({second[0]})"


def same_name(text: str) -> str:
    """Return a name by which two are the same: case and spaces set aside, nothing else."""
    return _BLANKS.sub(" ", text).strip().casefold()


def near(named: Mapping[str, Named]) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of ids whose names are near, and in words how near; never for joining."""
    begun: dict[str, list[tuple[str, Named]]] = {}
    for each in named.values():
        key = _NOT_LETTERS.sub("", _FORMS.sub("", each.name.casefold()))
        if len(key) >= ALIKE_FROM:
            begun.setdefault(key[:ALIKE_FROM], []).append((key, each))
    for _, found in sorted(begun.items()):
        for place, (one, first) in enumerate(found):
            for other, second in found[place + 1 :]:
                if one == other or _like(one, other):
                    yield first.id, second.id, f"{first.name} and {second.name} are near names"


def _like(one: str, other: str) -> bool:
    if _ends_in_another_number(one, other):
        return False
    compared = SequenceMatcher(None, one, other, autojunk=False)
    return compared.real_quick_ratio() >= NEAR and compared.ratio() >= NEAR


def _ends_in_another_number(one: str, other: str) -> bool:
    """Return whether two names are the same but for numbers: different on purpose."""
    left, right = (re.sub(r"[0-9]+", "", name) for name in (one, other))
    return left == right and one != other
