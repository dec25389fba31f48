"""The order of keys: that of the types, with what is kept about a record behind what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Protocol, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from estate.portfolio import CouncilFile, Product, System, Workspace
from estate.portfolio.base import Record

_SECOND = ("description", "tags")
"""What stands directly behind the name of a record."""
_KEPT = ("notes", "reviewed", "reviewed_by", "sharing", "allow")
"""What a record says about itself, behind its facts."""
_LAST: dict[type[BaseModel], tuple[str, ...]] = {
    System: ("likelihood", "impact", "evidence", "options"),
    Product: ("evidence", "versions"),
}
"""What stands behind that: judgements, where facts come from, and what could be done."""
_FIRST: dict[type[BaseModel], tuple[str, ...]] = {
    # Who the council is, what it aims at and has for it, what hinders it; then the long tables.
    CouncilFile: ("council", "aims", "freezes", "budgets", "skills", "barriers", "risks"),
    Workspace: ("name", "illustrative", "as_of", "currency", "review_months"),
}
"""What comes first in a table that is no record, where that is not what its type has first."""


class Keyed(Protocol):
    """Something with a key."""

    @property
    def path(self) -> tuple[str, ...]:
        """The key's parts."""
        ...


K = TypeVar("K", bound=Keyed)


class Shape:
    """What the types say of a place: the order of its keys, and what stands behind each."""

    def __init__(self, annotation: object = None) -> None:
        """Take what a field is annotated with; None where the types say nothing."""
        self._inner: dict[str, Shape] = {}
        self._fields: dict[str, object] = {}
        self._any: object = None
        self._each: object = None
        self.is_number = False
        self.is_map = False
        """Whether its keys are ids, which keep the order in which people wrote them."""
        for found in alternatives(annotation):
            self._take(found)
        self._ranks = {key: rank for rank, key in enumerate(self._fields)}

    def _take(self, found: Any) -> None:  # noqa: ANN401  # annotations of any sort
        origin = get_origin(found)
        if isinstance(found, type) and issubclass(found, BaseModel):
            self._fields = self._fields or _fields(found)
        elif origin is dict:
            self.is_map, self._any = True, get_args(found)[1]
        elif origin is tuple:
            self._each = get_args(found)[0]
        self.is_number = self.is_number or found is int or found is float

    def at(self, path: Iterable[str]) -> Shape:
        """Return what the types say of a key, dotted or not."""
        shape = self
        for key in path:
            shape = shape.under(key)
        return shape

    def under(self, key: str) -> Shape:
        """Return what the types say of one key; of an array of tables, in its elements."""
        if self._each is not None:
            return self.element.under(key)
        if self.is_map:
            return self._named("", self._any)
        return self._named(key, self._fields.get(key))

    def _named(self, key: str, annotation: object) -> Shape:
        if annotation is None:
            return UNKNOWN
        if key not in self._inner:
            self._inner[key] = Shape(annotation)
        return self._inner[key]

    @property
    def element(self) -> Shape:
        """What the types say of the elements of an array; whole numbers there may be ids."""
        found = self._named("", self._each)
        return UNKNOWN if found.is_number else found

    def rank(self, key: str, seen: dict[str, int]) -> int:
        """Return a key's place among the others; unknown ones come last, in written order."""
        known = self._ranks.get(key)
        return seen.setdefault(key, len(self._ranks) + len(seen)) if known is None else known


@cache
def shape_of(model: type[BaseModel]) -> Shape:
    """Return what the types say of a whole file."""
    return Shape(model)


def in_order(entries: Iterable[K], shape: Shape) -> list[K]:
    """Return the keys of one table in their order; parts of dotted keys are ordered likewise."""
    seen: dict[tuple[str, ...], dict[str, int]] = {}

    def rank(entry: K) -> tuple[int, ...]:
        place, found = shape, []
        for depth, key in enumerate(entry.path):
            if place is UNKNOWN:
                break
            found.append(place.rank(key, seen.setdefault(entry.path[:depth], {})))
            place = place.under(key)
        return tuple(found)

    return sorted(entries, key=rank)


def _fields(model: type[BaseModel]) -> dict[str, object]:
    """Return the keys of a table in their order, each with what it is annotated with."""
    written = {name: field.alias or name for name, field in model.model_fields.items()}
    types = {written[name]: field.annotation for name, field in model.model_fields.items()}
    return {key: types[key] for key in _keys(model, list(types)) if key in types}


def _keys(model: type[BaseModel], keys: list[str]) -> list[str]:
    if not issubclass(model, Record):
        first = _FIRST.get(model, ())
        return [*first, *(key for key in keys if key not in first)]
    last = _LAST.get(model, ("evidence",))
    own = [key for key in keys if key not in {*_SECOND, *_KEPT, *last}]
    start = own.index("name") + 1 if "name" in own else 0
    return [*own[:start], *_SECOND, *own[start:], *_KEPT, *last]


def alternatives(annotation: Any) -> Iterator[Any]:  # noqa: ANN401  # any annotation
    """Yield the types of which a value may be one, without their constraints."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from alternatives(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for member in get_args(annotation):
            yield from alternatives(member)
    elif annotation is not type(None):
        yield annotation


UNKNOWN = Shape()
"""A place of which the types say nothing: everything stays in its order."""
