"""Boxes that say what they stand for, and lead there.

Every box of a diagram, and every bar of a timeline, is a group with `data-node`, its place in the
estate: `council/system`, `platform:ID`, or a name of its own where it stands for many. `data-near`
holds the boxes it is connected with, by spaces; an arrow has `data-from` and `data-to`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

from estate.rendering.canvas.page_model import Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SVG = "http://www.w3.org/2000/svg"
NODE, NEAR = "data-node", "data-near"
MOST_LINKS = 120
"""A picture with more has none: as many stops for the tab key help nobody, and the table beside the
picture has the same links."""
KINDS: tuple[Literal["platform", "council", "capability"], ...] = (
    "platform",
    "council",
    "capability",
)
_TEXT, _TITLE = f"{{{SVG}}}text", f"{{{SVG}}}title"


def node_marks(name: str, near: Iterable[str] = ()) -> dict[str, str]:
    """Return the attributes of a box: which it is, and which it is connected with."""
    joined = " ".join(near)
    return {NODE: name, NEAR: joined} if joined else {NODE: name}


def ref_of(node: str) -> Ref | None:
    """Return what a box stands for by its `data-node`; None where it stands for many."""
    for kind in KINDS:
        if node.startswith(f"{kind}:"):
            return Ref(kind, node.partition(":")[2])
    return Ref("system", node) if "/" in node else None


def linked(picture: str, href_of: Callable[[str], str | None]) -> str:
    """Return a picture in which boxes are links, each named by the words in it.

    `href_of` gives the address that a box leads to by its `data-node`, or None where it leads
    nowhere; a picture with more than 120 such boxes stays as it is. What can be followed is no
    longer one image to those who hear it: the picture becomes a group, with the title and
    description that it had.
    """
    root = ET.fromstring(picture)  # noqa: S314  # drawn by this package
    boxes = [
        (parent, child, href)
        for parent in root.iter()
        for child in parent
        if (name := child.get(NODE)) is not None and (href := href_of(name)) is not None
    ]
    if not 0 < len(boxes) <= MOST_LINKS:
        return picture
    for parent, box, href in boxes:
        _wrap(parent, box, href)
    root.set("role", "group")
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode")


def _wrap(parent: ET.Element, box: ET.Element, href: str) -> None:
    link = ET.Element(f"{{{SVG}}}a", {"href": href, "aria-label": called(box)})
    place = list(parent).index(box)
    link.tail, box.tail = box.tail, None
    parent.remove(box)
    link.append(box)
    parent.insert(place, link)


def called(box: ET.Element) -> str:
    """Return the words of a box, in order; those of its first title where it has none."""
    words = [text.text or "" for text in box.iter(_TEXT)]
    titles = [title.text or "" for title in box.iter(_TITLE)]
    return ", ".join(filter(None, words)) or next(iter(titles), "") or box.get(NODE, "")
