"""Software whose maker's support has ended or will."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import Catalogue, Fact, KeyPath, Version, split_product
from estate.portfolio.dates import add_months, in_words

HORIZON = 36
"""Months within which the legacy framework asks whether support will end."""


@dataclass(frozen=True, slots=True)
class _Support:
    """What the catalogue says of a product in use: supported until a day, or no longer."""

    name: str
    until: date | None
    ended: bool


_Words = Callable[[_Support, date], str | None]


def out_of_support(view: View) -> Iterator[Issue]:
    """EST301: software in use that gets no more security updates."""
    yield from _each_use(view, _ended_words, "plan an upgrade, buy extended support, or isolate it")


def _ended_words(support: _Support, on: date) -> str | None:
    if support.until is not None and support.until < on:
        return f"{support.name} has had no security updates since {in_words(support.until)}"
    if support.until is None and support.ended:
        return f"{support.name} is no longer supported by its maker"
    return None


def support_ends(view: View) -> Iterator[Issue]:
    """EST302: software in use whose security updates end within three years."""
    yield from _each_use(view, _ending_words, None)


def _ending_words(support: _Support, on: date) -> str | None:
    until = support.until
    if until is None or not on <= until <= add_months(on, HORIZON):
        return None
    return f"security updates for {support.name} end on {in_words(until)}"


def _each_use(view: View, words: _Words, hint: str | None) -> Iterator[Issue]:
    """Yield an issue for each use of a product of whose support there is something to say.

    Many systems use the same products, so each product is looked at once.
    """
    catalogue = view.portfolio.catalogue
    for use, places in view.product_uses.items():
        # With extended support bought for it, and without.
        said = {
            bought: words(support, view.as_of)
            for bought in (True, False)
            if (support := _support(catalogue, use, bought=bought)) is not None
        }
        if any(said.values()):
            yield from _in_places(view, use, places, said, hint)


def _in_places(
    view: View,
    use: str,
    places: Iterable[tuple[str, KeyPath]],
    said: Mapping[bool, str | None],
    hint: str | None,
) -> Iterator[Issue]:
    for council, path in places:
        system = view.portfolio.councils[council].systems[str(path[1])]
        # Under `extended_support` a product is named once more, and used no more than before.
        if system.in_use and path[2] != "extended_support":
            message = said[_is_bought(use, system.extended_support)]
            if message is not None:
                yield Issue(Fact(council, path), message, hint)


def _is_bought(use: str, extended: tuple[str, ...]) -> bool:
    """Whether extended support is bought: for the product with its version, or for the product."""
    return bool(extended) and (use in extended or split_product(use)[0] in extended)


def _support(catalogue: Catalogue, use: str, *, bought: bool) -> _Support | None:
    name, version_id = split_product(use)
    product = catalogue.products.get(name)
    version = product.versions.get(version_id) if product and version_id else None
    if product is None or version is None:
        return None
    title = f"{product.name} {version_id}"
    return _Support(title, _until(version, bought=bought), version.supported is False)


def _until(version: Version, *, bought: bool) -> date | None:
    if bought and version.extended_support_until is not None:
        return version.extended_support_until
    if bought and version.security_support_until is not None:
        # Extended support is bought, and until when is not recorded: then no day is known.
        return None
    return version.security_support_until
