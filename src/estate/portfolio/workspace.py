"""The workspace: what `estate.toml` says about the whole estate and the policy of its plan."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from estate.portfolio.base import Allowance, Money, Months, Noun, SharingLevel, Slug, Text
from estate.portfolio.options import ProcurementRoute
from estate.portfolio.profiles import Profile

UnknownRisk = Literal["low", "midpoint", "high"]
SupportDeadline = Literal["none", "security", "extended"]
Objective = Literal["priced", "risk-first", "money-first"]
RuleSeverity = Literal["error", "warning", "note"]
RuleCode = Annotated[str, Field(min_length=1, max_length=80)]
"""The code of a rule of `check`; which codes there are is for the rules to say."""


class PlanningPolicy(Noun):
    """The declared policy behind a plan; every roadmap prints it."""

    horizon_months: Annotated[int, Field(ge=12, le=180, multiple_of=3)] = 72
    """Months that the plan looks ahead: whole quarters."""
    tail_months: Annotated[int, Field(ge=0, le=180)] = 36
    """Whole months of steady state counted after the horizon, so that late work still pays."""
    discount_rate: Annotated[float, Field(ge=0, le=0.5)] = 0.035
    """Discount rate a year; 0.035 is the social time preference rate of the Green Book."""
    risk_price: Money = 5_000
    """Pounds a year that one point of a system's overall risk score is taken to cost."""
    unknown_risk: UnknownRisk = "midpoint"
    """Which point of a risk score's range is priced when facts are missing."""
    objective: Objective = "priced"
    """What is made least: money and priced risk together, or one of the two and then the other."""
    tolerance_percent: Annotated[float, Field(ge=0, le=100)] = 0
    """By how much the second of the two may raise the first above the least that was reached."""
    move_price: Money = 5_000
    """Pounds that moving a step of the plan before by a quarter is taken to cost, with `--from`."""
    support_deadline: SupportDeadline = "none"
    """Whether the end of a product's support is a deadline: of security updates, or of extended
    support."""
    procurement_months_by_route: dict[ProcurementRoute, Months] = Field(default_factory=dict)
    """Whole months that procurement takes by its route, where an option does not say."""
    residual_likelihood: Annotated[int, Field(ge=1, le=6)] = 2
    """Likelihood taken for each criterion that an option addresses, once it is live."""


class ScoringPolicy(Noun):
    """How scores are made."""

    framework: Literal["litraf-2025-03"] = "litraf-2025-03"
    """The edition of the Legacy IT Risk Assessment Framework."""


class SharingDefaults(Noun):
    """How far records travel unless they say otherwise."""

    level: SharingLevel = "council"
    """council, sector or public."""


class Workspace(Noun):
    """The table `[estate]`; it may be empty."""

    name: Text | None = None
    """A title for reports."""
    illustrative: bool = False
    """Whether the estate is fictional; every page then says so."""
    as_of: date | None = None
    """The date at which facts are judged, unless the command line says otherwise."""
    currency: Literal["GBP"] = "GBP"
    """The currency of every sum."""
    planning: PlanningPolicy = PlanningPolicy()
    """The policy behind a plan."""
    scoring: ScoringPolicy = ScoringPolicy()
    """How scores are made."""
    profiles: dict[Slug, Profile] = Field(default_factory=dict)
    """Weights of one's own, for `score --profile`: views beside the framework, by name."""
    sharing: SharingDefaults = SharingDefaults()
    """How far records travel."""
    allow: Annotated[tuple[Allowance, ...], Field(strict=False)] = ()
    """Rules that are knowingly broken throughout."""
    rules: dict[RuleCode, RuleSeverity] = Field(default_factory=dict)
    """How much breaking a rule matters here, by its code: error, warning or note."""
    review_months: Months | None = None
    """A record older than this many months counts as not reviewed."""


class WorkspaceFile(Noun):
    """The file `estate.toml`."""

    estate: Workspace
    """The workspace."""
