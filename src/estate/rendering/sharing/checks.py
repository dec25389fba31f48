"""What was found in packs that were received, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.diagnostics import Severity
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.tables import SEVERITY_INKS
from estate.rendering.kit.terminal import Cell, Column, Terminal, table
from estate.rendering.kit.words import plural
from estate.sharing.checking import NO_SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from estate.sharing.checking import Checked

HASH_SHOWN = 16
"""Letters of a hash that are shown."""


def checked_text(packs: Sequence[Checked], on: date, terminal: Terminal) -> str:
    """Return a line a pack, what was found in each, and the count."""
    columns = (
        Column("Pack", least=14),
        Column("Council", least=8),
        Column("Level"),
        Column("As of"),
        Column("Days old", right=True),
        Column("Agreed until"),
        Column("SHA-256"),
        Column("Found"),
    )
    lines = table(columns, [_row(each, on) for each in packs], terminal)
    found = [line for each in packs for line in _findings(each, terminal)]
    lines += ["", *found] if found else []
    lines += ["", *terminal.wrap(NO_SIGNATURE), tally(packs)]
    return "\n".join(lines) + "\n"


def tally(packs: Sequence[Checked]) -> str:
    """Return `3 packs, 2 of them can be used: 1 error, 0 warnings, 2 notes`."""
    counts = Counter(found.severity for each in packs for found in each.findings)
    said = ", ".join(plural(counts[severity], severity.value) for severity in Severity)
    usable = sum(each.usable for each in packs)
    return f"{plural(len(packs), 'pack')}, {usable:,} of them can be used: {said}"


def _row(checked: Checked, on: date) -> list[str | Cell]:
    pack, file = checked.file.pack, checked.file
    name = file.path.rpartition("/")[2]
    worst = checked.findings[0].severity if checked.findings else None
    found = Cell(worst.value, SEVERITY_INKS[worst]) if worst else "sound"
    if pack is None:
        return [name, "?", "?", "?", "?", "?", (file.sha256 or "?")[:HASH_SHOWN], found]
    manifest = pack.manifest
    return [
        name,
        manifest.council,
        manifest.level,
        str(manifest.as_of),
        f"{(on - manifest.as_of).days:,}",
        str(manifest.agreement.expires),
        manifest.content_sha256[:HASH_SHOWN],
        found,
    ]


def _findings(checked: Checked, terminal: Terminal) -> list[str]:
    lines, path = [], terminal.plain(checked.file.path)
    for found in checked.findings:
        kind = terminal.paint(f"{found.severity} {found.code}", *SEVERITY_INKS[found.severity])
        lines.append(f"{path}: {kind}: {terminal.plain(found.message)}")
        if found.hint:
            lines += terminal.wrap(found.hint, indent="        ", first="  hint: ", hyphens=False)
    return lines


def checked_json(packs: Sequence[Checked], on: date) -> str:
    """Return the same as JSON: `as_of`, and for each file its findings and what it says it is."""
    return to_text(
        {
            "as_of": str(on),
            "signed": False,
            "packs": [_entry(each, on) for each in packs],
            "counts": {
                severity.value: sum(
                    found.severity is severity for each in packs for found in each.findings
                )
                for severity in Severity
            },
        }
    )


def _entry(checked: Checked, on: date) -> dict[str, object]:
    pack = checked.file.pack
    entry: dict[str, object] = {
        "path": checked.file.path,
        "file_sha256": checked.file.sha256,
        "usable": checked.usable,
        "findings": [
            {
                "code": found.code,
                "severity": found.severity.value,
                "message": found.message,
                "hint": found.hint,
            }
            for found in checked.findings
        ],
        "manifest": None,
    }
    if pack is not None:
        entry["manifest"] = pack.manifest.model_dump(mode="json")
        entry["age_days"] = (on - pack.manifest.as_of).days
        entry["systems"] = len(pack.content.systems)
        entry["contracts"] = len(pack.content.contracts)
    return entry
