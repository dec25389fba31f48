"""`estate study robustness`: the same plan under sampled overruns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options, studying
from estate.cli.output import note, say, say_bytes, terminal, write_artifacts
from estate.cli.status import Status
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from datetime import date

    from estate.cli.load import Loaded
    from estate.planning import PlanningProblem
    from estate.portfolio.planned import PlannedRoadmap
    from estate.studies.robustness import Robustness, Triangle

    Plan = dict[str, tuple[str, int]]

MANIFEST = "robustness-manifest.json"
SHOWN = 15
MONTHS = (0.9, 1.0, 1.5)
COST = (0.9, 1.0, 1.4)


@click.command(name="robustness")
@options.workspace
@options.as_of
@options.output_format("table", "json", "csv")
@options.councils
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The plan to try (roadmap.json); without it one is made first.",
)
@click.option(
    "--months",
    type=(float, float, float),
    default=MONTHS,
    show_default=True,
    metavar="LOW MODE HIGH",
    help="Assumed: least, likeliest and most that a step takes, as a factor of its months.",
)
@click.option(
    "--cost",
    type=(float, float, float),
    default=COST,
    show_default=True,
    metavar="LOW MODE HIGH",
    help="Assumed: the same for its one-off money.",
)
@click.option(
    "--samples",
    type=click.IntRange(100, 100_000),
    default=2_000,
    show_default=True,
    metavar="N",
    help="How often to draw.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=1,
    show_default=True,
    metavar="N",
    help="Where the draws begin: the same seed gives the same answer.",
)
@click.option("--all", "everything", is_flag=True, help=f"List all, not the {SHOWN} least firm.")
@studying.effort
@studying.out_folder
def robustness_command(
    path: Path,
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    plan_file: Path | None,
    months: tuple[float, float, float],
    cost: tuple[float, float, float],
    samples: int,
    seed: int,
    everything: bool,
    effort: str,
    out: Path | None,
) -> int:
    """Let work overrun at random, and say how firm each date is.

    The plan stays as it is; each step takes longer or shorter and costs more or less, by
    factors that are assumed and not known. What waits for a late step is late too; freezes and
    the places of platforms put it off further. How much overruns is for you to say, best from
    your own finished projects. docs/whatif.md gives every rule.

    \b
        estate study robustness inventories --council strathallan
        estate study robustness inventories --plan build/roadmap.json
        estate study robustness inventories --months 0.95 1 1.8 --cost 1 1.1 1.6 --samples 10000
        estate study robustness inventories --plan build/roadmap.json --out build/robustness
    """
    from estate.cli.load import load
    from estate.studies.robustness import Overruns, robustness

    overruns = Overruns(_triangle("--months", months), _triangle("--cost", cost), samples, seed)
    before = _read(plan_file)
    loaded = load(path, as_of or (before.as_of if before else None), whole=True)
    found = _plan(loaded, councils, before, effort)
    if found is None:
        return Status.NO_ROADMAP
    problem, choices = found
    points = _milestones(loaded, problem, choices)
    answer = robustness(problem, choices, overruns, points)
    _deliver(answer, problem, loaded, (format_, None if everything else SHOWN, plan_file), out)
    return Status.SOUND


def _triangle(option: str, factors: tuple[float, float, float]) -> Triangle:
    """Return the distribution of three factors.

    Raises:
        UsageFault: when they are out of order or beyond reason.
    """
    from estate.studies.robustness import Triangle

    low, mode, high = factors
    if not 0.1 <= low <= mode <= high <= 10:  # noqa: PLR2004  # a tenth to ten times as much
        raise UsageFault(
            f"{option} takes three factors from 0.1 to 10 in rising order, such as 0.9 1 1.5; "
            f"here are {low:g} {mode:g} {high:g}"
        )
    return Triangle(low, mode, high)


def _read(file: Path | None) -> PlannedRoadmap | None:
    from estate.reading.plan_file import read_plan

    return None if file is None else read_plan(file)


def _plan(
    loaded: Loaded, councils: tuple[str, ...], before: PlannedRoadmap | None, effort: str
) -> tuple[PlanningProblem, Plan] | None:
    from estate.planning import problem_of

    if before is None:
        chosen = options.known_councils(councils, loaded.portfolio)
        with studying.solving(1, None, "planning") as solve_all:
            base = studying.base_plan(loaded, chosen, effort, solve_all)
        return None if base is None else (base.problem, base.choices)
    named = [step.system for step in before.steps] + [kept.system for kept in before.kept]
    own = {name.partition("/")[0] for name in named}
    chosen = options.known_councils(councils or tuple(sorted(own)), loaded.portfolio)
    problem = problem_of(loaded.graph, loaded.as_of, chosen)
    return problem, _choices(problem, before)


def _choices(problem: PlanningProblem, before: PlannedRoadmap) -> Plan:
    """Return a plan's choices in a problem; what it breaks of the record is said.

    Raises:
        UsageFault: when the plan is of another estate or an older record of this one.
    """
    from estate.planning.judging.verify import violations

    found: Plan = {}
    for step in before.steps:
        case = problem.by_id.get(step.system)
        if case is None and step.system.partition("/")[0] not in problem.councils:
            continue
        if case is None or step.option not in {option.id for option in case.options}:
            raise UsageFault(
                f"the plan has {step.system}: {step.option}, which the record does not offer now: "
                "plan again, or continue it with `estate plan --from`"
            )
        found[step.system] = (step.option, problem.calendar.month_of(step.start))
    broken = violations(problem, found)
    if broken:
        count = len(broken)
        note(f"the plan breaks {count} rules of the record as it stands; first: {broken[0].words}")
    return found


def _milestones(
    loaded: Loaded, problem: PlanningProblem, choices: Plan
) -> dict[str, list[tuple[str, int]]]:
    """Return the recorded milestones of the steps that are still to come, by month."""
    from estate.portfolio import SystemRef

    found: dict[str, list[tuple[str, int]]] = {}
    for system, (option, _) in choices.items():
        recorded = loaded.portfolio.system(SystemRef.parse(system)).options.get(option)
        dated = [
            (point.name, problem.calendar.month_of(point.due))
            for point in (recorded.milestones if recorded else ())
            if point.due is not None and point.reached is None
        ]
        if dated:
            found[system] = dated
    return found


def _deliver(
    found: Robustness,
    problem: PlanningProblem,
    loaded: Loaded,
    asked: tuple[str, int | None, Path | None],
    out: Path | None,
) -> None:
    from estate.rendering.kit.as_json import to_text
    from estate.rendering.studies.robustness_text import (
        robustness_csv,
        robustness_json,
        robustness_text,
    )

    format_, most, file = asked
    calendar, source = problem.calendar, file.as_posix() if file else None
    data = robustness_json(found, calendar, loaded.as_of, source, loaded.where)
    texts = {"json": to_text(data), "csv": robustness_csv(found, calendar)}
    if out is not None:
        from estate.rendering.canvas.svg import standalone
        from estate.rendering.kit.artifact import Artifact
        from estate.rendering.studies.robustness_svg import robustness_svg

        picture = standalone(robustness_svg("robustness", found, calendar))
        files = [
            Artifact.text("robustness.json", "application/json", texts["json"]),
            Artifact.text("robustness.csv", "text/csv", texts["csv"]),
            Artifact("robustness.svg", "image/svg+xml", picture),
        ]
        write_artifacts(out, files, MANIFEST)
        note(f"wrote {len(files)} files; open {out / 'robustness.svg'}")
    if format_ == "table":
        say(robustness_text(found, calendar, terminal(), loaded.where, most))
    else:
        say_bytes(texts[format_].encode())
