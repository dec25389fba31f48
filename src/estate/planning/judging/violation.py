"""A rule that a plan breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from estate.planning.problem.cases import Option, SystemCase

    Placed: TypeAlias = tuple[SystemCase, Option, int, int]
    """A changed system, its option, and the months in which it starts and goes live."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a plan breaks, in words."""

    code: str
    words: str
    subject: str
