"""What a pack may still count beside earlier packs that the same readers have.

Readers see which systems came and went between two packs, since ids stay the same. Where one system
came and one more is counted as red-rated, that system is red-rated. So a table of counts is told
beside an earlier one only where nothing changed; or where none or at least three systems came or
went, every class that changed did so by three or more, and none makes more than 85% of all change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from estate.sharing.canonical import content_sha256
from estate.sharing.pack import Pack, PackCounts
from estate.sharing.suppression import FEWEST, MOST_PERCENT


def beside_earlier(pack: Pack, earlier: Iterable[Pack]) -> Pack:
    """Return a pack without the counts that earlier packs of the council would give away."""
    others = [each for each in earlier if each.manifest.council == pack.manifest.council]
    counts = tuple(
        each if all(_safe(each, pack, other) for other in others) else PackCounts(score=each.score)
        for each in pack.content.counts
    )
    if counts == pack.content.counts:
        return pack
    content = pack.content.model_copy(update={"counts": counts})
    manifest = pack.manifest.model_copy(update={"content_sha256": content_sha256(content)})
    return Pack(manifest=manifest, content=content)


def _safe(counts: PackCounts, pack: Pack, other: Pack) -> bool:
    before = next((each for each in other.content.counts if each.score == counts.score), None)
    if before is None or before.cells is None or counts.cells is None:
        return True
    moved = len(_ids(pack) ^ _ids(other))
    changed = _changes(counts.cells, before.cells)
    if not moved and not changed:
        return True
    least = min(changed, default=FEWEST)
    dominant = 100 * max(changed, default=0) > MOST_PERCENT * sum(changed)
    return (not moved or moved >= FEWEST) and least >= FEWEST and not dominant


def _ids(pack: Pack) -> frozenset[str]:
    """Return the systems that are counted: those in use."""
    return frozenset(
        each.id for each in pack.content.systems if each.lifecycle not in {"planned", "retired"}
    )


def _changes(now: Mapping[str, int], before: Mapping[str, int]) -> list[int]:
    """Return by how much each class changed that did."""
    found = (abs(now.get(name, 0) - before.get(name, 0)) for name in {*now, *before})
    return sorted(size for size in found if size)
