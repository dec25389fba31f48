"""`estate study front`: what each further pound of money buys in lower risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from estate.cli import options, studying, workers
from estate.cli.output import note, say, say_bytes, terminal, write_artifacts
from estate.cli.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from estate.cli.load import Loaded
    from estate.cli.workers import Crew
    from estate.planning import NoRoadmapStatus, PlanningProblem
    from estate.studies.front_types import Front

MANIFEST = "front-manifest.json"
STOPPED = "stopped: a front is not drawn before every plan of it is found"
FEWEST, MOST = 3, 25
MOST_MORE = 1_000_000_000


@click.command(name="front")
@options.workspace
@options.as_of
@options.output_format("table", "json", "csv")
@options.councils
@click.option(
    "--points",
    type=click.IntRange(FEWEST, MOST),
    default=7,
    show_default=True,
    metavar="N",
    help="About how many plans to look for along the front.",
)
@click.option(
    "--next",
    "more",
    type=click.IntRange(0, MOST_MORE),
    default=100_000,
    show_default=True,
    metavar="POUNDS",
    help="Say what so much more money buys, from the plan at the policy's price on; 0: do not.",
)
@studying.effort
@studying.out_folder
@workers.options
def front_command(
    path: Path,
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    points: int,
    more: int,
    effort: str,
    out: Path | None,
    workers: int | None,
    cluster: str | None,
) -> int:
    """Show what less risk costs: plans of which none is better by money and by risk.

    From the plan of least money to the plan of least risk, each with what is proven of it, and for
    each step between two of them what more money buys: how much risk it takes away, what each
    point-year of it costs, and which systems change. It also shows where the policy's price of risk
    leads, and where doing nothing and simple orders stand. docs/objectives.md defines both
    measures.

    \b
        estate study front inventories --council strathallan
        estate study front inventories --council kirkmuir --points 9 --next 250000
        estate study front inventories --council kirkmuir --out build/front
        estate study front inventories --format csv > front.csv
    """
    from estate.cli.load import load
    from estate.cli.progress import interruptible, showing
    from estate.cli.workers import crew
    from estate.planning import NoRoadmapStatus, problem_of

    loaded = load(path, as_of, whole=True)
    chosen = options.known_councils(councils, loaded.portfolio)
    problem = problem_of(loaded.graph, loaded.as_of, chosen)
    with interruptible() as signals:
        try:
            with crew(workers, cluster) as team, showing() as show:
                found = _search(problem, points, more, effort, team, show)
        except KeyboardInterrupt:
            note(STOPPED)
            return signals.status or Status.INTERRUPTED
    if isinstance(found, NoRoadmapStatus):
        return _explain_none(loaded, problem, effort, format_)
    _deliver(found, loaded, format_, out)
    return Status.SOUND


def _search(
    problem: PlanningProblem,
    points: int,
    more: int,
    effort: str,
    team: Crew,
    show: Callable[[str], None],
) -> Front | NoRoadmapStatus:
    from estate.cli.load import collect_again
    from estate.cli.plan import EFFORTS
    from estate.planning import Effort
    from estate.studies.front import front

    collect_again()
    show("front: the least money and the least risk first")

    def tell(found: int, wanted: int) -> None:
        show(f"front: {found} plans found, about {wanted} wanted")

    return front(problem, Effort(work=EFFORTS[effort]), points, more, team.run, tell)


def _deliver(front: Front, loaded: Loaded, format_: str, out: Path | None) -> None:
    if out is not None:
        from estate.rendering.canvas.svg import standalone
        from estate.rendering.kit.artifact import Artifact
        from estate.rendering.studies.front_svg import front_svg

        files = [
            Artifact("front.svg", "image/svg+xml", standalone(front_svg("front", front))),
            Artifact("front.json", "application/json", _data(front, loaded, "json")),
            Artifact("front.csv", "text/csv", _data(front, loaded, "csv")),
        ]
        write_artifacts(out, files, MANIFEST)
        note(f"wrote {len(files)} files; open {out / 'front.svg'}")
    if format_ == "table":
        from estate.rendering.studies.front_text import front_text

        say(front_text(front, terminal()))
    else:
        say_bytes(_data(front, loaded, format_))


def _data(front: Front, loaded: Loaded, format_: str) -> bytes:
    from estate.rendering.kit.as_json import to_text
    from estate.rendering.studies.front_json import front_csv, front_json

    if format_ == "csv":
        return front_csv(front).encode()
    return to_text(front_json(front, loaded.as_of)).encode()


def _explain_none(loaded: Loaded, problem: PlanningProblem, effort: str, format_: str) -> Status:
    """Say why there is no plan at all, and so no front."""
    from estate.cli.plan import EFFORTS, explain_none
    from estate.planning import Effort, NoRoadmap, plan_problem

    answer = plan_problem(problem, Effort(work=EFFORTS[effort]))
    if isinstance(answer, NoRoadmap):
        return explain_none(loaded, answer, "json" if format_ == "json" else "table")
    note("the search for the ends of the front found no plan; a greater --effort may")
    return Status.NONE_FOUND
