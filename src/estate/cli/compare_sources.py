"""From paths to councils that can be compared, whether their inventories are at hand or packs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.cli.status import Status
from estate.diagnostics import EstateError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from estate.comparison.view import SectorView
    from estate.sharing.checking import PackFile
    from estate.sharing.counted import Counted


class NothingToCompare(EstateError):
    """No inventory and no pack can be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is compared: councils, what is to be said of where they come from, and what it is of.

    `counts` are systems by class over all packs, as they may be passed on. `faulty` says whether
    something could not be used, which makes the exit status 1.
    """

    sector: SectorView
    remarks: tuple[str, ...] = ()
    counts: tuple[Counted, ...] = ()
    name: str | None = None
    faulty: bool = False

    @property
    def status(self) -> Status:
        """What the process ends with."""
        return Status.FINDINGS if self.faulty else Status.SOUND


def given(
    paths: Iterable[Path], as_of: date | None, councils: tuple[str, ...], *, risk: bool = True
) -> Given:
    """Return the councils of a workspace, of packs, or of both.

    Raises:
        NothingToCompare: when there is no council among them.
        NoSource: when a folder holds neither, or there are two workspaces.
        UnreadableInput: when the workspace cannot be read.
        UsageFault: when a council is asked for that is not there, and no packs are given.
    """
    from estate.cli.clock import as_of_date
    from estate.reading.sources import read_sources

    sources = read_sources(paths)
    if sources.workspace is None:
        return _with_packs(sources.packs, as_of_date(as_of, None), councils, None)
    own = _inventories(sources.workspace, as_of, councils if not sources.packs else (), risk=risk)
    if not sources.packs:
        return own
    return _with_packs(sources.packs, own.sector.as_of, councils, own)


def _inventories(
    workspace: Path, as_of: date | None, councils: tuple[str, ...], *, risk: bool
) -> Given:
    from estate.cli.comparing import sector_of_inventories
    from estate.cli.load import load

    loaded = load(workspace, as_of)
    sector = sector_of_inventories(loaded, councils, risk=risk)
    return Given(sector, name=loaded.portfolio.workspace.name, faulty=bool(loaded.errors))


def _with_packs(
    files: tuple[PackFile, ...], as_of: date, councils: tuple[str, ...], own: Given | None
) -> Given:
    from estate.sharing.checking import Expected, check_packs
    from estate.sharing.sector import sector_with_packs

    packs = check_packs(files, Expected(as_of))
    made = sector_with_packs(packs, as_of, own.sector if own else None, councils)
    if not made.sector.councils:
        raise NothingToCompare(f"none of these councils can be compared. {_why(made.sector)}")
    faulty = any(not each.usable for each in packs) or (own is not None and own.faulty)
    return Given(made.sector, made.remarks, made.counts, own.name if own else None, faulty)


def _why(sector: SectorView) -> str:
    said = "; ".join(f"{name}: {why}" for name, why in list(sector.missing.items())[:3])
    return f"{said} (`estate check-pack` says more)"
