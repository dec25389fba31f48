"""`estate show`: everything about one system."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status

if TYPE_CHECKING:
    from datetime import date

    from estate.cli.load import Loaded
    from estate.diagnostics import Finding
    from estate.portfolio import SystemRef


@click.command(name="show")
@click.argument("system", metavar="COUNCIL/SYSTEM")
@options.workspace
@options.as_of
@options.output_format("table", "json")
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Say its place in this plan: the roadmap.json that `estate plan --out` writes.",
)
def show_command(
    system: str, path: Path, as_of: date | None, format_: str, plan_file: Path | None
) -> int:
    """Show everything known and derived about one system.

    What matters at a glance; its facts with evidence, file and line; its legacy risk by
    contribution, what would settle it, and the days on which it changes by itself; neighbours with
    the level of each interface; what hangs on it; contracts with every way out; what facts point to
    doing with it; its place in a plan; and what `estate check` finds about it.

    \b
        estate show strathallan/council-tax inventories
        estate show strathallan/council-tax inventories --plan build/roadmap.json
        estate show strathallan/council-tax inventories --format json
    """
    from estate.cli.load import load
    from estate.reading.plan_file import read_plan
    from estate.rendering.showing.view import SystemView

    plan = read_plan(plan_file) if plan_file else None
    loaded = load(path, as_of)
    ref = options.known_system(system, loaded.portfolio)
    found = _findings(loaded, ref)
    view = SystemView(loaded.graph, ref, loaded.as_of, loaded.where, found, plan)
    if format_ == "json":
        from estate.rendering.kit.as_json import to_text
        from estate.rendering.showing.show_json import system_view_json

        say(to_text(system_view_json(view)))
    else:
        from estate.rendering.showing.system import system_text

        say(system_text(view, terminal()))
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _findings(loaded: Loaded, ref: SystemRef) -> tuple[Finding, ...]:
    """Return what `check` finds about one system."""
    from estate.checks import check

    reading = loaded.reading
    found = check(loaded.portfolio, loaded.as_of, reading.locate, reading.unread)
    return tuple(one for one in (*reading.findings, *found) if one.subject == str(ref))
