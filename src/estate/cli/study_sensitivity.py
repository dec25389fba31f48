"""`estate study sensitivity`: the inputs whose change by a tenth changes the plan most."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options, studying, workers
from estate.cli.output import note, say, say_bytes, terminal, write_artifacts
from estate.cli.status import Status

if TYPE_CHECKING:
    from datetime import date

    from estate.cli.load import Loaded
    from estate.studies.sensitivity import Sensitivity

MANIFEST = "sensitivity-manifest.json"
TOP = 10


@click.command(name="sensitivity")
@options.workspace
@options.as_of
@options.output_format("table", "json", "csv")
@options.councils
@click.option(
    "--percent",
    type=click.IntRange(1, 90),
    default=10,
    show_default=True,
    metavar="N",
    help="By how much each input is lowered and raised.",
)
@click.option(
    "--top",
    type=click.IntRange(0, 1_000),
    default=TOP,
    show_default=True,
    metavar="N",
    help="How many single facts to plan again for, besides all of each kind together.",
)
@studying.effort
@studying.out_folder
@workers.options
def sensitivity_command(
    path: Path,
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    percent: int,
    top: int,
    effort: str,
    out: Path | None,
    workers: int | None,
    cluster: str | None,
) -> int:
    """Find the inputs whose change by a tenth changes the plan most.

    Budgets, people, running costs, one-off costs, months, what leaving contracts costs, platform
    prices, the price of risk and the discount rate are lowered and raised, and the plan is made
    again: by how much it is dearer, and how many systems move. Each single fact comes with its
    file and line, so that the ones worth checking again can be found.

    \b
        estate study sensitivity inventories --council strathallan
        estate study sensitivity inventories --council strathallan --percent 20 --top 30
        estate study sensitivity inventories --format csv > sensitivity.csv
    """
    from estate.cli.load import load

    loaded = load(path, as_of, whole=True)
    chosen = options.known_councils(councils, loaded.portfolio)
    with studying.solving(workers, cluster, "sensitivity") as solve_all:
        base = studying.base_plan(loaded, chosen, effort, solve_all)
        if base is None:
            return Status.NO_ROADMAP
        from estate.studies.sensitivity import sensitivity

        found = sensitivity(base, percent, top, studying.work(effort), solve_all)
    _deliver(found, loaded, format_, out)
    return Status.SOUND


def _deliver(found: Sensitivity, loaded: Loaded, format_: str, out: Path | None) -> None:
    if out is not None:
        from estate.rendering.canvas.svg import standalone
        from estate.rendering.kit.artifact import Artifact
        from estate.rendering.studies.sensitivity_svg import sensitivity_svg

        picture = standalone(sensitivity_svg("sensitivity", found))
        files = [
            Artifact("sensitivity.json", "application/json", _text(found, loaded, "json")),
            Artifact("sensitivity.csv", "text/csv", _text(found, loaded, "csv")),
            Artifact("sensitivity.svg", "image/svg+xml", picture),
        ]
        write_artifacts(out, files, MANIFEST)
        note(f"wrote {len(files)} files; open {out / 'sensitivity.svg'}")
    if format_ == "table":
        from estate.rendering.studies.sensitivity_text import sensitivity_text

        say(sensitivity_text(found, terminal(), loaded.where))
    else:
        say_bytes(_text(found, loaded, format_))


def _text(found: Sensitivity, loaded: Loaded, kind: str) -> bytes:
    from estate.rendering.kit.as_json import to_text
    from estate.rendering.studies.sensitivity_text import sensitivity_csv, sensitivity_json

    if kind == "json":
        return to_text(sensitivity_json(found, loaded.as_of, loaded.where)).encode()
    return sensitivity_csv(found, loaded.where).encode()
