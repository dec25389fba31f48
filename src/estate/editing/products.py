"""Support dates of the catalogue brought up to date with what is published.

Three kinds of dates are taken: active, security and extended support. What is not published stays
unknown, and what somebody recorded from elsewhere, or later, stays unless it is to be overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from estate.editing.product_dates import (
    differences,
    doubts,
    facts,
    is_recorded,
    stamps,
    until,
    why_left,
)
from estate.editing.product_matching import Names, find_release, near_releases
from estate.portfolio import KeyPath, System, Version, split_product
from estate.portfolio.support_changes import (
    Affected,
    Difference,
    Left,
    Recorded,
    SupportUpdate,
    Unmatched,
    VersionChange,
)

if TYPE_CHECKING:
    from estate.editing.verify import Change
    from estate.portfolio import Portfolio, Product
    from estate.portfolio.published import Published, PublishedProduct, PublishedRelease

LINES_OF_BUSINESS = frozenset({"application", "service"})
"""Kinds of product that are matched only where the catalogue names the published one: names of
applications are common words, and these may be anybody's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to do: `products` narrows it to some, empty for all.

    `add_used` adds releases that systems use, `add_all` every release of the products named.
    `overwrite` puts what is published over what was recorded from elsewhere; `confirm` renews
    source and day of what is unchanged.
    """

    products: frozenset[str] = frozenset()
    add_used: bool = False
    add_all: frozenset[str] = frozenset()
    overwrite: bool = False
    confirm: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """What is compared, and what has been found so far."""

    portfolio: Portfolio
    published: Published
    names: Names
    asked: Asked
    changes: list[VersionChange] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    addable: list[str] = field(default_factory=list)


class _Pair(NamedTuple):
    """A product of the catalogue, and the published one that it is."""

    id: str
    product: Product
    there: PublishedProduct


def update(portfolio: Portfolio, published: Published, asked: Asked) -> SupportUpdate:
    """Return what bringing the catalogue up to date with an answer changes; in order of ids."""
    run = _Run(portfolio, published, Names(published), asked)
    used = _used(portfolio)
    for product_id, product in sorted(portfolio.catalogue.products.items()):
        if asked.products and product_id not in asked.products:
            continue
        there = _match(run, product_id, product)
        if there is not None:
            pair = _Pair(product_id, product, there)
            _versions(run, pair, used.get(product_id, set()))
            if not asked.add_used and product_id not in asked.add_all:
                run.addable.extend(_addable(pair, used.get(product_id, set())))
    return SupportUpdate(
        changes=tuple(run.changes),
        left=tuple(run.left),
        unmatched=tuple(run.unmatched),
        affected=tuple(_affected(portfolio, run.changes)),
        unchanged=tuple(run.unchanged),
        others=tuple(run.others),
        addable=tuple(run.addable),
        absent=() if asked.products else tuple(_absent(portfolio)),
    )


def to_changes(result: SupportUpdate) -> list[Change]:
    """Return what to set in the catalogue's files."""
    return [
        (("products", change.product, "versions", change.version, each.key), each.new)
        for change in result.changes
        for each in (*change.differences, *change.stamps)
    ]


def key_order(path: KeyPath) -> tuple[str, ...]:
    """Return the order of keys in the table at a path, where it is a version."""
    is_version = len(path) == len(("products", "id", "versions", "id")) and path[2] == "versions"
    return tuple(Version.model_fields) if is_version else ()


def _match(run: _Run, product_id: str, product: Product) -> PublishedProduct | None:
    """Return the published product that is meant; note what is not found, with near names."""
    there = run.published.products
    if product.endoflife is not None:
        if product.endoflife not in there:
            because = f'it says endoflife = "{product.endoflife}", which is not in this answer'
            near = run.names.near([product.endoflife])
            run.unmatched.append(Unmatched(product_id, None, because, near))
        return there.get(product.endoflife)
    supplier = run.portfolio.catalogue.suppliers.get(product.supplier or "")
    exact = run.names.exact(product_id, product, supplier.name if supplier else None)
    is_technology = product.kind not in LINES_OF_BUSINESS
    if len(exact) == 1 and is_technology:
        return there[exact[0]]
    if exact:
        because = "several have its names" if len(exact) > 1 else "an application is not guessed"
        run.unmatched.append(Unmatched(product_id, None, because, tuple(exact)))
    elif is_technology:
        near = run.names.near([product_id, product.name])
        run.unmatched.append(
            Unmatched(product_id, None, "endoflife.date has no product of this name", near)
        )
    else:
        run.others.append(product_id)
    return None


