"""Capability by council: who runs what, which version, until when, at what cost, at what risk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from estate.comparison.view import (
    WITHHELD,
    Band,
    CouncilView,
    Day,
    SystemView,
    Withheld,
    bounds,
    day_bounds,
    known,
)
from estate.portfolio.terms import Terms
from estate.query.globs import matcher
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.comparison.identity import Identity
    from estate.comparison.view import Amount, ContractView, SectorView

State = Literal["in use", "needed", "none recorded", "withheld"]
"""What a council says of a capability. None recorded is not the same as none in use."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One council's systems for one capability."""

    council: str
    capability: str
    state: State
    systems: tuple[SystemView, ...] = ()
    products: tuple[str, ...] = ()
    """The products as they are counted, in order; what is not known or shared is not among them."""
    platforms: tuple[str, ...] = ()
    """The shared platforms that provide them, in order."""
    ends: Day = None
    """The first day on which a contract of these systems ends, of those not over."""
    cost: Amount = None
    """Pounds a year of these systems; a band without an end where that of one is not known."""
    red: int = 0
    """Systems that are red-rated."""
    red_unknown: int = 0
    """Systems of which it cannot be told."""
    red_withheld: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """A product or shared platform, and the councils that use it for one capability."""

    id: str
    councils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One capability over all councils."""

    capability: str
    name: str
    cells: tuple[Cell, ...]
    products: tuple[Shared, ...]
    """Every product in use for it, that of most councils first."""
    platforms: tuple[Shared, ...] = ()
    """Every shared platform in use for it, likewise."""
    ends: Day = None
    """The first end of a contract, not over yet, among all councils."""

    @property
    def in_use(self) -> int:
        """How many councils record a system for it."""
        return sum(cell.state == "in use" for cell in self.cells)

    @property
    def cost(self) -> Amount:
        """Pounds a year of all councils that record a system."""
        return added([cell.cost for cell in self.cells if cell.state == "in use"])


@dataclass(frozen=True, slots=True)
class Matrix:
    """Capabilities by councils."""

    councils: tuple[CouncilView, ...]
    rows: tuple[Row, ...]


def chosen_capabilities(sector: SectorView, patterns: Sequence[str] = ()) -> tuple[str, ...]:
    """Return capabilities that some council serves or needs, and that fit a pattern, in order.

    A pattern is an id, in which `*` stands for any letters. Without patterns all are returned.
    """
    everything = set(sector.capabilities)
    for council in sector.councils:
        everything.update(known(council.needs) or ())
    tests = [matcher(pattern) for pattern in patterns]
    return tuple(
        name for name in sorted(everything) if not tests or any(test(name) for test in tests)
    )


def matrix_of(sector: SectorView, identity: Identity, capabilities: Iterable[str]) -> Matrix:
    """Return the matrix of some capabilities over all councils of a view."""
    return Matrix(sector.councils, tuple(_row(sector, identity, name) for name in capabilities))


def _row(sector: SectorView, identity: Identity, capability: str) -> Row:
    serving: dict[str, list[SystemView]] = {}
    for council, system in sector.systems_for(capability):
        serving.setdefault(council.id, []).append(system)
    cells = tuple(
        _cell(council, capability, tuple(serving.get(council.id, ())), identity, sector.as_of)
        for council in sector.councils
    )
    ends = first_day([cell.ends for cell in cells if cell.systems], sector.as_of)
    return Row(
        capability,
        sector.capability_name(capability),
        cells,
        _users((cell.council, cell.products) for cell in cells),
        _users((cell.council, cell.platforms) for cell in cells),
        ends,
    )


def _users(used: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Shared, ...]:
    """Return each thing with the councils that use it, that of most councils first."""
    users: dict[str, list[str]] = {}
    for council, names in used:
        for name in names:
            users.setdefault(name, []).append(council)
    ordered = sorted(users.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Shared(name, tuple(councils)) for name, councils in ordered)


def _cell(
    council: CouncilView,
    capability: str,
    systems: tuple[SystemView, ...],
    identity: Identity,
    as_of: date,
) -> Cell:
    if not systems:
        return Cell(council.id, capability, _without(council, capability))
    ratings = [system.red_rated for system in systems]
    named = {known(system.product) for system in systems} - {None}
    return Cell(
        council.id,
        capability,
        "in use",
        systems,
        tuple(sorted({identity.product(name) for name in named if name is not None})),
        tuple(sorted({name for each in systems if (name := known(each.platform)) is not None})),
        first_day([contract_end(council, system, as_of) for system in systems], as_of),
        added([system.annual_cost for system in systems]),
        ratings.count(Answer.YES),
        ratings.count(Answer.UNKNOWN),
        ratings.count(WITHHELD),
    )


def _without(council: CouncilView, capability: str) -> State:
    """Return what is said of a capability for which no system is recorded."""
    if capability in (known(council.needs) or ()):
        return "needed"
    hidden = any(isinstance(system.capabilities, Withheld) for system in council.systems)
    return "withheld" if hidden else "none recorded"


def contract_end(council: CouncilView, system: SystemView, as_of: date) -> Day:
    """Return the first day, not over yet, on which one of a system's contracts ends.

    Where all are over, the last of their ends; where none is known, whether it was withheld.
    """
    if isinstance(system.contracts, Withheld):
        return WITHHELD
    return first_day([end_of(contract, as_of) for contract in council.contracts_of(system)], as_of)


def end_of(contract: ContractView, as_of: date) -> Day:
    """Return the end of the term of a contract that runs on a day; the last one if it is over."""
    if isinstance(contract.terms, Terms):
        return contract.terms.term_in_force(as_of) or contract.terms.current_end
    return contract.ends


def first_day(days: Sequence[Day], since: date | None = None) -> Day:
    """Return the first of some days, spans by their first day; those before `since` come last."""
    there = [(span, day) for day in days if (span := day_bounds(day)) is not None]
    if not there:
        return WITHHELD if WITHHELD in days else None
    to_come = [each for each in there if since is None or each[0][1] >= since]
    if to_come:
        return min(to_come, key=lambda each: each[0])[1]
    return max(there, key=lambda each: each[0])[1]


def added(amounts: Sequence[Amount]) -> Amount:
    """Return a sum: exact where all parts are; else a band, without an end where one is missing."""
    there = [each for amount in amounts if (each := bounds(amount)) is not None]
    if not there:
        return WITHHELD if WITHHELD in amounts else None
    low = sum(least for least, _ in there)
    highs = [most for _, most in there if most is not None]
    if len(highs) < len(amounts):
        return Band(low)
    return low if sum(highs) == low else Band(low, sum(highs))
