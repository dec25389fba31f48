"""`estate products update`: support dates from what is published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import edits, options
from estate.cli.output import note, say, terminal, write_plain_files
from estate.cli.status import Status
from estate.diagnostics import EnvironmentFault, Severity, UsageFault, likely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.editing import Edit
    from estate.portfolio import Portfolio
    from estate.portfolio.published import Published
    from estate.portfolio.support_changes import SupportUpdate
    from estate.reading import Reading


@click.group(name="products")
def products_command() -> None:
    """Bring what the catalogue says of products up to date."""


@products_command.command(name="update")
@options.workspace
@click.option(
    "--from",
    "from_",
    metavar="FILE|URL",
    help="An answer of endoflife.date, version 1: a file, or an address that begins with https. "
    "Without it, the snapshot that the program carries; nothing is fetched then.",
)
@click.option("--save", metavar="PATH", help="Keep the answer in this file, or dated in a folder.")
@click.option("--product", "only", multiple=True, metavar="ID", help="Only this product.")
@click.option("--add-versions", is_flag=True, help="Add releases that systems use.")
@click.option("--all-versions", multiple=True, metavar="ID", help="Add all releases of a product.")
@click.option(
    "--overwrite", is_flag=True, help="Change dates from other sources, or looked up later, too."
)
@click.option("--confirm", is_flag=True, help="Renew source and day of dates that are unchanged.")
@edits.dry_run
@options.output_format("table", "json")
def update_command(
    path: Path,
    *,
    from_: str | None,
    save: str | None,
    only: tuple[str, ...],
    add_versions: bool,
    all_versions: tuple[str, ...],
    overwrite: bool,
    confirm: bool,
    dry_run: bool,
    format_: str,
) -> int:
    """Bring support dates up to date with endoflife.date.

    Says what changes and for which systems, then writes it; comments and order stay.

    \b
        estate products update --dry-run
        estate products update --from answer.json
        estate products update --from https://endoflife.date/api/v1/products/full --save .
        estate products update --add-versions --product windows-server

    A product is found by `endoflife = "ID"` in the catalogue, or by exactly one of its names.
    """
    from estate.editing.products import Asked, update

    reading, portfolio = _opened(path)
    asked = Asked(
        products=_known(only, portfolio),
        add_used=add_versions,
        add_all=_known(all_versions, portfolio),
        overwrite=overwrite,
        confirm=confirm,
    )
    published = _published(from_, None if dry_run else save)
    result = update(portfolio, published, asked)
    if format_ == "table":
        from estate.rendering.records.support_update import update_text

        say(update_text(result, published, terminal()) + "\n" * bool(result.changes))
    status = _write(reading, result, dry_run=dry_run, shown=format_ == "table")
    if format_ == "json":
        from estate.rendering.kit.as_json import to_text
        from estate.rendering.records.support_update import update_json

        say(to_text(update_json(result, published)))
    return status if reading.sound else Status.FINDINGS


def _opened(path: Path) -> tuple[Reading, Portfolio]:
    """Read the workspace; list what of it cannot be read, since that is not brought up to date."""
    from estate.cli.load import list_findings

    reading = edits.opened(path)
    list_findings([each for each in reading.findings if each.severity is Severity.ERROR], reading)
    if reading.portfolio is None:
        raise UsageFault(f"{path} cannot be read as an estate")
    return reading, reading.portfolio


def _known(asked: tuple[str, ...], portfolio: Portfolio) -> frozenset[str]:
    products = portfolio.catalogue.products
    for name in asked:
        if name not in products:
            close = likely(name, products)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise UsageFault(f"the catalogue has no product '{name}'.{hint}")
    return frozenset(asked)


def _published(from_: str | None, save: str | None) -> Published:
    """Return what is published, read or fetched; keep a copy where one is asked for."""
    from estate.reading.endoflife import FULL, parse, shipped_snapshot
    from estate.reading.endoflife_fetch import fetch

    if from_ is None:
        shown, raw = shipped_snapshot()
        published = parse(raw, shown)
        count = len(published.products)
        note(
            f"the program carries dates of {published.on} for {count} products; all: --from {FULL}"
        )
    else:
        raw = fetch(from_)
        published = parse(raw, from_)
    if save is not None:
        _keep(Path(save), raw, published)
    return published


def _keep(place: Path, raw: bytes, published: Published) -> None:
    """Keep an answer, so that the change can be repeated without the network."""
    file = place / f"endoflife-{published.on}.json" if place.is_dir() else place
    try:
        same = file.exists() and file.read_bytes() == raw
    except OSError as fault:
        raise EnvironmentFault(f"cannot read {file}: {fault.strerror}") from fault
    if file.exists() and not same:
        raise UsageFault(f"{file} is there already, and is something else; choose another name")
    if not same:
        write_plain_files(file.parent, {file.name: raw})
    note(f"the answer is kept in {file}")


def _write(reading: Reading, result: SupportUpdate, *, dry_run: bool, shown: bool) -> int:
    changed = list(_edits(reading, result))
    if not changed:
        return Status.SOUND  # the report has said so, and what else is to be done
    return edits.apply(reading, changed, dry_run=dry_run, shown=shown)


def _edits(reading: Reading, result: SupportUpdate) -> Iterable[Edit]:
    """Yield the edit of each file that has products whose versions change."""
    from estate.editing import edit
    from estate.editing.products import key_order, to_changes
    from estate.portfolio import CATALOGUE, Fact

    by_file: dict[str, list[tuple[tuple[str | int, ...], object]]] = {}
    for path, value in to_changes(result):
        span = reading.locate(Fact(CATALOGUE, path[:2]))
        if span is not None:
            by_file.setdefault(span.path, []).append((path, value))
    for name, changes in sorted(by_file.items()):
        yield edit(name, reading.content(name) or b"", changes, key_order)
