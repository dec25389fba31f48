"""The part of a comparison about suppliers: on how few councils rest, and what fails with one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.comparison.concentration import concentration
from estate.comparison.failing import failures
from estate.comparison.view import Band, DateBand
from estate.rendering.comparing.figures import names, whole
from estate.rendering.comparing.section import Section
from estate.rendering.kit.grid_values import number_words
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import listing, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.comparison.concentration import SectorConcentration, SupplierShare
    from estate.comparison.failing import Failure
    from estate.rendering.comparing.section import Compared
    from estate.rendering.kit.grids import Value

FEW = 10
"""So many suppliers or platforms are shown on a terminal."""
EVERYTHING = "everything"
SPREAD = (
    Column("capability", "Capability", filter=True, least=18),
    Column("councils", "Councils", "number"),
    Column("suppliers", "Suppliers", "number"),
    Column("largest", "Supplier of most councils", filter=True, least=16),
    Column("largest_councils", "Its councils", "number"),
    Column("hhi_councils", "HHI by councils", "number"),
    Column("hhi_contracts", "by contracts", "number"),
    Column("hhi_known_value", "by known value", "number"),
    Column("hhi_value", "by value, whatever is unknown", "number"),
    Column("unnamed", "Systems without a known supplier", "number"),
    Column("withheld", "Supplier withheld", "number"),
    Column("in_house", "Made in house", "number"),
    Column("unnamed_contracts", "Contracts without a known supplier", "number"),
)
SHARES = (
    Column("capability", "Capability", filter=True),
    Column("supplier", "Supplier", filter=True, least=16),
    Column("councils", "Councils", "number"),
    Column("share_of_councils", "of those who have any", "percent"),
    Column("systems", "Systems", "number"),
    Column("contracts", "Contracts", "number"),
    Column("value", "Price a year", "pounds"),
    Column("share_of_value", "of it", "percent"),
    Column("unpriced", "No price", "number"),
    Column("which", "Which councils"),
)
IN_SHORT = (1, 2, 4, 5, 6, 7, 8)
"""The columns of suppliers that stand on a terminal."""
FAILURES = (
    Column("kind", "What", filter=True),
    Column("name", "If this fails", least=16),
    Column("councils", "Councils", "number"),
    Column("people", "People there", "number"),
    Column("systems", "Systems", "number"),
    Column("citizens", "Services citizens meet", least=16),
    Column("value", "Price a year", "pounds"),
    Column("unpriced", "Without a price", "number"),
    Column("ends", "Contracts end", "date"),
    Column("without_end", "End not known", "number"),
    Column("capabilities", "Capabilities"),
    Column("which", "Which councils"),
)


def section(compared: Compared) -> Section:
    """Return the spread over suppliers, and what each supplier or platform would take along."""
    sector, identity = compared.sector, compared.identity
    every = concentration(sector, identity)
    each = [concentration(sector, identity, one) for one in compared.capabilities]
    spread = [every, *(one for one in each if one.suppliers)]
    falls = failures(sector, identity, compared.capabilities)
    return Section(
        "concentration",
        "On how few suppliers it rests",
        _lead(every, each),
        (
            Grid(
                "concentration",
                "How it is spread over suppliers",
                SPREAD,
                tuple(_spread(compared, one) for one in spread),
            ),
            Grid(
                "suppliers",
                "Suppliers, with all that they own",
                SHARES,
                tuple(_share(compared, own, one) for own in spread for one in own.suppliers),
            ),
            Grid(
                "failures",
                "What stands still if one fails",
                FAILURES,
                tuple(_fall(compared, one) for one in falls),
            ),
        ),
        _shown(compared, every, falls),
        notes=_notes(),
    )


def _lead(every: SectorConcentration, each: Sequence[SectorConcentration]) -> tuple[str, ...]:
    alone = [one for one in each if _one_alone(one)]
    gaps = []
    if every.unnamed:
        gaps.append(f"{plural(every.unnamed, 'system')} without a known supplier")
    if every.withheld:
        gaps.append(f"{plural(every.withheld, 'system')} whose supplier is withheld")
    said = (
        f"{plural(len(every.suppliers), 'supplier')}, with all that each owns, for "
        f"{plural(len(every.councils), 'council')}. For "
        f"{plural(len(alone), 'capability', 'capabilities')} several councils are known to rest "
        "on one supplier alone."
    )
    return (said + (f" Left out: {listing(gaps)}." if gaps else ""),)


def _one_alone(one: SectorConcentration) -> bool:
    """Return whether several councils have one supplier, and no system could have another."""
    certain = not (one.unnamed or one.withheld or one.unnamed_contracts)
    return certain and len(one.suppliers) == 1 and len(one.suppliers[0].councils) > 1


def _called(compared: Compared, capability: str | None) -> str:
    return EVERYTHING if capability is None else compared.sector.capability_name(capability)


def _spread(compared: Compared, one: SectorConcentration) -> tuple[Value, ...]:
    first = one.suppliers[0] if one.suppliers else None
    span = one.by_value
    value: Value = None
    if span is not None:
        value = span.low if span.exact else Band(round(span.low), round(span.high))
    return (
        _called(compared, one.capability),
        len(one.councils),
        len(one.suppliers),
        "" if first is None else first.name,
        0 if first is None else len(first.councils),
        one.by_councils,
        one.by_contracts,
        one.by_known_value,
        value,
        one.unnamed,
        one.withheld,
        one.in_house,
        one.unnamed_contracts,
    )


def _share(compared: Compared, own: SectorConcentration, one: SupplierShare) -> tuple[Value, ...]:
    known_value = sum((each.priced.low for each in own.suppliers), Fraction(0))
    return (
        _called(compared, own.capability),
        one.name,
        len(one.councils),
        Fraction(len(one.councils), len(own.councils)) if own.councils else None,
        one.systems,
        one.contracts,
        whole(one.priced) if one.contracts > one.unpriced else None,
        one.priced.low / known_value if known_value and one.priced.exact else None,
        one.unpriced,
        names(compared.sector, one.councils),
    )


def _fall(compared: Compared, one: Failure) -> tuple[Value, ...]:
    ends: Value = None
    if one.first_end is not None and one.last_end is not None:
        same = one.first_end == one.last_end
        ends = one.first_end if same else DateBand(one.first_end, one.last_end)
    called = compared.sector.capability_name
    return (
        one.kind,
        one.name,
        len(one.councils) + len(one.elsewhere),
        one.people,
        len(one.systems),
        "; ".join(called(each) for each in one.citizen_facing) or "none recorded",
        whole(one.priced) if one.contracts > one.unpriced else None,
        one.unpriced,
        ends,
        one.without_end,
        "; ".join(called(each) for each in one.capabilities),
        names(compared.sector, (*one.councils, *one.elsewhere)),
    )


def _shown(
    compared: Compared, every: SectorConcentration, falls: Sequence[Failure]
) -> tuple[Grid, ...]:
    suppliers = Grid(
        "suppliers",
        f"Suppliers of most councils; HHI by known value {_hhi(every.by_known_value)}",
        tuple(SHARES[place] for place in IN_SHORT),
        tuple(
            tuple(row[place] for place in IN_SHORT)
            for row in (_share(compared, every, one) for one in every.suppliers[:FEW])
        ),
    )
    fall = Grid(
        "failures",
        "What stands still if one fails",
        FAILURES[:7],
        tuple(_fall(compared, one)[:7] for one in falls[:FEW]),
    )
    return suppliers, fall


def _hhi(value: Fraction | None) -> str:
    return "unknown" if value is None else number_words(value, "number")


def _notes() -> tuple[str, ...]:
    return (
        (
            "HHI is the Herfindahl-Hirschman index: the squares of the shares in percent, added "
            "up; 10,000 is one supplier alone, and 10,000 / n is n alike. 'By value, whatever is "
            "unknown' is the least and the most that it can be when a price that is not recorded "
            "is anything from nothing up."
        ),
        (
            "A supplier counts with all that it owns, by the catalogue's parents and by what was "
            "taken for the same. A contract counts whole for each capability that it serves."
        ),
        (
            "What fails counts systems that have the supplier or platform themselves; what "
            "depends on those is in `estate structure`. People are those who live in the councils."
        ),
    )
