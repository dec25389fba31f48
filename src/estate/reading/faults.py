"""What is wrong with a file's tables: the validator's errors in our own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from estate.portfolio import Catalogue, CouncilFile, KeyPath
from estate.reading.forms import SLUG, as_id, form
from estate.reading.hints import how_to_write, nearest
from estate.reading.shape import described, is_optional, keys_of, options_at, table_at
from estate.reading.show import dotted, either, kind_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_KEY = "[key]"
_MANY_KEYS = 15
_SORTS = {
    "string_type": ("text", "a text"),
    "int_type": ("integer", "a whole number"),
    "float_type": ("number", "a number"),
    "bool_type": ("boolean", "true or false"),
    "date_type": ("date", "a date"),
    "tuple_type": ("array", "an array"),
    "dict_type": ("table", "a table"),
    "model_type": ("table", "a table"),
}
_BOUNDS = {
    "greater_than_equal": ("ge", "{} or more"),
    "greater_than": ("gt", "more than {}"),
    "less_than_equal": ("le", "{} or less"),
    "less_than": ("lt", "less than {}"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file; `at_key` when the key is meant and not its value."""

    code: str
    path: KeyPath
    message: str
    hint: str | None = None
    at_key: bool = False


def faults(
    errors: Iterable[ErrorDetails], tables: Mapping[str, Any], model: type[BaseModel]
) -> tuple[Fault, ...]:
    """Return what is wrong, one fault a place, in order of the errors."""
    places: dict[tuple[KeyPath, bool], list[tuple[ErrorDetails, KeyPath]]] = {}
    for error in errors:
        path, rest = _walk(error["loc"], tables)
        apart = error["type"] in {"missing", "extra_forbidden"}
        places.setdefault(((*path, *rest) if apart else path, apart), []).append((error, rest))
    return tuple(_fault(path, found, model) for (path, _), found in places.items())


def _walk(loc: tuple[str | int, ...], tables: Mapping[str, Any]) -> tuple[KeyPath, KeyPath]:
    """Split an error's place into what stands in the file and what does not.

    The validator adds words of its own: the key that is missing, the `score` that a plain number
    stands for, the alternative of several that it tried.
    """
    node: Any = tables
    for depth, part in enumerate(loc):
        inside = (isinstance(node, Mapping) and part in node) or (
            isinstance(node, list) and isinstance(part, int) and part < len(node)
        )
        if not inside:
            return loc[:depth], loc[depth:]
        node = node[part]
    return loc, ()


def _fault(
    path: KeyPath, found: list[tuple[ErrorDetails, KeyPath]], model: type[BaseModel]
) -> Fault:
    error, rest = found[0]
    name = f"`{dotted(path)}`"
    if error["type"] == "missing":
        return Fault("EST011", path, f"{name} is missing", described(model, path))
    if error["type"] == "extra_forbidden":
        hint = _known_keys(path, model)
        return Fault("EST010", path, f"{name} is not a key that is known here", hint, at_key=True)
    if error["type"] == "value_error":
        return Fault("EST016", path, f"{name}: {_said(error)}")
    if rest[:1] == (_KEY,):
        made = as_id(str(path[-1]))
        hint = f"write it {made}" if made else None
        return Fault(
            "EST015", path, f"{name} should be {_wanted(error, path, model)}", hint, at_key=True
        )
    value = error["input"]
    wanted = either([_wanted(each, path, model) for each, _ in found])
    message = f"{name} should be {wanted}, and is {kind_of(value)}"
    hint = _hint(error, path, model) if len(found) == 1 else described(model, path)
    return Fault(_code(error), path, message, hint)


def _code(error: ErrorDetails) -> str:
    if error["type"] in _SORTS:
        return "EST012"
    if error["type"] == "literal_error":
        return "EST013"
    return "EST014" if error["type"] in _BOUNDS else "EST015"


def _wanted(  # noqa: PLR0911  # one sort of error a return
    error: ErrorDetails, path: KeyPath, model: type[BaseModel]
) -> str:
    """Return what should stand there, to follow "should be"."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in _BOUNDS:
        limit, words = _BOUNDS[kind]
        bound = context[limit]
        return words.format(f"{int(bound) if bound == int(bound) else bound:,}")
    if kind == "literal_error":
        return either(options_at(model, path))
    if kind == "string_pattern_mismatch":
        return form(context["pattern"])
    if kind == "string_too_short":
        return "a text that says something"
    if kind == "string_too_long":
        return f"a text of {context['max_length']} characters or less"
    if kind == "model_type" and "score" in keys_of(table_at(model, path) or CouncilFile):
        return "a score or a table"
    return _SORTS[kind][1] if kind in _SORTS else f"otherwise ({error['msg']})"


def _hint(error: ErrorDetails, path: KeyPath, model: type[BaseModel]) -> str | None:
    """Return how to mend a wrong value, else what its key means."""
    if error["type"] in _SORTS:
        return _sort_hint(_SORTS[error["type"]][0], path, error["input"], model)
    meant = None
    if isinstance(error["input"], str):
        meant = _meant(error, error["input"], path, model)
    elif error["type"] == "literal_error":
        return how_to_write("text", dotted(path[-1:]), error["input"])
    return meant or described(model, path)


def _meant(error: ErrorDetails, value: str, path: KeyPath, model: type[BaseModel]) -> str | None:
    """Return what somebody probably meant by a text that is not in the right form."""
    guess = None
    if error["type"] == "literal_error":
        guess = nearest(value, options_at(model, path))
    elif error["type"] == "string_too_short" and is_optional(model, path):
        return "leave the key out: what is left out counts as unknown"
    elif error.get("ctx", {}).get("pattern") == SLUG:
        guess = as_id(value)
    return f"did you mean {guess}?" if guess else None


def _sort_hint(sort: str, path: KeyPath, value: object, model: type[BaseModel]) -> str | None:
    """Return how to write a value of the right sort."""
    if sort == "table":
        return _table_hint(path, model)
    is_element = bool(path) and isinstance(path[-1], int)
    return None if is_element else how_to_write(sort, dotted(path[-1:]), value)


def _table_hint(path: KeyPath, model: type[BaseModel]) -> str | None:
    table = table_at(model, path)
    if len(path) == 1:
        return f"give each a table of its own: [{path[0]}.ID]"
    return f"its keys: {', '.join(keys_of(table)[:_MANY_KEYS])}" if table else None


def _known_keys(path: KeyPath, model: type[BaseModel]) -> str | None:
    """Say which key was meant, where it belongs instead, or which keys there are."""
    key, table = str(path[-1]), table_at(model, path[:-1])
    keys = keys_of(table) if table else ()
    meant = nearest(key, keys) or nearest(key.replace("-", "_"), keys)
    if meant:
        return f"did you mean {meant}?"
    if table is CouncilFile and key in keys_of(Catalogue):
        return "it belongs in the catalogue, in a file of the folder catalogue"
    if table is Catalogue and key in keys_of(CouncilFile):
        return "it belongs to a council, in the folder councils"
    return f"known here: {', '.join(keys)}" if 0 < len(keys) <= _MANY_KEYS else None


def _said(error: ErrorDetails) -> str:
    raised = error.get("ctx", {}).get("error")
    return str(raised) if raised is not None else error["msg"]
