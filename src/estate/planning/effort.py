"""How hard to look, and what is told on the way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look: in the solver's deterministic time, never by the clock.

    One unit of work is about two seconds of one core. The search ends when it is used up, when
    the gap is small enough, or when the plan is proven to be the best.
    """

    work: float = 30.0
    gap: float = 0.0
    """Good enough: (cost - lower bound) / cost at most this."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """What a search has so far."""

    cost: int | None
    """Pounds; None while some deadline is still missed."""
    bound: int
    gap: float | None
    iteration: int
    work: float
