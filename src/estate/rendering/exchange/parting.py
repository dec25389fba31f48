"""Views of other tools, cut before they are too full: their layout takes long, or fails, else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

MOST = 50
"""Elements of a view: what graph layouts still draw well and in seconds."""


@dataclass(frozen=True, slots=True)
class View:
    """A view to be: elements by their ids in the estate, in the order of the record."""

    key: str
    """Letters, digits, hyphens and `_`, unlike any other view's."""
    title: str
    members: tuple[str, ...]
    """What it is about."""
    beside: tuple[str, ...] = ()
    """What is connected with that; none where they would be too many."""

    around: tuple[str, ...] = ()
    """Elements that stand around those."""

    @property
    def elements(self) -> tuple[str, ...]:
        """Return all that it shows, what stands around others first."""
        return (*self.around, *self.members, *self.beside)


def parted(
    key: str,
    title: str,
    members: Sequence[str],
    near: Mapping[str, Iterable[str]] | None = None,
    home: Callable[[str], str | None] = lambda _: None,
) -> Iterator[View]:
    """Yield one view of some members, or several of as many members each as a view has room for.

    What is `near` to them is shown too, as long as there is room for all of it. `home` gives the
    element around an element, which is shown as well and takes room.
    """
    parts = tuple(_parts(members, home))
    for number, part in enumerate(parts, start=1):
        several = len(parts) > 1
        around = {other for member in part for other in (near or {}).get(member, ())} - set(part)
        both = (*part, *sorted(around))
        fits = len(both) + len(_homes(both, home)) <= MOST
        yield View(
            f"{key}_part_{number}" if several else key,
            f"{title}, part {number} of {len(parts)}" if several else title,
            tuple(part),
            tuple(sorted(around)) if fits else (),
            _homes(both if fits else part, home),
        )


def _parts(members: Sequence[str], home: Callable[[str], str | None]) -> Iterator[list[str]]:
    part: list[str] = []
    for member in members:
        wider = [*part, member]
        if part and len(wider) + len(_homes(wider, home)) > MOST:
            yield part
            wider = [member]
        part = wider
    if part:
        yield part


def _homes(members: Sequence[str], home: Callable[[str], str | None]) -> tuple[str, ...]:
    return tuple(sorted({place for member in members if (place := home(member)) is not None}))


def neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return for each end of a relation the other ends."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def unseen(pairs: Iterable[tuple[str, str]], views: Iterable[View]) -> list[tuple[str, str]]:
    """Return the relations that no view shows both ends of."""
    seen = {view.key: frozenset(view.elements) for view in views}
    homes: dict[str, set[str]] = {}
    for key, elements in seen.items():
        for element in elements:
            homes.setdefault(element, set()).add(key)
    return [pair for pair in pairs if not homes.get(pair[0], set()) & homes.get(pair[1], set())]
