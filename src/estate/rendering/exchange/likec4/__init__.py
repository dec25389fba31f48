"""The estate, and its roadmap, as LikeC4 source: one file, with views small enough to be drawn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.rendering.exchange.fields import lose_the_rest
from estate.rendering.exchange.likec4.model import Model
from estate.rendering.exchange.likec4.text import block, document
from estate.rendering.exchange.likec4.views import Views, specification, view_lines
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
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.words import day, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.exchange.loss import Loss
    from estate.rendering.exchange.material import Material
    from estate.rendering.exchange.parting import View

FILE = "estate.c4"
NO_VIEW = "it is in the model, but no view of 50 elements has both its ends"


def likec4(material: Material) -> Export:
    """Return an estate as one LikeC4 file, and what it could not carry."""
    planned = Planned(material)
    model = Model(material, planned)
    views = tuple(Views(model).views())
    text = document(
        _heading(material),
        specification(len(planned.plateaus)),
        block("model", [*model.elements(), *model.relations()]),
        block("views", [line for view in views for line in view_lines(view)]),
    )
    file = Artifact.text(FILE, "text/plain", text)
    return Export((file,), _lost(material, model, views))


def _heading(material: Material) -> list[str]:
    name = material.portfolio.workspace.name or "The estate"
    words = " ".join(visible(name).split())
    lines = [f"// {words}, as of {day(material.as_of)}. Written by estate {material.version}."]
    lines.append(f"// Input SHA-256 {material.digest or 'not known'}")
    if material.portfolio.workspace.illustrative:
        lines.append("// Illustrative: councils, systems, suppliers and sums are fictional.")
    return lines


def _lost(material: Material, model: Model, views: Sequence[View]) -> Loss:
    losing = Losing("likec4")
    lose_links(losing, material)
    shown = [(model.place(link.sender), model.place(link.receiver)) for link in model.drawn]
    hidden = Counter(unseen(shown, views))
    for link, pair in zip(model.drawn, shown, strict=True):
        if hidden[pair]:
            losing.lose("interface: in no view", NO_VIEW, address_of(link))
    lose_suppliers(losing, material)
    carried = {**model.carrying.keys, "groups": ("name",)}
    lose_the_rest(losing, material, carried, FLAT_WHY, NO_PLACE)
    model.planned.lose(losing)
    return losing.loss()
