"""The formats in which findings are written. To add one: a module, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from estate.rendering.kit.found import Found


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the function that writes it, `module:function`, imported when it is asked for.

    `places` says whether it tells where findings are, which is a good part of the work. `live`
    says whether one result after another can be read in it.
    """

    function: str
    places: bool = True
    live: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "table": Format("kit.tables:findings_table", live=True),
        "summary": Format("kit.tables:findings_summary", places=False, live=True),
        "json": Format("kit.as_json:findings_as_json"),
        "sarif": Format("findings.sarif:findings_sarif"),
        "github": Format("findings.annotations:findings_annotations"),
        "md": Format("findings.markdown:findings_markdown"),
    }
)
"""The formats by name; the first is the one that a person gets."""


def written(found: Found, name: str) -> str:
    """Return findings in a format.

    Raises:
        KeyError: when there is no such format.
    """
    module, _, function = FORMATS[name].function.partition(":")
    write = getattr(import_module(f"estate.rendering.{module}"), function)
    return cast("Callable[[Found], str]", write)(found)
