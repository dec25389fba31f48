"""`estate map`: pictures of the estate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.map_files import ENDINGS, Origin, deliver
from estate.cli.map_plan import Month, fits, fits_a_plan, moments, view_of_plan
from estate.cli.status import Status
from estate.diagnostics import UsageFault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from estate.cli.load import Loaded
    from estate.portfolio import Inventory

PLANNED = ("roadmap", "cost", "burndown", "people", "plateaus")
NAMES = (
    "landscape",
    "neighbourhood",
    "flows",
    "blast",
    "risk",
    "heatmap",
    "dsm",
    "trend",
    *PLANNED,
)
COLOURS = ("risk", "interop", "supplier", "contract")
KNOWN_ENDINGS = {"mermaid": "mermaid", "gv": "dot"} | {end: name for name, end in ENDINGS.items()}
DEEPEST = 20


@click.command(name="map")
@click.argument("view", type=click.Choice(NAMES))
@options.workspace
@options.as_of
@options.councils
@click.option(
    "--focus",
    metavar="COUNCIL/SYSTEM",
    help="What neighbourhood and blast are about; platform:ID for a shared platform.",
)
@click.option(
    "--depth",
    type=click.IntRange(1, DEEPEST),
    metavar="N",
    help="How many steps a neighbourhood goes.  [default: 1]",
)
@click.option(
    "--capability",
    "capabilities",
    multiple=True,
    metavar="PATTERN",
    help="Only systems with such a capability: social.*; may be given more than once.",
)
@click.option("--data-class", metavar="ID", help="Only flows that carry this class of data.")
@click.option("--standard", metavar="ID", help="Only flows by this standard.")
@click.option(
    "--colour-by",
    type=click.Choice(COLOURS),
    help="What colours, borders and words in boxes say.  [default: risk]",
)
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The plan that roadmap, cost, burndown, people and plateaus are of, the roadmap.json that "
    "`estate plan` writes; landscape is drawn later on in it, with --at or --plateau.",
)
@click.option("--at", type=Month(), metavar="MONTH", help="On the first day of MONTH: 2028-04.")
@click.option(
    "--plateau",
    type=click.IntRange(0, 24),
    metavar="N",
    help="At plateau N of the plan, of one council's own part where --council names one.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(ENDINGS)),
    help="How to draw; without it, what FILE ends in.  [default: svg]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="PLACE",
    help="A file such as tax.svg, or a folder; a text that says the same is written beside it.",
)
def map_command(
    view: str,
    path: Path,
    as_of: date | None,
    councils: tuple[str, ...],
    focus: str | None,
    depth: int | None,
    capabilities: tuple[str, ...],
    data_class: str | None,
    standard: str | None,
    colour_by: str | None,
    plan_file: Path | None,
    at: date | None,
    plateau: int | None,
    format_: str | None,
    out: Path | None,
) -> int:
    """Draw the estate: what there is, what is around a system, where data flows, what may fail.

    VIEW is landscape (every system, with an overview where there are many), neighbourhood (one
    system and what is around it), flows (of personal data, or one data class or standard), blast
    (what a failure can touch), risk (likelihood against impact), dsm (the dependency structure
    matrix) or trend (risk by quarter if nothing is done). Every picture has a text that says the
    same: --format text. docs/map.md shows each.

    \b
        estate map landscape inventories --out maps
        estate map neighbourhood inventories --focus strathallan/council-tax --depth 2 --out tax.svg
        estate map blast inventories --focus platform:seemis --format text
        estate map flows inventories --council strathallan --format mermaid
        estate map landscape inventories --council strathallan --colour-by contract > map.svg
        estate map landscape inventories --plan build/roadmap.json --plateau 2 --out maps
        estate map roadmap inventories --plan build/roadmap.json --format pdf --out maps
    """
    given = {
        "focus": focus,
        "depth": depth,
        "council": councils,
        "capability": capabilities,
        "data-class": data_class,
        "standard": standard,
        "colour-by": colour_by,
        "plan": plan_file,
    }
    chosen = _format(view, format_, out)
    _fits(view, given)
    if view in PLANNED:
        fits_a_plan(view, (plan_file, at, plateau), as_of)
    else:
        fits((plan_file, at, plateau), as_of, colour_by)
    from estate.cli.load import load
    from estate.reading.plan_file import read_plan
    from estate.rendering.maps import Ask, draw

    planned = None if plan_file is None else read_plan(plan_file)
    loaded = load(path, planned.as_of if planned else as_of)
    catalogue = loaded.portfolio.catalogue
    members = _members(loaded, councils, capabilities)
    ask = Ask(
        loaded.graph,
        loaded.as_of,
        members,
        None if focus is None else options.known_node(focus, loaded.portfolio),
        depth or 1,
        _known("data class", data_class, catalogue.data_classes),
        _known("standard", standard, catalogue.standards),
        colour_by or "risk",
        None
        if planned is None or view in PLANNED
        else moments(loaded, planned, tuple(members), (at, plateau)),
        view_of_plan(loaded, plan_file) if plan_file and view in PLANNED else None,
    )
    deliver(draw(view, ask), chosen, out, _origin(loaded))
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _origin(loaded: Loaded) -> Origin:
    from estate import __version__
    from estate.cli.material import trail_of

    return Origin(
        loaded.as_of,
        {
            "as_of": loaded.as_of.isoformat(),
            "input_sha256": trail_of(loaded).digest,
            "made_by": f"estate {__version__}",
        },
    )


def _format(view: str, asked: str | None, out: Path | None) -> str:
    """Return the format asked for, or what the file's ending says, or SVG."""
    from estate.rendering.maps import VIEWS

    ending = KNOWN_ENDINGS.get(out.suffix.lower().lstrip(".")) if out else None
    if out and out.suffix and not (asked or ending or out.is_dir()):
        endings = ", ".join(f".{name}" for name in ENDINGS.values())
        raise UsageFault(
            f"nothing is written as {out.suffix}: end {out.name} in one of {endings}, or give "
            "--format"
        )
    if asked and ending and asked != ending and out and not out.is_dir():
        raise UsageFault(f"{out.name} is for {ending}, and --format asks for {asked}")
    chosen = asked or ending or "svg"
    if chosen not in VIEWS[view].formats:
        formats = ", ".join(VIEWS[view].formats)
        raise UsageFault(f"{view} is a chart, which {chosen} cannot hold; there are: {formats}")
    return chosen


