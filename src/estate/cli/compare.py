"""`estate compare`: who runs what, until when, and what could be bought together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import compare_windows, options
from estate.cli.output import note, say, say_bytes, terminal, write_artifacts
from estate.cli.status import Status

if TYPE_CHECKING:
    from datetime import date

    from estate.rendering.compare_section import Compared, Section

MANIFEST = "compare-manifest.json"


@click.command(name="compare")
@options.workspace
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
    "--no-risk",
    "without_risk",
    is_flag=True,
    help="Leave out which systems are red-rated; it also saves time.",
)
@click.option(
    "--windows",
    "windows_for",
    metavar="CAPABILITY",
    help="Only the joint windows of this capability, or of several with commas, in full.",
)
@compare_windows.asking
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the page, the workbook, the pictures and the data into FOLDER.",
)
def compare_command(
    path: Path,
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    capabilities: tuple[str, ...],
    identity_file: Path | None,
    without_risk: bool,
    windows_for: str | None,
    out: Path | None,
    **asked: int,
) -> int:
    """Compare councils: who runs what, until when, and what could be bought together.

    A row for each capability: how many councils record a system for it, on which products they
    overlap, when the first contract ends, what it costs. Products and suppliers count as one by
    what the catalogue says of names, takeovers and parents; each match is shown with its reason.
    --format csv prints every system by capability and council. docs/compare.md has the rest.

    \b
        estate compare inventories
        estate compare inventories --capability 'revenues.*' --council dunarrow --council kirkmuir
        estate compare inventories --windows revenues.council-tax
        estate compare inventories --out build/compare
        estate compare inventories --identity same-names.toml --format json
    """
    from estate.cli.compare_windows import full_section as in_full
    from estate.cli.comparing import compared, sector_of_inventories
    from estate.cli.load import load
    from estate.rendering.compare_sections import sections

    loaded = load(path, as_of)
    settings = {"windows": compare_windows.asked(**asked)}
    sector = sector_of_inventories(loaded, councils, risk=not without_risk)
    made = compared(sector, capabilities, identity_file, settings)
    parts = sections(made) if windows_for is None else (in_full(made, windows_for),)
    _print(made, parts, format_)
    if out is not None:
        _write(made, parts, loaded.portfolio.workspace.name, out)
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _print(made: Compared, parts: tuple[Section, ...], format_: str) -> None:
    if format_ == "json":
        from estate.rendering.as_json import to_text
        from estate.rendering.compare_data import compared_json

        say_bytes(to_text(compared_json(made, parts)).encode())
    elif format_ == "csv":
        from estate.rendering.compare_data import main_csv

        say_bytes(main_csv(parts).encode())
    elif format_ == "md":
        from estate.rendering.compare_text import compared_markdown

        say_bytes(compared_markdown(parts).encode())
    else:
        from estate.rendering.compare_text import compared_text

        say(compared_text(parts, terminal()))


def _write(made: Compared, parts: tuple[Section, ...], name: str | None, out: Path) -> None:
    from estate.rendering.compare_files import INDEX, compared_files

    artifacts = compared_files(made, parts, f"{name or 'Councils'}: compared")
    write_artifacts(out, artifacts, MANIFEST)
    note(f"wrote {len(artifacts)} files; open {out / INDEX}")
