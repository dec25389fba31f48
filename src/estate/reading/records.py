"""From tables to typed records; a faulty record is left out, and the others are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from estate.portfolio import KeyPath
from estate.reading.faults import Fault, faults
from estate.reading.limits import MAX_FAULTS
from estate.reading.shape import table_at
from estate.reading.syntax import Tables

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Records(Generic[Model]):
    """What a file holds: its valid records, what is wrong with the others, and which those are.

    `kept` gives, for an array that lost elements, the place in the file of each that is left.
    """

    value: Model
    faults: tuple[Fault, ...] = ()
    left_out: tuple[KeyPath, ...] = ()
    kept: dict[str, tuple[int, ...]] = field(default_factory=dict)


def records(tables: Tables, model: type[Model], empty: Tables) -> Records[Model]:
    """Validate a file's tables, and again without the records at fault where there are any.

    `empty` are tables that are always valid, for a file of which nothing else is.
    """
    try:
        return Records(model.model_validate(tables))
    except ValidationError as error:
        if error.error_count() > MAX_FAULTS:
            return _refused(error.error_count(), model, empty)
        errors = error.errors(include_url=False)
    left_out = {_record_of(detail["loc"], tables) for detail in errors}
    value = _rest(tables, left_out, model)
    if value is None:
        # A fixed table lacks a key that it must have, so all of it has to go.
        left_out = {path if table_at(model, path[:1]) is None else path[:1] for path in left_out}
        value = _rest(tables, left_out, model) or model.model_validate(empty)
    lists = sorted({str(path[0]) for path in left_out if isinstance(path[-1], int)})
    kept = {table: _others(tables[table], left_out, table) for table in lists}
    return Records(value, faults(errors, tables, model), tuple(sorted(left_out, key=str)), kept)


def _refused(count: int, model: type[Model], empty: Tables) -> Records[Model]:
    """Return nothing of a file with more faults than anybody will mend: it is another kind."""
    message = f"this file has {count:,} faults: beyond {MAX_FAULTS:,}, nothing of it is used"
    hint = "is it the right file? mend it as a whole, and check it again"
    fault = Fault("EST003", (), message, hint)
    return Records(model.model_validate(empty), (fault,), ((),))


def _rest(tables: Tables, left_out: set[KeyPath], model: type[Model]) -> Model | None:
    try:
        return model.model_validate(_without(tables, left_out))
    except ValidationError:
        return None


def _record_of(loc: tuple[str | int, ...], tables: Tables) -> KeyPath:
    """Return the path of what has to go for an error: a record, or a key of a fixed table."""
    has_entries = isinstance(tables.get(str(loc[0])), (dict, list))
    return loc[:2] if has_entries else loc[:1]


def _others(holder: list[Any], left_out: set[KeyPath], table: str) -> tuple[int, ...]:
    return tuple(place for place in range(len(holder)) if (table, place) not in left_out)


def _without(tables: Tables, left_out: set[KeyPath]) -> Tables:
    """Return the tables without some records; the arguments stay as they are."""
    rest: Tables = {}
    for table, holder in tables.items():
        if (table,) in left_out:
            continue
        if isinstance(holder, dict):
            rest[table] = {key: v for key, v in holder.items() if (table, key) not in left_out}
        elif isinstance(holder, list):
            rest[table] = [holder[place] for place in _others(holder, left_out, table)]
        else:
            rest[table] = holder
    return rest
