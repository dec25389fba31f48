"""A ranking by a declared profile, with the framework's score beside it in every row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio import WORKSPACE, Fact
from estate.rendering.kit.tables import CLASS_INKS, range_text, totals_lines
from estate.rendering.kit.terminal import Cell, Column, Terminal, table
from estate.rendering.kit.words import LEGACY_WORDS, RED_WORDS
from estate.scoring.framework import CRITERIA
from estate.scoring.profiles import weights_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from estate.portfolio import Profile
    from estate.scoring.profiles import Weighted
    from estate.scoring.results import Scores

    Where = Callable[[Fact], str | None]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A profile by its name, the systems ranked by it, and their scores by the framework."""

    name: str
    profile: Profile
    ranked: tuple[Weighted, ...]
    scores: Scores


def profile_text(
    view: ProfileView, terminal: Terminal, where: Where, most: int | None = None
) -> str:
    """Return systems ranked by a profile, worst first, and above them whose profile it is."""
    name, ranked = view.name, view.ranked
    shown = ranked if most is None else ranked[:most]
    columns = (
        Column("System", least=16),
        Column(f"By {name}", right=True),
        Column("Framework", right=True),
        Column("Class"),
        Column("Legacy"),
    )
    place = where(Fact(WORKSPACE, ("estate", "profiles", name)))
    lines = [
        *terminal.wrap(declared(view) + (f" [{place}]" if place else "")),
        "",
        *table(columns, [_row(one) for one in shown], terminal),
        "",
        *terminal.wrap(
            "Class and legacy are the framework's; the profile ranks, and changes neither."
        ),
        *totals_lines(view.scores.totals, terminal),
    ]
    if len(shown) < len(ranked):
        lines.append(f"{len(ranked) - len(shown):,} more systems are not shown.")
    return "\n".join(lines) + "\n"


def declared(view: ProfileView) -> str:
    """Return a profile in words: its name, its weights, who declared it, and why."""
    profile, because = view.profile, view.profile.because
    title = f"{view.name} ({profile.description})" if profile.description else view.name
    because += "" if because.endswith((".", "!", "?")) else "."
    return f"Profile {title}: {weights_text(profile)}. Declared by {profile.by}: {because}"


def weights_text(profile: Profile) -> str:
    """Return the weights that are not 1: `L1 weighs 2, C2 0, all others 1`."""
    pairs = zip(CRITERIA, weights_of(profile), strict=True)
    own = [f"{one.code} {weight_text(weight)}" for one, weight in pairs if weight != 1]
    if not own:
        return "every criterion weighs 1, as in the framework"
    others = ", all others 1" if len(own) < len(CRITERIA) else ""
    return f"weights {', '.join(own)}{others}"


def weight_text(weight: Fraction) -> str:
    """Return a weight as it would be written: `2`, `0.5`."""
    return str(weight) if weight.denominator == 1 else str(float(weight))


def _row(one: Weighted) -> list[str | Cell]:
    score = one.score
    return [
        str(score.ref),
        range_text(one.overall),
        range_text(score.overall),
        Cell(RED_WORDS[score.red_rated], CLASS_INKS[score.red_rated]),
        LEGACY_WORDS[score.legacy],
    ]
