"""What `estate compare` is asked about joint windows, and the print of one capability's."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import click

from estate.comparison.lots import SHARE_CAP
from estate.comparison.procurement_rules import FRAMEWORK_MONTHS
from estate.comparison.windows import HORIZON_MONTHS, LEAD_MONTHS
from estate.diagnostics import UsageFault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.comparison.opportunities import Asked, Opportunity
    from estate.rendering.compare_section import Compared, Section

F = TypeVar("F", bound="Callable[..., Any]")
_HUNDRED = 100


def asking(command: F) -> F:
    """Add the options on joint windows to a command; `asked` makes their values one."""
    for option in reversed(
        (
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


def asked(lead_months: int, horizon_months: int, contract_months: int, share_cap: int) -> Asked:
    """Return what is taken for granted.

    Raises:
        UsageFault: when the horizon is not after the lead.
    """
    from estate.comparison.opportunities import Asked

    if horizon_months <= lead_months:
        message = f"--horizon-months {horizon_months} is not after --lead-months {lead_months}"
        raise UsageFault(message)
    return Asked(lead_months, horizon_months, contract_months, Fraction(share_cap, _HUNDRED))


def opportunity_for(compared: Compared, named: str) -> Opportunity:
    """Return what there is to buy together for capabilities: ids with commas, or a group's id.

    Raises:
        UsageFault: when no council has anything for one of them.
    """
    from estate.comparison.opportunities import opportunity
    from estate.rendering.compare_windows import asked_of

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


def full_section(compared: Compared, named: str) -> Section:
    """Return the joint windows of some capabilities in full.

    Raises:
        UsageFault: as `opportunity_for`.
    """
    from estate.rendering.window_full import full

    return full(opportunity_for(compared, named))
