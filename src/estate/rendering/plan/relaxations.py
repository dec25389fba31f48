"""What it would take to have a plan where none exists: as text, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import Json, Where, facts_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.planning.no_roadmap import Easing, Relaxation
    from estate.rendering.kit.terminal import Terminal


def relaxations_text(ways: Iterable[Relaxation], terminal: Terminal, where: Where) -> list[str]:
    """Return each way on lines of its own, with the place of every fact that would change."""
    lines: list[str] = []
    for number, way in enumerate(ways):
        if not number:
            lines += ["", *terminal.wrap("Any one of these would make a plan possible:")]
        said = "; and ".join(_with_place(each, where) for each in way.easings)
        said = said[0].upper() + said[1:] if said.startswith("the ") else said
        lines += terminal.wrap(f"{said}.", "  ", "- ")
    return lines


def _with_place(easing: Easing, where: Where) -> str:
    places = dict.fromkeys(found for fact in easing.facts if (found := where(fact)))
    return f"{easing.words} [{', '.join(places)}]" if places else easing.words


def relaxations_json(ways: Iterable[Relaxation], where: Where) -> list[Json]:
    """Return each way with its facts; `weight` compares unlike facts, and is no sum to be paid."""
    return [
        {
            "how": way.how,
            "weight": way.cost,
            "changes": [
                {
                    "words": each.words,
                    "measure": each.measure,
                    "amount": each.amount,
                    "facts": facts_json(each.facts, where),
                }
                for each in way.easings
            ],
        }
        for way in ways
    ]
