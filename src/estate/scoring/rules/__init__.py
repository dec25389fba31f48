"""How criteria follow from recorded facts: one named rule each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.scoring.rules.contract_windows import vendor_contract
from estate.scoring.rules.dependants import other_systems
from estate.scoring.rules.derived import unknown_impact, unknown_likelihood
from estate.scoring.rules.hardware_age import physical_environment
from estate.scoring.rules.impacts import direct_financial_loss, operations
from estate.scoring.rules.incident_log import issues_on_record
from estate.scoring.rules.people import knowledge_and_skills
from estate.scoring.rules.support_dates import end_of_support
from estate.scoring.rules.vulnerabilities import known_vulnerabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estate.scoring.rules.derived import Case, Derived

_NOT_JUDGED = "Nobody has judged it, and it does not follow from other facts."


def _judgement_only_likelihood(_: Case) -> Derived:
    return unknown_likelihood(_NOT_JUDGED)


def _judgement_only_impact(_: Case) -> Derived:
    return unknown_impact(_NOT_JUDGED)


RULES: Mapping[str, Callable[[Case], Derived]] = {
    "L1": end_of_support,
    "L2": vendor_contract,
    "L3": knowledge_and_skills,
    "L4": _judgement_only_likelihood,
    "L5": physical_environment,
    "L6": known_vulnerabilities,
    "L7": issues_on_record,
    "C1": _judgement_only_impact,
    "C2": _judgement_only_impact,
    "C3": direct_financial_loss,
    "C4": _judgement_only_impact,
    "C5": operations,
    "C6": other_systems,
}
"""The rule of each criterion."""

DATED = frozenset({"L1", "L2", "L5", "L6"})
"""The criteria whose rules look at the date."""
