"""From what was read, and perhaps a plan, to what reports are made from."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from posixpath import relpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.cli.load import Loaded
    from estate.diagnostics import Finding
    from estate.planning import Roadmap
    from estate.portfolio import Fact
    from estate.rendering.briefings.material import Material, Trail
    from estate.rendering.plan.view import PlanView


def material_of(
    loaded: Loaded,
    councils: tuple[str, ...],
    roadmap: Roadmap | None,
    view: PlanView | None = None,
) -> Material:
    """Return what reports on some councils are made from, scored and checked."""
    from estate.checks import check
    from estate.cli.layout import layout
    from estate.rendering.briefings.material import Material
    from estate.rendering.plan.building import view_of
    from estate.scoring import score

    reading = loaded.reading
    findings = (*reading.findings, *check(loaded.portfolio, loaded.as_of, reading.locate))
    if view is None and roadmap is not None:
        view = view_of(loaded.graph, roadmap)
    return Material(
        graph=loaded.graph,
        scores=score(loaded.graph, loaded.as_of, councils),
        findings=tuple(_placed(found, reading.root) for found in findings),
        where=lambda fact: _place(loaded, fact),
        layout=layout,
        trail=trail_of(loaded),
        plan=view,
        roadmap=roadmap,
    )


def trail_of(loaded: Loaded) -> Trail:
    """Return which program made something, and from which files."""
    from estate import __version__
    from estate.rendering.briefings.material import Trail
    from estate.rendering.briefings.source_parts import source_parts

    root = loaded.reading.root
    files = tuple((relpath(file.path, root), file.sha256) for file in loaded.reading.files)
    listing = "".join(f"{digest}  {path}\n" for path, digest in files)
    text = _text(loaded)
    parts = source_parts((path, text(path)) for path, _ in files)
    return Trail(__version__, sha256(listing.encode()).hexdigest(), files, text, parts)


def _place(loaded: Loaded, fact: Fact) -> str | None:
    """Return `file:line` of a fact, from the workspace's folder: the same on every machine."""
    found = loaded.where(fact)
    return None if found is None else relpath(found, loaded.reading.root)


def _placed(found: Finding, root: str) -> Finding:
    """Return a finding whose place is told from the workspace's folder."""
    span = found.span
    return (
        found if span is None else replace(found, span=replace(span, path=relpath(span.path, root)))
    )


def _text(loaded: Loaded) -> Callable[[str], str | None]:
    known = {relpath(file.path, loaded.reading.root): file.path for file in loaded.reading.files}

    def text(path: str) -> str | None:
        raw = loaded.reading.content(known[path]) if path in known else None
        return None if raw is None else raw.decode("utf-8-sig", "replace")

    return text


def trail_words(material: Material) -> dict[str, str]:
    """Return what a manifest says of where its files come from."""
    trail = material.trail
    return {
        "as_of": material.as_of.isoformat(),
        "input_sha256": trail.digest,
        "made_by": f"estate {trail.version}",
        "sources": "shown" if trail.parts else "left out: together too large to be shown",
    }
