"""The ways to colour systems: by risk, interoperability, supplier or contract."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, split_product
from estate.rendering.canvas.colouring import Colouring, Shade, by_risk
from estate.rendering.canvas.palette import (
    BADLY,
    BESPOKE,
    IN_A_YEAR,
    IN_THREE_YEARS,
    IN_TWO_YEARS,
    LATER,
    NO_END,
    NO_SUPPLIER,
    OTHER_SUPPLIER,
    OVER,
    PARTLY,
    SUPPLIERS,
    UNASSESSED,
    UNTOLD,
    WELL,
    RiskStyle,
)
from estate.rendering.kit.words import listing, span
from estate.rendering.maps.contract_ends import shade_of
from estate.scoring import interoperability_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estate.graph import EstateGraph
    from estate.rendering.maps.asking import Ask
    from estate.scoring.results import Interval

WELL_FROM, PARTLY_FROM = 70, 40
"""Scores of 100 from which systems are said to work together well, and in part; ours."""
LETTERS = "ABCDEFGH"
DASHES = ("solid", "dashed", "dotted")


def colours_of(ask: Ask, systems: Sequence[str]) -> Colouring:
    """Return how systems are coloured, as asked; those drawn decide which suppliers count."""
    return COLOURINGS[ask.colour_by](ask, systems)


def _risk(ask: Ask, systems: Sequence[str]) -> Colouring:
    del systems
    return by_risk(ask.score)


def _interop(ask: Ask, systems: Sequence[str]) -> Colouring:
    del systems

    def shade(system: str) -> Shade:
        found = interoperability_of(ask.graph, SystemRef.parse(system), ask.as_of).actual
        if found is None:
            return Shade(UNASSESSED, (UNASSESSED.words,))
        style = _band(found)
        word = style.words.partition(":")[0]
        return Shade(style, (f"{word}: {span(found, 0)} of 100",))

    order = (BADLY, PARTLY, UNTOLD, UNASSESSED, WELL)
    return Colouring("interop", order, shade)


def _band(score: Interval) -> RiskStyle:
    """Return the class that both ends of a score are in; where they are not in one, unknown."""
    low, high = (
        WELL if end >= WELL_FROM else PARTLY if end >= PARTLY_FROM else BADLY
        for end in (score.low, score.high)
    )
    return low if low is high else UNTOLD


def _contract(ask: Ask, systems: Sequence[str]) -> Colouring:
    del systems

    def shade(system: str) -> Shade:
        contracts = ask.graph.contracts_of(SystemRef.parse(system))
        return shade_of([contract for _, contract in contracts], ask.as_of)

    order = (OVER, IN_A_YEAR, IN_TWO_YEARS, IN_THREE_YEARS, LATER, NO_END)
    return Colouring("contract", order, shade)


def _supplier(ask: Ask, systems: Sequence[str]) -> Colouring:
    """Give the suppliers met most often among some systems a letter and a colour each."""
    found = {system: suppliers_of(ask.graph, SystemRef.parse(system)) for system in systems}
    counts = Counter(them[0] for them in found.values() if len(them) == 1)
    most = sorted(counts, key=lambda name: (-counts[name], name))[: len(SUPPLIERS)]
    styles = {name: _lettered(place, _called(ask, name)) for place, name in enumerate(most)}

    def shade(system: str) -> Shade:
        them = found.get(system)
        if them is None:
            them = suppliers_of(ask.graph, SystemRef.parse(system))
        if not them:
            style = BESPOKE if _bespoke(ask, system) else NO_SUPPLIER
            return Shade(style, (style.words,))
        if len(them) == 1 and them[0] in styles:
            return Shade(styles[them[0]], (styles[them[0]].words,))
        names = listing([_called(ask, name) for name in them], 3)
        return Shade(OTHER_SUPPLIER, (f"other: {names}",))

    order = (*styles.values(), OTHER_SUPPLIER, BESPOKE, NO_SUPPLIER)
    return Colouring("supplier", order, shade)


def suppliers_of(graph: EstateGraph, ref: SystemRef) -> tuple[str, ...]:
    """Return who supplies a system: its product's supplier, else those of its contracts.

    Empty where neither is recorded.
    """
    system = graph.portfolio.system(ref)
    if system.product is not None:
        product = graph.portfolio.catalogue.products.get(split_product(system.product)[0])
        if product is not None and product.supplier is not None:
            return (product.supplier,)
    named = {contract.supplier for _, contract in graph.contracts_of(ref)}
    return tuple(sorted(name for name in named if name is not None))


def _bespoke(ask: Ask, system: str) -> bool:
    return bool(ask.portfolio.system(SystemRef.parse(system)).bespoke)


def _called(ask: Ask, supplier: str) -> str:
    record = ask.portfolio.catalogue.suppliers.get(supplier)
    return record.name if record else supplier


def _lettered(place: int, name: str) -> RiskStyle:
    fill, border, text = SUPPLIERS[place]
    dash = DASHES[place % len(DASHES)]
    return RiskStyle(fill, border, text, 1.4, dash, f"{LETTERS[place]}: {name}")


COLOURINGS: Mapping[str, Callable[[Ask, Sequence[str]], Colouring]] = {
    "risk": _risk,
    "interop": _interop,
    "supplier": _supplier,
    "contract": _contract,
}
