"""Options and arguments that several commands share."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from estate.diagnostics import UsageFault, likely

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from estate.portfolio import Portfolio, SystemRef

EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
LISTED = 8
"""As many councils are named in a message."""

F = TypeVar("F", bound="Callable[..., Any]")


class Day(click.ParamType[date]):
    """A date written as in TOML: 2027-03-31."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the date.

        Raises:
            click.BadParameter: when it is not written as year, month and day.
        """
        try:
            return within_reason(datetime.strptime(str(value), "%Y-%m-%d").date())  # noqa: DTZ007  # no time of day
        except UsageFault as fault:
            self.fail(str(fault), param, ctx)
        except ValueError:
            self.fail(f"'{value}' is not a date; write it as 2027-03-31", param, ctx)


def within_reason(day: date) -> date:
    """Return a date at which facts can be judged.

    Raises:
        UsageFault: when it is so far off that a plan's horizon leaves the calendar.
    """
    if not EARLIEST <= day <= LATEST:
        raise UsageFault(f"{day} is outside the years {EARLIEST.year} to {LATEST.year}")
    return day


def workspace(command: F) -> F:
    """Add the argument that names the workspace."""
    return click.argument(
        "path",
        metavar="[WORKSPACE]",
        default=".",
        type=click.Path(path_type=Path),
    )(command)


def as_of(command: F) -> F:
    """Add the option that fixes the date at which facts are judged."""
    return click.option(
        "--as-of",
        type=Day(),
        metavar="DATE",
        help="Judge facts as they stand on DATE (2027-03-31). Without it: `as_of` in estate.toml, "
        "else SOURCE_DATE_EPOCH, else today.",
    )(command)


def councils(command: F) -> F:
    """Add the option that narrows a command to some councils."""
    return click.option(
        "--council",
        "councils",
        multiple=True,
        metavar="ID",
        help="Only this council; may be given more than once.",
    )(command)


def known_councils(asked: tuple[str, ...], portfolio: Portfolio) -> tuple[str, ...]:
    """Return the councils asked for, or all; sorted.

    Raises:
        UsageFault: when there is no such council.
    """
    return known_names(asked, portfolio.councils)


def known_names(asked: tuple[str, ...], councils: Collection[str]) -> tuple[str, ...]:
    """Return those of some councils that are asked for, or all; sorted.

    Raises:
        UsageFault: when there is no such council.
    """
    for name in asked:
        if name not in councils:
            close = likely(name, councils)
            hint = f"Did you mean {close[0]}?" if close else f"There are: {_some(councils)}."
            raise UsageFault(f"there is no council '{name}'. {hint}")
    return tuple(sorted(set(asked or councils)))


def known_system(text: str, portfolio: Portfolio) -> SystemRef:
    """Return the system that was meant, or say which ones come near.

    Raises:
        UsageFault: when there is no such system.
    """
    known = {str(ref): ref for ref, _ in portfolio.systems()}
    if text in known:
        return known[text]
    inside = [name for name in known if name.partition("/")[2] == text]
    close = inside or likely(text, known, 3)
    hint = f" Did you mean {' or '.join(close[:3])}?" if close else ""
    raise UsageFault(f"there is no system '{text}'; write COUNCIL/SYSTEM.{hint}")


def known_node(text: str, portfolio: Portfolio) -> str:
    """Return a system, `council/system`, or a shared platform, `platform:ID`, that was meant.

    Raises:
        UsageFault: when there is no such system or platform.
    """
    platforms = [f"platform:{name}" for name in sorted(portfolio.catalogue.platforms)]
    if text in platforms:
        return text
    if not text.startswith("platform:") and f"platform:{text}" not in platforms:
        return str(known_system(text, portfolio))
    close = likely(f"platform:{text.removeprefix('platform:')}", platforms, 3)
    hint = f" Did you mean {' or '.join(close)}?" if close else ""
    raise UsageFault(f"there is no shared platform '{text}'.{hint}")


def _some(councils: Collection[str]) -> str:
    names = sorted(councils)
    return ", ".join(names[:LISTED]) + (", ..." if len(names) > LISTED else "")


def output_format(*choices: str) -> Callable[[F], F]:
    """Add the option that chooses between a table and a machine's format."""

    def decorate(command: F) -> F:
        return click.option(
            "--format",
            "format_",
            type=click.Choice(choices),
            default=choices[0],
            show_default=True,
            help="How to print the result.",
        )(command)

    return decorate
