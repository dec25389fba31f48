"""What is said of plateaus in the same words on a screen and on a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.planning.plateaus import Fate
from estate.rendering.kit.words import listing, month, plural

if TYPE_CHECKING:
    from estate.planning.plateaus import Plateau, RiskStanding, Standing

DONE = {
    "replace": "replaced",
    "upgrade": "upgraded",
    "rehost": "rehosted",
    "replatform": "put on another base",
    "refactor": "rebuilt in part",
    "join": "moved to a shared platform",
    "consolidate": "folded into another",
    "retire": "retired",
}
"""What has been done to a system, by kind, in the order in which it is told."""
WHAT = (
    "A plateau is what stands between two waves of change: from the day on which the last change "
    "of a wave is live until the day before the next wave's first."
)


def changed_words(plateau: Plateau) -> str:
    """Return what was done in the wave before a plateau: `3 replaced and 1 retired`."""
    own = set(plateau.steps)
    counts = Counter(
        state.kind.value
        for state in plateau.standing.systems
        if state.system in own and state.kind is not None
    )
    said = [f"{counts[kind]:,} {words}" for kind, words in DONE.items() if counts[kind]]
    return listing(said) or "nothing yet"


def red_words(risk: RiskStanding) -> str:
    """Return how many systems are red-rated: `3`, or `3 to 9` where of some it cannot be told."""
    most = risk.red + risk.cannot_tell
    return f"{risk.red:,}" if most == risk.red else f"{risk.red:,} to {most:,}"


def range_words(risk: RiskStanding) -> str:
    """Return between what the sum of all scores lies: `312 to 480`; a figure where it is exact."""
    low, high = f"{float(risk.low):,.0f}", f"{float(risk.high):,.0f}"
    return low if low == high else f"{low} to {high}"


def period_words(plateau: Plateau) -> str:
    """Return the months that a plateau lasts: `Dec 2027 to Mar 2028`, or the one month."""
    first, last = month(plateau.begins), month(plateau.ends)
    return first if first == last else f"{first} to {last}"


def fates(standing: Standing) -> Counter[Fate]:
    """Return how many interfaces there are of each fate."""
    return Counter(one.fate for one in standing.interfaces)


def unknown_words(standing: Standing) -> str:
    """Return what is not known of a plateau because things were replaced; or ""."""
    rebuilt = fates(standing)[Fate.REBUILT]
    nameless = sum(
        state.product is None and state.onto is None and bool(state.capabilities)
        for state in standing.changed
    )
    said = []
    if nameless:
        said.append(f"which product {plural(nameless, 'changed system')} will have")
    if rebuilt:
        said.append(f"the standards of {plural(rebuilt, 'rebuilt interface')}")
    if standing.running_unknown:
        said.append(f"what {plural(len(standing.running_unknown), 'system')} cost to run")
    return f"Not known: {listing(said)}." if said else ""
