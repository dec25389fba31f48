"""Legacy risk by the framework's arithmetic: intervals where facts are missing, and why."""

from __future__ import annotations

from estate.scoring.council_risks import CouncilRisk, council_risks, risks_of_all
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
from estate.scoring.profiles import Weighted, ranked_by, weighted, weights_of
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
from estate.scoring.worth_estate import (
    Asking,
    OpenCriterion,
    ask_first,
    could_settle,
    settling_alone,
)
from estate.scoring.worth_order import Deciding, TopOrder, order_of_top

__all__ = [
    "ADDRESSES",
    "CRITERIA",
    "IMPACT",
    "LEGACY_FROM",
    "LIKELIHOOD",
    "RED_FROM",
    "Answer",
    "Asking",
    "CouncilRisk",
    "Criterion",
    "CriterionScore",
    "Deciding",
    "EstateGap",
    "Gap",
    "InheritedRisk",
    "Interoperability",
    "Interval",
    "LegacyScore",
    "LinkScore",
    "OpenCriterion",
    "Scores",
    "Settling",
    "SystemInteroperability",
    "TopOrder",
    "Totals",
    "Trend",
    "TrendPoint",
    "Turned",
    "Weighted",
    "WouldSettle",
    "after_option",
    "after_option_by_date",
    "ask_first",
    "contradictions",
    "could_settle",
    "council_risks",
    "inherited_risk",
    "interoperability_of",
    "order_of_top",
    "overall_by_date",
    "ranked_by",
    "risks_of_all",
    "score",
    "score_system",
    "settling_alone",
    "totals",
    "trend",
    "weighted",
    "weights_of",
    "what_to_find_out",
    "what_to_find_out_everywhere",
    "what_would_settle",
]
