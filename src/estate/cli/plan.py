"""`estate plan`: the roadmap, its proof, and its page and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import note, say, terminal, write_artifacts
from estate.cli.status import Status
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from estate.cli.load import Loaded
    from estate.planning import NoRoadmap, Progress, Roadmap
    from estate.portfolio.planned import PlannedRoadmap

EFFORTS = {"quick": 3.0, "normal": 15.0, "thorough": 120.0}
"""Work that the search may spend, in the solver's deterministic time."""
SHOWN = 10
NOTHING_YET = "stopped: no plan had been found yet"


@click.command(name="plan")
@options.workspace
@options.as_of
@options.output_format("table", "json", "md", "csv")
@options.councils
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the site (index.html) and the plan (roadmap.json) into this folder.",
)
@click.option(
    "--from",
    "previous",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Continue the plan in this file (roadmap.json): keep what is under way and done, move "
    "little, and say what moved and why.",
)
@click.option(
    "--scenario",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Plan as the scenario in this file has it: docs/whatif.md shows how to write one.",
)
@click.option(
    "--plateaus",
    "most_plateaus",
    type=click.IntRange(1, 24),
    default=5,
    show_default=True,
    metavar="N",
    help="Show at most so many plateaus: the stable states between waves of change.",
)
@click.option(
    "--effort",
    type=click.Choice(list(EFFORTS)),
    default="normal",
    show_default=True,
    help="How long to look for a better plan: counted work, not time, so the same effort gives "
    "the same plan on any machine.",
)
@click.option(
    "--objective",
    type=click.Choice(["priced", "risk-first", "money-first"]),
    help="What the plan makes least: money with risk at its price; risk, and then money; or "
    "money, and then risk. Without it: `objective` in estate.toml, else priced.",
)
@click.option(
    "--status",
    "status",
    is_flag=True,
    help="Make no plan: hold the one of --plan, or the recorded steps' own dates, against what "
    "became of it: days, money, risk, benefits.",
)
@click.option(
    "--plan",
    "kept",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --status: the plan (roadmap.json) that is held against the record. With --why: the "
    "plan that is explained, without looking for a new one.",
)
@click.option(
    "--why",
    "why",
    metavar="COUNCIL/SYSTEM",
    help="Say all about one system, or platform:ID: the choice, every option, why now, why not "
    "earlier, what it waits for and frees.",
)
def plan_command(
    path: Path,
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    out: Path | None,
    effort: str,
    previous: Path | None,
    scenario: Path | None,
    most_plateaus: int,
    objective: str | None,
    status: bool,
    kept: Path | None,
    why: str | None,
) -> int:
    """Compute what to replace, in what order and with whom.

    Chooses for each system between keeping it and its recorded options, and a start for each, so
    that cost and risk over the horizon are least under budgets, people, contracts, freezes and
    dependencies. The answer states how far from the best possible it can be, and why each step
    stands where it does. docs/planning.md explains every term.

    \b
        estate plan
        estate plan inventories --out build
        estate plan inventories --council strathallan --effort quick
        estate plan inventories --out build --plateaus 3
        estate plan inventories --objective risk-first
        estate plan inventories --format json > roadmap.json
        estate plan inventories --from build/roadmap.json --out build/next
        estate plan inventories --scenario scenarios/budgets-cut.toml
        estate plan inventories --why strathallan/council-tax --plan build/roadmap.json
        estate plan inventories --status --plan build/roadmap.json --as-of 2027-06-30

    Ctrl-C stops the search and keeps the best plan so far.
    """
    from estate.cli.load import load
    from estate.cli.plan_status import plan_status, refuse_with_status, refuse_without_status
    from estate.cli.plan_why import plan_why
    from estate.cli.progress import interruptible
    from estate.cli.scenario import supposing
    from estate.planning import Roadmap

    if why is not None and out is not None:
        raise UsageFault("--why prints its answer and writes no files: leave one of the two out")
    if status:
        making = {"--scenario": scenario, "--from": previous, "--objective": objective}
        refuse_with_status({**making, "--why": why})
        return plan_status(path, as_of, councils, kept, format_, out)
    refuse_without_status(format_, None if why else kept)
    with interruptible() as signals:
        try:
            loaded = supposing(load(path, as_of, whole=True), scenario)
            chosen = options.known_councils(councils, loaded.portfolio)
            before = _before(previous)

            def found() -> Roadmap | NoRoadmap:
                return search(loaded, chosen, EFFORTS[effort], before, objective)

            told = None if why is None else plan_why(why, loaded, chosen, kept, format_, found)
            if isinstance(told, int):
                return signals.status or told
            answer = told or found()
        except KeyboardInterrupt:
            note(NOTHING_YET)
            return signals.status or Status.INTERRUPTED
    stop = (signals.status or Status.INTERRUPTED) if answer.stopped_early else Status.SOUND
    if isinstance(answer, Roadmap):
        drawn = _deliver(loaded, chosen, answer, format_, out, most_plateaus)
        return stop or drawn
    if stop:
        note(NOTHING_YET)
        return stop
    return explain_none(loaded, answer, format_)


