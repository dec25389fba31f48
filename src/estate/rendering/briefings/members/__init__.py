"""What elected members are told: five questions in plain English, and what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.members.asked import asked
from estate.rendering.briefings.members.cost import cost
from estate.rendering.briefings.members.first import first
from estate.rendering.briefings.members.notice import notice
from estate.rendering.briefings.members.risks import risks
from estate.rendering.briefings.members.unknown import unknown
from estate.rendering.canvas.blocks import Briefing, Section
from estate.rendering.kit.words import day, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Scope


def briefing(scope: Scope) -> Briefing:
    """Return the members' page of the whole estate or of one council."""
    return Briefing(
        scope.page_id("members"),
        f"{visible(scope.title)}: for members",
        f"Computer systems behind council services, as the record stood on "
        f"{day(scope.material.as_of)}",
        tuple(section for section in _sections(scope) if section.blocks),
    )


def _sections(scope: Scope) -> Iterator[Section]:
    yield Section("risks", "What are the risks to services?", tuple(risks(scope)))
    yield Section("first", "What are we doing first?", tuple(first(scope)))
    yield Section("cost", "What does it cost, and when?", tuple(cost(scope)))
    yield Section("notice", "What will citizens and staff notice?", tuple(notice(scope)))
    yield Section("unknown", "What do we not know?", tuple(unknown(scope)))
    yield Section("asked", "What is asked of members now?", tuple(asked(scope)))
