"""What a page about structure says of suppliers, products and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Column
from estate.rendering.kit.words import decimal, listing, percent, plural, pounds
from estate.rendering.structure.model import Section, left_out

if TYPE_CHECKING:
    from estate.rendering.structure.model import Names
    from estate.scoring.concentration import Concentration, Holding, Spending
    from estate.scoring.concentration_people import Hands, SkillNeed

ONE = 10_000


def suppliers(them: Concentration, most: int) -> Section:
    """Return how the systems are spread over suppliers, and what fails with each."""
    title = f"Suppliers: {plural(len(them.suppliers), 'supplier')} of {_systems(them.systems)}"
    columns = (
        Column("If this one fails", least=16),
        Column("Systems", right=True),
        Column("Resting on them", right=True),
        Column("Services", right=True),
        Column("Contracts a year", right=True),
        Column("Share", right=True),
    )
    rows = tuple(
        (*_fails(one), _paid(them.spending, one.id), _share(them.spending, one.id))
        for one in them.suppliers[:most]
    )
    points = [_money(them.spending)]
    widest = max(them.suppliers, key=_reach, default=None)
    if widest is not None and widest not in them.suppliers[:most]:
        points.append(f"Most would fail with {widest.name}: {_reach(widest):,} systems.")
    unknown = []
    if them.without_supplier:
        unknown.append(f"no supplier is recorded of {_systems(len(them.without_supplier))}")
    if them.bespoke:
        unknown.append(f"{_systems(len(them.bespoke))} made for the council have none")
    said = f"{listing(unknown)[0].upper()}{listing(unknown)[1:]}." if unknown else ""
    note = " ".join(one for one in (said, left_out(len(them.suppliers), len(rows))) if one)
    return Section(title, "", tuple(points), columns if rows else (), rows, note)


def products(them: Concentration, most: int) -> Section:
    """Return on which products and technologies most rests."""
    title = f"Products and technology: {plural(len(them.products), 'product')} in use"
    columns = (
        Column("Product", least=16),
        Column("Systems", right=True),
        Column("Resting on them", right=True),
        Column("Services", right=True),
    )
    rows = tuple(_fails(one) for one in them.products[:most])
    bare = len(them.without_product)
    said = f"Neither product nor technology is recorded of {_systems(bare)}." if bare else ""
    note = " ".join(one for one in (said, left_out(len(them.products), len(rows))) if one)
    return Section(title, "", (), columns if rows else (), rows, note)


def people(them: Hands, names: Names, most: int) -> Section:
    """Return on whom the systems rest, and what changing them asks of whom."""
    title = f"People: {_systems(len(them.few))} in the hands of one person or nobody"
    points = [f"In few hands: {names.names(them.few)}."] if them.few else []
    for team in them.teams[:most]:
        few = f", {len(team.few_hands):,} of them in few hands" if team.few_hands else ""
        points.append(f"{team.name} answers for {_systems(len(team.systems))}{few}.")
    columns = (
        Column("Skill that options ask for", least=16),
        Column("Systems", right=True),
        Column("Person-days", right=True),
        Column("People", right=True),
        Column("Days a quarter", right=True),
        Column("Quarters", right=True),
    )
    rows = tuple(_skill(need) for need in them.skills[:most])
    note = " ".join(
        one for one in (_unrecorded(them), left_out(len(them.skills), len(rows))) if one
    )
    return Section(title, "", tuple(points), columns if rows else (), rows, note)


def _unrecorded(them: Hands) -> str:
    said = [
        f"how many can support {len(them.unknown):,}" if them.unknown else "",
        f"the technical owner of {len(them.unowned):,}" if them.unowned else "",
        f"any option for {len(them.without_options):,}" if them.without_options else "",
    ]
    kept = [one for one in said if one]
    return f"Not recorded, of {_systems(them.systems)}: {listing(kept)}." if kept else ""


def _skill(need: SkillNeed) -> tuple[str, ...]:
    supply = need.days_per_quarter
    least, most = need.least, need.most
    quarters = "-"
    if supply:
        ends = sorted({-(-least // supply), -(-most // supply)})
        quarters = " to ".join(f"{end:,}" for end in ends)
    return (
        need.name,
        f"{len(need.systems):,}",
        f"{least:,}" if least == most else f"{least:,} to {most:,}",
        "unknown" if need.people is None else f"{need.people:,}",
        "unknown" if supply is None else f"{supply:,}",
        quarters,
    )


def _fails(one: Holding) -> tuple[str, ...]:
    return one.name, f"{len(one.systems):,}", f"{one.touched:,}", f"{len(one.services):,}"


def _reach(one: Holding) -> int:
    return len(one.systems) + one.touched


def _money(spending: Spending) -> str:
    hhi = spending.hhi
    unknown = (
        f" {plural(spending.unpriced, 'contract')} of {spending.contracts:,} in force say no price."
        if spending.unpriced
        else ""
    )
    if spending.unnamed:
        unknown += f" {pounds(spending.unnamed)} a year goes to suppliers that are not recorded."
    if hhi is None:
        return f"No price of a contract with a known supplier is recorded.{unknown}"
    equal = decimal(ONE / hhi)
    like = "all of it to one" if hhi == ONE else f"as {equal} equal ones would have"
    return (
        f"{pounds(spending.known)} a year is known to go to known suppliers: concentration "
        f"(HHI) {round(hhi):,} of 10,000, {like}.{unknown}"
    )


def _paid(spending: Spending, supplier: str) -> str:
    """Return what a supplier gets a year; `+ 1 unknown` for a contract that says no price."""
    paid = spending.by_supplier.get(supplier)
    open_ = spending.unpriced_of.get(supplier, 0)
    if paid is None:
        return "unknown" if open_ else "no contract"
    return pounds(paid) + (f" + {open_:,} unknown" if open_ else "")


def _share(spending: Spending, supplier: str) -> str:
    share = spending.share(supplier)
    return percent(float(share)) if share and supplier in spending.by_supplier else "-"


def _systems(count: int) -> str:
    return plural(count, "system")
