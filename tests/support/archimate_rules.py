"""Rules of the ArchiMate Model Exchange Format, held against a file without the code that wrote it.

The order of parts, identifiers and references are those of the format's schema, version 3.1; which
relation there may be between which elements is in `archimate_relations.txt`; that views can be
read is asked besides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

NS = "{http://www.opengroup.org/xsd/archimate/3.0/}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
ORDER = {
    "model": (
        "name",
        "documentation",
        "properties",
        "metadata",
        "elements",
        "relationships",
        "organizations",
        "propertyDefinitions",
        "views",
    ),
    "element": ("name", "documentation", "properties"),
    "relationship": ("name", "documentation", "properties"),
    "view": ("name", "documentation", "properties", "node", "connection"),
    "node": ("label", "documentation", "style", "viewRef", "node"),
    "item": ("label", "documentation", "item"),
    "property": ("value",),
    "propertyDefinition": ("name",),
}
NEED_NAMES = ("model", "element", "view", "propertyDefinition")
PROPERTY_TYPES = {
    "string": re.compile(".*", re.DOTALL),
    "boolean": re.compile("true|false"),
    "currency": re.compile(r"-?\d+"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "number": re.compile(r"-?\d+(\.\d+)?"),
}
"""What a value of each type looks like; times are not written."""
LETTERS = {
    "Access": "a",
    "Aggregation": "g",
    "Assignment": "i",
    "Association": "o",
    "Composition": "c",
    "Flow": "f",
    "Influence": "n",
    "Realization": "r",
    "Serving": "v",
    "Specialization": "s",
    "Triggering": "t",
}
AN_ID = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


def parsed(content: bytes) -> ET.Element:
    """Return the root of a file."""
    return ET.fromstring(content)


def faults(content: bytes) -> list[str]:
    """Return every rule that a file breaks; none where it is sound."""
    root = parsed(content)
    return [
        *_order(root),
        *_ids(root),
        *_references(root),
        *_relations(root),
        *_properties(root),
        *_folders(root),
        *_views(root),
    ]


def every(root: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Yield all elements of a name in the format's namespace."""
    return root.iter(f"{NS}{tag}")


def _tag(element: ET.Element) -> str:
    return str(element.tag).removeprefix(NS)


def _order(root: ET.Element) -> Iterator[str]:
    if root.tag != f"{NS}model":
        yield f"the root is {root.tag}"
    for element in root.iter():
        order = ORDER.get(_tag(element))
        if order is None:
            continue
        children = [_tag(child) for child in element]
        strangers = set(children) - set(order)
        if strangers:
            yield f"{_tag(element)} has {sorted(strangers)}"
        elif children != sorted(children, key=order.index):
            yield f"{_tag(element)} {element.get('identifier')} has its parts in another order"
        if _tag(element) in NEED_NAMES and not element.findtext(f"{NS}name"):
            yield f"{_tag(element)} {element.get('identifier')} has no name"


def _ids(root: ET.Element) -> Iterator[str]:
    found = Counter(
        str(element.get("identifier")) for element in root.iter() if element.get("identifier")
    )
    yield from (f"{name} is there {count} times" for name, count in found.items() if count > 1)
    yield from (f"{name} is no xs:ID" for name in found if not AN_ID.fullmatch(name))
    for tag in ("model", "element", "relationship", "view", "node", "connection"):
        yield from (f"a {tag} has no id" for each in every(root, tag) if not each.get("identifier"))


def _known(root: ET.Element, *tags: str) -> set[str | None]:
    return {each.get("identifier") for tag in tags for each in every(root, tag)}


def _references(root: ET.Element) -> Iterator[str]:
    concepts = _known(root, "element", "relationship")
    wanted = (
        ("relationship", "source", concepts),
        ("relationship", "target", concepts),
        ("property", "propertyDefinitionRef", _known(root, "propertyDefinition")),
        ("node", "elementRef", _known(root, "element")),
        ("connection", "relationshipRef", _known(root, "relationship")),
        ("item", "identifierRef", concepts | _known(root, "view")),
    )
    for tag, key, known in wanted:
        for each in every(root, tag):
            if each.get(key) is not None and each.get(key) not in known:
                yield f"{tag} {key} {each.get(key)} is not there"


