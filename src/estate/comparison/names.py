"""The names that products and suppliers go by: which agree, and which are only near."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

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

    That is one in the catalogue, then one of which the shared name is another or former name and
    not its own, then the first in order.
    """
    bearers: dict[str, list[_Bearing]] = {}
    for each in named.values():
        for bearing in _bearings(each):
            by_number = bearing.how == "company-number"
            key = bearing.words if by_number else same_name(bearing.words)
            bearers.setdefault(f"{by_number}:{key}", []).append(bearing)
    seen: set[frozenset[str]] = set()
    for _, found in sorted(bearers.items()):
        for place, one in enumerate(found):
            for other in found[place + 1 :]:
                pair = frozenset((one.of.id, other.of.id))
                if len(pair) > 1 and pair not in seen:
                    seen.add(pair)
                    yield _agreement(*sorted((one, other), key=_Bearing.rank))


@dataclass(frozen=True, slots=True)
class _Bearing:
    """A name or number, who bears it, and how."""

    of: Named
    how: Literal["name", "alias", "former-name", "company-number"]
    words: str

    def rank(self) -> tuple[bool, bool, str]:
        """Return a key by which the one to count under comes first."""
        return not self.of.catalogued, self.how == "name", self.of.id


def _bearings(each: Named) -> Iterator[_Bearing]:
    yield _Bearing(each, "name", each.name)
    yield from (_Bearing(each, "alias", name) for name in each.aliases)
    yield from (_Bearing(each, "former-name", name) for name in each.former_names)
    if each.company_number is not None:
        yield _Bearing(each, "company-number", each.company_number)


def _agreement(first: _Bearing, second: _Bearing) -> tuple[str, str, How, str]:
    """Return a pair of ids, how they agree, and that in words."""
    ids = first.of.id, second.of.id
    if first.how == "company-number":
        return *ids, "company-number", f"both have the company number {first.words}"
    for each in (first, second):
        if each.how == "former-name":
            return *ids, "former-name", f"{each.words} is a former name of {each.of.name}"
    return *ids, "alias", f"both are called {first.words}"


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
