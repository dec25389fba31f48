"""All rules, in order of their codes; each has a page in `docs/rules`."""

from __future__ import annotations

from estate.checks import (
    contracts,
    facts,
    people,
    planning,
    policy,
    references,
    structure,
    support,
    vocabulary,
)
from estate.checks.rule import Rule
from estate.diagnostics import Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _all() -> tuple[Rule, ...]:
    return RULES


RULES: tuple[Rule, ...] = (
    Rule("EST101", _ERROR, "No such system", references.dangling_systems),
    Rule("EST102", _ERROR, "Not in the catalogue", vocabulary.dangling_vocabulary),
    Rule("EST103", _WARNING, "Version not in the catalogue", vocabulary.unknown_version),
    Rule("EST104", _WARNING, "Evidence without a fact", facts.evidence_without_fact),
    Rule("EST105", _ERROR, "Interface from a system to itself", references.interface_to_itself),
    Rule("EST106", _ERROR, "No such contract, aim or barrier", references.dangling_records),
    Rule("EST107", _NOTE, "Vocabulary not checked", vocabulary.missing_vocabulary),
    Rule("EST201", _WARNING, "Contract without an end", contracts.no_end),
    Rule("EST202", _WARNING, "Lapsed contract", contracts.lapsed),
    Rule("EST203", _WARNING, "Notice is due", contracts.notice_due),
    Rule("EST204", _ERROR, "Impossible contract dates", contracts.impossible_dates),
    Rule("EST205", _WARNING, "Framework had ended", contracts.framework_over),
    Rule("EST206", _NOTE, "No contract recorded", contracts.no_contract),
    Rule("EST301", _WARNING, "Out of support", support.out_of_support),
    Rule("EST302", _NOTE, "Support ends within three years", support.support_ends),
    Rule("EST303", _NOTE, "No owner", people.no_owner),
    Rule("EST304", _WARNING, "Single expert", people.single_expert),
    Rule("EST306", _WARNING, "Personal data without agreement", facts.personal_data_unagreed),
    Rule("EST307", _WARNING, "Person instead of role", people.person_named),
    Rule("EST308", _NOTE, "Not reviewed", facts.not_reviewed),
    Rule("EST309", _ERROR, "Impossible system dates", facts.impossible_dates),
    Rule("EST401", _WARNING, "Circular requirements", structure.circular_requirements),
    Rule("EST402", _NOTE, "Isolated system", structure.isolated_systems),
    Rule("EST501", _WARNING, "Option cannot be planned", planning.option_unplannable),
    Rule("EST502", _ERROR, "Nothing to join", planning.join_without_platform),
    Rule("EST503", _WARNING, "Skill without supply", planning.skill_without_supply),
    Rule("EST504", _WARNING, "Too few members", planning.too_few_members),
    Rule("EST505", _WARNING, "Deadline out of reach", planning.deadline_out_of_reach),
    Rule("EST601", _WARNING, "Allowance is over", policy.allowance_over),
    Rule("EST602", _WARNING, "Allowance without effect", policy.allowance_void(_all)),
    Rule("EST603", _NOTE, "Allowance not needed", policy.allowance_idle(_all)),
    Rule("EST604", _WARNING, "Severity without effect", policy.severity_void(_all)),
)