def _versions(run: _Run, pair: _Pair, used: set[str]) -> None:
    """Compare each version with its release, and add those that are asked for."""
    taken = set()
    for version_id, version in sorted(pair.product.versions.items()):
        release = _release(run, pair, version_id, version.endoflife)
        if release is not None:
            taken.add(release.name)
            _compare(run, pair.id, version_id, release)
    if run.asked.add_used:
        for version_id in sorted(used - pair.product.versions.keys()):
            release = _release(run, pair, version_id, None)
            if release is not None:
                taken.add(release.name)
                run.changes.append(_added(run, pair, version_id, release))
    if pair.id in run.asked.add_all:
        missing = [each for each in pair.there.releases if each.name not in taken]
        for release in sorted(missing, key=lambda each: each.name):
            run.changes.append(_added(run, pair, release.name, release))


def _addable(pair: _Pair, used: set[str]) -> Iterator[str]:
    """Yield the versions that systems use, that the catalogue lacks and the answer has."""
    for version_id in sorted(used - pair.product.versions.keys()):
        if find_release(version_id, pair.there) is not None:
            yield f"{pair.id}@{version_id}"


def _release(run: _Run, pair: _Pair, version_id: str, named: str | None) -> PublishedRelease | None:
    """Return the release that a version is; note what is not found, with near names."""
    if named is None:
        release = find_release(version_id, pair.there)
        because = f"{pair.there.id} has no release of that name"
    else:
        release = next((each for each in pair.there.releases if each.name == named), None)
        because = f'it says endoflife = "{named}", which {pair.there.id} does not have'
    if release is None:
        near = near_releases(named or version_id, pair.there)
        run.unmatched.append(Unmatched(pair.id, version_id, because, near))
    return release


def _compare(run: _Run, product_id: str, version_id: str, release: PublishedRelease) -> None:
    version = run.portfolio.catalogue.products[product_id].versions[version_id]
    found = tuple(differences(version, release))
    kept = None if run.asked.overwrite else why_left(version, run.published)
    doubtful = list(doubts(version, release, run.published))
    for difference, because in doubtful:
        run.left.append(Left(product_id, version_id, (difference,), because))
    if found and kept:
        run.left.append(Left(product_id, version_id, found, kept))
        return
    renewed = () if kept else stamps(version, run.published)
    is_confirmed = run.asked.confirm and is_recorded(version) and not doubtful and renewed
    if found or is_confirmed:
        run.changes.append(VersionChange(product_id, version_id, release.name, found, renewed))
    elif not doubtful:
        run.unchanged.append(f"{product_id}@{version_id}")


def _added(run: _Run, pair: _Pair, version_id: str, release: PublishedRelease) -> VersionChange:
    keys: dict[str, Recorded] = {"released": release.released, **facts(release)}
    new = tuple(Difference(key, None, value) for key, value in keys.items() if value is not None)
    return VersionChange(
        pair.id, version_id, release.name, new, stamps(Version(), run.published), is_new=True
    )


def _used(portfolio: Portfolio) -> dict[str, set[str]]:
    """Return for each product the versions of it that some system uses."""
    used: dict[str, set[str]] = {}
    for _, system in portfolio.systems():
        for use in _uses(system):
            product_id, version_id = split_product(use)
            if version_id is not None:
                used.setdefault(product_id, set()).add(version_id)
    return used


def _absent(portfolio: Portfolio) -> list[str]:
    """Return the products that some system uses and the catalogue lacks."""
    uses = {split_product(use)[0] for _, system in portfolio.systems() for use in _uses(system)}
    return sorted(uses - portfolio.catalogue.products.keys())


def _uses(system: System) -> tuple[str, ...]:
    return (*([system.product] if system.product else []), *system.technology)


def _affected(portfolio: Portfolio, changes: list[VersionChange]) -> Iterator[Affected]:
    """Yield each use of a changed version that can be relied on until another day than before."""
    by_use = {f"{change.product}@{change.version}": change for change in changes}
    for ref, system in sorted(portfolio.systems(), key=lambda each: each[0]):
        for use in sorted(set(_uses(system)) & by_use.keys()):
            change = by_use[use]
            product = portfolio.catalogue.products[change.product]
            version = product.versions.get(change.version, Version())
            news = {each.key: each.new for each in change.differences}
            bought = use in system.extended_support or change.product in system.extended_support
            before = until(version, bought=bought)
            after = until(version.model_copy(update=news), bought=bought)
            if before != after:
                yield Affected(ref, use, before, after)
