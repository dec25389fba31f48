"""The order of tables: a record's tables follow it, records stay as people arranged them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from estate.editing.canonical_lex import Block, Section
from estate.editing.canonical_order import Shape

_RECORD_DEPTH = 2
"""A record is `[systems.ledger]`: what a heading stands before is told by so many parts."""


@dataclass(slots=True)
class _Table:
    """A table, or with `elements` an array of tables."""

    section: Section | None = None
    children: dict[str, _Table] = field(default_factory=dict)
    elements: list[_Table] = field(default_factory=list)

    def child(self, key: str) -> _Table:
        """Return the table or the last element that a key leads to."""
        found = self.children.setdefault(key, _Table())
        return found.elements[-1] if found.elements else found


def arranged(sections: list[Section], shape: Shape) -> list[Section]:
    """Return sections in their order."""
    root = _Table()
    for section in sections:
        if not section.path:
            root.section = section
            continue
        parent = root
        for key in section.path[:-1]:
            parent = parent.child(key)
        if section.is_element:
            array = parent.children.setdefault(section.path[-1], _Table())
            array.elements.append(_Table(section))
        else:
            parent.child(section.path[-1]).section = section
    return list(_flattened(root, shape))


def _flattened(table: _Table, shape: Shape) -> Iterator[Section]:
    if table.section is not None:
        yield table.section
    for element in table.elements:
        yield from _flattened(element, shape.element)
    seen: dict[str, int] = {}
    for key in sorted(table.children, key=lambda key: shape.rank(key, seen)):
        yield from _flattened(table.children[key], shape.under(key))


def settle_headings(sections: list[Section]) -> list[Block]:
    """Give headings to the records that they stand before; return those with none behind them.

    A table that belongs to a record further up moves there; the headings above it do not.
    """
    waiting: list[Block] = []
    begun: set[tuple[str, ...]] = set()
    last: tuple[str, ...] = ()
    arrays = {section.path[0] for section in sections if section.is_element}
    for section in sections:
        record = section.path[:_RECORD_DEPTH]
        if record in begun and record != last and record[0] not in arrays:
            waiting += section.headings
            section.headings = ()
            continue
        if waiting:
            section.headings = [*waiting, *section.headings]
            waiting = []
        begun.add(record)
        last = record
    return waiting
