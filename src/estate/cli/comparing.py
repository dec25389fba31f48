"""From paths to councils that can be compared: for every command that looks across councils."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.cli import options
from estate.cli.load import UnreadableInput
from estate.cli.output import complain, terminal
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from estate.cli.load import Loaded
    from estate.comparison.matches import Decision
    from estate.comparison.view import SectorView
    from estate.diagnostics import Finding
    from estate.portfolio import SystemRef
    from estate.reading.identity_file import ReadIdentity
    from estate.rendering.comparing.section import Compared
    from estate.scoring.results import Answer


def sector_of_inventories(
    loaded: Loaded, councils: tuple[str, ...], *, risk: bool = True
) -> SectorView:
    """Return the view of a workspace's councils, or of those asked for; with their risk if asked.

    Raises:
        UsageFault: when there is no such council.
    """
    from estate.comparison.of_inventory import sector_of

    chosen = options.known_councils(councils, loaded.portfolio)
    rated = _red_rated(loaded, chosen) if risk else None
    return sector_of(loaded.portfolio, loaded.as_of, chosen, rated, risk=risk)


def _red_rated(loaded: Loaded, councils: tuple[str, ...]) -> Mapping[SystemRef, Answer]:
    from estate.scoring import score

    scores = score(loaded.graph, loaded.as_of, councils)
    return {ref: each.red_rated for ref, each in scores.systems.items()}


def compared(
    sector: SectorView,
    capabilities: Sequence[str] = (),
    identity_file: Path | None = None,
    settings: Mapping[str, object] | None = None,
) -> Compared:
    """Return councils made ready to be compared: which capabilities, and what is the same.

    Raises:
        UsageFault: when no capability fits what was asked for.
        UnreadableInput: when the file of decisions is at fault; all faults have been listed.
    """
    from estate.comparison.identity import identify
    from estate.comparison.matrix import chosen_capabilities
    from estate.rendering.comparing.section import Compared

    decisions = decisions_in(identity_file, sector) if identity_file else ()
    chosen = chosen_capabilities(sector, capabilities)
    if not chosen and capabilities:
        raise UsageFault(_none_fits(capabilities, sector))
    return Compared(sector, identify(sector, decisions), chosen, settings or {})


def _none_fits(patterns: Sequence[str], sector: SectorView) -> str:
    from estate.diagnostics import did_you_mean

    near = did_you_mean(patterns[0], sector.capabilities) or "`estate list capabilities` lists all"
    return f"no council records or needs a capability that fits '{patterns[0]}'; {near}"


def decisions_in(path: Path, sector: SectorView) -> tuple[Decision, ...]:
    """Return the decisions in a file.

    Raises:
        UnreadableInput: when it is at fault; all faults have been listed with their places.
    """
    from estate.comparison.matches import Decision
    from estate.comparison.names import products_named, suppliers_named
    from estate.reading.identity_file import read_identity

    read = read_identity(path)
    catalogue = sector.catalogue
    known = {
        "product": {*catalogue.products, *products_named(sector)},
        "supplier": {*catalogue.suppliers, *suppliers_named(sector)},
    }
    _stop_at(read, read.findings or read.against(known))
    return tuple(
        Decision(each.kind, bool(each.same), each.ids, each.because, each.source)
        for each in read.decisions
    )


def _stop_at(read: ReadIdentity, findings: Sequence[Finding]) -> None:
    if findings:
        from estate.rendering.kit.tables import findings_text

        complain(findings_text(findings, terminal(error=True), read.source_line))
        raise UnreadableInput(f"the decisions in {read.source.path} cannot be used")