def _fits(view: str, given: Mapping[str, object]) -> None:
    """Refuse options that a view does not take, and ask for what it needs."""
    from estate.rendering.maps import VIEWS

    takes = VIEWS[view].takes
    for name, value in given.items():
        if value and name not in takes:
            others = [other for other, one in VIEWS.items() if name in one.takes]
            raise UsageFault(f"{view} takes no --{name}; it is for {', '.join(others)}")
    if "focus" in takes and not given["focus"]:
        raise UsageFault(f"{view} needs --focus COUNCIL/SYSTEM, or --focus platform:ID")
    if given["data-class"] and given["standard"]:
        raise UsageFault("--data-class and --standard do not go together: ask for one")


def _members(
    loaded: Loaded, councils: tuple[str, ...], patterns: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Return the systems chosen, by council.

    Raises:
        UsageFault: when there is no such council, or a pattern fits no system.
    """
    from estate.query.globs import matcher

    portfolio = loaded.portfolio
    chosen = options.known_councils(councils, portfolio)
    tests = [matcher(pattern) for pattern in patterns]
    members = {
        council: tuple(
            f"{council}/{key}"
            for key, system in sorted(portfolio.councils[council].systems.items())
            if not tests or any(test(name) for test in tests for name in system.capabilities)
        )
        for council in chosen
    }
    if any(members.values()):
        return {council: own for council, own in members.items() if own or not tests}
    if not patterns:
        raise UsageFault("no system is recorded, so there is nothing to draw")
    known = {name for council in portfolio.councils.values() for name in _capabilities(council)}
    hint = f" ({asked})" if (asked := did_you_mean(patterns[0], known, 3)) else ""
    raise UsageFault(f"no system chosen has a capability like {', '.join(patterns)}{hint}")


def _capabilities(council: Inventory) -> Iterator[str]:
    for system in council.systems.values():
        yield from system.capabilities


def _known(kind: str, asked: str | None, known: Iterable[str]) -> str | None:
    """Return an id of the catalogue as asked.

    Raises:
        UsageFault: when it is not there.
    """
    every = sorted(known)
    if asked is None or asked in every:
        return asked
    hint = did_you_mean(asked, every, 3)
    raise UsageFault(f"there is no {kind} '{asked}'" + (f"; {hint}" if hint else ""))
