"""Which published product and release one of the catalogue is: by what it says, or by exact name.

A name that is merely like another is offered as a hint and never taken: dates of the wrong product
would look as sound as those of the right one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.portfolio import Product
    from estate.portfolio.published import Published, PublishedProduct, PublishedRelease

NEAR = 3
"""As many near names are offered."""
_ALIKE = 0.8
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9+#]+")
_GAPS = re.compile(r"[\s_]+")
_VERSION_MARK = re.compile(r"^v(?:ersion)?[ .-]?(?=\d)")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")


def name_key(name: str) -> str:
    """Return what two names of one product have in common: letters and digits, small."""
    return _NOT_ASCII_WORD.sub("", name.casefold())


def version_key(name: str) -> str:
    """Return what two names of one version have in common: `v2012 R2` is `2012-r2`."""
    return _GAPS.sub("-", _VERSION_MARK.sub("", name.strip().casefold()))


class Names:
    """The products of an answer by every name that they have."""

    def __init__(self, published: Published) -> None:
        self._by_key: dict[str, set[str]] = {}
        for product in published.products.values():
            for name in (product.id, product.label, *product.aliases):
                self._by_key.setdefault(name_key(name), set()).add(product.id)

    def exact(self, product_id: str, product: Product, supplier: str | None) -> list[str]:
        """Return the ids of published products that bear one of a product's names; sorted."""
        found: set[str] = set()
        for name in _names(product_id, product, supplier):
            key = name_key(name)
            found |= self._by_key.get(key, set()) if key else set()
        return sorted(found)

    def near(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return ids whose names are like one of some names, best first."""
        likeness: dict[str, float] = {}
        for wanted in map(name_key, names):
            for key in difflib.get_close_matches(wanted, self._by_key, NEAR, _ALIKE):
                ratio = difflib.SequenceMatcher(None, key, wanted).ratio()
                for product in self._by_key[key]:
                    likeness[product] = max(ratio, likeness.get(product, 0))
        return tuple(sorted(likeness, key=lambda each: (-likeness[each], each)))[:NEAR]


def _names(product_id: str, product: Product, supplier: str | None) -> Iterator[str]:
    """Yield a product's names; the maker's name before its own makes one more."""
    yield product_id
    yield product.name
    yield from product.aliases
    if supplier:
        yield f"{supplier} {product.name}"


def find_release(version: str, product: PublishedProduct) -> PublishedRelease | None:
    """Return the one release that bears a version's name, or a label that says the same.

    A release's own name goes before labels, a whole label before one with its marks left out.
    """
    wanted = version_key(version)
    for names in (_own, _labels, _shorter_labels):
        found = [each for each in product.releases if wanted in names(each, product)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _own(release: PublishedRelease, product: PublishedProduct) -> set[str]:
    del product
    return {version_key(release.name)}


def _labels(release: PublishedRelease, product: PublishedProduct) -> set[str]:
    return {version_key(release.label), version_key(_without_product(release.label, product))}


def _shorter_labels(release: PublishedRelease, product: PublishedProduct) -> set[str]:
    """Return labels without a last remark in brackets (`19c (LTR)`) and a quoted codename."""
    label = _without_product(release.label, product)
    unmarked = _IN_BRACKETS.sub("", label)
    plain = " ".join(unmarked.replace(f"'{release.codename}'", " ").split())
    return {version_key(unmarked), version_key(plain)}


def _without_product(label: str, product: PublishedProduct) -> str:
    """Return `2012 R2` of the label `Windows Server 2012 R2` of Microsoft Windows Server."""
    words = product.label.split()
    for start in range(len(words)):
        title = " ".join(words[start:]) + " "
        if label.startswith(title):
            return label[len(title) :]
    return label


def near_releases(version: str, product: PublishedProduct) -> tuple[str, ...]:
    """Return names of releases that come near a version, best first: `9.0` for `9.0.65`."""
    names: Mapping[str, str] = {
        version_key(release.name): release.name for release in product.releases
    }
    wanted = version_key(version)
    shorter = [key for key in names if wanted.startswith((f"{key}.", f"{key}-"))]
    longer = [key for key in names if key.startswith((f"{wanted}.", f"{wanted}-"))]
    alike = difflib.get_close_matches(wanted, names, NEAR, _ALIKE)
    ordered = dict.fromkeys(
        [*sorted(shorter, key=len, reverse=True), *longer, *_labelled(wanted, product), *alike]
    )
    return tuple(names[key] for key in ordered)[:NEAR]


def _labelled(wanted: str, product: PublishedProduct) -> list[str]:
    """Return the names of releases whose label begins with what is wanted."""
    return [
        version_key(release.name)
        for release in product.releases
        if any(key.startswith(wanted) for key in _labels(release, product))
    ]
