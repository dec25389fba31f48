"""Software whose maker's support has ended or will."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from estate.checks.rule import Issue
from estate.checks.view import View, long_date
from estate.portfolio import Catalogue, Fact, KeyPath, System, Version, split_product
from estate.portfolio.dates import add_months

HORIZON = 36
"""Months within which the legacy framework asks whether support will end."""


@dataclass(frozen=True, slots=True)
class _Support:
    """What the catalogue says of a product in use: supported until a day, or no longer."""

    name: str
    until: date | None
    ended: bool


def out_of_support(view: View) -> Iterator[Issue]:
    """EST301: software in use that gets no more security updates."""
    for fact, support in _uses(view):
        if support.until is not None and support.until < view.as_of:
            message = f"{support.name} has had no security updates since {long_date(support.until)}"
            yield Issue(fact, message, "plan an upgrade, buy extended support, or isolate it")
        elif support.until is None and support.ended:
            message = f"{support.name} is no longer supported by its maker"
            yield Issue(fact, message, "plan an upgrade, buy extended support, or isolate it")


def support_ends(view: View) -> Iterator[Issue]:
    """EST302: software in use whose security updates end within three years."""
    horizon = add_months(view.as_of, HORIZON)
    for fact, support in _uses(view):
        if support.until is not None and view.as_of <= support.until <= horizon:
            message = f"security updates for {support.name} end on {long_date(support.until)}"
            yield Issue(fact, message)


def _uses(view: View) -> Iterator[tuple[Fact, _Support]]:
    """Yield each product under each system in use, with what is known of its support."""
    catalogue = view.portfolio.catalogue
    known: dict[tuple[str, bool], _Support | None] = {}
    for ref, system in view.current:
        for path, use in _products(system):
            bought = use in system.extended_support
            if (use, bought) not in known:
                known[use, bought] = _support(catalogue, use, bought=bought)
            support = known[use, bought]
            if support is not None:
                yield Fact(ref.council, ("systems", ref.system, *path)), support


def _products(system: System) -> Iterator[tuple[KeyPath, str]]:
    if system.product is not None:
        yield ("product",), system.product
    for index, use in enumerate(system.technology):
        yield ("technology", index), use


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
