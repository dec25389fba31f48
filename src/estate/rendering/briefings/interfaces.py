"""Interfaces for architects: how well each works, what holds it back, and what would raise it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, platform_of
from estate.rendering.canvas.blocks import Block, said
from estate.rendering.canvas.page_model import Cell, Head, Line, Ref, Table, cells, heads
from estate.rendering.kit.words import decimal, span, visible
from estate.rendering.scores.interop_view import InteropView
from estate.rendering.scores.interop_words import (
    actual_words,
    advice_words,
    level_words,
    part_words,
    summary_sentence,
)
from estate.scoring.interoperability import LEVELS

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Scope
    from estate.scoring.interoperability import Advice, LinkScore

MOST = 150
"""Interfaces of a table, those with the most to gain; `estate interop` tells of any number."""


def view_of(scope: Scope) -> InteropView:
    """Return the interfaces of a part."""
    material = scope.material
    councils, where = scope.councils, material.where
    return InteropView(material.graph, material.relations, councils, None, None, where)


def blocks(scope: Scope) -> Iterator[Block]:
    """Yield how interfaces stand, each interface with its next step, and what is missing."""
    view = view_of(scope)
    yield said(summary_sentence(view.whole))
    if not view.links:
        return
    yield said(
        "The score, 0 to 100, adds up four parts: technical, semantic, organisational and legal. "
        "The level is the technical one, held back by the semantic one. Both are ranges where "
        "facts are not recorded."
    )
    yield levels_table(view)
    if len(scope.councils) > 1:
        yield councils_table(view, scope)
    yield links_table(view, scope)
    missing = missing_table(view)
    if missing is not None:
        yield missing


def levels_table(view: InteropView) -> Table:
    """Return how many interfaces surely have each level, and how many could."""
    rows = tuple(
        cells(f"{level} {LEVELS[level]}", f"{surely:,}", f"{could:,}")
        for level, (surely, could) in sorted(view.whole.levels.items())
    )
    names = ("Level", "#Interfaces that surely have it", "#Could have it")
    return Table("Interfaces by level", heads(*names), rows, wide=False)


def councils_table(view: InteropView, scope: Scope) -> Table:
    """Return the figures of each council."""
    rows = tuple(
        (
            Cell(
                visible(scope.material.portfolio.councils[council].council.name),
                ref=Ref("page", f"{council}/architects"),
            ),
            *cells(
                f"{own.interfaces:,}",
                f"{own.assessed:,} of {own.systems:,}",
                actual_words(own.actual),
                f"{own.open_levels:,}",
                f"{len(own.missing):,} of {own.required_pairs:,}",
            ),
        )
        for council, own in view.by_council
    )
    names = (
        "Council",
        "#Working interfaces",
        "#Systems assessed",
        "#Mean score of 100",
        "#Level not known",
        "#Required and not there",
    )
    return Table("Interfaces by council", heads(*names), rows)


def links_table(view: InteropView, scope: Scope) -> Table:
    """Return each interface with its parts and the best step for it; the most to gain first."""
    best = {_key(one.score): one for one in reversed((*view.to_find_out, *view.to_do))}
    ranked = sorted(
        view.links,
        key=lambda one: (-best[_key(one)].worth if _key(one) in best else 0, *_key(one)),
    )
    several = len(scope.councils) > 1
    columns = (
        Head("Interface"),
        *((Head("Recorded by", filter=True),) if several else ()),
        Head("Level", filter=True),
        Head("Score of 100", number=True),
        Head("Parts"),
        Head("Next step"),
        Head("Gains", number=True),
    )
    rows = tuple(_row(one, best.get(_key(one)), view, several=several) for one in ranked[:MOST])
    more = f": the first {len(rows):,} of {len(ranked):,}" if len(rows) < len(ranked) else ""
    caption = f"Interfaces that work, the most to gain first{more}"
    return Table(caption, columns, rows, tools=True)


def _key(one: LinkScore) -> tuple[str, int]:
    return one.link.council, one.link.index


def _row(
    one: LinkScore, advice: Advice | None, view: InteropView, *, several: bool
) -> tuple[Cell, ...]:
    link = one.link
    parts = tuple(Line(f"{part.name.capitalize()}: {part_words(part)}") for part in one.parts)
    step = "" if advice is None else visible(advice_words(advice))
    gain = "" if advice is None else f"+{decimal(advice.step.gain)}"
    if advice is not None and advice.step.find_out:
        gain = f"up to {gain}"
    council = view.graph.portfolio.councils[link.council].council.name
    return (
        Cell(_ends(link.sender, link.receiver, link.council, view), where=view.where(link.fact)),
        *((Cell(visible(council)),) if several else ()),
        Cell(level_words(one.level_low, one.level_high)),
        Cell(span(one.score), key=repr(float(one.score.low))),
        Cell(lines=parts),
        Cell(step),
        Cell(gain, key="" if advice is None else repr(float(advice.step.gain))),
    )


def _ends(sender: str, receiver: str, council: str, view: InteropView) -> str:
    """Return the names of both ends; one of another council, with the council's."""
    return visible(" → ".join(_name(end, council, view) for end in (sender, receiver)))


def _name(end: str, council: str, view: InteropView) -> str:
    """Return what an end is called; its id where it has no record here, as another council's."""
    portfolio = view.graph.portfolio
    platform = platform_of(end)
    if platform is not None:
        record = portfolio.catalogue.platforms.get(platform)
        return record.name if record else end
    ref = SystemRef.parse(end)
    theirs = portfolio.councils.get(ref.council)
    if theirs is None or ref.system not in theirs.systems:
        return end
    name = portfolio.system(ref).name
    if ref.council == council:
        return name
    return f"{name}, {portfolio.councils[ref.council].council.name}"


def missing_table(view: InteropView) -> Table | None:
    """Return the interfaces that the business needs and that do not work today."""
    missing = view.whole.missing
    if not missing:
        return None
    rows = tuple(
        (
            Cell(_ends(one.sender, one.receiver, one.council, view), where=view.where(one.fact)),
            Cell(one.interface.status or "missing"),
            Cell(visible(one.interface.name or one.interface.description or "")),
        )
        for one in missing[:MOST]
    )
    more = f": the first {len(rows):,} of {len(missing):,}" if len(rows) < len(missing) else ""
    caption = f"Interfaces that are required and not there{more}"
    return Table(caption, heads("Interface", "State", "What it is for"), rows)
