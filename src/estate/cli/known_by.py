"""How facts are known: the options that write evidence beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, get_args

import click

from estate.cli import options
from estate.portfolio.base import Confidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from estate.editing.facts import Evidence
    from estate.reading import Reading

F = TypeVar("F", bound="Callable[..., Any]")


class Known(TypedDict):
    """What the options say; `as_of` is the date where `on` is not given."""

    source: str | None
    confidence: str | None
    on: date | None
    by: str | None
    as_of: date | None


def evidence_options(command: F) -> F:
    """Add the options that say how facts are known, and the date as of which they are judged."""
    for option in (
        options.as_of,
        click.option("--by", metavar="ROLE", help="The role that recorded them; not a person."),
        click.option(
            "--on",
            type=options.Day(),
            metavar="DATE",
            help="When they were known to be so; else as of.",
        ),
        click.option(
            "--confidence", type=click.Choice(get_args(Confidence)), help="How far to trust them."
        ),
        click.option(
            "--source", metavar="TEXT", help="Where the facts come from, such as a ledger."
        ),
    ):
        command = option(command)
    return command


def evidence_of(reading: Reading, known: Known) -> Evidence | None:
    """Return the evidence that is asked for; None where no option gives any.

    The date as of which it is judged is fixed then, in `known` as well.
    """
    from estate.cli.records import day
    from estate.editing.facts import Evidence

    source, confidence, on, by = known["source"], known["confidence"], known["on"], known["by"]
    if not (source or confidence or on or by):
        return None
    as_of = known["as_of"] = day(reading, known["as_of"])
    return Evidence(source, confidence, on or as_of, by)
