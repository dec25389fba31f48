"""A loss report: in short for a terminal, whole as Markdown or JSON."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.words import plural, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.rendering.exchange.loss import Loss, Lost

MOST = 6
"""As many kinds are named on a terminal."""


def loss_short(loss: Loss, report: str | None = None) -> str:
    """Return what is lost in a few lines, the most first; `report` is the file that says all."""
    if not loss.entries:
        return f"{loss.format} carries every fact that is recorded"
    first = f"{loss.format} could not carry {plural(loss.facts, 'fact')} of {_records(loss)}"
    most = sorted(loss.entries, key=lambda entry: (-entry.count, entry))[:MOST]
    lines = [f"  {entry.count:>6,}  {visible(entry.kind)}: {visible(entry.why)}" for entry in most]
    rest = len(loss.entries) - len(most)
    more = [f"          and {plural(rest, 'kind')} more"] if rest else []
    return "\n".join([first + (f"; all of it: {report}" if report else ""), *lines, *more])


def _records(loss: Loss) -> str:
    return plural(loss.records, "record")


def loss_markdown(loss: Loss, made: str = "") -> str:
    """Return the whole report as Markdown: a table of kinds, and then the records of each."""
    foot = f"\n---\n\nMade by {_cell(made)}\n" if made else ""
    title = f"# What {loss.format} could not carry\n"
    if not loss.entries:
        return f"{title}\nNothing: every fact that is recorded stands in the file.\n{foot}"
    lost = f"{plural(loss.facts, 'fact')} of {_records(loss)} did not go along."
    lines = [
        title,
        f"{lost} The inventory's files still hold them.\n",
        "| What | Records | Why |",
        "| --- | ---: | --- |",
        *(
            f"| {_cell(entry.kind)} | {entry.count:,} | {_cell(entry.why)} |"
            for entry in loss.entries
        ),
    ]
    for entry in loss.entries:
        lines += [f"\n## {_cell(entry.kind)}\n", *_places(entry)]
    return "\n".join(lines) + "\n" + foot


def _places(entry: Lost) -> Iterator[str]:
    """Yield the records of a kind, those of one council or catalogue in one line."""
    for owner, own in groupby(entry.records, _owner):
        names = ", ".join(_cell(record.removeprefix(owner).lstrip("/: ")) for record in own)
        yield f"- {_cell(owner)}: {names}" if names else f"- {_cell(owner)}"


def _owner(record: str) -> str:
    return re.split("[/:]", record, maxsplit=1)[0]


def _cell(text: str) -> str:
    """Return a text that is no markup inside a table or a list."""
    safe = visible(text).replace("\\", "\\\\")
    for sign in "|`*_<>[]#":
        safe = safe.replace(sign, f"\\{sign}")
    return safe


def loss_json(loss: Loss, trail: Mapping[str, str] | None = None) -> str:
    """Return the whole report as JSON."""
    return to_text(
        {
            **(trail or {}),
            "format": loss.format,
            "facts": loss.facts,
            "records": loss.records,
            "lost": [
                {
                    "kind": entry.kind,
                    "count": entry.count,
                    "why": entry.why,
                    "records": list(entry.records),
                }
                for entry in loss.entries
            ],
        }
    )
