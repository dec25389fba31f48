"""A PSPLIB project by HiGHS, as a time-indexed program: `FILE SECONDS`.

A variable for each activity, mode and start (Pritsker, Watters and Wolfe, Management Science 16
(1969)). For single-mode projects the starts are those of a plan made by a simple rule.
"""

from __future__ import annotations

import sys
from math import ceil, inf
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from highs_solve import Program, solve, tell
from psplib_file import Project, read_project


def earliest(project: Project) -> dict[int, int]:
    """Return the first period in which each activity could start, with nothing shared."""
    before, found = project.predecessors, dict[int, int]()
    length = {each.number: min(m.duration for m in each.modes) for each in project.activities}
    waiting = [each.number for each in project.activities]
    while waiting:
        number = waiting.pop(0)
        if all(other in found for other in before[number]):
            found[number] = max((found[o] + length[o] for o in before[number]), default=0)
        else:
            waiting.append(number)
    return found


def horizon(project: Project) -> int:
    """Return periods within which a plan is known, if there is any plan at all."""
    if any(len(each.modes) > 1 for each in project.activities):
        return project.horizon
    modes = {each.number: each.modes[0] for each in project.activities}
    if any(
        use > there
        for mode in modes.values()
        for use, there in zip(mode.uses, project.capacities, strict=True)
        if mode.duration
    ):
        return project.horizon
    used = [[0] * len(project.capacities) for _ in range(project.horizon + 1)]
    before, end = project.predecessors, dict[int, int]()
    first = earliest(project)
    order = sorted(modes, key=lambda number: (first[number], number))
    for number in order:
        mode = modes[number]
        start = max((end[other] for other in before[number]), default=0)
        while not all(
            used[t][k] + use <= project.capacities[k]
            for t in range(start, start + mode.duration)
            for k, use in enumerate(mode.uses[: project.renewable])
        ):
            start += 1
        for t in range(start, start + mode.duration):
            for k, use in enumerate(mode.uses):
                used[t][k] += use
        end[number] = start + mode.duration
    return max(end.values(), default=0)


def program_of(project: Project) -> Program:
    """Return the time-indexed program of a project."""
    program, last, first = Program(), horizon(project), earliest(project)
    makespan = program.variable(1.0, last, whole=False)
    begins: dict[int, list[tuple[int, int, int]]] = {}
    for each in project.activities:
        begins[each.number] = [
            (program.variable(), t, m)
            for m, mode in enumerate(each.modes)
            for t in range(first[each.number], last - mode.duration + 1)
        ]
        program.row([(x, 1.0) for x, _, _ in begins[each.number]], 1, 1)
    for each in project.activities:
        ends = [(x, float(t + each.modes[m].duration)) for x, t, m in begins[each.number]]
        program.row([(makespan, 1.0), *((x, -end) for x, end in ends)], 0, inf)
        for other in each.successors:
            later = [(x, float(t)) for x, t, _ in begins[other]]
            program.row([*later, *((x, -end) for x, end in ends)], 0, inf)
    _share(program, project, begins, last)
    return program


def _share(
    program: Program, project: Project, begins: dict[int, list[tuple[int, int, int]]], last: int
) -> None:
    for k, there in enumerate(project.capacities):
        every = [
            (x, t, each.modes[m].duration, each.modes[m].uses[k])
            for each in project.activities
            for x, t, m in begins[each.number]
            if each.modes[m].uses[k]
        ]
        if k >= project.renewable:
            program.row([(x, float(use)) for x, _, _, use in every], 0, there)
            continue
        by_period: list[list[tuple[int, float]]] = [[] for _ in range(last)]
        for x, t, duration, use in every:
            for period in range(t, t + duration):
                by_period[period].append((x, float(use)))
        for terms in by_period:
            program.row(terms, 0, there)


def main() -> None:
    """Solve the file within CPU seconds and print one line of JSON."""
    answer = solve(program_of(read_project(Path(sys.argv[1]))), float(sys.argv[2]))
    for key in ("value", "bound"):
        if answer[key] is not None:
            answer[key] = round(answer[key]) if key == "value" else ceil(answer[key] - 1e-6)
    tell(answer)


if __name__ == "__main__":
    main()
