"""`estate study scenarios`: the plan, and what it would be under each scenario, side by side."""

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
    from estate.cli.scenario import Supposed
    from estate.rendering.studies.scenario_text import WhereOf
    from estate.studies.scenarios import Comparison
    from estate.studies.solving import SolveAll

MANIFEST = "scenarios-manifest.json"


@click.command(name="scenarios")
@click.argument(
    "paths", metavar="[WORKSPACE] SCENARIO...", nargs=-1, type=click.Path(path_type=Path)
)
@options.as_of
@options.output_format("table", "json", "csv", "md")
@options.councils
@studying.effort
@studying.out_folder
@workers.options
def scenarios_command(
    paths: tuple[Path, ...],
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    effort: str,
    out: Path | None,
    workers: int | None,
    cluster: str | None,
) -> int:
    """Plan under each SCENARIO, and show the plans side by side.

    A scenario is a file that says what would be otherwise: budgets, dates, costs, options, steps
    forced or forbidden, platforms left. docs/whatif.md shows how to write one. A scenario under
    which no plan can exist is shown with the facts that cannot hold together.

    \b
        estate study scenarios inventories scenarios/budgets-cut.toml
        estate study scenarios inventories scenarios --council strathallan
        estate study scenarios inventories scenarios --format csv > scenarios.csv
        estate study scenarios inventories scenarios --out build/scenarios
    """
    from estate.cli.load import load
    from estate.cli.scenario import suppose

    folder, files = studying.workspace_and_files(paths)
    loaded = load(folder, as_of, whole=True)
    chosen = options.known_councils(councils, loaded.portfolio)
    supposed = [suppose(loaded, file) for file in files]
    with studying.solving(workers, cluster, "scenarios") as solve_all:
        comparison = _compare(loaded, supposed, chosen, effort, solve_all)
    _deliver(comparison, loaded, supposed, format_, out)
    return Status.SOUND


def _compare(
    loaded: Loaded,
    supposed: list[Supposed],
    councils: tuple[str, ...],
    effort: str,
    solve_all: SolveAll,
) -> Comparison:
    from estate.planning import problem_of
    from estate.studies.scenarios import Variant, compare

    base = problem_of(loaded.graph, loaded.as_of, councils)
    variants = [
        Variant(each.scenario.name, each.scenario.because, each.read.path, each.problem(councils))
        for each in supposed
    ]
    return compare(base, variants, studying.work(effort), solve_all)


def _deliver(
    comparison: Comparison, loaded: Loaded, supposed: list[Supposed], format_: str, out: Path | None
) -> None:
    where = _where(loaded, supposed)
    if out is not None:
        from estate.rendering.canvas.svg import standalone
        from estate.rendering.kit.artifact import Artifact
        from estate.rendering.studies.scenario_svg import comparison_svg

        kinds = {"json": "application/json", "csv": "text/csv", "md": "text/markdown"}
        files = [
            Artifact(f"scenarios.{kind}", media, _text(comparison, loaded, where, kind))
            for kind, media in kinds.items()
        ]
        picture = standalone(comparison_svg("scenarios", comparison))
        files.append(Artifact("scenarios.svg", "image/svg+xml", picture))
        write_artifacts(out, files, MANIFEST)
        note(f"wrote {len(files)} files; open {out / 'scenarios.svg'}")
    if format_ == "table":
        from estate.rendering.studies.scenario_text import comparison_text

        say(comparison_text(comparison, terminal(), where))
    else:
        say_bytes(_text(comparison, loaded, where, format_))


def _text(comparison: Comparison, loaded: Loaded, where: WhereOf, kind: str) -> bytes:
    from estate.rendering.kit.as_json import to_text
    from estate.rendering.studies import scenario_text
    from estate.rendering.studies.scenario_json import comparison_json

    if kind == "json":
        return to_text(comparison_json(comparison, loaded.as_of, where)).encode()
    if kind == "csv":
        return scenario_text.comparison_csv(comparison).encode()
    return scenario_text.comparison_markdown(comparison).encode()


def _where(loaded: Loaded, supposed: list[Supposed]) -> WhereOf:
    """Return where the facts of each plan stand: in the record, or in its own scenario."""
    by_file = {each.read.path: each.where for each in supposed}
    return lambda file: by_file.get(file or "", loaded.where)
