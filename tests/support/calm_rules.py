"""What a CALM 1.2 architecture and timeline must be.

Written from the release's meta schemas (core, timeline and interface of finos/architecture-as-code,
`calm/release/1.2`), as far as they are used here; stricter where they leave fields free.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = {"type": "string", "minLength": 1}
FREE = {"type": "object"}
NODES = {"type": "array", "minItems": 1, "items": TEXT}


def closed(required: str, **properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.replace("_", "-"): value for key, value in properties.items()},
        "required": required.split(),
        "additionalProperties": False,
    }


END = closed("node", node=TEXT, interfaces={"type": "array", "items": TEXT})
HOLDS = closed("container nodes", container=TEXT, nodes=NODES)
KINDS = closed(
    "",
    interacts=closed("actor nodes", actor=TEXT, nodes=NODES),
    connects=closed("source destination", source=END, destination=END),
    deployed_in=HOLDS,
    composed_of=HOLDS,
) | {"minProperties": 1, "maxProperties": 1}
NODE = closed(
    "unique-id node-type name description",
    unique_id=TEXT,
    node_type={"enum": ["actor", "ecosystem", "system", "service"]},
    name=TEXT,
    description=TEXT,
    metadata=FREE,
)
RELATION = closed(
    "unique-id relationship-type",
    unique_id=TEXT,
    description=TEXT,
    relationship_type=KINDS,
    metadata=FREE,
)
ARCHITECTURE = {
    "type": "object",
    "required": ["$schema", "nodes", "relationships", "metadata"],
    "properties": {
        "$schema": {"const": "https://calm.finos.org/release/1.2/meta/calm.json"},
        "nodes": {"type": "array", "items": NODE},
        "relationships": {"type": "array", "items": RELATION},
        "metadata": FREE,
    },
    "additionalProperties": False,
}
MOMENT = closed(
    "unique-id node-type name description details valid-from",
    unique_id=TEXT,
    node_type={"const": "moment"},
    name=TEXT,
    description=TEXT,
    details=closed("detailed-architecture", detailed_architecture=TEXT),
    valid_from={"type": "string", "format": "date"},
    metadata=FREE,
)
TIMELINE = {
    "type": "object",
    "required": ["$schema", "moments", "current-moment"],
    "properties": {
        "$schema": {"const": "https://calm.finos.org/release/1.2/meta/calm-timeline.json"},
        "current-moment": TEXT,
        "moments": {"type": "array", "minItems": 1, "items": MOMENT},
        "metadata": FREE,
    },
    "additionalProperties": False,
}


def architecture_faults(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with an architecture: its form, ids used twice, ends that are not."""
    found = _form(ARCHITECTURE, document)
    nodes = [each["unique-id"] for each in document["nodes"]]
    relations = [each["unique-id"] for each in document["relationships"]]
    found += [
        f"{one} stands there twice"
        for ids in (nodes, relations)
        for one, count in Counter(ids).items()
        if count > 1
    ]
    known = set(nodes)
    for each in document["relationships"]:
        found += [
            f"{each['unique-id']}: there is no {end}" for end in ends(each) if end not in known
        ]
    return found


def timeline_faults(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with a timeline."""
    found = _form(TIMELINE, document)
    ids = [each["unique-id"] for each in document["moments"]]
    days = [each["valid-from"] for each in document["moments"]]
    if document["current-moment"] not in ids or len(set(ids)) < len(ids):
        found.append("its moments are not told apart")
    return found if days == sorted(days) else [*found, "its moments are not in order"]


def ends(relation: dict[str, Any]) -> Iterator[str]:
    """Yield the nodes of a relationship."""
    for kind, said in relation["relationship-type"].items():
        if kind == "connects":
            yield from (said["source"]["node"], said["destination"]["node"])
        elif kind == "interacts":
            yield from (said["actor"], *said["nodes"])
        else:
            yield from (said["container"], *said["nodes"])


def _form(schema: dict[str, Any], document: dict[str, Any]) -> list[str]:
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [
        f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}"
        for each in checker.iter_errors(document)
    ]
