"""Each council's estate as an architecture file of the LGR Rationalisation Engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.exchange.fields import lose_the_rest
from estate.rendering.exchange.lgr_nodes import CouncilFile
from estate.rendering.exchange.loss import Losing
from estate.rendering.exchange.losses import address_of
from estate.rendering.exchange.material import Export
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.as_json import to_text

if TYPE_CHECKING:
    from estate.rendering.exchange.loss import Loss
    from estate.rendering.exchange.material import Material

CARRIED = {
    "council": ("name", "kind"),
    "systems": (
        "name",
        "description",
        "capabilities",
        "users",
        "annual_cost",
        "hosting",
        "bespoke",
        "platform",
        "depends_on",
        "support.supplier",
        "support.in_house",
    ),
    "contracts": ("systems", "supplier", "ends", "notice_months"),
    "interfaces": ("from_", "to", "dependency"),
    "platforms": ("name", "supplier", "host", "capabilities", "members"),
    "suppliers": ("name",),
    "capabilities": ("name", "esd_functions"),
}
PARTS = "only its sum goes along"
WHY = {
    "interfaces": "only which end needs the other goes along",
    "systems.product": "only its version, and its supplier as the vendor, go along",
    "contracts": "only supplier, end and notice go along, at the system",
}
NO_PLACE = "the engine has no field for it"
NO_DATE = "the engine knows what is, and what people choose in it: no roadmap"


def lgr(material: Material) -> Export:
    """Return a file for each council, and what they could not carry."""
    losing = Losing("lgr")
    files = tuple(
        Artifact.text(
            f"{council}.lgr.json",
            "application/json",
            to_text(CouncilFile(material, council, losing).document()),
        )
        for council in material.councils
    )
    return Export(files, _lost(material, losing))


def _lost(material: Material, losing: Losing) -> Loss:
    lose_the_rest(losing, material, CARRIED, WHY, NO_PLACE)
    for link in (*material.links(), *material.links_out()):
        if link.interface.dependency == "none":
            why = "neither end needs the other, and the engine has no other relation"
            losing.lose("interface: whole", why, address_of(link))
    for ref, system in material.systems():
        if system.annual_cost and system.annual_cost.total is not None:
            losing.lose("system: annual cost by what is paid for", PARTS, str(ref))
    for step in material.steps():
        losing.lose("roadmap: step", NO_DATE, step.system)
    return losing.loss()