def allowed() -> dict[tuple[str, str], str]:
    """Return the letters of the relations that may lead from one type to another."""
    found: dict[tuple[str, str], str] = {}
    source = ""
    text = (Path(__file__).parent / "archimate_relations.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("  "):
            target, _, letters = line.strip().partition(" ")
            found[source, target] = letters
        elif not line.startswith("#"):
            source = line
    return found


def _relations(root: ET.Element) -> Iterator[str]:
    types = {each.get("identifier"): str(each.get(TYPE)) for each in every(root, "element")}
    may = allowed()
    for each in every(root, "relationship"):
        ends = types.get(each.get("source"), ""), types.get(each.get("target"), "")
        kind = str(each.get(TYPE))
        if LETTERS[kind] not in may.get(ends, ""):
            yield f"{ends[0]} {kind} {ends[1]} is not allowed: {each.get('identifier')}"
        if (each.get("accessType") is not None) is not (kind == "Access"):
            yield f"accessType is for Access alone: {each.get('identifier')}"


def _properties(root: ET.Element) -> Iterator[str]:
    types = {each.get("identifier"): each.get("type") for each in every(root, "propertyDefinition")}
    names = Counter(
        (each.findtext(f"{NS}name"), each.get("type")) for each in every(root, "propertyDefinition")
    )
    yield from (
        f"property {name} is defined {count} times" for name, count in names.items() if count > 1
    )
    for each in every(root, "property"):
        kind, value = (
            types.get(each.get("propertyDefinitionRef")),
            each.findtext(f"{NS}value") or "",
        )
        if kind is not None and not PROPERTY_TYPES[kind].fullmatch(value):
            yield f"{each.get('propertyDefinitionRef')} is {value!r}, which is no {kind}"


def _folders(root: ET.Element) -> Iterator[str]:
    lying = Counter(each.get("identifierRef") for each in every(root, "item"))
    wanted = _known(root, "element", "relationship", "view")
    yield from (f"{name} lies in {lying[name]} folders" for name in wanted if lying[name] != 1)


def _views(root: ET.Element) -> Iterator[str]:
    ends = {
        each.get("identifier"): (each.get("source"), each.get("target"))
        for each in every(root, "relationship")
    }
    for view in every(root, "view"):
        nodes = {each.get("identifier"): each for each in every(view, "node")}
        for line in every(view, "connection"):
            pair = [nodes.get(line.get(end)) for end in ("source", "target")]
            about = tuple(None if node is None else node.get("elementRef") for node in pair)
            if None in pair or about != ends.get(line.get("relationshipRef")):
                yield f"{line.get('identifier')} joins {about}, not its relation's ends"
        yield from _places(view)


def _places(parent: ET.Element) -> Iterator[str]:
    """Yield boxes that overlap their neighbours, or leave what they are in."""
    nodes = parent.findall(f"{NS}node")
    places = [(each, _place(each)) for each in nodes]
    for at, (one, (left, top, right, bottom)) in enumerate(places):
        if parent.tag == f"{NS}node":
            outer = _place(parent)
            if left < outer[0] or top < outer[1] or right > outer[2] or bottom > outer[3]:
                yield f"{one.get('identifier')} leaves its frame"
        for other, (left2, top2, right2, bottom2) in places[at + 1 :]:
            if left < right2 and left2 < right and top < bottom2 and top2 < bottom:
                yield f"{one.get('identifier')} and {other.get('identifier')} overlap"
        yield from _places(one)


def _place(node: ET.Element) -> tuple[int, int, int, int]:
    left, top, width, height = (int(str(node.get(key))) for key in ("x", "y", "w", "h"))
    return left, top, left + width, top + height
