"""Before buying: who already runs something for a capability, who else needs it, what to join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.comparison.concentration import in_force, running_until
from estate.comparison.departures import Freedom
from estate.comparison.view import WITHHELD, DateBand, known
from estate.comparison.windows import joint_windows
from estate.portfolio.dates import add_months, extend_end

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.comparison.identity import Identity
    from estate.comparison.view import (
        Amount,
        ContractView,
        CouncilView,
        Day,
        SectorView,
        SystemView,
        Words,
    )
    from estate.comparison.windows import JointDate, JointSpan, JointWindows
    from estate.portfolio.catalogue import Framework, Platform, PriceTier
    from estate.portfolio.identifiers import SystemRef


@dataclass(frozen=True, slots=True)
class Route:
    """The framework under which a contract was called off, and whether it still helps."""

    id: str
    name: str
    ends: date | None
    """Its last day, extensions aside."""
    may_end: date | None
    """Its last day with every month by which it may be extended."""
    open_to_all: bool
    """Whether it names no councils, so that all it was let for may call off: to be confirmed."""
    names_asker: bool | None
    """Whether it names the council that asks; None where nobody asks, or it names none."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A system that serves the capability."""

    council: str
    council_name: str
    here: bool
    """Whether it is the asking council's own."""
    ref: SystemRef
    name: Words
    product: Words
    supplier: Words
    users: Amount
    annual_cost: Amount
    lifecycle: Words
    in_use: bool
    platform: Words
    until: Day
    """The last day of the term that runs now; the first of several contracts."""
    contracts: int
    """Contracts in force that cover it."""
    routes: tuple[Route, ...]
    """The frameworks that its contracts were called off under."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A shared platform that provides the capability."""

    id: str
    name: str
    status: str | None
    host: str | None
    sponsor: str | None
    members: tuple[str, ...]
    member: bool | None
    """Whether the asking council is one; None where nobody asks."""
    earliest: date | None
    """The first day on which one more could go live; None where nothing says."""
    earliest_because: str
    minimum_members: int | None
    tier: PriceTier | None
    """What a member pays once one more has joined, and from how many members; None if unknown."""
    tiers: tuple[PriceTier, ...]
    barriers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """A date on which several who run something could leave it together, by their contracts."""

    best: JointDate
    free: tuple[str, ...]
    """Councils that can leave free on it."""
    by_agreement: tuple[str, ...]
    unsure: tuple[str, ...]
    """Councils of which it is not known, or not shared."""


@dataclass(frozen=True, slots=True)
class Query:
    """Something to ask somebody before buying."""

    whom: str
    what: str


@dataclass(frozen=True, slots=True)
class Prospect:
    """Everything known about a capability that somebody is about to buy something for."""

    capability: str
    name: str
    as_of: date
    council: str | None
    compared: int
    """How many councils were looked at."""
    providers: tuple[Provider, ...]
    """In use or planned; the asking council's own first, then by council and id."""
    offers: tuple[Offer, ...]
    needs: tuple[str, ...]
    """Councils that say they need it and have nothing for it."""
    not_told: tuple[str, ...]
    """Councils that share neither what their systems serve nor what they need."""
    own_day: date | None
    """The first day on which the asking council could leave free what it has for it."""
    joint: Joint | None
    first: date
    last: date
    """Between these days joint dates were looked for."""
    queries: tuple[Query, ...] = ()


def prospect(
    sector: SectorView, identity: Identity, capability: str, council: str | None = None
) -> Prospect:
    """Return what is known about a capability before something is bought for it."""
    providers = tuple(_providers(sector, identity, capability, council))
    offers = tuple(
        _offer(sector, name, platform, council)
        for name, platform in sorted(sector.catalogue.platforms.items())
        if capability in platform.capabilities
    )
    found = joint_windows(sector, (capability,))
    needs = tuple(one.id for one in sector.councils if capability in (known(one.needs) or ()))
    joint = _joint(found)
    return Prospect(
        capability=capability,
        name=sector.capability_name(capability),
        as_of=sector.as_of,
        council=council,
        compared=len(sector.councils),
        providers=providers,
        offers=offers,
        needs=needs,
        not_told=tuple(one.id for one in sector.councils if _silent(one)),
        own_day=_own_day(sector, capability, council),
        joint=joint,
        first=found.first,
        last=found.last,
        queries=tuple(_queries(sector, providers, offers, needs, joint, council)),
    )


