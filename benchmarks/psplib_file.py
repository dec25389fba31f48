"""Reads PSPLIB's project files: single-mode (`.sm`) and multi-mode (`.mm`).

The layout is that of Kolisch and Sprecher, PSPLIB - a project scheduling problem library, European
Journal of Operational Research 96 (1997): sections with a title each, rows of whole numbers, and
rules of stars between them. Blank lines, tabs and other line ends are taken as they come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NoReturn

from malformed import Malformed

MODES, FIXED = 3, 3


@dataclass(frozen=True)
class Mode:
    """One way of doing an activity."""

    duration: int
    uses: tuple[int, ...]
    """Of each resource: by the period if it is renewable, else in all."""


@dataclass(frozen=True)
class Activity:
    """An activity, with the activities that wait for it."""

    number: int
    modes: tuple[Mode, ...]
    successors: tuple[int, ...]


@dataclass(frozen=True)
class Project:
    """A project: activities that share resources."""

    name: str
    activities: tuple[Activity, ...]
    renewable: int
    """How many of the resources are renewable: those come first."""
    capacities: tuple[int, ...]

    @property
    def horizon(self) -> int:
        """Return periods within which all can be done one after another."""
        return sum(max(mode.duration for mode in each.modes) for each in self.activities)

    @property
    def predecessors(self) -> dict[int, tuple[int, ...]]:
        """Return for each activity those it waits for."""
        found: dict[int, list[int]] = {each.number: [] for each in self.activities}
        for each in self.activities:
            for successor in each.successors:
                found[successor].append(each.number)
        return {number: tuple(own) for number, own in found.items()}


class _Lines:
    """The lines of a file that say something, each with its number."""

    def __init__(self, path: Path) -> None:
        self.path = path
        text = path.read_text(encoding="utf-8", errors="replace")
        self._lines = [
            (number, line.strip())
            for number, line in enumerate(text.splitlines(), start=1)
            if line.strip(" \t*-=\x1a")
        ]
        self.last = len(text.splitlines())

    def fail(self, number: int, words: str) -> NoReturn:
        raise Malformed(f"{self.path}:{number}: {words}")

    def section(self, title: str) -> Iterator[tuple[int, list[int]]]:
        """Yield the rows of whole numbers of a section, which the next line of words ends."""
        inside = began = False
        for number, line in self._lines:
            if line.upper().startswith(title):
                inside = True
            elif inside and re.fullmatch(r"[-+]?\d+([\s,]+[-+]?\d+)*", line):
                began = True
                row = [int(word) for word in re.split(r"[\s,]+", line)]
                if min(row) < 0:
                    self.fail(number, "a number below zero")
                yield number, row
            elif inside and began:
                if line[0].isdigit():
                    self.fail(number, "whole numbers are expected here")
                return
        if not inside:
            self.fail(self.last, f"there is no section {title}")

    def count(self, words: str) -> tuple[int, int]:
        """Return the number after `words ... :`, and its line."""
        pattern = re.compile(rf"-?\s*{words}\b[^:]*:\s*(\d+)", re.IGNORECASE)
        for number, line in self._lines:
            if found := pattern.match(line):
                return int(found[1]), number
        return self.fail(self.last, f"there is no line '{words} : NUMBER'")


def read_project(path: Path) -> Project:
    """Return the project of a file.

    Raises:
        Malformed: if the file is not in the format.
        OSError: if it cannot be read.
    """
    lines = _Lines(path)
    jobs, jobs_at = lines.count("jobs")
    renewable, _ = lines.count("renewable")
    nonrenewable, _ = lines.count("nonrenewable")
    doubly, doubly_at = lines.count("doubly constrained")
    if doubly:
        lines.fail(doubly_at, "doubly constrained resources are not read")
    successors, modes_of = _precedence(lines, jobs)
    if len(successors) != jobs:
        lines.fail(jobs_at, f"{jobs} jobs are announced, {len(successors)} have a line")
    modes = _modes(lines, modes_of, renewable + nonrenewable)
    capacities = _capacities(lines, renewable + nonrenewable)
    activities = tuple(Activity(n, tuple(modes[n]), own) for n, own in sorted(successors.items()))
    return Project(path.name, activities, renewable, capacities)


def _precedence(lines: _Lines, jobs: int) -> tuple[dict[int, tuple[int, ...]], dict[int, int]]:
    successors: dict[int, tuple[int, ...]] = {}
    modes_of: dict[int, int] = {}
    for at, row in lines.section("PRECEDENCE RELATIONS"):
        if len(row) < FIXED or len(row) != FIXED + row[2]:
            lines.fail(at, "a job's line is: number, modes, number of successors, successors")
        if row[0] in successors:
            lines.fail(at, f"job {row[0]} has a second line")
        wrong = [other for other in row[FIXED:] if not 1 <= other <= jobs]
        if wrong:
            lines.fail(at, f"there is no job {wrong[0]}")
        if row[1] < 1:
            lines.fail(at, f"job {row[0]} has no mode")
        successors[row[0]], modes_of[row[0]] = tuple(row[FIXED:]), row[1]
    try:
        TopologicalSorter(successors).prepare()
    except CycleError as circle:
        words = ", ".join(str(number) for number in circle.args[1])
        raise Malformed(f"{lines.path}:1: jobs wait for each other in a circle: {words}") from None
    return successors, modes_of


def _modes(lines: _Lines, modes_of: dict[int, int], resources: int) -> dict[int, list[Mode]]:
    found: dict[int, list[Mode]] = {number: [] for number in modes_of}
    current, at = 0, 1
    for at, words in lines.section("REQUESTS/DURATIONS"):
        if len(words) == resources + MODES:
            current = words[0]
        row = words[-resources - 1 :]
        if len(words) - len(row) not in {1, 2} or current not in found:
            lines.fail(at, f"a mode's line is: [job,] mode, duration, {resources} requests")
        found[current].append(Mode(row[0], tuple(row[1:])))
    for number, modes in found.items():
        if len(modes) != modes_of[number]:
            lines.fail(at, f"job {number} has {len(modes)} of its {modes_of[number]} modes")
    return found


def _capacities(lines: _Lines, resources: int) -> tuple[int, ...]:
    rows = list(lines.section("RESOURCEAVAILABILITIES"))
    found = tuple(amount for _, row in rows for amount in row)
    if len(found) != resources:
        at = rows[-1][0] if rows else lines.last
        lines.fail(at, f"{len(found)} amounts for {resources} resources")
    return found
