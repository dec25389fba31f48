"""The estate, and its roadmap, as a Structurizr workspace: the JSON that its tools open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.rendering.exchange.fields import lose_the_rest
from estate.rendering.exchange.loss import Losing
from estate.rendering.exchange.losses import (
    FLAT_WHY,
    NO_PLACE,
    address_of,
    lose_links,
    lose_suppliers,
)
from estate.rendering.exchange.material import Export
from estate.rendering.exchange.parting import unseen
from estate.rendering.exchange.planned import Planned
from estate.rendering.exchange.structurizr.model import SEPARATOR, Model
from estate.rendering.exchange.structurizr.views import styles, view_json, views_of
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.exchange.loss import Loss
    from estate.rendering.exchange.material import Material
    from estate.rendering.exchange.parting import View
    from estate.rendering.kit.as_json import Json

FILE = "workspace.json"
NO_SYSTEMS = "it covers no system that is written, and the format has only systems to say it at"
NO_VIEW = "it is in the model, but no view of 50 elements has both its ends"
MERGED = "councils are groups of systems here, which have a name and nothing else"


def structurizr(material: Material) -> Export:
    """Return an estate as one workspace, and what it could not carry."""
    model = Model(material, Planned(material))
    systems = model.systems()
    views = tuple(views_of(model))
    workspace = {
        "name": material.portfolio.workspace.name or "The estate",
        "description": _said(material),
        "version": material.version,
        "model": {
            "softwareSystems": systems,
            "properties": {"structurizr.groupSeparator": SEPARATOR},
        },
        "views": _views(model, views),
        "configuration": {"scope": "Landscape"},
        "properties": {
            "as_of": material.as_of.isoformat(),
            "input_sha256": material.digest or "not known",
            "made_by": f"estate {material.version}",
        },
    }
    file = Artifact.text(FILE, "application/json", to_text(workspace))
    return Export((file,), _lost(material, model, views))


def _said(material: Material) -> str:
    words = f"As of {day(material.as_of)}, written by estate {material.version}."
    if material.portfolio.workspace.illustrative:
        words += " Illustrative: councils, systems, suppliers and sums are fictional."
    return words


def _views(model: Model, views: Sequence[View]) -> Json:
    return {
        "systemLandscapeViews": [
            view_json(model, view, order) for order, view in enumerate(views, start=1)
        ],
        "configuration": {"styles": styles()},
    }


def _lost(material: Material, model: Model, views: Sequence[View]) -> Loss:
    losing = Losing("structurizr")
    lose_links(losing, material)
    hidden = Counter(unseen([model.pairs[number] for number in model.drawn], views))
    for link in model.drawn.values():
        if hidden[link.sender, link.receiver]:
            losing.lose("interface: in no view", NO_VIEW, address_of(link))
    for council, inventory in material.inventories():
        for key, contract in inventory.contracts.items():
            if not inventory.systems.keys() & set(contract.systems):
                losing.lose("contract: whole", NO_SYSTEMS, f"{council}: contracts.{key}")
    lose_suppliers(losing, material)
    carried = {**model.carrying.keys, "council": ("name",), "groups": ("name",)}
    lose_the_rest(losing, material, carried, {**FLAT_WHY, "council": MERGED}, NO_PLACE)
    model.planned.lose(losing)
    return losing.loss()
