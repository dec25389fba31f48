"""What bringing support dates up to date changes: for people, and for machines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from estate.rendering.kit.terminal import Cell, Column, Ink, Terminal, table
from estate.rendering.kit.words import day, listing, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.portfolio.published import Published
    from estate.portfolio.support_changes import (
        Affected,
        Difference,
        Recorded,
        SupportUpdate,
        Unmatched,
        Until,
        VersionChange,
    )

_WORDS = {
    "active_support_until": "active",
    "security_support_until": "security",
    "extended_support_until": "extended",
    "released": "released",
    "supported": "supported",
}
_INKS = {"sooner": (Ink.RED, Ink.BOLD), "later": (Ink.GREEN,)}
_NONE = "-"
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def update_text(result: SupportUpdate, published: Published, terminal: Terminal) -> str:
    """Return the report: what changes, for whom, what is left and what is not found; a count."""
    lines = terminal.wrap(f"Support dates from {published.source}, of {day(published.on)}.")
    for title, body in (
        ("Changes", _changes(result.changes, terminal)),
        ("Security updates for systems", _affected(result.affected, terminal)),
        ("Left as recorded", _left(result, terminal)),
        ("Not in the catalogue", _lacking(result, terminal)),
        ("Not found", [line for each in result.unmatched for line in _not_found(each, terminal)]),
    ):
        if body:
            lines += ["", terminal.heading(title), "", *body]
    return "\n".join([*lines, "", *terminal.wrap(_count(result))]) + "\n"


def _changes(changes: Sequence[VersionChange], terminal: Terminal) -> list[str]:
    columns = (
        Column("Product", least=12),
        Column("Version", least=8),
        Column("Support"),
        Column("Recorded"),
        Column("Published"),
    )
    rows = [row for change in changes for row in _change(change)]
    return table(columns, rows, terminal) if rows else []


def _change(change: VersionChange) -> Iterator[list[str | Cell]]:
    title = [change.product, f"{change.version} (new)" if change.is_new else change.version]
    if not change.differences:
        yield [*title, "nothing known" if change.is_new else "confirmed", "", ""]
    for index, each in enumerate(change.differences):
        yield [*(title if index == 0 else ("", "")), *_difference(each)]


def _difference(each: Difference) -> list[str]:
    return [_word(each), _value(each.old), _value(each.new)]


def _value(value: Recorded) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _NONE if value is None else str(value)


def _affected(affected: Sequence[Affected], terminal: Terminal) -> list[str]:
    columns = (
        Column("System", least=16),
        Column("Uses", least=12),
        Column("Was thought"),
        Column("Is"),
        Column(""),
    )
    rows: list[list[str | Cell]] = []
    for each in affected:
        way = direction(each)
        ends = [_until(each.before), _until(each.after)]
        rows.append([str(each.system), each.use, *ends, Cell(way, _INKS.get(way, ()))])
    return table(columns, rows, terminal) if rows else []


def _until(until: Until) -> str:
    if until.day is not None:
        return f"until {until.day}"
    return {None: "not known", True: "ended", False: "supported"}[until.ended]


def direction(affected: Affected) -> str:
    """Return `sooner` or `later` for the end of support, or that it is known or unknown now."""
    before, after = affected.before, affected.after
    if before.day is not None and after.day is not None:
        return "sooner" if after.day < before.day else "later"
    if after == type(after)():
        return "not known now"
    return "known now" if before == type(before)() else "known better"


def _left(result: SupportUpdate, terminal: Terminal) -> list[str]:
    lines = []
    for each in result.left:
        said = f"{each.product}@{each.version}: {each.because}; {_beside(each.differences)}."
        lines += terminal.wrap(said, indent="  ", first="")
    if any(one.new is not None for each in result.left for one in each.differences):
        lines += terminal.wrap("--overwrite takes over what is published.")
    return lines


def _beside(differences: Sequence[Difference]) -> str:
    """Return `published: active 2024-01-09, security 2029-01-09 (recorded: 2029-06-30)`."""
    if all(each.new is None for each in differences):
        return ", ".join(f"{_word(each)} {_value(each.old)} stays" for each in differences)
    said = [
        f"{_word(each)} {_value(each.new)}"
        + ("" if each.old is None else f" (recorded: {_value(each.old)})")
        for each in differences
    ]
    return f"published: {', '.join(said)}"


def _word(each: Difference) -> str:
    return _WORDS.get(each.key, each.key)


def _lacking(result: SupportUpdate, terminal: Terminal) -> list[str]:
    """Return what systems use that has no place in the catalogue yet, and how it gets one."""
    lines = []
    if result.addable:
        said = f"{listing(result.addable)}: systems use {_it(result.addable)}."
        lines += terminal.wrap(said, indent="  ", first="")
        lines += terminal.wrap("--add-versions adds what is published.")
    if result.absent:
        said = (
            f"{listing(result.absent)}: systems use {_it(result.absent)}; write "
            f"[products.{result.absent[0]}] with a name into a file of the catalogue."
        )
        lines += terminal.wrap(said, indent="  ", first="")
    return lines


def _it(several: Sequence[str]) -> str:
    return "it" if len(several) == 1 else "them"


def _not_found(each: Unmatched, terminal: Terminal) -> list[str]:
    what = each.product if each.version is None else f"{each.product}@{each.version}"
    hint = ""
    if each.near:
        path = (each.product,) if each.version is None else (each.product, "versions", each.version)
        header = f"[products.{'.'.join(map(_key, path))}]"
        meant = " or ".join(f'endoflife = "{name}"' for name in each.near)
        several = "one of these" if len(each.near) > 1 else each.near[0]
        hint = f"; if it is {several}, write {meant} in {header}"
    said = f"{what}: {each.because}{hint}."
    return terminal.wrap(said, indent="  ", first="", hyphens=False)


def _key(part: str) -> str:
    """Return a part of a key as TOML writes it."""
    return part if _BARE.fullmatch(part) else f'"{part}"'


def _count(result: SupportUpdate) -> str:
    """Return the counts in one or two sentences; apart from changes, only what there is."""
    new = sum(change.is_new for change in result.changes)
    changed = sum(bool(one.differences) and not one.is_new for one in result.changes)
    as_published = len(result.unchanged) + len(result.changes) - changed - new
    left = len({(each.product, each.version) for each in result.left})
    parts = [
        (changed, f"{plural(changed, 'version')} changed"),
        (new, f"{new:,} added"),
        (as_published, f"{as_published:,} as published"),
        (left, f"{left:,} left as recorded"),
        (len(result.unmatched), f"{len(result.unmatched):,} not found"),
    ]
    said = ", ".join([parts[0][1], *(words for count, words in parts[1:] if count)])
    systems = plural(len({each.system for each in result.affected}), "system")
    others = (
        f" {plural(len(result.others), 'application')} not looked for." if result.others else ""
    )
    return f"{said}; {systems} affected.{others}"


def update_json(result: SupportUpdate, published: Published) -> dict[str, Any]:
    """Return the same for machines: days as `2027-03-31`, null for what is not known."""
    return {
        "published": {"on": published.on.isoformat(), "source": published.source},
        "changes": [
            {
                "product": each.product,
                "version": each.version,
                "release": each.release,
                "new": each.is_new,
                "facts": [_fact(one) for one in (*each.differences, *each.stamps)],
            }
            for each in result.changes
        ],
        "left": [
            {
                "product": each.product,
                "version": each.version,
                "because": each.because,
                "facts": [_fact(one) for one in each.differences],
            }
            for each in result.left
        ],
        "not_found": [
            {
                "product": each.product,
                "version": each.version,
                "because": each.because,
                "near": list(each.near),
            }
            for each in result.unmatched
        ],
        "systems": [
            {
                "system": str(each.system),
                "use": each.use,
                "before": _until_json(each.before),
                "after": _until_json(each.after),
                "direction": direction(each),
            }
            for each in result.affected
        ],
        "unchanged": list(result.unchanged),
        "not_looked_for": list(result.others),
        "not_added": list(result.addable),
        "not_in_catalogue": list(result.absent),
    }


def _fact(each: Difference) -> dict[str, Any]:
    return {"key": each.key, "recorded": _plain(each.old), "published": _plain(each.new)}


def _plain(value: Recorded) -> str | bool | None:
    return value if value is None or isinstance(value, (bool, str)) else value.isoformat()


def _until_json(until: Until) -> dict[str, Any]:
    return {"until": _plain(until.day), "ended": until.ended}
