"""What the studies share: options, loading, and planning many problems at once."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from estate.cli.output import say, terminal
from estate.cli.plan import EFFORTS
from estate.cli.status import Status
from estate.diagnostics import EstateError, UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from estate.cli.load import Loaded
    from estate.planning import Effort, Roadmap
    from estate.studies.solving import Answer, SolveAll, Task

STOPPED = "stopped: nothing is shown before every plan is found"


class Interrupted(EstateError):
    """Ctrl-C ended a study before it had anything to show."""

    exit_status = Status.INTERRUPTED


class Terminated(EstateError):
    """SIGTERM ended a study before it had anything to show."""

    exit_status = Status.TERMINATED


F = TypeVar("F", bound="Callable[..., Any]")
TOML = ".toml"


def effort(command: F) -> F:
    """Add the option that says how hard to look for each plan."""
    return click.option(
        "--effort",
        type=click.Choice(list(EFFORTS)),
        default="quick",
        show_default=True,
        help="How long to look for each plan: counted work, not time.",
    )(command)


def out_folder(command: F) -> F:
    """Add the option that writes everything into a folder."""
    return click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Write the tables, the picture and the data into this folder too.",
    )(command)


def work(name: str) -> Effort:
    """Return the effort of a name."""
    from estate.planning import Effort

    return Effort(work=EFFORTS[name])


def base_plan(
    loaded: Loaded, councils: Sequence[str], name: str, solve_all: SolveAll
) -> Roadmap | None:
    """Return the plan of the record as it stands; None, and why, where there is none."""
    from estate.planning import Roadmap, problem_of
    from estate.rendering.plan.text import no_roadmap_text
    from estate.studies.solving import Task

    problem = problem_of(loaded.graph, loaded.as_of, councils)
    (answer,) = solve_all([Task(problem, work(name))])
    if isinstance(answer, Roadmap):
        return answer
    say(no_roadmap_text(answer, terminal(), loaded.where))
    return None


def workspace_and_files(paths: Sequence[Path]) -> tuple[Path, list[Path]]:
    """Return the workspace and the scenarios' files: folders stand for the files in them.

    The first path is the workspace where it is a folder; otherwise the folder one stands in is.

    Raises:
        UsageFault: when there is no scenario, or a folder without one.
    """
    rest = list(paths)
    workspace = rest.pop(0) if rest and rest[0].is_dir() else Path()
    files: list[Path] = []
    for path in rest:
        if not path.is_dir():
            files.append(path)
            continue
        inside = sorted(each for each in path.iterdir() if each.suffix == TOML)
        if not inside:
            raise UsageFault(f"there is no scenario in {path}: no file in it ends in {TOML}")
        files += inside
    if not files:
        raise UsageFault("say which scenarios: their files, or a folder of them, after WORKSPACE")
    return workspace, files


@contextmanager
def solving(workers: int | None, cluster: str | None, what: str) -> Iterator[SolveAll]:
    """Give what plans many problems, showing how far it is; Ctrl-C ends all of it.

    Raises:
        Interrupted: on Ctrl-C.
        Terminated: on SIGTERM.
    """
    from estate.cli.load import collect_again
    from estate.cli.progress import interruptible, showing
    from estate.cli.workers import crew
    from estate.studies.solving import solve

    collect_again()
    with interruptible() as signals:
        try:
            with crew(workers, cluster) as team, showing() as show:

                def solve_all(tasks: Sequence[Task]) -> list[Answer]:
                    return team.run(
                        solve, tasks, lambda done, of: show(f"{what}: {done} of {of} planned")
                    )

                yield solve_all
        except KeyboardInterrupt:
            ended = Terminated if signals.status is Status.TERMINATED else Interrupted
            raise ended(STOPPED) from None
