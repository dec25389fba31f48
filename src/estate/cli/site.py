"""Writing the site, for `estate report` and `estate plan --out`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.cli.output import note, write_artifacts
from estate.cli.status import Status
from estate.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from estate.rendering.briefings.material import Material
    from estate.rendering.canvas.svg import Layout
    from estate.rendering.kit.artifact import Artifact


def write_site(material: Material, out: Path, *more: Artifact) -> tuple[str, ...]:
    """Write the site and what else there is, the manifest last; return what could not be drawn.

    Raises:
        EnvironmentFault: when the disk or the rights do not allow it.
    """
    from estate.cli.material import trail_words
    from estate.cli.progress import showing
    from estate.rendering.site.build import site

    faults: list[str] = []
    material = replace(material, layout=_remembering(material.layout, faults))
    with showing() as show:
        artifacts = sorted((*site(material, show), *more))
        show("writing files")
        write_artifacts(out, artifacts, trail=trail_words(material))
    note(f"wrote {len(artifacts)} files; open {out / 'index.html'}")
    return tuple(faults)


def _remembering(layout: Layout, faults: list[str]) -> Layout:
    """Return a layout that notes what it could not do; pages stand without it, and say so."""

    def laid_out(source: str) -> bytes:
        try:
            return layout(source)
        except EnvironmentFault as fault:
            faults.append(str(fault))
            raise

    return laid_out


def told_of(faults: Sequence[str]) -> Status:
    """Say what could not be drawn, each fault once, and return the status that says so."""
    for fault, count in {fault: faults.count(fault) for fault in faults}.items():
        times = f" ({count} pictures)" if count > 1 else ""
        note(f"not drawn{times}: {fault}")
    return Status.ENVIRONMENT if faults else Status.SOUND
