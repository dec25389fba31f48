"""One council's record seen through a ruling: what of it may be told, and under which ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from estate.portfolio import Inventory, Portfolio
from estate.portfolio.base import Record, SharingLevel
from estate.sharing.classes import reaches
from estate.sharing.coarsen import banded, exactly, period
from estate.sharing.ids import Key, contract_id, system_id
from estate.sharing.pack import LONGEST_NAME, Amount, Days
from estate.sharing.places import PLACES, Shape
from estate.sharing.ruling import Ruling

T = TypeVar("T")


@dataclass(frozen=True)
class Telling:
    """A council, the ruling and the key; everything that is told passes through here."""

    portfolio: Portfolio
    council: str
    ruling: Ruling
    key: Key
    as_of: date

    @cached_property
    def inventory(self) -> Inventory:
        """The council's record."""
        return self.portfolio.councils[self.council]

    @cached_property
    def _default(self) -> SharingLevel:
        return self.portfolio.workspace.sharing.level

    def shares(self, record: Record | None) -> bool:
        """Whether a record may travel as far as the pack: as it says, else as the workspace."""
        return record is not None and reaches(record.sharing or self._default, self.ruling.level)

    def known(self, records: Mapping[str, Record], name: str | None) -> str | None:
        """Return an id of the catalogue, where its record may travel."""
        return name if name is not None and self.shares(records.get(name)) else None

    def plain(self, field: str, value: T | None) -> T | None:
        """Return a value as recorded, where its field is told."""
        return value if self.ruling.tells(field) else None

    def several(self, field: str, values: Iterable[str]) -> tuple[str, ...]:
        """Return values in order of code points, each once, where their field is told."""
        return tuple(sorted(set(values))) if self.ruling.tells(field) else ()

    def capabilities(self, field: str, names: Iterable[str]) -> tuple[str, ...]:
        """Return capabilities, without those that their own records hold back."""
        return self.several(field, (name for name in names if self.capability(name)))

    def capability(self, name: str) -> str | None:
        """Return a capability; where its record does not say how far, it travels with the system.

        Ids of capabilities are a vocabulary, which a public system may use unmarked.
        """
        record = self.portfolio.catalogue.capabilities.get(name)
        held_back = record is None or (record.sharing is not None and not self.shares(record))
        return None if held_back else name

    def name(self, field: str, value: str | None) -> str | None:
        """Return a short text, cut where it is longer than a name."""
        told = self.plain(field, value)
        return told if told is None else told[:LONGEST_NAME]

    def names(self, field: str, values: Iterable[str]) -> tuple[str, ...]:
        """Return short texts, cut likewise."""
        return self.several(field, (value[:LONGEST_NAME] for value in values))

    def amount(self, field: str, value: int | None) -> Amount | None:
        """Return a number in its band, or as it is where its field is told exactly."""
        if value is None or not self.ruling.tells(field):
            return None
        if self.ruling.exact(field):
            return exactly(value)
        return banded(value, self._bounds(PLACES[field].shape))

    def day(self, field: str, value: date | None) -> Days | None:
        """Return a day, or the period in which it lies."""
        if value is None or not self.ruling.tells(field):
            return None
        by_year = PLACES[field].shape is Shape.YEAR
        return period(value, "by-financial-year" if by_year else self.ruling.recipe.bands.days)

    def _bounds(self, shape: Shape) -> tuple[int, ...]:
        bands = self.ruling.recipe.bands
        of_shape = {Shape.PEOPLE: bands.people, Shape.YEARS: bands.years}
        return of_shape.get(shape, bands.money)

    @cached_property
    def systems(self) -> Mapping[str, str]:
        """The opaque id of each system that is told, by its own."""
        return {
            name: system_id(self.key, self.council, self.ruling.level, name)
            for name, system in self.inventory.systems.items()
            if self.shares(system)
        }

    @cached_property
    def contracts(self) -> Mapping[str, str]:
        """The opaque id of each contract that is told, by its own.

        One is told that covers a system that is told, or says itself how far it may travel: a
        contract for what is held back would tell of it.
        """
        told = self.systems
        return {
            name: contract_id(self.key, self.council, self.ruling.level, name)
            for name, contract in self.inventory.contracts.items()
            if self.shares(contract)
            and (contract.sharing is not None or any(each in told for each in contract.systems))
        }
