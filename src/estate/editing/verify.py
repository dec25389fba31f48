"""What a changed document must say, and whether it does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import tomli

from estate.editing.edit import EditRefused
from estate.editing.scan import BOM
from estate.portfolio import KeyPath

Change = tuple[KeyPath, object]
"""A path and its new value; None takes the key away."""


def parsed(text: str) -> dict[str, Any]:
    """Return what a text says.

    Raises:
        EditRefused: when it is not valid TOML.
    """
    try:
        return tomli.loads(text.removeprefix(BOM))
    except (ValueError, RecursionError) as fault:
        raise EditRefused(f"the file is not valid TOML, so it is not changed: {fault}") from fault


def expected(
    tables: dict[str, Any], changes: Sequence[Change], *, pruned: bool = False
) -> dict[str, Any]:
    """Return tables as they are after changes; the argument stays as it is.

    What is None inside a new table counts as not there. With `pruned`, tables in which a removal
    leaves nothing go with it, as they do where only a dotted key or a header made them.
    """
    result: dict[str, Any] = without_unknown(tables)
    for path, value in changes:
        if value is not None:
            _apply(result, path, value)
    # From the end, so that the places of a list's other elements still hold.
    for path in sorted(
        (path for path, value in changes if value is None), key=_order, reverse=True
    ):
        _remove(result, path)
        while pruned and len(path) > 1 and _at(result, path[:-1]) == {}:
            path = path[:-1]  # noqa: PLW2901  # one level up
            _remove(result, path)
    return result


def _order(path: KeyPath) -> list[tuple[bool, str, int]]:
    return [
        (isinstance(part, int), "", part) if isinstance(part, int) else (False, part, 0)
        for part in path
    ]


def without_unknown(value: Any) -> Any:  # noqa: ANN401  # whatever TOML may hold
    """Return a copy of a value in which keys that are None are left out, tuples as lists."""
    if isinstance(value, dict):
        return {key: without_unknown(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, (list, tuple)):
        return [without_unknown(inner) for inner in value]
    return value


def _apply(node: Any, path: KeyPath, value: object) -> None:  # noqa: ANN401
    for part, following in pairwise(path):
        new: Any = [] if isinstance(following, int) else {}
        node = node.setdefault(part, new) if isinstance(node, dict) else node[part]
    last = path[-1]
    if isinstance(node, list) and last == len(node):
        node.append(without_unknown(value))
    else:
        node[last] = without_unknown(value)


def _remove(node: Any, path: KeyPath) -> None:  # noqa: ANN401
    """Take away what is at a path, if anything is."""
    for part in path[:-1]:
        if not _holds(node, part):
            return
        node = node[part]
    if _holds(node, path[-1]):
        del node[path[-1]]


def _at(node: Any, path: KeyPath) -> object:  # noqa: ANN401
    for part in path:
        if not _holds(node, part):
            return None
        node = node[part]
    return node


def _holds(node: object, part: str | int) -> bool:
    if isinstance(node, dict):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def same(left: Any, right: Any) -> bool:  # noqa: ANN401  # whatever TOML may hold
    """Whether two values are one and the same: 1, 1.0 and true differ; not-a-number is itself."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right) or (left != left and right != right)  # noqa: PLR0124  # NaN


def verify(after: str, *wanted: dict[str, Any]) -> None:
    """Refuse a text that does not say exactly what is wanted, in one of the ways given.

    Raises:
        EditRefused: when it says anything else, or nothing that can be read.
    """
    try:
        said = tomli.loads(after.removeprefix(BOM))
    except (ValueError, RecursionError):
        said = None
    if not any(same(said, each) for each in wanted):
        raise EditRefused(
            "this cannot be changed by command without touching other facts, because of the way "
            "in which the file is written; change it in an editor"
        )
