"""How much is known, by fact, and which unknown facts matter most."""

from __future__ import annotations

from estate.completeness.counting import Count, Coverage, coverage
from estate.completeness.facts import FACTS, PARTS, FactKind
from estate.completeness.kinds import QUESTIONS, Item, QuestionKind
from estate.completeness.plan_gaps import PlanGap, PlanGaps, plan_gaps
from estate.completeness.questions import Ask, Questions, questions

__all__ = [
    "FACTS",
    "PARTS",
    "QUESTIONS",
    "Ask",
    "Count",
    "Coverage",
    "FactKind",
    "Item",
    "PlanGap",
    "PlanGaps",
    "QuestionKind",
    "Questions",
    "coverage",
    "plan_gaps",
    "questions",
]
