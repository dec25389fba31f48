"""`estate add`: new records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import edits
from estate.cli.output import note

if TYPE_CHECKING:
    from estate.editing.additions import Addition
    from estate.reading import Reading

FACTS = click.argument("facts", metavar="[KEY=VALUE]...", nargs=-1)


@click.group(name="add")
def add_command() -> None:
    """Add a system, an interface or a contract.

    It goes behind the last of its kind, in the file that holds them. The change is shown first,
    and tried: one that brings in an error, such as a reference to nothing, is not written.

    \b
        estate add system strathallan/parking --name "Parking permits" owner="Head of Roads"
        estate add interface strathallan parking ledger mechanism=scheduled-file carries=income
        estate add contract strathallan/parking systems=parking ends=2028-03-31
    """


@add_command.command(name="system")
@click.argument("record", metavar="COUNCIL/ID")
@click.option("--name", required=True, metavar="TEXT", help="What people call it.")
@FACTS
@edits.dry_run
@edits.workspace
def system_command(
    *, record: str, name: str, facts: tuple[str, ...], dry_run: bool, path: Path
) -> int:
    """Add a system to a council.

    ID is the system's id: lower-case letters, digits and hyphens. Facts are written as for
    `estate set`; what is left out counts as unknown.

    \b
        estate add system strathallan/parking --name "Parking permits"
        estate add system strathallan/parking --name "Parking permits" \\
            product=permit-pro@3 users=12 annual_cost.licence=£8,000
    """
    from estate.cli.records import files_of
    from estate.editing.additions import added_record

    reading = edits.opened(path)
    return _apply(
        reading, added_record("systems", record, name, facts, files_of(reading)), dry_run=dry_run
    )


@add_command.command(name="contract")
@click.argument("record", metavar="COUNCIL/ID")
@click.option("--name", metavar="TEXT", help="Its title.")
@FACTS
@edits.dry_run
@edits.workspace
def contract_command(
    *, record: str, name: str | None, facts: tuple[str, ...], dry_run: bool, path: Path
) -> int:
    """Add a contract to a council.

    \b
        estate add contract strathallan/parking systems=parking supplier=permit-pro-ltd \\
            starts=2024-04-01 ends=2028-03-31 notice_months=6 annual_value=8,000
    """
    from estate.cli.records import files_of
    from estate.editing.additions import added_record

    reading = edits.opened(path)
    return _apply(
        reading, added_record("contracts", record, name, facts, files_of(reading)), dry_run=dry_run
    )


@add_command.command(name="interface")
@click.argument("council", metavar="COUNCIL")
@click.argument("sender", metavar="FROM")
@click.argument("receiver", metavar="TO")
@FACTS
@edits.dry_run
@edits.workspace
def interface_command(
    *,
    council: str,
    sender: str,
    receiver: str,
    facts: tuple[str, ...],
    dry_run: bool,
    path: Path,
) -> int:
    """Add an interface: what passes from one system to another.

    FROM and TO are systems of the council, COUNCIL/SYSTEM, or platform:ID.

    \b
        estate add interface strathallan parking ledger mechanism=scheduled-file format=csv
        estate add interface strathallan platform:my-account parking
    """
    from estate.cli.records import files_of
    from estate.editing.additions import added_interface

    reading = edits.opened(path)
    addition = added_interface(council, (sender, receiver), facts, files_of(reading))
    return _apply(reading, addition, dry_run=dry_run)


def _apply(reading: Reading, addition: Addition, *, dry_run: bool) -> int:
    if addition.alike:
        note(f"there is {' and '.join(addition.alike)} already: make sure that it is not the same")
    return edits.apply(reading, [addition.edit], dry_run=dry_run)
