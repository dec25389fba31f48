"""What the types say of a key, and reading a value as its type wants it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from estate.diagnostics import UsageFault, likely
from estate.editing.canonical_order import alternatives, shape_of
from estate.editing.edit import EditRefused
from estate.editing.numbers import NotThatKind, decimal, most_of, whole
from estate.editing.verify import parsed
from estate.portfolio import CATALOGUE, WORKSPACE, Catalogue, CouncilFile, KeyPath, WorkspaceFile
from estate.portfolio.base import Record

Type = Any
"""An annotation, or a class."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOML = ('"', "'", "[", "{")
_MANY = 12
_NUMBER = re.compile(r"[1-9]\d{0,5}")
_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|([^."]+)')


def model_of(owner: str) -> type[BaseModel]:
    """Return what a file of an owner is."""
    known: dict[str, type[BaseModel]] = {WORKSPACE: WorkspaceFile, CATALOGUE: Catalogue}
    return known.get(owner, CouncilFile)


def types_at(model: type[BaseModel], path: KeyPath) -> tuple[Type, ...]:
    """Return the types of which the value at a path may be one; none where nothing may stand."""
    types: tuple[Type, ...] = (model,)
    for part in path:
        types = tuple(inner for outer in types for inner in _step(outer, part))
    return types


def _step(outer: Type, part: str | int) -> Iterator[Type]:
    origin: Type = get_origin(outer)
    if is_model(outer) and isinstance(part, str):
        for name, field in outer.model_fields.items():
            if part == (field.alias or name):
                yield from alternatives(field.annotation)
    elif origin is tuple and isinstance(part, int):
        yield from alternatives(get_args(outer)[0])
    elif origin is dict and isinstance(part, str):
        yield from alternatives(get_args(outer)[1])


def is_model(found: Type) -> bool:
    """Whether a type is a table of fixed keys."""
    return isinstance(found, type) and issubclass(found, BaseModel)


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys of a table as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def record_at(model: type[BaseModel], path: KeyPath) -> int | None:
    """Return how much of a path leads to the innermost record that can hold evidence."""
    for length in range(len(path), 0, -1):
        types = types_at(model, path[:length])
        if any(is_model(each) and issubclass(each, Record) for each in types):
            return length
    return None


def usual_order(owner: str) -> Callable[[KeyPath], Sequence[str]]:
    """Return what gives the usual order of a table's keys in the files of an owner."""
    model = model_of(owner)

    def order(path: KeyPath) -> Sequence[str]:
        table = next(filter(is_model, types_at(model, path)), None)
        if table is None:
            return ()
        return in_usual_order(table)

    return order


def in_usual_order(model: type[BaseModel]) -> list[str]:
    """Return the keys of a table in the order in which they are usually written."""
    shape = shape_of(model)
    return sorted(keys_of(model), key=lambda key: shape.rank(key, {}))


def split_key(text: str) -> tuple[str, ...]:
    """Return the parts of a dotted key; a part that holds a dot itself stands in double quotes."""
    return tuple(quoted or bare for quoted, bare in _PART.findall(text))


def known_key(
    model: type[BaseModel], base: KeyPath, key: str, *, elements: bool = False
) -> KeyPath:
    """Return the path to a key of the table at `base`.

    With `elements` a number leads into a list of tables, counted from 1 as people count:
    `milestones.2.reached`.

    Raises:
        UsageFault: when the types know no such key; with the likeliest that they know.
    """
    path = base
    for part in split_key(key):
        index = int(part) - 1 if elements and _NUMBER.fullmatch(part) else None
        if index is not None and any(map(is_model, types_at(model, (*path, index)))):
            path = (*path, index)
            continue
        if not types_at(model, (*path, part)):
            raise UsageFault(_unknown_key(model, path, part, len(base)))
        path = (*path, part)
    if path == base:
        raise UsageFault("write key=value, such as owner=Head of Revenues")
    return path


def _unknown_key(model: type[BaseModel], path: KeyPath, part: str, depth: int) -> str:
    known = [
        key for each in types_at(model, path) if is_model(each) for key in in_usual_order(each)
    ]
    inside = ".".join(map(str, path[depth:]))
    place = f"in `{inside}`" if inside else "of this record"
    message = f"`{part}` is not a key {place}"
    if not known:
        return f"{message}: {_no_keys(model, path, inside)}"
    close = likely(part.lower().replace("-", "_"), known)
    if close:
        return f"{message}; did you mean {close[0]}?"
    return f"{message}. There are: {', '.join(known)}."


def _no_keys(model: type[BaseModel], path: KeyPath, key: str) -> str:
    """Say what a key holds that has no keys of its own, and how it is written."""
    for each in types_at(model, path):
        inner = get_args(each)[:1]
        if inner and is_model(inner[0]):
            first = in_usual_order(inner[0])[0]
            return f"it is a list of tables; write all of it, {key}='[{{ {first} = ... }}]'"
    return "it holds a value, and no keys of its own"


def read_value(model: type[BaseModel], path: KeyPath, text: str, key: str) -> object:
    """Return what a text typed for a key stands for.

    Whole numbers may have £ and commas, and sums k or m; lists are written with commas, or as in
    TOML.

    Raises:
        UsageFault: when it is no value of the kind that the key wants.
    """
    types = types_at(model, path)
    if not text.strip():
        raise UsageFault(f"{key} is given no value; --unset {key} takes it away")
    wanted = []
    for each in types:
        try:
            return whole(text, _most_at(model, path)) if each is int else _as_type(each, text)
        except NotThatKind as fault:
            wanted.append(str(fault))
    unique = list(dict.fromkeys(wanted))
    total = _only_a_total(types, text, key)
    raise UsageFault(f"`{key}` should be {' or '.join(unique)}, and is '{text}'{total}")


def _most_at(model: type[BaseModel], path: KeyPath) -> int | None:
    """Return the largest number that may stand at a path; None where the types name none."""
    for outer in types_at(model, path[:-1]):
        origin: Type = get_origin(outer)
        if is_model(outer):
            for name, field in outer.model_fields.items():
                if path[-1] == (field.alias or name):
                    return most_of(field)
        elif origin is dict:
            return most_of(get_args(outer)[1])
    return None


def _only_a_total(types: Sequence[Type], text: str, key: str) -> str:
    """Say how a sum is written of which the parts are not known.

    The total of such a table is the sum of its parts, so that the part for anything else can
    hold all of it.
    """
    for each in types:
        if is_model(each) and hasattr(each, "total") and "other" in each.model_fields:
            try:
                whole(text, _most_at(each, ("other",)))
            except NotThatKind:
                continue
            return f". Is only the total known? Write {key}.other={text.strip()}"
    return ""


def _as_type(wanted: Type, text: str) -> object:
    origin: Type = get_origin(wanted)
    if origin is Literal:
        return _word(get_args(wanted), text)
    if origin is tuple:
        return _list(get_args(wanted)[0], text)
    if is_model(wanted):
        return _table(wanted, text)
    if origin is dict:
        return _from_toml(text, dict, "a table, such as { developer = 10 }")
    return _SCALARS[wanted](text)


def _word(words: Sequence[str], text: str) -> str:
    said = _text(text)
    if said in words:
        return said
    close = likely(said.lower().replace(" ", "-"), words)
    hint = f" (did you mean {close[0]}?)" if close else ""
    raise NotThatKind(f"one of {', '.join(words[:_MANY])}{hint}")


def _list(element: Type, text: str) -> list[object]:
    if text.lstrip().startswith("["):
        return list(_from_toml(text, list, 'a list, such as web,phone or ["web", "phone"]'))
    types = list(alternatives(element))
    if all(is_model(each) or get_origin(each) is dict for each in types):
        raise NotThatKind('a list of tables as in TOML: [{ months = 12, by = "council" }]')
    return [_first(types, part.strip()) for part in text.split(",") if part.strip()]


def _first(types: Sequence[Type], text: str) -> object:
    for each in types[:-1]:
        try:
            return _as_type(each, text)
        except NotThatKind:
            continue
    return _as_type(types[-1], text)


def _table(model: type[BaseModel], text: str) -> object:
    keys = keys_of(model)
    if "score" in keys and text.strip().isdecimal():
        return int(text)
    example = f"a table: {{ {keys[0]} = ... }}, or set its keys one by one ({', '.join(keys)})"
    if "score" in keys:
        example = f"a score or {example}"
    return _from_toml(text, dict, example)


def _from_toml(text: str, kind: type, wanted: str) -> Any:  # noqa: ANN401  # what TOML may hold
    if text.strip()[:1] in _TOML:
        try:
            found = parsed(f"x = {text.strip()}")
        except EditRefused:
            found = {}
        if found.keys() == {"x"} and isinstance(found["x"], kind):
            return found["x"]
    raise NotThatKind(wanted)


def _text(text: str) -> str:
    if text.strip()[:1] in {'"', "'"}:
        try:
            return str(_from_toml(text, str, "a text"))
        except NotThatKind:
            return text
    return text.strip()


def _boolean(text: str) -> bool:
    said = text.strip().lower()
    if said in {"true", "yes"}:
        return True
    if said in {"false", "no"}:
        return False
    raise NotThatKind("true or false")


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        raise NotThatKind("a day that the calendar has") from None
    raise NotThatKind("a date, such as 2027-03-31")


_SCALARS: dict[Type, Callable[[str], object]] = {
    str: _text,
    int: whole,
    float: decimal,
    bool: _boolean,
    date: _day,
}
