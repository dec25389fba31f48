"""Systems: their own facts, what follows from contracts and support, and their scores."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, cast

from estate.portfolio import (
    IMPACT_CODES,
    LIKELIHOOD_CODES,
    Contract,
    Impact,
    Likelihood,
    System,
    split_product,
)
from estate.portfolio.describing import descriptions
from estate.query.columns import POUNDS, Column
from estate.query.kind import Kind
from estate.query.kinds.common import OF_COUNCIL, dates, numbers, of_councils, ranges
from estate.query.kinds.contracts import not_superseded, notice_by, running_end
from estate.query.values import Many, Range, Scalar, Sort, at_least, many, number
from estate.query.world import Entry, World

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from estate.query.columns import Get
    from estate.query.values import Cell
    from estate.scoring import Interval, LegacyScore

POINTS = "points"


def _of_contracts(get: Callable[[World, str, Contract], Scalar | None]) -> Get:
    """Return what each of a system's contracts says; unknown where no contract is recorded."""

    def cell(world: World, entry: Entry) -> Cell:
        found = [get(world, *one) for one in not_superseded(world, entry.ref)]
        return many(dict.fromkeys(found)) if found else None

    return cell


def _cost(_world: World, entry: Entry) -> Range | None:
    costs = entry.record.annual_cost
    return number(costs.total) if costs else None


def _product_supplier(world: World, entry: Entry) -> str | None:
    if entry.record.product is None:
        return None
    product = world.portfolio.catalogue.products.get(split_product(entry.record.product)[0])
    return product.supplier if product else None


def _support_ends(world: World, entry: Entry) -> Many | None:
    """Return when the makers' support for its product and technology ends, a date for each.

    What is supported without an end date gives none; what is not known leaves the answer open.
    """
    system: System = entry.record
    uses = ([system.product] if system.product else []) + list(system.technology)
    if not uses:
        return None
    ends = [_support_end(world, system, use) for use in uses]
    known = sorted({end for end in ends if end is not None and not isinstance(end, bool)})
    is_open = any(end is None for end in ends)
    return Many(tuple(known), is_open) if known or not is_open else None


def _support_end(world: World, system: System, use: str) -> date | bool | None:
    """Return a last day of security updates; True where there is none; None if not known."""
    product_id, version_id = split_product(use)
    product = world.portfolio.catalogue.products.get(product_id)
    version = product.versions.get(version_id) if product and version_id else None
    if version is None:
        return None
    if use in system.extended_support or product_id in system.extended_support:
        return version.extended_support_until
    return version.security_support_until or (True if version.supported else None)


def _interfaces(world: World, entry: Entry) -> Range:
    ref = entry.ref
    live = sum(link.interface.works for link in world.graph.interfaces_of(ref))
    return at_least(live, complete=world.graph.interfaces_complete(ref))


def _dependants(world: World, entry: Entry) -> Range:
    graph, ref = world.graph, entry.ref
    return at_least(graph.dependent_systems(ref), complete=graph.dependants_complete(ref))


def _class(world: World, entry: Entry) -> str | None:
    classes = {"yes": "red", "no": "not-red"}
    return classes.get(world.score(entry.ref).red_rated.value)


def _legacy(world: World, entry: Entry) -> bool | None:
    return {"yes": True, "no": False}.get(world.score(entry.ref).legacy.value)


def _range(get: Callable[[LegacyScore], Interval]) -> Callable[[World, Entry], Range]:
    def cell(world: World, entry: Entry) -> Range:
        interval = get(world.score(entry.ref))
        return Range(interval.low, interval.high)

    return cell


def _criteria() -> tuple[Column, ...]:
    """Return a column for each of the thirteen criteria, as facts and judgements settle them."""
    tables = (("likelihood", LIKELIHOOD_CODES, Likelihood), ("impact", IMPACT_CODES, Impact))
    return tuple(
        ranges(f"{table}.{key}", descriptions(model)[key], _criterion(code), POINTS)
        for table, codes, model in tables
        for key, code in cast("dict[str, str]", codes).items()
    )


def _criterion(code: str) -> Callable[[World, Entry], Range]:
    def cell(world: World, entry: Entry) -> Range:
        criterion = world.score(entry.ref).criterion(code)
        return Range(Fraction(criterion.low), Fraction(criterion.high))

    return cell


KIND = Kind(
    name="systems",
    one="system",
    about="Applications and services, with their costs, contracts, support and risk.",
    model=System,
    rows=of_councils("systems"),
    shown=("council", "id", "name", "capability", "cost", "ends"),
    derived=(
        *OF_COUNCIL,
        Column(
            "in_use",
            Sort.YES_NO,
            "Whether it runs today: neither planned nor retired.",
            lambda _, entry: cast("bool", entry.record.in_use),
        ),
        numbers(
            "cost", "What it costs to run: the sum of what is recorded, a year.", _cost, POUNDS
        ),
        Column(
            "contract",
            Sort.TEXT,
            "The contracts that cover it; those that are over only where no other is left.",
            _of_contracts(lambda _world, name, _contract: name),
            many=True,
        ),
        dates(
            "ends",
            "Last day of the term that runs, of each of its contracts.",
            _of_contracts(lambda world, _name, one: running_end(one, world.as_of)),
            many=True,
        ),
        dates(
            "notice_by",
            "Last day on which notice for `ends` can be given, of each of its contracts.",
            _of_contracts(lambda world, _name, one: notice_by(one, world.as_of)),
            many=True,
        ),
        Column(
            "supplier",
            Sort.TEXT,
            "The suppliers of its contracts.",
            _of_contracts(lambda _world, _name, one: one.supplier),
            many=True,
        ),
        Column(
            "product_supplier",
            Sort.TEXT,
            "The supplier of its product, by the catalogue.",
            _product_supplier,
        ),
        dates(
            "support_ends",
            "Last day of security updates of its product and each technology under it; "
            "extended support counts where it is bought.",
            _support_ends,
            many=True,
        ),
        ranges("interfaces", "How many interfaces it has that work today.", _interfaces),
        ranges("dependants", "How many systems depend on it, directly or not.", _dependants),
        Column(
            "class",
            Sort.WORD,
            "Whether it is red-rated; unknown where the facts leave it open.",
            _class,
            words=("red", "not-red"),
        ),
        Column(
            "legacy",
            Sort.YES_NO,
            "Whether any likelihood criterion makes it legacy.",
            _legacy,
        ),
        ranges("risk", "Overall risk score, 1 to 30.", _range(lambda s: s.overall), POINTS),
        ranges(
            "likelihood", "Likelihood of trouble, 1 to 6.", _range(lambda s: s.likelihood), POINTS
        ),
        ranges("impact", "Impact of trouble, 1 to 5.", _range(lambda s: s.impact), POINTS),
        *_criteria(),
    ),
    aliases={"capability": "capabilities", "consumer": "consumers", "contracts": "contract"},
)
