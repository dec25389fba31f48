"""From material to a whole site: pages, pictures, style, scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from estate.rendering.canvas.svg import standalone
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.words import day
from estate.rendering.site.fitting import fitted
from estate.rendering.site.frame import SCRIPT, STYLE, Frame, pictures, script, style_sheet
from estate.rendering.site.links import Directory
from estate.rendering.site.registry import page_kinds

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material
    from estate.rendering.canvas.page_model import Picture
    from estate.rendering.site.frame import Page

SVG = "image/svg+xml"
Tell = Callable[[str], None]


def site(material: Material, tell: Tell = lambda _: None) -> Iterator[Artifact]:
    """Yield every file of the site, page by page; `tell` hears which kind is being made."""
    kinds = tuple(page_kinds())
    tell("finding out what there is to tell of")
    targets = (target for _, kind in kinds for target in kind.targets(material))
    frame = Frame(material, Directory.of(targets, material.trail.parts))
    yield Artifact.text(STYLE, "text/css; charset=utf-8", style_sheet())
    yield Artifact.text(SCRIPT, "text/javascript; charset=utf-8", script())
    drawn: set[str] = set()
    for name, kind in kinds:
        tell(f"writing pages: {name.replace('_', ' ')}")
        for whole in kind.pages(material):
            page = fitted(whole, material)
            yield frame.html(page)
            yield from _files(page, material, drawn)
        yield from getattr(kind, "assets", _none)(material)


def _none(_: Material) -> Iterator[Artifact]:
    yield from ()


def _files(page: Page, material: Material, drawn: set[str]) -> Iterator[Artifact]:
    """Yield the pictures of a page that no page before it had, as files."""
    for picture in pictures(page.sections):
        if picture.file and picture.file not in drawn:
            drawn.add(picture.file)
            yield Artifact(f"pictures/{picture.file}", SVG, _signed(picture, material))


def _signed(picture: Picture, material: Material) -> bytes:
    """Return a picture as a file of its own that says where it comes from."""
    trail = material.trail
    words = f"estate {trail.version}; as of {day(material.as_of)}; input SHA-256 {trail.digest}"
    head, end, rest = standalone(picture.svg).partition(b"</desc>")
    return head + end + f"<metadata>{words}</metadata>".encode() + rest