def _providers(
    sector: SectorView, identity: Identity, capability: str, asker: str | None
) -> Iterator[Provider]:
    pairs = [
        (council, system)
        for council in sector.councils
        for system in council.systems
        if capability in (known(system.capabilities) or ()) and known(system.lifecycle) != "retired"
    ]
    for council, system in sorted(pairs, key=lambda pair: (pair[0].id != asker, pair[1].ref)):
        yield _provider(sector, identity, council, system, asker)


def _provider(
    sector: SectorView,
    identity: Identity,
    council: CouncilView,
    system: SystemView,
    asker: str | None,
) -> Provider:
    running = [one for one in council.contracts_of(system) if in_force(one, sector.as_of)]
    product, supplier = system.product, system.supplier
    return Provider(
        council=council.id,
        council_name=council.name,
        here=council.id == asker,
        ref=system.ref,
        name=system.name,
        product=identity.product_name(product) if isinstance(product, str) else product,
        supplier=identity.supplier_name(supplier) if isinstance(supplier, str) else supplier,
        users=system.users,
        annual_cost=system.annual_cost,
        lifecycle=system.lifecycle,
        in_use=system.in_use,
        platform=system.platform,
        until=_until(system, running, sector.as_of),
        contracts=len(running),
        routes=tuple(_routes(sector, running, asker)),
    )


def _until(system: SystemView, running: list[ContractView], as_of: date) -> Day:
    spans = sorted(span for one in running if (span := running_until(one, as_of)) is not None)
    if spans:
        first, last = spans[0]
        return first if first == last else DateBand(first, last)
    hidden = system.contracts is WITHHELD or any(one.ends is WITHHELD for one in running)
    return WITHHELD if hidden else None


def _routes(sector: SectorView, running: list[ContractView], asker: str | None) -> Iterator[Route]:
    for name in sorted({each for one in running if (each := known(one.framework))}):
        record = sector.catalogue.frameworks.get(name)
        if record is None:
            yield Route(name, name, None, None, open_to_all=False, names_asker=None)
        else:
            yield _route(name, record, asker)


def _route(name: str, record: Framework, asker: str | None) -> Route:
    named = record.may_call_off
    months = record.extension_months or 0
    return Route(
        id=name,
        name=record.name,
        ends=record.ends,
        may_end=None if record.ends is None else extend_end(record.ends, months),
        open_to_all=not named,
        names_asker=asker in named if asker is not None and named else None,
    )


def _offer(sector: SectorView, name: str, platform: Platform, asker: str | None) -> Offer:
    earliest, because = _earliest(platform, sector.as_of)
    after = len(platform.members) + (asker not in platform.members)
    tiers = tuple(sorted(platform.tiers, key=lambda each: each.members))
    reached = [tier for tier in tiers if tier.members <= max(after, platform.minimum_members or 0)]
    return Offer(
        id=name,
        name=platform.name,
        status=platform.status,
        host=platform.host,
        sponsor=platform.sponsor,
        members=tuple(sorted(platform.members)),
        member=None if asker is None else asker in platform.members,
        earliest=earliest,
        earliest_because=because,
        minimum_members=platform.minimum_members,
        tier=reached[-1] if reached else None,
        tiers=tiers,
        barriers=platform.barriers,
    )


