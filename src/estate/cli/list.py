"""`estate list`: records that fulfil a condition, as a table or as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import note, say, say_bytes, terminal
from estate.cli.status import Status
from estate.diagnostics import UsageFault, did_you_mean

if TYPE_CHECKING:
    from datetime import date

    from estate.query.kind import Kind
    from estate.query.listing import Listing, Question
    from estate.query.syntax import Condition, ConditionFault
    from estate.query.world import World

HELP = "help"
COUNTS = ("kind", "as_of", "where", "matching", "might_match", "might_match_because_unknown")
"""What is left of the JSON of a list when only its count is asked for."""


@click.command(name="list")
@click.argument("kind_name", metavar="[KIND]", default=HELP)
@options.workspace
@options.as_of
@options.output_format("table", "csv", "json", "md")
@options.councils
@click.option("--where", metavar="CONDITION", help="Only records of which this is known to be so.")
@click.option("--columns", metavar="NAMES", help="Columns to show; +NAME adds one, all is all.")
@click.option("--sort", metavar="NAMES", help="Columns to sort by; -NAME from high to low.")
@click.option("--total", "totals", metavar="NAMES", help="Columns to sum.")
@click.option("--count", is_flag=True, help="Print only how many there are.")
@click.option(
    "--include-unknown", is_flag=True, help="List what might match too, and mark which does."
)
@click.option("--help-columns", is_flag=True, help="Say what each column of KIND means, and end.")
def list_command(
    kind_name: str,
    path: Path,
    *,
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    where: str | None,
    columns: str | None,
    sort: str | None,
    totals: str | None,
    count: bool,
    include_unknown: bool,
    help_columns: bool,
) -> int:
    """List records by a condition. `estate list help` says which KINDs there are.

    \b
        estate list systems --where 'capability ~ "revenues.*" and ends < 2027-04-01'
        estate list systems --where "support_ends < today + 18 months" --sort support_ends
        estate list systems --where "support.people = 1" --columns +owner,support.people
        estate list contracts --where "notice_by = this-financial-year" --total annual_value
        estate list products inventories --where "id = revmaster" --columns used_by --format csv
        estate list systems --help-columns

    What is not recorded is unknown: a record is listed only when the condition is known to hold,
    and how many more might is said. docs/query.md has the language and a cookbook.
    """
    if kind_name == HELP:
        return _say_kinds()
    kind = _kind(kind_name)
    if help_columns or columns == HELP:
        return _say_columns(kind)
    condition = _condition(where) if where is not None else None
    from estate.cli.load import load
    from estate.query.listing import Question
    from estate.query.world import World

    loaded = load(path, as_of)
    chosen = options.known_councils(councils, loaded.portfolio) if councils else None
    summed = tuple(name.strip() for name in (totals or "").split(",") if name.strip())
    question = Question(kind, condition, columns, sort, summed, chosen, include_unknown)
    world = World(loaded.portfolio, loaded.as_of, loaded.where)
    _say_listing(_answered(question, world, where or ""), format_, count=count)
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _kind(name: str) -> Kind:
    """Return a kind of record.

    Raises:
        UsageFault: when there is none of that name.
    """
    from estate.query.kinds import KINDS

    if name not in KINDS:
        singular = [kind.name for kind in KINDS.values() if kind.one == name]
        meant = f"did you mean {singular[0]}?" if singular else did_you_mean(name, KINDS)
        raise UsageFault(f"'{name}' cannot be listed; {meant or 'there are: ' + ', '.join(KINDS)}")
    return KINDS[name]


def _say_kinds() -> int:
    from estate.query.kinds import KINDS
    from estate.rendering.records.list_help import kinds_text

    say(kinds_text(KINDS.values(), terminal()))
    return Status.SOUND


def _say_columns(kind: Kind) -> int:
    from estate.rendering.records.list_help import columns_text

    say(columns_text(kind, terminal()))
    return Status.SOUND


def _condition(text: str) -> Condition:
    """Return the condition that was typed.

    Raises:
        UsageFault: when it cannot be read; the message points into it.
    """
    from estate.query.parsing import parse
    from estate.query.syntax import ConditionFault

    try:
        return parse(text)
    except ConditionFault as fault:
        raise _pointing(fault) from fault


def _answered(question: Question, world: World, text: str) -> Listing:
    """Return the answer.

    Raises:
        UsageFault: when the question does not fit the records; of a condition, pointing into it.
    """
    from estate.query.listing import listing
    from estate.query.syntax import ConditionFault

    try:
        return listing(question, world)
    except ConditionFault as fault:
        whole = ConditionFault(fault.message, fault.place, fault.hint, text)
        raise _pointing(whole) from fault


def _pointing(fault: ConditionFault) -> UsageFault:
    from estate.rendering.records.list_help import condition_fault_text

    return UsageFault(f"--where: {condition_fault_text(fault, terminal(error=True))}")


def _say_listing(found: Listing, format_: str, *, count: bool) -> None:
    """Write the answer to standard output; what data has no room for, to standard error."""
    from estate.rendering.records.list_values import might_match, strange, total_words

    if format_ == "json":
        from estate.rendering.kit.as_json import to_text
        from estate.rendering.records.list_data import list_json

        document = list_json(found)
        say(to_text({key: document[key] for key in COUNTS} if count else document))
        return
    if count or format_ == "csv":
        _say_bare(found, count=count)
        remarks = [*map(total_words, found.totals), might_match(found), *strange(found)]
        for remark in filter(None, remarks):
            note(terminal(error=True).plain(remark))
        return
    if format_ == "md":
        from estate.rendering.records.list_data import list_markdown

        say(list_markdown(found))
        return
    from estate.rendering.records.list_text import list_text

    say(list_text(found, terminal()))


def _say_bare(found: Listing, *, count: bool) -> None:
    if count:
        say(str(found.matching))
        return
    from estate.rendering.records.list_data import list_csv

    say_bytes(list_csv(found).encode())
