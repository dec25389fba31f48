"""`estate report`: the site, for members, board, architects and procurement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options, written_plan
from estate.cli.output import note
from estate.cli.paper import FORMATS, write
from estate.cli.plan import EFFORTS, explain_none, search
from estate.cli.status import Status
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from datetime import date

    from estate.rendering.briefings.material import Material


@click.command(name="report")
@options.workspace
@options.as_of
@options.councils
@click.option(
    "--format",
    "format_",
    type=click.Choice(["site", *FORMATS]),
    default="site",
    show_default=True,
    help="The site; the board paper as Markdown (md), Word (docx) or PDF; a workbook for officers "
    "(xlsx); the same as CSV files or as JSON.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    default=Path("site"),
    show_default=True,
    help="Write into this folder; files of an earlier run that are no longer made are removed.",
)
@click.option(
    "--plan",
    "kept",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Tell of the plan in this file (roadmap.json), without looking for a new one.",
)
@click.option("--no-plan", is_flag=True, help="Tell of the estate as it is, without any plan.")
@click.option(
    "--effort",
    type=click.Choice(list(EFFORTS)),
    default="normal",
    show_default=True,
    help="How long to look for a plan, where none is given.",
)
def report_command(
    path: Path,
    as_of: date | None,
    councils: tuple[str, ...],
    format_: str,
    out: Path,
    kept: Path | None,
    no_plan: bool,
    effort: str,
) -> int:
    """Write the site: plain pages that open from a disk, and ask no other place for anything.

    Four ways in: for elected members, the digital board, architects and procurement; a page for
    each council, system, platform, capability and joint opportunity; every figure leads to how it
    was worked out and to the line of the record that it rests on. docs/report.md is the guide.

    \b
        estate report inventories --out site
        estate report inventories --out site --plan build/roadmap.json
        estate report inventories --out site --no-plan
        estate report inventories --out site --council strathallan
        estate report inventories --out paper --plan build/roadmap.json --format docx
        estate report inventories --out books --plan build/roadmap.json --format xlsx
    """
    from estate.cli.load import load
    from estate.cli.material import material_of
    from estate.cli.progress import interruptible
    from estate.planning import NoRoadmap

    if kept is not None and no_plan:
        raise UsageFault("--plan and --no-plan do not go together: leave one of them out")
    written_plan.refuse_as_of(kept, as_of)
    if kept is not None:
        return _deliver(_of_written(path, councils, kept), format_, out)
    loaded = load(path, as_of, whole=not no_plan)
    chosen = options.known_councils(councils, loaded.portfolio)
    if no_plan:
        done = _deliver(material_of(loaded, chosen, None), format_, out)
        return done or (Status.FINDINGS if loaded.errors else Status.SOUND)
    with interruptible() as signals:
        answer = search(loaded, chosen, EFFORTS[effort], None, None)
    stop = (signals.status or Status.INTERRUPTED) if answer.stopped_early else Status.SOUND
    if isinstance(answer, NoRoadmap):
        return stop or explain_none(loaded, answer, "table")
    if stop:
        note(f"stopped: told of the plan so far, at most {answer.gap:.2%} above the best possible")
    drawn = _deliver(material_of(loaded, chosen, answer), format_, out)
    return stop or drawn


def _of_written(path: Path, councils: tuple[str, ...], kept: Path) -> Material:
    """Return what to tell of a plan in a file, without looking for another."""
    from estate.cli.load import load
    from estate.cli.material import material_of
    from estate.reading.plan_file import read_plan

    planned = read_plan(kept)
    loaded = load(path, planned.as_of, whole=True)
    chosen = written_plan.councils_of(planned, councils, loaded.portfolio)
    roadmap = written_plan.roadmap_of(loaded, planned)
    view = written_plan.view_of_plan(loaded, planned, roadmap)
    return material_of(loaded, chosen, roadmap, view)


def _deliver(material: Material, format_: str, out: Path) -> Status:
    from estate.cli.site import told_of, write_site

    if format_ == "site":
        return told_of(write_site(material, out))
    write(material, format_, out)
    return Status.SOUND
