"""What a Structurizr workspace may hold, and what its tools refuse.

The schema is written from the field descriptions of the published workspace definition (the
project structurizr/json), as far as they are used here, and closed: a misspelt field is a fault.
The rules besides are those that its Java library keeps when it opens a workspace.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "string", "pattern": "^[1-9][0-9]*$"}
COLOUR = {"type": "string", "pattern": "^#[0-9a-f]{6}$"}
WHOLE = {"type": "integer", "minimum": 0}
TEXTS = {"type": "object", "additionalProperties": TEXT, "propertyNames": TEXT}


def closed(required: str, **properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def many(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


RELATION = closed(
    "id sourceId destinationId description tags",
    id=NUMBER,
    sourceId=NUMBER,
    destinationId=NUMBER,
    description=TEXT,
    tags=TEXT,
    technology=TEXT,
    properties=TEXTS,
)
SYSTEM = closed(
    "id name group location tags properties",
    id=NUMBER,
    name=TEXT,
    description=TEXT,
    group=TEXT,
    location={"enum": ["External", "Internal", "Unspecified"]},
    tags=TEXT,
    properties=TEXTS,
    relationships=many(RELATION),
)
LAYOUT = closed(
    "implementation rankDirection",
    implementation={"enum": ["Graphviz", "Dagre"]},
    rankDirection={"enum": ["TopBottom", "BottomTop", "LeftRight", "RightLeft"]},
    rankSeparation=WHOLE,
    nodeSeparation=WHOLE,
    edgeSeparation=WHOLE,
    vertices={"type": "boolean"},
)
VIEW = closed(
    "key order title automaticLayout elements relationships",
    key={"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
    order={"type": "integer", "minimum": 1},
    title=TEXT,
    enterpriseBoundaryVisible={"type": "boolean"},
    automaticLayout=LAYOUT,
    elements=many(closed("id", id=NUMBER)) | {"minItems": 1, "maxItems": 50},
    relationships=many(closed("id", id=NUMBER)),
)
SHAPES = [
    "Box",
    "RoundedBox",
    "Circle",
    "Ellipse",
    "Hexagon",
    "Folder",
    "Cylinder",
    "Pipe",
]
STYLES = closed(
    "elements relationships",
    elements=many(
        closed(
            "tag",
            tag=TEXT,
            background=COLOUR,
            stroke=COLOUR,
            color=COLOUR,
            strokeWidth={"type": "integer", "minimum": 1, "maximum": 10},
            shape={"enum": SHAPES},
            border={"enum": ["Solid", "Dashed", "Dotted"]},
            opacity={"type": "integer", "minimum": 0, "maximum": 100},
        )
    ),
    relationships=many(
        closed("tag", tag=TEXT, thickness=WHOLE, color=COLOUR, dashed={"type": "boolean"})
    ),
)
WORKSPACE = closed(
    "name description model views configuration properties",
    name=TEXT,
    description=TEXT,
    version=TEXT,
    model=closed("softwareSystems", softwareSystems=many(SYSTEM), properties=TEXTS),
    views=closed(
        "systemLandscapeViews configuration",
        systemLandscapeViews=many(VIEW),
        configuration=closed("styles", styles=STYLES),
    ),
    configuration=closed("scope", scope={"enum": ["Landscape", "SoftwareSystem"]}),
    properties=TEXTS,
)


def faults(workspace: dict[str, Any]) -> list[str]:
    """Return what is wrong with a workspace."""
    found = [
        f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}"
        for each in Draft202012Validator(WORKSPACE).iter_errors(workspace)
    ]
    systems = workspace["model"]["softwareSystems"]
    relations = [each for system in systems for each in system.get("relationships", ())]
    numbers = {each["id"] for each in systems}
    found += _twice("name", (each["name"] for each in systems))
    found += _twice("id", (each["id"] for each in (*systems, *relations)))
    found += _twice(
        "relation",
        ((each["sourceId"], each["destinationId"], each["description"]) for each in relations),
    )
    ends = {each["id"]: {each["sourceId"], each["destinationId"]} for each in relations}
    for system in systems:
        for each in system.get("relationships", ()):
            if each["sourceId"] != system["id"] or each["destinationId"] not in numbers:
                found.append(f"relation {each['id']} leads nowhere")
    views = workspace["views"]["systemLandscapeViews"]
    found += _twice("view", (each["key"] for each in views))
    for view in views:
        shown = {each["id"] for each in view["elements"]}
        if not shown <= numbers:
            found.append(f"view {view['key']} shows what there is not")
        loose = [each["id"] for each in view["relationships"] if not ends[each["id"]] <= shown]
        found += [f"view {view['key']}: relation {number} without its ends" for number in loose]
    return found


def _twice(what: str, values: Iterable[Hashable]) -> list[str]:
    return [f"{what} twice: {value}" for value, count in Counter(values).items() if count > 1]
