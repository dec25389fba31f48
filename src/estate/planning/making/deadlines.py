"""By when a system must have changed: as recorded, or as its product's support ends by policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from estate.portfolio import CATALOGUE, Fact
from estate.portfolio.identifiers import split_product
from estate.scoring import ADDRESSES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.planning.making.notes import Notes
    from estate.planning.problem.calendar import Calendar
    from estate.planning.problem.cases import Option
    from estate.portfolio import Catalogue, PlanningPolicy, System, SystemRef

Deadline = tuple[int, tuple[Fact, ...]]
"""A month of the plan, and the facts that make it a deadline."""
_SUPPORT = "end_of_support"
"""The criterion of the end of support: what addresses it ends the use of the old version."""


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which a system must have changed, and the facts that say so."""

    day: date
    facts: tuple[Fact, ...]
    by_policy: bool = False
    """Whether it is the end of support."""


def recorded(system: System, ref: SystemRef) -> Due | None:
    """Return the day that is recorded."""
    if system.must_change_by is None:
        return None
    return Due(system.must_change_by, (_fact(ref, "must_change_by"),))


def support_end(
    system: System, ref: SystemRef, catalogue: Catalogue, policy: PlanningPolicy
) -> Due | None:
    """Return the day after the support of a system's product, where policy makes it a deadline.

    `security`: its security updates, of extended support where that is bought; `extended`: its
    extended support, bought or not. The other kind where one is not recorded.
    """
    if policy.support_deadline == "none" or system.product is None:
        return None
    name, number = split_product(system.product)
    product = catalogue.products.get(name)
    version = product.versions.get(number) if product is not None and number else None
    if version is None or number is None:
        return None
    bought = {system.product, name} & set(system.extended_support)
    keys = ["security_support_until", "extended_support_until"]
    if bought or policy.support_deadline == "extended":
        keys.reverse()
    for key in keys:
        until = getattr(version, key)
        if isinstance(until, date) and until < date.max:
            where = Fact(CATALOGUE, ("products", name, "versions", number, key))
            return Due(until + timedelta(days=1), (where, _fact(ref, "product")), by_policy=True)
    return None


def ends_support(kind: str) -> bool:
    """Whether an option of a kind ends the use of what is no longer supported."""
    return _SUPPORT in ADDRESSES.get(kind, frozenset())


def deadlines(
    ref: SystemRef,
    due: Iterable[Due | None],
    options: tuple[Option, ...],
    calendar: Calendar,
    notes: Notes,
) -> tuple[Deadline, ...]:
    """Return the months on whose first days a system must have changed by, and why, in order.

    Those that are due within the plan; the notes say of the others why they are not planned for.
    """
    found: list[Deadline] = []
    for each in (each for each in due if each is not None):
        month = calendar.month_of(each.day)
        if month > calendar.horizon:
            notes.assume("deadline-after-horizon", str(ref))
        elif month < 0 and each.by_policy:
            notes.assume("support-ended", str(ref))
        elif month < 0:
            reason = "its deadline is before the plan starts"
            notes.refuse(str(ref), reason, fact=each.facts[0])
        elif not options:
            reason = "it has a deadline, and no option that can be planned"
            notes.refuse(str(ref), reason, fact=each.facts[0])
        else:
            found.append((month, each.facts))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def _fact(ref: SystemRef, key: str) -> Fact:
    return Fact(ref.council, ("systems", ref.system, key))
