"""An ArchiMate model in the making: elements, relations that are allowed, views, folders."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estate.diagnostics import InternalFault
from estate.rendering.exchange.archimate.rules import allowed, layer
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estate.rendering.exchange.loss import Losing

NOT_RECORDED = "names something that is not recorded, or is of a council that was left out"


@dataclass(frozen=True, slots=True)
class Prop:
    """A property: its name, its type in the exchange format, and its value."""

    name: str
    type: str
    """string, boolean, currency, date, time or number."""
    value: str


@dataclass(frozen=True, slots=True)
class Element:
    """An element; `folder` is where it lies below its layer's folder."""

    id: str
    type: str
    name: str
    documentation: str = ""
    properties: tuple[Prop, ...] = ()
    folder: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two elements."""

    id: str
    type: str
    source: str
    target: str
    name: str = ""
    properties: tuple[Prop, ...] = ()
    access: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """What stands on a view, in pixels from its top left corner.

    Of an element where `element` says which; else a frame around others, or a note.
    """

    id: str
    x: int
    y: int
    width: int
    height: int
    element: str | None = None
    label: str = ""
    inner: tuple[Box, ...] = ()
    note: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A relation on a view, between two of its boxes."""

    id: str
    relation: str
    source: str
    target: str
    bends: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A diagram."""

    id: str
    name: str
    viewpoint: str
    documentation: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...] = ()
    folder: tuple[str, ...] = ()


@dataclass
class Model:
    """A model that is filled by whoever writes a part of it."""

    name: str
    documentation: str
    properties: tuple[Prop, ...]
    losing: Losing
    elements: dict[str, Element] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    views: list[View] = field(default_factory=list)

    def add(self, element: Element) -> str:
        """Take an element, and return its id.

        Raises:
            InternalFault: when there is one of that id already.
        """
        if element.id in self.elements:
            raise InternalFault(f"ArchiMate: two elements are called {element.id}")
        self.elements[element.id] = element
        return element.id

    def relate(
        self,
        tag: str,
        source: str,
        target: str,
        said_by: str,
        details: Details | None = None,
    ) -> str | None:
        """Take a relation, `tag` of which says what it is; return its id.

        None, and a loss of the record that says so, where an end is not there. What is said twice
        counts once.

        Raises:
            InternalFault: when the language has no such relation between the two.
        """
        ends = self.elements.get(source), self.elements.get(target)
        if ends[0] is None or ends[1] is None:
            self.losing.lose(f"relation: {tag}", NOT_RECORDED, said_by)
            return None
        given = details or Details()
        type_ = TYPES[tag]
        if not allowed(ends[0].type, type_, ends[1].type):
            words = f"{ends[0].type} {type_} {ends[1].type}"
            raise InternalFault(f"ArchiMate has no such relation: {words}")
        name = f"{tag}-{source}_to_{target}" + (f".{given.number}" if given.number else "")
        made = Relation(name, type_, source, target, given.name, given.properties, given.access)
        self.relations.setdefault(name, made)
        return name

    def folders(self) -> Mapping[str, Mapping[tuple[str, ...], list[str]]]:
        """Return the ids of elements by layer, and by folder below it; views and relations too."""
        found: dict[str, dict[tuple[str, ...], list[str]]] = {}
        for name, element in sorted(self.elements.items()):
            found.setdefault(layer(element.type), {}).setdefault(element.folder, []).append(name)
        for name, relation in sorted(self.relations.items()):
            found.setdefault("Relations", {}).setdefault((relation.type,), []).append(name)
        for view in self.views:
            found.setdefault("Views", {}).setdefault(view.folder, []).append(view.id)
        return found


@dataclass(frozen=True, slots=True)
class Details:
    """What a relation says besides its ends."""

    name: str = ""
    properties: tuple[Prop, ...] = ()
    number: int = 0
    """Tells apart what else would have one id: 0 for the first."""
    access: str | None = None


TYPES = {
    "uses-data": "Access",
    "owns": "Association",
    "supplies": "Association",
    "covers": "Association",
    "party": "Association",
    "follows": "Association",
    "called-off": "Association",
    "moves-with": "Association",
    "threatens": "Association",
    "hinders": "Association",
    "aims": "Association",
    "not-working": "Association",
    "changes": "Association",
    "takes-place-of": "Association",
    "between": "Association",
    "brings": "Association",
    "drops": "Association",
    "with": "Association",
    "has": "Aggregation",
    "stands": "Aggregation",
    "part": "Composition",
    "does": "Assignment",
    "flow": "Flow",
    "provides": "Realization",
    "keeps": "Realization",
    "is-installed": "Realization",
    "delivers": "Realization",
    "reaches": "Realization",
    "pursues": "Realization",
    "kind-of": "Specialization",
    "serves": "Serving",
    "supports": "Serving",
    "needed-by": "Serving",
    "hosts": "Serving",
    "then": "Triggering",
}
"""The type of a relation by what it says."""


def ident(kind: str, *parts: str) -> str:
    """Return an id that is an xs:ID whatever the parts hold, and differs where they do.

    Letters, digits, dots and hyphens stay; anything else becomes its code between underscores.
    """
    return f"{kind}-" + ".".join("".join(_letter(sign) for sign in part) for part in parts)


def _letter(sign: str) -> str:
    if sign.isascii() and (sign.isalnum() or sign in "-."):
        return sign
    return f"_{ord(sign):x}_"


def node_id(node: str) -> str:
    """Return the id of a system, `council/system`, or platform, `platform:ID`."""
    if node.startswith("platform:"):
        return ident("platform", node.removeprefix("platform:"))
    return ident("system", *node.split("/", 1))


def one_line(text: str) -> str:
    """Return a text as a name: one line, control and bidi characters seen, never empty."""
    return visible(" ".join(text.split())) or "(blank)"


def several_lines(texts: Iterable[str | None]) -> str:
    """Return texts as documentation: their own lines, a blank line between, nothing hidden."""
    return "\n\n".join(
        "\n".join(visible(line) for line in text.splitlines()) for text in texts if text
    )
