"""`estate schema`: the JSON Schemas of files that people write, and that programs read."""

from __future__ import annotations

from pathlib import Path

import click

from estate.cli.output import say, write_plain_files

KINDS = ("agreement", "catalogue", "council", "estate", "recipe", "scenario")
PACK = "pack"
WRITTEN = ("report", "roadmap")
"""What the program writes for other programs."""
EVERY = (*KINDS, PACK, *WRITTEN)


@click.command(name="schema")
@click.argument("kind", required=False, type=click.Choice(EVERY))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all schemas but that of packs into this folder instead of printing one.",
)
def schema_command(kind: str | None, out: Path | None) -> None:
    """Print the JSON Schema of a KIND of file.

    Files that people write: agreement, catalogue, council, estate, recipe, scenario. Files that
    programs write and read: pack, a share pack; report, what `estate report --format json` makes;
    roadmap, the plan that `estate plan` makes.

    \b
        estate schema council
        estate schema roadmap
        estate schema --out schemas

    An editor that understands TOML completes and explains every key, with its unit and an example,
    when the file's first line names the schema; `estate init` writes both:

    \b
        #:schema ../schemas/council.schema.json
    """
    if out is not None:
        texts = {f"{name}.schema.json": _text(name).encode() for name in (*KINDS, *WRITTEN)}
        write_plain_files(out, texts)
        say("\n".join(str(out / name) for name in texts))
        return
    if kind is None:
        raise click.UsageError(f"say which KIND: {', '.join(EVERY)}; or use --out FOLDER for all")
    say(_text(kind))


def _text(kind: str) -> str:
    if kind in WRITTEN:
        from estate.rendering.documents.schemas import written_schema_text

        return written_schema_text(kind)
    from estate.rendering.records.json_schema import schema_text

    return schema_text(kind)
