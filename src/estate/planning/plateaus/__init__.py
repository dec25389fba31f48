"""Plateaus: the stable states between waves of change, to the day and to the pound.

A *wave* is a set of steps that go live close to one another; a *plateau* is what stands from the
day on which the last of them is live until the day before the next wave's first go-live. The word
is that of the Open Group's ArchiMate: a relatively stable state of the architecture that exists
during a limited period of time. Everything is worked out from the problem and the choices of a
plan; the solver has no part in it.
"""

from __future__ import annotations

from estate.planning.plateaus.interfaces import Fate, InterfaceState
from estate.planning.plateaus.standing import (
    BANDS,
    AdapterState,
    PlatformState,
    RiskStanding,
    Situation,
    Standing,
    standing_at,
)
from estate.planning.plateaus.stretch import (
    Plateau,
    Plateaus,
    SkillDemand,
    Without,
    every_plateau,
    plateaus,
    plateaus_of,
)
from estate.planning.plateaus.system_state import SystemState
from estate.planning.plateaus.waves import MOST, Wave, waves
from estate.planning.plateaus.written import PlanMisfit, choices_of

__all__ = [
    "BANDS",
    "MOST",
    "AdapterState",
    "Fate",
    "InterfaceState",
    "PlanMisfit",
    "Plateau",
    "Plateaus",
    "PlatformState",
    "RiskStanding",
    "Situation",
    "SkillDemand",
    "Standing",
    "SystemState",
    "Wave",
    "Without",
    "choices_of",
    "every_plateau",
    "plateaus",
    "plateaus_of",
    "standing_at",
    "waves",
]
