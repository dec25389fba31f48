"""A scenario's changes of recorded facts: from one portfolio to another, validated again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from estate.diagnostics import did_you_mean
from estate.portfolio import CATALOGUE, WORKSPACE, Catalogue, CouncilFile, KeyPath, Portfolio
from estate.portfolio.dates import add_months
from estate.portfolio.inventory import Inventory
from estate.portfolio.scenario import Change, Leave, Scenario
from estate.portfolio.workspace import WorkspaceFile
from estate.studies.proposing import proposed

NOTHING = object()
"""Stands where nothing is recorded."""
_LISTED = 8
_YEAR_KEYS = frozenset({"budgets", "by_year"})
"""Tables whose keys are financial years: a year that is not there yet may be set."""


@dataclass(frozen=True, slots=True)
class ScenarioFault:
    """What is wrong with a scenario: where in its file, and what to do."""

    path: KeyPath
    message: str
    hint: str | None = None


class _Unknown(Exception):
    """A key or id that is not in the record; it never leaves this module."""

    def __init__(self, part: str, known: tuple[str, ...]) -> None:
        super().__init__(part)
        self.part = part
        self.known = known


@dataclass
class _Desk:
    """A portfolio's records while they are changed: their tables, and who changed what."""

    records: Mapping[str, BaseModel]
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    written: list[tuple[str, KeyPath, int]] = field(default_factory=list)
    faults: list[ScenarioFault] = field(default_factory=list)

    def of(self, owner: str) -> dict[str, Any]:
        """Return the tables of an owner, to be changed."""
        if owner not in self.tables:
            record = self.records[owner]
            self.tables[owner] = record.model_dump(by_alias=True, exclude_unset=True)
        return self.tables[owner]


def changed(
    portfolio: Portfolio, scenario: Scenario
) -> tuple[Portfolio, tuple[ScenarioFault, ...]]:
    """Return the portfolio as the scenario has it, and all that is wrong with the scenario.

    What the scenario does not touch stays the very same record.
    """
    records: dict[str, BaseModel] = {
        **portfolio.councils,
        CATALOGUE: portfolio.catalogue,
        WORKSPACE: portfolio.workspace,
    }
    desk = _Desk(records)
    for index, change in enumerate(scenario.change):
        _make(desk, change, index)
    for path, message, hint in proposed(desk.of, portfolio, scenario):
        desk.faults.append(ScenarioFault(path, message, hint))
    for index, leave in enumerate(scenario.leave):
        _leave(desk, portfolio, leave, index)
    if desk.faults:
        return portfolio, tuple(desk.faults)
    made = {owner: _validated(desk, owner) for owner in sorted(desk.tables)}
    if desk.faults:
        return portfolio, tuple(desk.faults)
    return _with(portfolio, made), ()


def _with(portfolio: Portfolio, made: Mapping[str, Any]) -> Portfolio:
    councils = {name: made.get(name, own) for name, own in portfolio.councils.items()}
    return replace(
        portfolio,
        workspace=made.get(WORKSPACE, portfolio.workspace),
        catalogue=made.get(CATALOGUE, portfolio.catalogue),
        councils=councils,
    )


def _validated(desk: _Desk, owner: str) -> BaseModel | None:
    tables = desk.tables[owner]
    try:
        if owner == WORKSPACE:
            return WorkspaceFile.model_validate({"estate": tables}).estate
        if owner == CATALOGUE:
            return Catalogue.model_validate(tables)
        read = CouncilFile.model_validate(tables)
        own = {name: getattr(read, name) for name in read.model_fields_set}
        return Inventory.model_construct(**own)
    except ValidationError as error:
        desk.faults += [_refused(desk, owner, one) for one in error.errors(include_url=False)]
        return None


def _refused(desk: _Desk, owner: str, error: Any) -> ScenarioFault:  # noqa: ANN401  # a dict of pydantic's
    """Return a validator's refusal as a fault of the change that caused it."""
    loc = error["loc"][1:] if owner == WORKSPACE else error["loc"]

    def nearness(entry: tuple[str, KeyPath, int]) -> int:
        whose, path, _ = entry
        if whose != owner:
            return -1
        same = [a == b for a, b in zip(path, loc, strict=False)]
        return same.index(False) if False in same else len(same)

    _, path, index = max(desk.written, key=nearness)
    place = ".".join(str(part) for part in path)
    return ScenarioFault(
        ("scenario", "change", index),
        f"{owner}: {place} cannot be so: {error['msg']}",
    )


# -- one change ------------------------------------------------------------------------------


def _make(desk: _Desk, change: Change, index: int) -> None:
    here: KeyPath = ("scenario", "change", index)
    owners = _owners(desk, change)
    if not owners:
        councils = [name for name in desk.records if name not in {CATALOGUE, WORKSPACE}]
        message = f"there is no council '{change.council}'"
        hint = _known(str(change.council), councils)
        desk.faults.append(ScenarioFault((*here, "council"), message, hint))
        return
    strangers: list[_Unknown] = []
    met = [
        place for owner in owners for place in _met(desk.records[owner], owner, change, strangers)
    ]
    recorded = [place for place in met if place.value is not NOTHING or change.ways == ("set",)]
    if any(_is_pattern(part) for part in change.place):
        # A pattern means what can be so changed among what it meets.
        recorded = [place for place in recorded if _value(change, place.value) is not None]
    if not recorded:
        desk.faults.append(_untouched(change, here, strangers, absent=len(met)))
    for place in recorded:
        if not _put(desk, place, index, change):
            return


class _Place(NamedTuple):
    """A place in somebody's record, and what stands there."""

    owner: str
    path: KeyPath
    value: Any