def _earliest(platform: Platform, as_of: date) -> tuple[date | None, str]:
    """Return the first day on which one more council could go live on a platform, and why then."""
    if platform.status in {"stalled", "closing"}:
        return None, f"it is recorded as {platform.status}"
    days = []
    if platform.available_from is not None:
        days.append((platform.available_from, "it is available from then"))
    if platform.procurement_months is not None:
        months = platform.procurement_months
        days.append((add_months(as_of, months), f"procuring it takes {months} months"))
    if not days:
        return None, "neither when it is available nor how long procuring it takes is recorded"
    return max((*days, (as_of, "it is available already")), key=lambda each: each[0])


def _silent(council: CouncilView) -> bool:
    hidden = all(one.capabilities is WITHHELD for one in council.systems)
    return council.needs is WITHHELD and hidden


def _own_day(sector: SectorView, capability: str, council: str | None) -> date | None:
    """Return the first day on which a council can leave free what it has for a capability."""
    if council is None:
        return None
    found = joint_windows(sector, (capability,), lead_months=0)
    for place, case in enumerate(found.cases):
        if case.council.id == council:
            free = (one.first for one in found.spans if place in one.councils(Freedom.FREE))
            return next(free, None)
    return None


def _joint(found: JointWindows) -> Joint | None:
    best = found.main
    if best is None:
        return None
    return Joint(
        best=best,
        free=_ids(found, best.span, Freedom.FREE),
        by_agreement=_ids(found, best.span, Freedom.BY_AGREEMENT),
        unsure=_ids(found, best.span, Freedom.UNSURE, Freedom.UNKNOWN, Freedom.WITHHELD),
    )


def _ids(found: JointWindows, span: JointSpan, *freedoms: Freedom) -> tuple[str, ...]:
    return tuple(found.cases[place].council.id for place in span.councils(*freedoms))


def _queries(
    sector: SectorView,
    providers: tuple[Provider, ...],
    offers: tuple[Offer, ...],
    needs: tuple[str, ...],
    joint: Joint | None,
    asker: str | None,
) -> Iterator[Query]:
    """Yield what to ask whom: platforms first, then who needs it too, then who has something."""
    for offer in offers:
        if offer.member or offer.status == "closing":
            continue
        yield Query(offer.sponsor or offer.host or f"members of {offer.name}", _of_offer(offer))
    for name in needs:
        if name != asker:
            yield Query(_called(sector, name), "It needs this too: could it be bought together?")
    told = set()
    for one in providers:
        if one.here or one.council in told:
            continue
        told.add(one.council)
        yield Query(one.council_name, " ".join(_of_provider(one, joint)))


def _of_offer(offer: Offer) -> str:
    if offer.status == "stalled":
        return f"{offer.name} is stalled: what would it take to go on, and by when?"
    when = f"on {offer.earliest.isoformat()}" if offer.earliest else "and when"
    said = f"Is there a place on {offer.name} {when}, and at what price?"
    if offer.minimum_members is not None and len(offer.members) < offer.minimum_members:
        said += f" It needs {offer.minimum_members} members and has {len(offer.members)}."
    return said


def _of_provider(one: Provider, joint: Joint | None) -> Iterator[str]:
    product = known(one.product) or known(one.name) or str(one.ref)
    if not one.in_use:
        yield f"It plans {product}: is it bought yet, and can others come in?"
        return
    yield f"How well does {product} do, and would it share the specification?"
    if any(route.open_to_all or route.names_asker for route in one.routes):
        yield f"It called off under {one.routes[0].name}: how long did that take?"
    if joint is not None and one.council in joint.free:
        yield f"Would it buy together, to change on {joint.best.day.isoformat()}?"
    missing = [] if one.until is not None else ["until when its contract runs"]
    missing += [] if one.users is not None else ["how many use it"]
    missing += [] if one.annual_cost is not None else ["what it costs to run"]
    if missing:
        yield f"Not recorded: {', '.join(missing)}."


def _called(sector: SectorView, name: str) -> str:
    found = sector.council_by_id.get(name)
    return found.name if found else name
