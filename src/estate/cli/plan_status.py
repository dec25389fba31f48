"""`estate plan --status`: a plan against what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from estate.cli import options
from estate.cli.output import note, say, say_bytes, terminal, write_artifacts
from estate.cli.status import Status
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from estate.cli.load import Loaded
    from estate.portfolio.planned import PlannedRoadmap
    from estate.rendering.kit.artifact import Artifact
    from estate.tracking import Tracking

MANIFEST = "status-manifest.json"
ONLY_HERE = frozenset({"md", "csv"})
"""Formats that a plan's status has, and a plan has not."""


def refuse_without_status(format_: str, plan: Path | None) -> None:
    """Refuse what only goes with `--status`, or with `--why`.

    Raises:
        UsageFault: when such a format is asked of a plan, or a plan's file has no use.
    """
    if plan is not None:
        raise UsageFault("--plan goes with --status or --why; --from continues a plan")
    if format_ in ONLY_HERE:
        raise UsageFault(f"--format {format_} goes with --status; a plan prints table or json")


def refuse_with_status(given: Mapping[str, object]) -> None:
    """Refuse options, by their names, that `--status` would pass over.

    Raises:
        UsageFault: when one of them was given.
    """
    for name, value in given.items():
        if value is not None:
            verb = "explains" if name == "--why" else "makes"
            raise UsageFault(
                f"{name} {verb} a plan, and --status makes none: leave one of them out"
            )


def plan_status(
    path: Path,
    as_of: date | None,
    councils: tuple[str, ...],
    plan: Path | None,
    format_: str,
    out: Path | None,
) -> int:
    """Print how a plan stands against the record; with `out`, write all its forms and pictures.

    Without a plan's file the recorded steps are held against their own dates.

    Raises:
        UsageFault: when there is no such council, or the record is older than the plan.
        PlanFault: when the file is not a plan.
    """
    from estate.cli.load import load
    from estate.reading.plan_file import read_plan

    planned = None if plan is None else read_plan(plan)
    loaded = load(path, as_of)
    if planned is not None and loaded.as_of < planned.as_of:
        raise UsageFault(
            f"the plan is of {planned.as_of}, and the record is looked at as of {loaded.as_of}, "
            "before it: give --as-of with a later day"
        )
    tracking = _tracked(loaded, planned, options.known_councils(councils, loaded.portfolio))
    if out is not None:
        artifacts = _artifacts(tracking, loaded)
        write_artifacts(out, artifacts, MANIFEST)
        note(f"wrote {len(artifacts)} files into {out}")
    if format_ == "table":
        from estate.rendering.tracking.text import status_text

        say(status_text(tracking, terminal()))
    else:
        say_bytes(_content(tracking, loaded, format_).encode())
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _tracked(loaded: Loaded, planned: PlannedRoadmap | None, councils: tuple[str, ...]) -> Tracking:
    from estate.scoring import score
    from estate.tracking import track

    scores = score(loaded.graph, loaded.as_of, councils)
    return track(loaded.portfolio, scores, loaded.as_of, planned, councils)


def _content(tracking: Tracking, loaded: Loaded, format_: str) -> str:
    if format_ == "json":
        from estate.rendering.kit.as_json import to_text
        from estate.rendering.tracking.status_json import status_json

        return to_text(status_json(tracking, loaded.where))
    from estate.rendering.tracking.tables import status_csv, status_markdown

    return status_csv(tracking) if format_ == "csv" else status_markdown(tracking)


def _artifacts(tracking: Tracking, loaded: Loaded) -> tuple[Artifact, ...]:
    from estate.rendering.canvas.svg import standalone
    from estate.rendering.kit.artifact import Artifact
    from estate.rendering.tracking.chart import status_svg

    kinds = (("json", "application/json"), ("csv", "text/csv"), ("md", "text/markdown"))
    return (
        *(
            Artifact.text(f"status.{ending}", kind, _content(tracking, loaded, ending))
            for ending, kind in kinds
        ),
        Artifact("status.svg", "image/svg+xml", standalone(status_svg(tracking))),
    )
