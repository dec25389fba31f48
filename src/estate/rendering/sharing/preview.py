"""What a pack would be, before it is written: its manifest, and what each field looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Column, Terminal, table
from estate.rendering.kit.words import listing
from estate.rendering.sharing.words import HOW, manifest_lines, plain, values_at, withheld_rows
from estate.sharing.classes import class_of, reaches
from estate.sharing.places import PLACES

if TYPE_CHECKING:
    from estate.sharing.pack import Pack

_FIELDS = (
    Column("Field", least=24),
    Column("Class", least=8),
    Column("Told", least=10),
    Column("Known", right=True),
    Column("Such as", least=16),
)
_WITHHELD = (Column("Class", least=20), Column("Fields", right=True), Column("Why", least=16))


def preview_text(pack: Pack, shown: Terminal) -> str:
    """Return the manifest, each field with one of its values, and what is withheld."""
    title, *facts = manifest_lines(pack)
    lines = [shown.heading(title), ""]
    lines += [line for fact in facts for line in shown.wrap(fact, "  ", "", hyphens=False)]
    lines += ["", shown.heading("What it would tell"), "", *table(_FIELDS, _rows(pack), shown)]
    lines += _more(pack, shown)
    lines += ["", shown.heading("What is withheld, by class of field; records play no part"), ""]
    lines += table(_WITHHELD, withheld_rows(pack.manifest), shown)
    return "\n".join(lines) + "\n"


def _more(pack: Pack, shown: Terminal) -> list[str]:
    """Return the fields that a recipe and an agreement could add at this level; none, no lines."""
    told = {field.field for field in pack.manifest.fields}
    level = pack.manifest.level
    more = sorted(
        field for field in PLACES if field not in told and reaches(class_of(field).ceiling, level)
    )
    if not more:
        return []
    head = shown.heading("What could be told too, where recipe and agreement both name it")
    return ["", head, "", *shown.wrap(listing(more, len(more)), hyphens=False)]


def _rows(pack: Pack) -> list[list[str]]:
    rows = []
    for field in pack.manifest.fields:
        values = values_at(pack, field)
        example = plain(values[0]) if values else ""
        rows.append([field.field, field.kind, HOW[field.how], str(len(values)), example])
    return rows
