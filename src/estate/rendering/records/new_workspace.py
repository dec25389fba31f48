"""The files of a new workspace: enough to begin with, nothing that has to be taken out again."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from estate.rendering.kit.packaged import packaged
from estate.rendering.records.json_schema import KINDS, schema_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VOCABULARY = ("capabilities", "data-classes", "skills", "standards")
"""Files of the catalogue that every council can start from."""
_FILES = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".vscode/extensions.json": "extensions.json",
    ".vscode/settings.json": "settings.json",
    "catalogue/products.toml": "products.toml",
    "catalogue/suppliers.toml": "suppliers.toml",
}


def workspace_files(title: str | None, councils: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a new workspace by their paths in it.

    `title` is the estate's; `councils` gives each council's name by its id. The catalogue starts
    with the common vocabulary, the schemas lie beside it so that editors need no network.
    """
    heading = title or " and ".join(councils.values()) or "Our estate"
    return {
        "estate.toml": _starter("estate.toml").format(title=_quoted(heading)),
        **{f"councils/{council}.toml": _council(name) for council, name in councils.items()},
        **{path: _starter(name) for path, name in _FILES.items()},
        **dict(_vocabulary()),
        **{f"schemas/{kind}.schema.json": schema_text(kind) for kind in sorted(KINDS)},
        "README.md": _starter("README.md").format(heading=heading),
    }


def _council(name: str) -> str:
    return _starter("council.toml").format(title=_quoted(name))


def _vocabulary() -> Iterator[tuple[str, str]]:
    for name in VOCABULARY:
        text = packaged("vocabulary", f"{name}.toml")
        if text is not None:
            yield f"catalogue/{name}.toml", text.replace("../../schemas/", "../schemas/", 1)


def _starter(name: str) -> str:
    return (files("estate.rendering") / "starter" / name).read_text(encoding="utf-8")


def _quoted(text: str) -> str:
    """Return a text as TOML writes it; what JSON escapes, TOML escapes likewise."""
    return json.dumps(text, ensure_ascii=False)
