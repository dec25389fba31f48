"""L1 `support-dates`: until when the makers support the product and the technology under it.

| last day of security updates | score |
|---|---|
| before the as-of date | 6 |
| within 12 months of it | 5 |
| within 24 months | 4 |
| within 36 months | 3 |
| within 60 months | 2 |
| later, or supported without an end date | 1 |

The worst component counts. The bands are ours: the framework gives words, and its horizon is 36
months. Extended support counts where the system says that it is bought. A component whose date is
not known could be anything up to out of support, so it raises the upper end only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from estate.portfolio import CATALOGUE, Fact, split_product
from estate.portfolio.dates import in_words
from estate.scoring.rules.derived import (
    CERTAIN,
    Bands,
    Derived,
    listed,
    place,
    unknown_likelihood,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import Catalogue, Version
    from estate.scoring.rules.derived import Case

RULE = "support-dates"
BANDS = Bands(((12, 5), (24, 4), (36, 3), (60, 2)), later=1)


class _Part(NamedTuple):
    """What the catalogue says of one use of a product; the same for every system that uses it."""

    name: str
    low: int
    high: int
    until: date
    because: str
    facts: tuple[Fact, ...] = ()


_Key = tuple[str, bool, "date"]
_PARTS: WeakKeyDictionary[EstateGraph, dict[_Key, _Part]] = WeakKeyDictionary()
"""Parts worked out already, for as long as the graph lives: many systems use the same products."""


def end_of_support(case: Case) -> Derived:
    """Return L1 from the support dates of the product and of each technology; L6 asks it too."""
    if RULE not in case.worked_out:
        case.worked_out[RULE] = _end_of_support(case)
    return case.worked_out[RULE]


def _end_of_support(case: Case) -> Derived:
    parts = list(_parts(case))
    if not parts:
        return unknown_likelihood("Neither its product nor the technology under it is recorded.")
    worst, used_at = min(parts, key=_badness)
    high = max([part.high for part, _ in parts])
    if high == worst.low:
        return Derived(worst.low, high, RULE, worst.because, (used_at, *worst.facts))
    return _with_gaps(worst, used_at, high, parts)


def _with_gaps(worst: _Part, used_at: Fact, high: int, parts: list[tuple[_Part, Fact]]) -> Derived:
    missing = [(part, fact) for part, fact in parts if part.low != part.high]
    names = [part.name for part, _ in missing]
    gap = f"Until when {listed(names)} is supported is not known."
    others = tuple(f for part, fact in missing if fact != used_at for f in (fact, *part.facts))
    facts = (used_at, *worst.facts, *others)
    if len(missing) == len(parts) and high == CERTAIN:
        return unknown_likelihood(gap, facts)
    return Derived(worst.low, high, RULE, f"{worst.because} {gap}".lstrip(), facts)


def _badness(item: tuple[_Part, Fact]) -> tuple[int, int, date]:
    part = item[0]
    return -part.low, part.high, part.until


def _parts(case: Case) -> Iterator[tuple[_Part, Fact]]:
    system = case.system
    if system.product is not None:
        yield _part(case, system.product), case.fact("product")
    for index, use in enumerate(system.technology):
        yield _part(case, use), case.fact("technology", index)


def _part(case: Case, use: str) -> _Part:
    extended = case.system.extended_support
    bought = bool(extended) and (use in extended or split_product(use)[0] in extended)
    known = _PARTS.setdefault(case.graph, {})
    key = (use, bought, case.as_of)
    if key not in known:
        known[key] = _work_out(case.graph.portfolio.catalogue, use, case.as_of, bought=bought)
    return known[key]


def _work_out(catalogue: Catalogue, use: str, as_of: date, *, bought: bool) -> _Part:
    product_id, version_id = split_product(use)
    product = catalogue.products.get(product_id)
    version = product.versions.get(version_id) if product and version_id else None
    name = f"{product.name if product else product_id} {version_id or ''}".rstrip()
    if version is None or version_id is None:
        return _Part(name, 1, CERTAIN, as_of, "")
    path = ("products", product_id, "versions", version_id)
    extended = bought and version.extended_support_until is not None
    key = "extended_support_until" if extended else "security_support_until"
    until = version.extended_support_until if extended else version.security_support_until
    if until is None:
        return _undated(name, version, as_of, Fact(CATALOGUE, path))
    placed = place(until, as_of, BANDS)
    # Extended support is bought, but its end is not known: it lasts at least as long.
    low = 1 if bought and not extended else placed.score
    because = _words(name, version, until, placed.words, extended=extended)
    return _Part(name, low, placed.score, until, because, (Fact(CATALOGUE, (*path, key)),))


def _undated(name: str, version: Version, as_of: date, fact: Fact) -> _Part:
    source = _source(version)
    if version.supported is None:
        return _Part(name, 1, CERTAIN, as_of, "", (fact,))
    if version.supported:
        because = f"{name} is supported by its maker, with no end date published{source}."
        return _Part(name, 1, 1, as_of, because, (fact,))
    because = f"{name} is no longer supported by its maker{source}."
    return _Part(name, CERTAIN, CERTAIN, as_of, because, (fact,))


def _words(name: str, version: Version, until: date, when: str, *, extended: bool) -> str:
    kind = "Extended support" if extended else "Security support"
    if not when:
        return f"{kind} for {name} ended on {in_words(until)}{_source(version)}."
    return f"{kind} for {name} ends on {in_words(until)}, {when}{_source(version)}."


def _source(version: Version) -> str:
    return f" (source: {version.source})" if version.source else ""
