"""The neutral view of councils of which only a share pack is at hand.

What a pack does not tell is WITHHELD where its manifest does not list the field, or the record says
so itself; where the field is listed and nothing stands there, nobody had recorded it. Of a pack no
field is withheld in part: a band stays a band, a span of days a span.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from estate.comparison.view import (
    WITHHELD,
    Band,
    ContractView,
    CouncilView,
    DateBand,
    StepView,
    SystemView,
    Withheld,
)
from estate.comparison.view import Amount as AmountSeen
from estate.comparison.view import Day as DaySeen
from estate.portfolio.dates import extend_end
from estate.portfolio.identifiers import SystemRef
from estate.portfolio.terms import Extension, Terms
from estate.sharing.pack import Amount, Days, Pack, PackContract, PackCouncil, PackSystem

T = TypeVar("T")
_DATING = frozenset({"starts", "ends", "extensions", "renewal"})
"""Fields without which nothing is known of when a contract can end."""
_RENEWING = frozenset({"renewal_months", "renewals_at_most", "notice_months", "irrevocable_until"})
"""Further fields that decide it for a contract that renews itself."""


def council_of(pack: Pack) -> CouncilView:
    """Return the view of the council of a pack."""
    return _Seen(pack).council


@dataclass(frozen=True)
class _Seen:
    """A pack, and which places it tells."""

    pack: Pack

    @cached_property
    def _told(self) -> frozenset[str]:
        return frozenset(shared.place for shared in self.pack.manifest.fields)

    def value(
        self,
        place: str,
        told: T | None,
        record: PackCouncil | PackSystem | PackContract | None = None,
    ) -> T | Withheld | None:
        """Return what is told at a place; else WITHHELD, or None where it is not known."""
        if told is not None:
            return told
        held_back = record is not None and place.rpartition(".")[2] in record.withheld
        return WITHHELD if held_back or place not in self._told else None

    def amount(self, place: str, told: Amount | None) -> AmountSeen:
        """Return a number, or its band."""
        if told is None:
            return self.value(place, None)
        return told.low if told.exact is not None else Band(told.low, told.high)

    def day(self, place: str, told: Days | None) -> DaySeen:
        """Return a day, or the span in which it lies."""
        if told is None:
            return self.value(place, None)
        return told.first if told.exact is not None else DateBand(told.first, told.last)

    def several(
        self, place: str, told: tuple[str, ...], record: PackSystem | None = None
    ) -> tuple[str, ...] | Withheld:
        """Return a list; an empty one is withheld where its place is not told, or is held back."""
        held_back = record is not None and place.rpartition(".")[2] in record.withheld
        return told if told or (place in self._told and not held_back) else WITHHELD

    @property
    def council(self) -> CouncilView:
        manifest, content = self.pack.manifest, self.pack.content
        told = content.council
        return CouncilView(
            id=content.council.id,
            name=content.council.name or content.council.id,
            population=self.value("council.population", told.population, told),
            rurality=self.value("council.rurality", told.rurality, told),
            systems=tuple(self._system(each) for each in sorted(content.systems, key=_id)),
            contracts=tuple(self._contract(each) for each in sorted(content.contracts, key=_id)),
            needs=WITHHELD,
            steps=self._steps,
            source="pack",
            level=manifest.level,
            version=str(manifest.version),
            as_of=manifest.as_of,
            withheld=self._withheld,
        )

    @property
    def _withheld(self) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for kind in self.pack.manifest.withheld:
            found[kind.kind] += kind.fields
        return dict(sorted(found.items()))

    @property
    def _steps(self) -> tuple[StepView, ...] | Withheld:
        """What it does with its systems; what it could do, and what that costs, is never told."""
        steps = sorted(self.pack.content.steps, key=lambda step: (step.system, step.option or ""))
        found = tuple(
            StepView(
                ref=SystemRef(self.pack.content.council.id, step.system),
                kind=self.value("steps.option", step.option),
                status=self.value("steps.status", step.status),
                platform=self.value("steps.platform", step.platform),
                starts=WITHHELD,
                finishes=self.day("steps.finishes", step.finishes),
                cost=WITHHELD,
            )
            for step in steps
        )
        return found if found or "steps.option" in self._told else WITHHELD

    @cached_property
    def _covering(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for contract in sorted(self.pack.content.contracts, key=_id):
            for system in contract.systems:
                found.setdefault(system, []).append(contract.id)
        return {name: tuple(ids) for name, ids in found.items()}

    def _system(self, system: PackSystem) -> SystemView:
        vocabulary = self.pack.content.vocabulary
        product = vocabulary.products.get(system.product or "")
        supplier = self._supplier(system)
        sold_by = vocabulary.suppliers.get(supplier) if isinstance(supplier, str) else None
        users, cases = system.users, system.transactions_per_year
        return SystemView(
            ref=SystemRef(self.pack.content.council.id, system.id),
            name=WITHHELD,
            capabilities=self.several("systems.capabilities", system.capabilities, system),
            product=self.value("systems.product", system.product, system),
            product_name=product.name if product else None,
            bespoke=self.value("systems.bespoke", system.bespoke),
            version=WITHHELD,
            version_band=WITHHELD,
            supplier=supplier,
            supplier_name=sold_by.name if sold_by else None,
            annual_cost=self.amount("systems.annual_cost", system.annual_cost),
            users=self.amount("systems.users", users),
            transactions=self.amount("systems.transactions_per_year", cases),
            red_rated=WITHHELD,
            contracts=self._contracts_of(system),
            platform=self.value("systems.platform", system.platform, system),
            lifecycle=self.value("systems.lifecycle", system.lifecycle),
            hosting=WITHHELD,
            in_use=system.lifecycle not in {"planned", "retired"},
        )

    def _contracts_of(self, system: PackSystem) -> tuple[str, ...] | Withheld:
        return self.several("contracts.systems", self._covering.get(system.id, ()))

    def _supplier(self, system: PackSystem) -> str | Withheld | None:
        """Return the product's supplier, else the one supplier of the system's contracts."""
        product = self.pack.content.vocabulary.products.get(system.product or "")
        if product is not None and product.supplier is not None:
            return product.supplier
        covering = self._covering.get(system.id, ())
        named = {each.supplier for each in self.pack.content.contracts if each.id in covering}
        named -= {None}
        if len(named) == 1:
            return named.pop()
        return self.value("contracts.supplier", None)

    def _contract(self, contract: PackContract) -> ContractView:
        return ContractView(
            id=contract.id,
            council=self.pack.content.council.id,
            systems=self.several("contracts.systems", contract.systems),
            name=self.value("contracts.name", contract.name),
            supplier=self.value("contracts.supplier", contract.supplier, contract),
            starts=self.day("contracts.starts", contract.starts),
            ends=self._ends(contract),
            terms=self._terms(contract),
            annual_value=self.amount("contracts.annual_value", contract.annual_value),
            total_value=self.amount("contracts.total_value", contract.total_value),
            price_basis=self.value("contracts.price_basis", contract.price_basis),
            units=self.amount("contracts.units", contract.units),
            framework=self.value("contracts.framework", contract.framework, contract),
            lot=self.value("contracts.lot", contract.lot),
        )

    def _ends(self, contract: PackContract) -> DaySeen:
        """Return the last day as things stand: the initial term and the extensions taken.

        Where extensions are not told, it may run on beyond what is: that is withheld.
        """
        days = self._initial(contract)
        if days is None:
            return self.value("contracts.ends", None)
        if "contracts.extensions" not in self._told:
            return WITHHELD
        taken = Terms(extensions=_extensions(contract)).taken
        months = sum(each.months for each in contract.extensions[:taken])
        first, last = (extend_end(day, months) for day in days)
        return first if first == last else DateBand(first, last)

    @staticmethod
    def _initial(contract: PackContract) -> tuple[date, date] | None:
        """Return the last day of the initial term; by start and months where no end is told."""
        if contract.ends is not None:
            return contract.ends.first, contract.ends.last
        if contract.starts is None or contract.term_months is None:
            return None
        ends = [
            Terms(starts=day, term_months=contract.term_months).counted_end
            for day in (contract.starts.first, contract.starts.last)
        ]
        return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])

    def _terms(self, contract: PackContract) -> Terms | Withheld:
        """Return what decides its dates; WITHHELD where a field or a day of it is not told.

        What only lets the council leave sooner, or prices it, may be missing, and counts as not
        recorded: notice of a contract that does not renew itself, a break, sums told as bands.
        """
        days = (contract.starts, contract.ends, contract.irrevocable_until)
        asked = _DATING | (_RENEWING if contract.renewal == "tacit" else frozenset())
        told = all(f"contracts.{field}" in self._told for field in asked)
        if not told or any(day is not None and day.exact is None for day in days):
            return WITHHELD
        starts, ends, bound = (None if day is None else day.exact for day in days)
        return Terms(
            starts=starts,
            ends=ends,
            term_months=contract.term_months,
            extensions=_extensions(contract),
            renewal=contract.renewal,
            renewal_months=contract.renewal_months,
            renewals_at_most=contract.renewals_at_most,
            notice_months=contract.notice_months,
            irrevocable_until=bound,
            break_notice_months=contract.break_notice_months,
            early_exit_cost=_exact(contract.early_exit_cost),
            annual_value=_exact(contract.annual_value),
            holding_over_percent=contract.holding_over_percent,
        )


def _exact(amount: Amount | None) -> int | None:
    return None if amount is None else amount.exact


def _extensions(contract: PackContract) -> tuple[Extension, ...]:
    return tuple(
        Extension(months=each.months, by=each.by, taken=each.taken) for each in contract.extensions
    )


def _id(record: PackSystem | PackContract) -> str:
    return record.id
