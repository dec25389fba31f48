"""Renaming follows every reference: all ids of the samples, and all that looks like them."""

from __future__ import annotations

import os
import shutil
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.documents import ROOT

from estate.checks import check
from estate.diagnostics import UsageFault
from estate.editing.addresses import Files, OwnFile
from estate.editing.rename import renaming
from estate.editing.verify import parsed
from estate.graph import build
from estate.portfolio import CATALOGUE, WORKSPACE, Catalogue, CouncilFile
from estate.reading import Reading, read
from estate.rendering.kit.as_json import scores_json, to_text
from estate.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST = None if os.environ.get("ESTATE_HYPOTHESIS") == "full" else 3
"""So many records of each table are renamed; all of them where properties are tried in full."""
MARK = "-q9"
"""What every new id ends in; nothing in the samples does."""
PATHS = ("strathallan.toml", "dunarrow", "norrasay.toml")
COUNCILS = ("strathallan", "dunarrow", "norrasay")
"""A council in one file, one in a folder, and one of islands: between them, every table."""


def owned(path: str, text: str) -> OwnFile:
    return OwnFile(path, text.encode(), parsed(text))


def with_edits(files: Files, edits: dict[str, bytes]) -> Files:
    return {
        owner: tuple(
            owned(file.path, edits[file.path].decode()) if file.path in edits else file
            for file in own
        )
        for owner, own in files.items()
    }


def sample(folder: Path) -> tuple[Reading, Files]:
    """Return the sample estate with three of its councils."""
    for name in ("estate.toml", "catalogue", *(f"councils/{path}" for path in PATHS)):
        source, there = ROOT / "inventories" / name, folder / name
        there.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, there)
    reading = read(folder)
    files = {
        owner: tuple(owned(part.source.path, part.source.raw.decode()) for part in parts)
        for owner, parts in reading.parts.items()
    }
    return reading, files


def addresses(files: Files) -> Iterator[str]:
    """Yield the addresses of records with an id of every table, those of whole councils last."""
    for owner in (CATALOGUE, *COUNCILS):
        model: Any = Catalogue if owner == CATALOGUE else CouncilFile
        shared = {key for file in files[CATALOGUE] for key in file.tables.get("skills", {})}
        for table in model.model_fields:
            if table in {"council", "interfaces", "needs", "budgets"}:
                continue
            keys = (
                key
                for file in files[owner]
                for key in file.tables.get(table, {})
                if table != "skills" or owner == CATALOGUE or key not in shared
            )
            yield from (f"{owner}/{table}/{key}" for key in islice(keys, MOST))
    yield from COUNCILS


def test_ids_of_every_table_can_be_renamed_and_nothing_else_changes(tmp_path: Path) -> None:
    """Rename records one after the other, then look at all that is derived from them."""
    reading, files = sample(tmp_path)
    before = {file.path: file.raw for own in files.values() for file in own}
    done = 0
    for address in list(addresses(files)):
        last = address.rpartition("/")[2]
        now = _as_now(address, files)
        found = renaming(now, now.rpartition("/")[2] + MARK, files)
        assert found.edits or last in COUNCILS, address
        files = with_edits(files, {edit.path: edit.after for edit in found.edits})
        if last in COUNCILS:
            files = {f"{last}{MARK}" if o == last else o: own for o, own in files.items()}
        done += 1

    assert done > 70
    after = {file.path: file.raw for own in files.values() for file in own}
    for path, raw in after.items():
        assert raw.replace(MARK.encode(), b"") == before[path]
    renamed = {council: council + MARK for council in COUNCILS}
    there = read(tmp_path, after, renamed)
    assert derived(there) == derived(reading)


def _as_now(address: str, files: Files) -> str:
    """Return an address with its capability's group as it is called by now."""
    owner, _, rest = address.partition("/")
    table, _, key = rest.partition("/")
    group, dot, name = key.partition(".")
    if dot and any(f"{group}{MARK}.{name}" in f.tables.get(table, {}) for f in files[owner]):
        return f"{owner}/{table}/{group}{MARK}.{name}"
    return address


