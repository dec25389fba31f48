"""Scores that somebody recorded, in the terms of the Legacy IT Risk Assessment Framework."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from estate.portfolio.base import Count, Money, Noun, Percent, Text

LikelihoodKey = Literal[
    "end_of_support",
    "contract",
    "skills",
    "business_need",
    "environment",
    "vulnerabilities",
    "history",
]
ImpactKey = Literal[
    "safety", "reputation", "financial", "stakeholders", "operations", "other_systems"
]

LIKELIHOOD_CODES: dict[LikelihoodKey, str] = {
    "end_of_support": "L1",
    "contract": "L2",
    "skills": "L3",
    "business_need": "L4",
    "environment": "L5",
    "vulnerabilities": "L6",
    "history": "L7",
}
"""The framework's likelihood criteria, in its order."""
IMPACT_CODES: dict[ImpactKey, str] = {
    "safety": "C1",
    "reputation": "C2",
    "financial": "C3",
    "stakeholders": "C4",
    "operations": "C5",
    "other_systems": "C6",
}
"""The framework's impact criteria, in its order."""

MAX_LIKELIHOOD = 6
MAX_IMPACT = 5


class Judgement(Noun):
    """A criterion as somebody judged it."""

    by: Text | None = None
    """The role that judged; with `because`, the judgement overrides what the facts say."""
    because: Text | None = None
    """Why; with `by`, the judgement overrides what the facts say."""
    on: date | None = None
    """When it was judged."""

    @property
    def overrides(self) -> bool:
        """Whether it says who and why, and so outweighs what is derived from facts."""
        return self.by is not None and self.because is not None


class LikelihoodJudgement(Judgement):
    """A likelihood criterion as somebody judged it: 1 very low, 6 certain."""

    score: Annotated[int, Field(ge=1, le=MAX_LIKELIHOOD)]
    """From 1 (very low) to 6 (certain: it is so already)."""


class ImpactJudgement(Judgement):
    """An impact criterion as somebody judged it: 1 lowest, 5 highest."""

    score: Annotated[int, Field(ge=1, le=MAX_IMPACT)]
    """From 1 (lowest) to 5 (highest)."""


class FinancialJudgement(Judgement):
    """The direct financial impact: a score, a share of the budget, or a sum."""

    score: Annotated[int, Field(ge=1, le=MAX_IMPACT)] | None = None
    """From 1 (lowest) to 5 (highest)."""
    percent_of_budget: Percent | None = None
    """Expected loss as a percentage of the council's net revenue budget."""
    amount: Money | None = None
    """Expected loss in pounds; scored against the council's net revenue budget."""


class OperationsJudgement(Judgement):
    """The operational impact: a score, or the staff hours lost."""

    score: Annotated[int, Field(ge=1, le=MAX_IMPACT)] | None = None
    """From 1 (lowest) to 5 (highest)."""
    staff_hours: Count | None = None
    """Staff hours idle or extra if the system fails."""


def _plain_score(value: Any) -> Any:  # noqa: ANN401  # a value straight from TOML
    return {"score": value} if isinstance(value, int) and not isinstance(value, bool) else value


_LikelihoodNumber = Annotated[int, Field(ge=1, le=MAX_LIKELIHOOD)]
_ImpactNumber = Annotated[int, Field(ge=1, le=MAX_IMPACT)]

LikelihoodCriterion = Annotated[
    LikelihoodJudgement,
    BeforeValidator(_plain_score, json_schema_input_type=_LikelihoodNumber | LikelihoodJudgement),
]
ImpactCriterion = Annotated[
    ImpactJudgement,
    BeforeValidator(_plain_score, json_schema_input_type=_ImpactNumber | ImpactJudgement),
]
FinancialCriterion = Annotated[
    FinancialJudgement,
    BeforeValidator(_plain_score, json_schema_input_type=_ImpactNumber | FinancialJudgement),
]
OperationsCriterion = Annotated[
    OperationsJudgement,
    BeforeValidator(_plain_score, json_schema_input_type=_ImpactNumber | OperationsJudgement),
]


class Likelihood(Noun):
    """The seven likelihood criteria, each 1 to 6; what is left out is unknown or derived."""

    end_of_support: LikelihoodCriterion | None = None
    """L1: out of support, or how likely to be within three years."""
    contract: LikelihoodCriterion | None = None
    """L2: vendor contract expired with no replacement, or how likely to be."""
    skills: LikelihoodCriterion | None = None
    """L3: knowledge and skills to support or change it are lacking."""
    business_need: LikelihoodCriterion | None = None
    """L4: it does not meet current or future business needs."""
    environment: LikelihoodCriterion | None = None
    """L5: its hardware or physical environment is unsuitable."""
    vulnerabilities: LikelihoodCriterion | None = None
    """L6: known security vulnerabilities exist, or how likely they are."""
    history: LikelihoodCriterion | None = None
    """L7: issues and failures on record."""


class Impact(Noun):
    """The six impact criteria, each 1 to 5; what is left out is unknown or derived."""

    safety: ImpactCriterion | None = None
    """C1: national security, health, personal safety, loss of life."""
    reputation: ImpactCriterion | None = None
    """C2: reputation of the council."""
    financial: FinancialCriterion | None = None
    """C3: direct financial loss, judged by its share of the council's net revenue budget."""
    stakeholders: ImpactCriterion | None = None
    """C4: harm or inconvenience to citizens, businesses and partners."""
    operations: OperationsCriterion | None = None
    """C5: staff hours idle or extra."""
    other_systems: ImpactCriterion | None = None
    """C6: effect on other systems, and a barrier to innovation."""
