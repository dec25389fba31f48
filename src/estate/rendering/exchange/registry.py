"""The formats of other tools. To add one: a module, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from estate.rendering.exchange.material import Export, Material


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the function that writes it, `module:function`, imported when it is asked for."""

    title: str
    """What it is, in a few words, for the list of formats."""
    function: str
    files: str
    """The name of its one file; of a folder of files, the one to open first."""
    one_file: bool = True
    """Whether it is one file, which can go to standard output too."""
    needs_plan: bool = False
    """Whether there is nothing to write without a roadmap."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "archimate": Format(
            "ArchiMate Model Exchange 3.1, for Archi and other modelling tools",
            "archimate:archimate",
            "estate.archimate.xml",
        ),
        "likec4": Format("LikeC4 source, split into views", "likec4:likec4", "estate.c4"),
        "structurizr": Format(
            "a Structurizr workspace as JSON", "structurizr:structurizr", "workspace.json"
        ),
        "calm": Format(
            "FINOS CALM 1.2: an architecture; of a roadmap, one a plateau and a timeline",
            "calm:calm",
            "architecture.calm.json",
            one_file=False,
        ),
        "lgr": Format(
            "architecture JSON of the LGR Rationalisation Engine, one file a council",
            "lgr:lgr",
            "COUNCIL.lgr.json",
            one_file=False,
        ),
        "mermaid": Format(
            "Mermaid: the landscape as flowcharts, a roadmap as gantt charts too",
            "mermaid_export:mermaid",
            "landscape-now-COUNCIL.mmd",
            one_file=False,
        ),
        "ical": Format(
            "the roadmap's dates as iCalendar",
            "roadmap_calendar:roadmap_calendar",
            "roadmap.ics",
            needs_plan=True,
        ),
    }
)
"""The formats by name."""


def exported(material: Material, name: str) -> Export:
    """Return an estate, and its roadmap if there is one, in a format.

    Raises:
        KeyError: when there is no such format.
        ValueError: when the format is of a roadmap, and there is none.
    """
    chosen = FORMATS[name]
    if chosen.needs_plan and material.plan is None:
        message = f"{name} is of a roadmap, and there is none"
        raise ValueError(message)
    module, _, function = chosen.function.partition(":")
    write = getattr(import_module(f"estate.rendering.exchange.{module}"), function)
    return cast("Callable[[Material], Export]", write)(material)
