"""Which relations ArchiMate 3.2 has between which elements, as far as they are written here.

From the relationship tables of the language (appendix B of the Open Group's specification). What
is not here is not written: a relation that a tool would refuse never gets into a file.
"""

from __future__ import annotations

LAYERS = {
    "Strategy": ("Capability",),
    "Business": ("BusinessActor", "Contract"),
    "Application": ("ApplicationComponent", "DataObject"),
    "Technology & Physical": (
        "Artifact",
        "CommunicationNetwork",
        "Device",
        "Node",
        "SystemSoftware",
    ),
    "Motivation": ("Assessment", "Goal", "Requirement"),
    "Implementation & Migration": (
        "Deliverable",
        "Gap",
        "ImplementationEvent",
        "Plateau",
        "WorkPackage",
    ),
}
"""The types that are written, by layer; layers in the order in which Archi shows its folders."""

_LAYER = {type_: name for name, types in LAYERS.items() for type_ in types}

_ACTOR, _COMPONENT = "BusinessActor", "ApplicationComponent"
_TECHNOLOGY = ("CommunicationNetwork", "Device", "Node", "SystemSoftware")

_ALLOWED = frozenset(
    {
        (_ACTOR, "Aggregation", _ACTOR),
        (_ACTOR, "Assignment", "WorkPackage"),
        (_COMPONENT, "Access", "DataObject"),
        (_COMPONENT, "Flow", _COMPONENT),
        (_COMPONENT, "Realization", "Capability"),
        (_COMPONENT, "Realization", "Requirement"),
        (_COMPONENT, "Serving", _ACTOR),
        (_COMPONENT, "Serving", _COMPONENT),
        ("Artifact", "Realization", _COMPONENT),
        ("Artifact", "Realization", "Requirement"),
        ("Artifact", "Realization", "Capability"),
        ("Artifact", "Specialization", "Artifact"),
        ("Capability", "Composition", "Capability"),
        ("Deliverable", "Realization", _COMPONENT),
        ("Deliverable", "Realization", "Plateau"),
        ("Plateau", "Aggregation", _COMPONENT),
        ("Plateau", "Triggering", "Plateau"),
        ("WorkPackage", "Realization", "Deliverable"),
        ("WorkPackage", "Realization", "Goal"),
        ("WorkPackage", "Realization", "Plateau"),
        ("WorkPackage", "Triggering", "ImplementationEvent"),
        ("WorkPackage", "Triggering", "WorkPackage"),
        *((type_, "Realization", "Requirement") for type_ in _TECHNOLOGY),
        *((type_, "Serving", _COMPONENT) for type_ in _TECHNOLOGY),
        *((type_, "Specialization", type_) for type_ in _TECHNOLOGY),
    }
)


def allowed(source: str, relation: str, target: str) -> bool:
    """Whether two elements may be related so; an association is allowed between any two."""
    return relation == "Association" or (source, relation, target) in _ALLOWED


def layer(type_: str) -> str:
    """Return the layer of an element's type, which is the name of its folder."""
    return _LAYER[type_]