def derived(reading: Reading) -> tuple[Any, ...]:
    """Return findings, dependencies and scores, names without the mark, sorted."""
    assert reading.portfolio is not None
    as_of = reading.portfolio.workspace.as_of
    assert as_of is not None
    graph = build(reading.portfolio)
    findings = [*reading.findings, *check(reading.portfolio, as_of, reading.locate)]
    scores = scores_json(
        score(graph, as_of, sorted(reading.portfolio.councils)), reading.portfolio, nowhere
    )
    edges = [str((each.dependent, each.on, each.kind)) for each in graph.dependencies]
    return (
        sorted(plain(f"{each.code} {each.message} {each.subject}") for each in findings),
        sorted(map(plain, edges)),
        sorted(plain(to_text(scores)).splitlines()),
    )


def nowhere(_fact: object) -> None:
    """Locate nothing: lines stay, and ids in places are not looked at."""


def plain(text: str) -> str:
    return text.replace(MARK, "")


SYSTEMS = """\
[council]
name = "North"

# The ledger is old; ledgers are.
[systems.ledger]   # ledger
name = "ledger"
tags = ["ledger"]
'evidence'.name.source = "ledger"

[systems."web"]
name = "Web"
depends_on = ['ledger', "north/ledger", "south/ledger", "ledger-2"]

[systems.ledger-2]
name = "Second"

[contracts.ledger]
systems = [
  "ledger", # the ledger itself
]
"""


def tiny() -> Files:
    return {
        WORKSPACE: (owned("estate.toml", ""),),
        CATALOGUE: (owned("catalogue/a.toml", '[suppliers.ledger]\nname = "ledger"\n'),),
        "north": (owned("councils/north.toml", SYSTEMS),),
        "south": (
            owned(
                "councils/south.toml",
                '[systems]\nledger = { name = "L" }\nx = { name = "X", moves_with = '
                '["ledger", "north/ledger"] }\n',
            ),
        ),
    }


def test_only_what_names_the_record_changes_and_comments_are_listed() -> None:
    found = renaming("north/ledger", "book", tiny())

    north, south = found.edits
    assert north.after.decode() == SYSTEMS.replace("[systems.ledger]", "[systems.book]").replace(
        """['ledger', "north/ledger", """, """['book', "north/book", """
    ).replace('  "ledger", #', '  "book", #')
    assert south.after == south.before.replace(b"north/ledger", b"north/book")
    assert found.mentions == (
        "councils/north.toml:4: # The ledger is old; ledgers are.",
        "councils/north.toml:5: # ledger",
        "councils/north.toml:19: # the ledger itself",
    )


def test_a_record_in_an_inline_table_is_renamed_where_it_stands() -> None:
    (edit,) = renaming("south/ledger", "south/book", tiny()).edits[1:]

    assert edit.path == "councils/south.toml"
    assert edit.after.decode().startswith('[systems]\nbook = { name = "L" }\n')
    assert '["book", "north/ledger"]' in edit.after.decode()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("north/ledger", "web", "`web` is there already"),
        ("north/ledger", "The Ledger", "no id: .* write it the-ledger"),
        ("north/ledger", "south/ledger", "stays where it is"),
        ("north/ledger", "ledger", "that is its id already"),
        ("north/ledgr", "x", "Did you mean north/ledger"),
        ("north", "south", "`south` is there already"),
        ("north", "catalogue", "has a meaning of its own"),
        ("catalogue/suppliers/ledgr", "x", "Did you mean catalogue/suppliers/ledger"),
        ("estate", "x", "has no id"),
    ],
)
def test_what_cannot_be_renamed_is_said(old: str, new: str, message: str) -> None:
    with pytest.raises(UsageFault, match=message):
        renaming(old, new, tiny())
