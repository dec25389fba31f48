"""What the search page looks through, as a script: compact, and harmless wherever it is put.

Everything outside ASCII is escaped, U+2028 too, and so are angle brackets and ampersands: no name
can end the script or the string that it stands in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estate.portfolio.identifiers import split_product
from estate.rendering.briefings.market import opportunity_ref
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import plural, visible
from estate.rendering.site.links import file_name, page_path

if TYPE_CHECKING:
    from estate.portfolio import Portfolio
    from estate.rendering.briefings.material import Material

KINDS = (
    ("system", "Systems"),
    ("capability", "Capabilities"),
    ("council", "Councils"),
    ("platform", "Shared platforms"),
    ("opportunity", "Joint opportunities"),
)
_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass
class Names:
    """Names in the order in which they are met, each of them once."""

    held: dict[str, int] = field(default_factory=dict)

    def place(self, name: str) -> int:
        """Return a name's place, counted from 0."""
        return self.held.setdefault(visible(name), len(self.held))

    def listed(self) -> list[str]:
        """Return the names in order."""
        return list(self.held)


def search_script(material: Material) -> str:
    """Return the script that holds what can be found."""
    text = json.dumps(search_data(material), ensure_ascii=True, separators=(",", ":"))
    return f"window.estateSearch={text.translate(_HARMLESS)};\n"


def search_data(material: Material) -> dict[str, object]:
    """Return what can be found: systems by numbers of their council, capabilities and product."""
    portfolio = material.portfolio
    capabilities, products = Names(), Names()
    systems = [
        _system(portfolio, council, key, place, (capabilities, products))
        for place, council in enumerate(material.councils)
        for key in sorted(portfolio.councils[council].systems)
    ]
    return {
        "kinds": KINDS,
        "councils": [
            [visible(portfolio.councils[one].council.name), file_name(one)]
            for one in material.councils
        ],
        "capabilities": capabilities.listed(),
        "products": products.listed(),
        "systems": systems,
        "others": list(_others(material)),
    }


def _system(
    portfolio: Portfolio, council: str, key: str, place: int, names: tuple[Names, Names]
) -> list[object]:
    capabilities, products = names
    system = portfolio.councils[council].systems[key]
    product, _ = split_product(system.product) if system.product else (None, None)
    known = portfolio.catalogue.products.get(product) if product else None
    row: list[object] = [
        visible(system.name),
        key,
        place,
        [capabilities.place(capability_name(portfolio, one)) for one in system.capabilities],
        products.place(known.name if known else product) if product else -1,
    ]
    stem = file_name(key)
    return row if stem == key else [*row, stem]


def capability_name(portfolio: Portfolio, capability: str) -> str:
    """Return a capability's plain name; its id where the catalogue has none."""
    known = portfolio.catalogue.capabilities.get(capability)
    return known.name if known else capability


def _others(material: Material) -> Iterator[list[str]]:
    """Yield what has a page besides systems: kind, name, link, and a few words."""
    portfolio = material.portfolio
    for council in material.councils:
        inventory = portfolio.councils[council]
        words = f"Council with {plural(len(inventory.systems), 'system')}"
        yield _other("council", council, inventory.council.name, words)
    for key in capabilities_told(material):
        group = portfolio.catalogue.groups.get(key.partition(".")[0])
        words = f"Capability of {group.name}" if group else "Capability"
        yield _other("capability", key, capability_name(portfolio, key), words)
    for key, platform in sorted(portfolio.catalogue.platforms.items()):
        yield _other("platform", key, platform.name, "Shared platform")
    for one in material.market.found:
        councils = plural(len(one.cases), "council")
        words = f"What {councils} could buy together"
        yield _other("opportunity", opportunity_ref(one).id, one.name, words)


def _other(kind: str, key: str, name: str, words: str) -> list[str]:
    ref = Ref(kind, key)  # type: ignore[arg-type]  # one of the kinds above
    return [kind, visible(name), page_path(ref), visible(words)]


def capabilities_told(material: Material) -> tuple[str, ...]:
    """Return the ids of the catalogue's capabilities and of all that systems name, in order."""
    portfolio = material.portfolio
    met = {
        one
        for council in material.councils
        for system in portfolio.councils[council].systems.values()
        for one in system.capabilities
    }
    return tuple(sorted(met.union(portfolio.catalogue.capabilities)))
