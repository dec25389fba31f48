"""A comparison as one page: it opens from disk, fetches nothing, and says everything unscripted.

Its policy allows its own style and its own script, by hash. The script only filters and sorts.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from estate import __version__
from estate.comparison.view import Withheld
from estate.rendering.canvas import fonts
from estate.rendering.kit.grid_values import sort_key, value_words
from estate.rendering.kit.templating import environment
from estate.rendering.kit.words import day, plural, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.comparison.view import CouncilView, SectorView
    from estate.rendering.comparing.section import Compared, Section
    from estate.rendering.kit.grids import Column, Grid, Value

MOST_ROWS = 3_000
"""Rows of a table on the page; beyond it browsers grow slow. The data files have all of them."""


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    label: str
    kind: str
    sort: str | None


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    number: bool
    date: bool
    filter: bool


@dataclass(frozen=True, slots=True)
class _Table:
    id: str
    caption: str
    columns: tuple[_Column, ...]
    rows: tuple[tuple[_Cell, ...], ...]
    more: str
    file: str
    empty: str


@dataclass(frozen=True, slots=True)
class _Picture:
    caption: str
    svg: str
    file: str
    wide: bool


@dataclass(frozen=True, slots=True)
class _Part:
    id: str
    title: str
    lead: tuple[str, ...]
    tables: tuple[_Table, ...]
    pictures: tuple[_Picture, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    title: str
    subtitle: str
    illustrative: bool
    handling: str
    parts: tuple[_Part, ...]
    councils: tuple[str, ...]
    made: str


def compared_html(compared: Compared, parts: Sequence[Section], title: str) -> str:
    """Return the page."""
    sector = compared.sector
    page = _Page(
        visible(title),
        f"{plural(len(sector.councils), 'council')} side by side, as of {day(sector.as_of)}",
        sector.illustrative,
        handling(sector),
        tuple(_part(part) for part in parts),
        tuple(about_councils(sector)),
        f"Made by estate {__version__} from what stood on record on {day(sector.as_of)}.",
    )
    style, script = _style(), _script()
    template = environment().get_template("compare.html.jinja")
    return template.render(
        page=page,
        style=style,
        script=script,
        style_digest=_digest(style),
        script_digest=_digest(script),
    )


def handling(sector: SectorView) -> str:
    """Return what is to be minded before it is passed on; nothing where all of it is public."""
    levels = {council.level for council in sector.councils}
    if "council" in levels:
        return (
            "Made from whole inventories: it holds what councils keep to themselves, such as the "
            "risk of named systems. Do not pass it on; `estate share` makes what may travel."
        )
    return (
        "For those whom the councils' agreements name, not for others."
        if levels - {"public"}
        else ""
    )


def about_councils(sector: SectorView) -> list[str]:
    """Return what is known of each council: from what, how old, and what was withheld."""
    said = [_about(council) for council in sector.councils]
    return said + [
        visible(f"{name}: nothing could be read: {why}")
        for name, why in sorted(sector.missing.items())
    ]


def _about(council: CouncilView) -> str:
    dated = f", as of {day(council.as_of)}" if council.as_of else ""
    if council.source == "inventory":
        return visible(f"{council.name}: its whole inventory{dated}")
    kinds = [f"{kind} ({count:,})" for kind, count in sorted(council.withheld.items())]
    left_out = f"; withheld: {', '.join(kinds)}" if kinds else ""
    return visible(f"{council.name}: a pack at level {council.level}{dated}{left_out}")


def _part(part: Section) -> _Part:
    return _Part(
        part.id,
        part.title,
        part.lead,
        tuple(_table(grid) for grid in part.tables),
        tuple(
            _Picture(each.caption, each.svg, f"{each.name}.svg", each.wide)
            for each in part.pictures
        ),
        part.notes,
    )


def _table(grid: Grid) -> _Table:
    left = len(grid.rows) - MOST_ROWS
    file = f"{grid.name}.csv"
    more = f"{left:,} more rows are not on this page; the data file has them." if left > 0 else ""
    return _Table(
        f"table-{grid.name}",
        grid.caption,
        tuple(
            _Column(visible(each.heading), _is_number(each), each.kind == "date", each.filter)
            for each in grid.columns
        ),
        tuple(
            tuple(_cell(value, each) for value, each in zip(row, grid.columns, strict=True))
            for row in grid.rows[:MOST_ROWS]
        ),
        more,
        file,
        grid.empty,
    )


def _is_number(column: Column) -> bool:
    return column.kind not in {"text", "date"}


def _cell(value: Value, column: Column) -> _Cell:
    words = value_words(value, column.kind)
    missing = value is None or isinstance(value, Withheld)
    kinds = ["n"] * _is_number(column) + ["nowrap"] * (column.kind == "date") + ["gap"] * missing
    if isinstance(value, str):
        sort = "" if _is_number(column) or not value else None
    else:
        sort = sort_key(value)
    return _Cell(words, visible(column.heading), " ".join(kinds), sort)


@cache
def _style() -> str:
    return fonts.face_rules() + _template("page.css") + _template("compare.css")


@cache
def _script() -> str:
    return _template("site.js")


def _template(name: str) -> str:
    return files("estate.rendering").joinpath("templates", name).read_text("utf-8")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode("ascii")
