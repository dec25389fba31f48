"""Everything that can leave a council about one estate: each file and each text of each command."""

from __future__ import annotations

import contextlib
import gc
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

from tests.support.canaries import Canaries
from tests.support.shared_estates import AS_OF, KEY, Estate, Sharing, Table, sharing

from estate.cli.comparing import compared
from estate.comparison.view import SectorView
from estate.portfolio import Catalogue, Portfolio
from estate.portfolio.agreement import ShareLevel
from estate.rendering.comparing.files import compared_files
from estate.rendering.comparing.sections import sections
from estate.rendering.comparing.text import compared_markdown, compared_text
from estate.rendering.kit.terminal import Terminal
from estate.rendering.sharing.files import pack_files
from estate.rendering.sharing.preview import preview_text
from estate.sharing.as_view import council_of
from estate.sharing.canonical import canonical_bytes
from estate.sharing.ids import Key
from estate.sharing.pack import Pack
from estate.sharing.project import Request, project

TERMINAL = Terminal(width=100, unicode=True, colour=False)


def estate_of(public: int, secret: int, level: ShareLevel, scores: Sequence[str] = ()) -> Estate:
    """Return an estate: the same public seed and level, the same facts that others may see."""
    shared = sharing(Random(public), level, Canaries(), scores)
    return Estate(shared, Random(public), Random(secret))


def pack_of(portfolio: Portfolio, shared: Sharing) -> Pack:
    """Return the pack as whoever receives it reads it: from its bytes."""
    council = shared.agreement.council
    request = Request(council, shared.level, shared.recipe, shared.agreement)
    return Pack.model_validate_json(canonical_bytes(project(portfolio, request, Key(KEY), AS_OF)))


def everything(
    portfolio: Portfolio, shared: Sharing, *, comparing: bool = False
) -> dict[str, bytes]:
    """Return every file and text that is made of a pack, by name; also by comparing, if asked."""
    pack = pack_of(portfolio, shared)
    made = {each.name: each.content for each in pack_files(pack)}
    made["preview"] = preview_text(pack, TERMINAL).encode()
    return made | (comparison_of((pack,)) if comparing else {})


def comparison_of(packs: Sequence[Pack]) -> dict[str, bytes]:
    """Return every file and text of a comparison of packs, by whoever has nothing else."""
    return compared_in(SectorView(tuple(council_of(pack) for pack in packs), AS_OF, Catalogue()))


def compared_in(sector: SectorView) -> dict[str, bytes]:
    """Return every file and text of a comparison."""
    made = compared(sector)
    parts = sections(made)
    files = {f"compare/{each.name}": each.content for each in compared_files(made, parts, "Packs")}
    files["compare on a terminal"] = compared_text(parts, TERMINAL).encode()
    files["compare in Markdown"] = compared_markdown(parts).encode()
    return files


def as_toml(value: object) -> str:
    """Write a value as TOML, tables in one line."""
    match value:
        case Mapping():
            pairs = (f"{as_toml(str(key))} = {as_toml(each)}" for key, each in value.items())
            return "{" + ", ".join(pairs) + "}"
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(_letter(letter) for letter in value) + '"'
        case date():
            return value.isoformat()
        case Sequence():
            return "[" + ", ".join(map(as_toml, value)) + "]"
        case _:
            return str(value)


def _letter(letter: str) -> str:
    plain = letter.isascii() and letter.isprintable() and letter not in '"\\'
    return letter if plain else f"\\U{ord(letter):08x}"


def document(tables: Table) -> str:
    """Write tables as a TOML document: one for each record."""
    lines = []
    for name, table in tables.items():
        if isinstance(table, Mapping) and all(isinstance(each, Mapping) for each in table.values()):
            for key, record in table.items():
                lines += [f"[{name}.{as_toml(key)}]", *_keys(record), ""]
        elif isinstance(table, Mapping):
            lines += [f"[{name}]", *_keys(table), ""]
        else:
            for record in table:
                lines += [f"[[{name}]]", *_keys(record), ""]
    return "\n".join(lines) + "\n"


def _keys(table: Mapping[str, object]) -> list[str]:
    return [f"{as_toml(key)} = {as_toml(value)}" for key, value in table.items()]


def write_estate(estate: Estate, folder: Path) -> Path:
    """Write an estate, its recipe, agreement and key into a folder; return the workspace."""
    shared = estate.shared
    texts = {
        "work/estate.toml": document({"estate": estate.workspace}),
        "work/catalogue/common.toml": document(estate.catalogue),
        f"work/councils/{estate.council}.toml": document(estate.tables),
        "recipe.toml": document({"recipe": shared.recipe.model_dump(exclude_none=True)}),
        "agreement.toml": document({"agreement": shared.agreement.model_dump(exclude_none=True)}),
        "council.key": f"estate-share-key-1 {KEY.hex()}\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "work"


def run(words: Sequence[str | Path]) -> tuple[int, str]:
    """Run a command in this process; return its status and all that it prints."""
    from estate.cli.main import main

    said = io.StringIO()
    status = 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main([str(word) for word in words])
        except SystemExit as stop:
            status = int(stop.code or 0)
        finally:
            gc.enable()  # reading a workspace stops it until the process ends
    return status, said.getvalue()


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
