"""Columns: named, typed, documented; those of a record's own facts follow from its type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from estate.portfolio.base import Money, Months, Noun, Percent, PersonDays
from estate.portfolio.describing import descriptions
from estate.portfolio.judgements import Judgement
from estate.portfolio.systems import Criticality
from estate.query.values import Cell, Many, Scalar, Sort, number

if TYPE_CHECKING:
    from estate.query.world import Entry, World

ORDERED: frozenset[tuple[str, ...]] = frozenset({get_args(Criticality)})
"""Enumerations whose words go from least to most, so that `criticality >= high` means something."""
POUNDS = "pounds"
_UNITS = (
    (Money, POUNDS),
    (Months, "months"),
    (PersonDays, "person-days"),
    (Percent, "percent"),
)

Get = Callable[["World", "Entry"], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, what its values are and mean, and how a record gives one."""

    name: str
    sort: Sort
    about: str
    get: Get
    unit: str = ""
    many: bool = False
    words: tuple[str, ...] = ()
    ranges: bool = False
    """Whether its numbers may be known as a range only."""

    @property
    def ordered(self) -> bool:
        """Whether its values can be more or less than one another."""
        return self.sort in {Sort.NUMBER, Sort.DATE} or self.words in ORDERED

    @property
    def kind(self) -> str:
        """Return what its values are, in words: `number of pounds`, `dates`, `words`."""
        if self.sort is Sort.YES_NO:
            return self.sort.value
        plural = f"{self.sort.value}s" if self.many else self.sort.value
        return f"{plural} ({self.unit})" if self.unit else plural


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a key's type says of its values."""

    sort: Sort
    unit: str = ""
    words: tuple[str, ...] = ()
    many: bool = False
    noun: type[Noun] | None = None


def record_columns(model: type[Noun]) -> Iterator[Column]:
    """Yield a column for each fact of a record; those of nested tables have dotted names."""
    yield from _columns(model, (), many=False)


def _columns(model: type[Noun], path: tuple[str, ...], *, many: bool) -> Iterator[Column]:
    hints = get_type_hints(model, include_extras=True)
    about = descriptions(model)
    for key, field in model.model_fields.items():
        shape = _shape(hints[key])
        names = (*path, key)
        shown = ".".join((*path, field.alias or key)).rstrip("_")
        if shape.noun is not None and issubclass(shape.noun, Judgement):
            names, shape = (*names, "score"), _Shape(Sort.NUMBER)
        if shape.noun is not None:
            yield from _columns(shape.noun, names, many=many or shape.many)
            continue
        yield Column(
            name=shown,
            sort=shape.sort,
            about=about.get(key, ""),
            get=_Getter(names),
            unit=shape.unit,
            many=many or shape.many,
            words=shape.words,
        )


def _shape(hint: Any) -> _Shape:  # noqa: ANN401  # any annotation
    """Return what a type hint says; what it does not tell apart is text."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        options = [one for one in arguments if one is not type(None)]
        return _shape(options[0]) if len(options) == 1 else _Shape(Sort.TEXT)
    if hasattr(hint, "__metadata__"):
        return _with_unit(_shape(arguments[0]), hint.__metadata__[0])
    if origin is tuple:
        return replace(_shape(arguments[0]), many=True)
    if origin is dict or origin is Mapping:
        return _Shape(Sort.TEXT, many=True)
    if origin is Literal:
        return _Shape(Sort.WORD, words=arguments)
    return _plain(hint)


def _with_unit(shape: _Shape, mark: object) -> _Shape:
    found = [unit for scalar, unit in _UNITS if cast("Any", scalar).__metadata__[0] is mark]
    return replace(shape, unit=found[0]) if found else shape


def _plain(hint: Any) -> _Shape:  # noqa: ANN401  # any annotation
    if isinstance(hint, type) and issubclass(hint, Noun):
        return _Shape(Sort.TEXT, noun=hint)
    sorts = {bool: Sort.YES_NO, int: Sort.NUMBER, float: Sort.NUMBER, date: Sort.DATE}
    return _Shape(sorts.get(hint, Sort.TEXT))


@dataclass(frozen=True, slots=True)
class _Getter:
    """Fetches what stands at a path of keys in a record."""

    path: tuple[str, ...]

    def __call__(self, _world: World, entry: Entry) -> Cell:
        return _fetch(entry.record, self.path)


def _fetch(value: object, path: tuple[str, ...]) -> Cell:
    """Return what a path leads to; what lies on the way and is not recorded makes it unknown."""
    if not path or value is None:
        return _cell(value)
    key, rest = path[0], path[1:]
    inner = getattr(value, key)
    if isinstance(inner, tuple | Mapping) and not inner:
        # An empty list that somebody wrote says that there is none; one left out says nothing.
        written = isinstance(value, Noun) and key in value.model_fields_set
        return Many(()) if written else None
    if isinstance(inner, tuple) and rest:
        return _gathered([_fetch(one, rest) for one in inner])
    return _fetch(inner, rest)


def _gathered(cells: list[Cell]) -> Cell:
    """Return the cells of several tables as one; open where one of them is not recorded."""
    items: list[Scalar] = []
    is_open = False
    for cell in cells:
        if cell is None:
            is_open = True
        elif isinstance(cell, Many):
            items += cell.items
            is_open = is_open or cell.open
        else:
            items.append(cell)
    return Many(tuple(items), is_open) if items or not is_open else None


def _cell(value: object) -> Cell:
    match value:
        case None | bool() | str() | date():
            return value
        case int() | float():
            return number(value)
        case Mapping():
            return Many(tuple(sorted(str(key) for key in value)))
        case tuple():
            return _gathered([_cell(one) for one in value])
        case _:
            return str(value)
