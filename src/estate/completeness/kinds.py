"""What there is to ask, and whom: each criterion that is not known comes down to a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from estate.portfolio import CATALOGUE, platform_of, split_product
from estate.scoring.rules import vulnerabilities as open_vulnerabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estate.completeness.looking import Look


class Item(NamedTuple):
    """One thing to ask about: whose record it would go into, its table, and its id there."""

    owner: str
    table: str
    id: str


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """A question that can be put about many things; `office` is who commonly knows."""

    key: str
    office: str
    one: str
    """What is asked for, of one."""
    many: str
    """And of several."""
    write: str
    """The key under which the answer is recorded."""


_SUPPLIERS, _PROCUREMENT, _OWNERS = "Suppliers", "Procurement", "System owners"
_ICT, _SECURITY, _SERVICE = "ICT", "ICT security", "ICT service desk"
_FINANCE = "Finance"

_KINDS = (
    QuestionKind("product", _ICT, "product and version", "products and versions", "product"),
    QuestionKind(
        "support-date",
        _SUPPLIERS,
        "date until which a version gets security updates",
        "dates until which versions get security updates",
        "security_support_until",
    ),
    QuestionKind("contract", _PROCUREMENT, "contract", "contracts", "contracts"),
    QuestionKind("contract-end", _PROCUREMENT, "contract end", "contract ends", "ends"),
    QuestionKind(
        "support-people",
        _ICT,
        "number of people who can support it",
        "numbers of people who can support it",
        "support.people",
    ),
    QuestionKind(
        "support-supplier",
        _ICT,
        "word on whether a supplier supports it",
        "words on whether a supplier supports them",
        "support.supplier",
    ),
    QuestionKind(
        "business-need",
        _OWNERS,
        "judgement of business need",
        "judgements of business need",
        "likelihood.business_need",
    ),
    QuestionKind("hardware", _ICT, "record of hardware", "records of hardware", "hardware"),
    QuestionKind(
        "vulnerabilities",
        _SECURITY,
        "count of open vulnerabilities",
        "counts of open vulnerabilities",
        "vulnerabilities",
    ),
    QuestionKind("incidents", _SERVICE, "incident log", "incident logs", "incidents"),
    QuestionKind(
        "safety",
        _OWNERS,
        "judgement of harm to safety",
        "judgements of harm to safety",
        "impact.safety",
    ),
    QuestionKind(
        "reputation",
        _OWNERS,
        "judgement of harm to reputation",
        "judgements of harm to reputation",
        "impact.reputation",
    ),
    QuestionKind(
        "budget", _FINANCE, "net revenue budget", "net revenue budgets", "net_revenue_budget"
    ),
    QuestionKind("loss", _FINANCE, "expected loss", "expected losses", "impact.financial"),
    QuestionKind(
        "stakeholders",
        _OWNERS,
        "judgement of harm to stakeholders",
        "judgements of harm to stakeholders",
        "impact.stakeholders",
    ),
    QuestionKind(
        "hours",
        _OWNERS,
        "estimate of staff hours lost",
        "estimates of staff hours lost",
        "impact.operations",
    ),
    QuestionKind(
        "interfaces", _ICT, "list of interfaces", "lists of interfaces", "interfaces_complete"
    ),
)
QUESTIONS: Mapping[str, QuestionKind] = {kind.key: kind for kind in _KINDS}
"""Every kind of question, by key."""

Asked = tuple[str, tuple[Item, ...]]
"""The key of a kind, and the things of which the answer is needed."""


def asked(code: str, look: Look) -> Asked:
    """Return what to ask about a criterion that is not known of a system.

    Where several things are missing, the one that has to be known first.
    """
    return _ASK[code](look)


def _of_system(kind: str) -> Callable[[Look], Asked]:
    return lambda look: (kind, (_itself(look),))


def _itself(look: Look) -> Item:
    return Item(look.ref.council, "systems", look.ref.system)


def _end_of_support(look: Look) -> Asked:
    """Versions come first: without them no date can be looked up."""
    system = look.system
    uses = [use for use in (system.product, *system.technology) if use is not None]
    if not uses or any(split_product(use)[1] is None for use in uses):
        return "product", (_itself(look),)
    undated = sorted({use for use in uses if not _dated(look, use)} or set(uses))
    return "support-date", tuple(Item(CATALOGUE, "products", use) for use in undated)


def _dated(look: Look, use: str) -> bool:
    name, version = split_product(use)
    product = look.graph.portfolio.catalogue.products.get(name)
    found = product.versions.get(version or "") if product else None
    if found is None:
        return False
    return found.security_support_until is not None or found.supported is not None


def _vendor_contract(look: Look) -> Asked:
    """Contracts, or those that follow them, of which the end is not known."""
    found = look.graph.contracts_of(look.ref)
    if not found:
        return "contract", (_itself(look),)
    council = look.ref.council
    recorded = look.graph.portfolio.councils[council].contracts
    names = [name for name, _ in found]
    for name in names:
        follower = recorded[name].successor
        if follower in recorded and follower not in names:
            names.append(follower)
    endless = [
        name for name in names if recorded[name].first_end is None and not recorded[name].renews
    ]
    return "contract-end", tuple(Item(council, "contracts", name) for name in sorted(endless))


def _skills(look: Look) -> Asked:
    """The people, and where they are few, whether a supplier stands behind them."""
    support = look.system.support
    counted = support is not None and support.people is not None
    return "support-supplier" if counted else "support-people", (_itself(look),)


def _vulnerabilities(look: Look) -> Asked:
    """Their counts, unless all that is open is whether updates still come."""
    found = look.score.criterion("L6")
    if (
        found.rule == open_vulnerabilities.RULE
        and found.high == open_vulnerabilities.WITHOUT_UPDATES
    ):
        return _end_of_support(look)
    return "vulnerabilities", (_itself(look),)


def _financial(look: Look) -> Asked:
    judged = look.system.impact.financial if look.system.impact else None
    if judged is not None and judged.amount is not None:
        return "budget", (Item(look.ref.council, "council", ""),)
    return "loss", (_itself(look),)


def _other_systems(look: Look) -> Asked:
    """Its own interfaces first; else those of the systems that are known to depend on it."""
    if not look.graph.interfaces_complete(look.ref):
        return "interfaces", (_itself(look),)
    others = [
        node
        for node in look.graph.blast_radius(look.ref)
        if platform_of(node) is None and not look.graph.interfaces_complete(node)
    ]
    split = [node.partition("/") for node in others]
    return "interfaces", tuple(Item(council, "systems", name) for council, _, name in split)


_ASK: Mapping[str, Callable[[Look], Asked]] = {
    "L1": _end_of_support,
    "L2": _vendor_contract,
    "L3": _skills,
    "L4": _of_system("business-need"),
    "L5": _of_system("hardware"),
    "L6": _vulnerabilities,
    "L7": _of_system("incidents"),
    "C1": _of_system("safety"),
    "C2": _of_system("reputation"),
    "C3": _financial,
    "C4": _of_system("stakeholders"),
    "C5": _of_system("hours"),
    "C6": _other_systems,
}
