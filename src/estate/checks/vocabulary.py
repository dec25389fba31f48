"""References to the catalogue: products and their versions, suppliers, standards and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from estate.checks.names import also_called
from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import CATALOGUE, Fact, split_product

_ONE = {
    "products": "a product",
    "platforms": "a platform",
    "suppliers": "a supplier",
    "frameworks": "a framework",
    "standards": "a standard",
    "capabilities": "a capability",
    "groups": "a group of capabilities",
    "skills": "a skill",
    "data_classes": "a data class",
    "bodies": "a body",
}

LISTED = 8
"""So many ids of a group are named in a hint."""
MOST_LOOKED_UP = 50_000
"""So many entries are looked at for another name of theirs; beyond, none is suggested."""


def dangling_vocabulary(view: View) -> Iterator[Issue]:
    """EST102: a reference to something that the catalogue does not have.

    A vocabulary that the catalogue does not have at all is not asked for.
    """
    spare = MOST_LOOKED_UP
    for table, fact, said in view.strangers:
        known = view.vocabularies[table]
        if known is not None:
            message = f"`{said}` is not {_ONE[table]} of the catalogue"
            spare -= len(known)
            hint = _also_called(view, table, said) if spare > 0 else None
            hint = hint or view.nearest(said, known)
            hint = hint or (_of_group(said, known) if spare > 0 else None)
            hint = hint or f"add it to the catalogue's {table}"
            yield Issue(fact, message, hint)


def _also_called(view: View, table: str, said: str) -> str | None:
    """Return a hint where an entry has the word for another name, or nearly for its own."""
    meant = also_called(said, getattr(view.portfolio.catalogue, table))
    return f"did you mean {meant}? It is called so too" if meant is not None else None


def _of_group(said: str, known: Iterable[str]) -> str | None:
    """Return a hint with what the group of an id such as `housing.rents` has, where it has any."""
    group, dot, _ = said.partition(".")
    others = sorted(name for name in known if name.startswith(f"{group}.")) if dot else []
    more = ", ..." if len(others) > LISTED else ""
    return f"there are {', '.join(others[:LISTED])}{more}" if others else None


def missing_vocabulary(view: View) -> Iterator[Issue]:
    """EST107: references that were not checked, as the catalogue has nothing of their kind."""
    if view.is_lost(CATALOGUE):
        return
    first: dict[str, Fact] = {}
    for table, fact, _ in view.strangers:
        if view.vocabularies[table] is None:
            first.setdefault(table, fact)
    if first:
        names = ", ".join(sorted(first))
        message = f"the catalogue has none of these, so references to them are not checked: {names}"
        yield Issue(first[min(first)], message, "add them to the folder catalogue")


def unknown_version(view: View) -> Iterator[Issue]:
    """EST103: a version that the catalogue's product does not have, where it has any."""
    products = view.portfolio.catalogue.products
    listed = {name: product.versions for name, product in products.items() if product.versions}
    if not view.is_whole(CATALOGUE, "products"):
        return
    for use, places in view.product_uses.items():
        product, version = split_product(use)
        if version is not None and version not in listed.get(product, (version,)):
            message = f"the catalogue has no version {version} of {products[product].name}"
            hint = view.nearest(version, listed[product])
            hint = hint or f"it has {', '.join(sorted(listed[product])[:8])}"
            yield from (Issue(Fact(*place), message, hint) for place in places)
