"""Plan against what came of it: days, money, risk, benefits; nothing here reads or writes."""

from __future__ import annotations

from estate.tracking.points import Basis, Point
from estate.tracking.results import (
    FinancialGain,
    Forecast,
    Gain,
    PurseSum,
    RiskStatus,
    ScopeStatus,
    State,
    TrackedBenefit,
    TrackedStep,
    Tracking,
)
from estate.tracking.status import track

__all__ = [
    "Basis",
    "FinancialGain",
    "Forecast",
    "Gain",
    "Point",
    "PurseSum",
    "RiskStatus",
    "ScopeStatus",
    "State",
    "TrackedBenefit",
    "TrackedStep",
    "Tracking",
    "track",
]
