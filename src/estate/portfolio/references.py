"""Where records name one another: one map of every key that holds an id, and of what it names.

A place is written as its keys, `*` for any id and `#` for any element of a list; a place that ends
in `*` is the key itself, such as `skills.*`. What holds an id and is not here names nothing: tests
walk all types and hold them against this map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple

from estate.portfolio.identifiers import CATALOGUE, WORKSPACE, KeyPath, platform_of, split_product

COUNCILS = "councils"
"""What names a council itself: no table, but files."""


class Form(Enum):
    """How an id is written where it is named."""

    PLAIN = "the id itself"
    SYSTEM = "system, or council/system"
    END = "as a system, or platform:id"
    PRODUCT = "product, or product@version"
    CAPABILITY = "capability, group.* or *"
    KEY = "as a key"


class Target(NamedTuple):
    """A record that can be named: whose it is, its table, its id. A council is its own owner."""

    owner: str
    table: str
    id: str


class Reference(NamedTuple):
    """A kind of place at which records are named.

    `to` are the tables of the catalogue, or of the same council where `own` is set.
    """

    place: tuple[str, ...]
    to: tuple[str, ...]
    form: Form = Form.PLAIN
    own: bool = False


class Use(NamedTuple):
    """One place at which a record is named, and what stands there.

    `council` is whose systems are meant where none is written; None where that cannot be said.
    """

    path: KeyPath
    said: str
    reference: Reference
    council: str | None


def _places(
    to: str, *places: str, form: Form = Form.PLAIN, own: bool = False
) -> tuple[Reference, ...]:
    tables = tuple(to.split())
    return tuple(Reference(tuple(place.split(".")), tables, form, own) for place in places)


IN_COUNCILS: tuple[Reference, ...] = (
    *_places(
        "systems",
        "systems.*.depends_on.#",
        "systems.*.moves_with.#",
        "systems.*.options.*.onto",
        "systems.*.options.*.requires.#.system",
        "steps.*.system",
        form=Form.SYSTEM,
        own=True,
    ),
    *_places(
        "systems", "contracts.*.systems.#", "barriers.*.systems.#", "risks.*.systems.#", own=True
    ),
    *_places("systems platforms", "interfaces.#.from", "interfaces.#.to", form=Form.END, own=True),
    *_places("contracts", "interfaces.#.contract", "contracts.*.successor", own=True),
    *_places("aims", "systems.*.options.*.aims.#", "budgets.*.aims.#", "steps.*.aims.#", own=True),
    *_places("barriers", "steps.*.barriers.#", own=True),
    *_places("skills", "systems.*.options.*.skills.*", "steps.*.skills.*", form=Form.KEY, own=True),
    *_places(
        "skills",
        "skills.*",
        "systems.*.options.*.skills.*",
        "steps.*.skills.*",
        form=Form.KEY,
    ),
    *_places(
        "capabilities groups",
        "systems.*.capabilities.#",
        "needs.#.capability",
        "freezes.*.capabilities.#",
        "council.changes_at_once_by.*",
        form=Form.CAPABILITY,
    ),
    *_places(
        "products",
        "systems.*.product",
        "systems.*.technology.#",
        "systems.*.extended_support.#",
        form=Form.PRODUCT,
    ),
    *_places("products", "systems.*.options.*.product"),
    *_places("platforms", "systems.*.platform", "systems.*.options.*.platform", "steps.*.platform"),
    *_places("bodies", "systems.*.body", "systems.*.consumers.#"),
    *_places("data_classes", "systems.*.data.#", "interfaces.#.carries.#"),
    *_places("standards", "systems.*.standards.#", "interfaces.#.standards.#"),
    *_places("suppliers", "contracts.*.supplier"),
    *_places("frameworks", "contracts.*.framework"),
)
"""Every kind of reference in a council's files."""

