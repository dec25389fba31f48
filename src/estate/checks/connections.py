"""Interfaces as they were recorded: twice, or to what is out of use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import Fact, Interface, System, platform_of

_FACTS = ("mechanism", "format", "personal_data", "frequency", "authentication", "semantics")
_SETS = ("standards", "carries")
_Recorded = tuple[str, int, Interface]
"""An interface: the council that recorded it, its place there, and itself."""


def recorded_twice(view: View) -> Iterator[Issue]:
    """EST311: one connection recorded twice by one council, or otherwise by another council.

    Within a council, names or data that differ tell two flows between the same ends apart.
    """
    for found in _between(view).values():
        if len(found) < 2:  # noqa: PLR2004  # one record disagrees with nobody
            continue
        by_council: dict[str, list[_Recorded]] = {}
        for recorded in found:
            by_council.setdefault(recorded[0], []).append(recorded)
        for same in by_council.values():
            yield from _within(same)
        yield from _among([same[0] for same in by_council.values() if len(same) == 1])


def _between(view: View) -> dict[tuple[str, str], list[_Recorded]]:
    """Return the interfaces by their two ends, each written out in full."""
    found: dict[tuple[str, str], list[_Recorded]] = {}
    for council, index, interface, sender, receiver in view.ends:
        found.setdefault((sender, receiver), []).append((council, index, interface))
    return found


def _within(same: Sequence[_Recorded]) -> Iterator[Issue]:
    first: dict[str, Interface] = {}
    for council, index, interface in same:
        one = first.setdefault((interface.name or "").casefold(), interface)
        if one is interface or not _may_be_one(one, interface):
            continue
        differing = _differing(one, interface)
        what = f", with another {differing}" if differing else ""
        message = (
            f"the connection from `{interface.from_}` to `{interface.to}` is recorded twice{what}"
        )
        hint = "take one of them out; if they are two flows, give each its `name`"
        yield Issue(Fact(council, ("interfaces", index)), message, hint)


def _may_be_one(one: Interface, other: Interface) -> bool:
    if one.works != other.works:
        return False
    return not (one.carries and other.carries and set(one.carries).isdisjoint(other.carries))


def _among(recorded: Sequence[_Recorded]) -> Iterator[Issue]:
    """Compare what each council says of a connection with what the first one says."""
    for council, index, interface in recorded[1:]:
        owner, _, one = recorded[0]
        differing = _differing(one, interface)
        if differing:
            message = (
                f"{council} and {owner} record the connection from `{interface.from_}` to "
                f"`{interface.to}` with another {differing}"
            )
            hint = "ask the other end which is right, and record the same"
            yield Issue(Fact(council, ("interfaces", index)), message, hint)


def _differing(one: Interface, other: Interface) -> str:
    """Return the keys that both recorded and otherwise: `mechanism, format`."""
    keys = [
        key
        for key in _FACTS
        if (ours := getattr(one, key)) is not None
        and (theirs := getattr(other, key)) is not None
        and ours != theirs
    ]
    keys += [
        key
        for key in _SETS
        if getattr(one, key)
        and getattr(other, key)
        and set(getattr(one, key)) != set(getattr(other, key))
    ]
    return ", ".join(f"`{key}`" for key in keys)


def relies_on_retired(view: View) -> Iterator[Issue]:
    """EST403: an interface that works, or a dependency, of what is in use on what is not."""
    idle = {
        str(ref): "retired" if system.lifecycle == "retired" else "only planned"
        for ref, system in view.every_system
        if not system.in_use
    }
    if not idle:
        return
    for council, index, interface, sender, receiver in view.ends:
        if interface.works and (sender in idle) != (receiver in idle):
            key, end = ("from", sender) if sender in idle else ("to", receiver)
            message = f"this interface is recorded as working, and `{end}` is {idle[end]}"
            hint = 'write status = "retired" or "planned", or mend the system\'s `lifecycle`'
            yield Issue(Fact(council, ("interfaces", index, key)), message, hint)
    for ref, system in view.current:
        yield from _dependencies(ref.council, ref.system, system, idle)


def _dependencies(council: str, name: str, system: System, idle: dict[str, str]) -> Iterator[Issue]:
    for index, on in enumerate(system.depends_on):
        target = on if "/" in on or platform_of(on) is not None else f"{council}/{on}"
        if target in idle:
            message = f"`{name}` cannot work without `{target}`, which is {idle[target]}"
            fact = Fact(council, ("systems", name, "depends_on", index))
            yield Issue(fact, message, "take it out, or mend the `lifecycle` of one of them")
