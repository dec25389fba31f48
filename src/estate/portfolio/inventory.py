"""Whole files and the whole estate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from estate.portfolio.base import FinancialYearLabel, Noun, Slug
from estate.portfolio.catalogue import Catalogue
from estate.portfolio.contracts import Contract
from estate.portfolio.council import Aim, Barrier, Budget, Council, Freeze, Need, Risk, Skill
from estate.portfolio.identifiers import SystemRef
from estate.portfolio.interfaces import Interface
from estate.portfolio.steps import Step
from estate.portfolio.systems import System
from estate.portfolio.workspace import Workspace


class CouncilFile(Noun):
    """One file of a council; a council in a folder has several, which are merged."""

    council: Council | None = None
    """The council itself; in one file of the folder."""
    systems: dict[Slug, System] = Field(default_factory=dict)
    """Its systems, by id."""
    interfaces: Annotated[tuple[Interface, ...], Field(strict=False)] = ()
    """What passes between systems."""
    contracts: dict[Slug, Contract] = Field(default_factory=dict)
    """Its contracts, by id."""
    skills: dict[Slug, Skill] = Field(default_factory=dict)
    """Skills it can put to change, by id."""
    budgets: dict[FinancialYearLabel, Budget] = Field(default_factory=dict)
    """Money for change, by financial year."""
    freezes: dict[Slug, Freeze] = Field(default_factory=dict)
    """Times in which nothing may go live, besides the catalogue's."""
    aims: dict[Slug, Aim] = Field(default_factory=dict)
    """Aims of its strategy, by id."""
    barriers: dict[Slug, Barrier] = Field(default_factory=dict)
    """Barriers to change, by id."""
    risks: dict[Slug, Risk] = Field(default_factory=dict)
    """Risks it recorded, by id."""
    steps: dict[Slug, Step] = Field(default_factory=dict)
    """Steps published or under way, by id."""
    needs: Annotated[tuple[Need, ...], Field(strict=False)] = ()
    """Capabilities that are needed and not provided."""


class Inventory(CouncilFile):
    """One council's whole record: its files merged."""

    council: Council
    """The council itself."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The whole estate: workspace, catalogue and councils by id, in order of their ids."""

    workspace: Workspace
    catalogue: Catalogue
    councils: Mapping[str, Inventory]

    def systems(self) -> Iterator[tuple[SystemRef, System]]:
        """Yield every system with its reference, by council and id."""
        for council, inventory in sorted(self.councils.items()):
            for system in sorted(inventory.systems):
                yield SystemRef(council, system), inventory.systems[system]

    def system(self, ref: SystemRef) -> System:
        """Return one system.

        Raises:
            KeyError: when there is no such council or system.
        """
        return self.councils[ref.council].systems[ref.system]