IN_CATALOGUE: tuple[Reference, ...] = (
    *_places("groups", "capabilities.*", form=Form.CAPABILITY),
    *_places(
        "capabilities groups",
        "products.*.capabilities.#",
        "platforms.*.capabilities.#",
        "freezes.*.capabilities.#",
        form=Form.CAPABILITY,
    ),
    *_places(
        "suppliers",
        "products.*.supplier",
        "platforms.*.supplier",
        "suppliers.*.parent",
        "frameworks.*.suppliers.#",
    ),
    *_places("standards", "products.*.standards.#", "platforms.*.standards.#"),
    *_places("products", "platforms.*.product"),
    *_places("systems", "platforms.*.runs_on", "platforms.*.adopters.#", form=Form.SYSTEM),
    *_places("councils", "platforms.*.members.#", "frameworks.*.may_call_off.#"),
    *_places("councils bodies", "platforms.*.host"),
)
"""Every kind of reference in the catalogue."""


def references(owner: str, tables: Mapping[str, Any]) -> Iterator[Use]:
    """Yield every place in a file's tables at which a record is named; strangers are passed over.

    What is not of the kind that the types want is passed over: it names nothing.
    """
    if owner == WORKSPACE:
        return
    for reference in IN_CATALOGUE if owner == CATALOGUE else IN_COUNCILS:
        for path, said in _met(tables, reference.place, ()):
            yield Use(path, said, reference, _council(owner, tables, path))


def _met(node: Any, place: tuple[str, ...], path: KeyPath) -> Iterator[tuple[KeyPath, str]]:  # noqa: ANN401  # whatever TOML may hold
    if place == ("*",):
        if isinstance(node, Mapping):
            yield from (((*path, key), key) for key in node)
    elif place:
        for part, inner in _inner(node, place[0]):
            yield from _met(inner, place[1:], (*path, part))
    elif isinstance(node, str):
        yield path, node


def _inner(node: Any, part: str) -> Iterator[tuple[str | int, Any]]:  # noqa: ANN401  # as above
    """Yield what one part of a place leads to, with its key or number."""
    if part == "#":
        yield from enumerate(node) if isinstance(node, list) else ()
    elif isinstance(node, Mapping):
        yield from node.items() if part == "*" else ((part, node[part]),) if part in node else ()


def _council(owner: str, tables: Mapping[str, Any], path: KeyPath) -> str | None:
    """Return whose system is meant where no council is written: the owner's, or the host's."""
    if owner != CATALOGUE:
        return owner
    if path[0] != "platforms":
        return None
    host = tables["platforms"][path[1]].get("host")
    return host if isinstance(host, str) else None


def renamed(use: Use, target: Target, new: str) -> str | None:
    """Return what a reference says once a record has a new id; None where it names another."""
    reference = use.reference
    if target.table == COUNCILS:
        return _with_council(use, target.id, new)
    if target.table not in reference.to or not _reaches(use, target):
        return None
    match reference.form:
        case Form.PLAIN | Form.KEY:
            return new if use.said == target.id else None
        case Form.PRODUCT:
            product, version = split_product(use.said)
            there = new if version is None else f"{new}@{version}"
            return there if product == target.id else None
        case Form.CAPABILITY:
            return _capability(use.said, target, new)
        case Form.SYSTEM | Form.END:
            return _system(use, target, new)


def _reaches(use: Use, target: Target) -> bool:
    """Whether a place can name records of the target's owner."""
    if use.reference.form in {Form.SYSTEM, Form.END}:
        return True
    return target.owner == (use.council if use.reference.own else CATALOGUE)


def _with_council(use: Use, old: str, new: str) -> str | None:
    if COUNCILS in use.reference.to:
        return new if use.said == old else None
    if use.reference.form in {Form.SYSTEM, Form.END} and use.said.startswith(f"{old}/"):
        return new + use.said[len(old) :]
    return None


def _capability(said: str, target: Target, new: str) -> str | None:
    if target.table == "groups":
        group, _, name = said.partition(".")
        return f"{new}.{name}" if name and group == target.id else None
    return new if said == target.id else None


def _system(use: Use, target: Target, new: str) -> str | None:
    platform = platform_of(use.said)
    if platform is not None:
        is_it = target.table == "platforms" and platform == target.id
        return f"platform:{new}" if is_it else None
    if target.table != "systems":
        return None
    written, slash, system = use.said.rpartition("/")
    is_it = system == target.id and (written if slash else use.council) == target.owner
    return f"{written}{slash}{new}" if is_it else None
