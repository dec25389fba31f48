"""The board's paper: the roadmap, as a picture and as steps by wave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.rendering.briefings.board.systems import steps_in_short
from estate.rendering.briefings.glossary.links import said_of
from estate.rendering.briefings.services import service_at
from estate.rendering.canvas.blocks import Figure, Folded
from estate.rendering.canvas.page_model import Cell, Picture, Table, cells, heads
from estate.rendering.kit.words import pounds, visible
from estate.rendering.pictures.timeline import timeline_svg
from estate.rendering.pictures.timeline_table import timeline_table
from estate.rendering.plan.plateau_words import changed_words, period_words, range_words, red_words
from estate.rendering.plan.sheets import council_sheet, estate_sheet, platform_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.plateaus import Plateau
    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block
    from estate.rendering.canvas.sheets import Sheet

MOST_NAMED = 12


def roadmap(scope: Scope) -> Iterator[Block]:
    """Yield the roadmap as a picture with every step as its table, and what each wave brings."""
    plan = scope.material.plan
    if plan is None:
        return
    if not scope.steps:
        yield said_of("There is nothing on it: no system is changed.")
        return
    yield said_of(
        "Each bar is a [change|step]. Its hatched part is [buying|procurement], its solid part the "
        "work; at its end the change is [live|go-live]. In a [freeze] nothing may go live."
    )
    as_of = scope.material.as_of
    sheet = (
        estate_sheet(plan, scope.portfolio, as_of)
        if scope.council is None
        else council_sheet(plan, scope.portfolio, scope.council, as_of)
    )
    yield _timeline(sheet, "The roadmap")
    if by_platform := platform_sheet(plan, scope.portfolio, as_of, scope.council):
        yield said_of("The same by shared platform: who joins which, and when.")
        yield _timeline(by_platform, "The roadmap by shared platform")
    if table := steps_in_short(scope):
        yield Folded(table.caption, (table,))
    plateaus = plan.plateaus_of(scope.council)
    if len(plateaus) > 1:
        yield said_of(
            "Changes come in [waves|wave]. Between two waves stands a [plateau]: a time to pause, "
            "to look back and to decide again."
        )
        yield _waves(scope, plateaus)


def _timeline(sheet: Sheet, caption: str) -> Figure:
    picture = Picture(timeline_svg(sheet), caption, f"{sheet.name}.svg", wide=True)
    drawn = timeline_table(sheet)
    return Figure(picture, replace(drawn, caption=visible(drawn.caption)))


def _waves(scope: Scope, plateaus: tuple[Plateau, ...]) -> Table:
    """Return a line for each wave: when, what, how things stand after it."""
    names = (
        "Wave",
        "Plateau after it",
        "What is done",
        "Services",
        "#Spent by then",
        "#Red-rated then",
        "#Sum of risk scores",
    )
    rows = tuple(_wave(scope, plateau) for plateau in plateaus)
    return Table("Waves of change, and how things stand after each", heads(*names), rows)


def _wave(scope: Scope, plateau: Plateau) -> tuple[Cell, ...]:
    standing = plateau.standing
    services = [service_at(scope.portfolio, system) for system in plateau.steps]
    named = list(dict.fromkeys(services))
    more = len(named) - MOST_NAMED
    rest = [f"{more:,} more"] if more > 0 else []
    return cells(
        "today" if plateau.wave is None else f"{plateau.number}",
        period_words(plateau),
        changed_words(plateau),
        "; ".join([*named[:MOST_NAMED], *rest]),
        pounds(standing.capital + standing.revenue),
        red_words(standing.risk),
        range_words(standing.risk),
    )
