"""A pack as files: its canonical JSON, its manifest, and the same as CSV and Markdown.

Only packs are accepted here, so that nothing can be shown that is not in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.findings.markdown import text
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.csv_text import csv_text
from estate.rendering.kit.words import visible
from estate.rendering.sharing.foi_answer import foi_markdown
from estate.rendering.sharing.words import (
    CONTRACT_COLUMNS,
    SYSTEM_COLUMNS,
    cell_of,
    manifest_lines,
    plain,
    told_columns,
    withheld_rows,
)
from estate.sharing.canonical import canonical_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.portfolio.base import Noun
    from estate.sharing.pack import Pack

JSON, CSV, MARKDOWN = "application/json", "text/csv", "text/markdown"


def pack_files(pack: Pack) -> tuple[Artifact, ...]:
    """Return the files of a pack; each is named for the council and the level."""
    name = f"{pack.manifest.council}.{pack.manifest.level}"
    content = pack.content
    # Anyone may ask for what a public pack tells: beside it lies the answer to give.
    answer = (
        (Artifact.text(f"{name}.foi.md", MARKDOWN, foi_markdown(pack)),)
        if pack.manifest.level == "public"
        else ()
    )
    return (
        Artifact(f"{name}.pack.json", JSON, canonical_bytes(pack)),
        Artifact(f"{name}.about.json", JSON, canonical_bytes(pack.manifest)),
        Artifact.text(f"{name}.systems.csv", CSV, _csv(SYSTEM_COLUMNS, content.systems)),
        Artifact.text(f"{name}.contracts.csv", CSV, _csv(CONTRACT_COLUMNS, content.contracts)),
        Artifact.text(f"{name}.md", MARKDOWN, pack_markdown(pack)),
        *answer,
    )


def _csv(columns: Sequence[str], records: Sequence[Noun]) -> str:
    rows = ([_seen(cell_of(each, column)) for column in columns] for each in records)
    return csv_text(columns, rows)


def _seen(value: object) -> object:
    """Return a cell in which nothing hides, such as a mark that turns the reading order round."""
    return visible(value) if isinstance(value, str) else value


def pack_markdown(pack: Pack) -> str:
    """Return a pack for reading: what it is, what was withheld, its systems and its contracts."""
    lines = [f"# {text(manifest_lines(pack)[0])}", ""]
    lines += [f"* {text(line)}" for line in manifest_lines(pack)[1:]]
    lines += ["", "## Withheld", ""]
    lines += _table(("class", "fields", "why"), withheld_rows(pack.manifest))
    for head, place, records in (
        ("Systems", "systems", pack.content.systems),
        ("Contracts", "contracts", pack.content.contracts),
    ):
        columns = told_columns(pack.manifest, place)
        rows = [[plain(getattr(each, column)) for column in columns] for each in records]
        lines += ["", f"## {head}", "", *_table(columns, rows)]
    return "\n".join(lines) + "\n"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    shown = [_line([head.replace("_", " ") for head in heads]), _line(["---"] * len(heads))]
    return shown + [_line([text(cell) for cell in row]) for row in rows]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
