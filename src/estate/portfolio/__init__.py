"""The nouns of an estate: frozen, closed types without input or output."""

from __future__ import annotations

from estate.portfolio.catalogue import (
    Body,
    Capability,
    CapabilityGroup,
    Catalogue,
    DataClass,
    Framework,
    Platform,
    PriceTier,
    Product,
    SkillKind,
    Standard,
    Supplier,
    Version,
)
from estate.portfolio.contracts import Contract
from estate.portfolio.council import (
    Aim,
    Barrier,
    Budget,
    Council,
    Freeze,
    Need,
    Risk,
    Skill,
)
from estate.portfolio.identifiers import (
    CATALOGUE,
    WORKSPACE,
    Fact,
    KeyPath,
    SystemRef,
    platform_of,
    split_product,
)
from estate.portfolio.interfaces import Interface
from estate.portfolio.inventory import CouncilFile, Inventory, Portfolio
from estate.portfolio.judgements import (
    IMPACT_CODES,
    LIKELIHOOD_CODES,
    Impact,
    Judgement,
    Likelihood,
)
from estate.portfolio.options import Benefit, Milestone, OneOffCost, Option, Requirement
from estate.portfolio.profiles import Profile
from estate.portfolio.steps import Spent, Step
from estate.portfolio.systems import (
    AnnualCost,
    Hardware,
    Incidents,
    PersonalData,
    Support,
    System,
    Vulnerabilities,
)
from estate.portfolio.terms import Extension
from estate.portfolio.workspace import PlanningPolicy, Workspace, WorkspaceFile

__all__ = [
    "CATALOGUE",
    "IMPACT_CODES",
    "LIKELIHOOD_CODES",
    "WORKSPACE",
    "Aim",
    "AnnualCost",
    "Barrier",
    "Benefit",
    "Body",
    "Budget",
    "Capability",
    "CapabilityGroup",
    "Catalogue",
    "Contract",
    "Council",
    "CouncilFile",
    "DataClass",
    "Extension",
    "Fact",
    "Framework",
    "Freeze",
    "Hardware",
    "Impact",
    "Incidents",
    "Interface",
    "Inventory",
    "Judgement",
    "KeyPath",
    "Likelihood",
    "Milestone",
    "Need",
    "OneOffCost",
    "Option",
    "PersonalData",
    "PlanningPolicy",
    "Platform",
    "Portfolio",
    "PriceTier",
    "Product",
    "Profile",
    "Requirement",
    "Risk",
    "Skill",
    "SkillKind",
    "Spent",
    "Standard",
    "Step",
    "Supplier",
    "Support",
    "System",
    "SystemRef",
    "Version",
    "Vulnerabilities",
    "Workspace",
    "WorkspaceFile",
    "platform_of",
    "split_product",
]
