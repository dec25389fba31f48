"""Legacy risk by the framework's arithmetic: intervals where facts are missing, and why."""

from __future__ import annotations

from estate.scoring.estate_scores import contradictions, score, score_system, totals
from estate.scoring.framework import CRITERIA, IMPACT, LEGACY_FROM, LIKELIHOOD, RED_FROM, Criterion
from estate.scoring.gaps import Gap, what_to_find_out
from estate.scoring.over_time import overall_by_date
from estate.scoring.residual import ADDRESSES, after_option
from estate.scoring.results import (
    Answer,
    CriterionScore,
    Interval,
    LegacyScore,
    Scores,
    Totals,
)

__all__ = [
    "ADDRESSES",
    "CRITERIA",
    "IMPACT",
    "LEGACY_FROM",
    "LIKELIHOOD",
    "RED_FROM",
    "Answer",
    "Criterion",
    "CriterionScore",
    "Gap",
    "Interval",
    "LegacyScore",
    "Scores",
    "Totals",
    "after_option",
    "contradictions",
    "overall_by_date",
    "score",
    "score_system",
    "totals",
    "what_to_find_out",
]