def _before(previous: Path | None) -> PlannedRoadmap | None:
    from estate.reading.plan_file import read_plan

    return None if previous is None else read_plan(previous)


def search(
    loaded: Loaded,
    councils: tuple[str, ...],
    work: float,
    previous: PlannedRoadmap | None,
    objective: str | None,
) -> Roadmap | NoRoadmap:
    """Look for a plan; an interruption ends the search with the best there is."""
    from estate.cli.load import collect_again
    from estate.cli.progress import showing
    from estate.cli.scenario import decisions
    from estate.planning import Effort, plan

    collect_again()
    with showing() as show:
        show("reading")
        effort = Effort(work=work)
        return plan(
            loaded.graph,
            loaded.as_of,
            effort,
            _teller(show),
            councils,
            previous,
            objective,
            decisions(loaded),
        )


def _teller(show: Callable[[str], None]) -> Callable[[Progress], None]:
    def tell(progress: Progress) -> None:
        if progress.cost is None or progress.gap is None:
            show("planning: no plan yet that meets every date")
        else:
            show(
                f"planning: at {progress.cost:,}, at most {progress.gap:.2%} above the best "
                f"possible; {progress.iteration} tried"
            )

    return tell


def _deliver(
    loaded: Loaded,
    councils: tuple[str, ...],
    roadmap: Roadmap,
    format_: str,
    out: Path | None,
    most_plateaus: int,
) -> Status:
    """Write the roadmap to the folder asked for, and to standard output.

    A picture that could not be drawn is named, and makes the status that of the machine's faults:
    the pages stand without it, and say so.
    """
    from estate.cli.material import material_of
    from estate.cli.scenario import heading, marked
    from estate.cli.site import told_of, write_site
    from estate.rendering.kit.artifact import Artifact
    from estate.rendering.kit.as_json import to_text
    from estate.rendering.plan.building import view_of
    from estate.rendering.plan.plan_json import roadmap_json
    from estate.rendering.plan.text import plan_text

    view = view_of(loaded.graph, roadmap, most_plateaus)
    document = roadmap_json(roadmap, loaded.portfolio, loaded.as_of, loaded.where, view.plateaus)
    data = to_text(marked(document, loaded))
    missing: tuple[str, ...] = ()
    if out is not None:
        json = Artifact.text("roadmap.json", "application/json", data)
        if roadmap.stopped_early:
            # Who stops the search may be about to stop all of it: the plan is safe first.
            write_artifacts(out, (json,))
            gap = f"at most {roadmap.gap:.2%} above the best possible"
            note(f"stopped: the plan so far is {gap}; wrote {out / json.name}, pages follow")
        missing = write_site(material_of(loaded, councils, roadmap, view), out, json)
    say(data if format_ == "json" else heading(loaded) + plan_text(view, terminal(), SHOWN))
    return told_of(missing)


def explain_none(loaded: Loaded, answer: NoRoadmap, format_: str) -> Status:
    """Say why there is no plan, and return the status that says how sure that is."""
    from estate.cli.scenario import heading, marked
    from estate.planning import NoRoadmapStatus
    from estate.rendering.kit.as_json import to_text
    from estate.rendering.plan.plan_json import no_roadmap_json
    from estate.rendering.plan.text import no_roadmap_text

    if format_ == "json":
        say(to_text(marked(no_roadmap_json(answer, loaded.where), loaded)))
    else:
        say(heading(loaded) + no_roadmap_text(answer, terminal(), loaded.where))
    proven = answer.status is NoRoadmapStatus.INFEASIBLE
    return Status.NO_ROADMAP if proven else Status.NONE_FOUND
