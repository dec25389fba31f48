"""The files that were read, line by line: where every figure's way back ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from estate.rendering.briefings.source_parts import lines_of
from estate.rendering.canvas.blocks import Block, Link, Listing, Prose, Section
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import visible
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target, source_path

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material

TAB = 4


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield nothing: the frame finds the page of a line by itself."""
    del material
    yield from ()


def pages(material: Material) -> Iterator[Page]:
    """Yield a page for each file that is shown, or for each part of a long one."""
    for path, later in sorted(material.trail.parts.items()):
        text = material.trail.source(path)
        if text is None:
            continue
        lines = tuple(visible(line.expandtabs(TAB)) for line in lines_of(text))
        bounds = list(pairwise((1, *later, len(lines) + 1)))
        for part, (start, stop) in enumerate(bounds):
            yield _page(path, part, bounds, Listing(lines[start - 1 : stop - 1], start))


def _page(path: str, part: int, bounds: list[tuple[int, int]], listing: Listing) -> Page:
    name = visible(path)
    blocks: list[Block] = [_others(path, part, bounds)] if len(bounds) > 1 else []
    return Page(
        source_path(path, part),
        "source",
        name,
        (Section("lines", "As it was read", (*blocks, listing)),),
        crumbs=(
            Link("Overview", Ref("page", "index")),
            Link("How it was made", Ref("page", "about")),
        ),
    )


def _others(path: str, part: int, bounds: list[tuple[int, int]]) -> Prose:
    """Return the way to the other parts of a long file."""
    words: list[str | Link] = ["Lines "]
    for number, (start, stop) in enumerate(bounds):
        said = f"{start:,} to {stop - 1:,}"
        words.append(said if number == part else Link(said, Ref("source", f"{path}:{start}")))
        words.append("." if number == len(bounds) - 1 else ", ")
    return Prose(tuple(words))
