"""An ArchiMate model as a file of the Open Group's Model Exchange Format, schema version 3.1.

The order of parts is the schema's: name, documentation, properties, elements, relationships,
organizations, property definitions, views. Written as text, line by line: the same model always
gives the same bytes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from estate.rendering.exchange.archimate.model import ident
from estate.rendering.exchange.archimate.rules import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from estate.rendering.exchange.archimate.model import (
        Box,
        Element,
        Line,
        Model,
        Prop,
        Relation,
        View,
    )

NAMESPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
"""That of versions 3.0, 3.1 and 3.2 of the language."""
SCHEMA = "http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<model xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{NAMESPACE} {SCHEMA}" identifier="estate">'
)
FOLDERS = (*LAYERS, "Relations", "Views")
_ESCAPES = {"\r": "&#13;"}


def written(model: Model) -> bytes:
    """Return a model as a file."""
    lines = [_HEAD, *_words(model.name, model.documentation), *_properties(model.properties)]
    lines.append("<elements>")
    for _, element in sorted(model.elements.items()):
        lines += _element(element)
    lines.append("</elements>")
    if model.relations:
        lines.append("<relationships>")
        for _, relation in sorted(model.relations.items()):
            lines += _relation(relation)
        lines.append("</relationships>")
    lines += _organizations(model)
    lines += _definitions(model)
    if model.views:
        lines += ["<views>", "<diagrams>"]
        for view in model.views:
            lines += _view(view)
        lines += ["</diagrams>", "</views>"]
    return ("\n".join([*lines, "</model>"]) + "\n").encode()


def _text(text: str) -> str:
    return escape(text, _ESCAPES)


def _words(name: str, documentation: str = "") -> Iterator[str]:
    if name:
        yield f'<name xml:lang="en">{_text(name)}</name>'
    if documentation:
        yield f'<documentation xml:lang="en">{_text(documentation)}</documentation>'


def _properties(properties: Iterable[Prop]) -> Iterator[str]:
    found = [
        f'<property propertyDefinitionRef="{definition_id(each.name, each.type)}">'
        f"<value>{_text(each.value)}</value></property>"
        for each in properties
    ]
    if found:
        yield from ("<properties>", *found, "</properties>")


@cache
def definition_id(name: str, type_: str) -> str:
    """Return the id of a property's definition: one for each name, signs aside, and type."""
    return ident("property", type_, re.sub("[^A-Za-z0-9]+", "-", name).strip("-").lower())


def _element(element: Element) -> Iterator[str]:
    yield f'<element identifier="{element.id}" xsi:type="{element.type}">'
    yield from _words(element.name, element.documentation)
    yield from _properties(element.properties)
    yield "</element>"


def _relation(relation: Relation) -> Iterator[str]:
    access = f' accessType="{relation.access}"' if relation.access else ""
    head = (
        f'<relationship identifier="{relation.id}" source="{relation.source}" '
        f'target="{relation.target}" xsi:type="{relation.type}"{access}'
    )
    inner = [*_words(relation.name), *_properties(relation.properties)]
    if not inner:
        yield f"{head}/>"
        return
    yield from (f"{head}>", *inner, "</relationship>")


def _organizations(model: Model) -> Iterator[str]:
    """Yield the folders: layers as Archi has them, and councils below."""
    folders = model.folders()
    yield "<organizations>"
    for name in FOLDERS:
        if name in folders:
            yield from _folder(name, folders[name])
    yield "</organizations>"


def _folder(name: str, inside: Mapping[tuple[str, ...], list[str]]) -> Iterator[str]:
    yield f'<item><label xml:lang="en">{_text(name)}</label>'
    below: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for path, ids in inside.items():
        if path:
            below.setdefault(path[0], {})[path[1:]] = ids
    for folder, own in sorted(below.items()):
        yield from _folder(folder, own)
    yield from (f'<item identifierRef="{each}"/>' for each in inside.get((), ()))
    yield "</item>"


def _definitions(model: Model) -> Iterator[str]:
    holders: tuple[Iterable[Element | Relation], ...] = (
        model.elements.values(),
        model.relations.values(),
    )
    used = {prop for held in holders for each in held for prop in each.properties}
    found = {definition_id(prop.name, prop.type): prop for prop in {*used, *model.properties}}
    if not found:
        return
    yield "<propertyDefinitions>"
    for name, prop in sorted(found.items()):
        yield f'<propertyDefinition identifier="{name}" type="{prop.type}">'
        yield from (f"<name>{_text(prop.name)}</name>", "</propertyDefinition>")
    yield "</propertyDefinitions>"


def _view(view: View) -> Iterator[str]:
    viewpoint = f" viewpoint={quoteattr(view.viewpoint)}" if view.viewpoint else ""
    yield f'<view identifier="{view.id}" xsi:type="Diagram"{viewpoint}>'
    yield from _words(view.name, view.documentation)
    for box in view.boxes:
        yield from _box(box)
    yield from map(_line, view.lines)
    yield "</view>"


def _box(box: Box) -> Iterator[str]:
    type_ = "Element" if box.element else "Label" if box.note else "Container"
    about = f' elementRef="{box.element}"' if box.element else ""
    place = f'x="{box.x}" y="{box.y}" w="{box.width}" h="{box.height}"'
    head = f'<node identifier="{box.id}" xsi:type="{type_}"{about} {place}'
    inner = [f'<label xml:lang="en">{_text(box.label)}</label>'] if box.label else []
    for each in box.inner:
        inner += _box(each)
    if not inner:
        yield f"{head}/>"
        return
    yield from (f"{head}>", *inner, "</node>")


def _line(line: Line) -> str:
    head = (
        f'<connection identifier="{line.id}" xsi:type="Relationship" '
        f'relationshipRef="{line.relation}" source="{line.source}" target="{line.target}"'
    )
    bends = "".join(f'<bendpoint x="{x}" y="{y}"/>' for x, y in line.bends)
    return f"{head}>{bends}</connection>" if bends else f"{head}/>"
