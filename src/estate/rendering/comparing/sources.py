"""Where each council's facts come from: inventory or pack, how open, how old, how complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.comparison.view import WITHHELD
from estate.rendering.comparing.section import Section
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import plural
from estate.sharing.counted import Counted
from estate.sharing.suppression import FEWEST, MOST_PERCENT

if TYPE_CHECKING:
    from estate.comparison.view import CouncilView
    from estate.rendering.comparing.section import Compared
    from estate.rendering.kit.grids import Value

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
COUNTS = "counted"
"""The setting that holds systems by class over councils, as they may be passed on."""
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
        lead=(_lead(len(rows), packs, len(sector.missing)), *_remarks(compared), *_rule(compared)),
        tables=(
            Grid("sources", "Councils that are compared", _COLUMNS, rows),
            Grid(
                "missing",
                "What nothing could be read of",
                (Column("council", "Council or file"), Column("why", "Why", least=30)),
                tuple(sorted(sector.missing.items())),
                "Nothing is missing of what was asked for.",
            ),
            *(_counts(each) for each in _counted(compared)),
        ),
    )


def _remarks(compared: Compared) -> tuple[str, ...]:
    remarks = compared.settings.get(SETTING)
    return tuple(map(str, remarks)) if isinstance(remarks, tuple) else ()


def _counted(compared: Compared) -> tuple[Counted, ...]:
    found = compared.settings.get(COUNTS)
    return (
        tuple(each for each in found if isinstance(each, Counted))
        if isinstance(found, tuple)
        else ()
    )


def _rule(compared: Compared) -> tuple[str, ...]:
    """Return the rule by which counts are withheld, where there are any."""
    said = (
        f"Systems by class may be passed on: cells of fewer than {FEWEST} councils, or of which "
        f"one council has more than {MOST_PERCENT}%, are withheld, and what would give them away."
    )
    return (said,) if _counted(compared) else ()


def _counts(counted: Counted) -> Grid:
    """Return systems by class; what would tell of single councils is withheld."""
    places = (*counted.columns, None)
    rows = tuple(
        (row or "all", *(_cell(counted, row, column) for column in places))
        for row in (*counted.rows, None)
    )
    return Grid(
        f"counted-{counted.score}"[:31],
        f"Systems by class: {counted.score}, of {plural(counted.councils, 'council')}",
        (
            Column("class", "Class"),
            *(
                Column(name.replace(" ", "_"), name.capitalize(), "number")
                for name in counted.columns
            ),
            Column("all", "All", "number"),
        ),
        rows,
    )


def _cell(counted: Counted, row: str | None, column: str | None) -> Value:
    place = (row, column)
    if place in counted.shown.hidden:
        return WITHHELD
    return counted.shown.values.get(place, 0)


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
