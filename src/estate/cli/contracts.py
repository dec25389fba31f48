"""`estate contracts`: when contracts can end, and by when to say so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import note, say, say_bytes, terminal, write_plain_files
from estate.cli.status import Status
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from datetime import date

    from estate.portfolio import Fact
    from estate.reading import Reading
    from estate.rendering.records.contract_book import ContractBook

LONGEST = 600
MONTHS = 24


@click.command(name="contracts")
@options.workspace
@options.as_of
@options.output_format("table", "csv", "json", "md", "ics")
@options.councils
@click.option(
    "--months",
    type=click.IntRange(1, LONGEST),
    default=MONTHS,
    show_default=True,
    metavar="N",
    help="How far ahead the calendar looks.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write into FILE instead of printing, byte for byte.",
)
def contracts_command(  # one argument an option
    path: Path,
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    months: int,
    out: Path | None,
) -> int:
    """Show when contracts can end, by when to say so, and what leaving costs.

    First what is to be done, the next day first: give notice, use or agree an extension, follow a
    contract that ends. Then each contract's windows: the days on which it can end, and what each
    takes. --format ics is a file that calendars open, with a reminder four weeks before each day.
    docs/contracts.md says how the dates are reckoned.

    \b
        estate contracts
        estate contracts inventories --council strathallan --months 12
        estate contracts inventories --format csv --out contracts.csv
        estate contracts inventories --format ics --out contracts.ics
    """
    from estate.cli.load import load
    from estate.rendering.records.contract_book import contract_book

    if out is not None and not out.parent.exists():
        raise UsageFault(f"there is no folder {out.parent} to write {out.name} into: make it first")
    loaded = load(path, as_of)
    chosen = options.known_councils(councils, loaded.portfolio)
    unread = _unread(loaded.reading, councils)
    book = contract_book(loaded.portfolio, loaded.as_of, months, chosen, loaded.where, unread)
    if out is not None:
        write_plain_files(out.parent, {out.name: _content(book, format_)})
        note(f"wrote {out}")
    elif format_ == "table":
        from estate.rendering.records.contract_text import contracts_text

        say(contracts_text(book, terminal()))
    else:
        say_bytes(_content(book, format_))
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _unread(reading: Reading, councils: tuple[str, ...]) -> list[Fact]:
    """Return what of the councils asked for could not be read.

    A council of which nothing could be read is in no list, and may have contracts all the same.
    """
    from estate.portfolio import CATALOGUE, WORKSPACE

    none = {CATALOGUE, WORKSPACE}
    return [
        fact
        for fact in sorted(reading.unread, key=str)
        if (fact.owner in councils if councils else fact.owner not in none)
    ]


def _content(book: ContractBook, format_: str) -> bytes:
    """Return what a file of that format holds, in UTF-8 whatever the terminal speaks."""
    match format_:
        case "csv":
            from estate.rendering.records.contract_tables import contracts_csv

            return contracts_csv(book).encode()
        case "md":
            from estate.rendering.records.contract_tables import contracts_markdown

            return contracts_markdown(book).encode()
        case "json":
            from estate.rendering.kit.as_json import to_text
            from estate.rendering.records.contract_json import contracts_json

            return to_text(contracts_json(book)).encode()
        case "ics":
            from estate.rendering.records.calendar_file import calendar_file

            return calendar_file(book)
        case _:
            from estate.rendering.kit.terminal import Terminal
            from estate.rendering.records.contract_text import contracts_text

            return contracts_text(book, Terminal()).encode()
