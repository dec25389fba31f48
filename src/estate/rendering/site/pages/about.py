"""How the site was made: by which version, from which files, as of when, by which policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings.steps import assumptions
from estate.rendering.canvas.blocks import Block, Link, Points, Section, Terms, said
from estate.rendering.canvas.page_model import Cell, Head, Ref, Table
from estate.rendering.kit.words import day, visible
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material

PATH = "about.html"


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the page."""
    del material
    yield Ref("page", "about"), Target(PATH)


def pages(material: Material) -> Iterator[Page]:
    """Yield the page."""
    sections = (
        Section("made", "What made it", tuple(_made(material))),
        Section("policy", "The policy behind the plan", tuple(_policy(material))),
        Section("files", "What was read", (*_not_shown(material), _files(material))),
    )
    crumbs = (Link("Overview", Ref("page", "index")),)
    shown = tuple(section for section in sections if section.blocks)
    yield Page(PATH, "about", "How it was made", shown, crumbs=crumbs)


def _made(material: Material) -> Iterator[Block]:
    yield Terms(
        (
            ("Program", (f"estate {material.trail.version}",)),
            ("As of", (day(material.as_of),)),
            ("Input", (f"SHA-256 {material.trail.digest}",)),
        )
    )
    yield said(
        "The hash of the input is that of the list of files below, each with its own hash. The "
        "same files, date and options give the same site, byte for byte. manifest.json lists every "
        "file of the site with its hash."
    )
    yield said(
        "Small grey references such as councils/name.toml:83 name the file and line that a figure "
        "rests on. Figures that are sums lead to their working."
    )
    yield said("Typeface: Arimo, SIL Open Font License 1.1.", "quiet")


def _policy(material: Material) -> Iterator[Block]:
    plan = material.plan
    if plan is None:
        return
    yield said(
        "These are judgements, not facts. Another council could make others, and would get another "
        "plan."
    )
    yield Terms(tuple((name, (value,)) for name, value in plan.policy))
    if taken := assumptions(plan, None):
        yield said("What is taken for granted:")
        yield Points(tuple((words,) for words in taken))


def _not_shown(material: Material) -> Iterator[Block]:
    if material.trail.files and not material.trail.parts:
        yield said(
            "The files themselves are not part of this site: together they are too large. The "
            "references name file and line all the same."
        )


def _files(material: Material) -> Table:
    rows = tuple(
        (Cell(visible(path), ref=Ref("source", f"{path}:1")), Cell(digest))
        for path, digest in material.trail.files
    )
    return Table("Files that were read", (Head("File"), Head("SHA-256")), rows)
