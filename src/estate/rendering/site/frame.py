"""The frame of every page: policy, ways in, content in sections, and where it all comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.blocks import Block, Figure, Folded, Link, Section
from estate.rendering.canvas.linking import NODE, linked, ref_of
from estate.rendering.canvas.page_model import Picture, Ref
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.templating import environment
from estate.rendering.kit.words import day, visible
from estate.rendering.site.links import Directory, Target, relative

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material

HTML = "text/html; charset=utf-8"
STYLE = "assets/site.css"
SCRIPT = "assets/site.js"
WAYS_IN = ("members", "board", "architects", "procurement")
"""Modules of `estate.rendering.briefings`, each with a page for the whole and for each council."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src data:; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
"""Its own style sheet, scripts and pictures, and nothing else: no other place is ever asked."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it stands, what kind it is, and what it says.

    `crumbs` are the ways back up; the first page is always the first. `scripts` are files of the
    site beside the common one, by their paths. `contents` asks for a list of the sections.
    """

    path: str
    kind: str
    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    crumbs: tuple[Link, ...] = ()
    scripts: tuple[str, ...] = ()
    contents: bool = True


@dataclass(frozen=True)
class Frame:
    """What all pages of a site share."""

    material: Material
    directory: Directory

    def html(self, page: Page) -> Artifact:
        """Return a page as a file."""
        template = environment().get_template("site.html.jinja")
        text = template.render(
            page=page,
            to=_Way(self.directory, page.path),
            policy=POLICY,
            style=STYLE,
            scripts=(SCRIPT, *page.scripts),
            nav=self._nav(page),
            illustrative=self.material.illustrative,
            version=self.material.trail.version,
            digest=self.material.trail.digest,
            as_of=day(self.material.as_of),
            kind_of=_kind_of,
            alternative=_alternative,
        )
        return Artifact.text(page.path, HTML, text)

    def _nav(self, page: Page) -> tuple[tuple[str, Ref, bool], ...]:
        """Return the ways in, each with whether this page is that one."""
        names = ("index", *WAYS_IN, "search", "glossary", "about")
        told = (Ref("page", name) for name in names)
        return tuple(
            (NAMES[ref.id], ref, found.path == page.path)
            for ref in told
            if (found := self.directory.find(ref)) is not None
        )


NAMES = {
    "index": "Overview",
    "members": "Members",
    "board": "Board",
    "architects": "Architects",
    "procurement": "Procurement",
    "search": "Search",
    "glossary": "Glossary",
    "about": "How it was made",
}


class _Way:
    """How templates ask for a link: `to(ref)`, `to.file(path)`, `to.source("path:line")`."""

    def __init__(self, directory: Directory, start: str) -> None:
        self._directory, self._start = directory, start

    def __call__(self, ref: Ref | None) -> str | None:
        target = self._directory.find(ref) if ref is not None else None
        return relative(self._start, target) if target is not None else None

    def file(self, path: str) -> str:
        """Return the link to a file of the site."""
        return relative(self._start, Target(path))

    def source(self, where: str) -> str | None:
        """Return the link to a line of a file that was read; None where it is not shown."""
        return self(Ref("source", where))

    def picture(self, svg: str) -> str:
        """Return a picture in which the boxes of systems and platforms lead to their pages."""
        return linked(svg, lambda node: self(ref_of(node))) if NODE in svg else svg


def _kind_of(block: Block) -> str:
    """Return the name of a block's kind, by which the template knows how to show it."""
    return type(block).__name__.lower()


def _alternative(picture: Picture) -> str:
    """Return what stands for a picture that is not part of its page."""
    return visible(picture.title or picture.caption)


def pictures(sections: tuple[Section, ...]) -> Iterator[Picture]:
    """Yield every picture of a page, in order."""
    for section in sections:
        yield from _of_blocks(section.blocks)


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block.picture
        elif isinstance(block, Folded):
            yield from _of_blocks(block.blocks)


@cache
def style_sheet() -> str:
    """Return the style of every page, with its typeface inside."""
    folder = files("estate.rendering").joinpath("templates")
    sheets = (folder.joinpath(name).read_text("utf-8") for name in ("page.css", "site.css"))
    return fonts.face_rules() + "".join(sheets)


@cache
def script() -> str:
    """Return the script of every page, without which all content is there all the same."""
    return files("estate.rendering").joinpath("templates", "site.js").read_text("utf-8")
