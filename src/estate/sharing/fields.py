"""Which field of the inventory is of which class: by type, the fields that it declares itself.

Fields of `Record` and `Judgement` hold for all types made of them. A test walks all types and fails
on a field that is missing here, and on a line here without a field.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FieldsByKind = Mapping[str, str]

_COUNCILS: Mapping[str, FieldsByKind] = {
    "CouncilFile": {
        "service": "council systems",
        "contract": "contracts",
        "interface": "interfaces",
        "plan": "budgets freezes steps needs",
        "person": "skills",
        "free-text": "aims barriers",
        "risk": "risks",
    },
    "Inventory": {"service": "council"},
    "Council": {
        "service": "name kind gss_code population rurality",
        "volume": "ict_staff",
        "plan": "net_revenue_budget changes_at_once changes_at_once_by",
        "trace": "interfaces_complete",
        "free-text": "strategy board groups culture",
    },
    "Skill": {
        "free-text": "name training",
        "person": "people held_by person_days_per_quarter by_year day_rate",
    },
    "Budget": {"plan": "capital revenue running_ceiling carry_forward", "free-text": "aims"},
    "Freeze": {"free-text": "name because source", "plan": "capabilities from_ to"},
    "Aim": {"free-text": "name strategy outcomes"},
    "Barrier": {"free-text": "name response", "risk": "kind systems", "person": "owner"},
    "Risk": {
        "free-text": "name action",
        "risk": "kind systems likelihood impact response",
        "person": "owner",
    },
    "Need": {"plan": "capability", "free-text": "because"},
    "Step": {
        "plan": "system option platform status starts finishes started expected_finish finished "
        "cost spent milestones priority benefits",
        "person": "owner sponsor skills",
        "free-text": "name stopped_because work disposition priority_because aims strategy "
        "engagement channels_removed lessons",
        "risk": "barriers",
    },
    "Spent": {"plan": "capital revenue on"},
}

_SYSTEMS: Mapping[str, FieldsByKind] = {
    "System": {
        # What people call a system may be the name of its server: it is not told.
        "free-text": "name aliases departments must_change_because",
        "service": "capabilities lifecycle citizen_facing channels",
        "product": "product bespoke platform technology",
        "interface": "standards",
        "age": "adopted",
        "volume": "users transactions_per_year",
        "price": "annual_cost",
        "personal-data": "data personal_data",
        "plan": "retired options must_change_by moves_with",
        "person": "owner technical_owner sponsor body consumers support",
        "location": "hosting hardware depends_on",
        "vulnerability": "vulnerabilities incidents mitigations extended_support",
        "risk": "criticality functional_fit technical_fit likelihood impact planned",
        "trace": "interfaces_complete ethics_review",
    },
    "AnnualCost": {"price": "licence support hosting hardware support_staff other capital_part"},
    "Support": {"person": "people in_house supplier hours_per_year fte"},
    "Hardware": {"location": "installed supported_until unsuitable"},
    "Vulnerabilities": {"vulnerability": "critical high other assessed"},
    "Incidents": {
        "vulnerability": "ongoing severe major moderate minor period_months until",
    },
    "PersonalData": {
        "personal-data": "held special_category",
        "trace": "dpia",
        "free-text": "retention",
    },
    "Judgement": {"person": "by", "free-text": "because", "trace": "on"},
    "LikelihoodJudgement": {"risk": "score"},
    "ImpactJudgement": {"risk": "score"},
    "FinancialJudgement": {"risk": "score percent_of_budget amount"},
    "OperationsJudgement": {"risk": "score staff_hours"},
    "Likelihood": {
        "risk": "end_of_support contract skills business_need environment vulnerabilities history",
    },
    "Impact": {"risk": "safety reputation financial stakeholders operations other_systems"},
    "Option": {
        "plan": "kind platform onto product cost contingency_percent months procurement_months "
        "procurement_route dual_running_months annual_cost_after capital_part_after priority "
        "requires earliest_start milestones benefits",
        "person": "skills owner sponsor",
        "risk": "likelihood_after",
        "free-text": "name priority_because disposition aims engagement channels_removed",
    },
    "OneOffCost": {"plan": "capital revenue"},
    "Requirement": {"plan": "system lag_months"},
    "Milestone": {"free-text": "name", "plan": "due after_months expected reached"},
    "Benefit": {
        "plan": "kind baseline target actual measured due outcome",
        "free-text": "measure unit",
    },
    "Interface": {
        "interface": "from_ to status standards carries",
        "location": "mechanism format authentication published",
        "risk": "required dependency documented semantics validated criticality change_notice_days",
        "volume": "frequency",
        "personal-data": "personal_data",
        "price": "rework_cost adapter_cost",
        "contract": "contract",
        "person": "from_owner to_owner",
        "free-text": "name agreement service_level",
        "trace": "agreement_until",
    },
}

_CONTRACTS: Mapping[str, FieldsByKind] = {
    "Contract": {
        "contract": "name reference systems supplier awarded starts ends term_months extensions "
        "renewal renewal_months renewals_at_most total_value framework lot",
        "price": "notice_months irrevocable_until break_notice_months early_exit_cost "
        "holding_over_percent annual_value price_basis",
        "volume": "units",
        "plan": "successor",
        "free-text": "subject exit_terms",
    },
    "Extension": {"contract": "months by taken"},
}

_CATALOGUE: Mapping[str, FieldsByKind] = {
    "Catalogue": {
        "service": "groups capabilities",
        "product": "products suppliers platforms",
        "contract": "frameworks",
        "interface": "standards data_classes",
        "person": "bodies skills",
        "plan": "freezes",
    },
    "CapabilityGroup": {"service": "name"},
    "Capability": {
        "service": "name lgsl esd_functions citizen_facing statutory channels",
    },
    "Product": {
        "product": "name kind supplier aliases standards capabilities cpv endoflife",
        "age": "versions",
    },
    "Version": {
        "age": "released active_support_until security_support_until extended_support_until "
        "supported endoflife",
        "free-text": "source",
        "trace": "on",
    },
    "Supplier": {"product": "name company_number aliases former_names parent"},
    "Platform": {
        "product": "name status capabilities product supplier standards",
        "price": "tiers",
        "plan": "members available_from minimum_members onboarding_per_quarter set_up "
        "procurement_months milestones",
        "risk": "likelihood barriers",
        "person": "sponsor",
        "location": "runs_on adopters",
        "free-text": "host source",
    },
    "PriceTier": {"price": "members annual_price"},
    "Framework": {
        "contract": "name reference owner starts ends extension_months may_call_off suppliers "
        "lots value_limit source",
    },
    "Standard": {"interface": "name kind mandated", "free-text": "source"},
    "Body": {"free-text": "name role source", "person": "kind"},
    "SkillKind": {"free-text": "name", "person": "specialist"},
    "DataClass": {"interface": "name", "personal-data": "personal special_category"},
}

_KEEPING: Mapping[str, FieldsByKind] = {
    "Record": {
        "free-text": "description notes tags",
        "person": "reviewed_by",
        "trace": "reviewed evidence sharing allow",
    },
    "Evidence": {"trace": "source confidence on", "person": "by", "free-text": "note"},
    "Allowance": {"trace": "rule until", "free-text": "because"},
    "WorkspaceFile": {"trace": "estate"},
    "Workspace": {
        "service": "illustrative",
        "free-text": "name",
        "trace": "as_of currency planning scoring profiles sharing allow rules review_months",
    },
    "SharingDefaults": {"trace": "level"},
    "ScoringPolicy": {"trace": "framework"},
    "PlanningPolicy": {
        "trace": "horizon_months tail_months discount_rate risk_price unknown_risk objective "
        "tolerance_percent move_price support_deadline procurement_months_by_route "
        "residual_likelihood",
    },
    "Profile": {"free-text": "description because", "trace": "weights", "person": "by"},
    "Weights": {"trace": "L1 L2 L3 L4 L5 L6 L7 C1 C2 C3 C4 C5 C6"},
}

FIELDS: Mapping[str, FieldsByKind] = MappingProxyType(
    {**_COUNCILS, **_SYSTEMS, **_CONTRACTS, **_CATALOGUE, **_KEEPING}
)
"""By type and class, the names of fields."""
