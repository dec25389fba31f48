"""What the types say about a place in a document: its table, its keys, what may stand there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from estate.portfolio import KeyPath
from estate.portfolio.describing import descriptions

_UNION_KINDS = {Union, type(int | str)}


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a table as they are written, in the order of the type."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def field_of(model: type[BaseModel], key: str) -> FieldInfo | None:
    """Return what the type says of a key, as it is written."""
    for name, field in model.model_fields.items():
        if (field.alias or name) == key:
            return field
    return None


def table_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """Return the type of the table at a path, or None where there is no table of fixed keys."""
    return next((t for t in _types_at(model, path) if _is_model(t)), None)


def options_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """Return the words that may stand at a path; none where any text may."""
    for found in _types_at(model, path):
        if get_origin(found) is Literal:
            return tuple(str(option) for option in get_args(found))
    return ()


def described(model: type[BaseModel], path: KeyPath) -> str | None:
    """Return the documentation of the key at a path: its meaning and unit."""
    if not path or not isinstance(path[-1], str):
        return None
    table = table_at(model, path[:-1])
    if table is None:
        return None
    names = {field.alias or name: name for name, field in table.model_fields.items()}
    return descriptions(table).get(names.get(path[-1], ""))


def is_optional(model: type[BaseModel], path: KeyPath) -> bool:
    """Whether the key at a path may be left out."""
    table = table_at(model, path[:-1])
    field = field_of(table, str(path[-1])) if table else None
    return field is not None and not field.is_required()


def _types_at(model: type[BaseModel], path: KeyPath) -> tuple[Any, ...]:
    types: tuple[Any, ...] = (model,)
    for part in path:
        types = tuple(inner for outer in types for inner in _step(outer, part))
    return types


def _step(outer: Any, part: str | int) -> Iterator[Any]:  # noqa: ANN401  # annotations of any sort
    origin = get_origin(outer)
    if _is_model(outer) and isinstance(part, str):
        field = field_of(outer, part)
        if field is not None:
            yield from _alternatives(field.annotation)
    elif origin is tuple and isinstance(part, int):
        yield from _alternatives(get_args(outer)[0])
    elif origin is dict and isinstance(part, str):
        yield from _alternatives(get_args(outer)[1])


def _alternatives(annotation: Any) -> Iterator[Any]:  # noqa: ANN401  # annotations of any sort
    """Yield the types of which a value may be one, without their constraints."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in _UNION_KINDS:
        for member in get_args(annotation):
            yield from _alternatives(member)
    elif annotation is not type(None):
        yield annotation


def _is_model(found: Any) -> bool:  # noqa: ANN401  # annotations of any sort
    return isinstance(found, type) and issubclass(found, BaseModel)
