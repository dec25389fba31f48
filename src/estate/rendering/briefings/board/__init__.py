"""What the digital board is told: a paper with a recommendation, and all that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.board.benefits import benefits
from estate.rendering.briefings.board.decisions import decisions
from estate.rendering.briefings.board.money import money
from estate.rendering.briefings.board.options import options, since, sure
from estate.rendering.briefings.board.people import people
from estate.rendering.briefings.board.purpose import purpose
from estate.rendering.briefings.board.risks import risks
from estate.rendering.briefings.board.roadmap import roadmap
from estate.rendering.canvas.blocks import Briefing, Section
from estate.rendering.kit.words import day, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Scope


def briefing(scope: Scope) -> Briefing:
    """Return the board's paper on the whole estate or on one council."""
    what = "systems, risk and roadmap" if scope.material.plan is not None else "systems and risk"
    return Briefing(
        scope.page_id("board"),
        f"{visible(scope.title)}: board paper",
        f"ICT {what}, as the record stood on {day(scope.material.as_of)}",
        tuple(section for section in _sections(scope) if section.blocks),
    )


def _sections(scope: Scope) -> Iterator[Section]:
    yield Section("purpose", "Purpose and recommendation", tuple(purpose(scope)))
    yield Section("since", "Since the last plan", tuple(since(scope)))
    yield Section("decisions", "Decisions needed, by date", tuple(decisions(scope)))
    yield Section("roadmap", "The roadmap", tuple(roadmap(scope)))
    yield Section("money", "Money by year", tuple(money(scope)))
    yield Section("people", "People and skills", tuple(people(scope)))
    yield Section("risks", "Risks", tuple(risks(scope)))
    yield Section("benefits", "Benefits", tuple(benefits(scope)))
    yield Section("options", "Options considered", tuple(options(scope)))
    yield Section("sure", "How sure this is", tuple(sure(scope)))
