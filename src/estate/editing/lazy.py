"""A file's tables, parsed when somebody first looks into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from estate.editing.verify import parsed


@dataclass(frozen=True)
class Tables(Mapping[str, Any]):
    """What a file says; most files of a large estate are never looked into."""

    raw: bytes

    @cached_property
    def _tables(self) -> dict[str, Any]:
        return parsed(self.raw.decode())

    def __getitem__(self, key: str) -> object:
        return self._tables[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)
