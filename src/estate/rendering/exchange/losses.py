"""What several formats lose for the same reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.graph import Link
    from estate.rendering.exchange.loss import Losing
    from estate.rendering.exchange.material import Material

OUT = "its other end is of a council that is not written, or is not recorded"
ITSELF = "it begins and ends at the same system, which the format does not allow"
UNKNOWN_SUPPLIER = "the catalogue has no such supplier; its id goes along with the contract"


def address_of(link: Link) -> str:
    """Return how an interface is named in a report."""
    return f"{link.council}: interfaces.{link.index}"


def lose_links(losing: Losing, material: Material, *, itself: bool = True) -> None:
    """Note interfaces that lead out, and, with `itself`, those from a system to itself."""
    for link in material.links_out():
        losing.lose("interface: to what is not written", OUT, address_of(link))
    for link in material.links():
        if itself and link.sender == link.receiver:
            losing.lose("interface: from a system to itself", ITSELF, address_of(link))


def lose_suppliers(losing: Losing, material: Material) -> None:
    """Note contracts whose supplier the catalogue does not have."""
    known = material.portfolio.catalogue.suppliers
    for council, inventory in material.inventories():
        for key, contract in inventory.contracts.items():
            if contract.supplier is not None and contract.supplier not in known:
                losing.lose("contract: supplier", UNKNOWN_SUPPLIER, f"{council}: contracts.{key}")


PARTS = "has parts of its own, and the format takes texts only"
NO_PLACE = "the format has nothing that could be this"
FLAT_WHY = {
    "options": "only what a roadmap chose goes along",
    "products": "only name and version go along, at the systems that use them",
    "contracts.extensions": "the days that follow from them go along instead",
    "systems.options": "only what a roadmap chose goes along",
    **{
        f"{table}.{key}": PARTS
        for table, keys in {
            "systems": ("likelihood", "impact"),
            "platforms": ("tiers", "milestones", "likelihood", "set_up"),
        }.items()
        for key in keys
    },
}
"""Why facts are lost to formats that take keys and texts at systems and what is around them."""
