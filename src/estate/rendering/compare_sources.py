"""Where each council's facts come from: inventory or pack, how open, how old, how complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.compare_section import Column, Grid, Section
from estate.rendering.words import plural

if TYPE_CHECKING:
    from estate.comparison.view import CouncilView
    from estate.rendering.compare_section import Compared, Value

_COLUMNS = (
    Column("council", "Council"),
    Column("source", "From", filter=True),
    Column("level", "Level", filter=True),
    Column("version", "Version"),
    Column("as_of", "As of", "date"),
    Column("days_old", "Days old", "number"),
    Column("systems", "Systems", "number"),
    Column("contracts", "Contracts", "number"),
    Column("withheld", "Fields withheld", "number"),
)
SETTING = "sources"
"""The setting that holds remarks on what was left out, or is mixed."""


def section(compared: Compared) -> Section:
    """Return where the facts of a comparison come from."""
    sector = compared.sector
    packs = sum(council.source == "pack" for council in sector.councils)
    rows = tuple(_row(council, compared) for council in sector.councils)
    return Section(
        id="sources",
        title="Where this comes from",
        lead=(_lead(len(rows), packs, len(sector.missing)), *_remarks(compared)),
        tables=(
            Grid("sources", "Councils that are compared", _COLUMNS, rows),
            Grid(
                "missing",
                "What nothing could be read of",
                (Column("council", "Council or file"), Column("why", "Why", least=30)),
                tuple(sorted(sector.missing.items())),
                "Nothing is missing of what was asked for.",
            ),
        ),
    )


def _remarks(compared: Compared) -> tuple[str, ...]:
    remarks = compared.settings.get(SETTING)
    return tuple(map(str, remarks)) if isinstance(remarks, tuple) else ()


def _lead(councils: int, packs: int, missing: int) -> str:
    said = f"{plural(councils, 'council')}: {councils - packs:,} from inventories, {packs:,} from "
    said += f"share packs; {missing:,} missing."
    if packs:
        said += (
            " A pack tells what its council agreed to: what is withheld is not the same as what "
            "is not known, and neither is counted as zero."
        )
    return said


def _row(council: CouncilView, compared: Compared) -> tuple[Value, ...]:
    age = (compared.sector.as_of - council.as_of).days if council.as_of else None
    return (
        council.name,
        council.source,
        council.level,
        council.version or "",
        council.as_of,
        age,
        len(council.systems),
        len(council.contracts),
        sum(council.withheld.values()),
    )
