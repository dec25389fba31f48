"""`estate check-new`: before buying, who already runs something for this."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, say_bytes, terminal
from estate.diagnostics import UsageFault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from estate.comparison.view import SectorView


@click.command(name="check-new")
@click.argument("capability")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@options.as_of
@options.output_format("table", "json", "md")
@click.option(
    "--council",
    metavar="ID",
    help="Who asks: what it has already, and when it could leave that, come first.",
)
@click.option(
    "--identity",
    "identity_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Decisions about which products and suppliers are the same, and which are not.",
)
def check_new_command(
    capability: str,
    paths: tuple[Path, ...],
    as_of: date | None,
    format_: str,
    council: str | None,
    identity_file: Path | None,
) -> int:
    """Before buying: who already runs something for CAPABILITY, and could it be joined.

    Who runs what, under which contract and framework, until when; which shared platforms provide
    it, from when and at what price; who needs it too; when several could leave together what they
    run; and what to ask whom. CAPABILITY is an id of the catalogue. PATH is a workspace, a share
    pack or a folder of packs, or several. docs/check-new.md has more.

    \b
        estate check-new social.alarm
        estate check-new social.alarm inventories --council strathallan
        estate check-new revenues.income inventories packs --format json
    """
    from estate.cli.compare_sources import given
    from estate.cli.comparing import compared
    from estate.comparison.check_new import prospect
    from estate.rendering.comparing.check_new_section import check_new_json, check_new_section

    source = given(paths or (Path(),), as_of, (), risk=False)
    sector = source.sector
    if council is not None:
        options.known_names((council,), sector.council_by_id)
    _known_capability(capability, sector)
    made = compared(sector, (), identity_file)
    found = prospect(sector, made.identity, capability, council)
    section = check_new_section(found, sector)
    if format_ == "json":
        from estate.rendering.kit.as_json import to_text

        say(to_text(check_new_json(found, section)))
    elif format_ == "md":
        from estate.rendering.comparing.text import compared_markdown

        say_bytes(compared_markdown((section,)).encode())
    else:
        from estate.rendering.comparing.check_new_text import check_new_text

        say(check_new_text(found, section, terminal()))
    return source.status


def _known_capability(capability: str, sector: SectorView) -> None:
    """Refuse what is no capability of the catalogue, nor of any council.

    Raises:
        UsageFault: with the ids, or plain names, that come near.
    """
    recorded: Mapping[str, object] = sector.catalogue.capabilities
    ids = {*recorded, *sector.capabilities}
    if capability in ids:
        return
    near = did_you_mean(capability, ids, 3) or _by_word(capability, sector)
    raise UsageFault(
        f"there is no capability '{capability}'. "
        + (f"{near[0].upper()}{near[1:]}" if near else "`estate list capabilities` lists all.")
    )


def _by_word(text: str, sector: SectorView) -> str | None:
    """Return a question about capabilities whose plain name has the word; None where none has."""
    word = text.casefold()
    found = [
        name
        for name, record in sorted(sector.catalogue.capabilities.items())
        if word in record.name.casefold() or word in name
    ]
    return f"did you mean {' or '.join(found[:3])}?" if found else None
