"""What the making of a problem takes for granted, gathered by kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estate.planning.problem.cases import Assumption, Unplannable

if TYPE_CHECKING:
    from estate.portfolio import Fact

WORDS = {
    "running-unknown": "Running cost is not recorded: it counts as unchanged by any option.",
    "running-after-unknown": "Running cost afterwards is not recorded: it counts as unchanged.",
    "platform-price-unknown": "The platform's price is not recorded: joining it counts as free.",
    "platform-running-unknown": "What joining costs a year besides the platform's price is not"
    " recorded: it counts as nothing.",
    "retire-relied-on": "Other systems rely on it: retiring it counts as harmless to them.",
    "set-up-unborne": "The platform's host is not recorded, or is no council that is planned here:"
    " no budget bears its set-up.",
    "set-up-unknown": "The platform's set-up cost is not recorded: it counts as nothing.",
    "budget-unlimited": "No budget of this kind is recorded: it counts as unlimited.",
    "budget-year-missing": "A budget is recorded for other years but not for these: they count as"
    " having none.",
    "budget-first-year": "The plan starts within a financial year: the share of its budget for"
    " the months that are left counts.",
    "skill-unlimited": "Person-days of a skill are not recorded: it counts as unlimited.",
    "changes-unlimited": "How many changes can be under way at once is not recorded: it counts"
    " as unlimited.",
    "exit-cost-unknown": "What leaving the contract early costs is not recorded: it counts as"
    " nothing.",
    "contract-shared": "A contract covers several systems: what leaving it early or holding it"
    " over costs is shared equally among them.",
    "risk-unknown": "The risk score is a range: the point of it that the policy names is priced.",
    "deadline-after-horizon": "The deadline is after the horizon: it is not planned for.",
    "support-ended": "Support of its product has ended: the policy makes no deadline of a day that"
    " has passed.",
    "procurement-unknown": "A route of procurement is recorded, and neither the option nor the"
    " policy says how long it takes: it counts as no time.",
    "no-options": "No option is recorded: it is kept as it is.",
    "running-ceiling": "A ceiling for running costs is recorded: the plan is not held to it, and"
    " says in which years it is above it.",
    "waits-outside": "It waits for a system of a council that is not planned here: that counts as"
    " done in time.",
    "step-under-way": "A step is recorded as in progress: it goes on to its recorded finish, and"
    " nothing else is planned for the system.",
    "notice-unknown": "The notice that a contract takes is not recorded, or has passed and whether"
    " the contract renews itself is not recorded: notice counts as given in time.",
    "contract-end-unknown": "A contract's end is not recorded: leaving it counts as free.",
}


@dataclass
class Notes:
    """A notebook: what was assumed of whom, and what could not be planned."""

    assumed: dict[str, dict[str, None]] = field(default_factory=dict)
    unplannable: list[Unplannable] = field(default_factory=list)

    def assume(self, code: str, subject: str) -> None:
        """Note an assumption about a subject."""
        self.assumed.setdefault(code, {})[subject] = None

    def refuse(
        self, subject: str, reason: str, missing: tuple[str, ...] = (), fact: Fact | None = None
    ) -> None:
        """Note that something could not be planned."""
        facts = () if fact is None else (fact,)
        self.unplannable.append(Unplannable(subject, reason, missing, facts))

    def assumptions(self) -> tuple[Assumption, ...]:
        """Return all assumptions, by code, each with its subjects in order."""
        return tuple(
            Assumption(code, WORDS[code], tuple(sorted(subjects)))
            for code, subjects in sorted(self.assumed.items())
        )
