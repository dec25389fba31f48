"""`estate share`: a pack of a council, with what its agreement lets others see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from estate.cli import options
from estate.cli.output import complain, note, say, terminal, write_artifacts
from estate.cli.status import Status
from estate.diagnostics import EstateError, UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from estate.cli.load import Loaded
    from estate.portfolio.base import Noun
    from estate.reading.one_table import ReadTable
    from estate.sharing.ids import Key
    from estate.sharing.pack import Pack
    from estate.sharing.project import Request

F = TypeVar("F", bound="Callable[..., Any]")
N = TypeVar("N", bound="Noun")


class NotShared(EstateError):
    """Nothing has left; the message says why."""


def _file(name: str, help_: str) -> Callable[[F], F]:
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option(f"--{name}", name.replace("-", "_"), type=kind, metavar="FILE", help=help_)


@click.command(name="share")
@click.argument("council", metavar="[COUNCIL]", required=False)
@options.workspace
@click.option(
    "--level",
    type=click.Choice(("sector", "public")),
    help="Who is to see it: other councils and bodies of the sector, or anyone.",
)
@_file("recipe", "What the pack is for, which fields it asks for, and in which bands.")
@_file("agreement", "What the council agreed to; without one that holds, nothing leaves.")
@_file("key", "The council's key, from which the ids of its systems and contracts are made.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the pack into FOLDER.",
)
@click.option(
    "--since",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="PACK",
    help="A pack that the same readers have: no count is told whose change would tell of few.",
)
@click.option("--preview", is_flag=True, help="Show what would be told; write nothing.")
@_file("new-key", "Only make a new key in FILE, which must not be there yet.")
@options.as_of
def share_command(
    council: str | None,
    path: Path,
    level: str | None,
    recipe: Path | None,
    agreement: Path | None,
    key: Path | None,
    out: Path | None,
    since: tuple[Path, ...],
    preview: bool,
    new_key: Path | None,
    as_of: date | None,
) -> int:
    """Make a share pack of COUNCIL: what its agreement lets others see, and nothing else.

    A field is told by default, or where the recipe asks for it and the agreement names it too;
    never above its ceiling, which no file raises. Names of systems, notes, people, addresses, risks
    and vulnerabilities of named systems never leave. Ids are opaque: they come from a key that the
    council keeps, and stay the same while it does. Look at the preview first.

    \b
        estate share --new-key dunarrow.key
        estate share dunarrow inventories --level sector --recipe sharing/joint-buying.toml \\
            --agreement sharing/dunarrow.toml --key dunarrow.key --preview
        estate share dunarrow inventories --level sector --recipe sharing/joint-buying.toml \\
            --agreement sharing/dunarrow.toml --key dunarrow.key --out packs

    Written are COUNCIL.LEVEL.pack.json (the pack), .about.json (its manifest), .systems.csv,
    .contracts.csv and .md (the same, for reading); at level public .foi.md too, a draft of the
    answer to a request for information. The inventory itself, and the key, stay.
    """
    if new_key is not None:
        return _make_key(new_key)
    asked = {"COUNCIL": council, "--level": level, "--recipe": recipe, "--key": key}
    missing = [name for name, value in asked.items() if value is None]
    missing += [] if preview or out is not None else ["--out or --preview"]
    if missing:
        raise click.UsageError(f"missing: {', '.join(missing)}; see `estate share --help`")
    loaded = _sound(path, as_of)
    request = _request(loaded, str(council), str(level), recipe, agreement)
    pack = _pack(loaded, request, key)
    pack = _beside(pack, (*since, *_replaced(pack, out)))
    if preview or out is None:
        _show(pack)
        return Status.SOUND
    _write(pack, out)
    return Status.SOUND


def _make_key(file: Path) -> int:
    """Write a new random key, which only its owner may read."""
    import secrets

    from estate.cli.output import new_private_file
    from estate.reading.share_key import key_text
    from estate.sharing.ids import KEY_BYTES

    new_private_file(file, key_text(secrets.token_bytes(KEY_BYTES)))
    note(
        f"wrote {file}. Keep it outside the inventory and its git repository, and keep a copy: "
        "whoever has it can tell which system an id stands for, and without it ids change"
    )
    return Status.SOUND


def _sound(path: Path, as_of: date | None) -> Loaded:
    """Return the workspace, without a word about what is in it: logs leave councils too.

    Raises:
        NotShared: when it cannot be read whole, or is at fault.
    """
    from estate.cli.clock import as_of_date
    from estate.cli.load import Loaded, read_workspace

    reading = read_workspace(path)
    portfolio = reading.portfolio
    if portfolio is None:
        raise NotShared(f"{path} cannot be read as an estate; `estate check` says why")
    loaded = Loaded(reading, portfolio, as_of_date(as_of, portfolio.workspace.as_of))
    if loaded.errors:
        raise NotShared(
            "the record has faults, and nothing leaves until they are mended: `estate check` "
            "lists them"
        )
    return loaded


def _request(
    loaded: Loaded, council: str, level: str, recipe: Path | None, agreement: Path | None
) -> Request:
    """Return what is asked for, with the recipe and the agreement read.

    Raises:
        NotShared: when either is at fault; all faults have been listed.
        UsageFault: when there is no such council.
    """
    from estate.reading.agreement_file import read_agreement
    from estate.reading.recipe_file import read_recipe
    from estate.sharing.project import Request

    name = options.known_councils((council,), loaded.portfolio)[0]
    if recipe is None:
        raise UsageFault("say which recipe: --recipe FILE")
    asked = _read(read_recipe(recipe), "recipe").recipe
    agreed = None
    if agreement is not None:
        agreed = _read(read_agreement(agreement), "agreement").agreement
    return Request(name, "public" if level == "public" else "sector", asked, agreed)


def _read(read: ReadTable[N], what: str) -> N:
    if read.value is None:
        from estate.rendering.kit.tables import findings_text

        complain(findings_text(read.findings, terminal(error=True), read.source_line))
        raise NotShared(f"the {what} {read.path} cannot be read: nothing leaves")
    return read.value


def _pack(loaded: Loaded, request: Request, key: Path | None) -> Pack:
    from pydantic import ValidationError

    from estate.cli.clock import today
    from estate.reading.share_key import read_key
    from estate.sharing.project import project
    from estate.sharing.ruling import why_not

    days = [loaded.as_of]
    if not loaded.portfolio.workspace.illustrative:
        # `as_of` may stand in estate.toml for years, or be asked for: agreements end today.
        days.append(today())
    asked = (why_not(request.agreement, request.council, request.level, day) for day in days)
    refused = next((reason for reason in asked if reason is not None), None)
    if refused is not None:
        how = "" if request.agreement else " (--agreement FILE)"
        raise NotShared(f"{refused}{how}")
    if key is None:
        raise UsageFault("say which key: --key FILE")
    made: Key = read_key(key)
    try:
        return project(loaded.portfolio, request, made, loaded.as_of)
    except ValidationError as fault:
        # What does not fit is private until it is in a pack: its type is named, and no value.
        raise NotShared(
            f"a value of the record fits no place in a pack ({fault.title}): nothing leaves; "
            "leave its field out of the recipe, or mend the record"
        ) from None


def _replaced(pack: Pack, out: Path | None) -> tuple[Path, ...]:
    """Return the pack that this one takes the place of: whoever has it may have forgotten it."""
    if out is None:
        return ()
    file = out / f"{pack.manifest.council}.{pack.manifest.level}.pack.json"
    return (file,) if file.exists() else ()


def _beside(pack: Pack, since: tuple[Path, ...]) -> Pack:
    """Return a pack without the counts that packs its readers have already would give away.

    Raises:
        NotShared: when one of those cannot be read, or is another council's.
    """
    from estate.reading.pack_file import read_pack
    from estate.sharing.since import beside_earlier

    earlier = []
    for file in map(read_pack, since):
        if file.pack is None:
            reason = file.fault.message if file.fault else "it cannot be read"
            raise NotShared(f"{file.path}: {reason}; nothing leaves")
        if file.pack.manifest.council != pack.manifest.council:
            whose = file.pack.manifest.council
            raise NotShared(f"{file.path} is a pack of {whose}; nothing leaves")
        earlier.append(file.pack)
    return beside_earlier(pack, earlier)


def _show(pack: Pack) -> None:
    from estate.rendering.sharing.preview import preview_text

    say(preview_text(pack, terminal()))
    note("a preview: nothing was written")


def _write(pack: Pack, out: Path) -> None:
    """Write the pack's files, made from the bytes that leave and from nothing else.

    Raises:
        NotShared: when the pack would be too large to be read again.
    """
    from estate.rendering.sharing.files import pack_files
    from estate.sharing.canonical import canonical_bytes
    from estate.sharing.pack import MAX_PACK_BYTES, Pack

    content = canonical_bytes(pack)
    if len(content) > MAX_PACK_BYTES:
        raise NotShared(f"the pack would be larger than {MAX_PACK_BYTES:,} bytes: ask for less")
    files = pack_files(Pack.model_validate_json(content))
    name = f"{pack.manifest.council}.{pack.manifest.level}"
    write_artifacts(out, files, f"{name}.manifest.json")
    note(f"wrote {len(files)} files; the pack is {(out / f'{name}.pack.json').as_posix()}")
