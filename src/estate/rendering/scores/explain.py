"""Scores with the reason of every criterion: its rule, its words and its place in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import Fact
from estate.rendering.kit.tables import CLASS_INKS
from estate.rendering.kit.terminal import Ink
from estate.rendering.kit.words import LEGACY_WORDS, RED_WORDS, points, span
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from estate.portfolio import Portfolio
    from estate.rendering.kit.terminal import Terminal
    from estate.scoring.results import CriterionScore, LegacyScore

    Where = Callable[[Fact], str | None]

INDENT = "  "
NAME = 27
RED = RED_WORDS | {Answer.UNKNOWN: "cannot tell whether it is red-rated"}
LEGACY = LEGACY_WORDS | {Answer.UNKNOWN: "cannot tell whether it is legacy"}


def explained_text(
    scores: Iterable[LegacyScore], portfolio: Portfolio, terminal: Terminal, where: Where
) -> str:
    """Return each system with all thirteen criteria: what counts, by which rule, from where."""
    blocks = [_system(score, portfolio, terminal, where) for score in scores]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _system(
    score: LegacyScore, portfolio: Portfolio, terminal: Terminal, where: Where
) -> list[str]:
    ref = score.ref
    place = where(Fact(ref.council, ("systems", ref.system)))
    red = terminal.paint(RED[score.red_rated], *CLASS_INKS[score.red_rated])
    lines = [
        terminal.heading(f"{portfolio.system(ref).name} ({ref})"),
        *([terminal.plain(place)] if place else ()),
        f"{INDENT}Overall {span(score.overall)} of 30: {red}; {LEGACY[score.legacy]}.",
        f"{INDENT}Likelihood {span(score.likelihood, 2)} times impact {span(score.impact, 2)}.",
    ]
    for criterion in score.criteria:
        lines += _criterion(criterion, terminal, where)
    return lines


def _criterion(criterion: CriterionScore, terminal: Terminal, where: Where) -> list[str]:
    """Return a criterion: its score and the name of its rule, why, and where each fact stands."""
    head = f"{INDENT}{criterion.code}  {criterion.name:<{NAME}}  "
    first = f"{head}{points(criterion.low, criterion.high):>6}  {criterion.rule}"
    below = " " * len(head)
    lines = [first, *terminal.wrap(criterion.because, below)]
    places = dict.fromkeys(found for fact in criterion.facts if (found := where(fact)))
    lines += [below + terminal.paint(terminal.plain(place), Ink.DIM) for place in places]
    return lines
