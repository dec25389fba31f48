"""What stands still if a supplier, or a shared platform, fails: councils, services, contracts.

Only what has it itself: what hangs on those systems is a council's own matter (`estate structure`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from estate.comparison.concentration import (
    in_force,
    prices,
    running_until,
    supplier_name,
    suppliers_of,
)
from estate.comparison.view import exact, known
from estate.portfolio.identifiers import SystemRef

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from estate.comparison.identity import Identity
    from estate.comparison.quantiles import Between
    from estate.comparison.view import ContractView, CouncilView, SectorView, SystemView
    from estate.portfolio.catalogue import Platform

Pair = tuple["CouncilView", "SystemView"]


@dataclass(frozen=True, slots=True)
class Failure:
    """What the failure of one supplier or platform touches at once."""

    kind: Literal["supplier", "platform"]
    id: str
    name: str
    councils: tuple[str, ...]
    elsewhere: tuple[str, ...]
    """Members of the platform that are not among the councils compared."""
    people: int | None
    """People who live in those councils; None where that of one is not known exactly."""
    systems: tuple[SystemRef, ...]
    capabilities: tuple[str, ...]
    citizen_facing: tuple[str, ...]
    """Those of the capabilities that citizens meet themselves, by the catalogue."""
    contracts: int
    """Contracts in force: with the supplier, or covering those systems."""
    priced: Between
    """Pounds a year of those whose price is known."""
    unpriced: int
    first_end: date | None
    """The first day on which one of them ends, the term that runs now counted."""
    last_end: date | None
    without_end: int
    """Contracts in force whose end is not known."""


def failures(
    sector: SectorView, identity: Identity, capabilities: Sequence[str]
) -> tuple[Failure, ...]:
    """Return what each supplier and platform would take along; most councils first.

    Of systems in use that serve one of the capabilities.
    """
    wanted = frozenset(capabilities)
    pairs = [
        (council, system)
        for council in sector.councils
        for system in council.systems
        if system.in_use and wanted.intersection(known(system.capabilities) or ())
    ]
    sold: dict[str, list[Pair]] = {}
    for council, system in pairs:
        for supplier in suppliers_of(council, system, identity):
            sold.setdefault(supplier, []).append((council, system))
    found = [_supplier(sector, identity, name, own) for name, own in sold.items()]
    for name, platform in sector.catalogue.platforms.items():
        own = [pair for pair in pairs if _on(pair[1], name, platform)]
        if own:
            found.append(_platform(sector, name, platform, own))
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -len(one.councils),
                -len(one.citizen_facing),
                -len(one.systems),
                one.kind,
                one.id,
            ),
        )
    )


def _on(system: SystemView, name: str, platform: Platform) -> bool:
    runs_on = platform.runs_on is not None and platform.runs_on == str(system.ref)
    return known(system.platform) == name or (runs_on and platform.status != "proposed")


def _supplier(sector: SectorView, identity: Identity, name: str, pairs: Sequence[Pair]) -> Failure:
    def theirs(contract: ContractView) -> bool:
        seller = known(contract.supplier)
        return seller is not None and identity.group(seller) == name

    return _failure(sector, "supplier", (name, supplier_name(sector, name)), pairs, theirs)


def _platform(sector: SectorView, name: str, platform: Platform, pairs: Sequence[Pair]) -> Failure:
    own = _failure(sector, "platform", (name, platform.name), pairs, lambda _: True)
    return own if not platform.members else _with_members(sector, own, platform)


def _with_members(sector: SectorView, own: Failure, platform: Platform) -> Failure:
    here = sector.council_by_id
    councils = sorted({*own.councils, *(one for one in platform.members if one in here)})
    return replace(
        own,
        councils=tuple(councils),
        people=_people(sector, councils),
        elsewhere=tuple(sorted(one for one in platform.members if one not in here)),
    )


def _failure(
    sector: SectorView,
    kind: Literal["supplier", "platform"],
    called: tuple[str, str],
    pairs: Sequence[Pair],
    theirs: Callable[[ContractView], bool],
) -> Failure:
    contracts = _contracts(sector, pairs, theirs)
    priced, unpriced = prices(contracts)
    ends = [running_until(one, sector.as_of) for one in contracts]
    councils = sorted({council.id for council, _ in pairs})
    capabilities = sorted({one for _, system in pairs for one in known(system.capabilities) or ()})
    return Failure(
        kind=kind,
        id=called[0],
        name=called[1],
        councils=tuple(councils),
        elsewhere=(),
        people=_people(sector, councils),
        systems=tuple(sorted(system.ref for _, system in pairs)),
        capabilities=tuple(capabilities),
        citizen_facing=tuple(one for one in capabilities if _met_by_citizens(sector, one)),
        contracts=len(contracts),
        priced=priced,
        unpriced=unpriced,
        first_end=min((each[0] for each in ends if each is not None), default=None),
        last_end=max((each[1] for each in ends if each is not None), default=None),
        without_end=sum(each is None for each in ends),
    )


def _contracts(
    sector: SectorView, pairs: Sequence[Pair], theirs: Callable[[ContractView], bool]
) -> list[ContractView]:
    found = {
        (council.id, contract.id): contract
        for council, system in pairs
        for contract in council.contracts_of(system)
        if in_force(contract, sector.as_of) and theirs(contract)
    }
    return [found[key] for key in sorted(found)]


def _met_by_citizens(sector: SectorView, capability: str) -> bool:
    record = sector.catalogue.capabilities.get(capability)
    return bool(record and record.citizen_facing)


def _people(sector: SectorView, councils: Sequence[str]) -> int | None:
    people = [exact(sector.council_by_id[one].population) for one in councils]
    found = [one for one in people if one is not None]
    return sum(found) if len(found) == len(people) else None
