"""What `estate compare` is asked about joint windows, and the print of one capability's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from estate.cli.options import Day
from estate.cli.output import say, say_bytes, terminal
from estate.comparison.lots import SHARE_CAP
from estate.comparison.procurement_rules import FRAMEWORK_MONTHS
from estate.comparison.windows import HORIZON_MONTHS, LEAD_MONTHS
from estate.diagnostics import UsageFault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.comparison.opportunities import Asked, Opportunity
    from estate.rendering.comparing.section import Compared, Section

F = TypeVar("F", bound="Callable[..., Any]")
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about joint windows."""

    asked: Asked
    """What is taken for granted."""
    windows_for: str | None
    """The capabilities whose windows are wanted in full."""
    candidate: str | None
    """The capabilities that are to become a candidate platform."""
    assume: Path | None
    on: date | None


def asking(command: F) -> F:
    """Add the options on joint windows to a command; `question` makes their values one."""
    for option in reversed(
        (
            click.option(
                "--windows",
                "windows_for",
                metavar="CAPABILITY",
                help="Only the joint windows of this capability, or of several with commas.",
            ),
            click.option(
                "--candidate",
                metavar="CAPABILITY",
                help="Write a scenario in which `estate plan` weighs a joint platform for this.",
            ),
            click.option(
                "--assume",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="With --candidate: prices and months that you assume of the platform.",
            ),
            click.option(
                "--on",
                type=Day(),
                metavar="DATE",
                help="With --candidate: another of the best dates.",
            ),
            click.option(
                "--lead-months",
                type=click.IntRange(0, 600),
                default=LEAD_MONTHS,
                show_default=True,
                help="Look for joint dates from so many months after the as-of date.",
            ),
            click.option(
                "--horizon-months",
                type=click.IntRange(1, 600),
                default=HORIZON_MONTHS,
                show_default=True,
                help="Look for joint dates up to so many months after the as-of date.",
            ),
            click.option(
                "--contract-months",
                type=click.IntRange(1, 600),
                default=FRAMEWORK_MONTHS,
                show_default=True,
                help="Months that a joint contract is taken to last, options counted.",
            ),
            click.option(
                "--share-cap",
                type=click.IntRange(1, _HUNDRED),
                default=int(SHARE_CAP * _HUNDRED),
                show_default=True,
                metavar="PERCENT",
                help="The most that one supplier is to win of the value.",
            ),
        )
    ):
        command = option(command)
    return command


def question(
    *,
    windows_for: str | None,
    candidate: str | None,
    assume: Path | None,
    on: date | None,
    lead_months: int,
    horizon_months: int,
    contract_months: int,
    share_cap: int,
) -> Question:
    """Return what is asked about joint windows.

    Raises:
        UsageFault: when the horizon is not after the lead, or options do not go together.
    """
    from estate.comparison.opportunities import Asked

    if horizon_months <= lead_months:
        message = f"--horizon-months {horizon_months} is not after --lead-months {lead_months}"
        raise UsageFault(message)
    if candidate is None and (assume or on):
        raise UsageFault("--assume and --on go with --candidate")
    if candidate is not None and windows_for is not None:
        raise UsageFault("--windows and --candidate are two questions: ask one")
    share = Fraction(share_cap, _HUNDRED)
    granted = Asked(lead_months, horizon_months, contract_months, share)
    return Question(granted, windows_for, candidate, assume, on)


def opportunity_for(compared: Compared, named: str) -> Opportunity:
    """Return what there is to buy together for capabilities: ids with commas, or a group's id.

    Raises:
        UsageFault: when no council has anything for one of them.
    """
    from estate.comparison.opportunities import opportunity
    from estate.rendering.comparing.windows import asked_of

    sector = compared.sector
    wanted: list[str] = []
    for name in (part.strip() for part in named.split(",")):
        group = [each for each in sector.capabilities if each.partition(".")[0] == name]
        if not group and name not in sector.capabilities:
            near = did_you_mean(name, sector.capabilities)
            near = near or "estate list capabilities lists all"
            message = f"no council here has a system for '{name}'; {near}"
            raise UsageFault(message)
        wanted += group or [name]
    return opportunity(sector, wanted, asked_of(compared))


def print_windows(compared: Compared, named: str, format_: str) -> tuple[Section, ...]:
    """Print the joint windows of some capabilities in full, and return them as a part.

    Raises:
        UsageFault: as `opportunity_for`.
    """
    from estate.rendering.comparing.data import compared_json, table_csv
    from estate.rendering.comparing.text import compared_markdown
    from estate.rendering.comparing.window_full import full
    from estate.rendering.comparing.window_tables import acts
    from estate.rendering.comparing.window_text import windows_text
    from estate.rendering.kit.as_json import to_text

    opportunity = opportunity_for(compared, named)
    parts = (full(opportunity),)
    if format_ == "json":
        say_bytes(to_text(compared_json(compared, parts)).encode())
    elif format_ == "csv":
        dates = opportunity.windows.best
        say_bytes(table_csv(acts([(opportunity, best) for best in dates])).encode())
    elif format_ == "md":
        say_bytes(compared_markdown(parts).encode())
    else:
        say(windows_text(opportunity, terminal()))
    return parts
