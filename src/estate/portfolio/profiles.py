"""Weights of one's own for the framework's criteria: views beside it, never instead of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from estate.portfolio.base import Noun, Text

Weight = Annotated[float, Field(ge=0, le=1_000)]
"""How much a criterion counts beside the others of its category; 0 leaves it out."""

LIKELIHOOD_WEIGHTS = ("L1", "L2", "L3", "L4", "L5", "L6", "L7")
IMPACT_WEIGHTS = ("C1", "C2", "C3", "C4", "C5", "C6")


class Weights(Noun):
    """A weight for each criterion; what is left out weighs 1."""

    L1: Weight = 1
    """End of support."""
    L2: Weight = 1
    """Vendor contract."""
    L3: Weight = 1
    """Knowledge and skills."""
    L4: Weight = 1
    """Business needs."""
    L5: Weight = 1
    """Physical environment."""
    L6: Weight = 1
    """Known vulnerabilities."""
    L7: Weight = 1
    """Issues on record."""
    C1: Weight = 1
    """Security, health and safety."""
    C2: Weight = 1
    """Reputation."""
    C3: Weight = 1
    """Direct financial loss."""
    C4: Weight = 1
    """External stakeholders."""
    C5: Weight = 1
    """Operations."""
    C6: Weight = 1
    """Other systems."""

    @model_validator(mode="after")
    def _something_counts(self) -> Weights:
        for keys in (LIKELIHOOD_WEIGHTS, IMPACT_WEIGHTS):
            if not any(getattr(self, key) for key in keys):
                message = f"one of {keys[0]} to {keys[-1]} must weigh more than 0"
                raise ValueError(message)
        return self


class Profile(Noun):
    """A way of weighing the criteria that somebody declares: for ranking, beside the framework."""

    description: Text | None = None
    """What the view is for."""
    weights: Weights
    """What counts more than the framework has it, what less, and what not at all."""
    by: Text
    """The role that declared it."""
    because: Text
    """Why these weights."""
