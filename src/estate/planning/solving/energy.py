"""A month before which no schedule can end, by adding up: work that has to fit between two ends.

What cannot start before a quarter, and is followed by so many months of other steps, takes so much
of something of which there is only so much a quarter (the energy bound of project scheduling).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.calendar import MONTHS_A_QUARTER

if TYPE_CHECKING:
    from estate.planning.solving.interval_program import IntervalProgram, Shared


def energy_bound(program: IntervalProgram) -> int:
    """Return a month before which the last required step cannot go live.

    It may be after the horizon: then there is no schedule.
    """
    length = [min((program.ways[w].months for w in own), default=0) for own in program.of_system]
    heads, tails = _heads(program, length), _tails(program, length)
    ends = [MONTHS_A_QUARTER * heads[i] + length[i] + tails[i] for i in program.required]
    whole = all(
        program.ways[w].months % MONTHS_A_QUARTER == 0
        for i in program.required
        for w in program.of_system[i]
    )
    slack = 0 if whole else MONTHS_A_QUARTER - 1
    found = [_of_shared(program, shared, heads, tails, slack) for shared in program.shared]
    return max([0, *ends, *found])


def _heads(program: IntervalProgram, length: list[int]) -> list[int]:
    """Return for each system a quarter before which it cannot start."""
    needs: dict[int, list[tuple[int, int]]] = {}
    for need in program.needs:
        needs.setdefault(need.way, []).append((need.system, need.lag))
    heads = [0] * len(program.of_system)

    def first(w: int) -> int:
        way = program.ways[w]
        after = [
            -(-(length[j] + lag) // MONTHS_A_QUARTER) + heads[j] for j, lag in needs.get(w, ())
        ]
        return max([way.starts[0] if way.starts else program.quarters, *after])

    for _ in heads:  # more rounds than the longest chain has steps bring nothing
        before = heads
        heads = [min(map(first, own), default=0) for own in program.of_system]
        if heads == before:
            break
    return heads


def _tails(program: IntervalProgram, length: list[int]) -> list[int]:
    """Return for each system the months that must follow its go-live."""
    lags: dict[tuple[int, int], dict[int, int]] = {}
    for need in program.needs:
        system = program.ways[need.way].system
        lags.setdefault((need.system, system), {})[need.way] = need.lag
    certain = [
        (one, other, min(by_way.values()) + length[other])
        for (one, other), by_way in lags.items()
        if other in program.required and len(by_way) == len(program.of_system[other])
    ]
    tails = [0] * len(program.of_system)
    for _ in tails:
        before = tails.copy()
        for one, other, months in certain:
            tails[one] = max(tails[one], months + before[other])
        if tails == before:
            break
    return tails


def _of_shared(
    program: IntervalProgram, shared: Shared, heads: list[int], tails: list[int], slack: int
) -> int:
    if any(quarter not in shared.room for quarter in range(program.quarters)):
        return 0
    most = max(shared.room.values(), default=0)
    energy = _energies(program, shared)
    if most <= 0 or not energy:
        return 0
    best = 0
    for head in {heads[i] for i in energy}:
        total = 0
        late = [i for i in energy if heads[i] >= head]
        for i in sorted(late, key=lambda i: -tails[i]):
            total += energy[i]
            end = MONTHS_A_QUARTER * (head - (-total // most)) - slack
            best = max(best, end + tails[i])
    return best


def _energies(program: IntervalProgram, shared: Shared) -> dict[int, int]:
    """Return the least that each required system takes in all, where it takes something."""
    by_way: dict[int, int] = {}
    for load in shared.loads:
        by_way[load.way] = by_way.get(load.way, 0) + load.amount * load.quarters
    least = {
        i: min((by_way.get(w, 0) for w in program.of_system[i]), default=0)
        for i in sorted(program.required)
    }
    return {i: amount for i, amount in least.items() if amount}
