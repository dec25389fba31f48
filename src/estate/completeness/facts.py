"""The facts that something depends on: to which systems each applies, and when it is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from estate.completeness.looking import Held, Look, among, held
from estate.portfolio import split_product
from estate.scoring import IMPACT, LIKELIHOOD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate.portfolio.base import Record

PARTS = {
    "record": "Record",
    "contracts": "Contracts",
    "likelihood": "Likelihood",
    "impact": "Impact",
    "planning": "Planning",
}
"""The parts into which facts fall, in order."""


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact that may be known of a system. `look` gives None where it does not apply to it."""

    key: str
    name: str
    part: str
    serves: str
    """What depends on it."""
    look: Callable[[Look], Held | None]


def _key(key: str, look: Look) -> Held:
    """Whether a key of the system is recorded."""
    value = getattr(look.system, key)
    return held(look.system, key, known=value is not None and value != ())


def _product(look: Look) -> Held | None:
    """Product with version; a system made for the council has none."""
    product = look.system.product
    if product is None and look.system.bespoke:
        return None
    known = product is not None and split_product(product)[1] is not None
    return held(look.system, "product", known=known)


def _technology(look: Look) -> Held | None:
    """Databases and operating systems beneath; of software as a service they are the maker's."""
    return None if look.system.hosting == "saas" else _key("technology", look)


def _annual_cost(look: Look) -> Held:
    cost = look.system.annual_cost
    return held(look.system, "annual_cost", known=cost is not None and cost.total is not None)


def _support_people(look: Look) -> Held:
    support = look.system.support
    return held(look.system, "support", known=support is not None and support.people is not None)


def _personal_data(look: Look) -> Held:
    data = look.system.personal_data
    return held(look.system, "personal_data", known=data is not None and data.held is not None)


def _interfaces(look: Look) -> Held:
    """Whether it, or its council for all, is said to have every interface recorded, or not."""
    if look.system.interfaces_complete is not None:
        return _key("interfaces_complete", look)
    council = look.graph.portfolio.councils[look.ref.council].council
    return held(council, "interfaces_complete", known=council.interfaces_complete is not None)


def _contract(look: Look) -> Held | None:
    """A contract: asked of what has one, or is bought and not provided by a platform."""
    contracts = look.contracts
    if contracts:
        return among((one, "systems", True) for one in contracts)
    bought = look.system.product is not None and look.system.platform is None
    return Held(known=False) if bought else None


def _contract_end(look: Look) -> Held | None:
    contracts = look.contracts
    return _of_all(contracts, "ends") if contracts else None


def _of_running(key: str, look: Look) -> Held | None:
    """Return whether all contracts that are not over have a key; what is over needs no notice."""
    contracts = look.running_contracts
    return _of_all(contracts, key) if contracts else None


def _of_all(records: Sequence[Record], key: str) -> Held:
    return among((one, key, getattr(one, key) is not None) for one in records)


def _criterion(code: str, look: Look) -> Held:
    return Held(known=look.score.criterion(code).known)


def _option(look: Look) -> Held:
    """Whether anything that could be done is recorded; `retain` is an answer too."""
    options = list(look.system.options.values())
    return among((one, "kind", True) for one in options) if options else Held(known=False)


def _of_changes(key: str, look: Look) -> Held | None:
    return _of_all(look.changes, key) if look.changes else None


def _running_after(look: Look) -> Held | None:
    """Running cost afterwards: nothing is left to run of what is retired."""
    options = [option for option in look.changes if option.kind != "retire"]
    return _of_all(options, "annual_cost_after") if options else None


def _criteria(part: str) -> tuple[FactKind, ...]:
    criteria = LIKELIHOOD if part == "likelihood" else IMPACT
    return tuple(
        FactKind(one.code, f"{one.code} {one.name}", part, "score", partial(_criterion, one.code))
        for one in criteria
    )


def _recorded(key: str, name: str, serves: str) -> FactKind:
    return FactKind(key.replace("_", "-"), name, "record", serves, partial(_key, key))


FACTS: tuple[FactKind, ...] = (
    _recorded("owner", "Owner", "plan"),
    _recorded("capabilities", "Capability", "plan"),
    FactKind("product", "Product and version", "record", "L1, L6", _product),
    FactKind("technology", "Technology under it", "record", "L1, L6", _technology),
    _recorded("hosting", "Hosting", "L5"),
    _recorded("users", "Users", "peers"),
    FactKind("annual-cost", "Annual cost", "record", "plan", _annual_cost),
    FactKind("support-people", "Support people", "record", "L3", _support_people),
    FactKind("personal-data", "Personal data held", "record", "law", _personal_data),
    FactKind("interfaces", "Interfaces complete", "record", "C6", _interfaces),
    _recorded("reviewed", "Reviewed", "trust"),
    FactKind("contract", "Contract recorded", "contracts", "plan", _contract),
    FactKind("contract-end", "Contract end", "contracts", "plan", _contract_end),
    FactKind(
        "contract-notice",
        "Contract notice",
        "contracts",
        "plan",
        partial(_of_running, "notice_months"),
    ),
    FactKind(
        "contract-value",
        "Contract value a year",
        "contracts",
        "plan",
        partial(_of_running, "annual_value"),
    ),
    *_criteria("likelihood"),
    *_criteria("impact"),
    FactKind("option", "Something to do", "planning", "plan", _option),
    FactKind("option-cost", "Cost of options", "planning", "plan", partial(_of_changes, "cost")),
    FactKind(
        "option-months", "Months of options", "planning", "plan", partial(_of_changes, "months")
    ),
    FactKind("running-after", "Running cost after", "planning", "plan", _running_after),
)
"""Every fact that is counted, in order; keys are unique."""
