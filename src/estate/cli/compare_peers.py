"""What `estate compare` is asked about peers: whose estate is alike, at what declared rates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from estate.cli.load import UnreadableInput
from estate.cli.output import complain, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estate.comparison.view import SectorView

F = TypeVar("F", bound="Callable[..., Any]")


ALIKE = ("similar",)
"""The parts that `--like` alone asks for."""


def asking(command: F) -> F:
    """Add the options on peers to a command; `settings` makes them ready for the parts."""
    like = click.option(
        "--like",
        metavar="COUNCIL",
        help="Whose estate is most like this council's, and what they did.",
    )
    rates = click.option(
        "--rates",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Rates of saving with their source, and bands of size, that you take for granted.",
    )
    return like(rates(command))


def settings(sector: SectorView, like: str | None, rates: Path | None) -> Mapping[str, object]:
    """Return what the parts on peers are asked, by the parts' own names.

    Raises:
        UsageFault: when there is no such council among those compared.
        UnreadableInput: when the file of rates is at fault; all faults have been listed.
    """
    from estate.cli.options import known_names
    from estate.rendering.comparing.figures import RATES
    from estate.rendering.comparing.similar import LIKE

    if like is not None:
        known_names((like,), sector.council_by_id)
    found: dict[str, object] = {LIKE: like}
    if rates is not None:
        found[RATES] = _rates_in(rates)
    return found


def _rates_in(path: Path) -> object:
    from estate.reading.savings_file import read_savings

    read = read_savings(path)
    if read.findings or read.value is None:
        from estate.rendering.kit.tables import findings_text

        complain(findings_text(read.findings, terminal(error=True), read.source_line))
        raise UnreadableInput(f"the rates in {read.path} cannot be used")
    return read.value.savings
