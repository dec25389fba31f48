"""`estate schema`: the JSON Schemas of the inventory's files."""

from __future__ import annotations

from pathlib import Path

import click

from estate.cli.output import say, write_plain_files

KINDS = ("agreement", "catalogue", "council", "estate", "recipe", "scenario")
PACK = "pack"


@click.command(name="schema")
@click.argument("kind", required=False, type=click.Choice((*KINDS, PACK)))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write all schemas of what people write into this folder instead of printing one.",
)
def schema_command(kind: str | None, out: Path | None) -> None:
    """Print the JSON Schema of a KIND of file.

    Files that people write: agreement, catalogue, council, estate, recipe, scenario. And pack, the
    share packs that programs write and read.

    \b
        estate schema council
        estate schema --out schemas

    An editor that understands TOML completes and explains every key, with its unit and an example,
    when the file's first line names the schema; `estate init` writes both:

    \b
        #:schema ../schemas/council.schema.json
    """
    from estate.rendering.records.json_schema import schema_text

    if out is not None:
        texts = {f"{name}.schema.json": schema_text(name).encode() for name in KINDS}
        write_plain_files(out, texts)
        say("\n".join(str(out / name) for name in texts))
        return
    if kind is None:
        raise click.UsageError(
            f"say which KIND: {', '.join((*KINDS, PACK))}; or use --out FOLDER for all"
        )
    say(schema_text(kind))
