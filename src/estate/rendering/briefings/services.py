"""Systems as people meet them: by the service that they are for, and by who uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.kit.words import listing, plural, visible

if TYPE_CHECKING:
    from estate.portfolio import Portfolio, System

NOT_RECORDED = "not recorded"
MOST_NAMES = 2

TROUBLE = {
    "end_of_support": "its maker no longer supports it",
    "contract": "its contract has ended or ends soon",
    "skills": "too few people know it",
    "business_need": "it no longer does what is needed",
    "environment": "it runs on old machines or in an unfit room",
    "vulnerabilities": "it has known security holes",
    "history": "it has failed before",
}
"""What a high answer to each of the framework's questions of likelihood says, in plain words."""

DONE = {
    "replace": "a new system takes its place",
    "upgrade": "a newer version is put in",
    "rehost": "it moves to other machines",
    "replatform": "it is put on a new technical base",
    "refactor": "it is rebuilt in part",
    "join": "it moves to a system shared with other councils",
    "consolidate": "another system takes over its work",
    "retire": "it is switched off for good",
}
"""What is done to a system, by kind."""


def share(count: int, total: int, one: str) -> str:
    """Return `3 of 9 changes`, `none of 9 changes`; of one alone `the one change`, `no change`."""
    if total == 1:
        return f"the one {one}" if count else f"no {one}"
    return f"{f'{count:,}' if count else 'none'} of {plural(total, one)}"


def service(portfolio: Portfolio, system: str) -> str:
    """Return what a system is for; its own name where no capability is recorded."""
    record = portfolio.system(SystemRef.parse(system))
    known = portfolio.catalogue.capabilities
    names = [known[each].name if each in known else each for each in record.capabilities]
    return visible(listing(names, MOST_NAMES)) if names else visible(record.name)


def service_at(portfolio: Portfolio, system: str) -> str:
    """Return what a system is for, and at which council where there are several."""
    name = service(portfolio, system)
    return name if len(portfolio.councils) == 1 else f"{name} ({council_of(portfolio, system)})"


def council_of(portfolio: Portfolio, system: str) -> str:
    """Return the name of a system's council."""
    return visible(portfolio.councils[SystemRef.parse(system).council].council.name)


def citizens_use(portfolio: Portfolio, record: System) -> bool | None:
    """Return whether citizens use a system themselves; None where nobody recorded it."""
    if record.citizen_facing is not None:
        return record.citizen_facing
    known = portfolio.catalogue.capabilities
    said = [known[each].citizen_facing for each in record.capabilities if each in known]
    if any(said):
        return True
    return None if not said or None in said else False


def who_uses(portfolio: Portfolio, system: str) -> str:
    """Return who uses a system: how many, and whether citizens do themselves."""
    record = portfolio.system(SystemRef.parse(system))
    count = None if record.users is None else plural(record.users, "recorded user")
    citizens = citizens_use(portfolio, record)
    if citizens:
        return f"Citizens; {count}" if count else "Citizens; how many is not recorded"
    if citizens is None:
        return count or NOT_RECORDED
    return f"Staff; {count}" if count else "Staff; how many is not recorded"
