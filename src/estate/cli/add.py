"""`estate add`: new records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import edits, known_by
from estate.cli.output import note

if TYPE_CHECKING:
    from datetime import date
    from typing import Unpack

    from estate.editing.additions import Addition
    from estate.reading import Reading

FACTS = click.argument("facts", metavar="[KEY=VALUE]...", nargs=-1)


@click.group(name="add")
def add_command() -> None:
    """Add a system, an interface, a contract or a step.

    It goes behind the last of its kind, in the file that holds them. The change is shown first,
    and tried: one that brings in an error, such as a reference to nothing, is not written.

    \b
        estate add system strathallan/parking --name "Parking permits" owner="Head of Roads"
        estate add interface strathallan parking ledger mechanism=scheduled-file carries=income
        estate add contract strathallan/parking systems=parking ends=2028-03-31
        estate add step strathallan/new-parking system=parking option=replace status=approved
    """


@add_command.command(name="system")
@click.argument("record", metavar="COUNCIL/ID")
@click.option("--name", required=True, metavar="TEXT", help="What people call it.")
@FACTS
@known_by.evidence_options
@edits.dry_run
@edits.workspace
def system_command(
    *,
    record: str,
    name: str,
    facts: tuple[str, ...],
    dry_run: bool,
    path: Path,
    **known: Unpack[known_by.Known],
) -> int:
    """Add a system to a council.

    ID is the system's id: lower-case letters, digits and hyphens. Facts are written as for
    `estate set`; what is left out counts as unknown.

    \b
        estate add system strathallan/parking --name "Parking permits"
        estate add system strathallan/parking --name "Parking permits" \\
            product=permit-pro@3 users=12 annual_cost.licence=£8,000 --source "ledger 2026-27"
    """
    return _record("systems", record, name, facts, path, known, dry_run=dry_run)


@add_command.command(name="contract")
@click.argument("record", metavar="COUNCIL/ID")
@click.option("--name", metavar="TEXT", help="Its title.")
@FACTS
@known_by.evidence_options
@edits.dry_run
@edits.workspace
def contract_command(
    *,
    record: str,
    name: str | None,
    facts: tuple[str, ...],
    dry_run: bool,
    path: Path,
    **known: Unpack[known_by.Known],
) -> int:
    """Add a contract to a council.

    \b
        estate add contract strathallan/parking systems=parking supplier=permit-pro-ltd \\
            starts=2024-04-01 ends=2028-03-31 notice_months=6 annual_value=8,000
    """
    return _record("contracts", record, name, facts, path, known, dry_run=dry_run)


@add_command.command(name="step")
@click.argument("record", metavar="COUNCIL/ID")
@click.option("--name", metavar="TEXT", help="What people call it.")
@FACTS
@known_by.evidence_options
@edits.dry_run
@edits.workspace
def step_command(
    *,
    record: str,
    name: str | None,
    facts: tuple[str, ...],
    dry_run: bool,
    path: Path,
    **known: Unpack[known_by.Known],
) -> int:
    """Add a step of the roadmap to a council: what is done with which system.

    Lists of tables are written as in a file; `estate set` then changes one entry of them.

    \b
        estate add step strathallan/new-parking system=parking option=replace status=approved \\
            owner="Head of Roads" starts=2027-04-01 finishes=2027-12-17 cost.capital=60,000
        estate add step strathallan/new-parking system=parking option=replace \\
            'milestones=[{ name = "Permits moved", due = 2027-10-29 }]'
    """
    return _record("steps", record, name, facts, path, known, dry_run=dry_run)


@add_command.command(name="interface")
@click.argument("record", metavar="COUNCIL FROM TO")
@click.argument("words", metavar="[KEY=VALUE]...", nargs=-1)
@known_by.evidence_options
@edits.dry_run
@edits.workspace
def interface_command(
    *,
    record: str,
    words: tuple[str, ...],
    dry_run: bool,
    path: Path,
    **known: Unpack[known_by.Known],
) -> int:
    """Add an interface: what passes from one system to another.

    FROM and TO are systems of the council, COUNCIL/SYSTEM, or platform:ID. They may also be
    written as one: COUNCIL/interfaces/FROM/TO.

    \b
        estate add interface strathallan parking ledger mechanism=scheduled-file format=csv
        estate add interface strathallan platform:my-account parking format=json --source tender
        estate add interface strathallan/interfaces/parking/ledger carries=income
    """
    from estate.cli.records import files_of
    from estate.editing.additions import added_interface, ends_of

    reading = edits.opened(path)
    files = files_of(reading)
    with edits.looking_in(reading):
        council, ends, facts = ends_of(record, words, files)
        evidence = known_by.evidence_of(reading, known)
        addition = added_interface(council, ends, facts, files, evidence)
    return _apply(reading, addition, known["as_of"], dry_run=dry_run)


def _record(
    table: str,
    record: str,
    name: str | None,
    facts: tuple[str, ...],
    path: Path,
    known: known_by.Known,
    *,
    dry_run: bool,
) -> int:
    from estate.cli.records import files_of
    from estate.editing.additions import added_record

    reading = edits.opened(path)
    evidence = known_by.evidence_of(reading, known)
    with edits.looking_in(reading):
        addition = added_record(table, record, name, facts, files_of(reading), evidence)
    return _apply(reading, addition, known["as_of"], dry_run=dry_run)


def _apply(reading: Reading, addition: Addition, as_of: date | None, *, dry_run: bool) -> int:
    if addition.alike:
        note(f"there is {' and '.join(addition.alike)} already: make sure that it is not the same")
    return edits.apply(reading, [addition.edit], dry_run=dry_run, as_of=as_of)
