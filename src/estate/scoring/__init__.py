"""Legacy risk by the framework's arithmetic: intervals where facts are missing, and why."""

from __future__ import annotations

from estate.scoring.council_risks import CouncilRisk, council_risks
from estate.scoring.estate_scores import contradictions, score, score_system, totals
from estate.scoring.framework import CRITERIA, IMPACT, LEGACY_FROM, LIKELIHOOD, RED_FROM, Criterion
from estate.scoring.gaps import EstateGap, Gap, what_to_find_out, what_to_find_out_everywhere
from estate.scoring.inherited import InheritedRisk, inherited_risk
from estate.scoring.interoperability import (
    Interoperability,
    LinkScore,
    SystemInteroperability,
    interoperability_of,
)
from estate.scoring.over_time import overall_by_date
from estate.scoring.residual import ADDRESSES, after_option, after_option_by_date
from estate.scoring.results import (
    Answer,
    CriterionScore,
    Interval,
    LegacyScore,
    Scores,
    Totals,
)
from estate.scoring.trend import Trend, TrendPoint, Turned, trend
from estate.scoring.worth import Settling, WouldSettle, what_would_settle

__all__ = [
    "ADDRESSES",
    "CRITERIA",
    "IMPACT",
    "LEGACY_FROM",
    "LIKELIHOOD",
    "RED_FROM",
    "Answer",
    "CouncilRisk",
    "Criterion",
    "CriterionScore",
    "EstateGap",
    "Gap",
    "InheritedRisk",
    "Interoperability",
    "Interval",
    "LegacyScore",
    "LinkScore",
    "Scores",
    "Settling",
    "SystemInteroperability",
    "Totals",
    "Trend",
    "TrendPoint",
    "Turned",
    "WouldSettle",
    "after_option",
    "after_option_by_date",
    "contradictions",
    "council_risks",
    "inherited_risk",
    "interoperability_of",
    "overall_by_date",
    "score",
    "score_system",
    "totals",
    "trend",
    "what_to_find_out",
    "what_to_find_out_everywhere",
    "what_would_settle",
]
