"""`estate compare`: who runs what, until when, and what could be bought together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from estate.cli import compare_peers, compare_windows, options
from estate.cli.output import note, say, say_bytes, terminal, write_artifacts

if TYPE_CHECKING:
    from datetime import date

    from estate.rendering.comparing.section import Compared, Section

MANIFEST = "compare-manifest.json"


@click.command(name="compare")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@options.as_of
@options.output_format("table", "json", "csv", "md")
@options.councils
@click.option(
    "--capability",
    "capabilities",
    multiple=True,
    metavar="GLOB",
    help="Only capabilities like this, such as 'revenues.*'; may be given more than once.",
)
@click.option(
    "--identity",
    "identity_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Decisions about which products and suppliers are the same, and which are not.",
)
@click.option(
    "--part",
    "wanted",
    multiple=True,
    metavar="NAME",
    help="Only this part, such as matrix or windows; may be given more than once.",
)
@click.option(
    "--no-risk",
    "without_risk",
    is_flag=True,
    help="Leave out which systems are red-rated; it also saves time.",
)
@compare_peers.asking
@compare_windows.asking
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write page, workbook, pictures and data into FOLDER; with --candidate, a file.",
)
def compare_command(
    paths: tuple[Path, ...],
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    capabilities: tuple[str, ...],
    identity_file: Path | None,
    wanted: tuple[str, ...],
    without_risk: bool,
    like: str | None,
    rates: Path | None,
    out: Path | None,
    **asked: Any,  # noqa: ANN401  # what `question` takes apart
) -> int:
    """Compare councils: who runs what, until when, and what could be bought together.

    A row for each capability: how many councils record a system for it, on which products they
    overlap, when the first contract ends, what it costs. Products and suppliers count as one by
    what the catalogue says of names, takeovers and parents; each match is shown with its reason.
    --format csv prints every system by capability and council. docs/compare.md has the rest.

    PATH is a workspace, a share pack, or a folder of packs; a workspace and packs may be given
    together. Packs that cannot be used are named and left out, and the exit status is then 1.

    \b
        estate compare inventories
        estate compare inventories --capability 'revenues.*' --council dunarrow --council kirkmuir
        estate compare inventories --windows revenues.council-tax
        estate compare inventories --like strathallan
        estate compare inventories --candidate people.payroll --assume assumed.toml --out joint.toml
        estate compare inventories --out build/compare
        estate compare inventories --identity same-names.toml --format json
        estate compare packs
        estate compare inventories packs --part sources
    """
    from estate.cli.compare_candidate import write_candidate
    from estate.cli.compare_sources import given
    from estate.cli.comparing import compared
    from estate.rendering.comparing.sections import sections

    _known_parts(wanted)
    found = given(paths or (Path(),), as_of, councils, risk=not without_risk)
    question = compare_windows.question(**asked)
    settings = {
        "windows": question.asked,
        "sources": found.remarks,
        "counted": found.counts,
        **compare_peers.settings(found.sector, like, rates),
    }
    made = compared(found.sector, capabilities, identity_file, settings)
    if question.candidate is not None:
        write_candidate(made, question, out)
        return found.status
    if question.windows_for is not None:
        parts = compare_windows.print_windows(made, question.windows_for, format_)
    else:
        only = wanted or (compare_peers.ALIKE if like is not None and out is None else ())
        parts = sections(made, only)
        _print(made, parts, format_)
    if out is not None:
        _write(made, parts, found.name, out)
    return found.status


def _known_parts(wanted: tuple[str, ...]) -> None:
    from estate.diagnostics import UsageFault, did_you_mean
    from estate.rendering.comparing.sections import names

    for name in wanted:
        if name not in names():
            hint = did_you_mean(name, names()) or f"there are: {', '.join(names())}"
            raise UsageFault(f"a comparison has no part '{name}'; {hint}")


def _print(made: Compared, parts: tuple[Section, ...], format_: str) -> None:
    if format_ == "json":
        from estate.rendering.comparing.data import compared_json
        from estate.rendering.kit.as_json import to_text

        say_bytes(to_text(compared_json(made, parts)).encode())
    elif format_ == "csv":
        from estate.rendering.comparing.data import main_csv

        say_bytes(main_csv(parts).encode())
    elif format_ == "md":
        from estate.rendering.comparing.text import compared_markdown

        say_bytes(compared_markdown(parts).encode())
    else:
        from estate.rendering.comparing.text import compared_text

        say(compared_text(parts, terminal()))


def _write(made: Compared, parts: tuple[Section, ...], name: str | None, out: Path) -> None:
    from estate.rendering.comparing.files import INDEX, compared_files

    artifacts = compared_files(made, parts, f"{name or 'Councils'}: compared")
    write_artifacts(out, artifacts, MANIFEST)
    note(f"wrote {len(artifacts)} files; open {out / INDEX}")
