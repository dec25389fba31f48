"""What a heat map shows: for each capability and council how many systems, and how they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from estate.rendering.kit.groups import NO_GROUP
from estate.rendering.kit.words import plural
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.portfolio import Portfolio
    from estate.scoring.results import LegacyScore, Scores

NO_CAPABILITY = ""
"""Stands for the id of a capability where none is recorded."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Systems in use: how many, how many of them red-rated, and of how many nobody can tell."""

    systems: int = 0
    red: int = 0
    unknown: int = 0

    def words(self) -> str:
        """Return it in words, such as `3 systems, 1 red-rated, 1 cannot tell`."""
        if not self.systems:
            return "no system recorded"
        said = [plural(self.systems, "system")]
        said += [f"{self.red} red-rated"] if self.red else []
        said += [f"{self.unknown} cannot tell"] if self.unknown else []
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A capability, or a whole group of them; a cell for each council."""

    id: str
    name: str
    group: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Councils by id and name, and rows by group and name.

    `groups` hold each group's systems once, however many of its capabilities they serve.
    """

    councils: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]
    groups: tuple[HeatRow, ...]
    idle: int = 0
    """Capabilities of the catalogue for which no system is recorded here."""

    def by_group(self) -> HeatMap:
        """Return the same with a row for each group only."""
        return HeatMap(self.councils, (), self.groups, self.idle)

    def parts(self, most: int) -> tuple[HeatMap, ...]:
        """Return it in parts of at most so many rows and headings; a group stays whole if it can.

        Raises:
            ValueError: when so few rows are allowed that a heading and a row do not fit.
        """
        if most <= 1:
            raise ValueError("a part has a heading and a row at least")
        parts: list[list[HeatRow]] = [[]]
        used = 0
        for _, own in groupby(self.rows, key=lambda row: row.group):
            rows = list(own)
            pieces = [rows[i : i + most - 1] for i in range(0, len(rows), most - 1)]
            for piece in pieces:
                if used and used + len(piece) + 1 > most:
                    parts.append([])
                    used = 0
                parts[-1] += piece
                used += len(piece) + 1
        return tuple(self._of(part) for part in parts if part)

    def _of(self, rows: Iterable[HeatRow]) -> HeatMap:
        kept = tuple(rows)
        drawn = {row.group for row in kept}
        groups = tuple(group for group in self.groups if group.name in drawn)
        return HeatMap(self.councils, kept, groups, self.idle)


def heat_of(portfolio: Portfolio, scores: Scores) -> HeatMap:
    """Return the heat map of the systems that are scored and in use, of the councils recorded.

    A system counts in the row of each capability that it serves, and once in that of its group.
    """
    held: dict[str, dict[str, list[LegacyScore]]] = defaultdict(lambda: defaultdict(list))
    grouped: dict[str, dict[str, list[LegacyScore]]] = defaultdict(lambda: defaultdict(list))
    for ref, score in sorted(scores.systems.items()):
        system = portfolio.system(ref)
        if system.in_use:
            capabilities = dict.fromkeys(system.capabilities or (NO_CAPABILITY,))
            for capability in capabilities:
                held[capability][ref.council].append(score)
            for group in dict.fromkeys(_group(portfolio, one) for one in capabilities):
                grouped[group][ref.council].append(score)
    councils = tuple(sorted(portfolio.councils))
    rows = [
        HeatRow(id_, _name(portfolio, id_), _group(portfolio, id_), _cells(own, councils))
        for id_, own in held.items()
    ]
    groups = [HeatRow("", name, name, _cells(own, councils)) for name, own in grouped.items()]
    return HeatMap(
        tuple((council, portfolio.councils[council].council.name) for council in councils),
        tuple(sorted(rows, key=lambda row: (row.group == NO_GROUP, row.group, row.name, row.id))),
        tuple(sorted(groups, key=lambda row: (row.group == NO_GROUP, row.group))),
        sum(capability not in held for capability in portfolio.catalogue.capabilities),
    )


def _name(portfolio: Portfolio, capability: str) -> str:
    record = portfolio.catalogue.capabilities.get(capability)
    return record.name if record else capability or NO_GROUP


def _group(portfolio: Portfolio, capability: str) -> str:
    if not capability:
        return NO_GROUP
    group = capability.partition(".")[0]
    record = portfolio.catalogue.groups.get(group)
    return record.name if record else group


def _cells(held: dict[str, list[LegacyScore]], councils: tuple[str, ...]) -> tuple[HeatCell, ...]:
    return tuple(_cell(held.get(council, [])) for council in councils)


def _cell(scores: list[LegacyScore]) -> HeatCell:
    red = Counter(score.red_rated for score in scores)
    return HeatCell(len(scores), red[Answer.YES], red[Answer.UNKNOWN])
