"""The formats in which findings are written. To add one: a module, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from estate.diagnostics import Finding
    from estate.rendering.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found, and what a format may need to tell of it.

    `source` gives a line of a file that was read, None where there is none. `folder` is where the
    command was typed: a path that was typed from the root of the disk is told as from there.
    `left_out` was found too, and not asked for: it is only counted.
    """

    findings: tuple[Finding, ...]
    terminal: Terminal
    source: Callable[[str, int], str | None]
    folder: str = ""
    left_out: tuple[Finding, ...] = ()


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
        "table": Format("tables:findings_table", live=True),
        "summary": Format("tables:findings_summary", places=False, live=True),
        "json": Format("as_json:findings_as_json"),
        "sarif": Format("sarif:findings_sarif"),
        "github": Format("annotations:findings_annotations"),
        "md": Format("findings_markdown:findings_markdown"),
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
