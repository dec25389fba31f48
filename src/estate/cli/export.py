"""`estate export`: the estate and its roadmap in the formats of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate import __version__
from estate.cli import options
from estate.cli.output import complain, note, say_bytes, write_artifacts, write_plain_files
from estate.cli.status import Status
from estate.cli.written_plan import councils_of, refuse_as_of, roadmap_of, view_of_plan
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from estate.cli.load import Loaded
    from estate.portfolio.planned import PlannedRoadmap
    from estate.rendering.exchange.loss import Loss
    from estate.rendering.exchange.material import Export, Material

NAMES = ("archimate", "likec4", "structurizr", "calm", "lgr", "mermaid", "ical")
REPORTS = {"md": "text/markdown; charset=utf-8", "json": "application/json"}


@click.command(name="export")
@options.workspace
@options.as_of
@options.councils
@click.option(
    "--format",
    "format_",
    type=click.Choice(NAMES),
    required=True,
    help="The tool that is to read it.",
)
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="With this roadmap, the roadmap.json that `estate plan` writes; without it the estate "
    "as it is.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="PLACE",
    help="A file, or a folder. What the format could not carry is written beside it.  "
    "[default: standard output]",
)
@click.option(
    "--loss",
    "report",
    type=click.Choice(list(REPORTS)),
    default="md",
    show_default=True,
    help="How to write what the format could not carry.",
)
def export_command(
    path: Path,
    as_of: date | None,
    councils: tuple[str, ...],
    format_: str,
    plan_file: Path | None,
    out: Path | None,
    report: str,
) -> int:
    """Write the estate, and its roadmap, in the format of another tool.

    archimate (Archi and other modelling tools), likec4, structurizr, calm (FINOS), lgr (the LGR
    Rationalisation Engine), mermaid (flowcharts; of a roadmap gantt charts too) and, of a roadmap
    alone, ical (its dates). No format carries everything: what is left out is said in short here,
    and in full in a file beside it, such as estate.archimate.xml.loss.md. docs/export.md shows
    each, and how to open it.

    \b
        estate export inventories --format archimate --out estate.archimate.xml
        estate export inventories --format archimate --plan build/roadmap.json --out exchange
        estate export inventories --format likec4 --council strathallan --out likec4
        estate export inventories --format ical --plan build/roadmap.json > roadmap.ics
    """
    _fits(format_, plan_file, as_of)
    from estate.cli.load import load
    from estate.cli.progress import showing
    from estate.reading.plan_file import read_plan
    from estate.rendering.exchange.registry import exported

    planned = None if plan_file is None else read_plan(plan_file)
    loaded = load(path, planned.as_of if planned else as_of)
    if planned is None:
        chosen = options.known_councils(councils, loaded.portfolio)
    else:
        chosen = councils_of(planned, councils, loaded.portfolio)
    if not chosen:
        raise UsageFault("no council is recorded, so there is nothing to write")
    with showing() as show:
        show("scoring, and putting the plan on the record" if planned else "scoring")
        material = _material(loaded, chosen, planned)
        show(f"writing {format_}")
        export = exported(material, format_)
    _deliver(export, format_, out, (report, _trail(material)))
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _fits(format_: str, plan: Path | None, as_of: date | None) -> None:
    """Refuse options that do not go together.

    Raises:
        UsageFault: when they do not.
    """
    from estate.rendering.exchange.registry import FORMATS

    refuse_as_of(plan, as_of)
    if plan is None and FORMATS[format_].needs_plan:
        raise UsageFault(f"{format_} is of a roadmap: give --plan build/roadmap.json")


def _material(
    loaded: Loaded, councils: tuple[str, ...], planned: PlannedRoadmap | None
) -> Material:
    from estate.cli.load import collect_again
    from estate.cli.material import trail_of
    from estate.rendering.exchange.material import Material
    from estate.scoring import score

    collect_again()
    return Material(
        graph=loaded.graph,
        scores=score(loaded.graph, loaded.as_of, councils),
        as_of=loaded.as_of,
        councils=councils,
        version=__version__,
        where=loaded.where,
        digest=trail_of(loaded).digest,
        plan=view_of_plan(loaded, planned, roadmap_of(loaded, planned)) if planned else None,
    )


def _trail(material: Material) -> dict[str, str]:
    """Return what the manifest says of where files come from."""
    return {
        "as_of": material.as_of.isoformat(),
        "input_sha256": material.digest,
        "made_by": f"estate {material.version}",
    }


def _deliver(
    export: Export, format_: str, out: Path | None, about: tuple[str, Mapping[str, str]]
) -> None:
    """Write an export where it was asked for, and beside it what it could not carry.

    Raises:
        UsageFault: when several files are to go to one place.
        EnvironmentFault: when the disk or the rights refuse.
    """
    report, trail = about
    if out is None:
        _one_of(export, "give --out FOLDER")
        say_bytes(export.files[0].content)
        _tell(export.loss, None)
    elif out.suffix and not out.is_dir():
        _one_of(export, f"{out} is one file: name a folder")
        beside = f"{out.name}.loss.{report}"
        contents = {out.name: export.files[0].content, beside: _report(export.loss, report, trail)}
        write_plain_files(out.parent, contents)
        note(f"wrote {' and '.join(contents)}")
        _tell(export.loss, out.parent / beside)
    else:
        _write_folder(export, (format_, report), out, trail)


def _write_folder(
    export: Export, forms: tuple[str, str], folder: Path, trail: Mapping[str, str]
) -> None:
    from estate.rendering.kit.artifact import Artifact

    format_, report = forms
    first = export.files[0].name
    beside = f"{first}.loss.{report}"
    lost = Artifact(beside, REPORTS[report], _report(export.loss, report, trail))
    artifacts = (*export.files, lost)
    write_artifacts(folder, artifacts, f"{format_}.manifest.json", trail)
    note(f"wrote {len(artifacts)} files into {folder}; open {folder / first}")
    _tell(export.loss, folder / beside)


def _report(loss: Loss, form: str, trail: Mapping[str, str]) -> bytes:
    from estate.rendering.exchange.loss_text import loss_json, loss_markdown

    if form == "json":
        return loss_json(loss, trail).encode()
    made = f"{trail['made_by']}; as of {trail['as_of']}; input SHA-256 {trail['input_sha256']}"
    return loss_markdown(loss, made).encode()


def _tell(loss: Loss, report: Path | None) -> None:
    from estate.rendering.exchange.loss_text import loss_short

    complain(f"estate: {loss_short(loss, None if report is None else str(report))}")


def _one_of(export: Export, advice: str) -> None:
    if len(export.files) > 1:
        raise UsageFault(f"this makes {len(export.files)} files: {advice}")