def _met(record: BaseModel, owner: str, change: Change, strangers: list[_Unknown]) -> list[_Place]:
    """Return the places that a change meets in a record; what it names in vain is kept."""
    try:
        return [_Place(owner, *found) for found in _places(record, change.place, ())]
    except _Unknown as stranger:
        strangers.append(stranger)
        return []


def _owners(desk: _Desk, change: Change) -> list[str]:
    if change.in_ is not None:
        return [change.in_]
    names = sorted(set(desk.records) - {CATALOGUE, WORKSPACE})
    return [name for name in names if fnmatchcase(name, str(change.council))]


def _untouched(
    change: Change, here: KeyPath, strangers: list[_Unknown], absent: int
) -> ScenarioFault:
    """Say why a change touches nothing: an unknown name, or a fact that is not recorded."""
    place = (*here, "path")
    if absent or not strangers:
        (way,) = change.ways
        message = f"nothing is recorded at `{change.path}`, so this changes nothing"
        hint = None if way == "remove" else "`set` gives a fact that is not recorded"
        return ScenarioFault(place, message, hint)
    first = strangers[0]
    known = sorted({name for stranger in strangers for name in stranger.known})
    message = f"`{change.path}` leads nowhere: there is no `{first.part}`"
    return ScenarioFault(place, message, _known(first.part, known))


def _known(name: str, known: list[str] | tuple[str, ...]) -> str | None:
    meant = did_you_mean(name, known)
    if meant or not known:
        return meant
    more = ", ..." if len(known) > _LISTED else ""
    return f"there are: {', '.join(sorted(known)[:_LISTED])}{more}"


def _places(node: Any, parts: KeyPath, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:  # noqa: ANN401  # any part of a record
    """Yield each place that a pattern leads to, with what stands there.

    Raises:
        _Unknown: when a key or an id is not one of the record's.
    """
    if not parts:
        yield path, NOTHING if node is None else node
        return
    part = str(parts[0])
    inner = _inner(node)
    if _is_pattern(part):
        for key, child in inner.items():
            if child is not None and fnmatchcase(str(key), part):
                yield from _places(child, parts[1:], (*path, key))
        return
    key = int(part) if isinstance(node, tuple) and part.isdecimal() else part
    if key in inner:
        if inner[key] is None:
            yield (*path, key, *parts[1:]), NOTHING
        else:
            yield from _places(inner[key], parts[1:], (*path, key))
    elif path and path[-1] in _YEAR_KEYS:
        yield (*path, key, *parts[1:]), NOTHING
    else:
        raise _Unknown(part, tuple(str(name) for name in inner))


def _is_pattern(part: str) -> bool:
    return any(mark in part for mark in "*?[")


def _inner(node: Any) -> dict[str | int, Any]:  # noqa: ANN401  # any part of a record
    if isinstance(node, BaseModel):
        fields = type(node).model_fields
        return {one.alias or name: getattr(node, name, None) for name, one in fields.items()}
    if isinstance(node, Mapping):
        return dict(sorted(node.items()))
    return dict(enumerate(node)) if isinstance(node, tuple) else {}


def _put(desk: _Desk, place: _Place, index: int, change: Change) -> bool:
    """Change one place in its owner's tables; a value that cannot be so changed is a fault."""
    owner, path, before = place
    holder: Any = desk.of(owner)
    *way, last = path
    for part in way:
        if isinstance(holder, dict):
            if isinstance(holder.get(part), tuple):
                holder[part] = list(holder[part])
            holder = holder.setdefault(part, {})
        else:
            holder = holder[part]
    desk.written.append((owner, path, index))
    if change.remove:
        holder.pop(last)
        return True
    now = holder.get(last, before) if isinstance(holder, dict) else holder[last]
    value = _value(change, now)
    if value is None:
        said = ".".join(str(part) for part in path)
        message = f"{owner}: {said} cannot be changed by `{change.ways[0]}`"
        hint = "`shift_months` is for dates, `scale` and `add` are for numbers"
        desk.faults.append(
            ScenarioFault(("scenario", "change", index, change.ways[0]), message, hint)
        )
        return False
    holder[last] = value
    return True


def _value(change: Change, now: Any) -> Any:  # noqa: ANN401  # whatever a record may hold
    """Return what stands there afterwards; None where it is not the kind of thing to change so."""
    if change.remove or change.set_ is not None:
        return change.set_ if change.set_ is not None else NOTHING
    if change.shift_months is not None:
        return add_months(now, change.shift_months) if isinstance(now, date) else None
    if isinstance(now, bool) or not isinstance(now, int | float):
        return None
    exact = Decimal(str(now))
    if change.scale is not None:
        exact *= Decimal(str(change.scale))
    exact += Decimal(str(change.add or 0))
    if isinstance(now, int):
        return int(exact.to_integral_value(ROUND_HALF_UP))
    return float(exact)


def _leave(desk: _Desk, portfolio: Portfolio, leave: Leave, index: int) -> None:
    """Take councils out of a platform's members; what they could join is left to the problem."""
    here: KeyPath = ("scenario", "leave", index)
    platforms = portfolio.catalogue.platforms
    if leave.platform not in platforms:
        message = f"there is no shared platform '{leave.platform}'"
        hint = _known(leave.platform, tuple(platforms))
        desk.faults.append(ScenarioFault((*here, "platform"), message, hint))
        return
    if leave.council is None:
        return
    if not any(fnmatchcase(name, leave.council) for name in portfolio.councils):
        message = f"there is no council '{leave.council}'"
        hint = _known(leave.council, tuple(portfolio.councils))
        desk.faults.append(ScenarioFault((*here, "council"), message, hint))
        return
    members = platforms[leave.platform].members
    stay = tuple(name for name in members if not fnmatchcase(name, leave.council))
    if stay != members:
        desk.of(CATALOGUE)["platforms"][leave.platform]["members"] = stay
