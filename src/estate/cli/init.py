"""`estate init`: a new workspace, or what one still lacks."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli.output import say, write_missing_files
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from collections.abc import Sequence

RESERVED = frozenset({"catalogue", "estate"})
LONGEST = 80
"""Characters of an id."""
FEW = 5
"""Files that are there already and are named; of more, only the number."""


@click.command(name="init")
@click.argument(
    "path", metavar="[FOLDER]", default=".", type=click.Path(path_type=Path, file_okay=False)
)
@click.option(
    "--council",
    "councils",
    multiple=True,
    metavar="ID",
    help="Start a file for this council: lower-case letters, digits and hyphens. May be repeated.",
)
@click.option("--name", metavar="TEXT", help="The council's name; without it, made from the id.")
@click.option("--title", metavar="TEXT", help="A title for reports on the whole estate.")
def init_command(
    path: Path, councils: tuple[str, ...], name: str | None, title: str | None
) -> None:
    """Start an inventory in FOLDER, or add to one what it lacks. Nothing is overwritten.

    Writes estate.toml, a file for each council with examples to copy, the common vocabulary of
    capabilities, skills and standards, and what makes editors complete and explain every key.

    \b
        estate init our-estate --council strathallan --name "Strathallan Council"
        estate init . --council inverfirth
    """
    from estate.rendering.records.new_workspace import workspace_files

    named = _named(councils, name)
    _free_of_folders(path, named)
    contents = workspace_files(_plain("title", title), named)
    texts = {file: text.encode() for file, text in contents.items()}
    written, kept = write_missing_files(path, texts)
    say(_report(path, written, kept, list(named)))


def _named(councils: Sequence[str], name: str | None) -> dict[str, str]:
    """Return each council's name by its id.

    Raises:
        UsageFault: when an id cannot be one, or one name is given for several councils.
    """
    from estate.editing.file_names import checked_file_name

    if name is not None and len(councils) != 1:
        raise UsageFault("--name names one council: give one --council with it")
    for council in councils:
        checked_file_name(council)
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", council) or council in RESERVED:
            plain = unicodedata.normalize("NFKD", council.lower())
            made = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")
            made = made[:LONGEST].rstrip("-")
            usable = made and made not in RESERVED and made != council
            hint = f" Write --council {made}." if usable else ""
            raise UsageFault(
                f"'{council}' cannot be a council's id: lower-case letters, digits and hyphens, "
                f"{LONGEST} at most, and not a name with a meaning of its own.{hint}"
            )
    given = _plain("name", name)
    return {each: given or f"{each.replace('-', ' ').title()} Council" for each in councils}


def _plain(option: str, text: str | None) -> str | None:
    """Return a text that fits on one line.

    Raises:
        UsageFault: when it is empty or holds control characters.
    """
    if text is not None and not (text.strip() and text.isprintable()):
        raise UsageFault(f"--{option} should be a line of text")
    return text


def _free_of_folders(path: Path, councils: dict[str, str]) -> None:
    """See that no council has a folder already, beside which a file would be a second record.

    Raises:
        UsageFault: when one has.
    """
    for council in councils:
        if (path / "councils" / council).is_dir():
            raise UsageFault(f"{path / 'councils' / council} is there already: add files to it")


def _kept(kept: Sequence[str]) -> list[str]:
    """Name the files that were there, where they are few; else their number does."""
    from estate.rendering.kit.words import plural

    if len(kept) > FEW:
        return [f"{plural(len(kept), 'file')} already there, and left as they are"]
    return ["already there, and left as they are:", *(f"  {name}" for name in kept)]


def _report(path: Path, written: Sequence[str], kept: Sequence[str], councils: list[str]) -> str:
    from estate.rendering.kit.words import plural

    count = plural(len(written), "file")
    lines = [f"wrote {count} into {path.as_posix()}" if written else "nothing to add"]
    lines += [f"  {name}" for name in written]
    if kept:
        lines += _kept(kept)
    lines += ["", "next:"]
    if path != Path():
        lines.append(f"  cd {path.as_posix()}")
    council = councils[0] if councils else "COUNCIL"
    if not councils and not kept:
        lines.append("  estate init --council COUNCIL")
    lines.append(f'  estate add system {council}/ledger --name "General ledger"')
    lines.append("  estate check")
    return "\n".join(lines)
