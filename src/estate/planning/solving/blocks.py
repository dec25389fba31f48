"""Councils as blocks of a program: rows of their own, and the rows that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Bools, Ints, Matrix

_NOBODY = -1
"""In the place of a council: decided by several."""


@dataclass(frozen=True)
class Block:
    """Some rows of a program, with the variables in them."""

    rows: Ints
    variables: Bools
    matrix: Matrix


@dataclass(frozen=True)
class Blocks:
    """A program taken apart. Each row is in one block, but a system's own row may be in two."""

    councils: tuple[Block, ...]
    shared: Block
    """What ties councils together: the rows, and the definitions of what is in them."""


def split(program: Program, allowed: Bools) -> Blocks:
    """Take a program apart by council; variables that are not allowed are left out."""
    owner = _owners(program)
    rows = program.rows
    first, last = _ends(rows, owner[rows.columns])
    tying = (first != last) | (first == _NOBODY)
    defined = np.zeros(program.width, np.bool_)
    defined[rows.columns[tying[rows.row_of]]] = True
    defined[: len(program.columns)] = False
    tying[rows.row_of[defined[rows.columns]]] = True
    councils = []
    for council in range(len(program.problem.councils)):
        own = np.flatnonzero(~tying & (first == council))
        variables = (owner == council) & allowed & ~defined
        councils.append(Block(own, variables, rows.part(own, variables)))
    return Blocks(tuple(councils), _shared(program, tying, allowed))


def _ends(rows: Matrix, owners: Ints) -> tuple[Ints, Ints]:
    """Return the least and the greatest owner in each row; a row without any is nobody's."""
    first = np.full(rows.height, _NOBODY, np.int64)
    last = first.copy()
    full = np.flatnonzero(np.diff(rows.starts))
    if len(full):
        first[full] = np.minimum.reduceat(owners, rows.starts[full])
        last[full] = np.maximum.reduceat(owners, rows.starts[full])
    return first, last


def _owners(program: Program) -> Ints:
    """Return for each variable the number of the one council that decides it."""
    number = {council: i for i, council in enumerate(program.problem.councils)}
    council = [number[case.council] for case in program.problem.systems]
    found = np.empty(program.width, np.int64)
    for variable, systems in enumerate(program.owners):
        deciding = {council[i] for i in systems}
        found[variable] = deciding.pop() if len(deciding) == 1 else _NOBODY
    return found


def _shared(program: Program, tying: Bools, allowed: Bools) -> Block:
    """Return the rows that tie councils together, with their systems' own rows."""
    rows = program.rows
    variables = np.zeros(program.width, np.bool_)
    variables[rows.columns[tying[rows.row_of]]] = True
    systems = sorted(
        {program.columns[k].system for k in np.flatnonzero(_columns(program, variables))}
    )
    for i in systems:
        own = program.of_system[i]
        variables[own.start : own.stop] = True
    variables &= allowed
    tying = tying.copy()
    tying[systems] = True
    numbers = np.flatnonzero(tying)
    return Block(numbers, variables, rows.part(numbers, variables))


def _columns(program: Program, variables: Bools) -> Bools:
    return variables[: len(program.columns)]
